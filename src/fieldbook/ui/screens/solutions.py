"""Solutions 办法: what was studied together, who carries it out, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from fieldbook.domain.changes import Change
from fieldbook.domain.records import FollowUp, Issue, Solution
from fieldbook.i18n import _
from fieldbook.reports.solutions import solution_order, solution_row
from fieldbook.ui.kept_rows import Order
from fieldbook.ui.listing import KeptListScreen
from fieldbook.ui.told.rows import solution_columns, solution_list_row
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.record_list import ListRow


class SolutionsScreen(KeptListScreen[Solution]):
    """The solutions."""

    tab = "solutions"
    record_type = Solution
    hints: ClassVar[tuple[str, ...]] = (
        "solve", "follow_up", "edit", "solution", "issue", "refer", "filter", "undo",
    )  # fmt: skip

    def columns(self) -> list[Column]:
        """State, method, who is responsible, by when."""
        return solution_columns()

    def make_row(self, record: Solution) -> tuple[Order, ListRow]:
        """A solution's row; those under way stand first."""
        row = solution_row(self.book.shelf, record)
        return solution_order(row), solution_list_row(row, self.day)

    def touched(self, change: Change) -> Iterable[str] | None:
        """The solutions whose rows a change touches."""
        record = change.after
        if isinstance(record, Solution):
            return [record.id]
        if isinstance(record, FollowUp):
            return [record.solution] if record.solution else []
        if isinstance(record, Issue):
            return [each.id for each in self.book.shelf.solutions_of(record)]
        return []

    def empty(self) -> tuple[str, ...]:
        """How a solution is written down."""
        return (
            _("No solutions yet."),
            "",
            _("Go to the issues (3), choose one,"),
            _("and press s for the solution studied together."),
        )


SCREEN = SolutionsScreen
