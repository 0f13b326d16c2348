"""``fieldbook list``: what is in the book, to be read or to be worked on by other programs."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from fieldbook.book import Fieldbook
from fieldbook.cli.call import Call
from fieldbook.cli.columns import cells, headings
from fieldbook.cli.fields import all_fields
from fieldbook.cli.narrowing import wanted
from fieldbook.cli.table import aligned, tabbed
from fieldbook.domain.records import Record
from fieldbook.i18n import _


def run(call: Call) -> int:
    """List the records of one kind."""
    with call.read() as book:
        records = wanted(call, book)
        if call.args.json:
            _json(call, book, records)
        else:
            _plain(call, [cells(book, each) for each in records])
    return 0


def _json(call: Call, book: Fieldbook, records: Sequence[Record]) -> None:
    """One array, a record a line: UTF-8, whatever the console speaks."""
    lines = [msgspec.json.encode(all_fields(book, each)) for each in records]
    body = b"[\n" + b",\n".join(lines) + b"\n]\n" if lines else b"[]\n"
    call.console.say_json(body)


def _plain(call: Call, rows: Sequence[Sequence[str]]) -> None:
    console, table = call.console, call.args.kind_of
    if not console.is_terminal:
        heading = () if call.args.no_heading else (headings(table),)
        for line in tabbed([*heading, *rows]):
            console.say(line)
        return
    if not rows:
        console.say(_("Nothing to list."))
        return
    for line in aligned(headings(table), rows, console.width):
        console.say(line)
