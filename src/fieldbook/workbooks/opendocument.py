"""ODS, and the same unzipped (FODS): one part of XML with everything that is read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

from fieldbook.workbooks.formats import whole
from fieldbook.workbooks.gathering import Bounds, Day, Lost, Refused, Sheet, Value
from fieldbook.workbooks.markup import Attributes, Reader

_SPACE: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE: Final = f"{_SPACE}office:1.0 "
_TABLE: Final = f"{_SPACE}table:1.0 "
_TEXT: Final = f"{_SPACE}text:1.0 "
_CALC: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_STYLE: Final = f"{_SPACE}style:1.0 "

_MANIFEST: Final = "META-INF/manifest.xml"
_ASIDE: Final = frozenset(
    ["annotation", "tracked-changes", "shapes", "frame", "custom-shape", "ruby-text", "note"]
)
"""What stands among the cells and is none: comments, former versions, drawings."""
_ERROR: Final = re.compile(r"#[A-Z0-9/]+[!?]?|#N/A|Err:\d{3}")
_TIME: Final = re.compile(r"PT(\d{1,2})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_ZEROS: Final = re.compile(r"0\d{1,16}")


def sheets(data: bytes, bounds: Bounds) -> list[Sheet]:
    """The tables of the part that holds the cells."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if _is_locked(parts):
            raise Refused("encrypted")
        bounds.unpack(parts.getinfo("content.xml").file_size)
        with parts.open("content.xml") as part:
            reader = _Content(bounds)
            reader.read(part)
    return reader.sheets


def flat_sheets(data: bytes, bounds: Bounds) -> list[Sheet]:
    """The tables of a document that is one XML file."""
    reader = _Content(bounds)
    reader.read(io.BytesIO(data))
    return reader.sheets


def _is_locked(parts: zipfile.ZipFile) -> bool:
    """Whether the manifest says that its parts are encrypted."""
    if _MANIFEST not in parts.namelist():
        return False
    with parts.open(_MANIFEST) as part:
        return b"encryption-data" in part.read(1 << 20)


class _Content(Reader):
    """Reads tables as they come."""

    def __init__(self, bounds: Bounds) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self._bounds = bounds
        self._hidden: set[str] = set()
        self._style = ""
        self._aside = 0
        self._within = False
        self._row = self._column = 0
        self._times = 1
        self._unseen = False
        self._line: dict[int, Value] = {}
        self._cell: Attributes = {}
        self._paragraphs: list[str] = []
        self._text: list[str] = []
        self._open = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._aside or name in _ASIDE or (name == "table" and self._within):
            self._aside += 1  # a table within a cell belongs to a drawing
        elif name in {"table-cell", "covered-table-cell"}:
            self._cell = attributes
            self._paragraphs = []
        elif name in {"p", "h"}:
            self._text = []
            self._open += 1
        elif self._open:
            self._mark(name, attributes)
        elif name == "table-row":
            self._times = _count(attributes.get(_TABLE + "number-rows-repeated"))
            self._unseen = attributes.get(_TABLE + "visibility", "visible") != "visible"
            self._column = 0
            self._line = {}
        elif name == "table":
            self._begin_table(attributes)
        elif name == "style":
            self._style = attributes.get(_STYLE + "name", "")
        elif name == "table-properties" and attributes.get(_TABLE + "display") == "false":
            self._hidden.add(self._style)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._aside:
            self._aside -= 1
        elif name in {"p", "h"} and self._open:
            self._open -= 1
            self._paragraphs.append("".join(self._text))
        elif name in {"table-cell", "covered-table-cell"}:
            self._end_cell()
        elif name == "table-row" and self.sheets:
            self.sheets[-1].line(self._row, self._line, self._times)
            if self._unseen and self._line:
                self.sheets[-1].hide(self._row)
            self._row += self._times
        elif name == "table":
            self._within = False

    def words(self, text: str) -> None:
        """Text stands here."""
        if self._open and not self._aside:
            self._text.append(text)

    def _begin_table(self, attributes: Attributes) -> None:
        self._within = True
        hidden = attributes.get(_TABLE + "style-name", "") in self._hidden
        self.sheets.append(Sheet(attributes.get(_TABLE + "name", ""), self._bounds, hidden=hidden))
        self._row = 0

    def _mark(self, name: str, attributes: Attributes) -> None:
        """Blanks and breaks within a text are elements."""
        if name == "s":
            self._text.append(" " * min(_count(attributes.get(_TEXT + "c")), 100))
        elif name == "tab":
            self._text.append("\t")
        elif name == "line-break":
            self._text.append("\n")

    def _end_cell(self) -> None:
        at, cell = self._column, self._cell
        times = _count(cell.get(_TABLE + "number-columns-repeated"))
        self._column += times
        value = _value(cell, "\n".join(self._paragraphs))
        if value != "":
            # As far as a table can reach, and one beyond, so that what stands there is named.
            for each in range(at, at + min(times, 2048)):
                self._line[each] = value
        right = at + _count(cell.get(_TABLE + "number-columns-spanned")) - 1
        bottom = self._row + _count(cell.get(_TABLE + "number-rows-spanned")) - 1
        if self.sheets:
            self.sheets[-1].block(self._row, at, bottom, right)
        self._cell = {}


def _count(text: str | None) -> int:
    """How many; one where nothing is said."""
    return int(text[:12]) if text and text.isdecimal() and int(text[:12]) > 0 else 1


def _value(cell: Attributes, text: str) -> Value:
    """What a cell holds, by its type; where it has none, its text."""
    kind = cell.get(_OFFICE + "value-type", "")
    formula = cell.get(_TABLE + "formula")
    if cell.get(_CALC + "value-type") == "error" or (formula and _ERROR.fullmatch(text)):
        return Lost("error_cell", text or "#ERR!")
    if not kind:
        return Lost("formula", formula.removeprefix("of:")) if formula and not text else text
    if kind in _KINDS:
        return _KINDS[kind](cell, text)
    return text or cell.get(_OFFICE + "string-value", "")


def _day(cell: Attributes, text: str) -> Value:
    return Day(cell.get(_OFFICE + "date-value", "").removesuffix("Z") or text)


def _time(cell: Attributes, text: str) -> Value:
    found = _TIME.fullmatch(cell.get(_OFFICE + "time-value", ""))
    return Day(":".join(each.zfill(2) for each in found.groups())) if found else text


def _yes_or_no(cell: Attributes, _text: str) -> Value:
    return cell.get(_OFFICE + "boolean-value") == "true"


def _number(cell: Attributes, text: str) -> Value:
    """A number; one that is shown with zeros before it is the code it is shown as."""
    try:
        number = float(cell.get(_OFFICE + "value", ""))
    except ValueError:
        return text
    shown = text.strip()
    if _ZEROS.fullmatch(shown) and number == int(shown):
        return shown
    return whole(number)


_KINDS: Final[Mapping[str, Callable[[Attributes, str], Value]]] = {
    "float": _number,
    "percentage": _number,
    "currency": _number,
    "date": _day,
    "time": _time,
    "boolean": _yes_or_no,
}
"""What the types of cells hold; all others are texts."""
