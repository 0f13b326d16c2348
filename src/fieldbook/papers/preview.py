"""The paper as lines for the Meeting screen: the same outline, drawn with characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from fieldbook.i18n import _
from fieldbook.papers.composing import compose
from fieldbook.papers.outline import Block, Entry, Fact, Heading, Paragraph, Table
from fieldbook.papers.tables import column_widths
from fieldbook.reports.meeting import Meeting

Look = Literal["title", "line", "heading", "part", "entry", "fact", "text", "head", "row", "blank"]


class PreviewLine(NamedTuple):
    """One line, not longer than the screen is wide."""

    look: Look
    text: str


def preview(
    meeting: Meeting, *, audience: str, branch: str = "", author: str = "", width: int = 78
) -> tuple[PreviewLine, ...]:
    """The paper as it would be written now, for ``width`` character cells."""
    paper = compose(meeting, audience=audience, branch=branch, author=author)
    lines = [PreviewLine("title", each) for each in wrapped(paper.title, width)]
    lines += [PreviewLine("line", part) for each in paper.lines for part in wrapped(each, width)]
    for block in paper.blocks:
        lines += _block(block, width)
    return tuple(lines)


def _block(block: Block, width: int) -> Iterator[PreviewLine]:
    if isinstance(block, Heading):
        yield PreviewLine("blank", "")
        look: Look = "heading" if block.level == 1 else "part"
        yield from (PreviewLine(look, each) for each in wrapped(block.text, width))
    elif isinstance(block, Paragraph):
        yield from (PreviewLine("text", each) for each in wrapped(block.text, width))
    elif isinstance(block, Table):
        yield from _table(block, width)
    else:
        yield from _entry(block, width)


def _entry(entry: Entry, width: int) -> Iterator[PreviewLine]:
    title = f"{entry.title}  {entry.remark}".rstrip()
    yield from (PreviewLine("entry", each) for each in wrapped(title, width))
    for fact in entry.facts:
        yield from (PreviewLine("fact", each) for each in _fact(fact, width))


def _fact(fact: Fact, width: int) -> Iterator[str]:
    label = _("{label}: ").format(label=fact.label) if fact.label else ""
    text = label + fact.text
    for number, line in enumerate(text.split("\n")):
        for nth, part in enumerate(wrapped(line, width - 4)):
            yield ("    " if number or nth else "  ") + part


def _table(table: Table, width: int) -> Iterator[PreviewLine]:
    widths = column_widths(table, width - 2 * (len(table.head) - 1))
    for look, row in [("head", table.head), *(("row", row) for row in table.rows)]:
        for line in _row(row, widths):
            yield PreviewLine("head" if look == "head" else "row", line)


def _row(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    from rich.cells import set_cell_size

    cells = [wrapped(cell, wide) for cell, wide in zip(row, widths, strict=True)]
    for nth in range(max(map(len, cells))):
        parts = (
            set_cell_size(cell[nth] if nth < len(cell) else "", wide)
            for cell, wide in zip(cells, widths, strict=True)
        )
        yield "  ".join(parts).rstrip()


def wrapped(text: str, width: int) -> list[str]:
    """A line broken where the screen ends: at a blank, or between two wide characters."""
    from rich.cells import cell_len

    lines: list[str] = []
    rest = text
    while cell_len(rest) > max(width, 2):
        at = _break_at(rest, max(width, 2))
        lines.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*lines, rest]


_NOT_FIRST = frozenset("，。、；：！？）》」』”’…,.;:!?)")
"""Marks that no line begins with."""


def _break_at(text: str, width: int) -> int:
    from rich.cells import cell_len

    fits = 0
    used = 0
    for at, char in enumerate(text):
        used += cell_len(char)
        if used > width:
            break
        fits = at + 1
    at = fits
    while at > fits // 3 and not _may_break(text, at):
        at -= 1
    return at if at > fits // 3 else fits


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in _NOT_FIRST:
        return False
    return before == " " or after == " " or not (before.isascii() and after.isascii())
