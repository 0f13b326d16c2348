"""A day as somebody named it, and the day that is meant, seen from today."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Final, NamedTuple

from fieldbook.domain.dates import Toward

LAST: Final = -1
"""The last day of a month, however long it is."""
_A_YEAR: Final = 365
_NEAR_YEARS: Final = (-1, 0, 1)
_NEAR_MONTHS: Final = (-2, -1, 0, 1, 2)
"""Of any two neighbouring months one has a thirty-first day."""


class Named(NamedTuple):
    """A day as it was named: its parts are written, counted from today, or not said at all."""

    year: int | None = None
    month: int | None = None
    day: int = 1
    """A month alone means its first day; :data:`LAST` is its last."""
    years_on: int | None = None
    """Which year is meant, counted from this one: ``去年`` is -1."""
    months_on: int | None = None
    """Which month is meant, counted from this one: ``下个月`` is 1."""
    last: int | None = None
    """The last day, where a month, ten days of it or a span are named."""
    last_month: int | None = None
    """The month of that day, where it is another: ``1-3月``. It is the next such month."""

    @property
    def yearless(self) -> bool:
        """Whether only the year is missing, as in ``3月5日``."""
        return self.month is not None and self.year is None and self.years_on is None

    def in_year(self, year: int) -> dt.date | None:
        """This day of a year; none where the year has no such day."""
        return None if self.month is None else date_of(year, self.month, self.day)

    def until(self, end: Named) -> Named:
        """This day as the first of a span, which takes its year from the last where it has none."""
        last = end.in_year(end.year) if end.year and end.month else None
        if last is None or not self.yearless:
            return self.ending(end)
        first = self.in_year(last.year)
        before = first is None or first > last
        return self._replace(year=last.year - 1 if before else last.year).ending(end)

    def ending(self, end: Named) -> Named:
        """With the last day of the span, unless that lies years ahead."""
        month = end.month or self.month
        over = month is not None and self.month is not None and month < self.month
        if end.year and self.year and end.year != self.year + over:
            return self
        return self._replace(last=end.day, last_month=month)


def date_of(year: int, month: int, day: int) -> dt.date | None:
    """The day, or none where there never was one."""
    try:
        return dt.date(year, month, calendar.monthrange(year, month)[1] if day == LAST else day)
    except ValueError:  # monthrange's own error is one of these
        return None


def months_from(day: dt.date, months: int) -> dt.date | None:
    """The same day so many months on; in a shorter month its last day."""
    year, month = _month(day, months)
    return date_of(year, month, day.day) or date_of(year, month, LAST)


def last_of(named: Named, first: dt.date | None) -> dt.date | None:
    """The last day of what is named, where its first is this one."""
    if first is None or named.last is None:
        return first
    month = named.last_month or first.month
    return date_of(first.year + (month < first.month), month, named.last)


def day_meant(named: Named, today: dt.date, toward: Toward) -> dt.date | None:
    """The day that is meant, seen from today.

    A term in a month, ten days of it or a span is the last day of that: who has until then is not late.
    """
    days = _days(named, today)
    if toward == "ahead" and (end := end_around(named, filter(None, days), today)):
        return end
    found = days[0] if len(days) == 1 else one_of(days, today, toward)
    return last_of(named, found) if toward == "ahead" else found


def _days(named: Named, today: dt.date) -> list[dt.date | None]:
    """The days that may be meant; one alone where its year, or its month, is said."""
    if named.months_on is not None:
        return [date_of(*_month(today, named.months_on), named.day)]
    if named.years_on is not None:
        return [named.in_year(today.year + named.years_on)]
    if named.year is not None:
        return [named.in_year(named.year)]
    if named.month is not None:
        return [named.in_year(today.year + on) for on in _NEAR_YEARS]
    return [date_of(*_month(today, on), named.day) for on in _NEAR_MONTHS]


def end_around(named: Named, firsts: Iterable[dt.date], day: dt.date) -> dt.date | None:
    """The last day of what is named where another day lies within it; none where none does."""
    ends = ((first, last_of(named, first)) for first in firsts)
    return next((end for first, end in ends if end and first < end and first <= day <= end), None)


def one_of(days: Iterable[dt.date | None], today: dt.date, toward: Toward) -> dt.date | None:
    """The day nearest to today on the side that is looked to; today itself lies on both sides."""
    sides = {"back": (-_A_YEAR, 0), "ahead": (0, _A_YEAR), "near": (-_A_YEAR, _A_YEAR)}
    first, last = sides[toward]
    there = (day for day in days if day and first <= (day - today).days <= last)
    return min(there, key=lambda day: abs(day - today), default=None)


def _month(day: dt.date, months: int) -> tuple[int, int]:
    """Year and month, so many months on."""
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1
