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

    @property
    def percent(self) -> int | None:
        """The share in hundredths; 100 means all and 0 none, however close the others come."""
        return whole_percent(self.ratio)


def whole_percent(ratio: float | None) -> int | None:
    """A ratio in hundredths; 100 means all and 0 none, however close the others come.

    >>> whole_percent(199 / 200), whole_percent(1 / 300), whole_percent(2 / 3)
    (99, 1, 67)
    """
    if ratio is None or ratio in (0, 1):
        return ratio if ratio is None else int(100 * ratio)
    return min(99, max(1, round(100 * ratio)))


Cell = str | int | Share | None
"""A name, a count, a share; none where nothing is known."""


class Column(NamedTuple):
    """One column, or one line of figures that stand side by side."""

    word: str
    """A key of ``labels.COLUMNS``; ``field:code`` for what a code is called."""
    cells: Sequence[Cell]


Table = tuple[Column, ...]
