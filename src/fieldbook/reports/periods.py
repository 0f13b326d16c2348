"""The periods a paper may cover: those that have a name, and those somebody writes down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fieldbook.domain.dates.periods import lately, ten_days
from fieldbook.domain.dates.units import Span, week_of
from fieldbook.domain.naming import day_of
from fieldbook.domain.records import BY_KIND, Diary
from fieldbook.domain.shelf import Shelf

_TEN_DAYS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "early": (0, 0), "middle": (1, 0), "late": (2, 0),
        "last_early": (0, -1), "last_middle": (1, -1), "last_late": (2, -1),
    }
)  # fmt: skip
"""Which ten days of which month, counted from this one."""


def periods(shelf: Shelf, today: dt.date) -> dict[str, Span]:
    """The named periods that have begun, by their codes in ``labels``, in order; none ends after today.

    The first is what a meeting wants to hear of: the days after the one before it, up to its own; ten days
    where none was written down before. Minutes of today begin nothing new: the paper is for that meeting.
    """
    ended = today.replace(day=1) - dt.timedelta(days=1)
    last_month = Span(ended.replace(day=1), ended)
    last = last_meeting(shelf, today)
    named = {
        **({"meeting": Span(last + dt.timedelta(days=1), today)} if last else {}),
        "ten": lately(10, today),
        "week": week_of(today),
        "last_week": week_of(today - dt.timedelta(days=7)),
        **{code: ten_days(part, today, on) for code, (part, on) in _TEN_DAYS.items()},
        "month": Span(today.replace(day=1), today),
        "last_month": last_month,
        "thirty": lately(30, today),
        "year": Span(today.replace(month=1, day=1), today),
        "all": Span(first_day(shelf, today), today),
    }
    return {
        code: Span(each.since, min(each.until, today))
        for code, each in named.items()
        if each.since <= today
    }


def last_meeting(shelf: Shelf, today: dt.date) -> dt.date | None:
    """The day of the last meeting before today that is written down."""
    pages = shelf.every(Diary)
    held = (each.on for each in pages if each.diary_kind == "meeting" and each.on < today)
    return max(held, default=None)


def first_day(shelf: Shelf, today: dt.date) -> dt.date:
    """The day of the book's first entry."""
    days = (day_of(each) for kind in BY_KIND.values() for each in shelf.every(kind))
    return min(min(days, default=today), today)
