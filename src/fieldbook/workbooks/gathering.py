"""What a reader finds in a workbook, gathered within bounds.

The bounds are counted, not timed: the same file is read or refused on every machine alike. Each grows
with the size of the file, so that only what a small file makes of itself is held against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

ROWS: Final = 200_000
"""Lines of one workbook: more than a county has households in any one list."""
WIDEST: Final = 1024
"""Columns of a line. What stands further to the right belongs to no table; it is named, not read."""
REPEATS: Final = 2_000
"""How often filled lines may be repeated: beyond that somebody filled a column to its end."""
SHEETS: Final = 1_000
"""Sheets of one workbook, or tables of one page."""
BLOCKS: Final = 20_000
"""Merged ranges of one sheet."""
STRAYS: Final = 3
"""Cells far from the table that are named; more are counted."""


class Refused(Exception):
    """The workbook cannot be read: ``code`` says why, ``data`` what belongs to it."""

    def __init__(self, code: str, **data: Any) -> None:
        self.code, self.data = code, data
        super().__init__(code)


class Day(str):
    """A day, a moment or a time of day in ISO 8601."""

    __slots__ = ()


class Lost(NamedTuple):
    """What stands in the place of a value: an error, or a formula nobody worked out."""

    what: Literal["formula", "error_cell"]
    shown: str


Value = str | int | float | bool | Lost


class Bounds:
    """What one workbook may still use up."""

    def __init__(self, size: int) -> None:
        self._rows = ROWS
        self._sheets = SHEETS
        self._repeats = REPEATS + (size >> 4)
        self._cells = 500_000 + size
        self._places = 4_000_000 + 4 * size
        self._signs = (16 << 20) + 10 * size
        self._bytes = (16 << 20) + 40 * size

    def unpack(self, size: int) -> None:
        """Count bytes about to be unpacked."""
        self._bytes -= size
        _within(self._bytes)

    def sheet(self) -> None:
        """Count a sheet."""
        self._sheets -= 1
        _within(self._sheets)

    def repeat(self, row: int, times: int) -> None:
        """Count a filled line that stands there more than once."""
        self._repeats -= times - 1
        if self._repeats < 0:
            raise Refused("row_repeated", row=row + 1, times=times)

    def cells(self, count: int) -> None:
        """Count cells in which something stands."""
        self._cells -= count
        _within(self._cells)

    def line(self, width: int, signs: int) -> None:
        """Count a line of so many places and signs."""
        self._rows -= 1
        if self._rows < 0:
            raise Refused("too_many_rows", most=ROWS)
        self._signs -= signs
        _within(self._signs)
        self.places(width)

    def places(self, count: int) -> None:
        """Count places of cells, filled or not."""
        self._places -= count
        _within(self._places)


def _within(left: int) -> None:
    if left < 0:
        raise Refused("unpacks_too_much")


class Sheet:
    """One sheet while it is gathered. Rows and columns count from 0."""

    def __init__(self, name: str, bounds: Bounds, *, hidden: bool = False) -> None:
        bounds.sheet()
        self.name = name
        self.hidden = hidden
        self._bounds = bounds
        self._lines: list[tuple[int, list[str | int | float | bool]]] = []
        self._marks: list[tuple[int, int, str]] = []
        self._blocks: list[tuple[int, int, int, int]] = []
        self._unseen: set[int] = set()
        self._strays: list[tuple[int, int]] = []
        self._stray_count = 0

    def line(self, row: int, cells: Mapping[int, Value], times: int = 1) -> None:
        """A line as it was read, by column; blank ones are not kept. ``times`` it stands there."""
        self._bounds.cells(len(cells))
        near = {
            at: cell
            for at, cell in cells.items()
            if at < WIDEST and not (isinstance(cell, str) and (not cell or cell.isspace()))
        }
        if len(near) < len(cells):
            self._stray(row, [at for at in cells if at >= WIDEST and _says(cells[at])])
        if not near:
            return
        self._bounds.repeat(row, times)
        width = max(near) + 1
        signs = sum([len(cell) for cell in near.values() if isinstance(cell, str)])
        for again in range(times):
            self._bounds.line(width, signs)
            self._keep(row + again, width, near)

    def hide(self, row: int) -> None:
        """Note that a line is not shown, as where a list is filtered; what stands in it is read."""
        self._unseen.add(row)

    def _stray(self, row: int, far: list[int]) -> None:
        self._stray_count += len(far)
        self._strays += [(row, at) for at in sorted(far)[: STRAYS - len(self._strays)]]

    def _keep(self, row: int, width: int, near: Mapping[int, Value]) -> None:
        cells: list[str | int | float | bool] = [""] * width
        for at, cell in near.items():
            if type(cell) is str:  # as nearly all are
                cells[at] = cell
            elif isinstance(cell, Lost):
                self._marks.append((len(self._lines), at, cell.what))
                cells[at] = cell.shown
            else:
                cells[at] = cell
                if isinstance(cell, Day):
                    self._marks.append((len(self._lines), at, "day"))
        self._lines.append((row, cells))

    def pass_over(self, columns: int) -> None:
        """Count columns that a line skips, being taken from above."""
        if columns:
            self._bounds.places(columns)

    def block(self, top: int, left: int, bottom: int, right: int) -> None:
        """A merged range; one cell alone is none."""
        if len(self._blocks) < BLOCKS and (top, left) < (bottom, right) and right < WIDEST:
            self._blocks.append((top, left, bottom, right))

    def told(self) -> dict[str, Any]:
        """The sheet as JSON can carry it."""
        return {
            "name": self.name,
            "hidden": self.hidden,
            "lines": self._lines,
            "marks": self._marks,
            "unseen": [row for row, _cells in self._lines if row in self._unseen],
            "blocks": list(_apart(self._blocks)),
            "strays": [(row, letters(at) + str(row + 1)) for row, at in self._strays],
            "stray_count": self._stray_count,
        }


def _says(cell: Value) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True


def _apart(blocks: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The ranges without those that begin inside another one of their column: they cannot be true."""
    ends: dict[int, int] = {}
    found = []
    for block in sorted(blocks):
        top, left, bottom, right = block
        if left == right:
            if top <= ends.get(left, -1):
                continue
            ends[left] = bottom
        found.append(block)
    return found


def letters(column: int) -> str:
    """A column's name: 0 is ``A``, 26 is ``AA``."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
