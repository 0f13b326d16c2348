"""Headings that are merged over several columns and head each of them: 家庭成员, 联系电话."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fieldbook.intake.grid import Grid
from fieldbook.intake.headings import ALIASES, meant

_SPREAD: Final = frozenset(
    alias for field in ("person", "phone") for alias in ALIASES["households"][field]
)


def spread(grid: Grid, at: int, texts: Sequence[str]) -> list[str]:
    """The headings of a line, those of members and telephones over all columns they are merged over."""
    found = list(texts)
    top = grid.lines[at].number - 1
    for block in grid.blocks:
        if block.top == top == block.bottom and block.left < len(found):
            heading = found[block.left]
            found += [""] * (block.right + 1 - len(found))
            below = found[block.left + 1 : block.right + 1]
            if not any(below) and meant(heading, "households") in _SPREAD:
                found[block.left : block.right + 1] = [heading] * (len(below) + 1)
    return found
