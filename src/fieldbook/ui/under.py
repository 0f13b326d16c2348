"""What is under the cursor, and what hangs together with it."""

from __future__ import annotations

from typing import NamedTuple

from fieldbook.domain.records import (
    BY_KIND,
    FollowUp,
    Group,
    Household,
    Issue,
    Record,
    Solution,
    Survey,
    Stay,
    Visit,
)
from fieldbook.domain.rules import is_pending
from fieldbook.domain.shelf import Shelf


class Under(NamedTuple):
    """The record under the cursor, and the records it leads to."""

    record: Record | None = None
    household: Household | None = None
    group: Group | None = None
    visit: Visit | None = None
    issue: Issue | None = None
    solution: Solution | None = None
    follow_up: FollowUp | None = None


def key_of(record: Record) -> str:
    """How lists and stories name a record."""
    return f"{record.kind}:{record.id}"


def record_of(shelf: Shelf, key: str) -> Record | None:
    """The record a list or a story names."""
    kind, _, record_id = key.partition(":")
    return shelf.find(BY_KIND[kind], record_id) if kind in BY_KIND else None


def under(shelf: Shelf, record: Record | None) -> Under:
    """What a record leads to: a follow-up to its solution, that to its issue, that to its place."""
    follow_up = record if isinstance(record, FollowUp) else None
    solution = record if isinstance(record, Solution) else None
    if follow_up is not None and follow_up.solution:
        solution = shelf.find(Solution, follow_up.solution)
    issue = record if isinstance(record, Issue) else None
    if solution is not None:
        issue = next(iter(shelf.issues_of(solution)), None)
    visit = record if isinstance(record, Visit) else None
    household = record if isinstance(record, Household) else None
    place = visit or issue
    if place is not None:
        household = shelf.household_of(place)
    group = record if isinstance(record, Group) else None
    if isinstance(record, Survey | Stay) or (follow_up is not None and follow_up.group):
        group = shelf.find(Group, record.group) if record is not None else None  # type: ignore[union-attr]
    elif place is not None or household is not None:
        group = shelf.group_of(place or household)  # type: ignore[arg-type]
    if solution is None and issue is not None:
        solution = solution_in_hand(shelf, issue)
    if follow_up is None and solution is not None:
        follow_up = next_follow_up(shelf, solution)
    return Under(record, household, group, visit, issue, solution, follow_up)


def solution_in_hand(shelf: Shelf, issue: Issue) -> Solution | None:
    """The issue's solution that acts are about: the last one still under way, else the last."""
    solutions = sorted(shelf.solutions_of(issue), key=lambda each: (each.studied_on, each.seq))
    under_way = [each for each in solutions if each.solved_on is None]
    return (under_way or solutions or [None])[-1]


def next_follow_up(shelf: Shelf, solution: Solution) -> FollowUp | None:
    """The next follow-up of a solution that is still to be made."""
    pending = [each for each in shelf.follow_ups_of([solution]) if is_pending(each)]
    return min(pending, key=lambda each: each.due_on, default=None)
