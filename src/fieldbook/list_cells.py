"""The cells of a list of names as words, for screens, papers and commands alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fieldbook.domain.namesakes import apart
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Group, Household, Member, Record
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import _
from fieldbook.labels import code_label, name_told
from fieldbook.reports.lists import LISTS, Line, Told
from fieldbook.titles import unsettled


def line_cells(shelf: Shelf, code: str, line: Line) -> Sequence[str]:
    """What a line of a list shows in its columns."""
    columns = LISTS[code].columns
    cells = [_cell(shelf, *each) for each in zip(columns, line.cells, strict=True)]
    if line.record is None:  # of a unit
        cells[0] = cells[0] or _("all units")
    return cells


def _cell(shelf: Shelf, column: str, told: Told) -> str:
    if isinstance(told, Household | Group | Member):
        return name_told(name_of(told), apart(shelf, told))
    if isinstance(told, Record):
        return name_of(told)
    if isinstance(told, dt.date):
        return told.isoformat()
    if column in ("post", "waiting", "result") or (column == "carried_by" and told):
        return code_label(column, told)
    if column == "household" and isinstance(told, str):
        return unsettled(told)
    return "" if told is None else str(told)
