"""Households 户: whose visit is due, and the whole story of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from fieldbook.domain.records import Household
from fieldbook.i18n import _
from fieldbook.ui.listing import ListScreen
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.record_list import ListRow
from fieldbook.ui.words import household_columns, household_rows


class HouseholdsScreen(ListScreen):
    """The households, the longest overdue first."""

    tab = "households"
    record_type = Household
    hints: ClassVar[tuple[str, ...]] = (
        "visit", "issue", "solution", "refer", "edit", "follow_up", "filter", "undo", "new",
        "import",
    )  # fmt: skip

    def columns(self) -> list[Column]:
        """Head, place, people, when due."""
        return household_columns()

    def rows(self) -> Sequence[ListRow]:
        """Every household."""
        return household_rows(self.book.shelf, self.book.households.due())

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

    def do_import(self) -> None:
        """Import a roster."""
        from fieldbook.ui.screens.intake import IntakeScreen

        self.app.push_screen(IntakeScreen(self.book, "households"), self._form_closed)


SCREEN = HouseholdsScreen
