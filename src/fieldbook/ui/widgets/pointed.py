"""Views whose own cursor the terminal's goes along with: an input method and a screen reader look for it there."""

from __future__ import annotations

from textual.geometry import Offset
from textual.scroll_view import ScrollView

from fieldbook.ui.widgets.cursor_place import place_caret
from fieldbook.ui.widgets.look import reads_aloud
from fieldbook.ui.widgets.scrollbars import use_plain_bar


class PointedView(ScrollView):
    """A scrolled view with a cursor of its own."""

    def on_mount(self) -> None:
        """Take the plain scroll bar."""
        use_plain_bar(self)

    def pointed_line(self) -> int:
        """The line of the view, as it is scrolled now, in which its cursor stands."""
        raise NotImplementedError

    def place_caret(self) -> None:
        """Put the terminal's cursor at the beginning of that line, if this view has the focus."""
        if self.has_focus:
            place_caret(self, self._beginning())

    def led(self) -> None:
        """Do so while somebody types elsewhere and leads this view by the arrows, where it is heard."""
        if reads_aloud(self):
            self.app.cursor_position = self._beginning()
            self.refresh()

    def _beginning(self) -> Offset:
        x, y, _width, height = self.content_region
        return Offset(x, y + max(0, min(self.pointed_line(), height - 1)))

    def on_focus(self) -> None:
        """Place the cursor when the layout has settled."""
        self.call_after_refresh(self.place_caret)

    def on_resize(self) -> None:
        """Place the cursor where the line has moved to."""
        self.call_after_refresh(self.place_caret)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take the cursor along."""
        super().watch_scroll_y(old_value, new_value)
        self.place_caret()
