"""Scroll bars drawn by background alone."""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender
from textual.widget import Widget

from fieldbook.ui.widgets.look import ascii_only

PLAIN_BAR_CSS = """
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;
    scrollbar-color: $rule;
    scrollbar-color-hover: $edge;
    scrollbar-color-active: $edge;
    scrollbar-background: $background;
    scrollbar-background-hover: $background;
    scrollbar-background-active: $background;
"""
"""The rules of a quiet bar one cell wide, which leaves the text where it is when it appears."""

_BACK = Color.parse("#555555")
_BAR = Color.parse("bright_magenta")


class PlainBar(ScrollBarRender):
    """A bar without the part-block characters, whose width old Chinese consoles get wrong."""

    more = ""
    """What stands at the lower end while there is more below; nothing: the bar alone says so."""

    @classmethod
    def render_bar(  # noqa: PLR0917 - the base class asks for them all
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = _BACK,
        bar_color: Color = _BAR,
    ) -> Segments:
        """Draw the bar in whole cells."""
        start, end = _thumb(size, virtual_size, window_size, position)
        # Reversed, so that the handle is seen where there are no colours.
        back, bar = Style(bgcolor=back_color), Style(color=bar_color, reverse=True)
        up, down = {"@mouse.down": "scroll_up"}, {"@mouse.down": "scroll_down"}
        blank = " " * (thickness if vertical else 1)
        cells = [
            Segment(blank, back + Style(meta=up))
            if at < start
            else Segment(blank, bar + Style(meta={"@mouse.down": "grab"}))
            if at < end
            else Segment(blank, back + Style(meta=down))
            for at in range(size)
        ]
        if vertical and cls.more and 0 < end < size:
            cells[-1] = Segment(cls.more, Style(color=bar_color, bold=True) + Style(meta=down))
        return Segments(cells if vertical else cells * thickness, new_lines=vertical)


def _thumb(size: int, virtual_size: float, window_size: float, position: float) -> tuple[int, int]:
    """Say from where to where the bar's handle reaches; at the very end it touches the end."""
    if not window_size or not size or virtual_size <= window_size:
        return 0, 0
    length = max(1, round(size * window_size / virtual_size))
    way = min(1.0, position / (virtual_size - window_size))
    start = round(way * (size - length))
    return start, start + length


class TellingBar(PlainBar):
    """A bar with a sign that there is more below."""

    more = "↓"


class PlainTellingBar(PlainBar):
    """The same in ASCII."""

    more = "v"


def use_plain_bar(widget: Widget, *, telling: bool = False) -> None:
    """Give a scrolling widget the plain vertical bar, at will one that tells that there is more."""
    bar = PlainTellingBar if ascii_only(widget) else TellingBar
    widget.vertical_scrollbar.renderer = bar if telling else PlainBar  # type: ignore[misc]
