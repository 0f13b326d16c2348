"""A list with a line above it: what is typed there leads the list, and the arrows go through it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType

from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.columns import ListRow
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.row_filter import RowFilter
from fieldbook.ui.widgets.still_screen import StillModal


class LedList(StillModal[ScreenResultType]):
    """A sheet whose line keeps the keyboard, while the arrows move in its list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def action_move(self, by: int) -> None:
        """Go to another row of the list, while the line keeps the keyboard."""
        rows = self.query_one(RecordList)
        rows.action_move(by)
        rows.led()


class NarrowedList(LedList[ScreenResultType]):
    """A led list of which only what is typed is left, what begins so on top; Enter takes the first."""

    _given: Sequence[ListRow] = ()
    """The rows in the order in which they were given."""

    @on(CaretInput.Changed)
    def _narrow(self, event: CaretInput.Changed) -> None:
        rows = self.query_one(RecordList)
        self._given = self._given or rows.rows
        ranked = RowFilter([each.search for each in self._given]).ranked(event.value)
        rows.set_rows([self._given[at] for at in ranked] or self._given)
        rows.set_filter(event.value)
        if event.value.strip():
            rows.action_move(-rows.total)

    @on(CaretInput.Submitted)
    def _choose(self) -> None:
        self.query_one(RecordList).action_choose()
