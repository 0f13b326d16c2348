"""A screen of two panes: what is chosen at the left, its story at the right."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from fieldbook.ui.acting import ActingScreen
from fieldbook.ui.widgets.story import Story

TWO_PANES: tuple[BindingType, ...] = (
    Binding("escape", "back", show=False),
    Binding("tab", "other_pane", show=False),
)


class TwoPanes(ActingScreen):
    """Tab goes between the panes, Esc back to the first; a narrow screen gives all room to one."""

    BINDINGS: ClassVar[list[BindingType]] = [*TWO_PANES]

    @property
    def first_pane(self) -> Widget:
        """The pane at the left, in which the screen begins."""
        raise NotImplementedError

    @property
    def story(self) -> Story:
        """The story at the right."""
        return self.query_one("#story", Story)

    def on_mount(self) -> None:
        """Begin at the left."""
        super().on_mount()
        self.first_pane.focus()

    def read(self) -> None:
        """Go to the story; a narrow screen gives it all the room."""
        self.add_class("-reading")
        self.story.focus()

    def on_story_chosen(self, message: Story.Chosen) -> None:
        """Enter on a line of the story edits what it is about."""
        message.stop()
        self.do_edit()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keys may mean something else in the other pane."""
        if event.widget is self.first_pane:
            self.remove_class("-reading")
        self.draw_frame()

    def action_back(self) -> None:
        """From the story to the left."""
        self.first_pane.focus()

    def action_other_pane(self) -> None:
        """Between the panes."""
        (self.first_pane if self.story.has_focus else self.story).focus()
