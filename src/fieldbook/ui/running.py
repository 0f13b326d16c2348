"""Opening a book, showing it, and closing it: the screens from the first to the last moment."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from fieldbook.book import Fieldbook
from fieldbook.clean import clean
from fieldbook.domain.notices import Notice
from fieldbook.domain.records import BY_KIND
from fieldbook.i18n import _
from fieldbook.settings import Found
from fieldbook.store.keys import Key
from fieldbook.ui.app import FieldbookApp
from fieldbook.ui.door import Door
from fieldbook.ui.fitting import fitting
from fieldbook.ui.panels import SHOW_DEMO
from fieldbook.ui.textual_private import take_pastes_whole

__all__ = ["SHOW_DEMO", "run"]

WRITER_WAITS = 0.0001
"""Seconds the thread that writes to the terminal waits at most for what is made after a painting."""


def run(book_path: Path, found: Found, *, demo: bool = False, key: Key | None = None) -> int:
    """Open the book, a locked one with its key, and show the screens; returns the exit code.

    Without a key the screens ask for the passphrase of a locked book.
    """
    settings, unfit = fitting(found.settings)
    with Door(book_path, settings) as door:
        asks = key is None and door.is_locked
        if not asks:
            door.open(key)
        title = _("Sample village") if demo else ""
        app = _app_class(demo=demo)(door.book, door.drafts, settings, title=title, door=door)
        app.is_shut = asks
        app.wrong = [*found.wrong, *unfit]
        app.book_path = book_path.absolute()
        # Who has a file of settings was asked, or has set things up himself.
        app.is_first_start = not (asks or demo or found.is_there or door.book.read_only) and (
            is_empty(door.book)
        )
        app.keep_loaded = _keep_what_is_loaded
        take_pastes_whole()
        sys.setswitchinterval(WRITER_WAITS)
        code = app.run()
        left = door.shut()
    _tell_the_rest(left)
    return (app.return_code or 0) if code is None else code


def _app_class(*, demo: bool) -> type[FieldbookApp]:
    """The app over one's own book, or the one that walks through the sample village."""
    if not demo:
        return FieldbookApp
    from fieldbook.ui.walk import WalkingApp

    return WalkingApp


def is_empty(book: Fieldbook) -> bool:
    """Whether nothing was ever written down in it."""
    return not book.acts and not any(map(book.shelf.count, BY_KIND.values()))


def _keep_what_is_loaded() -> None:
    """What was loaded stays as long as the app, and no collection need look at it.

    A full one over 100,000 records would hold a key press for longer than one may notice.
    """
    gc.freeze()
    gc.enable()


def _tell_the_rest(found: Sequence[Notice]) -> None:
    """What closing the book came upon, where the user looks now."""
    if found:
        from fieldbook.sentences import notice

        sys.stderr.writelines(clean(notice(each)) + "\n" for each in found)
