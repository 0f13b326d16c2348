"""How wide the columns of a table on paper are: so that it takes the fewest lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from fieldbook.papers.outline import Table
from fieldbook.papers.word.measuring import EM, line_count, piece_widths, width_of

_ROWS: Final = 80
"""How many rows are looked at; those of a longer table are taken evenly."""
_STEP: Final = EM // 2
SHORT: Final = 5 * EM
"""What is no longer than a name or a date stands on one line."""
VERY_SHORT: Final = 3 * EM
"""Where that leaves too little for the rest, a name alone does."""
_NARROWEST: Final = 4 * EM
"""What a column of longer words has at least: a name at its head is not torn."""
_SLACK: Final = 150
"""An office program's fonts are not quite ours."""


class Fit(NamedTuple):
    """Columns that fit."""

    widths: list[int]
    """They fill the room."""
    lines: float
    """How many lines a row takes, on average."""


class _Column:
    """One column: what it wants, what it can give way down to, and what that costs."""

    def __init__(self, cells: Sequence[str], short: int) -> None:
        held = {text: piece_widths(text) for text in dict.fromkeys(cells)}
        self._cells = [held[text] for text in cells]
        self._wants = [width_of(text.rstrip()) for text in cells]
        self.widest = max(self._wants) + _SLACK
        words = max((bare for cell in held.values() for _full, bare in cell), default=0)
        whole = max((each for each in self._wants if each <= short), default=0)
        self.least = max(words, whole, min(max(self._wants), _NARROWEST)) + _SLACK
        self._lines: dict[int, list[int]] = {}

    def lines(self, width: int) -> list[int]:
        """How many lines each cell takes in that width."""
        if width not in self._lines:
            room = width - _SLACK
            self._lines[width] = [
                1 if wants <= room else line_count(cell, room)
                for cell, wants in zip(self._cells, self._wants, strict=True)
            ]
        return self._lines[width]


def fewest_lines(table: Table, room: int, short: int = SHORT) -> Fit | None:
    """The widths with which it takes the fewest lines; none where its words have no room.

    Args:
        table: what stands in it.
        room: what all columns have together, in thousandths of an em.
        short: cells that are not wider stand on one line.
    """
    step = max(len(table.rows) // _ROWS, 1)
    rows = (table.head, *table.rows[::step])
    columns = [_Column(cells, short) for cells in zip(*rows, strict=True)]
    if sum(each.least for each in columns) > room:
        return None
    widths = [max(each.widest, each.least) for each in columns]
    _give_way(columns, widths, room)
    _trade(columns, widths)
    lines = sum(_heights(columns, widths)) / len(rows)
    spare, asked = room - sum(widths), sum(widths)
    return Fit([width + spare * width // asked for width in widths], lines)


def in_proportion(table: Table, room: int) -> list[int]:
    """Widths by the longest words alone, where these have no room: then some of them break."""
    least = [_Column(cells, 0).least for cells in zip(table.head, *table.rows, strict=True)]
    return [each * room // sum(least) for each in least]


def _give_way(columns: list[_Column], widths: list[int], room: int) -> None:
    """Narrow, step by step, the column where it costs the fewest lines; of equals, the widest."""
    while (over := sum(widths) - room) > 0:
        heights = _heights(columns, widths)
        step = max(_STEP, over // 8)
        best = min(
            (
                (_cost(column, width - cut, heights), -width, nth, cut)
                for nth, (column, width) in enumerate(zip(columns, widths, strict=True))
                if (cut := min(step, width - column.least, over)) > 0
            ),
        )
        widths[best[2]] -= best[3]


def _cost(column: _Column, width: int, heights: list[int]) -> int:
    """How many lines more the table takes where the column is that narrow."""
    lines = column.lines(width)
    return sum(new - old for new, old in zip(lines, heights, strict=True) if new > old)


def _heights(columns: list[_Column], widths: list[int]) -> list[int]:
    """How many lines each row takes."""
    lines = [column.lines(width) for column, width in zip(columns, widths, strict=True)]
    return list(map(max, zip(*lines, strict=True))) if len(lines) > 1 else lines[0]


def _trade(columns: list[_Column], widths: list[int]) -> None:
    """Let a column give to another as long as the table grows shorter by it."""
    total = sum(_heights(columns, widths))
    for given in (8 * _STEP, 4 * _STEP, 2 * _STEP, _STEP):
        for giver in range(len(columns)):
            for taker in range(len(columns)):
                if giver == taker or widths[giver] - given < columns[giver].least:
                    continue
                tried = [*widths]
                tried[giver] -= given
                tried[taker] += given
                if (lines := sum(_heights(columns, tried))) < total:
                    widths[:], total = tried, lines
