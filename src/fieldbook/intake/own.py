"""Ledgers that fieldbook wrote itself: known by their columns of ids, and read as they were written."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fieldbook.domain.codes import LEDGER_ID
from fieldbook.domain.entries import BookEntry, Oddity, Sheet
from fieldbook.domain.errors import IntakeError
from fieldbook.i18n import in_every_language
from fieldbook.intake import content, encodings, plain
from fieldbook.intake.cells import as_text
from fieldbook.intake.grid import Cell, Grid, Line, Lost

if TYPE_CHECKING:
    from fieldbook.ledgers import cells as ledger_cells

_HEAD: Final = 4096
"""Signs within which a text file has its headings."""
_GUARDED: Final = "'"
"""What stands before a text of a CSV file that a spreadsheet would take for a formula."""


def own_text(path: Path, text: encodings.Text) -> Sheet | None:
    """The ledger in a text file cut by commas; none where fieldbook did not write it."""
    if LEDGER_ID not in text.words[:_HEAD]:
        return None
    try:
        lines = plain.lines_as_written(text.words)
    except (plain.TooWide, plain.Unclosed):
        return None  # the other way of reading meets it again, and tells
    return own(path, [Grid(path.name, lines)], text.encoding, guarded=True)


def own_folder(path: Path) -> Sheet | None:
    """The ledger in the CSV files of a folder; none where fieldbook wrote none of them.

    Raises:
        IntakeError: one of them cannot be read.
    """
    grids = []
    for each in sorted(path.glob("*.csv")):
        words = encodings.decode(each, content.read_bytes(each), None).words
        if LEDGER_ID in words[:_HEAD]:
            with contextlib.suppress(plain.TooWide, plain.Unclosed):
                grids.append(Grid(each.name, plain.lines_as_written(words)))
    return own(path, grids, "utf-8", guarded=True)


def own(path: Path, grids: Sequence[Grid], encoding: str, *, guarded: bool) -> Sheet | None:
    """The ledger in these sheets; none where fieldbook wrote none of them.

    Args:
        path: the file, or the folder of the files.
        grids: the sheets of a file.
        encoding: how its words are encoded; empty for a workbook.
        guarded: whether it is a text file, in which every cell is a text and may be guarded.

    Raises:
        IntakeError: ``only_headings``.
    """
    marked = [(grid, texts) for grid in grids if LEDGER_ID in (texts := _first_line(grid))]
    if not marked:
        return None  # a file of somebody else's needs nothing of what writes ledgers
    from fieldbook.ledgers import reading
    from fieldbook.ledgers.columns import FIGURES

    found = [(grid, head) for grid, texts in marked if (head := reading.heading(texts))]
    if not found:
        return None
    entries: list[BookEntry] = []
    oddities: list[Oddity] = []
    for grid, head in found:
        read, odd = reading.entries(head, grid.name, _lines(grid.lines[1:], guarded=guarded))
        entries += read
        oddities += odd
        names = tuple(grid.name for grid, _head in found)
    passed = {*names, *in_every_language(FIGURES)}
    if not entries:
        raise IntakeError(path, "only_headings", headings=names)
    return Sheet(
        file=path.name,
        holds="book",
        entries=tuple(entries),
        oddities=tuple(sorted(oddities)),
        skipped=0,
        columns=tuple((name, name) for name in names),
        unread=tuple(text for _, head in found for text in head.unread),
        sheet="" if encoding else ", ".join(names),
        others=tuple(grid.name for grid in grids if grid.name not in passed),
        encoding=encoding,
        could_hold=("book",),
        rows=sum(len(grid.lines) - 1 for grid, _ in found),
    )


def _first_line(grid: Grid) -> list[str]:
    return [cell if isinstance(cell, str) else "" for cell in grid.lines[0].cells]


def _lines(
    lines: Sequence[Line], *, guarded: bool
) -> Iterator[tuple[int, Mapping[int, ledger_cells.Cell]]]:
    for line in lines:
        yield (
            line.number,
            {at: _cell(cell, guarded=guarded) for at, cell in enumerate(line.cells) if cell != ""},
        )


def _cell(cell: Cell, *, guarded: bool) -> ledger_cells.Cell:
    if isinstance(cell, dt.datetime):
        return cell.date() if cell.time() == dt.time() else as_text(cell)
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, Lost):
        return cell.shown
    text = as_text(cell)
    return text.removeprefix(_GUARDED) if guarded else text
