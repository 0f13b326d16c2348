"""The private names of Textual that fields use, and why no public one does; see ``textual_private``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual._wrap import compute_wrap_offsets
from textual.document import _wrapped_document
from textual.geometry import Offset, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input, TextArea
from textual.widgets.input import Selection
from textual.widgets.text_area import Selection as AreaSelection

from fieldbook.clean import without_controls


def _harmless(line: Strip) -> Strip:
    """A line of a field that commands no terminal, whoever wrote it; every sign keeps its place."""
    told = [each._replace(text=without_controls(each.text)) for each in line]
    return Strip(told, line.cell_length)


class QuietInput(Input):
    """An input that claims the terminal's cursor only while it has the focus."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """What can be scrolled through; when it changes, Textual lays out the whole screen anew."""

    def render_line(self, y: int) -> Strip:
        """Draw the words and nothing that would command the terminal."""
        return _harmless(super().render_line(y))

    def watch_virtual_size(self) -> None:
        """Scroll no further than the text goes."""
        self.scroll_x = self.validate_scroll_x(self.scroll_x)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The place of the cursor on the screen; the base class is one off behind the text."""
        x, y, _width, _height = self.content_region
        cell = self._position_to_cell(self.cursor_position)
        return Offset(x + cell - self.scroll_offset.x, y)

    def _watch_selection(self, selection: Selection) -> None:
        before = self.app.cursor_position
        super()._watch_selection(selection)
        if not self.has_focus:
            self.app.cursor_position = before


class QuietArea(TextArea):
    """A text area that claims the terminal's cursor only while it has the focus.

    The base class claims it for every area that is filled or scrolled.
    """

    def render_line(self, y: int) -> Strip:
        """Draw the words and nothing that would command the terminal."""
        return _harmless(super().render_line(y))

    def place_caret(self) -> None:
        """Put the terminal's cursor where the text's is."""
        raise NotImplementedError

    def _watch_selection(self, previous_selection: AreaSelection, selection: AreaSelection) -> None:
        before = self.app.cursor_position
        super()._watch_selection(previous_selection, selection)
        if not self.has_focus:
            self.app.cursor_position = before

    def _watch_scroll_x(self) -> None:
        self.place_caret()

    def _watch_scroll_y(self) -> None:
        self.place_caret()


def break_lines_by(breaks: Callable[[str, int], list[int]]) -> None:
    """Have text areas break their lines there; Textual knows blanks only, and is given no other way."""

    def offsets(text: str, width: int, *tabs: Any, **more: Any) -> list[int]:
        if "\t" in text:
            return compute_wrap_offsets(text, width, *tabs, **more)
        return breaks(text, width)

    setattr(_wrapped_document, compute_wrap_offsets.__name__, offsets)
