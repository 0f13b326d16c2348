"""``fieldbook passphrase``: another passphrase, another identity, or a way in where it is forgotten."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from fieldbook.cli.call import Call
from fieldbook.cli.encrypting import hand_over, tell_left
from fieldbook.cli.unlocking import asked_recovery_key, new_passphrase
from fieldbook.domain.errors import Locked
from fieldbook.i18n import _
from fieldbook.recovery_slip import slip_place
from fieldbook.store.form import base_of, is_locked
from fieldbook.store.keys import Key
from fieldbook.store.locking import change_passphrase, new_recovery_key, renew


def run(call: Call) -> int:
    """Change the passphrase; with ``--new-identity``, or the recovery key, encrypt everything anew."""
    path = call.book_path
    if not is_locked(path):
        call.require_book()
        raise Locked("not_locked", path)
    if call.args.forgotten:
        key: Key = asked_recovery_key(call, Path(base_of(path)))
        call.console.tell(
            _(
                "The recovery key opens the book, but it cannot tell whether somebody who got at the "
                "files put something in: look through what was written last."
            )
        )
        return _renew(call, path, key)
    asked = call.key
    assert asked is not None
    if call.args.new_identity:
        return _renew(call, path, asked)
    passphrase = new_passphrase(call, call.args.new_passphrase_file, path)
    call.unlocked.clear()
    change_passphrase(path, asked, passphrase)
    call.console.say(_("The passphrase was changed."))
    call.console.tell(
        _(
            "Copies made before, on sticks and elsewhere, still open with the old one. If somebody may "
            "have both, encrypt everything anew: {command}"
        ).format(command="fieldbook passphrase --new-identity")
    )
    return 0


def _renew(call: Call, path: Path, key: Key) -> int:
    slip = slip_place(call.args.slip, path)
    passphrase = new_passphrase(call, call.args.new_passphrase_file, path)
    recovery_key = new_recovery_key()
    call.console.tell(
        _(
            "There is a new recovery key now. Once this is done, the old one and the old passphrase open "
            "nothing of this book any more."
        )
    )
    handed_over = partial(hand_over, call, path, recovery_key, slip)
    left = renew(path, key, passphrase, recovery_key, hand_over=handed_over)
    call.console.say(
        _(
            "Everything was encrypted anew; the old passphrase and the old recovery key open none of it."
        )
    )
    return tell_left(call, left)
