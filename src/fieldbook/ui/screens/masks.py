"""What is masked in a paper for others, every place of it, before it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from fieldbook.i18n import _
from fieldbook.papers.findings import SORTS, Told
from fieldbook.ui.widgets.still_screen import StillModal
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.story_lines import StoryLine


class MasksScreen(StillModal[bool | None]):
    """Closes with true where all of it was accepted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,y,ctrl+s", "dismiss(True)", show=False),
        Binding("escape,q,n", "dismiss(None)", show=False),
    ]

    def __init__(self, found: Sequence[Told]) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """The question, the places, and the two answers."""
        with Vertical(id="sheet"):
            yield Static(
                _("Is everybody masked who is not to be named?"), classes="ask--title", markup=False
            )
            yield Story(id="story")
            yield Static(_("F2: accept and go on   Esc: back"), classes="muted", markup=False)

    def on_mount(self) -> None:
        """Write the list; arrows move in it."""
        story = self.query_one(Story)
        story.set_lines(tuple(self._lines()))
        story.focus()

    def _lines(self) -> Iterator[StoryLine]:
        sort = ""
        for each in self._found:
            if each.sort != sort:
                if sort:
                    yield StoryLine("")
                sort = each.sort
                yield StoryLine(_(SORTS[sort]), tone="heading")
            yield StoryLine(f"{each.where}  {each.text}")
        if not self._found:
            yield StoryLine(
                _(
                    "Names in their own places are masked anyway; in the texts there is nothing to mask, "
                    "and nobody to suspect."
                )
            )
