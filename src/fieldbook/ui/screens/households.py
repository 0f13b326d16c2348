"""Households 户: whose visit is due, and the whole story of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from fieldbook.domain.changes import Change
from fieldbook.domain.records import Group, Household, Member, Visit
from fieldbook.i18n import _
from fieldbook.reports.due import visit_due
from fieldbook.ui.kept_rows import Order
from fieldbook.ui.listing import KeptListScreen
from fieldbook.ui.told.rows import household_columns, household_row
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.filter_bar import FilterBar
from fieldbook.ui.widgets.record_list import ListRow
from fieldbook.ui.widgets.row_filter import RowFilter


class HouseholdsScreen(KeptListScreen[Household]):
    """The households, the longest overdue first."""

    tab = "households"
    imports = "households"
    record_type = Household
    hints: ClassVar[tuple[str, ...]] = (
        "visit", "issue", "solution", "refer", "edit", "follow_up", "filter", "undo", "new",
        "import",
    )  # fmt: skip

    def columns(self) -> list[Column]:
        """Head, place, people, when due."""
        return household_columns()

    def make_row(self, record: Household) -> tuple[Order, ListRow]:
        """A household's row; the longest overdue stands first."""
        book = self.book
        row = visit_due(book.shelf, record, self.day, book.habits)
        return (row.due_on, record.seq), household_row(book.shelf, row)

    def touched(self, change: Change) -> Iterable[str] | None:
        """The households whose rows a change touches."""
        record, before = change.after, change.before
        if isinstance(record, Household):
            return [record.id]
        if isinstance(record, Visit):
            earlier = before.household if isinstance(before, Visit) else ""
            return [each for each in (record.household, earlier) if each]
        return None if isinstance(record, Group | Member) and before else []

    def empty(self) -> tuple[str, ...]:
        """How the first households come in."""
        return (
            _("No households yet."),
            "",
            _("n writes one down."),
            _("m imports a roster (Excel, CSV)."),
        )

    def do_new(self) -> None:
        """A household more."""
        from fieldbook.ui.forms.household import HouseholdForm

        self.open_form(HouseholdForm(self.book))

    def households_shown(self) -> Sequence[Household]:
        """The households the filter leaves; all of them without one."""
        kept = RowFilter([row.search for row in self.list.rows]).find(
            self.query_one(FilterBar).text
        )
        return [self.book.households.get(self.list.rows[each].key) for each in kept]


SCREEN = HouseholdsScreen
