"""The sample village that ``fieldbook demo`` opens: made-up people, real acts."""

from __future__ import annotations

import datetime as dt

from fieldbook.book import Fieldbook
from fieldbook.demo.paper import ScrapPaper
from fieldbook.store.ids import id_maker

__all__ = ["make_village"]


class DayClock:
    """Stands on the day it is set to, and ticks a minute whenever it is read."""

    def __init__(self, now: dt.datetime) -> None:
        self._now = now

    def __call__(self) -> dt.datetime:
        """The time, a minute later than before."""
        self._now += dt.timedelta(minutes=1)
        return self._now

    def go_to(self, day: dt.date, hour: int = 19) -> None:
        """Turn to an hour of a day; in the evening a cadre writes down what the day was."""
        self._now = dt.datetime.combine(day, dt.time(hour), self._now.tzinfo)


def make_village(book: Fieldbook) -> None:
    """Fill an empty book with the sample village as it stands on the book's today.

    The past is worked out on scrap paper, by the same acts, on the days they belong to, and
    written into the book as one act; what was done this morning follows as acts of its own, so
    that there is something to undo.
    """
    clock = DayClock(book.now)
    scrap = Fieldbook(ScrapPaper(), clock=clock, new_id=id_maker(), habits=book.habits)
    book.keeping.bring_back(book.keeping.compare(scrap.shelf.everything()), about="")
