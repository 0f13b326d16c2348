"""One line below the headings: what it says, field by field, and what is odd in it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final, TypeVar

from fieldbook.domain import folding
from fieldbook.domain.dates import Order, days_of_two
from fieldbook.domain.dates.named import Named, day_meant
from fieldbook.domain.entries import Oddity, labelled
from fieldbook.domain.given_first import given_first, one_of_several
from fieldbook.domain.seal import digest_of
from fieldbook.intake import cells, withheld
from fieldbook.intake.frequency import days_between
from fieldbook.intake.grid import Cell, Lost
from fieldbook.intake.headings import is_remark, plain
from fieldbook.intake.traditional import simplified
from fieldbook.intake.years import first_from
from fieldbook.patterns import pattern

UNREADABLE: Final = "\ufffd"
"""What a program writes for a sign that it could not read."""
PAST: Final = frozenset({
    "found_on", "visited_on", "surveyed_on", "core_since", "studied_on", "referred_on", "answered_on",
})  # fmt: skip
"""The days of what has happened; one that is yet to come is a slip, and only its words are kept."""
_ONE_OF_SEVERAL: Final = pattern(r"(?:[(（][^()（）]*[)）]|[^、，,;；(（])+")
"""One name among several, with what stands in brackets behind it."""
_SEVERAL_BEHIND: Final = pattern(r"[A-Za-z]\s*,.*(?:&|\band\b)")
"""Given names of several behind a surname: ``Vance, Tom & Linda``."""
_PHONES: Final = pattern(r"电话|手机|联系方式|联络方式|phone|mobile|^tel|contactn")
"""What is found in the headings of telephone numbers."""
STORY: Final = 60
"""Signs beyond which a cell tells a story: nobody writes it anew in another width, and of all that is
read to know a line again it would take the longest to fold."""
SHOWN: Final = 40
"""Signs of a cell that are enough to find it again."""


class Row:
    """One row that is neither empty nor a sum. What is odd in it is noted as it is read."""

    def __init__(
        self,
        number: int,
        found: Mapping[str, Sequence[Cell]],
        days: Mapping[str, dt.date | None],
        headings: Mapping[str, Sequence[str]],
        line: Sequence[Cell] = (),
        *,
        begins: bool = False,
        today: dt.date | None = None,
        order: Order = "",
    ) -> None:
        self.number = number
        self.order = order
        """How the sheet writes its days, where that is known."""
        self._headings = headings
        self._line = line
        self.begins = begins
        """Whether a running number (序号) stands in it: of a household's rows, in the first alone."""
        self._found = found
        self._days = days
        self._today = today
        self._odd: list[Oddity] = []
        self.refused: list[str] = []
        """The cells that are no value of their field, each under its heading: their words are kept."""

    @cached_property
    def line(self) -> str:
        """The digest of all the line says, however it is written, and the group named above it.

        The cells that nothing is read from count too.
        """
        texts = [cells.as_text(cell) for cell in self._line]
        said = "|".join("" if len(text) > STORY else text for text in texts).rstrip("|")
        stories = (cells.in_one_line(text) for text in texts if len(text) > STORY)
        return digest_of(folding.without_zeros(f"{self.peek('group')}|{said}"), *stories)

    def whole_cell(self, words: frozenset[str]) -> str:
        """The first cell of the line, read or not, that is one of these words and says nothing else."""
        texts = (_seen(cell) for cell in self._line)
        return next((each for each in texts if simplified(each).casefold() in words), "")

    @property
    def left_out(self) -> bool:
        """Whether the row cannot become an entry."""
        return any(oddity.left_out for oddity in self._odd)

    @property
    def oddities(self) -> list[Oddity]:
        """What is to be told of the row: where it is left out, only why."""
        return next(([oddity] for oddity in self._odd if oddity.left_out), self._odd)

    def odd(self, field: str, reason: str, value: str = "", *, left_out: bool = False) -> None:
        """Note that a cell, or with ``left_out`` the whole row, could not be taken."""
        shown = withheld.without_numbers(value)[:SHOWN]
        self._odd.append(Oddity(self.number, field, reason, shown, left_out))

    def is_odd(self, field: str) -> bool:
        """Whether something odd was found in a field already."""
        return any(oddity.field == field for oddity in self._odd)

    def heading(self, field: str) -> str:
        """What a field's first column is called."""
        return next(iter(self._headings.get(field, ())), "")

    def is_wide(self, field: str) -> bool:
        """Whether a field stands in several columns."""
        return len(self._found.get(field, ())) > 1

    def require(self, field: str) -> None:
        """Leave the row out for a field it cannot be without, for the reason already found if any."""
        known = next((oddity for oddity in self._odd if oddity.field == field), None)
        reason, value = (known.reason, known.value) if known else ("required", "")
        self.odd(field, reason, value, left_out=True)

    def peek(self, field: str) -> str:
        """A field's text on one line, for a first look: nothing odd is noted."""
        return _seen(next(iter(self._found.get(field, ())), ""))

    def peek_each(self, field: str) -> list[str]:
        """The same of each of its columns in which something stands."""
        return list(filter(None, map(_seen, self._found.get(field, ()))))

    def text(self, field: str) -> str:
        """A field's text on one line."""
        if field not in self._found:
            return ""
        cell = self._text_cell(field)
        return self._sound(field, cells.one_line(cell)) if cell != "" else ""

    def name(self, field: str) -> str:
        """A field's text as a person's name, without what sorts the person."""
        text = self.text(field)
        name = cells.name(self.kept(field, text, withheld.name(text))) if text else ""
        if _SEVERAL_BEHIND.search(name):
            self.odd("", "several_behind", name)
        return self.as_said(name)

    def alone(self, field: str) -> str:
        """A field's text as people's names where it is mostly one person's, and then as one name."""
        return self.as_said(self.people(field))

    def as_said(self, name: str, turn: Callable[[str], str] = given_first) -> str:
        """A person's name as it is said; one that was written surname first is told."""
        turned = turn(name)
        if turned != name:
            self.odd("", "given_first", name)
        return turned

    def people(self, field: str) -> str:
        """A field's text as people's names, parted as they are typed, without what sorts them."""
        return self._people(field, self._text_cell(field)) if field in self._found else ""

    def people_of_each(self, field: str) -> list[tuple[str, str]]:
        """(heading, people) of each column of a field that may have several."""
        found = zip(self._headings.get(field, ()), self._found.get(field, ()), strict=False)
        said = ((heading, self._people(field, self._value(field, cell))) for heading, cell in found)
        return [(heading, people) for heading, people in said if people]

    def _people(self, field: str, cell: Cell) -> str:
        lines = self._sound(field, cells.many_lines(cell)).split("\n")
        said = (cells.people(cells.one_line(line)) for line in lines if line)
        names = "、".join(self.as_said(each, one_of_several) for each in said)
        return _ONE_OF_SEVERAL.sub(
            lambda one: self.kept(field, one[0], withheld.name(one[0])), names
        )

    def long(self, field: str) -> str:
        """A field's text with its lines."""
        if field not in self._found:
            return ""
        cell = self._cell(field)
        text = self._sound(field, cells.many_lines(cell)) if cell != "" else ""
        return self._as_remark(field, self.heading(field), text)

    def remark(self, field: str) -> str:
        """All a field says of people, a line for each of its columns, without what sorts them."""
        said = self.besides(field)
        kept = (
            (heading, self.kept(field, text, withheld.without_sorting(text)))
            for heading, text in said
        )
        several = len(self._headings.get(field, ())) > 1
        return "\n".join(
            labelled(heading, text) if several and not is_remark(heading) else text
            for heading, text in kept
            if text
        )

    def tags(self, field: str) -> tuple[str, ...]:
        """All a field says of people, without what sorts them."""
        said = self.several(field)
        kept = (self.kept(field, tag, withheld.without_sorting(tag)) for tag in said)
        return tuple(dict.fromkeys(tag for tag in kept if tag))

    def code(self, field: str) -> str:
        """A number that is a name. One that has lost its last digits is none."""
        return self._code(field, self._text_cell(field))

    def codes(self, field: str) -> str:
        """All numbers of a field that may have several columns, such as 电话 and 手机, each once."""
        cells_of = self._found.get(field, ())
        if len(cells_of) < 2:
            return self.code(field)
        said = (self._code(field, self._value(field, cell)) for cell in cells_of)
        return "、".join(dict.fromkeys(filter(None, said)))

    def _code(self, field: str, cell: Cell) -> str:
        # The number of a card is seen by all its digits, though a spreadsheet made up the last.
        text = cells.as_text(cell)
        if isinstance(cell, float) and cell.is_integer():
            text = str(int(cell))
        if cells.lost_digits(cell) and withheld.without_numbers(text) == text:
            self.odd(field, "digits_lost", cells.as_text(cell))
            return ""
        return cells.code(self._sound(field, cells.one_line(text)))

    def count(self, field: str) -> int | None:
        """The number that stands in a cell; none where there is none."""
        text = self._sound(field, cells.one_line(self._cell(field)))
        number = cells.count(text) if text else None
        if text and number is None:
            number = cells.count(cells.without_brackets(text))
            self._refuse(field, "no_number" if number is None else "number_in_words", text)
        return number

    def every(self, field: str) -> int | None:
        """Every how many days."""
        text = self._sound(field, cells.one_line(self._cell(field)))
        days = days_between(text, self.heading(field)) if text else None
        if text and days is None:
            self._refuse(field, "no_frequency", text)
        return days or None

    def _refuse(self, field: str, reason: str, text: str) -> None:
        """Tell a cell that is no value of its field, and keep what it says but for what sorts people."""
        if kept := self.kept(field, text, withheld.without_sorting(text)):
            self.odd(field, reason, kept)
            self.refused.append(labelled(self.heading(field), kept))

    def day(self, field: str) -> tuple[dt.date | None, str]:
        """A day, and how the sheet wrote it; words that name none are kept and told."""
        if field not in self._found:
            return None, ""
        cell = self._cell(field)
        text, day = cells.one_line(cell), self._days.get(field)
        if day is None or len(text) > SHOWN:
            text = self._sound(field, text)
        if not text:
            return None, ""
        if day is None:
            reason = "day_of_two" if days_of_two(text, self.order) else "day_in_words"
            self.odd(field, reason, text)
        elif field in PAST and self.is_ahead(day):
            self.odd(field, "day_ahead", text)
            return None, text
        return day, text

    def day_of_a_state(self, named: Named, found_on: dt.date | None) -> dt.date | None:
        """A day without its year: the first one after the finding, or the last one there was."""
        if found_on:
            return first_from(named, found_on)
        return day_meant(named, self._today, "back") if self._today else None

    def is_ahead(self, day: dt.date) -> bool:
        """Whether a day is still to come on the day of taking in."""
        return self._today is not None and day > self._today

    def several(self, field: str) -> tuple[str, ...]:
        """All a field says, in however many columns, cut at commas."""
        if field not in self._found:
            return ()
        found = (cells.one_line(self._value(field, cell)) for cell in self._found.get(field, ()))
        words = (word.strip() for text in found for word in re.split(r"[,，、;；|]", text))
        sound = (self._sound(field, word) for word in words)
        return tuple(dict.fromkeys(word for word in sound if word))

    def besides(self, field: str) -> tuple[tuple[str, str], ...]:
        """(heading, text) of each column of a field whose words are kept as they are."""
        if field not in self._found:
            return ()
        found = zip(self._headings.get(field, ()), self._found.get(field, ()), strict=False)
        # What is kept as a line has no name but its own heading.
        named = (
            (heading if field == "besides" else field, heading, cell) for heading, cell in found
        )
        told = (
            (of, heading, self._sound(of, cells.many_lines(self._value(of, cell))))
            for of, heading, cell in named
        )
        kept = (
            (heading, self._as_remark(of, heading, _half_width(heading, text)))
            for of, heading, text in told
        )
        return tuple((heading, text) for heading, text in kept if text)

    def _as_remark(self, field: str, heading: str, text: str) -> str:
        """The text without what sorts people where its column is one of remarks 备注."""
        if not is_remark(heading):
            return text
        return self.kept(field, text, withheld.without_sorting(text))

    def _cell(self, field: str) -> Cell:
        """The first cell of a field; where an error or a formula stands in it, that is told."""
        found = self._found.get(field)
        return self._value(field, found[0]) if found else ""

    def _value(self, field: str, cell: Cell) -> Cell:
        if isinstance(cell, Lost):
            self.odd(field, cell.reason, cell.shown)
            return ""
        return cell

    def _text_cell(self, field: str) -> Cell:
        """A cell that should be text: where a spreadsheet made ``3-1`` a day of it, that is told."""
        cell = self._cell(field)
        if isinstance(cell, (dt.date, dt.time)):
            self.odd(field, "date_in_text", cells.as_text(cell))
        return cell

    def _sound(self, field: str, text: str) -> str:
        """The text, or nothing where it says nothing or is what a spreadsheet left in its place."""
        if cells.says_nothing(text):
            return ""
        text = cells.unquoted(text)
        if cells.is_error(text):
            self.odd(field, "error_cell", text)
            return ""
        if UNREADABLE in text:
            at = max(text.index(UNREADABLE) - SHOWN // 2, 0)
            self.odd(field, "unreadable", text[at:])
        text = self.kept(field, text, withheld.without_brackets(text))
        return self.kept(field, text, withheld.without_numbers(text), "identity_number")

    def kept(self, field: str, text: str, kept: str, reason: str = "sorting_word") -> str:
        """What is kept of a text; which words were left out is told, of a number only that it was."""
        if kept != text:
            gone = withheld.gone(text, kept) if reason == "sorting_word" else ""
            if not any((o.field, o.reason, o.value) == (field, reason, gone) for o in self._odd):
                self.odd(field, reason, gone)
        return kept


def _seen(cell: Cell) -> str:
    text = "" if isinstance(cell, Lost) else cells.one_line(cell)
    return "" if cells.says_nothing(text) else text


def _half_width(heading: str, text: str) -> str:
    """The text; in a column of telephone numbers with half-width digits."""
    return unicodedata.normalize("NFKC", text) if _PHONES.search(plain(heading)) else text


E = TypeVar("E")


def without_repeats(
    rows: Iterable[Row],
    entry_of: Callable[[Row], E],
    said: Callable[[Row, E], Hashable],
    called: Callable[[E], str],
) -> tuple[list[E], list[Oddity]]:
    """The entries of rows, and what was odd in them; what was ``said`` by a row before is left out."""
    found: list[E] = []
    oddities: list[Oddity] = []
    seen: set[Hashable] = set()
    for row in rows:
        entry = entry_of(row)
        if not row.left_out and (says := said(row, entry)) in seen:
            row.odd("", "repeated", called(entry), left_out=True)
        elif not row.left_out:
            seen.add(says)
            found.append(entry)
        oddities += row.oddities
    return found, oddities
