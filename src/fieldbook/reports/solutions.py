"""The solutions as rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from fieldbook.domain.parts import Person
from fieldbook.domain.records import FollowUp, Issue, Solution
from fieldbook.domain.rules import is_pending
from fieldbook.domain.shelf import Shelf


class SolutionRow(NamedTuple):
    """A solution as a list shows it."""

    solution: Solution
    state: str
    """``acting``, ``solved``, ``held`` or ``relapsed``."""
    issues: tuple[Issue, ...]
    due_on: dt.date | None
    """Its own day or that of an open step, whichever comes first; once solved, its next follow-up."""
    responsible: Person | None
    """Who is responsible for what is due then: of a step's day whose step it is."""


ORDER = ("acting", "solved", "relapsed", "held")


def solution_order(row: SolutionRow) -> tuple[int, dt.date, int, int]:
    """Where a row stands among others: by state, then what is due first, then the newest."""
    solution = row.solution
    due_on = row.due_on or dt.date.max
    return ORDER.index(row.state), due_on, -solution.studied_on.toordinal(), -solution.seq


def solution_row(shelf: Shelf, solution: Solution) -> SolutionRow:
    """One solution as a row."""
    checks = shelf.follow_ups_of([solution])
    due_on, who = next_due([solution])
    return SolutionRow(
        solution=solution,
        state=state_of(solution, checks),
        issues=shelf.issues_of(solution),
        due_on=next_check(checks) if solution.solved_on else due_on,
        responsible=who or solution.responsible,
    )


def next_check(checks: Iterable[FollowUp]) -> dt.date | None:
    """The first day on which it is to be seen whether a solution holds."""
    return min((each.due_on for each in checks if is_pending(each)), default=None)


def next_day(solutions: Iterable[Solution]) -> dt.date | None:
    """The first day on which a step of those at work is due, or all of one."""
    return next_due(solutions)[0]


def next_due(solutions: Iterable[Solution]) -> tuple[dt.date | None, Person | None]:
    """That day, and who is responsible for what is due then; neither where no day is set."""
    at_work = [each for each in solutions if not each.solved_on]
    due = [(each.due_on, each.responsible) for each in at_work]
    due += [
        (step.due_on, Person(name=step.who) if step.who else each.responsible)
        for each in at_work
        for step in each.steps
        if not step.done_on
    ]
    dated = [(on, who) for on, who in due if on]
    return min(dated, key=lambda each: each[0], default=(None, None))


def is_studied(solution: Solution) -> bool:
    """Whether somebody is named, or it is said who carries it out; what minutes begin has neither."""
    return bool(solution.with_whom or solution.carried_by)


def is_studied_together(solution: Solution) -> bool:
    """Whether people there had a part in it: they are named, or carry it out themselves or jointly.

    What the cadre does alone, and worked out with nobody who is named, was not studied together.
    """
    return bool(solution.with_whom) or solution.carried_by in ("group", "jointly")


def state_of(solution: Solution, checks: tuple[FollowUp, ...]) -> str:
    """Where a solution stands, seen by itself."""
    if any(each.result == "relapsed" for each in checks):
        return "relapsed"
    if solution.solved_on is None:
        return "acting"
    counted = [each for each in checks if not each.cancelled_on]
    return "held" if counted and all(each.result == "held" for each in counted) else "solved"
