"""``fieldbook list``: what is in the book, to be read or to be worked on by other programs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from fieldbook.cli.call import Call
from fieldbook.cli.columns import cells, headings, whole
from fieldbook.cli.narrowing import lines_wanted, wanted
from fieldbook.cli.words import WrongWords
from fieldbook.domain.codes import LISTS
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Record
from fieldbook.i18n import _
from fieldbook.labels import field_label
from fieldbook.ledgers.documents import document, plain
from fieldbook.list_cells import line_cells
from fieldbook.reports.lists import LISTS as REPORTS
from fieldbook.reports.lists import Line


def run(call: Call) -> int:
    """List the records of one kind."""
    if call.args.kind_of in LISTS:
        return _names(call)
    if call.args.unit:
        raise WrongWords(_("--unit is for lists of names; --group narrows this one."))
    with call.read() as book:
        records = wanted(call, book)
        if call.args.json:
            found = (document(book.shelf, book.today, book.habits, each) for each in records)
            _json(call, found)
            return 0
        rows = [cells(book, each) for each in records]
    # A pager may stay open long: the book does not.
    _shown(call, headings(call.args.kind_of), rows, whole(call.args.kind_of))
    return 0


def _names(call: Call) -> int:
    """One of the lists of names behind the figures."""
    code = call.args.kind_of
    with call.read() as book:
        found = lines_wanted(call, book)
        if call.args.json:
            _json(call, (_fields(code, each) for each in found))
            return 0
        rows = [line_cells(book.shelf, code, each) for each in found]
    _shown(call, [field_label(each) for each in REPORTS[code].columns], rows)
    return 0


def _fields(code: str, line: Line) -> dict[str, Any]:
    """A line of a list of names: what it is about, and its cells by the names of its columns."""
    record = line.record
    about: dict[str, Any] = {"list": code}
    if record is not None:
        about |= {"kind": record.kind, "seq": record.seq, "id": record.id}
    cells = zip(REPORTS[code].columns, line.cells, strict=True)
    told = {name: name_of(e) if isinstance(e, Record) else plain(e) for name, e in cells}
    return about | told


def _json(call: Call, found: Iterable[Mapping[str, Any]]) -> None:
    """One array, a record a line: UTF-8, whatever the console speaks."""
    lines = [msgspec.json.encode(each) for each in found]
    body = b"[\n" + b",\n".join(lines) + b"\n]\n" if lines else b"[]\n"
    call.console.say_json(body)


def _shown(
    call: Call, head: Sequence[str], rows: Sequence[Sequence[str]], kept: Collection[int] = ()
) -> None:
    if call.console.is_terminal and not rows:
        call.console.say(_("Nothing to list."))
    else:
        named, in_pager = not call.args.no_heading, not call.args.no_pager
        call.console.say_table(head, rows, named=named, in_pager=in_pager, whole=kept)
