"""Fields that offer what is known: people, and records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from fieldbook.domain import folding
from fieldbook.ui.widgets.cells import clean, fit
from fieldbook.ui.widgets.field import Mark
from fieldbook.ui.widgets.look import ellipsis
from fieldbook.ui.widgets.text_fields import InputField

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events

_ONE = re.compile(r"(?:[(（][^(（)）\n]*[)）]|[^、，,;；\n])+")
"""One name; what divides names divides nothing within brackets, where posts stand."""
_JOIN = "、"
_MOST = 9


class Suggestion(NamedTuple):
    """A name that may be meant, and other texts it is found by, such as its initials."""

    name: str
    search: str = ""


class PickRow(NamedTuple):
    """A record that may be meant."""

    key: str
    label: str
    search: str = ""


class Picked(NamedTuple):
    """What was picked: the record's key, or else only the words that were typed."""

    key: str = ""
    text: str = ""


class SuggestField(InputField):
    """A line of words with suggestions beneath it while it is being filled in."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        required: bool = False,
        placeholder: str = "",
        select_on_focus: bool = False,
    ) -> None:
        super().__init__(
            name,
            label,
            required=required,
            placeholder=placeholder,
            select_on_focus=select_on_focus,
        )
        self._highlight = -1
        self._open = False
        self._input.before_key = self._take_key

    def hits(self) -> int:
        """Count the suggestions shown."""
        raise NotImplementedError

    def take(self, number: int) -> None:
        """Put a suggestion into the text."""
        raise NotImplementedError

    def digit_takes(self) -> bool:
        """Say whether a digit means a suggestion."""
        return False

    def _take_key(self, event: events.Key) -> bool:
        """Take the keys that walk through the suggestions."""
        hits = self.hits() if self._open else 0
        character = event.character or ""
        if self.digit_takes() and character.isdecimal() and 0 < int(character) <= hits:
            self._choose(int(character) - 1)
            return True
        if event.key == "down" and (hits or not self._open):
            self._show(min(self._highlight + 1, hits - 1) if self._open else -1)
            return True
        if event.key == "up" and self._highlight >= 0:
            self._show(self._highlight - 1)
            return True
        return False

    def entered(self) -> bool:
        """Let Enter take the highlighted suggestion."""
        if self._open and 0 <= self._highlight < self.hits():
            self._choose(self._highlight)
            return True
        return False

    def _choose(self, number: int) -> None:
        self.take(number)
        self.post_message(self.Edited(self))

    def _show(self, highlight: int, *, is_open: bool = True) -> None:
        self._highlight, self._open = highlight, is_open
        self.resize_lines()
        if is_open:  # it may have grown out of sight
            self.call_after_refresh(self.scroll_visible, animate=False)

    def on_descendant_focus(self) -> None:
        """Offer something at once where nothing stands yet."""
        self._show(-1, is_open=not self.text)

    def on_descendant_blur(self) -> None:
        """Put the suggestions away."""
        self._show(-1, is_open=False)


class PersonField(SuggestField):
    """Names, several divided by ``、``; a digit takes the suggestion of that number."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        suggestions: Iterable[Suggestion | tuple[str, str]] = (),
        required: bool = False,
        placeholder: str = "",
    ) -> None:
        """Make the field.

        Args:
            name: The record's field this stands for.
            label: The word before it.
            suggestions: The names to offer, the likeliest first.
            required: Whether the label says that it must be filled.
            placeholder: A hint shown while it is empty.
        """
        super().__init__(name, label, required=required, placeholder=placeholder)
        self._suggestions: tuple[Suggestion, ...] = ()
        self.suggest(suggestions)

    def suggest(self, suggestions: Iterable[Suggestion | tuple[str, str]]) -> None:
        """Offer other names."""
        self._suggestions = tuple(Suggestion(*suggestion) for suggestion in suggestions)
        self.resize_lines()

    @property
    def value(self) -> tuple[str, ...]:
        """The names, each once, as they were written."""
        parts = (part.strip() for part in _ONE.findall(self.text))
        return tuple(dict.fromkeys(part for part in parts if part))

    def put(self, value: Iterable[str] | str | None) -> None:
        """Fill the field with names."""
        self.write(value if isinstance(value, str) else _JOIN.join(value or ()))

    def digit_takes(self) -> bool:
        """Names have no digits in them."""
        return True

    def hits(self) -> int:
        """Count the names shown."""
        return len(self._found())

    def _typing(self) -> str:
        """Give the name that is being typed."""
        last = next(reversed(_ONE.findall(self.text)), "")
        return last.strip() if self.text.endswith(last) else ""

    def _found(self) -> list[Suggestion]:
        """Find the names that fit what is typed, those that begin with it first."""
        typed = folding.folded(self._typing())
        done = set(self.value) - {self._typing()}
        found = [
            suggestion
            for suggestion in self._suggestions
            if suggestion.name not in done
            and suggestion.name != self._typing()
            and typed in folding.searchable(suggestion.name, suggestion.search)
        ]
        found.sort(key=lambda suggestion: not folding.folded(suggestion.name).startswith(typed))
        return found[:_MOST]

    def text_changed(self) -> None:
        """Offer the first by itself only where no name begins like this, as with initials."""
        typed, found = self._typing(), self._found()
        sure = bool(typed and found) and folding.folded(typed) not in folding.folded(found[0].name)
        self._highlight, self._open = (0 if sure else -1), self._input.has_focus

    def take(self, number: int) -> None:
        """Put the name in place of what was typed of it."""
        names = list(self.value)
        if self._typing() and names:
            names.pop()
        names.append(self._found()[number].name)
        self.write(_JOIN.join(names) + _JOIN)

    def below(self) -> Sequence[Sequence[Mark]]:
        """Show the names that may be meant, with their numbers, as many as fit."""
        if not self._open:
            return ()
        marks: list[Mark] = []
        room = (self.size.width or 80) - self.left
        for number, suggestion in enumerate(self._found()):
            text = f"{number + 1} {clean(suggestion.name)}"
            room -= cell_len(text) + 2
            if room < 0 and number:
                break
            marks.append(Mark(text, "highlight" if number == self._highlight else "below"))
            marks.append(Mark("  "))
        return (marks,) if marks else ()


class PickField(SuggestField):
    """One record, found by typing part of it."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        rows: Iterable[PickRow | tuple[str, str, str]] = (),
        free: bool = False,
        new: str = "",
        most: int = 5,
        required: bool = False,
        placeholder: str = "",
    ) -> None:
        """Make the field.

        Args:
            name: The record's field this stands for.
            label: The word before it.
            rows: The records to pick from, the likeliest first.
            free: Whether words that name no record may stay.
            new: What becomes of such words, said beneath them.
            most: How many records are shown at once.
            required: Whether the label says that it must be filled.
            placeholder: A hint shown while it is empty.
        """
        super().__init__(
            name, label, required=required, placeholder=placeholder, select_on_focus=True
        )
        self._free, self._new, self._most = free, new, most
        self._rows: tuple[PickRow, ...] = ()
        self._folded: list[str] = []
        self._key = ""
        self._found: list[int] = []
        self._as_it_stands = ""
        """Words not to be completed: they stood here, or were typed again after completing them."""
        self.offer(rows)

    def offer(self, rows: Iterable[PickRow | tuple[str, str, str]]) -> None:
        """Offer other records."""
        self._rows = tuple(PickRow(*row) for row in rows)
        self._folded = [folding.searchable(f"{row.label} {row.search}") for row in self._rows]
        self._find()
        self.resize_lines()

    @property
    def value(self) -> Picked:
        """The record's key and label, or the words alone."""
        return Picked(self._key, self.text.strip())

    def put(self, value: Picked | str | None) -> None:
        """Fill the field with a record's key, or with free words."""
        picked = Picked(value) if isinstance(value, str) else (value or Picked())
        row = next((row for row in self._rows if row.key == picked.key), None)
        self.write(row.label if row is not None and picked.key else picked.text)
        self._key, self._as_it_stands = picked.key, picked.text.strip()

    @property
    def draft(self) -> str:
        """The key, if one was picked, and the words."""
        return f"{self._key}\t{self.text}"

    def restore(self, draft: str) -> None:
        """Fill the field as it was."""
        key, _tab, text = draft.rpartition("\t")
        self.put(Picked(key, text))

    def hits(self) -> int:
        """Count the records shown."""
        return min(len(self._found), self._most)

    def _find(self) -> None:
        words = folding.words(self.text) if not self._key else ()
        self._found = [
            index for index, text in enumerate(self._folded) if all(word in text for word in words)
        ]

    def text_changed(self) -> None:
        """Look for the record; other words are another record.

        Where words may stay, Enter picks the first only when its name begins like them; Tab the
        only one that does.
        """
        self._key = ""
        self._find()
        typed = folding.folded(self.text.strip())
        sure = not self._free or any(self._folded[n].startswith(typed) for n in self._found[:1])
        self._highlight = 0 if typed and self._found and sure else -1
        self._open = self._input.has_focus

    def take(self, number: int) -> None:
        """Pick a record."""
        row = self._rows[self._found[number]]
        self.write(row.label)
        self._key = row.key
        self._show(-1, is_open=False)

    def entered(self) -> bool:
        """Pick the highlighted record and go on: picking is all this field is for."""
        super().entered()
        return False

    def _take_key(self, event: events.Key) -> bool:
        """Let Tab pick what can only be meant, also where there is no other field to go to."""
        if event.key in ("tab", "shift+tab"):
            self._pick_what_is_meant()
        return super()._take_key(event)

    def on_descendant_blur(self) -> None:
        """Pick what can only be meant, however the field is left."""
        self._pick_what_is_meant()

    def _pick_what_is_meant(self) -> None:
        """Pick the only record found, or the one named in full.

        Where words may stay, the only one that begins like them; who types them again means them.
        """
        typed = self.text.strip()
        if not self._key and typed:
            only = self._meant(typed)
            if len(only) == 1:
                self._found, self._as_it_stands = only, typed
                self._choose(0)

    def _meant(self, typed: str) -> list[int]:
        """Which records the words can mean."""
        exact = self._exactly(typed)
        if exact or not self._free:
            return exact or self._found
        if typed == self._as_it_stands:
            return []
        return [n for n in self._found if self._folded[n].startswith(folding.folded(typed))]

    def below(self) -> Sequence[Sequence[Mark]]:
        """Show the records that may be meant, one a line, and what becomes of words that name none."""
        return [*(self._offered() if self._open else ()), *self._becomes()]

    def _exactly(self, typed: str) -> list[int]:
        return [n for n in self._found if self._rows[n].label == typed]

    def _becomes(self) -> list[Sequence[Mark]]:
        typed = self.text.strip()
        if not self._new or not typed or self._key or len(self._exactly(typed)) == 1:
            return []
        return [(Mark(self._new.format(name=clean(typed))),)]

    def _offered(self) -> Sequence[Sequence[Mark]]:
        room = max(1, (self.size.width or 80) - self.left - 1)
        return [
            (
                Mark(
                    fit(f" {clean(self._rows[index].label)}", room, ellipsis=ellipsis(self)),
                    "highlight" if number == self._highlight else "below",
                ),
            )
            for number, index in enumerate(self._found[: self._most])
        ]
