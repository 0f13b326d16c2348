"""Lists that are printed in several columns on one sheet: 户主 电话 户主 电话."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fieldbook.intake.above import group_headed
from fieldbook.intake.cells import one_line
from fieldbook.intake.columns import Headings
from fieldbook.intake.foot import alone
from fieldbook.intake.grid import Block, Grid, Line
from fieldbook.intake.headings import ALIASES, meant, plain
from fieldbook.intake.other_words import is_running
from fieldbook.intake.rows import merged_across
from fieldbook.workbooks.gathering import letters

_SHARED: Final = ("group", "brigade", "commune", "unit", "contact")
"""What may stand once before all of them."""
_OF_PERSONS: Final = ("relation", "person")
_MOST_SHARED: Final = 3


def sides(grid: Grid, headings: Headings) -> dict[str, Grid]:
    """The lists that stand beside each other below the same headings; none where there is one only.

    Each by the letters of its columns, as ``A-C``; what heads all of them, such as a group, heads each.

    Args:
        grid: the sheet.
        headings: as they were understood; only lists of households are printed so.
    """
    if headings.holds != "households":
        return {}
    texts = [one_line(cell) for cell in grid.lines[headings.below - 1].cells]
    while texts and not texts[-1]:
        texts.pop()
    shared, width = _repeated(texts)
    if not width:
        return {}
    starts = range(shared, len(texts), width)
    return {
        "-".join(dict.fromkeys((letters(at), letters(at + width - 1)))): _side(
            grid, headings.below, shared, at, at + width
        )
        for at in starts
    }


def _repeated(texts: Sequence[str]) -> tuple[int, int]:
    """How many columns stand before the lists, and how many each list has; no width where none repeat."""
    for shared in range(min(_MOST_SHARED, len(texts)) + 1):
        if not all(_is_shared(text) for text in texts[:shared]):
            break
        rest = texts[shared:]
        for width in range(1, len(rest)):
            whole = [*rest, *[""] * (-len(rest) % width)]
            again = all(text == whole[at % width] for at, text in enumerate(whole))
            if again and _heads_households(whole[:width]):
                return shared, width
    return 0, 0


def _is_shared(text: str) -> bool:
    key = meant(text, "households")
    named = any(key in ALIASES["households"][field] for field in _SHARED)
    return named or is_running(plain(text))


def _heads_households(texts: Sequence[str]) -> bool:
    keys = {meant(text, "households") for text in texts if text}
    aliases = ALIASES["households"]
    of_persons = any(keys & aliases[field].keys() - aliases["head"].keys() for field in _OF_PERSONS)
    return bool(keys & aliases["head"].keys()) and not of_persons


def _side(grid: Grid, below: int, shared: int, first: int, end: int) -> Grid:
    """One of the lists as a sheet of its own, without the lines on which it has nothing."""
    lines, of_all, wide = [], set(), merged_across(grid.blocks)
    for at, line in enumerate(grid.lines):
        own = line.cells[first:end]
        if _heads_all(line, shared, is_above=at < below - 1, is_wide=line.number in wide):
            lines.append(line)
            of_all.add(line.number)
        elif at < below or any(cell != "" for cell in own):
            before = [*line.cells[:shared], *[""] * (shared - len(line.cells))]
            lines.append(Line(line.number, [*before, *own]))
    blocks: list[Block] = []
    for block in grid.blocks:
        if block.right < shared or (block.top == block.bottom and block.top + 1 in of_all):
            blocks.append(block)
        elif first <= block.left and block.right < end:
            left, right = block.left - first + shared, block.right - first + shared
            blocks.append(block._replace(left=left, right=right))
    return grid._replace(lines=lines, blocks=blocks)


def _heads_all(line: Line, shared: int, *, is_above: bool, is_wide: bool) -> bool:
    """Whether a line's only words stand over all lists: a title, or at their beginning a group."""
    only = alone(line)
    begins = any(cell != "" for cell in line.cells[: shared + 1])
    return bool(only) and (is_above or (begins and bool(group_headed(only, is_wide=is_wide))))
