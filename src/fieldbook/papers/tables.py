"""Tables of a paper: which columns they have, and how wide these are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from fieldbook.papers.outline import Table
from fieldbook.patterns import pattern

Column = tuple[str, Sequence[str]]
"""Its heading, and its cells from top to bottom."""
_NARROWEST: Final = 6
_WHOLE: Final = pattern(r"(?:\d+年)?\d+月\d+日、?|[!-~]+(?:（[!-~]+）)?")
"""A day with the sign behind it, a word of other letters, or a share: ``3/3（100%）``."""


def table(*columns: Column) -> Table:
    """A table of those columns in which something stands, all of one length."""
    held = [column for column in columns if any(column[1])]
    rows: Iterable[tuple[str, ...]] = zip(*(cells for _, cells in held), strict=True)
    return Table(tuple(head for head, _ in held), tuple(rows))


def column_widths(table: Table, room: int) -> list[int]:
    """Character cells for each column: as many as its words want, the widest giving way first.

    A column gives way down to its longest word, as long as the others can; then words are broken.
    """
    from rich.cells import cell_len

    columns = list(zip(table.head, *table.rows, strict=True))
    widths = [min(max(map(cell_len, column)), room) for column in columns]
    floor = max(min(_NARROWEST, room // len(widths)), 2)
    words = [max(floor, *map(_longest_word, column)) for column in columns]
    for narrowest in (words, [floor] * len(widths)):
        while sum(widths) > room:
            may_yield = [n for n, wide in enumerate(widths) if wide > narrowest[n]]
            if not may_yield:
                break
            widths[max(may_yield, key=lambda n: (widths[n], -n))] -= 1
    return widths


def _longest_word(cell: str) -> int:
    """Cells of the longest day, word or share that only stands whole; Chinese breaks anywhere."""
    from rich.cells import cell_len

    return max(map(cell_len, _WHOLE.findall(cell)), default=0)
