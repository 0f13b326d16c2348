"""Which of ``12/05/2019`` is the day: told by the numbers, or by the column they stand in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from fieldbook.domain.dates.named import date_of
from fieldbook.patterns import pattern

Order = Literal["year_first", "day_first", "month_first", ""]
"""How a column writes its days; empty where nothing in it tells."""

THREE: Final = pattern(r"(\d{1,2})([-/.\\])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)")
_LAST_TWO_THOUSANDS: Final = 69
_YEARS_BACK: Final = 10
_YEARS_AHEAD: Final = 5


def full_year(digits: str) -> int:
    """A year, where two digits may be written for four."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < _LAST_TWO_THOUSANDS else 1900)


def readings(first: str, second: str, last: str) -> Mapping[Order, dt.date]:
    """The days that three numbers can mean."""
    found: dict[Order, dt.date | None] = {}
    if len(first) == 2 and len(last) < 4:
        found["year_first"] = date_of(full_year(first), int(second), int(last))
    if len(last) > 1:
        found["day_first"] = date_of(full_year(last), int(second), int(first))
        found["month_first"] = date_of(full_year(last), int(first), int(second))
    return {order: day for order, day in found.items() if day}


def in_order(numbers: re.Match[str], today: dt.date | None, order: Order) -> dt.date | None:
    """The one day that three numbers mean; none where they could mean two.

    A year of two digits is one not far from today, where that settles it.
    """
    found = readings(numbers[1], numbers[3], numbers[4])
    if today:
        years = range(today.year - _YEARS_BACK, today.year + _YEARS_AHEAD + 1)
        found = {way: day for way, day in found.items() if day.year in years} or found
    if order in found:
        return found[order]
    days = set(found.values())
    return days.pop() if len(days) == 1 else None


def order_in(texts: Iterable[str]) -> Order:
    """How a column writes its days, told by those that can be read in one order only."""
    told: set[Order] = set()
    for text in texts:
        if numbers := THREE.match(text):
            can = readings(numbers[1], numbers[3], numbers[4])
            if len(can) == 1:
                told.update(can)
    # A column may write both 26/3/5 and 13/3/2026: the second tells how 5/3/2026 is meant.
    told = told - {"year_first"} or told
    return told.pop() if len(told) == 1 else ""


def could_be_two(text: str) -> bool:
    """Whether three numbers stand there that mean one day in one order, and another in another."""
    numbers = THREE.match(text)
    return (
        numbers is not None and len(set(readings(numbers[1], numbers[3], numbers[4]).values())) > 1
    )
