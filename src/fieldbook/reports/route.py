"""Today's route: the households that are due, group by group."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from fieldbook.domain.habits import Habits
from fieldbook.domain.records import Group
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.due import VisitDue, visits_due
from fieldbook.reports.mine import EVERYBODY, Members


class RouteStop(NamedTuple):
    """One household to go to."""

    due: VisitDue
    group: Group | None


def route(
    shelf: Shelf,
    today: dt.date,
    habits: Habits,
    members: Members = EVERYBODY,
    *,
    within: int = 0,
) -> tuple[RouteStop, ...]:
    """The households due today (or ``within`` so many days), so that no group is walked to twice.

    The group in which a visit is longest overdue comes first, and within it the longest overdue;
    households of no group come last. Where members are named, only what is in their contact.
    """
    due = [each for each in visits_due(shelf, today, habits, members) if each.days <= within]
    stops = [RouteStop(each, shelf.group_of(each.household)) for each in due]
    order: dict[str, int] = {}
    for stop in stops:
        order.setdefault(stop.group.id if stop.group else "", len(order))
    order[""] = len(order)
    stops.sort(key=lambda stop: order[stop.group.id if stop.group else ""])
    return tuple(stops)
