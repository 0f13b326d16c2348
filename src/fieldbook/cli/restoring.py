"""``fieldbook restore``: bring a copy of the book back. The present book is kept."""

from __future__ import annotations

from pathlib import Path

from fieldbook.book.keeping import Difference
from fieldbook.cli.call import Call
from fieldbook.cli.table import line_of
from fieldbook.cli.unlocking import asked_key
from fieldbook.cli.verifying import Repaired, tell_repaired
from fieldbook.domain.errors import Locked, NotABook
from fieldbook.files import from_home
from fieldbook.i18n import _, ngettext
from fieldbook.opening import BookOnDisk, local_now
from fieldbook.store.backup import keep_present
from fieldbook.store.form import base_of
from fieldbook.store.keys import Key
from fieldbook.store.own_files import is_own
from fieldbook.store.plain import Codec, PlainCodec
from fieldbook.store.restore import BookCopy, is_broken, put_in_place
from fieldbook.store.salvage import salvaged
from fieldbook.store.sealed import SealedCodec
from fieldbook.store.unlocking import is_locked_copy

MOST_SHOWN = 20
"""Entries shown of each sort; the rest is counted."""


def run(call: Call) -> int:
    """Show what would change, keep the present book, and make the change one act."""
    path = from_home(call.args.file)
    if not (path.exists() or is_locked_copy(path)):
        raise NotABook(path, what="no_copy")
    if is_own(path, call.book_path):
        raise NotABook(path, what="itself")
    own, broken = _own_key(call)
    copy, key = _copy(call, path, own)
    _tell_unreadable(call, copy)
    if broken or is_broken(call.book_path, own):
        return _put_in_place(call, copy, key)
    if call.args.dry_run:
        with call.read() as book:
            _show(call, book.keeping.compare(copy.records, copy.unreadable_ids))
        return 0
    with call.open() as book:
        difference = book.keeping.compare(copy.records, copy.unreadable_ids)
        if not isinstance(book, BookOnDisk) or not difference.changes:
            call.console.say(_("The book and the copy say the same; nothing was changed."))
            return 0
        _show(call, difference)
        if not _agreed(call):
            return 1
        kept = keep_present(book.store.db, call.book_path, book.now, "before-restore")
        book.keeping.bring_back(difference, about=path.name)
    call.console.say(
        _("Brought back. The book as it was is kept in {kept}. To undo it: fieldbook undo").format(
            kept=kept
        )
    )
    return 0


def _own_key(call: Call) -> tuple[Key | None, bool]:
    """What opens the book, and whether nothing does any more: its identity is lost."""
    try:
        return call.key, False
    except Locked as error:
        if error.what not in ("identity_missing", "identity_damaged"):
            raise
        return None, True


def _copy(call: Call, path: Path, own: Key | None) -> tuple[BookCopy, Key | None]:
    """The copy, and with what a book made of it is locked.

    A locked copy opens with the book's own key, or else with the passphrase of what lies beside it.
    """
    try:
        return BookCopy(path, own), own
    except Locked:
        key = asked_key(call, Path(base_of(path)))
        return BookCopy(path, key), key


def _tell_unreadable(call: Call, copy: BookCopy) -> None:
    if copy.unreadable:
        told = ngettext(
            "{count} entry of the copy cannot be read; what the book has of it stays as it is.",
            "{count} entries of the copy cannot be read; what the book has of them stays as it is.",
            copy.unreadable,
        )
        see = _("To see which: {command}").format(command=f'fieldbook verify --book "{copy.path}"')
        call.console.tell(f"{told} {see}")


def _put_in_place(call: Call, copy: BookCopy, key: Key | None) -> int:
    """There is no book that opens: the copy becomes the book, and what was there is kept."""
    console = call.console
    count = ngettext("{count:,} entry", "{count:,} entries", len(copy.records))
    console.say(
        _(
            "There is no book that opens at {path}; the copy ({count}) would become the book."
        ).format(path=call.book_path, count=count)
    )
    if call.args.dry_run:
        return 0
    if not _agreed(call):
        return 1
    kept = put_in_place(copy, call.book_path, local_now(), key)
    console.say(_("The copy is the book now."))
    if key is not None:
        call.unlocked[Path(base_of(call.book_path))] = key
    _add_from_logs(call, kept, PlainCodec() if key is None else SealedCodec(key))
    if kept:
        names = _(", ").join(str(each) for each in kept)
        console.say(_("What was there is kept: {names}").format(names=names))
    return 0


def _add_from_logs(call: Call, kept: tuple[Path, ...], codec: Codec) -> None:
    """Take over what was acknowledged after the copy was made, as far as the old log can be read."""
    later = [each for path in kept if "-log-" in path.name for each in salvaged(path, codec)]
    if not later:
        return
    with call.open(backups=False) as book:
        count = book.keeping.add_later(later)
    if count:
        tell_repaired(call, Repaired(count))


def _agreed(call: Call) -> bool:
    return call.agrees(_("Bring the copy back?"), "restore", from_home(call.args.file))


def _show(call: Call, difference: Difference) -> None:
    if not difference.changes:
        call.console.say(_("The book and the copy say the same."))
    for title, changes in (
        (_("Comes back"), difference.made),
        (_("Becomes what it was"), difference.changed),
        (
            _("Newer than the copy, is taken out (fieldbook undo brings it back)"),
            difference.put_away,
        ),
    ):
        if changes:
            call.console.say(_("{label}: {text}").format(label=title, text=f"{len(changes):,}"))
            for each in changes[:MOST_SHOWN]:
                call.console.say(f"  {line_of(each.after)}")
            if len(changes) > MOST_SHOWN:
                call.console.say("  …")
