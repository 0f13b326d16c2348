"""Aligned columns by cell width: a Chinese character takes two cells of a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from fieldbook.patterns import pattern

if TYPE_CHECKING:
    from fieldbook.domain.records import Record

GAP: Final = 2
NARROWEST: Final = 4
"""Cells below which a column says nothing any more."""
CUT: Final = "~"
"""Ends what was cut; of the same width on every console, which an ellipsis is not."""

_FIGURES: Final = pattern(r"[\d\s()+/,;、，；.#-]*")
Row = Sequence[str]


def cell_width(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(_width(char) for char in text)


def cut(text: str, width: int) -> str:
    """The text in at most ``width`` cells."""
    if cell_width(text) <= width:
        return text
    kept, used = [], 0
    for char in text:
        used += _width(char)
        if used > width - 1:
            break
        kept.append(char)
    return "".join(kept) + CUT


def one_line(text: str) -> str:
    """The text on one line, without what could move a terminal's cursor."""
    plain = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in text)
    return " ".join(plain.split())


def aligned(
    headings: Row, rows: Sequence[Row], width: int, whole: Collection[int] = ()
) -> Iterator[str]:
    """The lines of a table that fits into ``width`` cells.

    Columns without any value give way first, then headings that are wider than what stands beneath
    them, then the widest columns; then those that are to stay ``whole``, by number; columns of
    figures, such as telephones, last of all: half a number is a wrong one.
    """
    table = [[one_line(cell) for cell in row] for row in (headings, *rows)]
    widths, last = _widths(table), set(whole)
    if rows and _over(widths, width) > 0:
        kept = [at for at, column in enumerate(zip(*table, strict=True)) if any(column[1:])]
        table = [[row[at] for at in kept] for row in table]
        last = {place for place, at in enumerate(kept) if at in whole}
        widths = _widths(table)
    every, least = range(len(widths)), [NARROWEST] * len(widths)
    if rows:
        _narrow(widths, width, every, list(map(max, _widths(table[1:]), least)))
    beneath = enumerate(zip(*table[1:], strict=True))
    words = [at for at, column in beneath if not all(map(_FIGURES.fullmatch, column))]
    _narrow(widths, width, [at for at in words if at not in last], least)
    _narrow(widths, width, words, least)
    _narrow(widths, width, every, least)
    for row in table:
        cells = [_padded(cut(cell, wide), wide) for cell, wide in zip(row, widths, strict=True)]
        yield (" " * GAP).join(cells).rstrip()


def _narrow(widths: list[int], width: int, some: Sequence[int], least: Sequence[int]) -> None:
    """Take what is too much from some of the columns, from the widest first, down to the least of each."""
    while (over := _over(widths, width)) > 0:
        wide = [each for each in some if widths[each] > least[each]]
        if not wide:
            return
        widest = max(wide, key=widths.__getitem__)
        second = max((widths[each] for each in wide if each != widest), default=0)
        floor = max(min(second, widths[widest] - 1), least[widest])
        widths[widest] = max(floor, widths[widest] - over)


def _over(widths: Sequence[int], width: int) -> int:
    """How many cells too wide a table is."""
    return sum(widths) + GAP * (len(widths) - 1) - width


def _widths(table: Sequence[Row]) -> list[int]:
    return [max(map(cell_width, column)) for column in zip(*table, strict=True)]


def line_of(record: Record) -> str:
    """A record in a line: its kind, its number and its name."""
    from fieldbook.domain.naming import name_of  # a table of words needs no records
    from fieldbook.labels import kind_label

    return f"{kind_label(record.kind)} #{record.seq} {name_of(record)}".rstrip()


def tabbed(rows: Sequence[Row]) -> Iterator[str]:
    """The rows for another program: nothing cut, a tab between two cells."""
    for row in rows:
        yield "\t".join(one_line(cell) for cell in row)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_width(text))


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
