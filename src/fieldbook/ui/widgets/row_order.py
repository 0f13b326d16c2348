"""In what order rows stand: by what a column means, not by the words that are shown of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fieldbook.domain import folding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fieldbook.ui.widgets.columns import Column, ListRow

_MAY_BE_GROUP: Final = re.compile(r"[组队社組隊]")
_NUMBER: Final = re.compile(r"[0-9]+")
_DIGITS: Final = 12
"""How long numbers are made, so that 9 stands before 10."""
_FEW: Final = 100
"""Rows that are sooner brought in one by one than all are sorted."""
_NOTHING: Final = frozenset({"", "-"})
"""What a cell shows that has no value."""


class Sort(NamedTuple):
    """By which column the rows stand."""

    column: str
    """Its title: a list may show other columns for a while."""
    falling: bool = False
    """Whether the greatest value stands first."""

    def turned(self) -> Sort:
        """The other way round."""
        return self._replace(falling=not self.falling)


def following(sort: Sort | None, titles: Sequence[str]) -> Sort | None:
    """By the next of the columns; after the last none."""
    named = [each for each in titles if each]
    at = named.index(sort.column) + 1 if sort and sort.column in named else 0
    return Sort(named[at]) if at < len(named) else None


def clicked(sort: Sort | None, title: str) -> Sort | None:
    """By a column that was clicked; again the other way round, and then by none."""
    if sort is None or sort.column != title:
        return Sort(title)
    return None if sort.falling else sort.turned()


def sorted_rows(rows: Sequence[ListRow], columns: Sequence[Column], sort: Sort) -> list[ListRow]:
    """The rows by a column; what has no value there stands last, equals as they stood."""
    at = next(at for at, column in enumerate(columns) if column.title == sort.column)
    values = _values(rows, at, columns[at].by)
    places: list[int] = []
    last: list[int] = []
    for place, value in enumerate(values):
        (last if value is None else places).append(place)
    places.sort(key=values.__getitem__, reverse=sort.falling)
    return [rows[place] for place in (*places, *last)]


def order_kept(
    before: tuple[Sequence[ListRow], Sequence[ListRow]],
    given: Sequence[ListRow],
    columns: Sequence[Column],
    sort: Sort,
) -> list[ListRow]:
    """The same as :func:`sorted_rows`, from what was sorted before: after an act few rows are other.

    Args:
        before: the rows as they were given then, and as they were sorted.
        given: the rows as they are given now.
        columns: what the cells of a row mean.
        sort: by which column.
    """
    was, stood = before
    moved = _moved(was, given)
    if moved is None:
        return sorted_rows(given, columns, sort)
    at = next(at for at, column in enumerate(columns) if column.title == sort.column)

    def rank(other: ListRow, row: ListRow) -> int:
        """Below zero where the other stands before the row by its value, above where it stands after."""
        its, mine = _values((other, row), at, columns[at].by)
        if its == mine:
            return 0
        first = mine is None if None in {its, mine} else its < mine
        if sort.falling and None not in {its, mine}:
            first = not first
        return -1 if first else 1

    kept = list(stood)
    for row in moved.gone:
        kept.remove(row)
    for place in moved.come:
        row = given[place]
        # Two searches by halves: where its equals begin, and where they end.
        start = bisect_left(kept, 0, key=lambda other: rank(other, row))
        end = bisect_right(kept, 0, lo=start, key=lambda other: rank(other, row))
        equals = set(map(id, kept[start:end]))
        above = next((each for each in given[:place][::-1] if id(each) in equals), None)
        kept.insert(start if above is None else kept.index(above, start, end) + 1, row)
    return kept


class _Moved(NamedTuple):
    """What one list has and another has not."""

    gone: list[ListRow]
    come: list[int]
    """Where they stand in the other."""


def _moved(was: Sequence[ListRow], given: Sequence[ListRow]) -> _Moved | None:
    """What is other in the rows; ``None`` where that is much, or the same rows stand otherwise."""
    start = _alike(was, given)
    end = min(_alike(was[::-1], given[::-1]), min(len(was), len(given)) - start)
    before, after = was[start : len(was) - end], given[start : len(given) - end]
    had, has = set(map(id, before)), set(map(id, after))
    gone = [row for row in before if id(row) not in has]
    come = [at for at, row in enumerate(after, start) if id(row) not in had]
    same = [row for row in after if id(row) in had] == [row for row in before if id(row) in has]
    return _Moved(gone, come) if same and len(gone) + len(come) <= _FEW else None


def _alike(some: Sequence[ListRow], others: Sequence[ListRow]) -> int:
    """How many rows at the beginning are the same: lists are compared by halves, each at once."""
    low, high = 0, min(len(some), len(others))
    while low < high:
        middle = (low + high + 1) // 2
        if some[low:middle] == others[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _values(rows: Sequence[ListRow], at: int, by: int | None) -> list[Any]:
    """What each row is worth in a column; the cells say it where the column names no value."""
    if by is not None:
        return [row.values[by] for row in rows]
    texts = [row.cells[at] for row in rows]
    known: dict[str, bytes | None] = _in_one_way(list(set(texts)))
    known.update(dict.fromkeys(_NOTHING))
    return [known[text] for text in texts]


def _in_one_way(texts: Sequence[str]) -> dict[str, bytes | None]:
    """Words as a directory has them: Chinese by its sound, numbers by what they come to.

    The national code has the usual signs in the order of their pinyin. All texts are brought into it
    at once: a hundred thousand one by one would be felt.
    """
    plain = [
        (folding.group(text) if _MAY_BE_GROUP.search(text) else text).replace("\n", " ")
        for text in texts
    ]
    counted = _NUMBER.sub(lambda found: found[0].zfill(_DIGITS), "\n".join(plain).casefold())
    found = counted.encode("gb18030", "replace").split(b"\n") if texts else ()
    return dict(zip(texts, found, strict=True))
