"""Today's route: the households that are due, group by group."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from fieldbook.domain import folding
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
    """The households due today (or ``within`` so many days), so that no place is walked to twice.

    The unit in which a visit is longest overdue comes first; in it group after group by their
    names, and in a group the longest overdue. Groups of no unit are places of their own, and
    households of no group come last. Where members are named, only what is in their contact.
    """
    due = [each for each in visits_due(shelf, today, habits, members) if each.days <= within]
    stops = [RouteStop(each, shelf.group_of(each.household)) for each in due]
    order: dict[tuple[str, ...], int] = {}
    for stop in stops:
        order.setdefault(_place(stop.group), len(order))
    order[()] = len(order)
    stops.sort(key=lambda stop: (order[_place(stop.group)], _named(stop.group)))
    return tuple(stops)


def _place(group: Group | None) -> tuple[str, ...]:
    """The unit one walks to; of no unit the group itself."""
    return (group.unit or (group.id,)) if group else ()


def _named(group: Group | None) -> tuple[str, int, str, int]:
    """A group's place among the others of its unit: ``2组`` before ``10组``."""
    if group is None:
        return "", 0, "", 0
    return *folding.group_order(group.name), group.seq
