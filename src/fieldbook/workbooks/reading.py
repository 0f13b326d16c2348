"""One workbook as JSON: its sheets, or why there are none."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any, Literal

from fieldbook.workbooks.gathering import Bounds, Refused, Sheet

Family = Literal["zip", "xls", "xml", "page"]
"""A zip of parts; an XLS; an XML document or a web page, both of which come as UTF-8."""


def told(data: bytes, family: Family, encoding: str | None = None) -> bytes:
    """The workbook as JSON: its sheets, or under ``error`` why there are none."""
    found: dict[str, Any]
    try:
        found = {"sheets": [sheet.told() for sheet in _sheets(data, family, encoding)]}
    except Refused as refused:
        found = {"error": refused.code, "data": refused.data}
    except MemoryError:
        found = {"error": "unpacks_too_much"}
    except Exception:  # noqa: BLE001  a broken file breaks the readers in many ways; all mean the same
        found = {"error": "damaged"}
    return json.dumps(found, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def _sheets(data: bytes, family: Family, encoding: str | None) -> list[Sheet]:
    # Each reader is imported when it is asked for: the program starts for one file, and ends.
    bounds = Bounds(len(data))
    if family == "zip":
        return _packed(data, bounds)
    if family == "xls":
        from fieldbook.workbooks import biff

        return biff.sheets(data, bounds, encoding)
    if family == "page":
        from fieldbook.workbooks import web

        return web.sheets(data.decode(), bounds)
    from fieldbook.workbooks import opendocument, spreadsheetml

    flat = b"opendocument" in data[:4096]
    return (opendocument.flat_sheets if flat else spreadsheetml.sheets)(data, bounds)


def _packed(data: bytes, bounds: Bounds) -> list[Sheet]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = set(parts.namelist())
    if "content.xml" in names:
        from fieldbook.workbooks import opendocument

        return opendocument.sheets(data, bounds)
    if "xl/workbook.bin" in names:
        raise Refused("binary_workbook")
    from fieldbook.workbooks import ooxml

    return ooxml.sheets(data, bounds)
