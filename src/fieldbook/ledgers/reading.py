"""Sheets that fieldbook wrote, read back: rows as records, whatever language they were written in."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fieldbook.domain.codes import LEDGER_ID
from fieldbook.domain.entries import BookEntry, Oddity, Ref, Told
from fieldbook.i18n import in_every_language
from fieldbook.ledgers.cells import FORMS, Cell, Odd, as_text, words_of
from fieldbook.ledgers.columns import TABLES, Column, Table

_PASSED_OVER: Final = frozenset({"id", "running", "status", "shown"})
"""Forms of columns that are no field: the numbers of records, and what follows from the others."""
_JOINED: Final = frozenset(
    [
        "id",
        "text",
        "long",
        "finding",
        "name",
        "names",
        "person",
        "people",
        "list",
        "unit",
        "steps",
        "duties",
        "checks",
        "referrals",
    ]
)
"""Forms of cells that go on in the rows below where one cell is too small for them."""


class Heading(NamedTuple):
    """The headings of a sheet, as they were found."""

    table: Table
    columns: Mapping[int, Column]
    """By the place in the sheet, which column of the ledger stands there."""
    unread: tuple[str, ...]


def heading(texts: Sequence[str]) -> Heading | None:
    """The table whose headings these are; none where fieldbook did not write them."""
    if LEDGER_ID not in texts:
        return None
    found = [_as(table, texts) for table in TABLES.values()]
    best = max(found, key=lambda each: len(each.columns))
    names = {each.field for each in best.columns.values()}
    return best if best.table.named_by in names else None


def _as(table: Table, texts: Sequence[str]) -> Heading:
    known = _known(table)
    columns: dict[int, Column] = {}
    for at, text in enumerate(texts):
        column = known.get(" ".join(text.split()))
        if column is not None and column not in columns.values():
            columns[at] = column
    rest = tuple(text for at, text in enumerate(texts) if text and at not in columns)
    return Heading(table, columns, rest)


@functools.cache
def _known(table: Table) -> Mapping[str, Column]:
    return {
        word: column
        for column in table.columns
        for word in (
            (column.heading,) if column.form == "id" else in_every_language(column.heading)
        )
    }


class _Lines:
    """The rows of one record, in their order: its first, then those in which it goes on."""

    def __init__(self, row: int, cells: Mapping[Column, Cell]) -> None:
        self.row = row
        self.cells = [cells]

    def parts(self) -> list[list[Mapping[Column, Cell]]]:
        """The rows by the part they tell of."""
        found: dict[str, list[Mapping[Column, Cell]]] = {}
        for cells in self.cells:
            own = {each: cell for each, cell in cells.items() if each.of_part}
            id_ = next((as_text(c) for each, c in cells.items() if each.field == "part"), "")
            if id_ or any(cell not in (None, "") for cell in own.values()):
                found.setdefault(id_ or f"\n{len(found)}", []).append(cells)
        return list(found.values())


def entries(
    found: Heading, sheet: str, lines: Iterable[tuple[int, Mapping[int, Cell]]]
) -> tuple[list[BookEntry], list[Oddity]]:
    """The records of a sheet, and what is odd in its rows.

    A row without a running number goes on with the record of its id. One that has such a number, and
    the id of a row above it, was copied by somebody to write a new one.
    """
    fields = {column.field: column for column in found.columns.values()}
    begins = fields.get("running", fields[found.table.named_by])
    id_column = next(c for c in found.columns.values() if c.field == "id")
    by_id: dict[str, _Lines] = {}
    every: list[_Lines] = []
    for row, said in lines:
        cells = {column: said.get(at) for at, column in found.columns.items()}
        id_ = as_text(cells[id_column]).strip()
        known = by_id.get(id_) if id_ else None
        if known is not None and as_text(cells[begins]) == "":
            known.cells.append(cells)
            continue
        if known is not None:
            cells = {c: None if c.field in {"id", "part"} else cell for c, cell in cells.items()}
        lines_of = _Lines(row, cells)
        every.append(lines_of)
        if id_ and known is None:
            by_id[id_] = lines_of
    oddities: list[Oddity] = []
    return [_entry(found.table, sheet, each, oddities) for each in every], oddities


def _entry(table: Table, sheet: str, lines: _Lines, oddities: list[Oddity]) -> BookEntry:
    own = _values(table, lines.cells, lines.row, oddities, of_part=False)
    parts = tuple(
        Told(
            kind=table.part,
            id=_id(each[0], "part"),
            values=_values(table, each, lines.row, oddities, of_part=True),
        )
        for each in lines.parts()
        if table.part
    )
    told = Told(kind=table.kind, id=_id(lines.cells[0], "id"), values=own, parts=parts)
    return BookEntry(row=lines.row, sheet=sheet, told=told)


def _id(cells: Mapping[Column, Cell], field: str) -> str:
    return next((as_text(c).strip() for each, c in cells.items() if each.field == field), "")


def _values(
    table: Table,
    rows: Sequence[Mapping[Column, Cell]],
    row: int,
    oddities: list[Oddity],
    *,
    of_part: bool,
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.of_part != of_part or column not in rows[0] or column.form in _PASSED_OVER:
            continue
        cell = _whole(column, rows)
        try:
            values[column.field] = _value(column, cell, rows)
        except Odd as odd:
            field = "kind" if column.field in ("issue_kind", "task_kind") else column.field
            oddities.append(Oddity(row, field, odd.reason, as_text(cell)[:40]))
    if table.kind == "issue" and not of_part:
        values["visit"] = Ref("", _ids(rows, "visit"))
    return values


def _whole(column: Column, rows: Sequence[Mapping[Column, Cell]]) -> Cell:
    """A cell, with what it goes on with in the rows below."""
    first = rows[0][column]
    if len(rows) == 1 or column.form not in _JOINED or column.field == "number":
        return first
    rest = [as_text(each[column]) for each in rows[1:]]
    return as_text(first) + "".join(rest) if any(rest) else first


def _value(column: Column, cell: Cell, rows: Sequence[Mapping[Column, Cell]]) -> Any:
    if column.form == "name":
        return Ref(as_text(cell), _ids(rows, column.field))
    if column.form == "names":
        names, ids = words_of(as_text(cell)), _ids(rows, column.field)
        if len(names) == len(ids):
            return tuple(Ref(name, (id_,)) for name, id_ in zip(names, ids, strict=True))
        return tuple(Ref(name) for name in names)
    return FORMS[column.form].read(cell)


def _ids(rows: Sequence[Mapping[Column, Cell]], field: str) -> tuple[str, ...]:
    columns = (each for each in rows[0] if each.field == field and each.form == "id")
    return tuple(as_text(_whole(each, rows)).split() if (each := next(columns, None)) else ())
