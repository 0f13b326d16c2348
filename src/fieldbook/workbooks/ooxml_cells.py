"""The cells of one sheet of an XLSX."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Final, NamedTuple

from fieldbook.workbooks import formats
from fieldbook.workbooks.gathering import Day, Lost, Refused, Sheet, Value
from fieldbook.workbooks.markup import DEEPEST, Attributes, Reader
from fieldbook.workbooks.ooxml_text import unescaped

LAST_ROW: Final = 1 << 20
LAST_COLUMN: Final = 1 << 14
_INNER: Final = frozenset({"v", "t", "f"})
_PLACE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_TEXT: Final = re.compile(r'\s*"([^"]*)"\s*')
"""A formula that is only a text: programs write codes so, to keep their zeros."""


class Styles(NamedTuple):
    """How this workbook shows numbers."""

    found: Mapping[str, str | formats.Code]
    from_1904: bool
    stale: bool
    """Whether a formula's result may be a 0 that nobody worked out."""


class Cells(Reader):
    """Reads a sheet's part and hands its lines over as they come."""

    def __init__(self, sheet: Sheet, strings: Sequence[str], styles: Styles) -> None:
        self._sheet = sheet
        self._strings = strings
        self._styles = styles
        self._columns: dict[str, int] = {}
        self._row = self._column = -1
        self._unseen = False
        self._line: dict[int, Value] = {}
        self._kind = self._style = ""
        self._text: list[str] = []
        self._formula: str | None = None
        self._value: str | None = None
        self._aside = 0
        # Names and places come with their prefix: with namespaces each would be written anew.
        super().__init__(namespaces=False)
        self._parser.CharacterDataHandler = self._text.append

    # A sheet is nearly all cells, and half a million of them are an ordinary county: these two are
    # called for each several times, so they do without the steps between that other parts take.

    def _start(self, name: str, attributes: Attributes) -> None:
        name = self._names.get(name) or self._met(name)
        if name in _INNER:
            self._text.clear()
        elif name == "c":
            place = attributes.get("r")
            self._column = self._column + 1 if place is None else self._column_of(place)
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s", "")
            self._formula = self._value = None
        elif name == "row":
            self._row = _row_number(attributes.get("r"), self._row + 1)
            self._unseen = attributes.get("hidden", "0") in ("1", "true")
            self._column = -1
            self._line = {}
        elif name != "is":
            self._other(name, attributes)

    def _end_row(self) -> None:
        self._sheet.line(self._row, self._line)
        if self._unseen and self._line:
            self._sheet.hide(self._row)

    def _end(self, name: str) -> None:
        name = self._names[name]
        if name == "t":
            if not self._aside:
                text = "".join(self._text)
                self._value = text if self._value is None else self._value + text
        elif name == "c":
            value = self._cell()
            if value != "":
                self._line[self._column] = value
        elif name == "v":
            self._value = "".join(self._text)
        elif name == "f":
            self._formula = "".join(self._text)
        elif name == "row":
            self._end_row()
        elif name != "is":
            self._depth -= 1
            if name == "rPh":
                self._aside -= 1

    def _other(self, name: str, attributes: Attributes) -> None:
        """What is no cell, nor a part of one."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refused("damaged")
        if name == "rPh":
            self._aside += 1
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _column_of(self, place: str) -> int:
        name = place.rstrip("0123456789")
        at = self._columns.get(name)
        if at is None:
            at = self._columns[name] = column_number(name)
        return at

    def _cell(self) -> Value:
        """What the cell that ends here holds."""
        value, kind = self._value, self._kind
        if value is None or (value == "" and kind == "n"):
            return self._unworked() if self._formula is not None else ""
        return _KINDS.get(kind, _text)(self, value)

    def _unworked(self) -> Value:
        """A formula nobody worked out; one that is only a text is that text."""
        text = _TEXT.fullmatch(self._formula or "")
        return text[1] if text else Lost("formula", f"={self._formula}")

    def shared(self, value: str) -> Value:
        """One of the texts that the cells share."""
        at = int(value) if value.strip().isdecimal() else -1
        return self._strings[at] if 0 <= at < len(self._strings) else ""

    def number(self, value: str) -> Value:
        """A number, as its style shows it."""
        try:
            number = float(value)
        except ValueError:
            return value  # no number after all; what stands there is not thrown away
        if self._styles.stale and number == 0 and self._formula is not None:
            return self._unworked()
        if not isfinite(number):
            return value
        style = self._styles.found.get(self._style)
        return formats.shown(number, style, from_1904=self._styles.from_1904)

    def _merge(self, ref: str) -> None:
        first, _colon, last = ref.partition(":")
        ends = [_PLACE.fullmatch(end) for end in (first, last)]
        if all(ends):
            (left, top), (right, bottom) = ((column_number(e[1]), int(e[2])) for e in ends if e)
            self._sheet.block(top - 1, left, bottom - 1, right)


def _text(_cells: Cells, value: str) -> Value:
    return unescaped(value)


def _error(_cells: Cells, value: str) -> Value:
    return Lost("error_cell", value)


def _yes_or_no(_cells: Cells, value: str) -> Value:
    return value in {"1", "true"}


def _day(_cells: Cells, value: str) -> Value:
    return Day(value.removesuffix("Z"))


_KINDS: Final[Mapping[str, Callable[[Cells, str], Value]]] = {
    "s": Cells.shared,
    "n": Cells.number,
    "e": _error,
    "b": _yes_or_no,
    "d": _day,
}
"""What the types of cells hold; all others are texts."""


def _row_number(text: str | None, following: int) -> int:
    """The number of a row, counted from 0; a row that has none follows the one before."""
    number = following if text is None or not text.isdecimal() else int(text[:9]) - 1
    if not 0 <= number < LAST_ROW:
        raise Refused("damaged")
    return number


def column_number(name: str) -> int:
    """``A`` is 0, ``AA`` is 26."""
    at = 0
    for letter in name.upper():
        at = at * 26 + ord(letter) - 64
    if not 0 < at <= LAST_COLUMN:
        raise Refused("damaged")
    return at - 1
