"""Text input whose cursor stands where an input method looks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Offset
from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingsMap
    from textual.widget import Widget


def place_caret(widget: Widget, offset: Offset) -> None:
    """Tell the app where the cursor is, if this widget has the focus.

    The app writes the place behind each repaint, so one is asked for: otherwise the input method's
    window would stay at the old place until the next key (textual#6082).
    """
    if widget.has_focus and widget.app.cursor_position != offset:
        widget.app.cursor_position = offset
        widget.refresh()


def drop_keys(bindings: BindingsMap, keys: Iterable[str]) -> None:
    """Leave keys to the screen that the base class binds (Ctrl+D discards a form there)."""
    for key in keys:
        bindings.key_to_bindings.pop(key, None)


class CaretInput(Input):
    """A one-line input without frame, blinking, or the wrong cursor of its base class."""

    DEFAULT_CSS = """
    CaretInput, CaretInput:focus {
        border: none;
        height: 1;
        padding: 0;
        background-tint: transparent;
    }
    """

    LEFT_TO_SCREEN: ClassVar[tuple[str, ...]] = ("ctrl+d",)

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        select_on_focus: bool = False,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(
            value,
            placeholder,
            select_on_focus=select_on_focus,
            name=name,
            id=id,
            classes=classes,
        )
        self.cursor_blink = False
        drop_keys(self._bindings, self.LEFT_TO_SCREEN)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The place of the cursor on the screen; the base class is one off behind the text."""
        x, y, _width, _height = self.content_region
        cell = self._position_to_cell(self.cursor_position)
        return Offset(x + cell - self.scroll_offset.x, y)

    def place_caret(self) -> None:
        """Put the cursor right once the layout is known."""
        place_caret(self, self.cursor_screen_offset)

    def on_focus(self) -> None:
        """Place the cursor now, and again when the layout has settled."""
        self.call_after_refresh(self.place_caret)

    def on_resize(self) -> None:
        """Place the cursor where the text has moved to."""
        self.call_after_refresh(self.place_caret)

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Place the cursor again when a long text moves under it."""
        super().watch_scroll_x(old_value, new_value)
        place_caret(self, self.cursor_screen_offset)
