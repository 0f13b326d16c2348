"""A few lines to be read, wrapped as Chinese is."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from fieldbook.ui.widgets.cells import clean, wrap
from fieldbook.ui.widgets.look import ASCII_TWINS, ascii_only


class Prose(Widget):
    """Lines of text, as high as they need; colours come by style."""

    DEFAULT_CSS = """
    Prose { height: auto; width: 1fr; }
    """

    def __init__(
        self,
        *lines: str,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[str, ...] = lines

    def set_lines(self, *lines: str) -> None:
        """Say something else; the same words need not be laid out again, nor the screen around them."""
        if lines != self._lines:
            self._lines = lines
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Count the lines once they are wrapped."""
        return len(self._wrapped(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        lines = self._wrapped(self.size.width)
        text = lines[y] if y < len(lines) else ""
        return Strip([Segment(text, self.rich_style)]).crop_extend(
            0, self.size.width, self.rich_style
        )

    def _wrapped(self, width: int) -> list[str]:
        twins = ASCII_TWINS if ascii_only(self) else {}
        lines = (clean(line).translate(twins) for line in self._lines)
        return [piece for line in lines for piece in wrap(line, width)]
