"""Rows and lines as they are heard: one behind the other, from the first cell on, without signs."""

from __future__ import annotations

from collections.abc import Sequence

from fieldbook.i18n import _
from fieldbook.ui.widgets.cells import TAB, clean
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.row_order import Sort
from fieldbook.ui.widgets.story_lines import StoryLine


def row_heard(columns: Sequence[Column], cells: Sequence[str], *, marked: bool = False) -> str:
    """A row's cells; a number is told with the title of its column."""
    heard = [_("marked")] if marked else []
    for column, cell in zip(columns, cells, strict=False):
        if words := " ".join(clean(cell.replace(TAB, " ")).split()):
            is_number = column.align == "right" and column.title
            heard.append(f"{column.title} {words}" if is_number else words)
    return _(", ").join(heard)


def titles_heard(columns: Sequence[Column], sort: Sort | None) -> str:
    """The titles of the columns; by which the rows are sorted is said."""
    heard = []
    for column in columns:
        title = column.title
        if sort is not None and title and sort.column == title:
            way = _("falling") if sort.falling else _("rising")
            title = f"{title} ({way})"
        heard.append(title)
    return _(", ").join(each for each in heard if each)


def line_heard(line: StoryLine) -> StoryLine:
    """A line of a story without place, drawing, or a column for what stands before it."""
    parts = (line.date, line.label, line.text, line.tail)
    text = "  ".join(part for part in parts if part)
    return StoryLine(text, tone=line.tone, key=line.key)
