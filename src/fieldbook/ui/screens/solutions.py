"""Solutions 办法: what was studied together, who carries it out, and whether it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from fieldbook.domain.changes import Change
from fieldbook.domain.records import FollowUp, Issue, Solution
from fieldbook.i18n import N_, _
from fieldbook.reports.solutions import solution_order, solution_row
from fieldbook.ui.act import Act, Acts, Context, Refusal, always
from fieldbook.ui.acts.lists import ON_A_LIST
from fieldbook.ui.acts.records import NEW
from fieldbook.ui.kept_rows import KeptRows, Order
from fieldbook.ui.keys import keys_in
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.told.rows import solution_columns, solution_list_row
from fieldbook.ui.widgets.columns import Column, ListRow


def _begins_at_an_issue(at: Context[ListScreen]) -> Refusal:
    """Why no solution is written down here from nothing."""
    told = _("A solution begins at its issue: choose that one ({tab_issues}), then {solution}.")
    return keys_in(told, at.screen.tab)


class SolutionsScreen(ListScreen):
    """The list of solutions."""

    tab = "solutions"
    acts: ClassVar[Acts[ListScreen]] = Acts(
        Act(NEW.id, NEW.keys, "", "", always, why_not=_begins_at_an_issue), base=ON_A_LIST, footer=(
        "solve", "follow_up", "edit", "solution", "issue", "refer", "filter", "undo",
    ))  # fmt: skip
    record_type = Solution
    nothing_yet = (
        N_("No solutions yet."),
        "",
        N_("Go to the issues ({tab_issues}), choose one,"),
        N_("and press {solution} for the solution studied together."),
    )

    def __init__(self) -> None:
        super().__init__()
        self.kept = KeptRows(Solution, self.make_row, self.touched)

    def columns(self) -> list[Column]:
        """State, method, who is responsible, by when."""
        return solution_columns()

    def make_row(self, record: Solution, on: dt.date) -> tuple[Order, ListRow]:
        """A solution's row; those under way stand first."""
        row = solution_row(self.book.shelf, record)
        return solution_order(row), solution_list_row(row, on)

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


SCREEN = SolutionsScreen
