"""The rows and columns of a list, and which columns there is room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from fieldbook.domain import folding

GAP = 2
"""Blank cells between two columns."""
NAME = 16
"""A name of so many cells is whole before a further column is shown."""
CUT_NAME = 10
"""To so many cells names and titles are cut for a column that is kept, before one goes that only
stands beside them."""
SHORT_NAME = 8
"""No shorter are they cut for it."""
SECTION = "section"
"""The tone of a row that heads the rows beneath it: drawn across, passed over by the cursor."""


class Column(NamedTuple):
    """One column: its heading, how wide it is, and how dearly it is kept."""

    title: str
    """The heading, shown where the list shows headings."""
    width: int | None = None
    """Cells; None takes what the others leave, and what has none (0) is not shown."""
    min_width: int = 4
    """The least a flexible column is worth showing with."""
    least: int | None = None
    """To so few cells one of declared width is cut before it goes; without this it is not."""
    align: Literal["left", "right"] = "left"
    """Numbers stand at the right of their column."""
    priority: int = 0
    """The column with the lowest is dropped first when the list is narrow."""
    toned: bool = False
    """The tone of a row colours this column only; without one, the whole row."""
    quiet: bool = False
    """Tells rows apart whose names are alike: it stands back behind the name."""
    apart: bool = False
    """Where all such columns are seen, nothing need stand beside a name to tell it apart."""
    kept: bool = False
    """It is shown whole, and names and titles are cut before it goes: it tells what is due, or which it is."""
    by_need: bool = False
    """One such column, and all share the room by what their words need, headings above them or not."""
    by: int | None = None
    """Which of a row's values it is sorted by; without one, by the words of its cells."""
    meaning: str = ""
    """What it shows, told in help where the heading alone does not say it."""


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


def place(
    columns: Sequence[Column],
    width: int,
    needs: Sequence[int] | None = None,
    alike: Mapping[int, str] | None = None,
) -> tuple[Placed, ...]:
    """Choose the columns that fit into so many cells, and share out the room.

    What tells nothing gives way first: a column that is empty in all rows, then one that stands
    beside a name and says the same in all. If that is not enough, others that say the same go before
    the rest; of the rest the least important is cut, as far as it may be, and else goes. The column
    that names the row goes last.

    Args:
        columns: what there is to be shown.
        width: how many cells there are.
        needs: how many cells the words of each column need, its title among them. No column gets
            more than that as long as another one goes short. ``None``: all is as it is declared.
        alike: the columns that say the same in all rows, and what.
    """
    wanted = needs or [_declared(each) for each in columns]
    whole = NAME if needs else 0
    widths = {
        index: min(_at_first(column, whole, wanted[index]), wanted[index])
        for index, column in enumerate(columns)
        if column.width != 0
    }
    alike = alike or {}
    same = _same(columns, alike)
    empty = [at for at in same if columns[at].quiet or not alike[at]]
    _leave_out(empty, widths, width, wanted)
    while len(widths) > 1 and _spare(widths, width) < 0:
        widths = _narrower(columns, widths, width, same)
    flexible = [index for index in widths if columns[index].width is None]
    for some in (flexible, list(widths)) if needs else ():
        _give(widths, some, width, wanted)
    _fill(widths, flexible, width)
    return tuple(Placed(index, min(cells, width)) for index, cells in widths.items())


def _narrower(
    columns: Sequence[Column], widths: dict[int, int], width: int, same: Sequence[int]
) -> dict[int, int]:
    """The widths with the least worthy column cut or gone, or with names cut for it."""
    # Of equals the rightmost goes: what stands at the left names the row.
    by_worth = sorted(widths, key=lambda at: (at not in same, columns[at].priority, -at))
    going = by_worth[0]
    column, left = columns[going], widths[going] + _spare(widths, width)
    if going not in same and column.least and left >= column.least:
        return {**widths, going: left}
    if going not in same and column.kept:
        return _with_kept(columns, widths, width, by_worth)
    return _without(widths, going)


def _with_kept(
    columns: Sequence[Column], widths: dict[int, int], width: int, by_worth: Sequence[int]
) -> dict[int, int]:
    """The widths with names cut, so that the first column stays; else without what stands beside them, or it."""
    beside = [at for at in by_worth if columns[at].quiet and not columns[at].kept]
    cuts = [_cut(columns, widths, CUT_NAME, but_kept=True)]
    if not beside:
        cuts.append(_cut(columns, widths, SHORT_NAME))
    fitting = (each for each in cuts if _spare(each, width) >= 0)
    return next(fitting, _without(widths, (*beside, *by_worth)[0]))


def _without(widths: Mapping[int, int], going: int) -> dict[int, int]:
    return {at: cells for at, cells in widths.items() if at != going}


def _same(columns: Sequence[Column], alike: Mapping[int, str]) -> list[int]:
    """The columns that tell no row from another, in the order in which they go; never what names a row."""
    names = max(range(len(columns)), key=lambda at: (columns[at].priority, -at), default=0)
    known = (at for at in alike if at < len(columns) and at != names)
    return sorted(known, key=lambda at: (alike[at] != "", columns[at].priority, -at))


def _leave_out(
    empty: Sequence[int], widths: dict[int, int], width: int, wanted: Sequence[int]
) -> None:
    """Leave columns out one after the other, until all the others say has room."""
    for going in empty:
        room = {at: max(cells, wanted[at]) for at, cells in widths.items()}
        if _spare(room, width) >= 0:
            break
        widths.pop(going, None)


def _cut(
    columns: Sequence[Column], widths: Mapping[int, int], most: int, *, but_kept: bool = False
) -> dict[int, int]:
    """The widths with names and titles cut to so many cells."""
    cut = {at for at in widths if columns[at].width is None and not (but_kept and columns[at].kept)}
    return {at: min(cells, most) if at in cut else cells for at, cells in widths.items()}


def _at_first(column: Column, whole: int, wanted: int) -> int:
    """The cells a column has before any is dropped, if its words need them."""
    if column.width is None:
        return max(column.min_width, whole)
    return wanted if column.kept else column.width


def _declared(column: Column) -> int:
    """The cells of a column of which nothing else is known."""
    return column.min_width if column.width is None else column.width


def _spare(widths: Mapping[int, int], width: int) -> int:
    """How many cells these columns leave."""
    return width - sum(widths.values()) - GAP * (len(widths) - 1)


def _give(widths: dict[int, int], some: Sequence[int], width: int, wanted: Sequence[int]) -> None:
    """Widen some columns up to what they need, who needs least first; the rest go short alike."""
    short = sorted((each for each in some if wanted[each] > widths[each]), key=wanted.__getitem__)
    while short and (spare := _spare(widths, width)) > 0:
        # All that are short are to end alike, as far as the narrower ones leave room for it.
        total = spare + sum(widths[each] for each in short)
        first, level = short[0], total // len(short)
        level = min(level, widths[first] + spare)  # one that has more already gives nothing back
        widths[first] = min(wanted[first], max(widths[first], level))
        short = short[1:]


def _fill(widths: dict[int, int], flexible: Sequence[int], width: int) -> None:
    """Share out what is left among the flexible columns."""
    share, rest = divmod(max(0, _spare(widths, width)), len(flexible) or 1)
    for number, index in enumerate(flexible):
        widths[index] += share + (number < rest)


def sought(*texts: str) -> str:
    """Texts as a filter looks through them: in a row, folded as the search folds them.

    It is done when a row is made: folding 100,000 long texts at the first letter would be felt.
    """
    return folding.searchable(*texts)
