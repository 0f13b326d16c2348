"""All keys of a screen, drawn from the same table as the footer and the palette."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from fieldbook.i18n import _, language
from fieldbook.manual import manual_file
from fieldbook.ui.act import Act, Acting
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.forms.form import FORM, FormScreen
from fieldbook.ui.keys import MOVING, TYPING, keys_of, shown_keys
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.widgets.still_screen import StillModal
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.story_lines import StoryLine


class HelpScreen(StillModal[None]):
    """A sheet of keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,fullwidth_question_mark,f1,q", "dismiss", show=False),
        Binding("enter,m,f2", "read_manual", show=False, priority=True),
    ]

    def __init__(self, behind: Acting) -> None:
        """Make the sheet of a screen."""
        super().__init__()
        self._behind = behind

    def compose(self) -> ComposeResult:
        """One sheet with the keys, and how it is left."""
        with Vertical(id="sheet"):
            yield Story(id="story")
            yield Static("", id="ways", classes="muted", markup=False)

    def on_mount(self) -> None:
        """Write the keys on the sheet, and let arrows move in it."""
        story = self.query_one(Story)
        story.set_lines(tuple(self._lines()))
        story.focus()
        self.watch(story, "scroll_y", self._tell_ways)
        self.call_after_refresh(self._tell_ways)

    def on_resize(self) -> None:
        """On a lower screen there is more below."""
        self.call_after_refresh(self._tell_ways)

    def _tell_ways(self) -> None:
        """What leads on from here; at the end nothing is below."""
        story = self.query_one(Story)
        ways = (
            _("PgDn: more keys") if story.scroll_offset.y < story.max_scroll_y else "",
            _("Enter: read the manual"),
            _("Esc: back"),
        )
        self.query_one("#ways", Static).update("   ".join(filter(None, ways)))

    def _lines(self) -> list[StoryLine]:
        acts = self._behind.acts
        lines = self._told_first()
        lines += [StoryLine(_("Keys"), tone="title"), StoryLine("")]
        lines += self._lines_of(acts)
        if acts is not FORM:
            lines += [StoryLine(""), StoryLine(_("Moving"), tone="title")]
            lines += [StoryLine(_(words), date=keys) for keys, words in MOVING]
            lines += [StoryLine(""), StoryLine(_("In a form"), tone="title")]
            lines += self._lines_of(each for each in FORM if each.id not in acts)
        else:
            lines += [StoryLine(""), StoryLine(_("What is typed"), tone="title")]
            lines += [StoryLine(_(words), date=_(keys)) for keys, words in TYPING]
        lines.append(StoryLine(""))
        if language() == "zh" and "filter" in acts and acts["filter"].help:
            note = _("On a list, a Chinese character starts the filter; letters stay keys.")
            lines.append(StoryLine(note, tone="muted"))
        aloud = _("To be read aloud or felt: “Read aloud” in the settings, or fieldbook --reader.")
        return [*lines, StoryLine(aloud, tone="muted")]

    def _told_first(self) -> list[StoryLine]:
        """What fields, columns or figures mean: their words stand on the screen, unlike the keys."""
        behind = self._behind
        meanings = behind.meanings() if isinstance(behind, FormScreen | BookScreen) else ()
        if not meanings:
            return []
        title = _("Fields")
        if isinstance(behind, BookScreen):
            title = _("Columns") if isinstance(behind, ListScreen) else _("In figures")
        told = [StoryLine(meaning, date=word) for word, meaning in meanings]
        return [StoryLine(title, tone="title"), StoryLine(""), *told, StoryLine("")]

    def action_read_manual(self) -> None:
        """Open the manual in the browser, or say where it lies."""
        self._behind.host.show_outside(manual_file(language()))

    def _lines_of(self, acts: Iterable[Act[Any]]) -> list[StoryLine]:
        """A line an act that is there; the screens stand together under moving."""
        behind, keymap = self._behind, self._behind.host.keymap
        no_next = isinstance(behind, FormScreen) and not behind.has_next
        return [
            StoryLine(each.words(), date=shown_keys(keys_of(each, keymap)))
            for each in acts
            if each.help and not each.id.startswith("tab_")
            if not (no_next and each is FORM["save_next"])
        ]
