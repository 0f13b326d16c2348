"""``fieldbook encrypt``: lock the book with a passphrase, and everything that lies beside it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from fieldbook.cli.call import Call
from fieldbook.cli.unlocking import new_passphrase
from fieldbook.domain.errors import Locked
from fieldbook.i18n import _, ngettext
from fieldbook.opening import open_book
from fieldbook.recovery_slip import shown_once, slip_place, write_slip
from fieldbook.store.covering import plain_copies, readable_beside
from fieldbook.store.form import base_of, file_of, is_locked
from fieldbook.store.keys import age
from fieldbook.store.locking import Left, encrypt, new_recovery_key


def run(call: Call) -> int:
    """Ask for a passphrase twice, show the recovery key once, and lock the book."""
    path = call.book_path
    age()
    if is_locked(path):
        return _finish(call, path)
    call.require_book()
    slip = slip_place(call.args.slip, path)
    open_book(path, backups=None).close()  # what was added is taken in, and a book is there
    call.console.tell(
        _(
            "The book is about to be encrypted, with everything beside it: drafts, what was set aside, "
            "and copies, unless you choose to erase those. Nothing is changed until the passphrase is "
            "chosen."
        )
    )
    call.console.tell(
        _(
            "Whoever opens the book will need the passphrase. Who forgets it needs the recovery key, "
            "which is shown next; without both nobody opens the book again."
        )
    )
    call.console.tell(
        _("Take a long passphrase: six words that have nothing to do with one another, or more.")
    )
    passphrase = new_passphrase(call, getattr(call.args, "passphrase_file", None), path)
    recovery_key = new_recovery_key()
    erase = _erases_copies(call, path)
    handed_over = partial(hand_over, call, path, recovery_key, slip)
    left = encrypt(path, passphrase, recovery_key, erase_copies=erase, hand_over=handed_over)
    call.console.say(
        _(
            "The book is locked: {path}. Papers that are exported, and copies elsewhere, can be read by "
            "anybody as before; of erased files a disk may keep pieces until it writes over them."
        ).format(path=f"{base_of(path)}.age")
    )
    return tell_left(call, left)


def _finish(call: Call, path: Path) -> int:
    """A locked book: what lies readable beside it is encrypted by opening it."""
    if not readable_beside(path):
        raise Locked("locked_already", file_of(path))
    with call.open(backups=False):
        pass
    call.console.say(_("What lay readable beside the book is encrypted."))
    return 0


def _erases_copies(call: Call, path: Path) -> bool:
    """Say which older copies anybody can read, and ask what becomes of them."""
    copies = plain_copies(path)
    if not copies:
        return False
    call.console.say(
        ngettext(
            "{count} older copy beside the book can be read by anybody:",
            "{count} older copies beside the book can be read by anybody:",
            len(copies),
        )
    )
    for each in copies:
        call.console.say(f"  {each}")
    if call.args.copies is not None or not call.console.can_ask:
        return bool(call.args.copies == "erase")
    chosen = call.console.choose(
        _("What becomes of them?"),
        _("encrypt them, too"),
        _("erase them: then they are gone"),
    )
    if chosen is None:
        raise Locked("stopped", path)
    return chosen == 1


def hand_over(call: Call, path: Path, recovery_key: str, slip: Path | None) -> None:
    """Show the recovery key, once, where the terminal keeps nothing of it; in a file where one was named.

    Raises:
        Locked: whoever is asked whether it is written down stops; nothing is changed yet.
    """
    if slip is not None:
        write_slip(slip, path, recovery_key)
        call.console.say(_("The recovery key was written to {path}.").format(path=slip))
        return
    title, keep = shown_once(path)
    with call.console.on_a_page():
        for line in (title, "", recovery_key, "", keep):
            call.console.say(line)
        if call.console.can_ask and not call.console.ask(_("Is the recovery key written down?")):
            raise Locked("stopped", path)


def tell_left(call: Call, left: Left) -> int:
    """Tell of files that are not of the book's form."""
    if not left:
        return 0
    names = _(", ").join(str(each) for each in left)
    call.console.tell(_("These files could not be brought along: {names}").format(names=names))
    return 1
