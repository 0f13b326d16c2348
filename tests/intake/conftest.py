"""Files to take in, made as the programs make them that people really use."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt

Rows = Iterable[Sequence[Any]]
Lay = Callable[..., Path]


def xlsx_bytes(
    rows: Rows, merged: dict[str, str] | None = None, formats: dict[str, str] | None = None
) -> bytes:
    """A workbook of one sheet: ``merged`` ranges with their text, number ``formats`` of cells."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"default_date_format": "yyyy/m/d h:mm"})
    sheet = book.add_worksheet("名册")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell != "":
                sheet.write(at, column, cell)
    for cells, text in (merged or {}).items():
        sheet.merge_range(cells, text)
    for place, code in (formats or {}).items():
        sheet.write_number(place, 311, book.add_format({"num_format": code}))
    book.close()
    return buffer.getvalue()


def xls_bytes(rows: Rows) -> bytes:
    """An old workbook of one sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名册")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods_bytes(rows: Rows, manifest: str = "") -> bytes:
    """An OpenDocument sheet, no more of it than the format asks for."""
    told = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    body = f'<table:table table:name="名册">{told}</table:table>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces} office:version="1.2">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    entry = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
        f'"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{manifest}</manifest:manifest>'
    )
    return zip_bytes({"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": entry})


def zip_bytes(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return buffer.getvalue()


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Lays bytes, or a text as UTF-8, into a file of the name."""

    def laid(what: bytes | str, name: str = "sheet.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(what.encode() if isinstance(what, str) else what)
        return path

    return laid


@pytest.fixture
def lay_xlsx(lay: Lay) -> Lay:
    """Lays rows into a workbook."""

    def laid(rows: Rows, name: str = "sheet.xlsx", **how: Any) -> Path:
        return lay(xlsx_bytes(rows, **how), name)

    return laid


@pytest.fixture
def lay_xls(lay: Lay) -> Lay:
    """Lays rows into an old workbook."""
    return lambda rows, name="sheet.xls": lay(xls_bytes(rows), name)


@pytest.fixture
def lay_ods(lay: Lay) -> Lay:
    """Lays rows into an OpenDocument sheet."""
    return lambda rows, name="sheet.ods", manifest="": lay(ods_bytes(rows, manifest), name)


@pytest.fixture(scope="session")
def pack() -> Callable[[dict[str, str | bytes]], bytes]:
    """Packs parts into a zip."""
    return zip_bytes


@pytest.fixture(scope="session")
def make() -> dict[str, Callable[..., bytes]]:
    """What makes a workbook of each family from rows."""
    return {"xlsx": xlsx_bytes, "xls": xls_bytes, "ods": ods_bytes}
