"""A line made of parts that can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

ValueT = TypeVar("ValueT")


class Part(NamedTuple, Generic[ValueT]):
    """A piece of text, the component class that colours it, and what a click on it means."""

    text: str
    style: str = ""
    value: ValueT | None = None


class PartLine(Widget, Generic[ValueT]):
    """One line of parts; a subclass says which, and what a click does."""

    DEFAULT_CSS = """
    PartLine { height: 1; width: 1fr; }
    """

    def parts(self, width: int) -> Sequence[Part[ValueT]]:
        """Give the parts that fit into so many cells."""
        raise NotImplementedError

    def chosen(self, value: ValueT) -> None:
        """Act on a click."""
        raise NotImplementedError

    def part_at(self, x: int) -> ValueT | None:
        """Find what the cell at ``x`` means."""
        end = 0
        for part in self.parts(self.size.width):
            end += cell_len(part.text)
            if x < end:
                return part.value
        return None

    def render_line(self, y: int) -> Strip:
        """Draw the parts one behind the other."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        base = self.rich_style
        segments = [
            Segment(
                part.text,
                self.get_component_rich_style(part.style) if part.style else base,
            )
            for part in self.parts(width)
        ]
        return Strip(segments).crop_extend(0, width, base)

    def on_click(self, event: events.Click) -> None:
        """Tell the subclass which part was clicked."""
        offset = event.get_content_offset(self)
        value = None if offset is None else self.part_at(offset.x)
        if value is not None:
            event.stop()
            self.chosen(value)
