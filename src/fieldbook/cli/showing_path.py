"""``fieldbook path``: where the book lies, and the settings."""

from __future__ import annotations

from fieldbook.cli.call import Call
from fieldbook.i18n import _
from fieldbook.settings import settings_path
from fieldbook.store.form import file_of


def run(call: Call) -> int:
    """Say where the book's file is, and nothing else: it is for other programs too. Beside it, the settings'."""
    call.console.say(str(file_of(call.book_path).absolute()))
    if settings := settings_path():
        told = _("Settings: {path}") if settings.exists() else _("Settings: {path} (not there yet)")
        call.console.tell(told.format(path=settings))
    return 0
