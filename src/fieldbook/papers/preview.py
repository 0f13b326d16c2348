"""The paper as lines for the Meeting screen: the same outline, drawn with characters."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import zip_longest
from typing import Literal, NamedTuple

from fieldbook.i18n import _
from fieldbook.papers.charts import bar_told
from fieldbook.papers.composing import compose
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
from fieldbook.papers.tables import column_widths
from fieldbook.papers.wording import capital
from fieldbook.reports.meeting import Meeting
from fieldbook.reports.tables import Share

Look = Literal[
    "title", "line", "heading", "part", "band", "entry", "fact", "text", "head", "row", "blank"
]
_LONGEST_NAME, _LONGEST_BESIDE_LONG_BARS = 34, 44
"""Cells of a figure's name; a longer one goes on below."""
_BAR, _LONG_BAR = 12, 24
_ROOM_FOR_BARS, _ROOM_FOR_LONG_BARS = 60, 96
_GAP = 2
_PERCENT = 6


class PreviewLine(NamedTuple):
    """One line, not longer than the screen is wide."""

    look: Look
    text: str
    share: float = 0
    """What part of a whole the bar behind the text shows."""
    bar: int = 0
    """Cells of that bar, two behind the text; none where nothing is to be shown."""


def preview(
    meeting: Meeting,
    *,
    audience: str,
    branch: str = "",
    author: str = "",
    annexes: Collection[str] = (),
    texts: bool = False,
    width: int = 78,
) -> tuple[PreviewLine, ...]:
    """The paper as it would be written now, for ``width`` character cells."""
    paper = compose(
        meeting, audience=audience, branch=branch, author=author, annexes=annexes, texts=texts
    )
    return drawn(paper, width)


def drawn(paper: Outline, width: int = 78) -> tuple[PreviewLine, ...]:
    """Any paper, for ``width`` character cells."""
    lines = [PreviewLine("title", each) for each in wrapped(paper.title, width)]
    lines += [PreviewLine("line", part) for each in paper.lines for part in wrapped(each, width)]
    for block in paper.blocks:
        lines += _block(block, width)
    lines.append(PreviewLine("blank", ""))
    lines += [PreviewLine("line", part) for each in paper.signed for part in wrapped(each, width)]
    for annex in paper.annexes:
        lines.append(PreviewLine("blank", ""))
        title = _("{mark}: {title}").format(mark=capital(annex.mark), title=annex.title)
        lines += [PreviewLine("title", each) for each in wrapped(title, width)]
        for block in annex.blocks:
            lines += _block(block, width)
    return tuple(lines)


def _block(block: Block, width: int) -> Iterator[PreviewLine]:
    if isinstance(block, Heading):
        yield PreviewLine("blank", "")
        look: Look = "heading" if block.level == 1 else "part"
        yield from (PreviewLine(look, each) for each in wrapped(block.text, width))
    elif isinstance(block, Paragraph):
        text = f"{block.lead}{block.gap}{block.text}".strip()
        yield from (PreviewLine("text", each) for each in wrapped(text, width))
    elif isinstance(block, Chart):
        yield from _chart(block, width)
    elif isinstance(block, Form):
        told = (Fact(each.label, each.text) for row in block.rows for each in row)
        yield from (PreviewLine("fact", line) for each in told for line in _fact(each, width))
    elif isinstance(block, Table):
        yield from _figures(block, width) if block.shares else _table(block, width)
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
            # What follows hangs below its label; where there is none, each line begins alike.
            yield ("    " if nth or (number and label) else "  ") + part


def _chart(chart: Chart, width: int) -> Iterator[PreviewLine]:
    """Counts below each other, each with its bar beside the longest."""
    from rich.cells import cell_len

    yield from (PreviewLine("text", each) for each in wrapped(chart.title, width))
    told = [bar_told(each) for each in chart.bars]
    longest, bar = max(map(len, told)), _bar(width)
    beside = 2 * _GAP + longest + (_GAP + bar if bar else 0)
    room = min(max(cell_len(each.label) for each in chart.bars), width - beside)
    most = max(each.many for each in chart.bars) or 1
    for each, count in zip(chart.bars, told, strict=True):
        first, *others = _beside(_hanging(each.label, room), [count.rjust(longest)], room)
        yield PreviewLine("row", first, each.many / most, bar)
        yield from (PreviewLine("row", line) for line in others)


def _table(table: Table, width: int) -> Iterator[PreviewLine]:
    widths = column_widths(table, width - 2 * (len(table.head) - 1))
    yield from (PreviewLine("head", line) for line in _row(table.head, widths))
    yield from (PreviewLine("row", line) for row in table.rows for line in _row(row, widths))


def _figures(table: Table, width: int) -> Iterator[PreviewLine]:
    """Figures under a band for each kind of work: counts below each other, a share with its bar."""
    from rich.cells import cell_len

    counted = [share for share in table.shares if share]
    part = max((len(str(share.part)) for share in counted), default=1)
    whole = max((len(f"/{share.whole}") for share in counted if share.whole), default=0)
    bar = _bar(width)
    beside = _GAP + part + whole + _PERCENT + (_GAP + bar if bar else 0)
    longest = max((cell_len(figure) for _section, figure, _told in table.rows), default=0)
    cap = _LONGEST_BESIDE_LONG_BARS if bar == _LONG_BAR else _LONGEST_NAME
    room = min(longest, max(cap, width // 3), width - _GAP - beside)  # a file breaks no name
    for (section, figure, told), share in zip(table.rows, table.shares, strict=True):
        if section:
            yield PreviewLine("band", section)
        if share is None:
            values = wrapped(told, width - 2 * _GAP - room)
        elif share.ratio is None:
            values = [f"{share.part:{part}}"]
        else:
            of = f"/{share.whole}"
            values = [f"{share.part:{part}}{of:{whole}}{share.percent:{_PERCENT - 1}}%"]
        lines = _beside(_hanging(figure, room), values, room)
        yield PreviewLine("row", next(lines), *_bar_of(share, bar))
        yield from (PreviewLine("row", line) for line in lines)


def _bar(width: int) -> int:
    """Cells for the bars of figures."""
    if width >= _ROOM_FOR_LONG_BARS:
        return _LONG_BAR
    return _BAR if width >= _ROOM_FOR_BARS else 0


def _bar_of(share: Share | None, bar: int) -> tuple[float, int]:
    """What a bar shows, and its cells."""
    return (0, 0) if share is None or share.ratio is None else (share.ratio, bar)


def _hanging(text: str, width: int) -> list[str]:
    """A name broken into lines, those after the first set in."""
    first = wrapped(text, width)[0]
    rest = text[len(first) :].lstrip()
    hanging = wrapped(rest, width - _GAP) if rest else []
    return [first, *(" " * _GAP + each for each in hanging)]


def _beside(names: list[str], values: list[str], room: int) -> Iterator[str]:
    from rich.cells import set_cell_size

    for name, value in zip_longest(names, values, fillvalue=""):
        yield " " * _GAP + f"{set_cell_size(name, room)}{' ' * _GAP}{value}".rstrip()


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
_NOT_LAST = frozenset("（「『《【“‘([{")
"""Marks that no line ends with."""


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
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    if (before.isdigit() and after in "年月日") or (before in "年月" and after.isdigit()):
        return False  # a day stands whole
    return before == " " or after == " " or not (before.isascii() and after.isascii())
