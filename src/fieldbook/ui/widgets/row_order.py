"""In what order rows stand: by what a column means, not by the words that are shown of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, Final, NamedTuple

from fieldbook.domain import folding
from fieldbook.patterns import pattern
from fieldbook.ui.widgets.columns import Column, ListRow

_MAY_BE_GROUP: Final = pattern(r"[组队社組隊]")
_NUMBER: Final = pattern(r"[0-9]+")
_DIGITS: Final = 12
"""How long numbers are made, so that 9 stands before 10."""
_KEY: Final = itemgetter(0)
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


def places_kept(
    stood: Sequence[ListRow],
    given: Sequence[ListRow],
    in_order: Callable[[], Sequence[ListRow]],
) -> list[ListRow]:
    """The rows that are given now, each where it stood.

    Where some are new, all are put in order: each comes below the one it is below there.
    """
    now = dict(zip(map(_KEY, given), given, strict=True))
    kept = list(filter(None, map(now.get, map(_KEY, stood))))
    if len(kept) == len(now):
        return kept
    above, had = "", set(map(_KEY, kept))
    below: dict[str, list[ListRow]] = {above: []}
    for row in in_order():
        if row.key in had:
            above = row.key
        else:
            below.setdefault(above, []).append(row)
    return [*below[""], *(each for row in kept for each in (row, *below.get(row.key, ())))]


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
