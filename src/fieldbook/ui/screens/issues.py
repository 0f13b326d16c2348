"""Issues 问题: what was found, what wants work first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from fieldbook.domain.records import Issue
from fieldbook.i18n import _
from fieldbook.reports.issues import issue_rows
from fieldbook.ui.listing import ListScreen
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.record_list import ListRow
from fieldbook.ui.words import issue_columns, issue_list_rows


class IssuesScreen(ListScreen):
    """The issues."""

    tab = "issues"
    record_type = Issue
    hints: ClassVar[tuple[str, ...]] = (
        "issue", "solution", "refer", "edit", "follow_up", "solve", "filter", "undo", "study",
        "import",
    )  # fmt: skip

    def columns(self) -> list[Column]:
        """Status, title, whose, when found."""
        return issue_columns()

    def rows(self) -> Sequence[ListRow]:
        """Every issue, what wants work first."""
        shelf, today = self.book.shelf, self.book.today
        return issue_list_rows(issue_rows(shelf, self.book.issues.all(), today), today)

    def empty(self) -> tuple[str, ...]:
        """How the first issues come in."""
        return (
            _("No issues yet."),
            "",
            _("i writes one down."),
            _("m imports a ledger (Excel, CSV)."),
        )

    do_new = ListScreen.do_issue

    def do_import(self) -> None:
        """Import a ledger."""
        from fieldbook.ui.screens.intake import IntakeScreen

        self.app.push_screen(IntakeScreen(self.book, "issues"), self._form_closed)


SCREEN = IssuesScreen
