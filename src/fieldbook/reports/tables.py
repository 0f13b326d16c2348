"""Tables as reports make them: columns named by word keys, cells without words.

Screens and papers draw the same ones; ``labels.COLUMNS`` has the words of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Share(NamedTuple):
    """A part of a whole."""

    part: int
    whole: int

    @property
    def ratio(self) -> float | None:
        """The share; none where there is nothing to share."""
        return self.part / self.whole if self.whole else None


Cell = str | int | Share | None
"""A name, a count, a share; none where nothing is known."""


class Column(NamedTuple):
    """One column, or one line of figures that stand side by side."""

    word: str
    """A key of ``labels.COLUMNS``; ``field:code`` for what a code is called."""
    cells: Sequence[Cell]


Table = tuple[Column, ...]
