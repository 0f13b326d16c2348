"""A form to be filled in by hand as WordprocessingML: rows of fixed heights, so that a page is a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fieldbook.i18n import _
from fieldbook.papers.outline import Blank, Form
from fieldbook.papers.word.layouts import Layout
from fieldbook.papers.word.measuring import pieces, width_of
from fieldbook.papers.word.runs import cell, paragraph, run, table_start

_LABEL_WIDTH: Final = 1660
_MARGINS: Final = 216
_SAFELY: Final = 960
"""How much of a line's room words may fill, of a thousand: other fonts are a little wider."""
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="{4 if side.startswith("inside") else 8}" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def drawn(form: Form, layout: Layout) -> Iterator[str]:
    """The table, and what keeps it from growing into another."""
    half = layout.width // 2
    grid = (_LABEL_WIDTH, half - _LABEL_WIDTH, _LABEL_WIDTH, layout.width - half - _LABEL_WIDTH)
    look = f'<w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
    yield table_start("PaperTable", grid, look)
    for row in form.rows:
        yield from _row(row, grid, layout)
    yield "</w:tbl>" + paragraph("AfterTable", "")


def _row(row: tuple[Blank, ...], grid: tuple[int, ...], layout: Layout) -> Iterator[str]:
    high = layout.form_line * max(each.lines for each in row)
    yield f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{high}" w:hRule="exact"/></w:trPr>'
    span = len(grid) // len(row) - 1
    for nth, blank in enumerate(row):
        at = nth * (span + 1)
        width = sum(grid[at + 1 : at + 1 + span])
        yield cell(grid[at], paragraph("FormLabel", run(blank.label)))
        lines = _fitting(blank, (width - _MARGINS) * _SAFELY // layout.fact_em)
        words = "".join(paragraph("FormText", run(each)) for each in lines or [""])
        # What is told begins at the top, so that the room for writing is in one piece.
        yield cell(width, words, span, at="center" if blank.lines == 1 else "top")
    yield "</w:tr>"


def _fitting(blank: Blank, room: int) -> list[str]:
    """The lines of a text there is room for, in thousandths of an em; what is too long is cut."""
    told = blank.text.split("\n") if blank.text else []
    lines = [line for each in told for line in _broken(each, room)]
    if len(told) > 1 and len(lines) > blank.lines:
        lines = [_cut(each, room) for each in told]
    if len(lines) > blank.lines:
        *lines, last = lines[: blank.lines]
        lines.append(_cut(last + _("…"), room))
    return lines


def _broken(text: str, room: int) -> Iterator[str]:
    """A text in lines of that width; a word that is longer is cut."""
    line = ""
    for piece in pieces(text):
        if line and width_of((line + piece).rstrip()) > room:
            yield _cut(line.rstrip(), room)
            line = ""
        line += piece
    if line:
        yield _cut(line.rstrip(), room)


def _cut(text: str, room: int) -> str:
    """As much of a text as a line holds."""
    if width_of(text) <= room:
        return text
    end = _("…")
    # Gaps between scripts count too, so the text is measured with its end.
    while text and width_of(text + end) > room:
        text = text[:-1].rstrip()
    return text + end
