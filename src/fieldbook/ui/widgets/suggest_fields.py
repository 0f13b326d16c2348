"""Fields that offer what is known: several people, several numbered records."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import ClassVar, NamedTuple, Unpack

from textual import events
from textual.geometry import Offset

from fieldbook.i18n import _
from fieldbook.patterns import pattern
from fieldbook.ui.widgets.cells import clean, fit
from fieldbook.ui.widgets.columns import sought
from fieldbook.ui.widgets.field import Mark
from fieldbook.ui.widgets.look import ellipsis, reads_aloud
from fieldbook.ui.widgets.row_filter import RowFilter
from fieldbook.ui.widgets.text_fields import Asked, InputField

_DIVIDERS = "、，,;；"
_NUMBER = pattern(r"#?\s*(\d+)")


class Known(NamedTuple):
    """Who or what may be meant."""

    key: str
    """The record's key; of somebody who is told by the name alone, the name."""
    label: str
    search: str = ""
    """Other texts it is found by, such as initials."""
    number: int = 0
    """The short number a record may be told by."""


class SuggestField(InputField):
    """A line of words, and beneath it, while it is being filled in, what may be meant."""

    MOST: ClassVar[int] = 5
    """How many are shown at once."""
    DIGIT_TAKES: ClassVar[bool] = False
    """Whether a digit means the suggestion of that number."""

    def __init__(
        self,
        name: str,
        label: str,
        offers: Callable[[], Iterable[Known]] = tuple,
        **asked: Unpack[Asked],
    ) -> None:
        """Make the field.

        ``offers`` gives what may be meant, the likeliest first; it is asked when it is first needed, for
        most who fill a form in never go to every field.
        """
        super().__init__(name, label, **asked)
        self._offers = offers
        self._highlight = -1
        self._open = False
        self._walking = False
        """Whether the arrows have led to an offer."""
        self._input.before_key = self._take_key
        self._input.offered = self._offered
        self._input.gone_into = self.gone_into

    def gone_into(self) -> None:
        """Take notice that it is filled in now."""

    # --- finding -----------------------------------------------------------------------------

    @cached_property
    def known(self) -> Sequence[Known]:
        """All that may be meant."""
        return tuple(self._offers())

    @cached_property
    def _filter(self) -> RowFilter:
        return RowFilter([sought(each.label, each.search) for each in self.known])

    def typed(self) -> str:
        """Give the words that somebody or something is looked for by."""
        raise NotImplementedError

    def is_there(self, row: Known) -> bool:  # noqa: ARG002 - for those who take several
        """Say whether the text names it already."""
        return False

    def all_found(self) -> Iterable[Known]:
        """Find those that have every word typed and are not named yet, those that begin so first."""
        rows = (self.known[index] for index in self._filter.ranked(self.typed()))
        return (row for row in rows if not self.is_there(row))

    def found(self) -> list[Known]:
        """Find those that are shown."""
        return list(islice(self.all_found(), self.MOST))

    def is_sure(self, first: Known) -> bool:
        """Say whether Enter is to take the first one found, without walking to it."""
        raise NotImplementedError

    def text_changed(self) -> None:
        """Offer what fits other words."""
        found = self.found() if self.typed() else ()
        self._highlight = 0 if found and self.is_sure(found[0]) else -1
        self._walking = False
        self._open = self._input.has_focus

    # --- taking ------------------------------------------------------------------------------

    def take(self, row: Known) -> None:
        """Put a suggestion into the text."""
        raise NotImplementedError

    def _take_key(self, event: events.Key) -> bool:
        """Take the keys that walk through the suggestions; Tab takes one walked to, and goes on."""
        if event.key in ("tab", "shift+tab") and not self._take_walked():
            self._take_meant()
        found = self.found() if self._open else []
        character = event.character or ""
        if self.DIGIT_TAKES and character.isdecimal() and 0 < int(character) <= len(found):
            self._choose(found[int(character) - 1])
            return True
        if event.key == "down" and (found or not self._open):
            self._show(min(self._highlight + 1, len(found) - 1) if self._open else -1)
            return True
        if event.key == "up" and self._highlight >= 0:
            self._show(self._highlight - 1)
            return True
        return False

    def entered(self) -> None:
        """Let Enter take the highlighted suggestion before it goes on."""
        self._take_highlighted()

    def _take_highlighted(self) -> bool:
        found = self.found() if self._open else []
        if 0 <= self._highlight < len(found):
            self._choose(found[self._highlight])
            return True
        return False

    def _take_walked(self) -> bool:
        return self._walking and self._take_highlighted()

    def _take_meant(self) -> None:
        """Take what can only be meant."""

    def settle(self) -> None:
        """Take what Tab would take."""
        if not self._take_walked():
            self._take_meant()

    def _choose(self, row: Known) -> None:
        self.take(row)
        self.post_message(self.Edited(self))

    def _show(self, highlight: int, *, is_open: bool = True) -> None:
        self._highlight, self._open = highlight, is_open
        self._walking = highlight >= 0
        self.resize_lines()
        if is_open:  # it may have grown out of sight
            self.call_after_refresh(self.scroll_visible, animate=False)
            self.call_after_refresh(self._input.place_caret)

    def _offered(self) -> Offset | None:
        """Where the offer stands that the arrows have led to, for who hears or feels the screen."""
        if not (self._walking and reads_aloud(self)):
            return None
        lines = [[mark.style for mark in line] for line in self.below()]
        at = next((at for at, styles in enumerate(lines) if "highlight" in styles), None)
        x, y, _width, _height = self.content_region
        return None if at is None else Offset(x + self.left, y + self.editor_lines() + at)

    def on_descendant_focus(self) -> None:
        """Offer something at once where nothing stands yet."""
        self._show(-1, is_open=not self.text)

    def on_descendant_blur(self) -> None:
        """Put the suggestions away."""
        self._show(-1, is_open=False)

    # --- drawing -----------------------------------------------------------------------------

    def below(self) -> Sequence[Sequence[Mark]]:
        """Show what may be meant, one a line."""
        found = self.found() if self._open else []
        return [self.line_of(row, number == self._highlight) for number, row in enumerate(found)]

    def line_of(self, row: Known, is_highlighted: bool) -> Sequence[Mark]:
        """Draw one of them."""
        number = f"#{row.number} " if row.number else ""
        room = max(1, (self.size.width or 80) - self.left - 1)
        text = fit(f" {number}{clean(row.label)}", room, ellipsis=ellipsis(self))
        return (Mark(text, "highlight" if is_highlighted else "below"),)


class SeveralField(SuggestField):
    """Several, divided by commas; the last is looked for by what is typed of it."""

    ONE: ClassVar[re.Pattern[str]]
    """One of them, as it is typed."""

    def _take_key(self, event: events.Key) -> bool:
        """Let what divides two of them take the highlighted suggestion; the next is typed behind it."""
        is_divider = (event.character or " ") in _DIVIDERS
        taken = is_divider and (self._take_highlighted() or self._is_divided())
        return taken or super()._take_key(event)

    def _is_divided(self) -> bool:
        """Whether one was just taken, and what divides it from the next stands there already."""
        at_end = self._input.cursor_position == len(self.text)
        return at_end and self.text.rstrip().endswith(tuple(_DIVIDERS))

    def parts(self) -> list[str]:
        """Give each as it stands in the text."""
        return [part.strip() for part in self.ONE.findall(self.text) if part.strip()]

    def typed(self) -> str:
        """Give what is typed of the last; nothing behind a finished one."""
        parts = self.parts()
        return parts[-1] if parts and self.text.rstrip().endswith(parts[-1]) else ""

    def take(self, row: Known) -> None:
        """Put it in place of what was typed of it."""
        parts = self.parts()
        if self.typed():
            parts.pop()
        name = f"#{row.number}" if row.number else row.label
        self.write("".join(f"{part}{_(', ')}" for part in (*parts, name)))

    @property
    def draft(self) -> str:
        """All that was typed; what waits for one more is no part of it."""
        return self.text.rstrip().rstrip(_DIVIDERS)

    def gone_into(self) -> None:
        """Let one more be typed behind those that stand here."""
        if self.draft and not self._input.select_on_focus:
            self._write_as_it_is(f"{self.draft}{_(', ')}")

    def on_descendant_blur(self) -> None:
        """Nothing waits behind the last any more."""
        if self.draft != self.text:
            self.write(self.draft)


class NumbersField(SeveralField):
    """``#3、#12``: records told by number, found by words too, their words shown beneath."""

    ONE = pattern(r"[#＃]?\s*\d+(?=\s|$)|[^、，,;；\n]+")
    """Numbers may be parted by blanks; words belong together."""

    @cached_property
    def numbered(self) -> dict[int, Known]:
        """The records that may be named, by number; the likelier one, where two share it."""
        return {each.number: each for each in reversed(self.known)}

    @property
    def value(self) -> tuple[str, ...]:
        """The records' keys; what names none stays as it was typed."""
        named = ((part, self._named(part)) for part in self.parts())
        return tuple(dict.fromkeys(row.key if row else part for part, row in named))

    def put(self, value: Iterable[str] | None) -> None:
        """Fill the field with records' keys."""
        wanted = set(value or ())
        rows = self.numbered.values() if wanted else ()
        numbers = sorted(each.number for each in rows if each.key in wanted)
        self.write(_(", ").join(f"#{each}" for each in numbers))

    def typed(self) -> str:
        """Give the words of the last; a number that names a record is none."""
        typed = super().typed()
        return "" if self._named(typed) else typed

    def is_there(self, row: Known) -> bool:
        """Another record of a number that is named, or that a likelier one has, is not offered."""
        named = any(
            found and found.number == row.number for found in map(self._named, self.parts())
        )
        return named or self.numbered[row.number] is not row

    def is_sure(self, first: Known) -> bool:
        """Words are there to find a record by."""
        del first
        return True

    def _named(self, part: str) -> Known | None:
        found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", part))
        return self.numbered.get(int(found[1])) if found else None

    def _take_meant(self) -> None:
        """Take the only record that fits."""
        found = self.found() if self.typed() else []
        if len(found) == 1:
            self._choose(found[0])

    def on_descendant_blur(self) -> None:
        """Take the only record that fits."""
        self._take_meant()

    def below(self) -> Sequence[Sequence[Mark]]:
        """Show what the numbers stand for, then what else may be meant."""
        named = map(self._named, self.parts())
        told = [self.line_of(each, False) for each in named if each is not None]
        return [*told, *super().below()]
