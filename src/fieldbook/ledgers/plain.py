"""A ledger as CSV files, one a kind of record."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Final

from fieldbook.ledgers.cells import Cell
from fieldbook.ledgers.rows import Rows, heading

GUARD: Final = "'"
_TAKEN_FOR_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", GUARD)
"""What a spreadsheet would reckon with, and the guard itself: what is read back loses one guard."""


def render(rows: Rows, *, bom: bool = False) -> bytes:
    """One table as a CSV file holds it: UTF-8, texts that look like formulas behind a ``'``."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([heading(column) for column in rows.table.columns])
    writer.writerows([_text(cell) for cell in row] for row in rows.rows)
    return file.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _text(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return GUARD + cell if cell.startswith(_TAKEN_FOR_FORMULAS) else cell
    return cell.isoformat() if isinstance(cell, dt.date) else cell
