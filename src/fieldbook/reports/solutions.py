"""The solutions as rows."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from fieldbook.domain.records import FollowUp, Issue, Solution
from fieldbook.domain.rules import is_pending
from fieldbook.domain.shelf import Shelf


class SolutionRow(NamedTuple):
    """One solution."""

    solution: Solution
    state: str
    """``acting``, ``solved``, ``held`` or ``relapsed``."""
    issues: tuple[Issue, ...]
    next_check: FollowUp | None
    due_on: dt.date | None
    """The day of its next step, else its own; none once it is solved."""
    steps_done: int


ORDER = ("acting", "solved", "relapsed", "held")


def solution_order(row: SolutionRow) -> tuple[int, int, int]:
    """Where a row stands among others: by state, then the day it was studied, the newest first."""
    solution = row.solution
    return ORDER.index(row.state), -solution.studied_on.toordinal(), -solution.seq


def solution_row(shelf: Shelf, solution: Solution) -> SolutionRow:
    """One solution as a row."""
    checks = shelf.follow_ups_of([solution])
    pending = sorted((each for each in checks if is_pending(each)), key=lambda each: each.due_on)
    steps = [each.due_on for each in solution.steps if each.due_on and not each.done_on]
    return SolutionRow(
        solution=solution,
        state=state_of(solution, checks),
        issues=shelf.issues_of(solution),
        next_check=pending[0] if pending else None,
        due_on=None if solution.solved_on else min(steps, default=solution.due_on),
        steps_done=sum(each.done_on is not None for each in solution.steps),
    )


def state_of(solution: Solution, checks: tuple[FollowUp, ...]) -> str:
    """Where a solution stands, seen by itself."""
    if any(each.result == "relapsed" for each in checks):
        return "relapsed"
    if solution.solved_on is None:
        return "acting"
    counted = [each for each in checks if not each.cancelled_on]
    return "held" if counted and all(each.result == "held" for each in counted) else "solved"
