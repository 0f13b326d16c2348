"""A ledger as CSV files, one a kind of record."""

from __future__ import annotations

import csv
import io
from typing import Final

from fieldbook.ledgers.rows import Rows, heading

GUARD: Final = "'"
_TAKEN_FOR_FORMULAS: Final = frozenset({"=", "+", "-", "@", "\t", "\r", "\n", GUARD})
"""What a spreadsheet would reckon with, and the guard itself: what is read back loses one guard."""


def render(rows: Rows, *, bom: bool = False) -> bytes:
    """One table as a CSV file holds it: UTF-8, texts that look like formulas behind a ``'``."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([heading(column) for column in rows.table.columns])
    # A day is written as its words, and nothing as nothing: the writer knows both.
    writer.writerows(
        [
            GUARD + each if type(each) is str and each[:1] in _TAKEN_FOR_FORMULAS else each
            for each in row
        ]
        for row in rows.rows
    )
    return file.getvalue().encode("utf-8-sig" if bom else "utf-8")
