"""The last line: which keys do what here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from textual.message import Message

from fieldbook.ui.widgets.part_line import Part, PartLine

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = 2


class Hint(NamedTuple):
    """One key and what it does."""

    key: str
    label: str
    enabled: bool = True
    """A disabled key stays where it is, greyed: the fingers remember places."""
    action: str = ""
    """What a click is told as."""


class KeyLine(PartLine[Hint]):
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
        & > .key-line--key { color: $text-accent; text-style: bold; }
        & > .key-line--label { color: $foreground; }
        & > .key-line--disabled { color: $text-disabled; }
        &:nocolor > .key-line--disabled { text-style: dim; }
    }
    """

    @dataclass
    class HintChosen(Message):
        """A hint was clicked; a disabled one too, so that the reason can be said."""

        key_line: KeyLine
        hint: Hint

    def __init__(
        self,
        hints: Sequence[Hint] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._hints = tuple(hints)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """All hints, those without room too."""
        return self._hints

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def fitting(self, width: int) -> tuple[Hint, ...]:
        """Choose the hints that fit into so many cells."""
        if not self._hints:
            return ()
        *others, last = self._hints
        left = width - 1 - _cells(last)
        kept: list[Hint] = []
        for hint in others:
            left -= _cells(hint) + _GAP
            if left < 0:
                break
            kept.append(hint)
        return (*kept, last)

    def parts(self, width: int) -> Sequence[Part[Hint]]:
        """Give the hints that fit."""
        parts: list[Part[Hint]] = [Part(" ")]
        for number, hint in enumerate(self.fitting(width)):
            if number:
                parts.append(Part(" " * _GAP))
            key, label = ("key", "label") if hint.enabled else ("disabled", "disabled")
            parts.append(Part(hint.key, f"key-line--{key}", hint))
            parts.append(Part(f" {hint.label}", f"key-line--{label}", hint))
        return parts

    def chosen(self, value: Hint) -> None:
        """Tell which hint was clicked."""
        self.post_message(self.HintChosen(self, value))


def _cells(hint: Hint) -> int:
    return cell_len(hint.key) + 1 + cell_len(hint.label)
