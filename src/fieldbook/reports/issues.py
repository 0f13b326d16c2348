"""The issues as rows: status, place, age, and what stands between them and being solved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import found_day
from fieldbook.domain.parts import Person
from fieldbook.domain.records import FollowUp, Group, Household, Issue, Solution
from fieldbook.domain.rules import relapses_of
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.solutions import next_check, next_day, next_due
from fieldbook.reports.waiting import answer_days, waiting


def issues_due(shelf: Shelf) -> Iterator[Issue]:
    """The unsolved issues that have a day of their own, not only that of the solution at work."""
    for each in shelf.every(Issue):
        if each.due_on and shelf.status(each) in UNSOLVED:
            at_work = (s.due_on for s in shelf.solutions_of(each) if s.solved_on is None)
            if each.due_on not in at_work:
                yield each


class IssueRow(NamedTuple):
    """An issue as a list shows it."""

    issue: Issue
    status: str
    household: Household | None
    group: Group | None
    solutions: int
    relapses: int
    age_days: int | None
    """Days since it was found; none where that day is not known."""
    stands_days: int | None
    """Days since it relapsed, or was taken into study, where it did; else since it was found."""
    due_on: dt.date | None
    """Its own day or the earliest one of a solution under way; once solved, its next follow-up."""
    responsible: Person | None = None
    """Who is responsible for what is due on a day of a solution; else by the one under way, or the last."""
    waiting: tuple[str, ...] = ()
    """What it waits for, as :func:`.waiting.waiting` has it."""
    answer_days: int | None = None
    """Days that it has waited for an answer; none where it waits for none."""


ORDER = ("relapsed", "open", "studying", "acting", "solved", "held", "dropped")
"""What wants work first."""


def issue_order(row: IssueRow) -> tuple[int, dt.date, int, int]:
    """Where a row stands among others: by status, unsolved ones by the day they are due, the soonest first.

    Then by the day they were found, the newest first; those of which no day is known come last.
    """
    found_on = found_day(row.issue)
    due_on = row.due_on if row.status in UNSOLVED else None
    newest = -found_on.toordinal() if found_on else 0
    return ORDER.index(row.status), due_on or dt.date.max, newest, -row.issue.seq


def issue_row(shelf: Shelf, issue: Issue, today: dt.date, habits: Habits) -> IssueRow:
    """One issue as a row."""
    solutions = shelf.solutions_of(issue)
    checks = shelf.follow_ups_of(solutions) if solutions else ()
    relapses = relapses_of(issue.id, checks)
    status = shelf.status(issue)
    return IssueRow(
        issue=issue,
        status=status,
        household=shelf.household_of(issue),
        group=shelf.group_of(issue),
        solutions=len(solutions),
        relapses=len(relapses),
        age_days=_days_since((found_day(issue),), today),
        stands_days=_days_since(_since(issue, relapses), today),
        due_on=_due_on(issue, status, solutions, checks),
        responsible=_responsible(issue, status, solutions),
        waiting=waiting(shelf, issue, today, habits),
        answer_days=answer_days(shelf, issue, today),
    )


def _due_on(
    issue: Issue, status: str, solutions: Sequence[Solution], checks: Iterable[FollowUp]
) -> dt.date | None:
    if status in UNSOLVED:
        days = (issue.due_on, next_day(solutions))
        return min((each for each in days if each), default=None)
    return None if status == "dropped" else next_check(checks)


def _since(issue: Issue, relapses: Iterable[FollowUp]) -> Iterator[dt.date | None]:
    """The days on which it was found, taken into study, and relapsed."""
    yield found_day(issue)
    yield issue.studying_since
    yield from (each.checked_on for each in relapses)


def _days_since(days: Iterable[dt.date | None], today: dt.date) -> int | None:
    last = max((each for each in days if each), default=None)
    return (today - last).days if last else None


def _responsible(issue: Issue, status: str, solutions: Sequence[Solution]) -> Person | None:
    due_on, who = next_due(solutions)
    if due_on and due_on <= (issue.due_on or due_on) and status in UNSOLVED:
        return who
    named = [each for each in solutions if each.responsible]
    last = max(
        named, key=lambda each: (not each.solved_on, each.studied_on, each.seq), default=None
    )
    return last.responsible if last else None
