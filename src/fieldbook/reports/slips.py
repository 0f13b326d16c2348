"""A slip 问事记录单: what is known of a household before it is visited."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fieldbook.domain import folding
from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.habits import Habits
from fieldbook.domain.namesakes import placed
from fieldbook.domain.records import Household, Issue, Task
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.due import interval_of
from fieldbook.reports.meeting_lines import DecisionLine
from fieldbook.reports.minutes import decisions
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
    decided: str = ""
    """What a meeting decided on it last, where that is more than the answer, and not before it."""


class Work(NamedTuple):
    """What the head of the household was given to do."""

    title: str
    until_on: dt.date | None = None


class Slip(NamedTuple):
    """What stands on a slip before anybody has written on it."""

    household: Household
    group: str
    every_days: int
    promised: str
    """What was promised and not yet seen to."""
    matters: tuple[Matter, ...]
    """The earliest first."""
    work: tuple[Work, ...] = ()


def slips(shelf: Shelf, households: Iterable[Household], habits: Habits) -> tuple[Slip, ...]:
    """A slip for each household, in their order."""
    said, given = decisions(shelf), _given(shelf)
    return tuple(
        Slip(
            each,
            placed(shelf, shelf.group_of(each)),
            interval_of(shelf, each, habits),
            promised_to(shelf, each),
            tuple(_matters(shelf, each, said)),
            tuple(given.get(folding.key(each.head), ())),
        )
        for each in households
    )


def _given(shelf: Shelf) -> Mapping[str, list[Work]]:
    """What is given to whoever has a head's name that no other has, and is not done."""
    heads = Counter(folding.key(each.head) for each in shelf.every(Household))
    found: dict[str, list[Work]] = {head: [] for head, many in heads.items() if many == 1}
    for each in shelf.every(Task):
        if each.task_kind == "work" and not each.ended_on:
            for name in {folding.key(person.name) for person in each.given_to} & found.keys():
                found[name].append(Work(each.title, each.until_on))
    return found


def _matters(
    shelf: Shelf, household: Household, said: Mapping[str, Sequence[DecisionLine]]
) -> Iterator[Matter]:
    issues = shelf.pointing(Issue, "household", household.id)
    for each in sorted(issues, key=lambda issue: issue.seq):
        if shelf.status(each) in UNSOLVED:
            yield _matter(shelf, each, said.get(each.id, ()))


def _matter(shelf: Shelf, issue: Issue, said: Sequence[DecisionLine]) -> Matter:
    days = [each.due_on for each in shelf.solutions_of(issue) if each.due_on and not each.solved_on]
    due_on = issue.due_on or min(days, default=None)
    is_last = bool(said) and (issue.answered_on is None or said[-1].on >= issue.answered_on)
    decided = said[-1].what if is_last else ""
    return Matter(issue.seq, issue.title, shelf.status(issue), issue.answer, due_on, decided)
