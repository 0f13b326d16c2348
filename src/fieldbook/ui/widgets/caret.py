"""Text input whose cursor stands where an input method looks for it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region

from fieldbook.ui.textual_private import drop_keys, forget_watcher
from fieldbook.ui.textual_private_fields import QuietArea, QuietInput, break_lines_by
from fieldbook.ui.widgets.cells import breaks
from fieldbook.ui.widgets.cursor_place import place_caret
from fieldbook.ui.widgets.scrollbars import PLAIN_BAR_CSS, use_plain_bar

break_lines_by(breaks)

IDEOGRAPHIC_BLANK = "\u3000"
"""The blank of a Chinese input method; Textual takes it for unprintable and would drop it."""


def one_line(text: str) -> str:
    """Put the lines of a text behind each other."""
    lines = text.splitlines()
    return text if lines == [text] else " ".join(line.strip() for line in lines)


class CaretInput(QuietInput):
    """A one-line input without frame, blinking, or the wrong cursor of its base class."""

    takes_words: ClassVar = True
    """Whether characters are for it: none of them opens anything, none has to wait for the one before."""

    DEFAULT_CSS = """
    CaretInput, CaretInput:focus {
        border: none;
        height: 1;
        padding: 0;
        background-tint: transparent;
        & > .input--placeholder { color: $text-muted; text-style: $quiet-style; }
    }
    """

    LEFT_TO_SCREEN: ClassVar[tuple[str, ...]] = ("ctrl+d",)
    """On a form Ctrl+D discards; deleting a character has its own key."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        select_on_focus: bool = False,
    ) -> None:
        super().__init__(value, placeholder, select_on_focus=select_on_focus)
        self.cursor_blink = False
        drop_keys(self, self.LEFT_TO_SCREEN)

    def place_caret(self) -> None:
        """Put the cursor right once the layout is known."""
        place_caret(self, self.points_to() or self.cursor_screen_offset)

    def points_to(self) -> Offset | None:
        """Where the cursor belongs while something beside the input is gone through."""
        return None

    def on_focus(self) -> None:
        """Bring the end of a long text into sight when the layout has settled: the cursor is there."""
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        x, _y = self.cursor_screen_offset
        cell = x - self.content_region.x + self.scroll_offset.x
        self.scroll_to_region(Region(cell, 0, 1, 1), animate=False, force=True)
        self.place_caret()

    def on_resize(self) -> None:
        """Place the cursor where the text has moved to."""
        self.call_after_refresh(self.place_caret)

    def on_key(self, event: events.Key) -> None:
        """Type the ideographic blank, too."""
        if event.character == IDEOGRAPHIC_BLANK:
            event.stop()
            event.prevent_default()
            start, end = self.selection
            self.replace(IDEOGRAPHIC_BLANK, start, end)

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of a paste; the base class keeps only the first."""
        event.stop()
        event.prevent_default()
        self._put_in(event.text)

    def action_paste(self) -> None:
        """Take all lines of the clipboard, in one."""
        self._put_in(self.app.clipboard)

    def _put_in(self, text: str) -> None:
        start, end = self.selection
        self.replace(one_line(text), start, end)

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Place the cursor again when a long text moves under it."""
        super().watch_scroll_x(old_value, new_value)
        place_caret(self, self.cursor_screen_offset)


class CaretArea(QuietArea):
    """A frameless text area of several lines; Tab leaves it."""

    takes_words: ClassVar = True
    """Whether characters are for it: none of them opens anything, none has to wait for the one before."""

    DEFAULT_CSS = (
        f"CaretArea {{{PLAIN_BAR_CSS}}}"
        """
    CaretArea, CaretArea:focus {
        border: none;
        padding: 0;
        & .text-area--placeholder { color: $text-muted; text-style: $quiet-style; }
    }
    """
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "to_start", show=False),
        Binding("ctrl+end", "to_end", show=False),
    ]

    LEFT_TO_SCREEN: ClassVar[tuple[str, ...]] = ("ctrl+d", "f6", "f7")
    """Ctrl+D discards a form; the function keys are acts."""

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        super().__init__(
            text,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            placeholder=placeholder,
        )
        self.cursor_blink = False
        drop_keys(self, self.LEFT_TO_SCREEN)

    def place_caret(self) -> None:
        """Put the cursor right once the layout is known."""
        place_caret(self, self.cursor_screen_offset)

    def action_to_start(self) -> None:
        """Go before the whole text."""
        self.move_cursor(self.document.start)

    def action_to_end(self) -> None:
        """Go behind the whole text."""
        self.move_cursor(self.document.end)

    def get_cursor_line_end_location(self) -> tuple[int, int]:
        """Find the end of the line on the screen; from there, that of the line of text."""
        end, (row, _column) = super().get_cursor_line_end_location(), self.cursor_location
        return (row, len(self.document[row])) if end == self.cursor_location else end

    def action_delete_to_start_of_line(self) -> None:
        """Delete what stands before the cursor in the line of text, however many the screen makes of it."""
        row, column = end = self.selection.end
        if column:
            self.delete((row, 0), end, maintain_selection_offset=False)
        else:
            super().action_delete_to_start_of_line()

    def on_mount(self) -> None:
        """Take the plain scroll bar."""
        use_plain_bar(self)

    def on_focus(self) -> None:
        """Place the cursor again when the layout has settled."""
        self.call_after_refresh(self.place_caret)

    def on_unmount(self) -> None:
        """Leave nothing behind that would keep the closed form in memory."""
        forget_watcher(self)

    def on_resize(self) -> None:
        """Place the cursor where the text has moved to."""
        self.call_after_refresh(self.place_caret)

    def on_key(self, event: events.Key) -> None:
        """Type the ideographic blank, too."""
        if event.character == IDEOGRAPHIC_BLANK:
            event.stop()
            event.prevent_default()
            start, end = self.selection
            self.replace(IDEOGRAPHIC_BLANK, start, end, maintain_selection_offset=False)
