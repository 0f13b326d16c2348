"""``fieldbook purge``: erase a household or a removed record for good, after saying what goes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from fieldbook.book import Fieldbook
from fieldbook.cli.call import Call
from fieldbook.cli.table import line_of
from fieldbook.domain.errors import NotFound
from fieldbook.domain.records import BY_TABLE, Experience, Household, Record
from fieldbook.i18n import _, ngettext
from fieldbook.labels import kind_label
from fieldbook.opening import BookOnDisk
from fieldbook.store.purge import (
    Doomed,
    doomed_with,
    files_holding,
    goes_altogether,
    mentions,
    purge,
)

MOST_SHOWN = 10


def run(call: Call) -> int:
    """Say exactly what goes, ask, and erase it."""
    console = call.console
    with call.open(backups=False, make=False) as book:
        record = _chosen(call, book)
        if not isinstance(record, Household) and record.removed_at is None:
            console.tell(
                _("{entry} is not in the trash; remove it first, then it can be purged.").format(
                    entry=line_of(record)
                )
            )
            return 1
        doomed = doomed_with(book.shelf, record)
        assert isinstance(book, BookOnDisk)
        files = files_holding(call.book_path, doomed, book.codec)
        _show(call, book, doomed, files)
        if not (call.args.yes or console.ask(_("Erase all of this for good?"))):
            console.tell(_("Nothing was erased; to erase it without being asked: --yes"))
            return 1
        purge(book.store.db, call.book_path, doomed, files)
    console.say(_("Erased. Copies on sticks or other computers are not reached from here."))
    return 0


def _chosen(call: Call, book: Fieldbook) -> Record:
    """The record with this number; of several, one in the trash."""
    record_type, number = BY_TABLE[call.args.kind_of], call.args.number
    found = [
        each
        for each in book.shelf.everything()
        if isinstance(each, record_type) and each.seq == number
    ]
    if not found:
        raise NotFound(record_type.kind, f"#{number}")
    return min(found, key=lambda each: each.removed_at is None)


def _show(call: Call, book: BookOnDisk, doomed: Doomed, files: tuple[Path, ...]) -> None:
    say = call.console.say
    say(_("This is erased for good and cannot be undone:"))
    for each in doomed.records:
        say(f"  {line_of(each)}")
    counts = Counter(kind_label(each.kind) for each in doomed.records)
    total = _(", ").join(f"{kind} {count}" for kind, count in counts.items())
    say(_("In all: {total}; from the book, its log and its past acts too.").format(total=total))
    for path in files:
        whole = goes_altogether(call.book_path, path, book.codec)
        line = _("  and {path} altogether") if whole else _("  and from {path}")
        say(line.format(path=path))
    if book.is_of_a_branch:
        say(
            _(
                "What other books of the branch have of it stays with them; here it is not taken in again."
            )
        )
    if any(isinstance(each, Experience) for each in doomed.records[1:]):
        say(
            _(
                "An experience begun from its words goes too; to keep it, write it anew in others first."
            )
        )
    naming, alike = mentions(book.shelf, doomed)
    for staying, told in (
        (
            naming,
            ngettext(
                "{count} other entry has the name and stays as it is: ",
                "{count} other entries have the name and stay as they are: ",
                len(naming),
            ),
        ),
        (
            alike,
            ngettext(
                "{count} other entry has the same words, not the name, and stays as it is: ",
                "{count} other entries have the same words, not the name, and stay as they are: ",
                len(alike),
            ),
        ),
    ):
        if staying:
            say(told + _(", ").join(line_of(each) for each in staying[:MOST_SHOWN]))
