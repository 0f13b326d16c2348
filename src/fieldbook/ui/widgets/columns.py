"""The rows and columns of a list, and which columns there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 2
"""Blank cells between two columns."""


class Column(NamedTuple):
    """One column: its heading, how wide it is, and how dearly it is kept."""

    title: str
    """The heading, shown where the list shows headings."""
    width: int | None = None
    """Cells; None takes what the others leave."""
    min_width: int = 4
    """The least a flexible column is worth showing with."""
    align: Literal["left", "right"] = "left"
    """Right for numbers."""
    priority: int = 0
    """The column with the lowest is dropped first when the list is narrow."""
    toned: bool = False
    """The tone of a row colours this column only; without one, the whole row."""
    quiet: bool = False
    """Tells rows apart whose names are alike: it stands back behind the name."""
    apart: bool = False
    """Where all such columns are seen, nothing need stand beside a name to tell it apart."""
    by: int | None = None
    """Which of a row's values it is sorted by; without one, by the words of its cells."""


class ListRow(NamedTuple):
    """One row of a list."""

    key: str
    """Names the record; the cursor stays with it when the rows change."""
    cells: tuple[str, ...]
    """What the columns show."""
    search: str
    """What the filter looks through, as :func:`~fieldbook.ui.widgets.row_filter.sought` has it."""
    tone: str = ""
    """``overdue``, ``today``, ``done`` or ``muted``: the colour; the words say it already.
    ``section`` heads the rows beneath: the cursor passes it over."""
    values: tuple[Any, ...] = ()
    """What the columns mean that are not sorted by their words; ``None`` where there is nothing."""


class Placed(NamedTuple):
    """A column that is shown: the number of its cell in a row, and its width."""

    cell: int
    width: int


def place(columns: Sequence[Column], width: int) -> tuple[Placed, ...]:
    """Choose the columns that fit into so many cells, and share out the room."""
    kept = list(range(len(columns)))
    while len(kept) > 1 and _least(columns, kept) > width:
        # Of equals the rightmost goes: what stands at the left names the row.
        kept.remove(min(kept, key=lambda index: (columns[index].priority, -index)))
    spare = max(0, width - _least(columns, kept))
    flexible = [index for index in kept if columns[index].width is None]
    share, rest = divmod(spare, len(flexible)) if flexible else (0, 0)
    placed: list[Placed] = []
    for index in kept:
        own = columns[index].width
        if own is None:
            own = columns[index].min_width + share + (1 if index in flexible[:rest] else 0)
        placed.append(Placed(index, min(own, width)))
    return tuple(placed)


def _least(columns: Sequence[Column], kept: Sequence[int]) -> int:
    """Count the cells these columns need at the least."""
    widths = [columns[index].width for index in kept]
    least = sum(
        columns[index].min_width if width is None else width
        for index, width in zip(kept, widths, strict=True)
    )
    return least + GAP * (len(kept) - 1)
