"""XLSX and its kin: a zip of XML parts, of which the cells, their formats and ranges are read."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Final

from fieldbook.workbooks import formats
from fieldbook.workbooks.gathering import Bounds, Refused, Sheet
from fieldbook.workbooks.markup import Attributes, Each, Reader, local
from fieldbook.workbooks.ooxml_cells import Cells, Styles
from fieldbook.workbooks.ooxml_text import Strings

_TRUE: Final = frozenset({"1", "true"})


def sheets(data: bytes, bounds: Bounds) -> list[Sheet]:
    """The sheets that hold cells; charts and macros are none."""
    parts = _Parts(data, bounds)
    place = _workbook_place(parts)
    book = _Book(parts, place)
    strings = Strings()
    if place := book.target("sharedStrings"):
        parts.read(place, strings)
    styles = _Styles(parts, book.target("styles"))
    found = []
    for name, hidden, target in book.sheets:
        sheet = Sheet(name, bounds, hidden=hidden)
        known = Styles(styles.found, from_1904=book.from_1904, stale=book.stale)
        parts.read(target, Cells(sheet, strings.found, known))
        found.append(sheet)
    return found


class _Parts:
    """The parts of the zip, by name whatever its case and strokes."""

    def __init__(self, data: bytes, bounds: Bounds) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._bounds = bounds
        self._infos = {_plain(info.filename): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._infos

    def read(self, name: str, reader: Reader) -> None:
        """Have a part read; a part that should be there and is not is damage."""
        info = self._infos.get(_plain(name))
        if info is None:
            raise Refused("damaged")
        self._bounds.unpack(info.file_size)
        with self._zip.open(info) as part:
            reader.read(part)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _workbook_place(parts: _Parts) -> str:
    """Where the workbook's own part lies; nearly always at the same place."""
    found: list[str] = []

    def take(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", ""))

    if "_rels/.rels" in parts:
        parts.read("_rels/.rels", Each(take))
    return next((place for place in found if place in parts), "xl/workbook.xml")


class _Book:
    """What the workbook's part says: its sheets in order, and how days and formulas are kept."""

    def __init__(self, parts: _Parts, place: str) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.from_1904 = False
        self.stale = False
        self._links: dict[str, tuple[str, str]] = {}
        self._is_workbook = False
        self._folder, _stroke, file = place.replace("\\", "/").rpartition("/")
        links = f"{self._folder}/_rels/{file}.rels"
        if links in parts:
            parts.read(links, Each(self._link))
        parts.read(place, Each(self._take))
        if not self._is_workbook:
            raise Refused("damaged")  # a text or slides: who refuses the file says which

    def target(self, kind: str) -> str:
        """The part of a kind, or nothing."""
        found = (target for what, target in self._links.values() if what == kind)
        return next(found, "")

    def _link(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = attributes.get("Target", "").replace("\\", "/")
            target = posixpath.normpath(posixpath.join("/", self._folder, target))
            self._links[attributes.get("Id", "")] = (kind, target)

    def _take(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            kind, target = self._links.get(local(attributes, "id"), ("", ""))
            if kind == "worksheet":
                hidden = attributes.get("state", "visible") != "visible"
                self.sheets.append((attributes.get("name", ""), hidden, target))
        elif name == "workbook":
            self._is_workbook = True
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "") in _TRUE
        elif name == "calcPr":
            # Who writes a workbook without a spreadsheet program says so here, and writes 0 or
            # nothing for what the formulas come to.
            self.stale = attributes.get("fullCalcOnLoad", "") in _TRUE


class _Styles:
    """For each style of cells whether it shows days or codes."""

    def __init__(self, parts: _Parts, place: str) -> None:
        self.found: dict[str, str | formats.Code] = {}
        self._codes: dict[str, str] = {}
        self._within = False
        self._count = 0
        if place and place in parts:
            parts.read(place, Each(self._take))

    def _take(self, name: str, attributes: Attributes) -> None:
        if name in {"cellXfs", "cellStyleXfs"}:
            self._within = name == "cellXfs"
        elif name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and self._within:
            style = self._style(attributes.get("numFmtId", "0"))
            if style:
                self.found[str(self._count)] = style
            self._count += 1

    def _style(self, number: str) -> str | formats.Code | None:
        code = self._codes.get(number)
        if code is None:
            return "day" if number.isdecimal() and int(number) in formats.DAYS else None
        return "day" if formats.is_day(code) else formats.code_of(code)
