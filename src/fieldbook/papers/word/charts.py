"""A chart as WordprocessingML: bars are shaded cells, so that no picture and no font is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fieldbook.papers.charts import FILL, LONGEST, bar_length, bar_told
from fieldbook.papers.outline import Chart
from fieldbook.papers.word.layouts import Layout
from fieldbook.papers.word.runs import KEEP, cell, paragraph, run, table_start

_LABEL: Final = 2300
_BAR: Final = 190
"""One cell of a bar, in twentieths of a point like the others."""
_ROW: Final = 320
"""The least height of a row."""


def drawn(chart: Chart, layout: Layout) -> Iterator[str]:
    """The chart's title, and a row for each bar."""
    yield paragraph("BodyText", run(chart.title), KEEP)
    rest = layout.width - _LABEL - _BAR * LONGEST
    widths = [_LABEL, *[_BAR] * LONGEST, rest]
    yield table_start("ChartTable", widths)
    height = _height(len(chart.bars), layout)
    for each in chart.bars:
        long = bar_length(each.many, chart)
        yield f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        yield cell(_LABEL, _text(run(each.label)))
        if long:
            yield cell(_BAR * long, _text(""), long, fill=FILL)
        yield cell(rest + _BAR * (LONGEST - long), _text(run(bar_told(each))), LONGEST - long + 1)
        yield "</w:tr>"
    yield "</w:tbl>"


def _height(rows: int, layout: Layout) -> int:
    """A row's height: all together are whole lines, so that what follows stands on the lines again."""
    if not layout.line:
        return _ROW
    return -(-_ROW * rows // layout.line) * layout.line // rows


def _text(runs: str) -> str:
    return paragraph("ChartText", runs)
