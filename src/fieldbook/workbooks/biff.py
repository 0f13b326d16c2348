"""XLS of every age, read by xlrd; ours is which encoding an old one is in, and what cells show."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from fieldbook.workbooks import formats
from fieldbook.workbooks.gathering import Bounds, Lost, Refused, Sheet, Value
from fieldbook.workbooks.sense import sense

_UNICODE: Final = 80
"""The version from which on an XLS holds its texts in Unicode: Excel 97."""
_NO_NAME: Final = frozenset(
    ["cp1252", "iso-8859-1", "latin_1", "ascii", "mac_roman", "utf_16_le", "utf_8"]
)
"""Encodings that programs name who mean none; no XLS of that age is in the last two."""


def sheets(data: bytes, bounds: Bounds, encoding: str | None) -> list[Sheet]:
    """The sheets that hold cells."""
    book = _opened(data, encoding)
    return [_sheet(book, sheet, bounds) for sheet in book.sheets()]


def _opened(data: bytes, encoding: str | None) -> Any:
    """The workbook, read with the encoding that is named, that it names itself, or that fits."""
    try:
        book = _book(data, encoding)
    except Refused as refused:
        if encoding or refused.code != "undecodable":
            raise
        return _book(data, "gb18030")
    if encoding or book.biff_version >= _UNICODE or book.encoding not in _NO_NAME:
        return book
    try:
        other = _book(data, "gb18030")
    except Refused:
        return book
    return other if sense("".join(_texts(other))) > 0.5 else book


def _book(data: bytes, encoding: str | None) -> Any:
    import xlrd

    _read_torn_signs(xlrd)
    told: dict[str, Any] = {
        "file_contents": data,
        "encoding_override": encoding,
        "ragged_rows": True,
        "ignore_workbook_corruption": True,  # of its index of free room, which nobody needs here
        "logfile": io.StringIO(),
    }
    try:
        try:
            return xlrd.open_workbook(**told, formatting_info=True)
        except (AssertionError, IndexError, KeyError, TypeError, ValueError):
            return xlrd.open_workbook(**told)  # formats that are broken need not cost the cells
    except xlrd.XLRDError as error:
        raise Refused("encrypted" if "ncrypt" in str(error) else "damaged") from error
    except (IndexError, KeyError) as error:
        raise Refused("damaged") from error
    except (UnicodeError, LookupError) as error:  # the second where there is no such encoding
        raise Refused("undecodable", tried=[encoding or "gb18030"]) from error


def _read_torn_signs(xlrd: Any) -> None:
    """Have a sign that is torn in two read as U+FFFD; xlrd gives the whole workbook up for it.

    Signs beyond the first 65,536 are two halves in an XLS, and long tables of texts are cut into
    records of 8 KB, sometimes between the two.
    """

    def decoded(text: bytes, encoding: str) -> str:
        lenient = encoding.replace("-", "_").startswith("utf_16")
        return text.decode(encoding, "replace" if lenient else "strict")

    for module in (xlrd.biffh, xlrd.book, xlrd.formatting, xlrd.sheet):
        module.unicode = decoded


def _texts(book: Any) -> Iterator[str]:
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            yield from (value for value in sheet.row_values(row) if isinstance(value, str))


def _sheet(book: Any, sheet: Any, bounds: Bounds) -> Sheet:
    found = Sheet(sheet.name, bounds, hidden=bool(sheet.visibility))
    styles: dict[int, str | formats.Code | None] = {}
    for row in range(sheet.nrows):
        cells = enumerate(sheet.row(row))
        found.line(row, {at: _value(book, cell, styles) for at, cell in cells if cell.ctype})
        if row in sheet.rowinfo_map and sheet.rowinfo_map[row].hidden:
            found.hide(row)
    for top, bottom, left, right in sheet.merged_cells:
        found.block(top, left, bottom - 1, right - 1)
    return found


def _value(book: Any, cell: Any, styles: dict[int, str | formats.Code | None]) -> Value:
    import xlrd

    kind, value = cell.ctype, cell.value
    if kind == xlrd.XL_CELL_NUMBER:
        if cell.xf_index not in styles:
            styles[cell.xf_index] = _style(book, cell.xf_index)
        return formats.shown(value, styles[cell.xf_index])
    if kind == xlrd.XL_CELL_DATE:
        return formats.shown(value, "day", from_1904=bool(book.datemode))
    if kind == xlrd.XL_CELL_ERROR:
        return Lost("error_cell", xlrd.error_text_from_code.get(value, "#ERR!"))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return str(value)


def _style(book: Any, xf_index: int | None) -> formats.Code | None:
    """The format of a code, where the formats could be read at all."""
    if xf_index is None or xf_index >= len(book.xf_list):
        return None
    known = book.format_map.get(book.xf_list[xf_index].format_key)
    return formats.code_of(known.format_str) if known else None
