"""A list with a line above it: what is typed there leads the list, and the arrows go through it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType

from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.record_list import RecordList
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
    """A led list of which only what is typed is left; Enter takes the first."""

    @on(CaretInput.Changed)
    def _narrow(self, event: CaretInput.Changed) -> None:
        self.query_one(RecordList).set_filter(event.value)

    @on(CaretInput.Submitted)
    def _choose(self) -> None:
        self.query_one(RecordList).action_choose()
