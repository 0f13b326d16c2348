"""The one line in which a filter is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from fieldbook.ui.widgets.caret import CaretInput

DEBOUNCE = 0.06
"""Seconds of quiet before a filter is told: shorter than a key repeat is seen, longer than one."""


class _Words(CaretInput):
    """The words of a filter; Del with nothing behind the cursor was meant for the list."""

    def action_delete_right(self) -> None:
        """Delete the character behind the cursor, or say that there is none."""
        if self.selection.is_empty and self.cursor_at_end:
            self.post_message(FilterBar.NothingBehind())
        else:
            super().action_delete_right()


class FilterBar(Horizontal):
    """A prompt, the text, and how many were found; out of sight until it is opened.

    The keys go back to the list of its screen.
    """

    DEFAULT_CSS = """
    FilterBar {
        height: 1;
        display: none;
        background: $surface;
        &.-open { display: block; }
        & > .filter-bar--prompt { width: auto; padding: 0 1; color: $text-accent; text-style: bold; }
        & > .filter-bar--count { width: auto; padding: 0 1; color: $text-muted; }
        & > .filter-bar--way-out { width: auto; padding-right: 1; color: $text-muted; }
        & > CaretInput { width: 1fr; background: $surface; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("enter,down", "leave", show=False, priority=True),
    ]

    @dataclass
    class Changed(Message):
        """Another text is to be filtered for; told when typing pauses, or the bar is left."""

        filter_bar: FilterBar
        text: str

    class NothingBehind(Message):
        """Del was pressed with nothing behind the cursor."""

    def __init__(self, prompt: str, way_out: str = "") -> None:
        """Make a closed bar.

        Args:
            prompt: the word before the text.
            way_out: what leads to the list, told while the keys go into the bar.
        """
        super().__init__(id="filter")
        self._way_out = Static(way_out, classes="filter-bar--way-out", markup=False)
        self._way_out.display = False
        self._prompt = prompt
        self._told = ""
        self._pause: Timer | None = None
        self._input = _Words()
        self._count = Static("", classes="filter-bar--count", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out prompt, text and count."""
        yield Static(self._prompt, classes="filter-bar--prompt", markup=False)
        yield self._input
        yield self._count
        yield self._way_out

    def on_descendant_focus(self) -> None:
        """The keys go into the bar: it says how they act on the list again."""
        self._way_out.display = True

    def on_descendant_blur(self) -> None:
        """They act on the list."""
        self._way_out.display = False

    @property
    def text(self) -> str:
        """What is filtered for."""
        return self._input.value

    @property
    def is_open(self) -> bool:
        """Whether the bar is seen."""
        return self.has_class("-open")

    @property
    def is_typed_in(self) -> bool:
        """Whether the keys go into the bar."""
        return self._input.has_focus

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed that nobody was told yet."""
        return self.text != self._told

    def open(self, typed: str = "") -> None:
        """Show the bar, what stands in it marked; what was typed on the list is put behind it."""
        self.add_class("-open")
        self._input.focus()
        if typed:
            # At the end, never at the cursor: a phrase may come character by character
            # through the list while the bar already has the focus.
            self._input.value += typed
            self._input.cursor_position = len(self._input.value)
        else:
            self._input.select_all()

    def set_count(self, text: str) -> None:
        """Show how many were found, in the caller's words."""
        self._count.update(text)

    def clear(self) -> None:
        """Take the filter away and hide the bar, wherever the focus is."""
        # What was typed just now may be filtered for already, before anybody was told.
        self._told = self._told or self.text
        self._input.value = ""
        self._tell()
        self.remove_class("-open")

    def action_close(self) -> None:
        """Clear, hide, and give the keys back."""
        self.clear()
        self.screen.query_one("#list").focus()

    def action_leave(self) -> None:
        """Keep the filter and give the keys back."""
        self._tell()
        if not self.text:
            self.remove_class("-open")
        self.screen.query_one("#list").focus()

    @on(CaretInput.Changed)
    def _wait_for_pause(self, event: Input.Changed) -> None:
        """Start waiting again; one timer that fires once."""
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(DEBOUNCE, self._tell)

    def _tell(self) -> None:
        """Post the text if it is another one."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        if self.text != self._told:
            self._told = self.text
            self.post_message(self.Changed(self, self.text))
