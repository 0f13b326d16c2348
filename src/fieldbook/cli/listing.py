"""``fieldbook list``: what is in the book, to be read or to be worked on by other programs."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from fieldbook.book import Fieldbook
from fieldbook.cli.call import Call
from fieldbook.cli.columns import cells, headings
from fieldbook.cli.fields import all_fields, fields_of
from fieldbook.cli.narrowing import lines_wanted, wanted
from fieldbook.cli.table import aligned, tabbed
from fieldbook.cli.words import WrongWords
from fieldbook.domain.codes import LISTS
from fieldbook.domain.records import Record
from fieldbook.i18n import _
from fieldbook.labels import field_label
from fieldbook.list_cells import line_cells
from fieldbook.reports.lists import LISTS as REPORTS


def run(call: Call) -> int:
    """List the records of one kind."""
    if call.args.kind_of in LISTS:
        return _names(call)
    if call.args.unit:
        raise WrongWords(_("--unit is for lists of names; --group narrows this one."))
    with call.read() as book:
        records = wanted(call, book)
        if call.args.json:
            _json(call, book, records)
            return 0
        rows = [cells(book, each) for each in records]
    _shown(call, headings(call.args.kind_of), rows)  # a pager may stay open long: the book does not
    return 0


def _names(call: Call) -> int:
    """One of the lists of names behind the figures."""
    code = call.args.kind_of
    with call.read() as book:
        found = lines_wanted(call, book)
        if call.args.json:
            body = [msgspec.json.encode(fields_of(code, each)) for each in found]
            call.console.say_json(b"[\n" + b",\n".join(body) + b"\n]\n" if body else b"[]\n")
            return 0
        rows = [line_cells(book.shelf, code, each) for each in found]
    _shown(call, [field_label(each) for each in REPORTS[code].columns], rows)
    return 0


def _json(call: Call, book: Fieldbook, records: Sequence[Record]) -> None:
    """One array, a record a line: UTF-8, whatever the console speaks."""
    lines = [msgspec.json.encode(all_fields(book, each)) for each in records]
    body = b"[\n" + b",\n".join(lines) + b"\n]\n" if lines else b"[]\n"
    call.console.say_json(body)


def _shown(call: Call, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    console = call.console
    if not console.is_terminal:
        heading = () if call.args.no_heading else (head,)
        for line in tabbed([*heading, *rows]):
            console.say(line)
        return
    if not rows:
        console.say(_("Nothing to list."))
        return
    lines = list(aligned(head, rows, console.width))
    console.say_list(lines, in_pager=not call.args.no_pager)
