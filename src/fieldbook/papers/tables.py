"""Tables of a paper: a column in which nothing stands is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fieldbook.papers.outline import Table

Column = tuple[str, int, Sequence[str]]
"""Its heading, its weight, its cells from top to bottom."""


def table(columns: Iterable[Column]) -> Table:
    """A table of the columns that hold something, all of one length."""
    held = [column for column in columns if any(column[2])]
    return Table(
        head=tuple(head for head, _, _ in held),
        rows=tuple(zip(*(cells for _, _, cells in held), strict=True)),
        weights=tuple(weight for _, weight, _ in held),
    )
