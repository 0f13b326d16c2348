"""The first line: whose book this is, the day, and whether all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from fieldbook.ui.widgets.cells import clean, cut
from fieldbook.ui.widgets.look import ellipsis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

_GAP = 2
_LEAST_LEFT = 10


class StatusLine(Widget):
    """A text at the left, short ones at the right; the last of those is kept longest."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status-line--left", "status-line--right"}

    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        width: 1fr;
        background: $panel;
        & > .status-line--left { color: $foreground; text-style: bold; }
        & > .status-line--right { color: $text-muted; }
    }
    """

    def __init__(
        self,
        left: str = "",
        right: Sequence[str] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._left = left
        self._right = tuple(right)

    def set_left(self, text: str) -> None:
        """Show another text at the left."""
        self._left = text
        self.refresh()

    def set_right(self, *texts: str) -> None:
        """Show other texts at the right; empty ones take no room."""
        self._right = texts
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw both ends."""
        width, base = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, base)
        right = self._fitting(width)
        tail = "".join(" " * _GAP + text for text in right) + " "
        left = " " + cut(clean(self._left), width - 1 - cell_len(tail), ellipsis(self))
        fill = " " * (width - cell_len(left) - cell_len(tail))
        segments = [
            Segment(left + fill, self._part("left")),
            Segment(tail, self._part("right")),
        ]
        return Strip(segments).crop_extend(0, width, base)

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"status-line--{name}")

    def _fitting(self, width: int) -> tuple[str, ...]:
        """Drop texts at the right, the first one first, until the left has some room."""
        right = tuple(clean(text) for text in self._right if text)
        room = width - min(cell_len(self._left), _LEAST_LEFT) - 2
        while right and sum(cell_len(text) + _GAP for text in right) > room:
            right = right[1:]
        return right
