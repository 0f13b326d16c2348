"""A clock that only the test moves, and ids that count."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator

HERE = dt.timezone(dt.timedelta(hours=8))


class Clock:
    """Ticks one second each time it is read; the day is the test's to set."""

    def __init__(self, today: dt.date = dt.date(2026, 11, 21)) -> None:
        self._now = dt.datetime.combine(today, dt.time(8), HERE)

    def __call__(self) -> dt.datetime:
        self._now += dt.timedelta(seconds=1)
        return self._now

    @property
    def today(self) -> dt.date:
        return self._now.date()

    @today.setter
    def today(self, day: dt.date) -> None:
        self._now = dt.datetime.combine(day, dt.time(8), HERE)

    def pass_days(self, days: int) -> None:
        self.today = self.today + dt.timedelta(days=days)


def counted_ids() -> Callable[[], str]:
    """Ids in UUID form that count up from 1."""
    numbers = itertools.count(1)
    return lambda: f"00000000-0000-7000-8000-{next(numbers):012d}"


class Ticking:
    """A clock that ticks with everybody's, and is off by some years."""

    def __init__(self, ticks: Iterator[int]) -> None:
        self._ticks = ticks
        self.off = dt.timedelta()

    def __call__(self) -> dt.datetime:
        begin = dt.datetime(2026, 11, 21, 8, tzinfo=HERE)
        return begin + dt.timedelta(seconds=next(self._ticks)) + self.off
