"""A question that has to be answered before work goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from fieldbook.clean import clean
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.still_screen import StillModal

_MARGIN = 2
_WIDEST = 66


class Choice(NamedTuple):
    """One answer: what is returned, what is read, and the key that gives it."""

    code: str
    label: str
    key: str = ""
    """As Textual names it, such as ``y`` or ``f2``; empty for one reached by arrows only."""
    shown: str = ""
    """How the key is written, if otherwise."""


class _Answers(RecordList, inherit_bindings=False):
    """The answers; no letter moves among them, for words may be typed by whoever takes a question for a field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter", "choose", show=False),
    ]


class Ask(StillModal[str]):
    """Says what would happen, line by line, and takes one answer; Escape answers nothing."""

    DEFAULT_CSS = f"""
    Ask {{
        align: center middle;
        & > Vertical {{
            width: 90%;
            max-width: {_WIDEST};
            height: auto;
            max-height: 90%;
            background: $panel;
        }}
        & .ask--title {{
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
            padding: 0 {_MARGIN};
        }}
        & .ask--lines {{ padding: 1 {_MARGIN}; height: auto; }}
        & RecordList {{ background: $panel; margin: 0 0 1 0; }}
        &:nocolor .ask--title {{ background: $background; color: $foreground; text-style: reverse; }}
    }}
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    before_leaving: str = ""
    """What whoever leaves the program from here is told first, for it is nowhere else; most often nothing."""

    def __init__(self, title: str, lines: Sequence[str], choices: Sequence[Choice]) -> None:
        """Make the question, with what follows from it spelled out.

        The cursor begins on the last of the choices, which is to be the one that changes nothing.
        """
        super().__init__()
        self._title, self._lines = title, tuple(lines)
        self._choices = tuple(choices)

    def compose(self) -> ComposeResult:
        """Lay out title, consequences and answers."""
        keys = max(cell_len(choice.shown or choice.key) for choice in self._choices)
        answers = _Answers((Column("", keys), Column("", None)))
        answers.styles.height = len(self._choices)
        with Vertical():
            yield Static(clean(self._title), classes="ask--title", markup=False)
            yield Prose(*self._lines, classes="ask--lines")
            yield answers

    def on_mount(self) -> None:
        """Offer the answers, with the cursor on the last of them."""
        answers = self.query_one(RecordList)
        answers.set_rows(
            [
                ListRow(str(number), (choice.shown or choice.key, choice.label), "")
                for number, choice in enumerate(self._choices)
            ]
        )
        answers.action_last()
        answers.focus()

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """Take the answer under the cursor."""
        message.stop()
        self.dismiss(self._choices[int(message.key)].code)

    def on_record_list_filter_started(self, message: RecordList.FilterStarted) -> None:
        """Let what is typed go nowhere."""
        message.stop()

    def on_key(self, event: events.Key) -> None:
        """Take the answer whose key was pressed."""
        for choice in self._choices:
            if choice.key and event.key == choice.key:
                event.stop()
                self.dismiss(choice.code)

    def action_leave(self) -> None:
        """Close the question without an answer."""
        self.dismiss("")
