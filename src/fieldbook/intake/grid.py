"""A sheet as it lies before us: lines of cells, nothing understood yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple


class Lost(NamedTuple):
    """What stands in a cell in the place of a value."""

    reason: str
    """``formula``: nobody worked it out; ``error_cell``: it came to an error."""
    shown: str
    """The formula, or the error, as the sheet has it."""


Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | Lost
"""What one cell holds; an empty text means: nothing."""


class Line(NamedTuple):
    """One line of a sheet in which something stands."""

    number: int
    """Counted from 1, as a spreadsheet shows it."""
    cells: Sequence[Cell]


class Block(NamedTuple):
    """Merged cells: the value stands in the first one only. All counted from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Grid(NamedTuple):
    """One sheet of a workbook, or the whole of a text file."""

    name: str
    lines: Sequence[Line]
    """The lines that are not empty, in order."""
    blocks: Sequence[Block] = ()
    hidden: bool = False
    strays: Sequence[tuple[int, str]] = ()
    """The first of the cells that stand far from any table: row, and name such as ``XFD2``."""
    stray_count: int = 0
    """How many of them there are."""
    unseen: Sequence[int] = ()
    """The numbers of the lines that the spreadsheet does not show, as where a list is filtered."""
