"""The blocks of a paper as WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, product
from typing import Final

from fieldbook.i18n import _
from fieldbook.papers.outline import (
    Block,
    Chart,
    Entry,
    Fact,
    Form,
    Heading,
    Outline,
    Paragraph,
    Table,
)
from fieldbook.papers.word import charts, forms
from fieldbook.papers.word.columns import SHORT, VERY_SHORT, fewest_lines, in_proportion
from fieldbook.papers.word.layouts import Layout, TableSize
from fieldbook.papers.word.measuring import EM, width_of
from fieldbook.papers.word.runs import KEEP, cell, paragraph, run, table_start
from fieldbook.papers.wording import capital

_SHORT_TABLE: Final = 6
"""Rows of a table that is not torn over two pages."""
_SHORT_ENTRY: Final = 90
"""Characters of an entry that is not torn over two pages."""
_FEW_LINES: Final = 2.0
"""Lines of a row, on average, that are read at a glance: then a table is not set smaller."""
_CLEARLY: Final = 0.85
"""How much shorter a table has to be for it to be set smaller."""


def body(outline: Outline, layout: Layout) -> str:
    """All blocks, one after the other, who signs them, and what follows on pages of its own."""
    return "".join(
        chain(_blocks(outline.blocks, layout), _signed(outline), _annexes(outline, layout))
    )


def _blocks(blocks: Sequence[Block], layout: Layout) -> Iterator[str]:
    before: Block | None = None
    for each in blocks:
        if isinstance(each, Paragraph) and each.is_hanging:
            if not (isinstance(before, Paragraph) and before.is_hanging):
                yield paragraph("BodyText", "", KEEP)
            between = "" if layout.by_characters else "<w:r><w:tab/></w:r>"
            label = run(each.lead, "AttendanceLabel")
            kept = KEEP if each.is_kept else ""
            yield paragraph("Attendance", label + between + run(each.text), kept)
        else:
            yield from _block(each, layout)
        before = each


def _signed(outline: Outline) -> Iterator[str]:
    """Who reports, and when, at the right and together."""
    if outline.signed:
        yield paragraph("BodyText", "", KEEP)
    for nth, each in enumerate(outline.signed, 1):
        yield paragraph("SignOff", run(each), KEEP if nth < len(outline.signed) else "")


def _annexes(outline: Outline, layout: Layout) -> Iterator[str]:
    for annex in outline.annexes:
        yield paragraph("AnnexMark", run(capital(annex.mark)))
        yield paragraph("AnnexTitle", run(annex.title))
        yield from _blocks(annex.blocks, layout)


def _block(block: Block, layout: Layout) -> Iterator[str]:
    if isinstance(block, Heading):
        yield paragraph(f"Heading{block.level}", run(block.text))
    elif isinstance(block, Table):
        yield from _table(block, layout)
    elif isinstance(block, Entry):
        yield from _entry(block, layout)
    elif isinstance(block, Form):
        yield from forms.drawn(block, layout)
    elif isinstance(block, Chart):
        yield from charts.drawn(block, layout)
    else:
        lead = run(block.lead + block.gap, "Lead") if block.lead else ""
        look = (KEEP if block.is_kept else "") + _below(block.below, layout)
        yield paragraph("BodyText", lead + run(block.text), look)


def _below(words: str, layout: Layout) -> str:
    """The look of a paragraph that begins behind these words of the one before."""
    if not words:
        return ""
    indent = layout.body_indent + width_of(words) * layout.body_em // EM
    chars = f' w:firstLineChars="{indent * 100 // layout.body_em}"' if layout.by_characters else ""
    return f'<w:ind w:firstLine="{indent}"{chars}/>'


def _entry(entry: Entry, layout: Layout) -> Iterator[str]:
    remark = run(f"  {entry.remark}", "EntryRemark") if entry.remark else ""
    yield paragraph("EntryTitle", run(entry.title) + remark)
    drawn = [each for fact in entry.facts for each in _fact(fact, layout)]
    short = sum(len(each.text) for each in entry.facts) <= _SHORT_ENTRY
    for nth, (runs, look) in enumerate(drawn, 1):
        # A short entry stands together, and no last line alone on a new page.
        kept = nth < len(drawn) if short else nth == len(drawn) - 1
        yield paragraph("EntryFact", runs, (KEEP if kept else "") + look)


def _fact(fact: Fact, layout: Layout) -> Iterator[tuple[str, str]]:
    """The fact's lines, each with its look: the later ones stand under the first."""
    label = _("{label}: ").format(label=fact.label) if fact.label else ""
    first, *others = fact.text.split("\n")
    yield run(label, "FactLabel") + run(first), ""
    indent = layout.fact_indent + width_of(label) * layout.fact_em // EM
    for each in others:
        yield run(each), _indented(indent, layout)


def _indented(indent: int, layout: Layout) -> str:
    chars = f' w:leftChars="{indent * 100 // layout.fact_em}"' if layout.by_characters else ""
    return f'<w:ind w:left="{indent}"{chars}/>'


def _table(table: Table, layout: Layout) -> Iterator[str]:
    size, widths = _fitting(table, layout)
    yield table_start(size.style, widths, '<w:jc w:val="center"/>')
    yield _row(table.head, widths, f"TableHead{size.suffix}", head=True)
    for nth, row in enumerate(table.rows, 1):
        kept = nth < len(table.rows) <= _SHORT_TABLE
        down = ("restart" if row[0] else "continue") if table.shares else ""
        yield _row(row, widths, f"TableText{size.suffix}", kept=kept, down=down)
    # Two tables in a row would grow into one; a paragraph must also end the page's body.
    yield "</w:tbl>" + paragraph("AfterTable", "")


def _fitting(table: Table, layout: Layout) -> tuple[TableSize, list[int]]:
    """The size a table is set in, and its columns' widths: no word breaks.

    It is the first in which rows are short, else that in which the table is the shortest.
    """
    best: tuple[float, TableSize, list[int]] | None = None
    for size, short in product(layout.tables, (SHORT, VERY_SHORT)):
        fit = fewest_lines(table, _room(table, size, layout), short)
        if fit is None:
            continue
        height = fit.lines * size.line
        if best is None or height < best[0] * _CLEARLY:
            best = height, size, fit.widths
        if fit.lines <= _FEW_LINES:
            break
    if best is None:
        smallest = layout.tables[-1]
        widths = in_proportion(table, _room(table, smallest, layout))
        return smallest, _whole(widths, smallest, layout)
    return best[1], _whole(best[2], best[1], layout)


def _room(table: Table, size: TableSize, layout: Layout) -> int:
    """What the columns have together, in thousandths of an em."""
    return (layout.width - size.margins * len(table.head)) * EM // size.size


def _whole(widths: list[int], size: TableSize, layout: Layout) -> list[int]:
    """Widths with their margins in twentieths of a point, together as wide as the text."""
    told = [width * size.size // EM + size.margins for width in widths]
    told[-1] += layout.width - sum(told)
    return told


def _row(
    cells: tuple[str, ...], widths: list[int], style: str, *,
    head: bool = False, kept: bool = False, down: str = "",
) -> str:  # fmt: skip
    """A row; of figures the kind of work goes down over all of its rows."""
    repeated = "<w:tblHeader/>" if head else ""
    look = KEEP if kept else ""
    drawn = (
        cell(width, paragraph(style, run(text), look), down="" if nth else down)
        for nth, (text, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(drawn)}</w:tr>"
