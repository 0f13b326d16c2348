"""Headings as a sheet has them: the texts of a line, and headings in two storeys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fieldbook.domain.codes import Holds
from fieldbook.intake.cells import one_line
from fieldbook.intake.grid import Cell, Grid
from fieldbook.intake.headings import KNOWN, meant, plain
from fieldbook.intake.withheld_headings import is_withheld
from fieldbook.patterns import pattern

OF_PEOPLE: Final = (None, "households", "visits")
"""The kinds of sheet whose rows are people's; where nothing is said, it may be one."""


FIGURES: Final = pattern(r"[\d\s.,:/%+-]*\d[\d\s.,:/%+-]*")


_PHONE: Final = pattern(r"[+\d]\d{2}[\d -]{4,}$")
"""What stands in a line that is filled in, and in no headings."""
_BEGINS: Final = 240
"""Signs of a cell among which its first sixty stand, however it is padded."""


def texts_of(grid: Grid, at: int) -> list[str]:
    """A line as headings: texts only, for a number is never one."""
    cells = grid.lines[at].cells
    return [one_line(cell[:_BEGINS])[:60] if isinstance(cell, str) else "" for cell in cells]


_OF_HOUSEHOLDS: Final = pattern(r"户(?:主|家庭)?(?:基本)?(?:情况|信息|资料)?\W*$")
"""What an upper heading ends with that names whom the roster is of: 脱贫户基本情况."""


class Storeys:
    """Headings in two storeys: 联系方式 above 电话 and 住址."""

    def __init__(self, grid: Grid, at: int) -> None:
        upper, lower = texts_of(grid, at), texts_of(grid, at + 1)
        width = max(len(upper), len(lower))
        self._upper = upper + [""] * (width - len(upper))
        self._lower = lower + [""] * (width - len(lower))
        top = grid.lines[at].number - 1
        blocks = [block for block in grid.blocks if block.top == top]
        self._wide = {block.left for block in blocks if block.right > block.left}
        self.merged = any(block.bottom == top + 1 for block in blocks)
        """Whether cells reach over both storeys, so that there are two beyond doubt."""
        below = grid.lines[at + 1]
        is_next = below.number == grid.lines[at].number + 1 and not any(map(_PHONE.match, upper))
        self.stand = self.merged or (is_next and self._reaches() and not _has_figures(below.cells))
        """Whether the lower line can be a storey at all, and is no row below one line of headings."""

    def _reaches(self) -> bool:
        """Whether an upper heading reaches over several lower ones: none of its own stands there."""
        pairs = zip(["", *self._upper], self._upper, self._lower, strict=False)
        return any(low and up in ("", before) for before, up, low in pairs)

    def texts(self, kind: Holds, told: Sequence[str]) -> list[str]:
        """The lower heading where it means something, else the one above it."""
        named = {plain(heading) for heading in told if heading}
        known = KNOWN[kind] | named
        texts = [
            low
            if meant(low, kind) in known or is_withheld(low) or (low and at in self._wide)
            else up
            for at, (up, low) in enumerate(zip(self._upper, self._lower, strict=True))
        ]
        # 时间 below 销号 is 销号时间, and no other time.
        texts = [
            text
            if not (above and low) or plain(low) in named
            else _joined(above, low, kind) or text
            for text, above, low in zip(texts, self._above(), self._lower, strict=True)
        ]
        over = [
            above if low and not _OF_HOUSEHOLDS.search(above) else ""
            for above, low in zip(self._above(), self._lower, strict=True)
        ]
        # What stands below 低保情况 is of that, whatever it is called.
        return [
            above if is_withheld(above, of_people=kind in OF_PEOPLE) else text
            for above, text in zip(over, texts, strict=True)
        ]

    def _above(self) -> list[str]:
        """What stands above each lower heading, also where it reaches over several."""
        found, above = [], ""
        for up, low in zip(self._upper, self._lower, strict=True):
            found.append(up or (above if low else ""))
            above = found[-1] if low else ""
        return found

    @property
    def shown(self) -> list[str]:
        """The headings as they are told: what reaches over several stands before each of them."""
        return [
            f"{above}/{low}" if above and low else above or low
            for above, low in zip(self._above(), self._lower, strict=True)
        ]


def _joined(above: str, low: str, kind: Holds) -> str:
    """Both storeys as one heading, where that is a known one."""
    both = f"{above} {low}" if above.isascii() else f"{above}{low}"
    return both if not is_withheld(low) and meant(both, kind) in KNOWN[kind] else ""


def _has_figures(cells: Sequence[Cell]) -> bool:
    """Whether a line has numbers or days: it is a row then."""
    return any(
        not isinstance(cell, str) or FIGURES.fullmatch(one_line(cell))
        for cell in cells
        if cell != ""
    )
