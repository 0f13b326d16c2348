"""The columns in which words stand and above which none do: they are read by nobody, and told."""

from __future__ import annotations

from collections.abc import Iterator

from fieldbook.intake.columns import Headings
from fieldbook.intake.foot import first_of_foot
from fieldbook.intake.grid import Grid
from fieldbook.workbooks.gathering import letters


def without_heading(grid: Grid, headings: Headings) -> Iterator[str]:
    """Such columns by their letters, ``[C]``: they stand beside rows, behind a column that is read."""
    first = min(column.at for column in headings.columns)
    headed = {column.at for column in headings.columns}
    for line in grid.lines[max(headings.below - 2, 0) : headings.below]:
        headed |= {at for at, cell in enumerate(line.cells) if cell != ""}
    found: set[int] = set()
    rows = grid.lines[headings.below :]
    for line in rows[: first_of_foot(rows)]:
        cells = line.cells
        if len(cells) > first and cells[first] != "":
            found |= {at for at in range(first, len(cells)) if cells[at] != ""} - headed
    return (f"[{letters(at)}]" for at in sorted(found))
