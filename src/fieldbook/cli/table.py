"""Aligned columns by cell width: a Chinese character takes two cells of a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fieldbook.domain.records import Record

GAP: Final = 2
NARROWEST: Final = 4
"""Cells below which a column says nothing any more."""
CUT: Final = "~"
"""Ends what was cut; of the same width on every console, which an ellipsis is not."""

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


def aligned(headings: Row, rows: Sequence[Row], width: int) -> Iterator[str]:
    """The lines of a table that fits into ``width`` cells.

    Columns without any value give way first, then the widest.
    """
    table = [[one_line(cell) for cell in row] for row in (headings, *rows)]
    widths = _widths(table)
    if rows and sum(widths) + GAP * (len(widths) - 1) > width:
        table = _without_empty(table)
        widths = _widths(table)
    while sum(widths) + GAP * (len(widths) - 1) > width and max(widths) > NARROWEST:
        spare = sum(widths) + GAP * (len(widths) - 1) - width
        widest = widths.index(max(widths))
        second = max([each for at, each in enumerate(widths) if at != widest], default=NARROWEST)
        floor = max(second if second < widths[widest] else widths[widest] - 1, NARROWEST)
        widths[widest] = max(floor, widths[widest] - spare)
    for row in table:
        cells = [_padded(cut(cell, wide), wide) for cell, wide in zip(row, widths, strict=True)]
        yield (" " * GAP).join(cells).rstrip()


def _widths(table: Sequence[Row]) -> list[int]:
    return [max(map(cell_width, column)) for column in zip(*table, strict=True)]


def _without_empty(table: Sequence[Row]) -> list[list[str]]:
    """The table without the columns that have only a heading."""
    columns = zip(*table, strict=True)
    kept = [column for column in columns if any(column[1:])]
    return [list(row) for row in zip(*kept, strict=True)] or [[] for _row in table]


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
