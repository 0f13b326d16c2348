"""The line that names the screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from textual.message import Message

from fieldbook.ui.widgets.cells import cut
from fieldbook.ui.widgets.look import ellipsis
from fieldbook.ui.widgets.part_line import Part, PartLine

if TYPE_CHECKING:
    from collections.abc import Sequence


class Tab(NamedTuple):
    """One screen: the key that opens it, and its name."""

    key: str
    label: str


class TabLine(PartLine[str]):
    """``1 今天  2 户  3 问题``: the present one stands out, each can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tab-line--key",
        "tab-line--label",
        "tab-line--current",
    }

    DEFAULT_CSS = """
    TabLine {
        background: $surface;
        & > .tab-line--key { color: $text-accent; }
        & > .tab-line--label { color: $text-muted; }
        & > .tab-line--current {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: bold;
        }
        &:nocolor > .tab-line--current {
            background: $background;
            color: $foreground;
            text-style: bold reverse;
        }
    }
    """

    @dataclass
    class TabChosen(Message):
        """A tab was clicked; ``key`` is its key."""

        tab_line: TabLine
        key: str

    def __init__(
        self,
        tabs: Sequence[Tab] = (),
        current: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._tabs = tuple(tabs)
        self._current = current

    @property
    def current(self) -> str:
        """The key of the present screen."""
        return self._current

    @current.setter
    def current(self, key: str) -> None:
        self._current = key
        self.refresh()

    def parts(self, width: int) -> Sequence[Part[str]]:
        """Give the tabs; where all labels do not fit, only the present one keeps its own."""
        full = self._spread([tab.label for tab in self._tabs])
        if _cells(full) <= width:
            return full
        room = max(0, width - sum(cell_len(tab.key) + 3 for tab in self._tabs))
        return self._spread(
            [
                cut(tab.label, room, ellipsis(self)) if tab.key == self._current else ""
                for tab in self._tabs
            ]
        )

    def _spread(self, labels: Sequence[str]) -> list[Part[str]]:
        parts: list[Part[str]] = []
        for tab, label in zip(self._tabs, labels, strict=True):
            gap = " " if label else ""
            if tab.key == self._current:
                text = f" {tab.key}{gap}{label} "
                parts.append(Part(text, "tab-line--current", tab.key))
            else:
                parts.append(Part(f" {tab.key}{gap}", "tab-line--key", tab.key))
                parts.append(Part(f"{label} ", "tab-line--label", tab.key))
        return parts

    def chosen(self, value: str) -> None:
        """Tell which tab was clicked."""
        self.post_message(self.TabChosen(self, value))


def _cells(parts: Sequence[Part[str]]) -> int:
    return sum(cell_len(part.text) for part in parts)
