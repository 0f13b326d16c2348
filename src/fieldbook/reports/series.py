"""The surveys of a unit over time: its types and core groups at the end of each month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fieldbook.domain.marks import surveyed_day
from fieldbook.domain.records import Group, Survey
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.county import UnitRow, county_on

MONTHS = 12
"""The most months that are told."""


class MonthEnd(NamedTuple):
    """How a unit stood at the end of a month; of this month, today."""

    day: dt.date
    row: UnitRow


def unit_on(shelf: Shelf, unit: Sequence[str], day: dt.date) -> UnitRow:
    """How a unit stood on a day."""
    return county_on(shelf, tuple(unit), day, day).total


def by_month(shelf: Shelf, unit: Sequence[str], today: dt.date) -> tuple[MonthEnd, ...]:
    """How a unit stood at the end of each month since its first survey, the latest twelve."""
    prefix = tuple(unit)

    def found() -> tuple[MonthEnd, ...]:
        days = list(_month_ends(_first_survey(shelf, prefix) or today, today))[-MONTHS:]
        return tuple(MonthEnd(each, unit_on(shelf, prefix, each)) for each in days)

    return shelf.remember("unit_by_month", (Group, Survey), found, prefix, today)


def _first_survey(shelf: Shelf, unit: tuple[str, ...]) -> dt.date | None:
    within = {each.id for each in shelf.every(Group) if each.is_within(unit)}
    days = (surveyed_day(each) for each in shelf.every(Survey) if each.group in within)
    return min((each for each in days if each), default=None)


def _month_ends(first: dt.date, today: dt.date) -> Iterator[dt.date]:
    """The last day of each month from the first one's on, and today."""
    day = first
    while day.replace(day=1) < today.replace(day=1):
        following = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        yield following - dt.timedelta(days=1)
        day = following
    yield today
