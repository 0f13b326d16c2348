"""The diary as a calendar: what each day has, and which marks of the rhythm were kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from fieldbook.domain.codes import DIARY_KIND
from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import found_day, made_day
from fieldbook.domain.naming import known_day
from fieldbook.domain.records import (
    Commendation,
    Diary,
    FollowUp,
    Issue,
    OnSiteMeeting,
    Plan,
    Record,
    Solution,
    Survey,
    Training,
    Visit,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.rhythm import (
    begun_on,
    days_between,
    due_on,
    every_days,
    five_good_days,
    own_pages,
    spent_on,
)

MARKED: Final = ("five_day", "ten_day")
"""The pages whose marks the calendar shows; a daily summary is seen on its own day."""


class DayRow(NamedTuple):
    """A day of the calendar: what was done and written on it."""

    on: dt.date
    visits: int
    """Visits that day, the doors that stayed shut not counted."""
    issues_found: int
    pages: tuple[str, ...]
    """The kinds of pages written for it, in the order of the kinds' own list; a mark alone is none."""
    spent: str
    reported: bool
    """Whether its daily summary was reported to the branch."""
    five_day: str
    """``kept`` (written in time), ``late``, ``missed`` (fell due, nothing written), ``due``, or
    an empty text."""
    ten_day: str
    five_good: str = ""
    """The same of the five-good commendations, from the first ones given."""
    daily: str = ""
    """``due`` today, until the day's summary is written."""
    in_vain: bool = False
    """Whether somebody went, and nobody was at home wherever he came."""


def calendar(
    shelf: Shelf, from_on: dt.date, to_on: dt.date, today: dt.date, habits: Habits
) -> tuple[DayRow, ...]:
    """One row a day, from the first day to the last."""
    visits = shelf.remember("visits_a_day", (Visit,), lambda: _visits_a_day(shelf))
    went = shelf.remember("days_out", (Visit,), lambda: set(map(made_day, shelf.every(Visit))))
    found = shelf.remember("issues_found_a_day", (Issue,), lambda: _found_a_day(shelf))
    pages: dict[dt.date, list[Diary]] = defaultdict(list)
    own = own_pages(shelf, habits)
    for each in own:
        pages[each.on].append(each)
    spent = spent_on(own)
    commended = dict(_commended(shelf, today, habits))
    marked = {kind: dict(mark_days(shelf, kind, today, habits)) for kind in MARKED}
    return tuple(
        DayRow(
            on=day,
            visits=visits[day],
            in_vain=day in went and not visits[day],
            issues_found=found[day],
            pages=_kinds(pages.get(day, ())),
            spent=spent.get(day, ""),
            reported=_reported(pages.get(day, ())),
            five_day=marked["five_day"].get(day, ""),
            ten_day=marked["ten_day"].get(day, ""),
            five_good=commended.get(day, ""),
            daily="due" if day == today and "daily" not in _kinds(pages.get(day, ())) else "",
        )
        for day in days_between(from_on, to_on)
    )


def _visits_a_day(shelf: Shelf) -> Counter[dt.date | None]:
    return Counter(made_day(each) for each in shelf.every(Visit) if each.manner != "nobody_home")


def _found_a_day(shelf: Shelf) -> Counter[dt.date | None]:
    return Counter(map(found_day, shelf.every(Issue)))


def _kinds(pages: Sequence[Diary]) -> tuple[str, ...]:
    written = {each.diary_kind for each in pages if not only_marks(each)}
    return tuple(kind for kind in DIARY_KIND if kind in written)


def only_marks(page: Diary) -> bool:
    """Whether a page says nothing but how its day was spent."""
    return page.diary_kind == "note" and not (page.text or page.topic)


def _reported(pages: Sequence[Diary]) -> bool:
    return any(each.diary_kind == "daily" and each.reported_on for each in pages)


def mark_days(
    shelf: Shelf, kind: str, today: dt.date, habits: Habits
) -> Iterator[tuple[dt.date, str]]:
    """The days of one mark.

    It falls due so many days after the last page, and again each time as many days pass without
    one; a page is late when it came after such a day. Before the first page nothing is missed, and
    it falls due as :func:`.rhythm.due_on` says. A page that is due shows on today,
    also when it is overdue.
    """
    every = dt.timedelta(days=every_days(kind, habits))
    if days := sorted(e.on for e in own_pages(shelf, habits) if e.diary_kind == kind):
        yield from _marks(days[0], days, every, today)
    else:
        yield due_on(kind, None, begun_on(shelf, today, habits), today, habits), "due"


def _commended(shelf: Shelf, today: dt.date, habits: Habits) -> Iterator[tuple[dt.date, str]]:
    """The days of the five-good commendations' mark; a branch that never gave any has none."""
    days = five_good_days(shelf)
    every = dt.timedelta(days=every_days("five_good", habits))
    if days:
        yield from _marks(days[0], days, every, today)


def _marks(
    since: dt.date, days: Sequence[dt.date], every: dt.timedelta, today: dt.date
) -> Iterator[tuple[dt.date, str]]:
    for day in days:
        yield from _missed(since, every, day)
        yield day, "kept" if day <= since + every else "late"
        since = day
    yield from _missed(since, every, today)
    yield max(today, since + every), "due"


def _missed(since: dt.date, every: dt.timedelta, before: dt.date) -> Iterator[tuple[dt.date, str]]:
    day = since + every
    while day < before:
        yield day, "missed"
        day += every


_OF_DAYS: Final = (
    Diary, Visit, Issue, Solution, FollowUp, Survey, Training, Plan, OnSiteMeeting, Commendation,
)  # fmt: skip
"""The kinds that are told of a day, in this order."""


def records_of(shelf: Shelf, on: dt.date) -> list[Record]:
    """What was written for a day, pages first, then visits, then the rest."""
    written = shelf.remember("records_of_days", _OF_DAYS, lambda: _by_day(shelf)).get(on, ())
    visits = {each.id for each in written if isinstance(each, Visit)}
    return [
        each
        for each in written
        if not (isinstance(each, Issue) and each.visit in visits)  # told with its visit
        and not (isinstance(each, FollowUp) and each.cancelled_on)
    ]


def _by_day(shelf: Shelf) -> Mapping[dt.date | None, Sequence[Record]]:
    found: dict[dt.date | None, list[Record]] = defaultdict(list)
    for kind in _OF_DAYS:
        for each in shelf.every(kind):
            found[known_day(each)].append(each)
    return found
