"""The XML that Excel 2003 wrote into files called ``.xls``, and that programs still write."""

from __future__ import annotations

import io
from typing import Final

from fieldbook.workbooks import formats
from fieldbook.workbooks.gathering import Bounds, Day, Lost, Sheet, Value
from fieldbook.workbooks.markup import Attributes, Reader, local

_WIDE: Final = 1 << 14
_LONG: Final = 1 << 20


def sheets(data: bytes, bounds: Bounds) -> list[Sheet]:
    """The worksheets of the document; it comes as UTF-8, whatever it says of itself."""
    reader = _Book(bounds)
    reader.read(io.BytesIO(data))
    return reader.sheets


class _Book(Reader):
    """Reads worksheets as they come."""

    def __init__(self, bounds: Bounds) -> None:
        super().__init__("utf-8")
        self.sheets: list[Sheet] = []
        self._bounds = bounds
        self._styles: dict[str, formats.Code] = {}
        self._style = ""
        self._row = self._column = -1
        self._line: dict[int, Value] = {}
        self._cell: Attributes = {}
        self._kind = ""
        self._text: list[str] = []
        self._value: Value = ""
        self._open = False
        self._aside = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._aside or name == "Comment":
            self._aside += 1
        elif name == "Data":
            self._kind = local(attributes, "Type")
            self._text = []
            self._open = True
        elif name == "Cell":
            self._column = _place(local(attributes, "Index"), self._column, _WIDE)
            self._cell = attributes
            self._value = ""
        elif name == "Row":
            self._row = _place(local(attributes, "Index"), self._row, _LONG)
            self._column = -1
            self._line = {}
        elif name == "Worksheet":
            self.sheets.append(Sheet(local(attributes, "Name"), self._bounds))
            self._row = -1
        else:
            self._aside_from_cells(name, attributes)

    def _aside_from_cells(self, name: str, attributes: Attributes) -> None:
        if name == "Style":
            self._style = local(attributes, "ID")
        elif name == "NumberFormat":
            code = formats.code_of(local(attributes, "Format"))
            if code:
                self._styles[self._style] = code
        elif name == "Visible":
            self._text = []
            self._open = True

    def end(self, name: str) -> None:
        """An element ends."""
        if self._aside:
            self._aside -= 1
        elif name == "Data":
            self._open = False
            self._value = self._typed("".join(self._text))
        elif name == "Cell":
            self._end_cell()
        elif name == "Row" and self.sheets:
            self.sheets[-1].line(self._row, self._line)
        elif name == "Visible" and self.sheets:
            self._open = False
            self.sheets[-1].hidden = "".join(self._text).strip() in {
                "SheetHidden",
                "SheetVeryHidden",
            }

    def words(self, text: str) -> None:
        """Text stands here."""
        if self._open and not self._aside:
            self._text.append(text)

    def _end_cell(self) -> None:
        formula = local(self._cell, "Formula")
        value = Lost("formula", formula) if formula and self._value == "" else self._value
        if value != "":
            self._line[self._column] = value
        right = self._column + _count(local(self._cell, "MergeAcross"))
        bottom = self._row + _count(local(self._cell, "MergeDown"))
        if self.sheets:
            self.sheets[-1].block(self._row, self._column, bottom, right)
        self._column = right

    def _typed(self, text: str) -> Value:
        if self._kind == "Number":
            return self._number(text)
        if self._kind == "DateTime":
            return Day(text.removesuffix(".000"))
        if self._kind == "Error":
            return Lost("error_cell", text)
        return text

    def _number(self, text: str) -> Value:
        try:
            number = float(text)
        except ValueError:
            return text
        return formats.shown(number, self._styles.get(local(self._cell, "StyleID")))


def _place(text: str, before: int, end: int) -> int:
    """Where a row or a cell stands, counted from 0: where it says, or after the one before it."""
    at = int(text[:9]) - 1 if text.isdecimal() else before + 1
    return min(max(at, 0), end)


def _count(text: str) -> int:
    return min(int(text[:9]), _LONG) if text.isdecimal() else 0
