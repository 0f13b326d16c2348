"""Whose visit is due: own interval, else the group's, else the book's."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import visited_day
from fieldbook.domain.records import Group, Household, Visit
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.mine import EVERYBODY, Members, is_in_contact


class VisitDue(NamedTuple):
    """When a household is to be visited next."""

    household: Household
    last: Visit | None
    """The last visit at which somebody was met."""
    every_days: int
    due_on: dt.date
    days: int
    """Days until it is due; negative: overdue."""


def visits_due(
    shelf: Shelf, today: dt.date, habits: Habits, members: Members = EVERYBODY
) -> tuple[VisitDue, ...]:
    """Every household, or those that are these members'; the longest overdue first."""

    def rows() -> tuple[VisitDue, ...]:
        found = [visit_due(shelf, each, today, habits) for each in shelf.every(Household)]
        found.sort(key=lambda row: (row.due_on, row.household.seq))
        return tuple(found)

    every = shelf.remember("visits_due", (Household, Visit, Group), rows, today, habits)
    if not members:
        return every
    return tuple(each for each in every if is_in_contact(each.household, members))


def visit_due(shelf: Shelf, household: Household, today: dt.date, habits: Habits) -> VisitDue:
    """One household. A door that stayed shut is no visit: it stays due."""
    every, last = interval_of(shelf, household, habits), shelf.last_visit(household)
    due_on = _after(household, last, every)
    return VisitDue(household, last, every, due_on, (due_on - today).days)


def next_visit_on(shelf: Shelf, household: Household, habits: Habits) -> dt.date:
    """The day by which a household is to be visited again; one never visited, since it was assigned."""
    every = interval_of(shelf, household, habits)
    return _after(household, shelf.last_visit(household), every)


def _after(household: Household, last: Visit | None, every_days: int) -> dt.date:
    since = (visited_day(last) if last else None) or household.created_at.date()
    return since + dt.timedelta(days=every_days)


def interval_of(shelf: Shelf, household: Household, habits: Habits) -> int:
    """Days between visits: the household's own, else its group's, else the book's."""
    if household.visit_every_days:
        return household.visit_every_days
    group = shelf.group_of(household)
    return (group.visit_every_days if group else None) or habits.visit_every_days
