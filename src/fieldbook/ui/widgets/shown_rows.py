"""Which rows a list shows, and in what order."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from rich.cells import cell_len

from fieldbook.ui.widgets.cells import parted, told_apart
from fieldbook.ui.widgets.columns import SECTION, Placed, place
from fieldbook.ui.widgets.row_order import Sort, places_kept, sorted_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fieldbook.ui.widgets.columns import Column, ListRow
    from fieldbook.ui.widgets.row_filter import RowFilter

_MOST_MEASURED = 400
"""Rows whose words are measured; to measure more would take longer than a key may."""


class ShownRows:
    """All rows in their order, and the places of those that a filter leaves."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = tuple(columns)
        """What the cells of a row mean."""
        self.all: Sequence[ListRow] = ()
        """Every row, the filtered ones too, in the order in which they stand."""
        self.sort: Sort | None = None
        """By which column; none: as they were given."""
        self.marked: set[str] = set()
        """The keys of the rows that are marked, those the filter leaves out too."""
        self.underlined: tuple[str, ...] = ()
        self._given: Sequence[ListRow] = ()
        self._alike: Mapping[int, str] | None = None
        self.keep_places = False
        """Whether rows stand where they stood before an act, and not where their order puts them."""
        self._filter: RowFilter | None = None
        self._query = ""
        self._shown: Sequence[int] = range(0)

    def __len__(self) -> int:
        return len(self._shown)

    def __getitem__(self, at: int) -> ListRow:
        return self.all[self._shown[at]]

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words that are underlined: those of the filter, else those given."""
        return self._filter.words if self._filter else self.underlined

    @property
    def is_filtered(self) -> bool:
        """Whether a filter leaves rows out."""
        return bool(self._query.strip())

    def keys(self) -> list[str]:
        """The keys of the rows that are shown."""
        return [self.all[index].key for index in self._shown]

    def placed(self, width: int, *, by_need: bool) -> tuple[Placed, ...]:
        """The columns that are shown in so many cells, and how wide each is.

        Args:
            width: how many cells there are.
            by_need: whether they are shared by what all rows need; by what those need that a filter
                leaves, where not all of all is seen. Else, and where the rows are many, by what the
                columns declare. A column may ask for it.
        """
        alike = self.alike() if by_need else {}
        if not (by_need or any(each.by_need for each in self.columns)):
            return place(self.columns, width)
        needs = self._needs(self._given)
        placed = place(self.columns, width, needs, alike)
        if not self.is_filtered or (needs and _is_whole(placed, needs)):
            return placed
        # What is cut, or not seen, for the words of a row that is left out gets its room now.
        found = self._needs([self[at] for at in range(min(len(self), _MOST_MEASURED + 1))])
        return place(self.columns, width, found, alike) if found else placed

    def alike(self) -> Mapping[int, str]:
        """The columns that say the same in all rows, those the filter leaves out, too; and what.

        It is asked once for the rows there are; of one row alone only what is empty counts.
        """
        if self._alike is None:
            rows = [row.cells for row in self._given if row.tone != SECTION]
            self._alike = {
                at: cell
                for at, cell in enumerate(rows[0][: min(map(len, rows))] if rows else ())
                if (len(rows) > 1 or not cell) and all(each[at] == cell for each in rows)
            }
        return self._alike

    def _needs(self, rows: Sequence[ListRow]) -> list[int] | None:
        """How many cells the words of each column need in these rows; none where they are many."""
        if not 0 < len(rows) <= _MOST_MEASURED:
            return None
        needs = [cell_len(each.title) for each in self.columns]
        is_apart = any(each.apart for each in self.columns)
        for row in rows:
            if row.tone != SECTION:
                for at, cell in enumerate(row.cells[: len(needs)]):
                    words = told_apart(cell) if is_apart else cell
                    needs[at] = max(needs[at], cell_len("".join(parted(words))))
        return needs

    def give(self, rows: Sequence[ListRow], at: int, *, in_place: bool = False) -> int:
        """Take other rows, and tell where the row at a place is now, or else the one in its place.

        Args:
            rows: the rows.
            at: the place, among the rows that are shown.
            in_place: whether rows that were there stay where they stood, whatever is told of them now.
        """
        stood, shown = self.all, self._shown
        key = self[at].key if len(self) else ""
        self._given, self._alike = rows, None
        if self.marked:
            self.marked &= {row.key for row in rows}
        if in_place:
            self._stand(places_kept(stood, rows, self._in_order))
            self.keep_places = True
        else:
            self.put_in_order()
        found = self.place_of(key, at)
        if found is None and key:
            places = {each: place for place, each in enumerate(self.keys())}
            above = (stood[shown[each]].key for each in range(at - 1, -1, -1))
            found = next((places[each] + 1 for each in above if each in places), at)
        return max(0, min(at if found is None else found, len(self) - 1))

    def sort_by(self, sort: Sort | None) -> None:
        """Put the rows in another order."""
        self.sort = sort
        self.put_in_order()

    def look_for(self, query: str) -> bool:
        """Leave the rows that hold every word; whether that is another question."""
        if query == self._query:
            return False
        self._query = query
        if self.keep_places:
            self.put_in_order()
        else:
            self._shown = self._find()
        return True

    def place_of(self, key: str, near: int) -> int | None:
        """Where a record is shown; looks first where it was."""
        if near < len(self) and self[near].key == key:
            return near
        if not key:
            return None
        index = next((at for at, row in enumerate(self.all) if row.key == key), None)
        if index is None:
            return None
        at = bisect_left(self._shown, index)
        return at if at < len(self) and self._shown[at] == index else None

    def put_in_order(self) -> None:
        """Let every row stand where the order puts it."""
        self._stand(self._in_order())
        self.keep_places = False

    def _in_order(self) -> Sequence[ListRow]:
        sort = self.sort
        if sort is None or all(each.title != sort.column for each in self.columns):
            return self._given
        return sorted_rows(self._given, self.columns, sort)

    def _stand(self, rows: Sequence[ListRow]) -> None:
        self.all = rows
        self._filter = None
        self._shown = self._find()

    def _find(self) -> Sequence[int]:
        if self._filter is None:
            if not self._query.strip():
                return range(len(self.all))
            from fieldbook.ui.widgets.row_filter import RowFilter

            self._filter = RowFilter([row.search for row in self.all])
        return self._filter.find(self._query)


def _is_whole(placed: Sequence[Placed], needs: Sequence[int]) -> bool:
    """Whether every column is seen, and with room for all its words."""
    return len(placed) == len(needs) and all(each.width >= needs[each.cell] for each in placed)
