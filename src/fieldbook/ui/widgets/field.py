"""What all form fields share: a label at the left, an editor, a problem beneath."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, Self

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from fieldbook.clean import without_controls
from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.cells import clean, cut, fit, wrap
from fieldbook.ui.widgets.cursor_place import place_focused_caret
from fieldbook.ui.widgets.look import ellipsis

LABEL_GAP = 2
"""Cells between a label and what is typed: a blank and the edge of the field."""
_EDGE = 1
"""Cells of an edge."""
_PROBLEM_SIGN = "! "


class Mark(NamedTuple):
    """A piece of text beneath an editor, and the component class that colours it."""

    text: str
    style: str = "below"


class FieldInput(CaretInput):
    """The input of a field, which may take keys before the input does."""

    before_key: Callable[[events.Key], bool] | None = None
    """Says whether it has used the key."""
    offered: Callable[[], Offset | None] | None = None
    """Says where the offer is that was gone to by the arrows."""
    gone_into: Callable[[], None] | None = None
    """Is told before anything is typed."""
    untyped: str = ""
    """Characters that are never typed here, and so stay keys of the screen."""

    def points_to(self) -> Offset | None:
        """Where an offer is that is gone through."""
        return self.offered() if self.offered else None

    def on_focus(self) -> None:
        """Tell the field at once: the first key may come before any message does."""
        if self.gone_into is not None:
            self.gone_into()

    def on_key(self, event: events.Key) -> None:
        """Ask the field first; leave to the screen what is never typed."""
        if event.character is not None and event.character in self.untyped:
            event.prevent_default()
        elif self.before_key is not None and self.before_key(event):
            event.stop()
            event.prevent_default()


class Field(Widget):
    """One field of a form; draws its own label, so that ten fields are few widgets."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "field--label",
        "field--label-focus",
        "field--aside",
        "field--below",
        "field--highlight",
        "field--problem",
    }

    DEFAULT_CSS = """
    Field {
        height: 1;
        width: 1fr;
        max-width: 110;
        layout: horizontal;
        & > .field--label { color: $text-muted; }
        & > .field--label-focus { color: $text-accent; text-style: bold; }
        & > .field--aside { color: $text-muted; }
        & > .field--below { color: $text-muted; }
        & > .field--highlight {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        & > .field--problem { color: $text-error; }
        & > FieldInput, & > CaretArea {
            width: 1fr;
            background: $field;
            border-left: vkey $edge;
            border-right: vkey $edge;
        }
        &.-odd > FieldInput, &.-odd > CaretArea { background: $field-other; }
        & > FieldInput:focus, & > CaretArea:focus,
        &.-odd > FieldInput:focus, &.-odd > CaretArea:focus {
            background: $field-focus;
            border-left: outer $accent;
            border-right: outer $accent;
        }
        &.-roomy { margin-bottom: 1; }
        &:nocolor > .field--highlight {
            background: $background;
            color: $foreground;
            text-style: bold reverse;
        }
        &:nocolor > .field--problem { color: $foreground; text-style: bold; }
    }
    """

    @dataclass
    class Edited(Message):
        """The user changed the field."""

        field: Field

    @dataclass
    class Entered(Message):
        """Enter was pressed in a field where it makes no new line."""

        field: Field

    def __init__(self, name: str, label: str, *, required: bool = False) -> None:
        """Make a field for a record's field of that name; the label tells where it must be filled."""
        super().__init__(name=name)
        self.field_name = name
        self.word = label
        """The label without its mark, to be named by in a sentence."""
        self.is_required = required
        self.label = f"{label} *" if required else label
        self._label_width = cell_len(self.label)
        self._problem, self._problem_sign = "", _PROBLEM_SIGN
        self._drawn: object = None
        """What stood beside and beneath the editor when it was drawn last."""

    # --- what a form asks of it ------------------------------------------------------------

    @property
    def value(self) -> object:
        """What stands in the field, as the record would hold it."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """Fill the field without it counting as the user's edit."""
        raise NotImplementedError

    @property
    def draft(self) -> str:
        """All that was typed, as one text; what is not understood yet is in it too."""
        raise NotImplementedError

    def restore(self, draft: str) -> None:
        """Fill the field with what an earlier draft held."""
        raise NotImplementedError

    def settle(self) -> None:
        """Take what is typed for what it can only mean, as leaving the field would."""

    def doubt(self, save: str) -> str:  # noqa: ARG002 - for those who know names
        """Ask, once of the same words, whom they mean; nothing where that is clear.

        ``save`` is the key that keeps them as they are.
        """
        return ""

    @property
    def unclear(self) -> str:
        """What else the words that stand here can mean, in words; empty where they are clear."""
        return ""

    @property
    def editor(self) -> Widget:
        """The widget that has the focus when this field is filled in."""
        return self

    @property
    def hint(self) -> str:
        """What is shown in the empty field, in words; empty where it shows nothing."""
        return str(getattr(self.editor, "placeholder", ""))

    @property
    def problem(self) -> str:
        """What is wrong with the field, in words; empty where nothing is."""
        return self._problem

    @problem.setter
    def problem(self, text: str) -> None:
        self._tell(text, _PROBLEM_SIGN)

    def stand_at(self, words: str) -> None:
        """Put the cursor where these words stand, in a field of several lines."""

    def point_out(self, text: str) -> None:
        """Tell of what may be meant, and is saved: without the sign of what is refused."""
        self._tell(text, "")

    def _tell(self, text: str, sign: str) -> None:
        if (text, sign) != (self._problem, self._problem_sign):
            self._problem, self._problem_sign = text, sign
            self.resize_lines()

    @property
    def label_width(self) -> int:
        """Cells the label takes; a form gives all its fields the same."""
        return self._label_width

    @label_width.setter
    def label_width(self, cells: int) -> None:
        self._label_width = cells
        self.place_editor()
        self.refresh()

    @property
    def left(self) -> int:
        """The column where what is typed begins."""
        return self._label_width + LABEL_GAP

    def focus(self, scroll_visible: bool = True) -> Self:
        """Give the focus to the editor."""
        if self.editor is self:
            return super().focus(scroll_visible)
        self.editor.focus(scroll_visible)
        return self

    # --- what a kind of field says ---------------------------------------------------------

    def editor_lines(self) -> int:
        """Say how many lines the editor needs."""
        return 1

    def aside(self) -> str:
        """Say what stands behind a one-line editor."""
        return ""

    def below(self) -> Sequence[Sequence[Mark]]:
        """Say what stands beneath the editor, line by line."""
        return ()

    def said(self, text: str, style: str = "below") -> Sequence[Sequence[Mark]]:
        """A sentence below the editor, in as many lines as it needs."""
        room = max(8, (self.size.width or 80) - self.left - 1)
        return [(Mark(line, style),) for line in wrap(text, room)]

    # --- layout and drawing ----------------------------------------------------------------

    def on_mount(self) -> None:
        """Lay out for the first time."""
        self.place_editor()
        self.resize_lines()

    def place_editor(self) -> None:
        """Put the editor right of the label."""
        if self.editor is not self:
            self.editor.styles.margin = (0, 0, 0, self.left - _EDGE)

    def on_resize(self) -> None:
        """Wrap the problem for another width."""
        self.resize_lines()

    def resize_lines(self) -> None:
        """Be as high as editor, suggestions and problem need."""
        if self.is_attached:
            below, problems = self.below(), self._problem_lines()
            lines = self.editor_lines() + len(below) + len(problems)
            # Set only when it changes, for it makes the whole form lay out anew.
            if self.styles.height is None or self.styles.height.value != lines:
                self.styles.height = lines
                self.call_after_refresh(place_focused_caret, self)
            # A letter changes the editor, most often, and nothing that is drawn here.
            drawn = (self.aside(), below, problems)
            if drawn != self._drawn:
                self._drawn = drawn
                self.refresh()

    def _problem_lines(self) -> list[str]:
        if not self._problem:
            return []
        room = max(8, (self.size.width or 80) - self.left - len(self._problem_sign) - 1)
        first, *rest = wrap(clean(self._problem), room)
        return [
            self._problem_sign + first,
            *(" " * len(self._problem_sign) + line for line in rest),
        ]

    def render_line(self, y: int) -> Strip:
        """Draw what is not the editor: label, aside, what stands beneath, the problem."""
        width, base = self.size.width, self.rich_style
        lines = self.editor_lines()
        if y == 0:
            name = "label-focus" if self.has_focus_within or self.has_focus else "label"
            label = fit(self.label, self._label_width, ellipsis=ellipsis(self)) + " " * LABEL_GAP
            return self._join([Mark(label, name), *self.first_line()], width)
        if y < lines:
            return self._join([Mark(" " * self.left, "label"), *self.further_line(y)], width)
        below = self.below()
        if y - lines < len(below):
            return self._join([Mark(" " * self.left), *below[y - lines]], width)
        problems = self._problem_lines()
        at = y - lines - len(below)
        if at < len(problems):
            return self._join(
                [
                    Mark(" " * self.left),
                    Mark(problems[at], "problem" if self._problem_sign else "below"),
                ],
                width,
            )
        return Strip.blank(width, base)

    def first_line(self) -> Sequence[Mark]:
        """Draw what stands right of the label: room for the editor, and the aside."""
        aside = clean(self.aside())
        if not aside:
            return ()
        beside = self.editor.region.width - _EDGE + LABEL_GAP
        room = self.size.width - self.left - beside
        return (Mark(" " * beside), Mark(cut(aside, room, ellipsis(self)), "aside"))

    def further_line(self, y: int) -> Sequence[Mark]:  # noqa: ARG002 - for those who draw more
        """Draw a further line beside a high editor."""
        return ()

    def _join(self, marks: Sequence[Mark], width: int) -> Strip:
        segments = [
            Segment(
                without_controls(mark.text), self.get_component_rich_style(f"field--{mark.style}")
            )
            for mark in marks
        ]
        return Strip(segments).crop_extend(0, width, self.rich_style).simplify()

    def on_descendant_focus(self) -> None:
        """Show in the label where one is, and make room for what is told here."""
        self.refresh()
        self.resize_lines()

    def on_descendant_blur(self) -> None:
        """Show in the label that one is elsewhere, and give the room back."""
        self.refresh()
        self.resize_lines()

    def on_click(self) -> None:
        """Let a click on the label lead to the editor."""
        if not self.editor.has_focus:
            self.editor.focus()
