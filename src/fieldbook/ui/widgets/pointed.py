"""Views whose own cursor the terminal's goes along with: an input method and a screen reader look for it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset, Region
from textual.scroll_view import ScrollView

from fieldbook.ui.widgets.cursor_place import place_caret
from fieldbook.ui.widgets.look import reads_aloud
from fieldbook.ui.widgets.scrollbars import use_plain_bar

if TYPE_CHECKING:
    from textual.widget import Widget
else:
    Widget = object  # a view takes its rules from the first of its bases that is a widget


class Pointed(Widget):
    """A widget that tells by its own cursor whether it has the focus: no style of it depends on that.

    Of any other Textual works out all styles anew, and paints all lines, when the focus comes or goes.
    """

    def refresh_cursor(self) -> None:
        """Draw the cursor anew."""
        raise NotImplementedError

    def place_caret(self) -> None:
        """Put the terminal's cursor where its own is, if it has the focus."""
        raise NotImplementedError

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw the cursor otherwise."""
        del has_focus
        self.refresh_cursor()

    def on_focus(self, event: events.Focus) -> None:
        """Take the focus, and place the cursor when the layout has settled."""
        event.prevent_default()
        self.has_focus = True
        self._tell_parent(events.DescendantFocus(self))
        self.call_after_refresh(self.place_caret)

    def on_blur(self, event: events.Blur) -> None:
        """Give the focus away."""
        event.prevent_default()
        self.has_focus = False
        self._tell_parent(events.DescendantBlur(self))

    def _tell_parent(self, event: events.Event) -> None:
        if self.parent is not None:
            self.parent.post_message(event)


class PointedView(Pointed, ScrollView):
    """A scrolled view with a cursor of its own."""

    def on_mount(self) -> None:
        """Take the plain scroll bar."""
        use_plain_bar(self)

    def refresh_cursor(self) -> None:
        """Draw the line anew in which the cursor stands."""
        self.refresh(Region(0, self.pointed_line(), self.size.width, 1))

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

    def on_resize(self) -> None:
        """Place the cursor where the line has moved to."""
        self.call_after_refresh(self.place_caret)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take the cursor along."""
        super().watch_scroll_y(old_value, new_value)
        self.place_caret()
