"""Reads one workbook from standard input and writes it as JSON to standard output.

It runs as a program of its own, because the reader is compiled code: some broken ``.xls`` files make
it panic, and one stray blank in the last cell of a sheet makes it ask for half a terabyte and abort.
Here that ends a child; in the notebook's own process it would end the notebook.

It imports nothing of fieldbook, so that starting it costs next to nothing.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from typing import Any

MEMORY = 3 << 30
"""Bytes the child may ask for: a real roster of 100,000 lines needs a twentieth of it."""


def told(data: bytes) -> bytes:
    """The workbook as JSON: its sheets, or under ``error`` why there are none."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_sheet(book, meta) for meta in book.sheets_metadata]
        found: dict[str, Any] = {"sheets": [sheet for sheet in sheets if sheet]}
    except PasswordError:
        found = {"error": "encrypted"}
    except (CalamineError, OSError, ValueError):
        found = {"error": "damaged"}
    return json.dumps(found, ensure_ascii=False, allow_nan=False).encode()


def _sheet(book: Any, meta: Any) -> dict[str, Any] | None:
    """One sheet's lines that are not empty, or nothing for a chart, a macro or a broken sheet."""
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum

    if meta.typ != SheetTypeEnum.WorkSheet:
        return None
    try:
        sheet = book.get_sheet_by_name(meta.name)
        rows = sheet.to_python()
    except CalamineError:
        return {"name": meta.name, "broken": True}
    top, left = sheet.start or (0, 0)
    lines: list[list[Any]] = []
    days: list[list[int]] = []
    for at, row in enumerate(rows, start=top):
        if any(cell.strip() if isinstance(cell, str) else True for cell in row):
            cells = [""] * left + [_cell(cell) for cell in row]
            days += [[len(lines), left + i] for i, c in enumerate(row) if _is_time(c)]
            lines.append([at, cells])
    return {
        "name": meta.name,
        "hidden": meta.visible != SheetVisibleEnum.Visible,
        "lines": lines,
        "days": days,
        "blocks": [[*first, *last] for first, last in sheet.merged_cell_ranges or ()],
    }


def _is_time(cell: object) -> bool:
    return isinstance(cell, (dt.date, dt.time))


def _cell(cell: Any) -> Any:
    """A cell as JSON can carry it; ``days`` says which texts were days or times."""
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    if isinstance(cell, dt.timedelta):
        return str(cell)
    if isinstance(cell, float) and not abs(cell) < float("inf"):
        return ""
    return cell


def _keep_within(limit: int) -> None:
    """Refuse memory beyond the limit, where the system can (Windows refuses by itself)."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ImportError, OSError, ValueError):
        return


if __name__ == "__main__":
    _keep_within(MEMORY)
    sys.stdout.buffer.write(told(sys.stdin.buffer.read()))
