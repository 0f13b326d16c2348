"""Tables of a web page: what many an office's program saves under the name of a workbook."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from fieldbook.workbooks.gathering import WIDEST, Bounds, Lost, Sheet, Value

_LONGEST_SPAN: Final = 65_534
"""Rows a cell may span, as browsers have it."""
_BREAKS: Final = frozenset(["br", "p", "div", "li", "h1", "h2", "h3", "h4"])
_UNSEEN: Final = frozenset(["script", "style", "title", "template", "xml"])
_ASIDE: Final = re.compile(r"<!--|<[!?]")
_NO_TAG: Final = re.compile(r"<(?![A-Za-z/])")
_CELLS: Final = frozenset(["td", "th"])
_QUOTED_INNER: Final = 2_000
"""Signs of a table within a cell that also count as the cell's words."""


def sheets(words: str, bounds: Bounds) -> list[Sheet]:
    """Every table as a sheet of its own, a table within a table too."""
    page = _Page(bounds)
    page.feed(_plain(words))
    page.close()
    page.finish()
    return page.sheets


def _plain(words: str) -> str:
    """The page without comments and declarations, and with strokes that open nothing as signs.

    The parser looks for the end of each anew, so that a page that only opens them keeps it busy for
    ever; here one that is never closed takes the rest of the page with it, as in a browser.
    """
    found, at = [], 0
    for aside in _ASIDE.finditer(words):
        if aside.start() < at:
            continue
        found.append(words[at : aside.start()])
        closing = "-->" if aside[0] == "<!--" else ">"
        end = words.find(closing, aside.end())
        at = len(words) if end < 0 else end + len(closing)
    found.append(words[at:])
    return _NO_TAG.sub("&lt;", "".join(found))


class _Table:
    """One table that is open."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.row = -1
        self.line: dict[int, Value] = {}
        self.within_row = False
        self.attributes: dict[str, str | None] | None = None
        """Of the cell that is open, if one is."""
        self.text: list[str] = []
        self.words: list[str] = []
        """What the cells said, for the cell this table may stand in."""
        self._column = 0
        self._taken: dict[int, int] = {}
        """The row before which a column is taken by a cell from above."""

    def begin_row(self) -> None:
        """The line that was open ends, the next begins."""
        self.end_row()
        self.within_row = True
        self.row += 1
        self.line = {}
        self._column = 0

    def end_row(self) -> None:
        """The line that is open, if one is, is whole."""
        self.end_cell()
        if not self.within_row:
            return
        self.within_row = False
        self.sheet.line(self.row, self.line)

    def begin_cell(self, attributes: dict[str, str | None]) -> None:
        """A cell; one that stands in no line begins one."""
        self.end_cell()
        if not self.within_row:
            self.begin_row()
        self.attributes = attributes
        self.text = []

    def end_cell(self) -> None:
        """The cell that is open, if one is, is whole."""
        if self.attributes is None:
            return
        first = self._column
        while self._taken.get(self._column, 0) > self.row:
            self._column += 1
        self.sheet.pass_over(self._column - first)
        wide = _span(self.attributes.get("colspan"), WIDEST)
        tall = _span(self.attributes.get("rowspan"), _LONGEST_SPAN)
        self._put("".join(self.text))
        self.sheet.block(self.row, self._column, self.row + tall - 1, self._column + wide - 1)
        if tall > 1:
            last = min(self._column + wide, WIDEST)
            self._taken.update(dict.fromkeys(range(self._column, last), self.row + tall))
        self._column += wide
        self.attributes = None

    def _put(self, text: str) -> None:
        lines = (" ".join(line.split()) for line in text.split("\n"))
        said = "\n".join(line for line in lines if line)
        formula = self.attributes.get("x:fmla") if self.attributes else None
        if said:
            self.line[self._column] = said
            self.words.append(said)
        elif formula:
            self.line[self._column] = Lost("formula", formula)


class _Page(HTMLParser):
    """Follows the tables of a page. What is not closed is closed by what follows."""

    def __init__(self, bounds: Bounds) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[Sheet] = []
        self._bounds = bounds
        self._open: list[_Table] = []
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if self._unseen:
            return
        if tag in _UNSEEN:
            self._unseen = tag
        elif tag == "table":
            self._begin_table()
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].begin_row()
        elif tag in _CELLS:
            self._open[-1].begin_cell(dict(attrs))
        elif tag in _BREAKS:
            self._open[-1].text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if self._unseen:
            if tag == self._unseen:
                self._unseen = ""
        elif not self._open:
            return
        elif tag == "table":
            self._end_table()
        elif tag == "tr":
            self._open[-1].end_row()
        elif tag in _CELLS:
            self._open[-1].end_cell()
        elif tag in _BREAKS:
            self._open[-1].text.append("\n")

    def handle_data(self, data: str) -> None:
        """Text stands here; its own line breaks are blanks."""
        if self._open and not self._unseen and self._open[-1].attributes is not None:
            self._open[-1].text.append(" ".join(data.split("\n")))

    def finish(self) -> None:
        """The page ends, and with it what was left open."""
        while self._open:
            self._end_table()

    def _begin_table(self) -> None:
        sheet = Sheet(str(len(self.sheets) + 1), self._bounds)
        self.sheets.append(sheet)
        self._open.append(_Table(sheet))

    def _end_table(self) -> None:
        table = self._open.pop()
        table.end_row()
        if self._open and self._open[-1].attributes is not None:
            self._open[-1].text.append(" ".join(table.words)[:_QUOTED_INNER])


def _span(text: str | None, most: int) -> int:
    """How many columns or rows a cell takes."""
    digits = (text or "").strip()
    return min(max(int(digits[:9]), 1), most) if digits.isdecimal() else 1
