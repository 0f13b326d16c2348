"""Where the terminal's cursor stands: an input method and a screen reader look for it there."""

from __future__ import annotations

from typing import Protocol, cast

from textual.geometry import Offset, Region
from textual.widget import Widget


def place_caret(widget: Widget, offset: Offset) -> None:
    """Tell the app where the cursor is, if this widget has the focus.

    The app writes the place behind each repaint, so one of its line is asked for: otherwise the input
    method's window would stay at the old place until the next key (textual#6082).
    """
    if widget.has_focus and widget.app.cursor_position != offset:
        widget.app.cursor_position = offset
        room = widget.content_region
        widget.refresh(Region(0, offset.y - room.y, room.width, 1))


class _HasCaret(Protocol):
    def place_caret(self) -> None: ...


def place_focused_caret(widget: Widget) -> None:
    """Place the cursor of whatever has the focus, after it may have been moved.

    Textual tells a widget of a new size, but not of a new place.
    """
    if not widget.is_attached:
        return  # its screen was left before the next refresh
    focused = widget.screen.focused
    if hasattr(focused, "place_caret"):
        cast("_HasCaret", focused).place_caret()
