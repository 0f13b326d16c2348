"""What a household was promised and still waits for: the top lines of the next visit's form."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.records import FollowUp, Household, Issue, Solution, Step, Visit
from fieldbook.domain.rules import is_pending
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.waiting import waits_for_answer


class OpenStep(NamedTuple):
    """A step of a solution that is not done."""

    solution: Solution
    number: int
    """Counted from 0."""
    step: Step
    days: int | None
    """Days until it is due; negative: overdue; none without a day."""


class Promises(NamedTuple):
    """What one household was promised and what is open with it."""

    household: Household
    last: Visit | None
    """The last visit at which somebody was met; ``last.promised`` is what it promised."""
    steps: tuple[OpenStep, ...]
    solutions: tuple[Solution, ...]
    """Solutions under way for it that have no open step."""
    unanswered: tuple[Issue, ...]
    """Its unsolved issues that were referred, and no answer came yet."""
    without_solution: tuple[Issue, ...]
    """Its issues for which nothing is under way."""
    checks: tuple[FollowUp, ...]
    """Follow-ups of its solutions whose day has come."""

    @property
    def promised(self) -> str:
        """What was promised at the last visit, as it was written."""
        return self.last.promised if self.last else ""

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return any((
            self.promised, self.steps, self.solutions, self.unanswered, self.without_solution,
            self.checks,
        ))  # fmt: skip


def promises(shelf: Shelf, household: Household, today: dt.date) -> Promises:
    """What the household was promised at the last visit, and what is open with it."""
    issues = shelf.pointing(Issue, "household", household.id)
    unsolved = [each for each in issues if shelf.status(each) in UNSOLVED]
    found = [solution for each in unsolved for solution in shelf.solutions_of(each)]
    under_way = {each.id: each for each in found if each.solved_on is None}.values()
    steps = [step for each in under_way for step in _open_steps(each, today)]
    stepping = {each.solution.id for each in steps}
    return Promises(
        household=household,
        last=shelf.last_visit(household),
        steps=tuple(sorted(steps, key=lambda each: (each.step.due_on or dt.date.max, each.number))),
        solutions=tuple(each for each in under_way if each.id not in stepping),
        unanswered=tuple(each for each in unsolved if waits_for_answer(shelf, each)),
        without_solution=tuple(each for each in unsolved if shelf.status(each) != "acting"),
        checks=_checks(shelf, issues, today),
    )


def _open_steps(solution: Solution, today: dt.date) -> list[OpenStep]:
    return [
        OpenStep(solution, number, step, (step.due_on - today).days if step.due_on else None)
        for number, step in enumerate(solution.steps)
        if step.done_on is None
    ]


def _checks(shelf: Shelf, issues: tuple[Issue, ...], today: dt.date) -> tuple[FollowUp, ...]:
    found = {
        check.id: check
        for issue in issues
        for check in shelf.follow_ups_of(shelf.solutions_of(issue))
        if is_pending(check) and check.due_on <= today
    }
    return tuple(sorted(found.values(), key=lambda each: each.due_on))
