"""A list's rows, kept between two drawings: after an act only the rows it touched are made anew.

At 100,000 records making every row takes most of a second; a key press may not wait for that.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any, Final, Generic, TypeVar

from fieldbook.collector import without_collector
from fieldbook.domain.changes import Change
from fieldbook.domain.records import Record
from fieldbook.domain.shelf import Shelf
from fieldbook.ui.widgets.columns import ListRow

R = TypeVar("R", bound=Record)
Order = tuple[Any, ...]
"""Where a row stands; no two rows have the same."""
STEP: Final = 250
"""Rows made in one step."""
_order: Final = itemgetter(0)


class KeptRows(Generic[R]):
    """The rows of one kind of record, in order."""

    def __init__(
        self,
        record_type: type[R],
        row_of: Callable[[R, dt.date], tuple[Order, ListRow]],
        touched: Callable[[Change], Iterable[str] | None],
    ) -> None:
        """Keep rows.

        Args:
            record_type: what is listed.
            row_of: makes a record's row for a day, and says where it stands.
            touched: the ids of the rows a change touches; ``None`` where that may be many.
        """
        self._type = record_type
        self._row_of = row_of
        self._touched = touched
        self._made_for: tuple[int, dt.date] | None = None
        self._making: Iterator[None] | None = None
        self._day = dt.date.min
        """The day that rows are being made for."""
        self._place: dict[str, Order] = {}
        self._order: list[Order] = []
        self._rows: list[ListRow] = []

    def rows(self, shelf: Shelf, today: dt.date) -> list[ListRow]:
        """The rows as they are now."""
        while (touched := self._touched_since(shelf, today)) is None:
            with without_collector():
                for _step in self.steps(shelf, today):
                    pass
        for record_id in touched:
            self._make_one(shelf, record_id, today)
        self._made_for = (shelf.version, today)
        return list(self._rows)

    def steps(self, shelf: Shelf, today: dt.date) -> Iterator[None]:
        """Make the rows beforehand, in short steps; who asks for them in between makes the rest."""
        if self._touched_since(shelf, today) is None:
            if self._making is None or self._day != today:
                self._making, self._day = self._make_all(shelf, today), today
            try:
                yield from self._making
            finally:
                self._making = None

    def _touched_since(self, shelf: Shelf, today: dt.date) -> set[str] | None:
        if self._made_for is None or self._made_for[1] != today:
            return None
        changes = shelf.changes_since(self._made_for[0])
        if changes is None:
            return None
        touched: set[str] = set()
        for change in changes:
            found = self._touched(change)
            if found is None:
                return None
            touched.update(found)
        return touched

    def _make_all(self, shelf: Shelf, today: dt.date) -> Iterator[None]:
        version, records = shelf.version, shelf.every(self._type)
        made: list[tuple[Order, ListRow]] = []
        for start in range(0, len(records), STEP):
            some = (self._row_of(each, today) for each in records[start : start + STEP])
            made += sorted(some, key=_order)
            yield
        made.sort(key=_order)
        yield
        in_order = [order for order, _row in made]
        rows = [row for _order, row in made]
        yield
        self._place = {row.key: order for order, row in made}
        self._order, self._rows = in_order, rows
        self._made_for, self._making = (version, today), None

    def _make_one(self, shelf: Shelf, record_id: str, today: dt.date) -> None:
        old = self._place.pop(record_id, None)
        if old is not None:
            at = bisect_left(self._order, old)
            del self._order[at], self._rows[at]
        record = shelf.find(self._type, record_id)
        if record is None or record.removed_at is not None:
            return
        order, row = self._row_of(record, today)
        at = bisect_left(self._order, order)
        self._order.insert(at, order)
        self._rows.insert(at, row)
        self._place[record_id] = order
