"""A chart as WordprocessingML: bars are shaded cells, so that no picture and no font is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fieldbook.papers.charts import LONGEST, bar_length, bar_told
from fieldbook.papers.outline import Chart
from fieldbook.papers.word.layouts import Layout
from fieldbook.papers.word.runs import KEEP, paragraph, run

_LABEL: Final = 2300
_BAR: Final = 190
"""One cell of a bar, in twentieths of a point like the others."""
_ROW: Final = 320
"""The least height of a row."""
_FILL: Final = "595959"
"""A grey that every printer prints; the number stands beside it."""


def drawn(chart: Chart, layout: Layout) -> Iterator[str]:
    """The chart's title, and a row for each bar."""
    yield paragraph("BodyText", run(chart.title), KEEP)
    rest = layout.width - _LABEL - _BAR * LONGEST
    widths = [_LABEL, *[_BAR] * LONGEST, rest]
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ChartTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
    )
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid>"
    height = _height(len(chart.bars), layout)
    for each in chart.bars:
        long = bar_length(each.many, chart)
        yield f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        yield _cell(_LABEL, run(each.label))
        if long:
            yield _cell(_BAR * long, "", long, _FILL)
        yield _cell(rest + _BAR * (LONGEST - long), run(bar_told(each)), LONGEST - long + 1)
        yield "</w:tr>"
    yield "</w:tbl>"


def _height(rows: int, layout: Layout) -> int:
    """A row's height: all together are whole lines, so that what follows stands on the lines again."""
    if not layout.line:
        return _ROW
    return -(-_ROW * rows // layout.line) * layout.line // rows


def _cell(width: int, runs: str, span: int = 1, fill: str = "") -> str:
    """A cell over some columns of the grid, shaded or not."""
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{shade}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{paragraph('ChartText', runs)}</w:tc>"
    )
