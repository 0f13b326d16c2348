"""All keys of a screen, drawn from the same table as the footer and the palette."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from fieldbook.i18n import _
from fieldbook.ui.keys import FORM, MOVING, Key
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.story_lines import StoryLine

_SHOWN = {
    "slash": "/", "fullwidth_solidus": "", "question_mark": "?", "fullwidth_question_mark": "",
    "delete": "Del", "insert": "Ins", "escape": "Esc", "right": "→", "left": "←",
    "ctrl+underscore": "Ctrl+/", "ctrl+slash": "",
    # Old terminals send Shift+F1 to Shift+F12 as F13 to F24.
    **{f"f{number}": "" for number in range(13, 25)},
}  # fmt: skip


def shown_keys(keys: str) -> str:
    """Textual's key names as a person reads them; full-width twins go without saying."""
    return "  ".join(text for text in map(_shown, keys.split(",")) if text)


def _shown(key: str) -> str:
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("shift+"):
        return f"Shift+{_shown(key[6:])}"
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if len(key) > 1 else key


class HelpScreen(ModalScreen[None]):
    """A sheet of keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,fullwidth_question_mark,f1,q", "dismiss", show=False)
    ]

    def __init__(self, acts: Sequence[Key]) -> None:
        super().__init__()
        self._acts = acts

    def compose(self) -> ComposeResult:
        """The sheet."""
        with Vertical(id="sheet"):
            yield Story(id="story")

    def on_mount(self) -> None:
        """Write the sheet."""
        story = self.query_one(Story)
        story.set_lines(tuple(self._lines()))
        story.focus()

    def _lines(self) -> list[StoryLine]:
        lines = [StoryLine(_("Keys"), tone="title"), StoryLine("")]
        lines += [StoryLine(_(key.help), date=shown_keys(key.keys)) for key in self._acts]
        lines += [StoryLine(""), StoryLine(_("Moving"), tone="heading")]
        lines += [StoryLine(_(words), date=keys) for keys, words in MOVING]
        lines += [StoryLine(""), StoryLine(_("In a form"), tone="heading")]
        lines += [StoryLine(_(key.help), date=shown_keys(key.keys)) for key in FORM]
        lines.append(StoryLine(""))
        if any(key.id == "filter" for key in self._acts):
            note = _("On a list, a Chinese character starts the filter; letters stay keys.")
            lines.append(StoryLine(note, tone="muted"))
        return [*lines, StoryLine(_("Esc closes."), tone="muted")]
