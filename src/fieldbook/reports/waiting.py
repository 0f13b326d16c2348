"""What unsolved issues wait for: their day is past, the branch is to be told, or has not answered."""

from __future__ import annotations

import datetime as dt
from typing import Final

from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import found_day
from fieldbook.domain.records import Issue
from fieldbook.domain.shelf import Shelf

WAITING: Final = ("overdue", "unreferred", "late", "unanswered")
"""What an issue can wait for."""


def waiting(shelf: Shelf, issue: Issue, today: dt.date, habits: Habits) -> tuple[str, ...]:
    """What an issue waits for, as codes; a solved or dropped one waits for nothing.

    ``overdue``: its day is past. ``unreferred``: the branch has not been told of it, or not since
    its relapse. ``late``: and not within the branch's days. ``unanswered``: no answer came yet.
    """
    if shelf.status(issue) not in UNSOLVED:
        return ()
    found = (
        issue.due_on is not None and issue.due_on < today,
        not shelf.is_referred(issue),
        is_late(shelf, issue, today, habits),
        waits_for_answer(shelf, issue),
    )
    return tuple(code for code, so in zip(WAITING, found, strict=True) if so)


def is_late(shelf: Shelf, issue: Issue, today: dt.date, habits: Habits) -> bool:
    """Whether an issue should have been referred by now, and was not."""
    days = unreferred_days(shelf, issue, today)
    late = days is not None and days > habits.refer_within_days
    return late and not shelf.is_referred(issue)


def unreferred_days(shelf: Shelf, issue: Issue, today: dt.date) -> int | None:
    """Days since an issue was found, or relapsed after it was referred; none where none is known."""
    since = unreferred_since(shelf, issue)
    return (today - since).days if since else None


def unreferred_since(shelf: Shelf, issue: Issue) -> dt.date | None:
    """The day an issue was found; where it was referred and relapsed, that of its last relapse."""
    if issue.referred_on is None:
        return found_day(issue)
    relapses = [each.checked_on or each.due_on for each in shelf.relapses_of(issue)]
    return max(relapses, default=found_day(issue))


def waits_for_answer(shelf: Shelf, issue: Issue) -> bool:
    """Whether an issue was referred as it stands, and nothing came back since."""
    if issue.referred_on is None or not shelf.is_referred(issue):
        return False
    return issue.answered_on is None or issue.answered_on < issue.referred_on


def answer_days(shelf: Shelf, issue: Issue, today: dt.date) -> int | None:
    """Days that an unsolved issue has waited for an answer; none where it waits for none."""
    if shelf.status(issue) not in UNSOLVED or not waits_for_answer(shelf, issue):
        return None
    # One referred under a clock that stood ahead has not waited yet.
    return max((today - issue.referred_on).days, 0) if issue.referred_on else None
