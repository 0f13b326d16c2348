"""The lines below the headings: which are rows, and which are empty, sums, or lines across the table."""

from __future__ import annotations

import datetime as dt
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from fieldbook.domain.dates import Order, toward
from fieldbook.domain.entries import Oddity
from fieldbook.intake import above, cells, dates, withheld
from fieldbook.intake.above import group_headed, group_of_all
from fieldbook.intake.columns import Headings
from fieldbook.intake.foot import alone, begins, first_of_foot
from fieldbook.intake.further import without_further
from fieldbook.intake.grid import Block, Cell, Grid, Line
from fieldbook.intake.headings import NAME
from fieldbook.intake.numbering import number_and_name
from fieldbook.intake.row import PAST, SHOWN, Row
from fieldbook.intake.written_in import seen_from
from fieldbook.patterns import pattern

DAYS: Final = PAST | {"replied_on", "closed_on", "due_on"}
FIRST: Final = "found_on"
"""The day no other day of the same row lies before."""
EVERY: Final = 200
"""Rows between two reports of progress."""

_SUM: Final = r"(?:合计|总计|小计|共计|总[人户件]?数|总人口|总和|平均|户均|grandtotal|subtotal|total|sum|average)"
_SUMS: Final = ("计", "总", "共", "均", "total", "sum", "average")
"""One of these stands in each word for a sum."""
_OF_ALL: Final = "本页|本组|全组|全村|全队|以上"
_COUNTED: Final = rf"(?:{_OF_ALL})?共(?:\d+(?:户|人|口|件|条|项))*"
_OF_WHAT: Final = r"(?:(?:number|no)?(?:of)?(?:households?|hhs?|people|persons|members|population|rows|issues|cases|visits)\d+)?"
_TOTAL: Final = pattern(rf"(?:{_OF_ALL})?{_SUM}(?:\d+(?:户|人|口|件|条|项)?)*|{_COUNTED}")
_SUM_ALONE: Final = pattern(_SUM)
_SOME_TOTAL: Final = pattern(rf"\w{{0,8}}{_SUM}(?:\d+(?:户|人|口|件|条|项)?)*{_OF_WHAT}|{_COUNTED}")
_SIGNS: Final = pattern(r"[\W_]+")
_WIDE: Final = 3
"""Columns of a ledger in which a row says more than a heading."""
_ASIDE: Final = pattern(r"[(（【\[][^()（）【】\[\]]+[)）】\]]")
"""A line in brackets that heads rows of a roster: （以下为外出户）."""

_PART: Final = pattern(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）])\S{1,20}"
)
"""What heads the rows below it in a ledger: 一、基础设施."""


class Rows:
    """All rows below the headings."""

    def __init__(
        self,
        grid: Grid,
        headings: Headings,
        progress: Callable[[int, int], None] | None,
        today: dt.date | None = None,
        file: str = "",
    ) -> None:
        self._today = today
        over = grid.lines[: headings.below - 1]
        self._titles = [cell for line in over for cell in line.cells if isinstance(cell, str)]
        self._names = (grid.name, file)
        self._lines, other = without_further(grid.lines, headings)
        self._headings = headings
        self._blocks = grid.blocks
        self._progress = progress
        self._above = grid.lines[headings.below - 1].number
        group_read = any(
            _at(line, column.at) != ""  # a column of groups may be printed and left empty
            for column in headings.columns
            if column.field == "group"
            for line in self._lines
        )
        self._may_head = not group_read and headings.holds != "groups"
        """Whether a line that only names a group heads those below it: in no list of groups."""
        self._heads = [column.at for column in headings.columns if column.field == "head"]
        read = {column.field for column in headings.columns}
        at = {column.field: column.at for column in headings.columns}
        self._numbered_names = "code" in at and at["code"] == at.get("head")
        """Whether a household's number stands before its head's name."""
        self._in_parts = _name_in_parts(read)
        """The field whose name stands in two columns, if any."""
        self.fields = frozenset(read | {self._in_parts, headings.of_sheets} - {""})
        """The fields of which a row may say something."""
        self._order: Order = (
            "year_first"
            if any("\u4e00" <= sign <= "\u9fff" for sign in "".join(headings.all))
            else ""
        )
        """How the sheet writes its days where none of them tells: Chinese puts the month first."""
        # In a ledger a title that is wide names whoever made it.
        wide = merged_across(grid.blocks) if headings.holds == "households" else frozenset()
        top = grid.lines[: headings.below]
        self._group = group_of_all(top, grid.name, wide) if self._may_head else ""
        said = [(headings.of_sheets, grid.name)] if headings.of_sheets else []
        self._of_sheet: dict[str, list[Cell]] = {field: [name] for field, name in said}
        """What the sheet's name says of all its rows."""
        self._parts = _parts(self._lines, headings)
        self.skipped = 0
        self.totals: list[int] = []
        self.sections: list[Oddity] = [] if other is None else [_of_another_table(other)]

    def __iter__(self) -> Iterator[Row]:
        """The rows in order; the empty ones and those of totals are counted in ``skipped``."""
        fill = self._filled()
        days = self._days(fill)
        spans = merged_across(self._blocks)
        wide = spans if self._headings.holds == "households" else frozenset()
        named: dict[str, list[str]] = {}
        for column in self._headings.columns:
            named.setdefault(column.field, []).append(cells.one_line(column.heading))
        last, group, read = self._above, self._group, self._above
        running = self._headings.running
        names = [name for said in self._of_sheet.values() for name in said]
        foot = first_of_foot(self._lines)
        for done, line in enumerate(self._lines):
            if self._progress and done % EVERY == 0:
                self._progress(done, len(self._lines))
            self.skipped += line.number - last - 1
            last = line.number
            only = alone(line)
            if (
                only
                and self._may_head
                and (headed := group_headed(only, is_wide=line.number in wide))
            ):
                group = headed
                self.skipped += 1
            elif across := begins(line) if done >= foot else self._across(line, only, spans):
                self.sections.append(Oddity(line.number, "", "section", across[:SHOWN], True))
            elif self._is_total(line):
                self.skipped += 1
                self.totals.append(line.number)
            elif self._says_something(line):
                read = line.number
                on = {field: column[done] for field, column in days.items()}
                filled = self._filled_in(line, fill)
                numbered = 0 <= running < len(line.cells) and line.cells[running] != ""
                fields = self._fields(filled, group)
                yield Row(
                    line.number,
                    fields,
                    on,
                    named,
                    [*filled, *names],
                    begins=numbered,
                    today=self._today,
                    order=self._order,
                )
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

    def _across(self, line: Line, only: str, spans: frozenset[int]) -> str:
        """What a line says across the table, or in brackets alone; a sum does not count."""
        aside = self._headings.holds == "households" and _ASIDE.fullmatch(only)
        is_across = only and (line.number in spans or aside) and not self._is_total(line)
        return only if is_across else self._parts.get(line.number, "")

    def _days(self, fill: Mapping[tuple[int, int], Cell]) -> dict[str, list[dt.date | None]]:
        """The days of each column that holds days, line by line; the first found, then the others."""
        columns = {column.field: column.at for column in reversed(self._headings.columns)}
        found: dict[str, list[dt.date | None]] = {}
        fields = sorted(DAYS.intersection(columns), key=lambda field: field != FIRST)
        said = {
            field: [fill.get((line.number, at), _at(line, at)) for line in self._lines]
            for field in fields
            for at in (columns[field],)
        }
        told = {each.field: dates.order_said(each.heading) for each in self._headings.columns}
        orders = [dates.order_of(chain.from_iterable(said.values())), *told.values(), self._order]
        self._order = next(filter(None, sorted(orders, key=lambda order: order != "republic")), "")
        for field, cells_of in said.items():
            # The calendar is that of the whole sheet: 98/5/3 is of its year of the Republic, too.
            order = told[field] or (self._order if self._order == "republic" else "")
            after = found.get(FIRST, ())
            found[field] = dates.of_column(
                cells_of,
                toward(field),
                seen_from(self._titles, self._names, self._today, toward(field)),
                after=after,
                order=order,
                otherwise=self._order,
            )
        return found

    def _filled_in(self, line: Line, fill: Mapping[tuple[int, int], Cell]) -> Sequence[Cell]:
        """The line's cells, with what stands above where the cells mean that."""
        if not fill:
            return line.cells
        width = max(len(line.cells), 1 + max(column.at for column in self._headings.columns))
        return [fill.get((line.number, at), _at(line, at)) for at in range(width)]

    def _fields(self, said: Sequence[Cell], group: str) -> dict[str, list[Cell]]:
        """What stands under which field; ``group`` is the one a line above was headed with."""
        found: dict[str, list[Cell]] = {"group": [group]} if group else {}
        for column in self._headings.columns:
            cell = said[column.at] if column.at < len(said) else ""
            found.setdefault(column.field, []).append(cell)
        if self._numbered_names and (parts := number_and_name(cells.one_line(found["head"][0]))):
            found["code"], found["head"] = [parts[0]], [parts[1]]
        if self._in_parts:
            found[self._in_parts] = [cells.whole_name(found["surname"], found["given_name"])]
        return {**self._of_sheet, **found}

    def _filled(self) -> Mapping[tuple[int, int], Cell]:
        """What the cells mean that leave their words to a cell above them."""
        columns = {column.field: column.at for column in reversed(self._headings.columns)}
        merged = self._merged()
        return {
            **above.places(
                self._lines,
                self._headings.holds,
                columns,
                {at for _row, at in merged},
                self._is_total,
            ),
            **above.dittos(self._lines, [each.at for each in self._headings.columns]),
            **merged,
        }

    def _merged(self) -> dict[tuple[int, int], Cell]:
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
                below = self._lines[at + 1 : bisect_right(numbers, block.bottom + 1)]
                rows = [line.number for line in below if _at(line, block.left) == ""]
                found.update({(row, block.left): value for row in rows})
        return found

    @property
    def count(self) -> int:
        """All rows below the headings, the empty ones between them too."""
        return self._lines[-1].number - self._above if self._lines else 0

    def _says_something(self, line: Line) -> bool:
        """Whether a row says more than its headings, which a printed table repeats on every page."""
        return any(
            (text := cells.one_line(_at(line, column.at)))
            and text != cells.one_line(column.heading)
            for column in self._headings.columns
        )

    def _words_elsewhere(self, line: Line) -> str:
        """What a row says that says nothing in the columns that are read; a bare number is nothing.

        Forms are printed with their running numbers, whether anybody filled the lines in or not.
        """
        if any(cells.one_line(_at(line, column.at)) for column in self._headings.columns):
            return ""
        said = (cells.one_line(cell) for cell in line.cells)
        words = next((text for text in said if any(sign.isalpha() for sign in text)), "")
        return withheld.without_sorting(words) or (words and "…")

    def _is_total(self, line: Line) -> bool:
        """Whether a row is a sum: its first word says so, more strictly where titles stand."""
        for at, cell in enumerate(line.cells):
            if isinstance(cell, str) and (text := _bare(cell)):
                word = _TOTAL if self._holds_words(at) else _SOME_TOTAL
                is_sum = any(each in text for each in _SUMS) and word.fullmatch(text) is not None
                return is_sum or self._names_a_sum(line)
        return False

    def _names_a_sum(self, line: Line) -> bool:
        """Whether a sum stands where a household's head does, behind its group's name."""
        cells_of = (_at(line, at) for at in self._heads)
        return any(isinstance(cell, str) and _SUM_ALONE.fullmatch(_bare(cell)) for cell in cells_of)

    def _holds_words(self, at: int) -> bool:
        return any(
            column.at == at and column.field in {"title", "detail", "address"}
            for column in self._headings.columns
        )


def _parts(lines: Sequence[Line], headings: Headings) -> dict[int, str]:
    """The lines that head a part of a ledger, by their numbers: words alone, above rows that say more."""
    if headings.holds != "issues" or len(headings.columns) < _WIDE:
        return {}
    said = [_part(line, headings.running) for line in lines]
    found = {
        line.number: part
        for line, part, below in zip(lines, said, said[1:], strict=False)
        if part and not below
    }
    return found if len(found) * 2 <= len(lines) else {}


def _part(line: Line, running: int) -> str:
    """The words of such a line, beside a running number or alone."""
    cells_of = [cells.one_line(cell) for at, cell in enumerate(line.cells) if at != running]
    words = [text for text in cells_of if text]
    return words[0] if len(words) == 1 and _PART.fullmatch(words[0]) else ""


def _of_another_table(line: Line) -> Oddity:
    words = "、".join(filter(None, map(cells.one_line, line.cells)))
    return Oddity(line.number, "", "another_table", words[:SHOWN])


def _name_in_parts(fields: set[str]) -> str:
    """Whose name a surname and a given name are: the head's, or where everybody has a row, each one's."""
    if not fields >= NAME:
        return ""
    of_persons = "head" in fields or ("relation" in fields and "person" not in fields)
    return "person" if of_persons else "head"


def _bare(cell: str) -> str:
    # A sum is said in few words, and a ledger's details are long.
    if len(cell) > SHOWN:
        return "-"
    return _SIGNS.sub("", unicodedata.normalize("NFKC", cells.seen(cell)).casefold())


def _at(line: Line, column: int) -> Cell:
    return line.cells[column] if column < len(line.cells) else ""


def merged_across(blocks: Sequence[Block]) -> frozenset[int]:
    """The numbers of the lines that are merged across at least three columns."""
    return frozenset(
        block.top + 1
        for block in blocks
        if block.right - block.left >= 2 and block.top == block.bottom
    )
