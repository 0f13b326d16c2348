"""Rows of a ledger: what the book holds, or what of it belongs to a period, as cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple

from fieldbook.domain import telling
from fieldbook.domain.entries import Ref, Told
from fieldbook.domain.marks import visited_day
from fieldbook.domain.records import BY_KIND, FollowUp, Household, Issue, Record, Visit
from fieldbook.domain.rules import is_pending
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import _
from fieldbook.labels import code_label
from fieldbook.ledgers.cells import AS_THEY_ARE, FORMS, Cell
from fieldbook.ledgers.columns import TABLES, Column, Table
from fieldbook.reports.as_of import as_of

Row = Sequence[Cell]
KEYS: Final = frozenset({"number", "id", "part"})
"""What every row of a record says, so that it is known whose row it is."""


class Rows(NamedTuple):
    """A sheet: its table, and its rows without the headings."""

    table: Table
    rows: Sequence[Row]
    records: int
    """How many records there are; one may have several rows."""


def ledger(
    shelf: Shelf, today: dt.date, since: dt.date | None, until: dt.date | None
) -> list[Rows]:
    """The sheets of a book as it stood on the last day; with a period, what happened in it.

    Households, groups and tasks are all there, whatever the period: visits and issues point to them.
    """
    last = until or today
    then = as_of(shelf, last) if last < today else shelf
    return [_sheet(then, table, since, last) for table in TABLES.values()]


def _sheet(shelf: Shelf, table: Table, since: dt.date | None, last: dt.date) -> Rows:
    records = [e for e in shelf.every(BY_KIND[table.kind]) if _is_in(shelf, e, since, last)]
    records.sort(key=lambda each: each.id)
    plan = _plan(table)
    rows = [row for at, e in enumerate(records, 1) for row in _rows_of(shelf, plan, e, at)]
    return Rows(table, rows, len(records))


def _is_in(shelf: Shelf, record: Record, since: dt.date | None, last: dt.date) -> bool:
    """Whether a record belongs to a period: a visit of it, an issue about which anything was done in it."""
    if since is None or not isinstance(record, (Issue, Visit)):
        return True
    days = [visited_day(record)] if isinstance(record, Visit) else _days_of(shelf, record)
    return any(day and since <= day <= last for day in days)


def _days_of(shelf: Shelf, issue: Issue) -> list[dt.date | None]:
    """The days on which anything was done about an issue, its finding included."""
    solutions = shelf.solutions_of(issue)
    days = [issue.found_on, issue.studying_since, issue.referred_on, issue.answered_on]
    days += [issue.dropped_on, *(each.referred_on for each in issue.referred_before)]
    days += [day for each in solutions for day in (each.studied_on, each.solved_on)]
    return days + [each.checked_on for each in shelf.follow_ups_of(solutions)]


class _Plan(NamedTuple):
    """How the cells of a table's rows are made."""

    keys: tuple[str, ...]
    """What each column tells of; of a part, with a mark before."""
    writers: tuple[tuple[int, Callable[[Any], Cell]], ...]
    """Columns whose values are no cells yet, and what makes them cells."""


_OF_PART: Final = "part."
"""Before the fields of a part, some of which a record has, too."""


def _plan(table: Table) -> _Plan:
    keys = (_OF_PART + each.field if each.of_part else each.field for each in table.columns)
    writers = ((at, _writer(each.form)) for at, each in enumerate(table.columns))
    return _Plan(tuple(keys), tuple((at, write) for at, write in writers if write))


def _writer(form: str) -> Callable[[Any], Cell] | None:
    """What writes a column's values; what points to others is written by their names, or their ids."""
    if form in _POINTING:
        return _POINTING[form]
    return FORMS[form].write if form in FORMS and form not in AS_THEY_ARE else None


def _rows_of(shelf: Shelf, plan: _Plan, record: Record, number: int) -> Iterator[Row]:
    """The rows of a record: one, and one more for each part after the first."""
    told = telling.told(shelf, record)
    values = {**told.values, **_shown(shelf, record), "running": number, "id": record.id}
    yield _row(plan, values, told.parts[0] if told.parts else None)
    if len(told.parts) > 1:
        again = {key: values[key] for key in KEYS & values.keys()}
        for part in told.parts[1:]:
            yield _row(plan, again, part)


def _row(plan: _Plan, values: dict[str, Any], part: Told | None) -> Row:
    """The cells of what is told of a record, and of one of its parts."""
    if part:
        of_part = {_OF_PART + name: value for name, value in part.values.items()}
        values = {**values, **of_part, "part": part.id}
    cells = list(map(values.get, plan.keys))
    for at, write in plan.writers:
        if (value := cells[at]) is not None:
            cells[at] = "" if value == () else write(value)
    return cells


def _names(value: tuple[Ref, ...]) -> Cell:
    return FORMS["list"].write([each.text for each in value])


def _ids(value: Ref | tuple[Ref, ...] | str) -> str:
    if isinstance(value, str):
        return value
    return " ".join(value.ids if isinstance(value, Ref) else [e for ref in value for e in ref.ids])


_POINTING: Final[Mapping[str, Callable[[Any], Cell]]] = {
    "id": _ids,
    "name": attrgetter("text"),
    "names": _names,
}
"""Forms of columns that point to other records."""


def _shown(shelf: Shelf, record: Record) -> dict[str, Cell]:
    """What is shown of a record and read back by nobody: it follows from the rest."""
    if isinstance(record, Issue):
        return _shown_of_issue(shelf, record)
    if isinstance(record, Household):
        last = shelf.last_visit(record)
        return {"last_visit": visited_day(last) if last else None}
    return {}


def _shown_of_issue(shelf: Shelf, issue: Issue) -> dict[str, Cell]:
    """How it stands, and what the last follow-up found."""
    checks = [e for e in shelf.follow_ups_of(shelf.solutions_of(issue)) if not e.cancelled_on]
    made = max((e for e in checks if e.checked_on), key=_checked_on, default=None)
    waits = min((e.due_on for e in checks if is_pending(e)), default=None)
    told = [f"{code_label('result', made.result)} {made.checked_on}"] if made else []
    told += [_("next {date}").format(date=waits)] if waits else []
    return {"status": code_label("status", shelf.status(issue)), "last_check": "\n".join(told)}


def _checked_on(check: FollowUp) -> dt.date:
    return check.checked_on or check.due_on


def heading(column: Column) -> str:
    """What a column is called, in the language in use."""
    return column.heading if column.form == "id" else _(column.heading)
