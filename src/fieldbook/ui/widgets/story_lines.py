"""The lines of a story, laid out for a width."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from fieldbook.ui.widgets.cells import BETWEEN, clean, fit, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fieldbook.ui.widgets.bars import Graph

INDENT = 2
"""Cells for each step of indentation."""
_GAP = 2
"""Blanks behind a label, and before what is quieter at the end of a line."""
_LEAST_TEXT = 12
_LONGEST_LABEL = 12
"""Cells of a label that has its place in the column of labels."""
_HANGING = 42
"""From so many cells on, labels have a column, and what they stand before hangs beside it."""
_WIDE = 52
"""From so many cells on, text stands right of the dates; in less, below them. What stands before
the first date always has the whole width: it says what the story is about. So does a title."""


class StoryLine(NamedTuple):
    """One line of a story, before it is wrapped."""

    text: str
    indent: int = 0
    """How many steps to the right it begins, each of them some cells."""
    tone: str = ""
    """``heading``, ``title``, ``overdue``, ``today``, ``done`` or ``muted``; ``band`` heads what
    follows, across the whole pane, and ``part`` a part of it."""
    date: str = ""
    """Stands in the gutter at the left."""
    key: str = ""
    """Names a record that can be chosen from here; empty for plain text."""
    label: str = ""
    """Says what the text is; stands before it."""
    tail: str = ""
    """What is quieter and stands behind the text, such as counts."""
    graph: Graph | None = None
    """Drawn two cells behind a text that is not wrapped."""


class Piece(NamedTuple):
    """One drawn line: of which line, the text, where it begins, and whether it is the first."""

    line: int
    text: str
    left: int
    first: bool
    label: str = ""
    """What stands before the text, with the blanks between."""
    tail: str = ""
    """What stands behind it, two blanks away."""


class Layout(NamedTuple):
    """A story laid out."""

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    """Where each line's first piece is."""
    marker: int
    """Cells for the cursor's sign."""
    gutter: int
    """Cells for marker and dates together."""


def lay_out(
    lines: Sequence[StoryLine], width: int, *, roomy: bool = False, marker: int = 2
) -> Layout:
    """Wrap a story into lines of at most so many cells.

    Args:
        lines: the story.
        width: cells there are.
        roomy: whether a blank line stands before each dated record.
        marker: cells for the cursor's sign, where a line can be chosen.
    """
    marker = marker if any(line.key for line in lines) else 0
    dates = {line.date for line in lines}
    widest = max((cell_len(date) for date in dates), default=0)
    gutter = marker + (widest + 2 if widest else 0)
    column = _column(lines) if width >= _HANGING else 0
    pieces: list[Piece] = []
    starts: list[int] = []
    before_dates = True
    for number, line in enumerate(lines):
        if roomy and line.date and line.key and pieces and (pieces[-1].text or pieces[-1].tail):
            pieces.append(Piece(number, "", 0, first=False))
        starts.append(len(pieces))
        left = gutter + INDENT * line.indent
        before_dates = before_dates and not line.date
        heads = line.tone == "title" and not line.label
        if (width < _WIDE or before_dates or heads) and not line.date:
            left -= gutter - marker
        # In a very narrow pane the indentation yields, not the text.
        left = max(min(left, width - _LEAST_TEXT), marker)
        pieces.extend(_pieces(number, line, left, width - left, column))
    return Layout(tuple(pieces), tuple(starts), marker, gutter)


def _column(lines: Sequence[StoryLine]) -> int:
    """Cells of the column in which the labels stand, the blanks behind it too."""
    widths = [width for line in lines if 0 < (width := cell_len(line.label)) <= _LONGEST_LABEL]
    return max(widths, default=0) + _GAP


def _pieces(number: int, line: StoryLine, left: int, room: int, column: int) -> Iterator[Piece]:
    """Wrap one line into so many cells."""
    label = clean(line.label)
    texts = [clean(text) for text in line.text.split("\n")]
    if label and cell_len(label) + _GAP <= column:
        wrapped = [piece for text in texts for piece in wrap(text, room - column)]
        for at, text in enumerate(wrapped):
            yield Piece(number, text, left, at == 0, fit(label if at == 0 else "", column))
    elif label:
        # Stands for the label, of whose words none may go to the next line.
        before = "x" * min(cell_len(label) + _GAP - 1, room - INDENT) + " "
        texts[0] = before + texts[0]
        first, *others = [piece for text in texts for piece in wrap(text, room - INDENT)]
        yield Piece(number, first[len(before) :], left, True, label + " " * _GAP)
        yield from (Piece(number, text, left + INDENT, False) for text in others)
    else:
        wrapped = [piece for text in texts for piece in wrap(text, room)]
        for at, (text, tail) in enumerate(_with_tail(wrapped, clean(line.tail), room)):
            yield Piece(number, text, left, at == 0, "", tail)


def _with_tail(texts: Sequence[str], tail: str, room: int) -> list[tuple[str, str]]:
    """Put what is quieter behind the last line, and below it what has no room there."""
    done = [(text, "") for text in texts]
    parts = tail.split(f"{BETWEEN} ") if tail else ()
    for part in [piece for whole in parts for piece in wrap(whole, room)]:
        text, before = done[-1]
        longer = f"{before}{BETWEEN} {part}" if before else part
        if cell_len(text) + _GAP + cell_len(longer) <= room:
            done[-1] = (text, longer)
        else:
            done.append(("", part))
    return done
