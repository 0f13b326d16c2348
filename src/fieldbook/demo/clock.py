"""The clock by which the sample village is written: it stands on the day it is set to."""

from __future__ import annotations

import datetime as dt

EVENING = 19
"""The hour at which a cadre writes down what the day was."""


class DayClock:
    """Ticks a little whenever it is read."""

    def __init__(self, now: dt.datetime) -> None:
        self._now = now

    def __call__(self) -> dt.datetime:
        """The time, a little later than before."""
        self._now += dt.timedelta(seconds=20)
        return self._now

    def go_to(self, day: dt.date) -> None:
        """Turn to the evening of a day."""
        self._now = dt.datetime.combine(day, dt.time(EVENING), self._now.tzinfo)

    @property
    def today(self) -> dt.date:
        """The day it stands on."""
        return self._now.date()
