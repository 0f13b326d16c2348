"""Households 户: whose visit is due, and the whole story of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import ClassVar

from fieldbook.domain.changes import Change
from fieldbook.domain.namesakes import has_namesake
from fieldbook.domain.records import Group, Household, Member, Visit
from fieldbook.i18n import N_
from fieldbook.reports.due import visit_due
from fieldbook.ui.act import Acts
from fieldbook.ui.acts.lists import ON_A_LIST
from fieldbook.ui.kept_rows import KeptRows, Order
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.screens.taking_along import SLIP
from fieldbook.ui.told.rows import household_columns, household_row
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.row_filter import RowFilter


class HouseholdsScreen(ListScreen):
    """The households, the longest overdue first."""

    tab = "households"
    acts: ClassVar[Acts[ListScreen]] = Acts(SLIP, base=ON_A_LIST, footer=(
        "visit", "issue", "solution", "refer", "edit", "follow_up", "filter", "undo", "new",
        "import",
    ))  # fmt: skip
    imports = "households"
    record_type = Household
    nothing_yet = (
        N_("No households yet."),
        "",
        N_("{new} writes one down."),
        N_("{import_} imports a roster (Excel, CSV)."),
    )

    def __init__(self) -> None:
        super().__init__()
        self.kept = KeptRows(Household, self.make_row, self.touched)

    def columns(self) -> list[Column]:
        """Head, place, people, when due."""
        return household_columns()

    def make_row(self, record: Household, on: dt.date) -> tuple[Order, ListRow]:
        """A household's row; the longest overdue stands first, of one day those never visited."""
        book = self.book
        row = visit_due(book.shelf, record, on, book.habits)
        return (row.due_on, bool(row.last), record.seq), household_row(book.shelf, row)

    def touched(self, change: Change) -> Iterable[str] | None:
        """The households whose rows a change touches."""
        record, before = change.after, change.before
        if isinstance(record, Household):
            return None if has_namesake(self.book.shelf, change) else [record.id]
        if isinstance(record, Visit):
            earlier = before.household if isinstance(before, Visit) else ""
            return [each for each in (record.household, earlier) if each]
        return None if isinstance(record, Group | Member) and before else []

    def households_shown(self) -> Sequence[Household]:
        """The households the filter leaves; all of them without one."""
        kept = RowFilter([row.search for row in self.list.rows]).find(self.filter_bar.text)
        return [self.book.households.get(self.list.rows[each].key) for each in kept]


SCREEN = HouseholdsScreen
