"""The scene: what is to happen on which day, done in the order of the days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Concatenate, ParamSpec

from fieldbook.book import Fieldbook
from fieldbook.demo.clock import DayClock
from fieldbook.demo.texts import Texts

P = ParamSpec("P")


class Scene:
    """A book that is being filled, the names under which its records are remembered, and days.

    Attributes:
        ids: record ids by the names the plans use: ``h0`` is the first household.
    """

    def __init__(self, book: Fieldbook, clock: DayClock, words: Texts) -> None:
        self.book = book
        self.words = words
        self.today = book.today
        self.ids: dict[str, str] = {}
        self._clock = clock
        self._plan: list[tuple[int, Callable[[], object]]] = []

    def day(self, ago: int) -> dt.date:
        """The day so many days ago; a negative number is a day to come."""
        return self.today - dt.timedelta(days=ago)

    def on(
        self,
        ago: int,
        act: Callable[Concatenate[Scene, P], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Do this so many days ago."""
        self._plan.append((ago, partial(act, self, *args, **kwargs)))

    def play(self) -> None:
        """Do everything, the longest ago first; of one day, as it was planned."""
        for ago, act in sorted(self._plan, key=lambda each: -each[0]):
            if self._clock.today != self.day(ago):
                self._clock.go_to(self.day(ago))
            act()
