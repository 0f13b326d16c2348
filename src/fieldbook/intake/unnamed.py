"""A table none of whose columns names what it holds: nothing of it is read until somebody says which does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from fieldbook.domain.codes import Holds
from fieldbook.domain.entries import Sheet
from fieldbook.intake.columns import Asked, columns_in, likeliest
from fieldbook.intake.grid import Grid
from fieldbook.intake.storeys import OF_PEOPLE
from fieldbook.intake.withheld_headings import is_withheld

_LEAST: Final = 2
"""The columns of a table: lines of a letter have one."""


def unnamed(
    path: Path, grids: Sequence[Grid], asked: Asked, wanted: Holds | None, encoding: str
) -> Sheet | None:
    """Such a table as a sheet without entries; nothing where the file is no table.

    Args:
        path: the file.
        grids: its sheets.
        asked: what the user said of it.
        wanted: as what it is wanted, where the user said nothing.
        encoding: how a text file was read.
    """
    texts = likeliest(grids)
    headings = [text for text in texts if text]
    rows = (line for grid in grids for line in grid.lines)
    wide = [line for line in rows if sum(cell != "" for cell in line.cells) >= _LEAST]
    if len(headings) < _LEAST or len(wide) < _LEAST:
        return None
    kinds = Asked(None, asked.columns).kinds()
    found = {kind: columns_in(texts, kind, asked.columns) for kind in kinds}
    most = max(kinds, key=lambda kind: len(found[kind]))
    holds = asked.holds or (wanted if wanted in kinds else most)
    columns = found[holds]
    read = {column.heading for column in columns}
    others = [text for text in headings if text not in read]
    withheld = [text for text in others if is_withheld(text, of_people=holds in OF_PEOPLE)]
    return Sheet(
        file=path.name,
        holds=holds,
        entries=(),
        oddities=(),
        skipped=0,
        columns=tuple((column.field, column.heading) for column in columns),
        unread=tuple(text for text in others if text not in withheld),
        withheld=tuple(withheld),
        encoding=encoding,
        could_hold=kinds,
    )
