"""What the reader of workbooks leaves out of an XLSX, put back.

It gives an error such as ``#REF!`` as an empty cell, and ``0311`` as 311 where the zero is shown only
by the cell's number format. Both are read here from the sheet's own text; whatever is not as expected
there is left as it is, for this only adds to what was read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

from fieldbook.intake.grid import Cell, Grid, Line

_LARGEST: Final = 200 << 20
_OFFICE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR: Final = re.compile(
    rb'<c\s+(?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>.{0,400}?<v>([^<]{1,20})</v>', re.DOTALL
)
_ZEROS: Final = re.compile(r"0{2,17}(?:;.*|_.*|\\.*)?")


def put_back(data: bytes, grids: list[Grid]) -> list[Grid]:
    """The same grids with errors and leading zeros where the workbook shows them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = set(parts.namelist())
            if "xl/workbook.xml" not in names:
                return grids
            places = _places(parts)
            widths = _widths(parts) if "xl/styles.xml" in names else {}
            return [_marked(grid, parts, places.get(grid.name, ""), widths) for grid in grids]
    except Exception:  # noqa: BLE001  the sheet itself was read; this was only to say more of it
        return grids


def _read(parts: zipfile.ZipFile, name: str) -> bytes:
    if parts.getinfo(name).file_size > _LARGEST:
        raise ValueError
    return parts.read(name)


def _places(parts: zipfile.ZipFile) -> dict[str, str]:
    """Which part of the workbook holds the sheet of which name."""
    links = ET.fromstring(_read(parts, "xl/_rels/workbook.xml.rels"))  # noqa: S314  expat caps bombs
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    book = ET.fromstring(_read(parts, "xl/workbook.xml"))  # noqa: S314
    found = {}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            target = targets.get(sheet.get(_OFFICE), "")
            found[sheet.get("name", "")] = (
                target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            )
    return found


def _widths(parts: zipfile.ZipFile) -> dict[int, int]:
    """How many digits the cell styles show that fill a number up with zeros."""
    styles = ET.fromstring(_read(parts, "xl/styles.xml"))  # noqa: S314
    formats = {
        node.get("numFmtId"): node.get("formatCode", "")
        for node in styles.iter()
        if node.tag.endswith("}numFmt")
    }
    cells = next((node for node in styles if node.tag.endswith("}cellXfs")), None)
    shown = [formats.get(style.get("numFmtId"), "") for style in (() if cells is None else cells)]
    return {
        at: len(code) - len(code.lstrip("0"))
        for at, code in enumerate(shown)
        if _ZEROS.fullmatch(code)
    }


def _marked(grid: Grid, parts: zipfile.ZipFile, place: str, widths: dict[int, int]) -> Grid:
    if place not in parts.namelist():
        return grid
    text = _read(parts, place)
    marks: dict[tuple[int, int], Cell] = {}
    if b't="e"' in text:
        for column, row, value in _ERROR.findall(text):
            marks[int(row), _column(column)] = value.decode()
    padded = _padded(text, widths) if widths else {}
    return grid._replace(lines=[_line(line, marks, padded) for line in grid.lines])


def _padded(text: bytes, widths: dict[int, int]) -> dict[tuple[int, int], int]:
    """Which cells show at least how many digits."""
    styles = b"|".join(str(style).encode() for style in widths)
    cell = re.compile(rb'<c\s+(?=[^>]*\bs="(' + styles + rb')")[^>]*?\br="([A-Z]+)(\d+)"')
    return {
        (int(row), _column(column)): widths[int(style)] for style, column, row in cell.findall(text)
    }


def _line(
    line: Line, marks: dict[tuple[int, int], Cell], padded: dict[tuple[int, int], int]
) -> Line:
    if not marks and not padded:
        return line
    return line._replace(cells=_cells(line.number, line.cells, marks, padded))


def _cells(
    row: int,
    cells: Sequence[Cell],
    marks: dict[tuple[int, int], Cell],
    padded: dict[tuple[int, int], int],
) -> list[Cell]:
    found = []
    for at, cell in enumerate(cells):
        width = padded.get((row, at), 0)
        if cell == "" and (row, at) in marks:
            found.append(marks[row, at])
        elif width and isinstance(cell, (int, float)) and cell == int(cell) and cell >= 0:
            found.append(str(int(cell)).zfill(width))
        else:
            found.append(cell)
    return found


def _column(letters: bytes) -> int:
    """``A`` is 0, ``AA`` is 26."""
    at = 0
    for letter in letters:
        at = at * 26 + letter - 64
    return at - 1
