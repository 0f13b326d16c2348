"""Days whose year, month and day stand in columns of their own, as in an account book: 年 月 日."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fieldbook.intake.above import is_ditto
from fieldbook.intake.cells import code, one_line
from fieldbook.intake.columns import DEPTH
from fieldbook.intake.grid import Cell, Grid, Line, Lost

_WHOLE: Final = ("年", "月", "日")
_SHORT: Final = ("月", "日")
_HEADING: Final = "年月日"
_LONGEST: Final = 6
"""Signs of the longest part: a year and its word."""


def with_whole_days(grid: Grid) -> Grid:
    """The sheet with each day in one cell, where a line among the first heads its parts."""
    for at, line in enumerate(grid.lines[:DEPTH]):
        texts = [
            "".join(one_line(cell).split()) if isinstance(cell, str) else "" for cell in line.cells
        ]
        for parts in (_WHOLE, _SHORT):
            starts = [n for n in range(len(texts)) if tuple(texts[n : n + len(parts)]) == parts]
            if len(starts) == 1:
                return _joined(grid, at, starts[0], len(parts))
    return grid


def _joined(grid: Grid, at: int, first: int, width: int) -> Grid:
    heads = grid.lines[at]
    lines = [Line(heads.number, _instead(heads.cells, first, width, _HEADING))]
    month = ""
    for line in grid.lines[at + 1 :]:
        parts = [*map(_part, line.cells[first : first + width]), *[""] * width][:width]
        parts[:-1] = ("" if is_ditto(each) else each for each in parts[:-1])
        month = parts[-2] or month  # it is written once, for all days below it
        day = _day([*parts[:-2], month, parts[-1]])
        cells = _instead(line.cells, first, width, day) if day else line.cells
        lines.append(Line(line.number, cells))
    return grid._replace(lines=[*grid.lines[:at], *lines])


def _instead(cells: Sequence[Cell], first: int, width: int, text: str) -> list[Cell]:
    return [*cells[:first], text, *[""] * (width - 1), *cells[first + width :]]


def _part(cell: Cell) -> str:
    return "?" if isinstance(cell, Lost) else code(one_line(cell)).rstrip("年月日号")


def _day(parts: Sequence[str]) -> str:
    """The parts as one day; empty where one but the year is missing, or is no number."""
    *year, month, day = parts
    if not all(each.isdecimal() and len(each) < _LONGEST for each in (month, day)):
        return ""
    if not any(year):
        return f"{month}月{day}日"
    return f"{year[0]}年{month}月{day}日" if year[0].isdecimal() else ""
