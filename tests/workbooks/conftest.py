"""Workbooks made part by part, so that each test says what stands in the file."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Sequence
from typing import Any

from fieldbook.workbooks.reading import Family, told

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def read(data: bytes, family: Family = "zip", encoding: str | None = None) -> dict[str, Any]:
    """What the reader tells, as the notebook gets it."""
    found: dict[str, Any] = json.loads(told(data, family, encoding))
    return found


def lines(
    data: bytes, family: Family = "zip", encoding: str | None = None, sheet: int = 0
) -> list[list[Any]]:
    """The lines of a sheet: the row's number and its cells."""
    found: list[list[Any]] = read(data, family, encoding)["sheets"][sheet]["lines"]
    return found


def zipped(parts: dict[str, str]) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return buffer.getvalue()


def ooxml(
    rows: str,
    *,
    strings: str = "",
    styles: str = "",
    book: str = "",
    after: str = "",
    sheet: str = "",
) -> bytes:
    """An XLSX of one sheet with these rows of XML; ``sheet`` stands for the whole part instead."""
    kinds = {"rId1": "worksheet", "rId2": "sharedStrings", "rId3": "styles"}
    targets = {"rId1": "worksheets/sheet1.xml", "rId2": "sharedStrings.xml", "rId3": "styles.xml"}
    links = "".join(
        f'<Relationship Id="{at}" Type="{OFFICE}/{kind}" Target="{targets[at]}"/>'
        for at, kind in kinds.items()
    )
    whole = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    return zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets>'
            '<sheet name="一组" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
            "xl/worksheets/sheet1.xml": sheet or whole,
        }
    )


def odf(table: str, *, styles: str = "") -> str:
    """The content of an ODS with this table of XML."""
    names = "".join(
        f' xmlns:{name}="{ODF}{name}:1.0"'
        for name in ("office", "table", "text", "style", "drawing")
    )
    calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    return (
        f'<office:document-content{names} xmlns:calcext="{calc}">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    )


def ods(rows: str) -> bytes:
    """An ODS of one sheet with these rows of XML."""
    return zipped({"content.xml": odf(f'<table:table table:name="一组">{rows}</table:table>')})


def old_xls(rows: Sequence[Sequence[str]], encoding: str, codepage: int) -> bytes:
    """An Excel 95 workbook whose texts are in ``encoding`` and that names ``codepage``, or none."""

    def record(kind: int, body: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def label(row: int, column: int, text: bytes) -> bytes:
        return record(0x204, struct.pack("<HHHH", row, column, 0, len(text)) + text)

    cells = b"".join(
        label(at, column, cell.encode(encoding))
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
    )
    begin = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0))
    if codepage:
        begin += record(0x42, struct.pack("<H", codepage))
    place = len(begin) + 4 + 8 + 4
    begin += record(0x85, struct.pack("<IBBB", place, 0, 0, 1) + b"S") + record(0x0A)
    return begin + record(0x809, struct.pack("<HHHH", 0x500, 16, 0, 0)) + cells + record(0x0A)
