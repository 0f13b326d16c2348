"""``fieldbook decrypt``: make a locked book readable for anybody again."""

from __future__ import annotations

from fieldbook.cli.call import Call
from fieldbook.cli.encrypting import tell_left
from fieldbook.domain.errors import Locked
from fieldbook.i18n import _
from fieldbook.store.form import base_of
from fieldbook.store.locking import decrypt


def run(call: Call) -> int:
    """Ask for the passphrase, and whether that is meant."""
    path, key = call.book_path, call.key
    if key is None:
        call.require_book()
        raise Locked("not_locked", path)
    with call.open(backups=False):
        pass  # what was added is taken in, and what a killed program left is finished
    asked = call.args.yes or not call.console.can_ask
    if not (asked or call.console.ask(_("Whoever gets at the book can read it then. Go on?"))):
        raise Locked("stopped", path)
    left = decrypt(path, key)
    call.console.say(_("The book can be read by anybody again: {path}").format(path=base_of(path)))
    return tell_left(call, left)
