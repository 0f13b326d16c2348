"""``fieldbook list``: what is in the book, to be read or to be worked on by other programs."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from fieldbook.cli.call import Call
from fieldbook.cli.columns import cells, headings
from fieldbook.cli.fields import all_fields
from fieldbook.cli.table import aligned, tabbed
from fieldbook.domain.naming import day_of
from fieldbook.domain.records import BY_TABLE, Record
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import _
from fieldbook.search import texts_of


def run(call: Call) -> int:
    """List the records of one kind."""
    with call.read() as book:
        shelf = book.shelf
        records = _wanted(call, shelf)
        if call.args.json:
            _json(call, shelf, records)
        else:
            _plain(call, [cells(shelf, each) for each in records])
    return 0


def _wanted(call: Call, shelf: Shelf) -> list[Record]:
    args = call.args
    words = args.search.casefold().split()
    return [
        each
        for each in shelf.every(BY_TABLE[args.kind_of])
        if (args.since is None or day_of(each) >= args.since)
        and (args.until is None or day_of(each) <= args.until)
        and (not words or _has(shelf, each, words))
    ]


def _has(shelf: Shelf, record: Record, words: Sequence[str]) -> bool:
    """Whether every word occurs in what the record says or in what its columns show."""
    text = "\n".join([*texts_of(record), *cells(shelf, record)]).casefold()
    return all(word in text for word in words)


def _json(call: Call, shelf: Shelf, records: Sequence[Record]) -> None:
    """One array, a record a line: UTF-8, whatever the console speaks."""
    lines = [msgspec.json.encode(all_fields(shelf, each)) for each in records]
    body = b"[\n" + b",\n".join(lines) + b"\n]\n" if lines else b"[]\n"
    call.console.say_bytes(body)


def _plain(call: Call, rows: Sequence[Sequence[str]]) -> None:
    console, table = call.console, call.args.kind_of
    if not console.is_terminal:
        for line in tabbed(rows):
            console.say(line)
        return
    if not rows:
        console.say(_("Nothing to list."))
        return
    for line in aligned(headings(table), rows, console.width):
        console.say(line)
