"""Issues 问题: what was found, what wants work first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from fieldbook.domain.changes import Change
from fieldbook.domain.namesakes import has_namesake
from fieldbook.domain.records import FollowUp, Group, Household, Issue, Solution
from fieldbook.i18n import N_
from fieldbook.reports.issues import issue_order, issue_row
from fieldbook.ui.act import Acts, doing
from fieldbook.ui.acts.casework import issue
from fieldbook.ui.acts.lists import ON_A_LIST
from fieldbook.ui.acts.records import NEW
from fieldbook.ui.kept_rows import KeptRows, Order
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.told.rows import issue_columns, issue_list_row
from fieldbook.ui.widgets.columns import Column, ListRow


class IssuesScreen(ListScreen):
    """The list of issues, what wants work first."""

    tab = "issues"
    acts: ClassVar[Acts[ListScreen]] = Acts(doing(NEW, issue), base=ON_A_LIST, footer=(
        "issue", "solution", "refer", "edit", "follow_up", "solve", "filter", "undo", "study",
        "import",
    ))  # fmt: skip
    imports = "issues"
    record_type = Issue
    nothing_yet = (
        N_("No issues yet."),
        "",
        N_("{issue} writes one down."),
        N_("{import_} imports a ledger (Excel, CSV)."),
    )

    def __init__(self) -> None:
        super().__init__()
        self.kept = KeptRows(Issue, self.make_row, self.touched)

    def columns(self) -> list[Column]:
        """Status, title, whose, when found."""
        return issue_columns()

    def make_row(self, record: Issue, on: dt.date) -> tuple[Order, ListRow]:
        """An issue's row; what wants work stands first."""
        row = issue_row(self.book.shelf, record, on, self.book.habits)
        return issue_order(row), issue_list_row(self.book.shelf, row, on)

    def touched(self, change: Change) -> Iterable[str] | None:
        """The issues whose rows a change touches."""
        shelf, record = self.book.shelf, change.after
        if isinstance(record, Issue):
            return [record.id]
        if isinstance(record, Solution):
            before = change.before.issues if isinstance(change.before, Solution) else ()
            return [*record.issues, *before]
        if isinstance(record, FollowUp):
            solution = shelf.find(Solution, record.solution) if record.solution else None
            return solution.issues if solution else []
        if isinstance(record, Household):
            if has_namesake(shelf, change):
                return None
            return [each.id for each in shelf.pointing(Issue, "household", record.id)]
        return None if isinstance(record, Group) and change.before else []


SCREEN = IssuesScreen
