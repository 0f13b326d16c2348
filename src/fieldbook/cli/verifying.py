"""``fieldbook verify``: is the book whole? What is wrong, where, and the next step."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from fieldbook.book import Fieldbook
from fieldbook.cli.call import Call
from fieldbook.domain.errors import Damaged
from fieldbook.i18n import _, ngettext
from fieldbook.opening import BookOnDisk
from fieldbook.sentences import clock_is_behind, fault, sentence
from fieldbook.store.backup import backups_folder, newest_copy
from fieldbook.store.form import base_of
from fieldbook.store.journal import JournalDB
from fieldbook.store.locking import put_recipients_right
from fieldbook.store.plain import Codec, PlainCodec
from fieldbook.store.remembered import forget
from fieldbook.store.salvage import is_readable, salvaged
from fieldbook.store.sealed import SealedCodec
from fieldbook.store.verify import Fault, set_acts_aside, set_aside, verify


def run(call: Call) -> int:
    """Read everything; with ``--repair`` add what is missing and set aside what cannot be read."""
    return _repair(call) if call.args.repair else _verify(call)


def _verify(call: Call) -> int:
    with call.read() as book:
        if not isinstance(book, BookOnDisk):
            call.console.say(_("There is no book {path} yet.").format(path=call.book_path))
            return 0
        _tell_of_the_clock(call, book)
        faults = verify(book.store.db, book.now)
        count = sum(book.shelf.count(room.record_type) for room in book.rooms())
        acts = len(book.acts)
    _tell_faults(call, faults)
    if faults:
        call.console.tell(
            ngettext(
                "{count} thing is wrong; nothing was changed by looking.",
                "{count} things are wrong; nothing was changed by looking.",
                len(faults),
            )
        )
        return 1
    records = ngettext("{count:,} entry", "{count:,} entries", count)
    call.console.say(
        _("The book is whole: {records}, {acts} can be undone, every reference and date is right.")
        .format(records=records, acts=ngettext("{count:,} act", "{count:,} acts", acts))
    )  # fmt: skip
    return 0


def _repair(call: Call) -> int:
    found = _opened(call)
    with found.book as book:
        if not isinstance(book, BookOnDisk) or book.read_only:
            call.console.tell(_("The book cannot be repaired: it is open for reading only."))
            return 1
        from_log = salvaged(Path(found.log), _codec(call)) if found.log else ()
        later = book.keeping.add_later(from_log) if found.log else 0
        aside = set_aside(book.store.db, book.now)
        made = book.keeping.make_up_for_lost()
        # What was made up for is there again; of what was set aside no act can be undone.
        aside += set_acts_aside(book.store.db, book.now)
        # What was set aside still stands in memory: who is numbered is seen at the next opening.
        numbered = 0 if aside else book.keeping.number_anew()
        left = verify(book.store.db, book.now)
        _tell_of_the_clock(call, book)
    tell_repaired(call, Repaired(later, aside, made, numbered))
    _tell_faults(call, left)
    if left:
        call.console.tell(
            ngettext(
                "{count} thing is left that cannot be put right by itself.",
                "{count} things are left that cannot be put right by themselves.",
                len(left),
            )
        )
    return 1 if left else 0


def _opened_with_its_recipients(call: Call) -> Fieldbook:
    """Open the book; where somebody changed the recipients of a locked one, the book itself has them."""
    try:
        return call.open(make=False)
    except Damaged as error:
        if error.data["what"] != "recipients" or call.key is None:
            raise
        key = put_recipients_right(call.book_path, call.key, error.data["to"])
        call.unlocked[Path(base_of(call.book_path))] = key
        call.console.tell(sentence(error))
        call.console.say(_("Whom the book is encrypted to was written anew, as the book has it."))
    return call.open(make=False)


def _codec(call: Call) -> Codec:
    key = call.key
    return PlainCodec() if key is None else SealedCodec(key)


class _Opened(NamedTuple):
    """A book that opens, and the log that had to be set aside for it."""

    book: Fieldbook
    log: str = ""


def _opened(call: Call) -> _Opened:
    """Open the book; where log and JSON file do not fit, the log is set aside, and read for what it has."""
    try:
        return _Opened(_opened_with_its_recipients(call))
    except Damaged as error:
        if not is_readable(call.book_path, _codec(call)):
            _point_to_a_copy(call)
            raise
        log = JournalDB.take_json_as_it_is(base_of(call.book_path))
        forget(call.book_path)
        call.console.tell(sentence(error))
        call.console.say(_("The log was set aside as {log}.").format(log=log))
        return _Opened(call.open(), log)


def _point_to_a_copy(call: Call) -> None:
    """The JSON file is missing or rotten: to go on without it would be to begin anew."""
    copy = newest_copy(call.book_path)
    if copy is None:
        told = _("The book's file cannot be read, and there is no copy of it in {folder}.")
        call.console.tell(told.format(folder=backups_folder(call.book_path)))
        return
    told = _(
        "The book's file cannot be read. Bring the newest copy back; what the log has besides is "
        "added to it: {command}"
    )
    call.console.tell(told.format(command=f'fieldbook restore "{copy}"'))


class Repaired(NamedTuple):
    """What was done, each thing counted."""

    later: int
    aside: int = 0
    made: int = 0
    numbered: int = 0


def tell_repaired(call: Call, done: Repaired) -> None:
    """Say what was done."""
    told = {
        "later": ngettext(
            "{count} entry that only the log had was taken over from it.",
            "{count} entries that only the log had were taken over from it.",
            done.later,
        ),
        "aside": ngettext(
            "{count} entry that cannot stay was set aside in the book, whole.",
            "{count} entries that cannot stay were set aside in the book, whole.",
            done.aside,
        ),
        "made": ngettext(
            "{count} missing entry was made up for in the trash.",
            "{count} missing entries were made up for in the trash.",
            done.made,
        ),
        "numbered": ngettext(
            "{count} entry was given a number of its own.",
            "{count} entries were given numbers of their own.",
            done.numbered,
        ),
    }
    for name, words in told.items():
        if getattr(done, name):
            call.console.say(words)
    if not any(done):
        call.console.say(_("There was nothing to repair."))


def _tell_of_the_clock(call: Call, book: Fieldbook) -> None:
    if book.clock_is_behind():
        call.console.tell(clock_is_behind())


def _tell_faults(call: Call, faults: tuple[Fault, ...]) -> None:
    for each in faults:
        call.console.tell(fault(*each))
