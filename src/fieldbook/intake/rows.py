"""The lines below the headings, one by one: what is skipped, what a row says, what is odd in it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from fieldbook.domain import folding
from fieldbook.domain.dates import toward
from fieldbook.domain.entries import Oddity
from fieldbook.domain.seal import digest_of
from fieldbook.intake import cells, dates, withheld
from fieldbook.intake.columns import Headings
from fieldbook.intake.frequency import days_between
from fieldbook.intake.grid import Block, Cell, Grid, Line, Lost

IN_WORDS: Final = frozenset({"found_on", "replied_on", "closed_on", "due_on"})
"""Days of which a ledger's words are kept where they name none."""
DAYS: Final = IN_WORDS | {"visited_on", "core_since", "surveyed_on"}
FIRST: Final = "found_on"
"""The day no other day of the same row lies before."""
UNREADABLE: Final = "\ufffd"
"""What a program writes for a sign that it could not read."""
SHOWN: Final = 40
"""Signs of a cell that are enough to find it again."""
EVERY: Final = 200
"""Rows between two reports of progress."""

_SUM: Final = r"(?:合计|总计|小计|共计|总数|总和|grandtotal|subtotal|total|sum)"
_TOTAL: Final = re.compile(
    rf"(?:本页|本组|全组|全村|全队|以上)?{_SUM}(?:\d+(?:户|人|口|件|条|项)?)*"
)
_SOME_TOTAL: Final = re.compile(rf"\w{{0,8}}{_SUM}(?:\d+(?:户|人|口|件|条|项)?)*")
_GROUP: Final = re.compile(
    r"第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:村民|居民|生产|作业)?小?[组队][:：]?"
)
"""A line that says only this heads the households of a group below it."""
_SIGNS: Final = re.compile(r"[\W_]+")


class Row:
    """One row that is neither empty nor a sum. What is odd in it is noted as it is read."""

    def __init__(
        self,
        number: int,
        found: Mapping[str, Sequence[Cell]],
        days: Mapping[str, dt.date | None],
        headings: Mapping[str, Sequence[str]],
        line: Sequence[Cell] = (),
    ) -> None:
        self.number = number
        self._headings = headings
        self._line = line
        self._found = found
        self._days = days
        self._odd: list[Oddity] = []

    @cached_property
    def whole(self) -> str:
        """All the line says, in its unread cells too, and the group that a line above it names."""
        said = "|".join(map(cells.as_text, self._line)).rstrip("|")
        return f"{self.peek('group')}|{said}"

    @property
    def line(self) -> str:
        """The digest by which the line is known again, however a spreadsheet writes its numbers."""
        return digest_of(folding.without_zeros(self.whole))

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
        shown = withheld.without_numbers(value).text[:SHOWN]
        self._odd.append(Oddity(self.number, field, reason, shown, left_out))

    def is_odd(self, field: str) -> bool:
        """Whether something odd was found in a field already."""
        return any(oddity.field == field for oddity in self._odd)

    def require(self, field: str) -> None:
        """Leave the row out for a field it cannot be without, for the reason already found if any."""
        known = next((oddity for oddity in self._odd if oddity.field == field), None)
        reason, value = (known.reason, known.value) if known else ("required", "")
        self.odd(field, reason, value, left_out=True)

    def peek(self, field: str) -> str:
        """A field's text on one line, for a first look: nothing odd is noted."""
        cell = next(iter(self._found.get(field, ())), "")
        text = "" if isinstance(cell, Lost) else cells.one_line(cell)
        return "" if cells.says_nothing(text) else text

    def text(self, field: str) -> str:
        """A field's text on one line."""
        return self._sound(field, cells.one_line(self._text_cell(field)))

    def name(self, field: str) -> str:
        """A field's text as a person's name, without what sorts the person."""
        return cells.name(self._kept(field, withheld.name(self.text(field))))

    def people(self, field: str) -> str:
        """A field's text as people's names, parted as they are typed."""
        lines = self._sound(field, cells.many_lines(self._text_cell(field))).split("\n")
        return "、".join(cells.people(cells.one_line(line)) for line in lines if line)

    def long(self, field: str) -> str:
        """A field's text with its lines."""
        return self._sound(field, cells.many_lines(self._cell(field)))

    def remark(self, field: str) -> str:
        """The same of what is said of people, without what sorts them."""
        return self._kept(field, withheld.without_sorting(self.long(field)))

    def tags(self, field: str) -> tuple[str, ...]:
        """All a field says of people, without what sorts them."""
        kept = (self._kept(field, withheld.without_sorting(tag)) for tag in self.several(field))
        return tuple(dict.fromkeys(tag for tag in kept if tag))

    def code(self, field: str) -> str:
        """A number that is a name. One that has lost its last digits is none."""
        cell = self._text_cell(field)
        # The number of a card is seen by all its digits, though a spreadsheet made up the last.
        text = cells.as_text(cell)
        if isinstance(cell, float) and cell.is_integer():
            text = str(int(cell))
        if cells.lost_digits(cell) and not withheld.without_numbers(text).left:
            self.odd(field, "digits_lost", cells.as_text(cell))
            return ""
        return cells.code(self._sound(field, cells.one_line(text)))

    def count(self, field: str) -> int | None:
        """How many."""
        text = self._sound(field, cells.one_line(self._cell(field)))
        number = cells.count(text) if text else None
        if text and number is None:
            self.odd(field, "bad_number", text)
        return number

    def every(self, field: str) -> int | None:
        """Every how many days."""
        text = self._sound(field, cells.one_line(self._cell(field)))
        days = days_between(text) if text else None
        if text and days is None:
            self.odd(field, "bad_frequency", text)
        return days or None

    def day(self, field: str) -> tuple[dt.date | None, str]:
        """A day, and how the sheet wrote it; words that name none are kept and told."""
        cell = self._cell(field)
        text = self._sound(field, cells.one_line(cell))
        if not text:
            return None, ""
        day = self._days.get(field)
        if day is None:
            of_two, of_none = ("ambiguous_date", "bad_date")
            if field in IN_WORDS:
                of_two, of_none = ("day_of_two", "day_in_words")
            self.odd(field, of_two if dates.is_ambiguous(text) else of_none, text)
        return day, text

    def several(self, field: str) -> tuple[str, ...]:
        """All a field says, in however many columns, cut at commas."""
        found = (cells.one_line(self._value(field, cell)) for cell in self._found.get(field, ()))
        words = (word.strip() for text in found for word in re.split(r"[,，、;；|]", text))
        sound = (self._sound(field, word) for word in words)
        return tuple(dict.fromkeys(word for word in sound if word))

    def besides(self, field: str) -> tuple[tuple[str, str], ...]:
        """(heading, text) of each column of a field whose words are kept as they are."""
        found = zip(self._headings.get(field, ()), self._found.get(field, ()), strict=False)
        told = (
            (heading, self._sound(field, cells.many_lines(self._value(field, cell))))
            for heading, cell in found
        )
        return tuple((heading, text) for heading, text in told if text)

    def _cell(self, field: str) -> Cell:
        """The first cell of a field; where an error or a formula stands in it, that is told."""
        return next((self._value(field, cell) for cell in self._found.get(field, ())), "")

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
        return self._kept(field, withheld.without_numbers(text))

    def _kept(self, field: str, kept: withheld.Kept) -> str:
        """What is kept of a cell; that something was left out is told once, and not what."""
        if kept.left and not any((o.field, o.reason) == (field, kept.left) for o in self._odd):
            self.odd(field, kept.left)
        return kept.text


class Rows:
    """All rows below the headings."""

    def __init__(
        self,
        grid: Grid,
        headings: Headings,
        progress: Callable[[int, int], None] | None,
        today: dt.date | None = None,
    ) -> None:
        self._today = today
        self._lines = grid.lines[headings.below :]
        self._headings = headings
        self._blocks = grid.blocks
        self._progress = progress
        self._above = grid.lines[headings.below - 1].number
        self._fields_read = {column.field for column in headings.columns}
        self.skipped = 0
        self.totals: list[int] = []
        self.sections: list[Oddity] = []

    def __iter__(self) -> Iterator[Row]:
        """The rows in order; the empty ones and those of totals are counted in ``skipped``."""
        fill = self._filled()
        days = self._days(fill)
        spans = _spans(self._blocks)
        named: dict[str, list[str]] = {}
        for column in self._headings.columns:
            named.setdefault(column.field, []).append(cells.one_line(column.heading))
        last, group, read = self._above, "", self._above
        for done, line in enumerate(self._lines):
            if self._progress and done % EVERY == 0:
                self._progress(done, len(self._lines))
            self.skipped += line.number - last - 1
            last = line.number
            alone = _alone(line)
            if _GROUP.fullmatch(alone) and "group" not in self._fields_read:
                group = alone.rstrip(":：")
                self.skipped += 1
            elif alone and line.number in spans and not self._is_total(line):
                self.sections.append(Oddity(line.number, "", "section", alone[:SHOWN], True))
            elif self._is_total(line):
                self.skipped += 1
                self.totals.append(line.number)
            elif self._says_something(line):
                read = line.number
                on = {field: column[done] for field, column in days.items()}
                filled = self._filled_in(line, fill)
                yield Row(line.number, self._fields(filled, group), on, named, filled)
            elif words := self._words_elsewhere(line):
                self.sections.append(Oddity(line.number, "", "elsewhere", words[:SHOWN], True))
            else:
                self.skipped += 1
        self.sections = [self._at_the_foot(each, read) for each in self.sections]
        if self._progress:
            self._progress(len(self._lines), len(self._lines))

    @staticmethod
    def _at_the_foot(section: Oddity, last: int) -> Oddity:
        """A line across the table below its last row is its foot: who made it, who checked it."""
        is_foot = section.reason == "section" and section.row > last
        return section._replace(reason="foot") if is_foot else section

    def _days(self, fill: Mapping[tuple[int, int], Cell]) -> dict[str, list[dt.date | None]]:
        """The days of each column that holds days, line by line; the first found, then the others."""
        columns = {column.field: column.at for column in reversed(self._headings.columns)}
        found: dict[str, list[dt.date | None]] = {}
        for field in sorted(DAYS.intersection(columns), key=lambda field: field != FIRST):
            at = columns[field]
            cells_of = [_at(line, at) or fill.get((line.number, at), "") for line in self._lines]
            after = found.get(FIRST, ())
            found[field] = dates.of_column(cells_of, toward(field), self._today, after=after)
        return found

    def _filled_in(self, line: Line, fill: Mapping[tuple[int, int], Cell]) -> Sequence[Cell]:
        """The line's cells, with what stands above in the cells that are merged with them."""
        if not fill:
            return line.cells
        width = max(len(line.cells), 1 + max(column.at for column in self._headings.columns))
        said = (_at(line, at) for at in range(width))
        return [
            fill.get((line.number, at), "") if cell == "" else cell for at, cell in enumerate(said)
        ]

    def _fields(self, said: Sequence[Cell], group: str) -> dict[str, list[Cell]]:
        """What stands under which field; ``group`` is the one a line above was headed with."""
        found: dict[str, list[Cell]] = {"group": [group]} if group else {}
        for column in self._headings.columns:
            cell = said[column.at] if column.at < len(said) else ""
            found.setdefault(column.field, []).append(cell)
        return found

    def _filled(self) -> dict[tuple[int, int], Cell]:
        """What stands in the cells of a column that are merged with one above them."""
        read = {column.at for column in self._headings.columns}
        numbers = [line.number for line in self._lines]
        found = {}
        for block in self._blocks:
            at = bisect_left(numbers, block.top + 1)
            if block.left != block.right or block.left not in read or at == len(numbers):
                continue
            if numbers[at] == block.top + 1:
                value = _at(self._lines[at], block.left)
                below = numbers[at + 1 : bisect_right(numbers, block.bottom + 1)]
                found.update({(row, block.left): value for row in below})
        return found

    def _last(self) -> int:
        return self._lines[-1].number if self._lines else self._above

    @property
    def count(self) -> int:
        """All rows below the headings, the empty ones between them too."""
        return self._last() - self._above

    def _says_something(self, line: Line) -> bool:
        said = [cells.one_line(_at(line, column.at)) for column in self._headings.columns]
        if not any(said):
            return False
        # A printed table repeats its headings on every page.
        headings = [cells.one_line(column.heading) for column in self._headings.columns]
        return not all(text in {"", heading} for text, heading in zip(said, headings, strict=True))

    def _words_elsewhere(self, line: Line) -> str:
        """What a row says that says nothing in the columns that are read; a bare number is nothing.

        Forms are printed with their running numbers, whether anybody filled the lines in or not.
        """
        if any(cells.one_line(_at(line, column.at)) for column in self._headings.columns):
            return ""
        said = (cells.one_line(cell) for cell in line.cells)
        words = next((text for text in said if any(sign.isalpha() for sign in text)), "")
        return withheld.without_sorting(words).text or (words and "…")

    def _is_total(self, line: Line) -> bool:
        """Whether a row is a sum: its first word says so, more strictly where titles stand."""
        for at, cell in enumerate(line.cells):
            if isinstance(cell, str) and (text := _bare(cell)):
                word = _TOTAL if self._holds_words(at) else _SOME_TOTAL
                return word.fullmatch(text) is not None
        return False

    def _holds_words(self, at: int) -> bool:
        return any(
            column.at == at and column.field in {"title", "detail", "address"}
            for column in self._headings.columns
        )


def _bare(cell: str) -> str:
    if len(cell) > SHOWN:  # a sum is said in few words, and a ledger's details are long
        return "-"
    return _SIGNS.sub("", unicodedata.normalize("NFKC", cells.seen(cell)).casefold())


def _alone(line: Line) -> str:
    """What a line says that says one thing only: it may head the lines below it."""
    said = [cell for cell in line.cells if cell != ""]
    return cells.one_line(said[0]) if len(said) == 1 else ""


def _at(line: Line, column: int) -> Cell:
    return line.cells[column] if column < len(line.cells) else ""


def _spans(blocks: Sequence[Block]) -> frozenset[int]:
    """The numbers of the lines that are merged across at least three columns."""
    return frozenset(
        block.top + 1
        for block in blocks
        if block.right - block.left >= 2 and block.top == block.bottom
    )
