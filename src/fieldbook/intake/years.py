"""The years a column leaves out: ``3月5日`` is of the year of the days around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from fieldbook.domain.dates import Toward, within
from fieldbook.domain.dates.named import Named, day_meant, last_of

Read = dt.date | Named | None
"""What a cell gave: a day, a day without its year, or nothing."""

_CLOSE: Final = 92
"""Days. Two rows are more likely a season apart, over the turn of the year, than nine months."""
_YEAR: Final = dt.timedelta(days=366)
_FEWEST: Final = 4
"""Rows that have to be in order before their order tells a year."""
_CLEARLY: Final = 4
"""So many times more rows must rise than fall (or the other way) for a column to be in order."""


class _Known(NamedTuple):
    """A row whose day is known."""

    at: int
    day: dt.date


class _Around(NamedTuple):
    """What is known around a row: the days above and below it, and the one of the nearer row."""

    above: dt.date | None
    below: dt.date | None
    near: dt.date


def with_years(
    column: Sequence[Read],
    toward: Toward,
    today: dt.date | None,
    after: Sequence[dt.date | None],
) -> list[dt.date | None]:
    """The days of a column; one without a year takes that of the nearest rows, keeping their order.

    Args:
        column: what its cells gave, from top to bottom.
        toward: which way its field looks from today: no day of what has happened lies ahead, and where
            no row has a year, each day is the nearest on that side.
        today: the day of taking in; without it such days stay unread.
        after: per row a day before which the row's cannot lie.
    """
    days = [each if isinstance(each, dt.date) else None for each in column]
    yearless = {at: each for at, each in enumerate(column) if isinstance(each, Named)}
    for at, named in yearless.items():
        if at < len(after) and (first := after[at]):
            days[at] = first_from(named, first)
    left = {at: named for at, named in yearless.items() if days[at] is None}
    if left and any(days):
        _take_years(days, left, today if toward == "back" else None)
    elif left and today:
        for at, named in left.items():
            days[at] = day_meant(named, today, toward)
        if toward == "back":
            _take_turn(days, left)
    return [within(day) for day in days] if yearless else days


def first_from(named: Named, first: dt.date) -> dt.date | None:
    """The first such day that does not lie before another; of a month, what is left of it."""
    days = (named.in_year(first.year + on) for on in (0, 1))
    return next(
        (max(day, first) for day in days if day and (last_of(named, day) or day) >= first), None
    )


def _take_years(
    days: list[dt.date | None], left: Mapping[int, Named], latest: dt.date | None
) -> None:
    """Give each row that is left the year of the rows around it, from the known ones outward."""
    known = [_Known(at, day) for at, day in enumerate(days) if day]
    rises = _rises([each.day for each in known])

    def settle(at: int, above: _Known | None, below: _Known | None) -> _Known | None:
        near = min((each for each in (above, below) if each), key=lambda each: abs(each.at - at))
        around = _Around(above and above.day, below and below.day, near.day)
        day = days[at] = _fitting(left[at], around, rises, latest)
        return _Known(at, day) if day else None

    below: _Known | None = known[0]
    for at in sorted((at for at in left if at < known[0].at), reverse=True):
        below = settle(at, None, below) or below
    above, coming = known[0], 0
    for at in sorted(at for at in left if at > known[0].at):
        while coming < len(known) and known[coming].at < at:
            above = max(above, known[coming])
            coming += 1
        above = settle(at, above, known[coming] if coming < len(known) else None) or above


def _take_turn(days: list[dt.date | None], left: Mapping[int, Named]) -> None:
    """Give a column without any year that of its order, where that goes over the turn of a year.

    11.5, 12.28, 1.3, 2.20 began last November, though there was a November since.
    """
    rows = [at for at in sorted(left) if days[at]]
    if len(rows) < _FEWEST:
        return
    for newest_first in (rows, rows[::-1]):
        found = _backward([left[at] for at in newest_first], days[newest_first[0]])
        if len(found) == len(rows):
            for at, day in zip(newest_first, found, strict=True):
                days[at] = day
            return


def _backward(column: Sequence[Named], newest: dt.date | None) -> list[dt.date]:
    """The days of a column each of which lies shortly before the one above it, as far as they do."""
    found: list[dt.date] = []
    after = newest
    for named in column:
        days = (named.in_year(after.year - on) for on in (0, 1)) if after else ()
        day = next((day for day in days if day and after and day <= after), None)
        if day is None or (after and (after - day).days > _CLOSE):
            break
        found.append(day)
        after = day
    return found


def _rises(days: Sequence[dt.date]) -> bool | None:
    """Whether a column goes from early to late days, or back; ``None`` where it does neither."""
    steps = [last > first for first, last in pairwise(days) if first != last]
    up = sum(steps)
    down = len(steps) - up
    if up > _CLEARLY * down:
        return True
    return False if down > _CLEARLY * up else None


def _fitting(
    named: Named, around: _Around, rises: bool | None, latest: dt.date | None
) -> dt.date | None:
    """Of the days that may be meant the one that fits best between its neighbours."""
    ends = [day for day in (around.above, around.below) if day]
    years = {day.year + on for day in ends for on in (-1, 0, 1)}
    days = [day for year in years if (day := named.in_year(year))]
    past = [day for day in days if latest is None or day <= latest]

    # Years lie between two rows only where a column is in order: else one of them is out of place.
    together = len(ends) == 2 and (rises is not None or max(ends) - min(ends) <= _YEAR)

    def unfit(day: dt.date) -> tuple[int, int]:
        away = abs((day - around.near).days)
        merits = (
            together and min(ends) <= day <= max(ends),
            away <= _CLOSE,
            _keeps_order(day, around, rises),
            day.year == around.near.year,
        )
        return (merits.index(True) if True in merits else len(merits)), away

    return min(past or days, key=unfit, default=None)


def _keeps_order(day: dt.date, around: _Around, rises: bool | None) -> bool:
    if rises is None:
        return False
    earlier, later = (around.above, around.below) if rises else (around.below, around.above)
    return (earlier is None or earlier <= day) and (later is None or day <= later)
