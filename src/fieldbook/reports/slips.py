"""A slip 问事记录单: what is known of a household before it is visited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.habits import Habits
from fieldbook.domain.records import Group, Household, Issue
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.due import interval_of
from fieldbook.reports.promises import promised_to


class Matter(NamedTuple):
    """An issue of the household that is not solved."""

    seq: int
    title: str
    status: str
    answer: str = ""
    """What was answered to it."""
    due_on: dt.date | None = None
    """By when it is to be done."""


class Slip(NamedTuple):
    """What stands on a slip before anybody has written on it."""

    household: Household
    group: Group | None
    every_days: int
    promised: str
    """What was promised and not yet seen to."""
    matters: tuple[Matter, ...]
    """The earliest first."""


def slips(shelf: Shelf, households: Iterable[Household], habits: Habits) -> tuple[Slip, ...]:
    """A slip for each household, in their order."""
    return tuple(_slip(shelf, each, habits) for each in households)


def _slip(shelf: Shelf, household: Household, habits: Habits) -> Slip:
    issues = shelf.pointing(Issue, "household", household.id)
    matters = (_matter(shelf, each) for each in issues)
    return Slip(
        household,
        shelf.group_of(household),
        interval_of(shelf, household, habits),
        promised_to(shelf, household),
        tuple(
            sorted((each for each in matters if each.status in UNSOLVED), key=lambda each: each.seq)
        ),
    )


def _matter(shelf: Shelf, issue: Issue) -> Matter:
    days = [each.due_on for each in shelf.solutions_of(issue) if each.due_on and not each.solved_on]
    due_on = issue.due_on or min(days, default=None)
    return Matter(issue.seq, issue.title, shelf.status(issue), issue.answer, due_on)
