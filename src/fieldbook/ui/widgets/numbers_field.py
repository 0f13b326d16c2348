"""The field for several records of a kind, each told by its short number."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from fieldbook.domain import folding
from fieldbook.ui.widgets.cells import clean, fit
from fieldbook.ui.widgets.field import Mark
from fieldbook.ui.widgets.look import ellipsis
from fieldbook.ui.widgets.suggest_fields import SuggestField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# Numbers may be parted by blanks; words belong together.
_ONE = re.compile(r"[#＃]?\s*\d+(?=\s|$)|[^、，,;；\n]+")
_NUMBER = re.compile(r"#?\s*(\d+)")
_JOIN = "、"
_MOST = 5


class Numbered(NamedTuple):
    """A record that may be named."""

    key: str
    number: int
    label: str


class NumbersField(SuggestField):
    """``#3、#12``; each found by typing part of its words, and shown beneath by them."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        rows: Callable[[], Iterable[Numbered]],
        placeholder: str = "",
    ) -> None:
        """Make the field.

        Args:
            name: The record's field this stands for.
            label: The word before it.
            rows: Gives the records to name, the likeliest first; asked when the field is first
                gone to, for most who fill the form in never do.
            placeholder: A hint shown while it is empty.
        """
        super().__init__(name, label, placeholder=placeholder)
        self._make_rows = rows
        self._rows: dict[int, Numbered] | None = None

    @property
    def rows(self) -> dict[int, Numbered]:
        """The records that may be named, by their numbers."""
        if self._rows is None:
            self._rows = {}
            for each in map(Numbered._make, self._make_rows()):
                self._rows.setdefault(each.number, each)  # the likelier one, where two share it
        return self._rows

    @property
    def value(self) -> tuple[str, ...]:
        """The records' keys; what names none stays as it was typed."""
        named = (self._named(part) for part in self._parts())
        return tuple(
            dict.fromkeys(
                each.key if each else part for each, part in zip(named, self._parts(), strict=True)
            )
        )

    def put(self, value: Iterable[str] | None) -> None:
        """Fill the field with records' keys."""
        wanted = set(value or ())
        numbers = (
            [each.number for each in self.rows.values() if each.key in wanted] if wanted else []
        )
        self.write(_JOIN.join(f"#{each}" for each in sorted(numbers)))

    def hits(self) -> int:
        """Count the records shown."""
        return len(self._found())

    def _parts(self) -> list[str]:
        return [part.strip() for part in _ONE.findall(self.text) if part.strip()]

    def _typing(self) -> str:
        """Give what is typed of the record that is being looked for."""
        parts = self._parts()
        return parts[-1] if parts and self.text.rstrip().endswith(parts[-1]) else ""

    def _named(self, part: str) -> Numbered | None:
        found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", part))
        return self.rows.get(int(found[1])) if found else None

    def _found(self) -> list[Numbered]:
        """Find the records that fit what is typed and are not named yet."""
        typed = self._typing()
        done = {each.number for each in map(self._named, self._parts()) if each is not None}
        words = () if self._named(typed) else folding.words(typed)
        found = (
            each
            for each in self.rows.values()
            if each.number not in done
            and all(word in folding.searchable(each.label) for word in words)
        )
        return [each for each, _ in zip(found, range(_MOST), strict=False)]

    def text_changed(self) -> None:
        """Offer the first that fits what is typed."""
        typed = self._typing()
        sure = bool(typed) and self._named(typed) is None and bool(self._found())
        self._highlight, self._open = (0 if sure else -1), self._input.has_focus

    def take(self, number: int) -> None:
        """Put the record's number in place of what was typed of it."""
        found, typed = self._found()[number], self._typing()
        parts = self._parts()
        if typed and self._named(typed) is None:
            parts.pop()
        self.write(_JOIN.join([*parts, f"#{found.number}"]) + _JOIN)

    def on_descendant_blur(self) -> None:
        """Take the only record that fits."""
        typed = self._typing()
        if typed and self._named(typed) is None and len(self._found()) == 1:
            self._choose(0)
            self._show(-1, is_open=False)

    def below(self) -> Sequence[Sequence[Mark]]:
        """Show the records that may be meant; elsewhere, what the numbers stand for."""
        if self._open:
            found = self._found()
            return [
                self._line(each, number == self._highlight) for number, each in enumerate(found)
            ]
        named = map(self._named, self._parts())
        return [self._line(each, False) for each in named if each is not None]

    def _line(self, row: Numbered, is_highlighted: bool) -> Sequence[Mark]:
        room = max(1, (self.size.width or 80) - self.left - 1)
        text = fit(f" #{row.number} {clean(row.label)}", room, ellipsis=ellipsis(self))
        return (Mark(text, "highlight" if is_highlighted else "below"),)
