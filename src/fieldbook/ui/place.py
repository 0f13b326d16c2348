"""Screens beside the seven: lists of their own, from which Esc goes back to where one came from."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from fieldbook.domain.records import Record
from fieldbook.i18n import _
from fieldbook.ui.keys import Key, bindings, tab_bindings
from fieldbook.ui.listing import ListScreen
from fieldbook.ui.two_panes import TWO_PANES
from fieldbook.ui.under import record_of
from fieldbook.ui.widgets.filter_bar import FilterBar


def place_bindings(table: tuple[Key, ...]) -> list[BindingType]:
    """The bindings of a screen beside the seven that has a table of its own."""
    return [
        *bindings(table),
        *tab_bindings(),
        *TWO_PANES,
    ]


class PlaceScreen(ListScreen):
    """A list and a story beside the seven; a row's key names the record as stories do."""

    belongs_to: ClassVar[str] = "households"

    def chosen(self) -> Record | None:
        """The record chosen in the list, whatever its kind."""
        return record_of(self.book.shelf, self.list.cursor_key)

    def show(self, key: str) -> None:
        """Put the cursor on a record that was just written."""
        self.list.move_to(key)

    def why_not(self, act: str) -> str:
        """One does not go to where one is."""
        return _("This is it already; Esc goes back.") if act == self.tab else super().why_not(act)

    def action_back(self) -> None:
        """From the story to the list, then the filter away, then back to where one came from."""
        if self.list.has_focus and not self.query_one(FilterBar).is_open:
            self.fieldbook.go_to(self.came_from)
        else:
            super().action_back()
