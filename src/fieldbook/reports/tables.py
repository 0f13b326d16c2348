"""Tables as reports make them: columns named by word keys, cells without words.

Screens and papers draw the same ones; ``labels.COLUMNS`` has the words of both.
"""

from __future__ import annotations

import math
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

    A half goes up, as on a pocket calculator.

    >>> whole_percent(199 / 200), whole_percent(1 / 300), whole_percent(2 / 3), whole_percent(1 / 8)
    (99, 1, 67, 13)
    """
    if ratio is None or ratio in (0, 1):
        return ratio if ratio is None else int(100 * ratio)
    # 29 of 200 is 14.499999999999998 as a float.
    return min(99, max(1, math.floor(100 * ratio + 0.5 + 1e-9)))


Cell = str | int | Share | None
"""A name, a count, a share; none where nothing is known."""


class Column(NamedTuple):
    """One column, or one line of figures that stand side by side."""

    word: str
    """A key of ``labels.COLUMNS``; ``field:code`` for what a code is called."""
    cells: Sequence[Cell]


Table = tuple[Column, ...]
