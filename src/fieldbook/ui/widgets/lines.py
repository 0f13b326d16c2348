"""The lines of the frame: whose book this is, the screens, and which keys do what here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from fieldbook.ui.widgets.cells import BETWEEN, clean, cut
from fieldbook.ui.widgets.look import ellipsis

_GAP = 2
"""Blanks between two parts; of those between two hints one is on the ground of the key."""
_LEAST_LEFT = 10


class Hint(NamedTuple):
    """One key and what it does."""

    key: str
    label: str
    enabled: bool = True
    """A disabled key stays where it is, greyed: the fingers remember places."""
    act: str = ""
    """What a click is told as."""

    @property
    def cells(self) -> int:
        """How wide it is."""
        return cell_len(self.key) + 1 + cell_len(self.label)


class Part(NamedTuple):
    """A piece of text, the component class that colours it, and what a click on it means."""

    text: str
    style: str
    act: str = ""


class PartLine(Widget):
    """One line of parts; a subclass says which."""

    DEFAULT_CSS = """
    PartLine { height: 1; width: 1fr; }
    """

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """A part was clicked, a disabled one too, so that the reason can be said."""

        act: str

    def parts(self, width: int) -> Sequence[Part]:
        """Give the parts that fit into so many cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw the parts one behind the other."""
        base = self.rich_style
        parts = [] if y else self.parts(self.size.width)
        segments = [
            Segment(each.text, self.get_component_rich_style(each.style) if each.style else base)
            for each in parts
        ]
        return Strip(segments).crop_extend(0, self.size.width, base).simplify()

    def on_click(self, event: events.Click) -> None:
        """Tell which part was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and (act := self.act_at(offset.x)):
            event.stop()
            self.post_message(self.Chosen(act))

    def act_at(self, x: int) -> str:
        """Find what the cell at ``x`` means."""
        end = 0
        for part in self.parts(self.size.width):
            end += cell_len(part.text)
            if x < end:
                return part.act
        return ""


class KeyLine(PartLine):
    """As many hints as fit, whole ones only; the last, which is help, is always there."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "key-line--key",
        "key-line--label",
        "key-line--disabled",
    }
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        background: $surface;
        & > .key-line--key { background: $chip; color: $text-accent; text-style: bold; }
        & > .key-line--label { color: $foreground; }
        & > .key-line--disabled { color: $text-disabled; }
        &:nocolor > .key-line--disabled { text-style: dim; }
    }
    """

    def __init__(self, hints: Sequence[Hint] = ()) -> None:
        super().__init__(id="keys")
        self.hints = hints
        """All hints, those without room too."""

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        if hints != self.hints:
            self.hints = hints
            self.refresh()

    def fitting(self, width: int) -> Sequence[Hint]:
        """Choose the hints that fit into so many cells."""
        if not self.hints:
            return ()
        *others, last = self.hints
        left = width - 1 - last.cells
        kept: list[Hint] = []
        for hint in others:
            left -= hint.cells + _GAP
            if left < 0:
                break
            kept.append(hint)
        return (*kept, last)

    def parts(self, width: int) -> Sequence[Part]:
        """Give the hints that fit."""
        parts: list[Part] = []
        for number, hint in enumerate(self.fitting(width)):
            if number:
                parts.append(Part(" ", ""))
            key, label = ("key", "label") if hint.enabled else ("disabled", "disabled")
            parts.append(Part(f" {hint.key} ", f"key-line--{key}", hint.act))
            parts.append(Part(hint.label, f"key-line--{label}", hint.act))
        return parts


class TabLine(PartLine):
    """``1 今天  2 户  3 问题``: the present one stands out, each can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tab-line--key",
        "tab-line--label",
        "tab-line--current",
    }
    DEFAULT_CSS = """
    TabLine {
        background: $panel;
        & > .tab-line--key { color: $text-muted; }
        & > .tab-line--label { color: $text-muted; }
        & > .tab-line--current {
            color: $text-accent;
            background: $background;
            text-style: $tab-style;
        }
        &:nocolor > .tab-line--current {
            background: $background;
            color: $foreground;
            text-style: bold reverse;
        }
    }
    """

    def __init__(self, tabs: Sequence[Hint], current: str) -> None:
        """Make the line; ``current`` is the act that goes to the present screen."""
        super().__init__(id="tabs")
        self._tabs = tabs
        self._current = current

    def parts(self, width: int) -> Sequence[Part]:
        """Give the tabs; where all labels do not fit, only the present one keeps its own."""
        full = self._spread([tab.label for tab in self._tabs])
        if sum(cell_len(part.text) for part in full) <= width:
            return full
        room = max(0, width - sum(cell_len(tab.key) + 3 for tab in self._tabs))
        return self._spread(
            [
                cut(tab.label, room, ellipsis(self)) if tab.act == self._current else ""
                for tab in self._tabs
            ]
        )

    def _spread(self, labels: Sequence[str]) -> list[Part]:
        parts: list[Part] = []
        for tab, label in zip(self._tabs, labels, strict=True):
            gap = " " if label else ""
            if tab.act == self._current:
                parts.append(Part(f" {tab.key}{gap}{label} ", "tab-line--current", tab.act))
            else:
                parts.append(Part(f" {tab.key}{gap}", "tab-line--key", tab.act))
                parts.append(Part(f"{label} ", "tab-line--label", tab.act))
        return parts


class StatusLine(PartLine):
    """A text at the left, short ones at the right; the last of those is kept longest."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status-line--left", "status-line--right"}
    DEFAULT_CSS = """
    StatusLine {
        background: $panel;
        & > .status-line--left { color: $foreground; text-style: bold; }
        & > .status-line--right { color: $text-muted; }
    }
    """

    def __init__(self, left: str = "", right: Sequence[str] = ()) -> None:
        super().__init__(id="status")
        self._left = left
        self._right = right

    def set_left(self, text: str) -> None:
        """Show another text at the left."""
        if text != self._left:
            self._left = text
            self.refresh()

    def set_right(self, *texts: str) -> None:
        """Show other texts at the right; empty ones take no room."""
        if texts != tuple(self._right):
            self._right = texts
            self.refresh()

    def parts(self, width: int) -> Sequence[Part]:
        """Give both ends; texts at the right go, the first one first, until the left has room."""
        right = [clean(text) for text in self._right if text]
        room = width - min(cell_len(self._left), _LEAST_LEFT) - 2
        while right and sum(cell_len(text) + _GAP for text in right) > room:
            right = right[1:]
        tail = "".join(" " * _GAP + text for text in right) + " "
        left = " " + self._fitted(width - 1 - cell_len(tail))
        fill = " " * (width - cell_len(left) - cell_len(tail))
        return (Part(left + fill, "status-line--left"), Part(tail, "status-line--right"))

    def _fitted(self, room: int) -> str:
        """The text at the left, cut where it must be; its first part alone, if the next would be gone."""
        text = clean(self._left)
        first, between, _others = text.partition(BETWEEN)
        if cell_len(text) > room and room - cell_len(first + between) < _LEAST_LEFT:
            text = first
        return cut(text, room, ellipsis(self))
