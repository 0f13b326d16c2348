"""What is under the cursor, and what hangs together with it."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from fieldbook.domain.records import (
    BY_KIND,
    FollowUp,
    Group,
    Household,
    Issue,
    Record,
    Solution,
    Visit,
)
from fieldbook.domain.rules import is_pending
from fieldbook.domain.shelf import Shelf

_LIST: Final = "list:"
_OF: Final = "of:"
_FACT: Final = "#"
DONE_BY_ACTS: Final = (
    "referred_before", "studying", "dropped", "handover", "gave", "took", "post_change",
)  # fmt: skip
"""What a story tells that stands in no form."""


class Under(NamedTuple):
    """The record under the cursor, and the records it leads to."""

    record: Record | None = None
    household: Household | None = None
    group: Group | None = None
    visit: Visit | None = None
    issue: Issue | None = None
    solution: Solution | None = None
    follow_up: FollowUp | None = None
    place: Household | Group | Visit | None = None
    """Where a new issue belongs. Another issue is no place."""
    step: int | None = None
    """The number of the solution's next open step."""
    fact: str = ""
    """What happened to the record, where the line tells that alone, such as ``referred``."""


def key_of(record: Record, fact: str = "") -> str:
    """How lists and stories name a record, or one thing that happened to it."""
    return f"{record.kind}:{record.id}" + (f"{_FACT}{fact}" if fact else "")


def fact_of(key: str) -> str:
    """What happened to the record that a line's key names; empty where it stands for the record."""
    return key.partition(_FACT)[2]


class Behind(NamedTuple):
    """A list of names behind a figure, as the key of the figure's line says it."""

    code: str
    on: dt.date | None = None
    """The day it is of; none: today."""
    of: str | None = None
    """The contact group it keeps to."""


def behind(code: str, *, on: dt.date | None = None, of: str | None = None) -> str:
    """The key of a figure's line: Enter on it opens this list."""
    return f"{_LIST}{code}/{on or ''}/{'' if of is None else _OF + of}"


def list_behind(key: str) -> Behind | None:
    """The list that the key of a line stands for."""
    if not key.startswith(_LIST):
        return None
    code, on, of = key.removeprefix(_LIST).split("/", 2)
    day = dt.date.fromisoformat(on) if on else None
    return Behind(code, day, of.removeprefix(_OF) if of else None)


def record_of(shelf: Shelf, key: str) -> Record | None:
    """The record a list or a story names."""
    kind, _, record_id = key.partition(_FACT)[0].partition(":")
    return shelf.find(BY_KIND[kind], record_id) if kind in BY_KIND else None


def any_record(shelf: Shelf, record_id: str) -> Record | None:
    """The record of this id, whatever its kind."""
    found = (shelf.find(each, record_id) for each in BY_KIND.values())
    return next((each for each in found if each is not None), None)


def under(shelf: Shelf, record: Record | None) -> Under:
    """What a record leads to: a follow-up to its solution, that to its issue, that to its place."""
    follow_up = record if isinstance(record, FollowUp) else None
    solution = record if isinstance(record, Solution) else None
    if follow_up is not None and follow_up.solution:
        solution = shelf.living(Solution, follow_up.solution)
    issue = record if isinstance(record, Issue) else None
    if solution is not None:
        issue = next(iter(shelf.issues_of(solution)), None)
    visit = record if isinstance(record, Visit) else None
    household = record if isinstance(record, Household) else None
    place = visit or issue
    if place is not None:
        household = shelf.household_of(place)
    group = record if isinstance(record, Group) else _group_of(shelf, place or household or record)
    if solution is None and issue is not None:
        solution = solution_in_hand(shelf, issue)
    if follow_up is None and solution is not None:
        follow_up = next_follow_up(shelf, solution)
    return Under(
        record, household, group, visit, issue, solution, follow_up,
        place=record if isinstance(record, Household | Group | Visit) else None,
        step=_next_step(solution),
    )  # fmt: skip


def _next_step(solution: Solution | None) -> int | None:
    steps = enumerate(solution.steps) if solution is not None else ()
    return next((number for number, step in steps if step.done_on is None), None)


def _group_of(shelf: Shelf, record: Record | None) -> Group | None:
    """The group a record belongs to, through its household where it has one."""
    if isinstance(record, Household | Visit | Issue):
        return shelf.group_of(record)
    named = getattr(record, "group", "")
    return shelf.living(Group, named) if named else None


def solution_in_hand(shelf: Shelf, issue: Issue) -> Solution | None:
    """The issue's solution that acts are about: the last one still under way, else the last."""
    solutions = sorted(shelf.solutions_of(issue), key=lambda each: (each.studied_on, each.seq))
    under_way = [each for each in solutions if each.solved_on is None]
    found = under_way or solutions
    return found[-1] if found else None


def next_follow_up(shelf: Shelf, solution: Solution) -> FollowUp | None:
    """The next follow-up of a solution that is still to be made."""
    pending = [each for each in shelf.follow_ups_of([solution]) if is_pending(each)]
    return min(pending, key=lambda each: each.due_on, default=None)
