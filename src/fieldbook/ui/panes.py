"""Two panes of a screen: what is chosen at the left, its story at the right."""

from __future__ import annotations

from textual.screen import Screen
from textual.widget import Widget

from fieldbook.ui.widgets.story import Story


class Panes:
    """The panes of one screen; a narrow one gives all room to the story that is read."""

    def __init__(self, screen: Screen[None], first: str) -> None:
        """Hold the panes of a screen; ``first`` selects the one in which it begins."""
        self._screen = screen
        self._first = first

    @property
    def first(self) -> Widget:
        """The pane at the left."""
        return self._screen.query_one(self._first)

    @property
    def story(self) -> Story:
        """The story at the right."""
        return self._screen.query_one("#story", Story)

    @property
    def _is_narrow(self) -> bool:
        """Whether one pane makes room for the other: else nothing looks otherwise while one reads."""
        return self._screen.has_class("-narrow") or self._screen.has_class("-single")

    def begin(self) -> None:
        """Go to the left pane; one that has the keys is not painted anew, as Textual would."""
        if self._screen.focused is not self.first:
            self.first.focus()

    def read(self) -> None:
        """Go to the story."""
        self._screen.add_class("-reading", update=self._is_narrow)
        self.story.focus()
        self.story.call_after_refresh(self.story.reveal_cursor)

    def went_to(self, widget: Widget) -> None:
        """Show the left pane again where the keys have gone back to it."""
        if widget is self.first:
            self._screen.remove_class("-reading", update=self._is_narrow)

    def other(self) -> None:
        """Go to the other pane."""
        if self.story.has_focus:
            self.first.focus()
        else:
            self.read()
