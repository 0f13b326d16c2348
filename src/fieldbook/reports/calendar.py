"""What falls due on which day: visits, checks, solutions and their steps, issues, work, summary and study."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, NamedTuple

from fieldbook.domain.habits import Habits
from fieldbook.domain.namesakes import placed
from fieldbook.domain.records import FollowUp, Household, Issue
from fieldbook.domain.rules import is_pending
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.agenda import follow_up_due, solutions_due
from fieldbook.reports.due import visits_due
from fieldbook.reports.follow_ups import has_its_subject
from fieldbook.reports.issues import issues_due
from fieldbook.reports.mine import EVERYBODY, Members, is_of
from fieldbook.reports.rhythm import marks
from fieldbook.reports.tasks import groups_given, work_given

_WRITTEN: Final = {"five_day": "summary", "ten_day": "study"}
AHEAD: Final = 30
"""Days it goes ahead where that is not said."""


class Appointment(NamedTuple):
    """One thing that is due on a day."""

    key: str
    """What it is for ever known by, however its day moves."""
    on: dt.date
    """The day it is due, or today where that is past."""
    kind: str
    """``visit``, ``follow_up``, ``solution``, ``step``, ``issue``, ``work``, ``summary`` or ``study``."""
    overdue: int = 0
    """Days since it was due."""
    household: Household | None = None
    group: str = ""
    numbers: tuple[int, ...] = ()
    """Those of the issues it is about, or of the work."""


def appointments(
    shelf: Shelf,
    today: dt.date,
    until: dt.date,
    habits: Habits,
    members: Members = EVERYBODY,
) -> tuple[Appointment, ...]:
    """What is due up to a day, the earliest first; what is overdue, today.

    Where members are named, only what is in their contact; study and summary are everybody's.
    """
    found = [
        *_visits(shelf, today, habits, members),
        *_checks(shelf, today, members),
        *_solutions(shelf, today, until, members),
        *_issues(shelf, today, members),
        *_work(shelf, today, members),
        *_study(shelf, today, habits),
    ]
    found = [each for each in found if each.on <= until]
    return tuple(sorted(found, key=lambda each: (each.on, -each.overdue, each.key)))


def _due(key: str, on: dt.date, kind: str, today: dt.date) -> Appointment:
    return Appointment(key, max(on, today), kind, max((today - on).days, 0))


def _visits(
    shelf: Shelf, today: dt.date, habits: Habits, members: Members
) -> Iterator[Appointment]:
    for row in visits_due(shelf, today, habits, members):
        home = row.household
        due = _due(f"visit-{home.id}", row.due_on, "visit", today)
        yield due._replace(household=home, group=placed(shelf, shelf.group_of(home)))


def _checks(shelf: Shelf, today: dt.date, members: Members) -> Iterator[Appointment]:
    for each in shelf.every(FollowUp):
        if not is_pending(each) or not has_its_subject(shelf, each):
            continue
        if members and not is_of(shelf, each, members):
            continue
        row = follow_up_due(shelf, each, today)
        due = _due(f"check-{each.id}", each.due_on, "follow_up", today)
        numbers = tuple(issue.seq for issue in row.issues)
        place = placed(shelf, row.group)
        yield due._replace(household=row.household, group=place, numbers=numbers)


def _solutions(
    shelf: Shelf, today: dt.date, until: dt.date, members: Members
) -> Iterator[Appointment]:
    for row in solutions_due(shelf, until):
        if members and not is_of(shelf, row.solution, members):
            continue
        kind = "solution" if row.step is None else "step"
        part = "" if row.step is None else f"-{row.step}"
        due = _due(f"solution-{row.solution.id}{part}", row.due_on, kind, today)
        yield _placed(shelf, due, row.issues)


def _placed(shelf: Shelf, due: Appointment, issues: tuple[Issue, ...]) -> Appointment:
    """With the issues it is about, and where the first that is somewhere is."""
    due = due._replace(numbers=tuple(each.seq for each in issues))
    for each in issues:
        household, group = shelf.household_of(each), shelf.group_of(each)
        if household or group:
            return due._replace(household=household, group=placed(shelf, group))
    return due


def _issues(shelf: Shelf, today: dt.date, members: Members) -> Iterator[Appointment]:
    for each in issues_due(shelf):
        if each.due_on and (not members or is_of(shelf, each, members)):
            due = _due(f"issue-{each.id}", each.due_on, "issue", today)
            yield _placed(shelf, due, (each,))


def _work(shelf: Shelf, today: dt.date, members: Members) -> Iterator[Appointment]:
    """What was given to somebody to do by a day; what has no day stands in no calendar."""
    for row in work_given(shelf, today, members):
        if row.task.until_on:
            due = _due(f"task-{row.task.id}", row.task.until_on, "work", today)
            group = next(iter(groups_given(shelf, row.task)), None)
            yield due._replace(group=placed(shelf, group), numbers=(row.task.seq,))


def _study(shelf: Shelf, today: dt.date, habits: Habits) -> Iterator[Appointment]:
    for mark in marks(shelf, today, habits):
        if kind := _WRITTEN.get(mark.kind):
            yield _due(kind, mark.due_on, kind, today)
