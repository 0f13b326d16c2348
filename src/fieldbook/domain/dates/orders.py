"""Which of ``12/05/2019`` is the day: told by the numbers, or by the column they stand in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from fieldbook.domain.dates import Order
from fieldbook.domain.dates.named import Named, date_of
from fieldbook.patterns import pattern

THREE: Final = pattern(r"(\d{1,2})([-/.\\])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)")
TWO: Final = pattern(r"(\d{1,2})([-/.])(\d{1,2})(?![\d/.-])")
_DASH: Final = "-"
"""What stands between month and day where the year goes first: ``11-08``, as fieldbook writes it."""
_YEAR_FIRST: Final = pattern(r"\d{4}[-/.年]\d{1,2}(?!\d)|\d{1,2}月")
REPUBLIC: Final = r"1[0-4]\d"
"""A year of the Republic 民国, from its hundredth on: no other year has three digits."""
_OF_REPUBLIC: Final = pattern(
    rf"(?:中[华華])?民国|{REPUBLIC}(?:[-/.年]\d{{1,2}}(?!\d)|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$)"
)
_FOUR_DIGITS: Final = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BEFORE_THE_REPUBLIC: Final = 1911
_A_LEAP_YEAR: Final = 2000
MONTHS: Final = 12
_LAST_TWO_THOUSANDS: Final = 69
_YEARS_BACK: Final = 10
_YEARS_AHEAD: Final = 5


def full_year(digits: str, order: Order = "") -> int:
    """A year, where two digits may be written for four, and three count from the Republic."""
    year = int(digits)
    if len(digits) == 3 or (order == "republic" and len(digits) < 3):
        return year + _BEFORE_THE_REPUBLIC
    if len(digits) > 2:
        return year
    return year + (2000 if year < _LAST_TWO_THOUSANDS else 1900)


def is_recent(year: int, today: dt.date) -> bool:
    """Whether two digits that can be a day may rather stand for this year: the next one is the last."""
    return today.year - _YEARS_BACK <= year <= today.year + 1


def readings(first: str, second: str, last: str) -> Mapping[Order, dt.date]:
    """The days that three numbers can mean."""
    found: dict[Order, dt.date | None] = {}
    if len(first) == 2 and len(last) < 4:
        found["year_first"] = date_of(full_year(first), int(second), int(last))
    if len(last) > 1:
        found["day_first"] = date_of(full_year(last), int(second), int(first))
        found["month_first"] = date_of(full_year(last), int(first), int(second))
    return {order: day for order, day in found.items() if day}


def near(first: str, second: str, last: str, today: dt.date | None) -> set[dt.date]:
    """The days that three numbers can mean, those of years not far from today where there are any."""
    days = set(readings(first, second, last).values())
    return {day for day in days if today and _is_near(day.year, today)} or days


def _is_near(year: int, today: dt.date) -> bool:
    return today.year - _YEARS_BACK <= year <= today.year + _YEARS_AHEAD


def in_order(numbers: re.Match[str], today: dt.date | None, order: Order) -> dt.date | None:
    """The one day that three numbers mean; none where they could mean two.

    A year of two digits is one not far from today, where that settles it.
    """
    if order == "republic" and len(numbers[4]) < 3:
        return date_of(full_year(numbers[1], order), int(numbers[3]), int(numbers[4]))
    found = readings(numbers[1], numbers[3], numbers[4])
    if today:
        found = {way: day for way, day in found.items() if _is_near(day.year, today)} or found
    if order in found:
        return found[order]
    days = set(found.values())
    return days.pop() if len(days) == 1 else None


def short(first: str, sign: str, second: str, order: Order) -> tuple[Named, ...]:
    """The days that two numbers can mean, without a year; one where they tell it, or the order does.

    Between them a dash says that the month goes first; a stroke or a point says nothing.
    """
    found = {
        "month_first": Named(None, int(first), int(second)),
        "day_first": Named(None, int(second), int(first)),
    }
    if sign == _DASH and order != "day_first":
        order = "month_first"
    if order:
        wished = "day_first" if order == "day_first" else "month_first"
        if found[wished].in_year(_A_LEAP_YEAR) or sign != "/":
            return (found[wished],)
    days = {day for day in found.values() if day.in_year(_A_LEAP_YEAR)}
    return tuple(sorted(days, key=lambda day: day != found["day_first"]))


def order_in(texts: Iterable[str]) -> Order:
    """How a column writes its days, told by those that can be read in one order only."""
    told: set[Order] = set()
    three: list[tuple[str, str, str]] = []
    four_digits = False
    for text in texts:
        four_digits = four_digits or _FOUR_DIGITS.search(text) is not None
        if _OF_REPUBLIC.match(text):
            told.add("republic")
        elif numbers := THREE.match(text):
            can = readings(numbers[1], numbers[3], numbers[4])
            three.append((numbers[1], numbers[3], numbers[4]))
            if len(can) == 1:
                told.update(can)
        elif two := TWO.match(text):
            told.update(_told_by(two))
        elif _YEAR_FIRST.match(text):
            told.add("year_first")
    # A day that says 民国 among years of four digits says so of itself alone.
    if "republic" in told and not four_digits:
        return "republic"
    told.discard("republic")
    # A column may write both 26/3/5 and 13/3/2026: the second tells how 5/3/2026 is meant.
    told = told - {"year_first"} or told
    if told == {"year_first"} and three:
        # 2026-11-06 tells of itself: beside 3/11/26 the year does not go first.
        may_be = all("year_first" in readings(*each) for each in three)
        return _by_its_year(three) or ("year_first" if may_be else "")
    return told.pop() if len(told) == 1 else "" if told else _by_its_year(three)


def _by_its_year(three: Sequence[tuple[str, str, str]]) -> Order:
    """How days of two-digit years are written where all have one year: 12/10/26 beside 25/10/26."""
    firsts, seconds, lasts = ({each[at] for each in three} for at in range(3))
    # 10/11/25 and 10/01/26 are a tenth of two years: years lie close together, days do not.
    if len(firsts) == 1 and len(lasts) > 1:
        apart = max(map(int, lasts)) - min(map(int, lasts)) > _YEARS_AHEAD
        return "year_first" if apart else ""
    if len(firsts) < 2 or len(lasts) != 1:
        return ""
    if any(int(each) > MONTHS for each in firsts):
        return "day_first"
    return "month_first" if any(int(each) > MONTHS for each in seconds) else ""


def _told_by(two: re.Match[str]) -> Iterator[Order]:
    # 26.11 is a day in one country and a month in another, and tells of no other day.
    if two[2] == "." and int(two[1]) > MONTHS:
        return
    days = short(two[1], two[2], two[3], "")
    if len(days) == 1 and two[2] != _DASH and days[0].month != days[0].day:
        yield "month_first" if days[0].month == int(two[1]) else "day_first"
