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
    """The last visit at which somebody was met."""
    promised: str
    """What was promised and not yet seen to, as :func:`promised_to` tells it."""
    steps: tuple[OpenStep, ...]
    solutions: tuple[Solution, ...]
    """Solutions under way for it that have no open step."""
    unanswered: tuple[Issue, ...]
    """Its unsolved issues that were referred, and no answer came yet."""
    without_solution: tuple[Issue, ...]
    """Its issues for which nothing is under way."""
    checks: tuple[FollowUp, ...]
    """Follow-ups of its solutions whose day has come."""

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return any((
            self.promised, self.steps, self.solutions, self.unanswered, self.without_solution,
            self.checks,
        ))  # fmt: skip


def promised_to(shelf: Shelf, household: Household) -> str:
    """What was promised at the last visit that was made to it, and whenever somebody came since.

    A promise is kept by going there: that somebody came on another matter, or that a door stayed
    shut, does not settle it.
    """
    found: list[str] = []
    for each in reversed(shelf.visits_to(household.id)):
        if each.promised:
            found.append(each.promised)
        if each.manner == "visit":
            break
    return "\n".join(reversed(found))


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
        promised=promised_to(shelf, household),
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
