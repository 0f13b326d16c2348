"""Solutions 办法: what was studied together, who carries it out, and whether it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from fieldbook.domain.records import Solution
from fieldbook.i18n import _
from fieldbook.reports.solutions import solution_rows
from fieldbook.ui.listing import ListScreen
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.record_list import ListRow
from fieldbook.ui.words import solution_columns, solution_list_rows


class SolutionsScreen(ListScreen):
    """The solutions."""

    tab = "solutions"
    record_type = Solution
    hints: ClassVar[tuple[str, ...]] = (
        "solve", "follow_up", "edit", "solution", "issue", "refer", "filter", "undo",
    )  # fmt: skip

    def columns(self) -> list[Column]:
        """State, method, who is responsible, by when."""
        return solution_columns()

    def rows(self) -> Sequence[ListRow]:
        """Every solution, those under way first."""
        return solution_list_rows(solution_rows(self.book.shelf), self.book.today)

    def empty(self) -> tuple[str, ...]:
        """How a solution is written down."""
        return (
            _("No solutions yet."),
            "",
            _("Go to the issues (3), choose one,"),
            _("and press s for the solution studied together."),
        )


SCREEN = SolutionsScreen
