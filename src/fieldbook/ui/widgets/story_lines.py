"""The lines of a story, laid out for a width."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from fieldbook.ui.widgets.cells import clean, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

INDENT = 2
"""Cells for each step of indentation."""
_LEAST_TEXT = 12
_WIDE = 52
"""From so many cells on, text stands right of the dates; in less, below them. What stands before
the first date always has the whole width: it says what the story is about."""


class StoryLine(NamedTuple):
    """One line of a story, before it is wrapped."""

    text: str
    indent: int = 0
    """Steps, not cells."""
    tone: str = ""
    """``heading``, ``title``, ``overdue``, ``today``, ``done`` or ``muted``."""
    date: str = ""
    """Stands in the gutter at the left."""
    key: str = ""
    """Names a record that can be chosen from here; empty for plain text."""


class Piece(NamedTuple):
    """One drawn line: of which line, the text, where it begins, and whether it is the first."""

    line: int
    text: str
    left: int
    first: bool


class Layout(NamedTuple):
    """A story laid out."""

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    """Where each line's first piece is."""
    marker: int
    """Cells for the cursor's sign."""
    gutter: int
    """Cells for marker and dates together."""


def lay_out(lines: Sequence[StoryLine], width: int) -> Layout:
    """Wrap a story into lines of at most so many cells."""
    marker = 2 if any(line.key for line in lines) else 0
    dates = {line.date for line in lines}
    widest = max((cell_len(date) for date in dates), default=0)
    gutter = marker + (widest + 2 if widest else 0)
    pieces: list[Piece] = []
    starts: list[int] = []
    before_dates = True
    for number, line in enumerate(lines):
        starts.append(len(pieces))
        left = gutter + INDENT * line.indent
        before_dates = before_dates and not line.date
        if (width < _WIDE or before_dates) and not line.date:
            left -= gutter - marker
        # In a very narrow pane the indentation yields, not the text.
        left = max(min(left, width - _LEAST_TEXT), marker)
        texts = line.text.split("\n") if "\n" in line.text else (line.text,)
        wrapped = [piece for text in texts for piece in wrap(clean(text), width - left)]
        pieces.extend(Piece(number, text, left, at == 0) for at, text in enumerate(wrapped))
    return Layout(tuple(pieces), tuple(starts), marker, gutter)
