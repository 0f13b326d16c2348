"""Cells of a report's table as a screen has them."""

from __future__ import annotations

from rich.cells import cell_len

from fieldbook.reports.tables import Cell, Share, whole_percent
from fieldbook.ui.widgets.columns import Column


def cell_text(cell: Cell) -> str:
    """A name, a count, a share as people say it; a dash where nothing is known."""
    if isinstance(cell, Share):
        return percent(cell.ratio)
    return "-" if cell is None else str(cell)


def part_text(cell: Cell) -> str:
    """The same, but of a share its part and its whole."""
    if isinstance(cell, Share) and cell.whole:
        return f"{cell.part}/{cell.whole}"
    return cell_text(cell)


def percent(share: float | None) -> str:
    """A share as people say it; a dash where there is nothing to share."""
    whole = whole_percent(share)
    return "-" if whole is None else f"{whole}%"


def some(share: Share) -> str:
    """A share told beside its part or its whole; nothing where there is none, which is said by then."""
    return percent(share.ratio) if share.part else ""


def figure_column(
    title: str, *, priority: int, toned: bool = False, meaning: str = "", by: int | None = None
) -> Column:
    """A narrow column of figures, as wide as its title wants in either language."""
    return Column(
        title, max(4, cell_len(title)), align="right", priority=priority, toned=toned,
        meaning=meaning, by=by,
    )  # fmt: skip
