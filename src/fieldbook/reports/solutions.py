"""The solutions as rows."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from fieldbook.domain.records import FollowUp, Issue, Solution
from fieldbook.domain.shelf import Shelf


class SolutionRow(NamedTuple):
    """One solution."""

    solution: Solution
    state: str
    """``acting``, ``solved``, ``held`` or ``relapsed``."""
    issues: tuple[Issue, ...]
    due_on: dt.date | None
    """The day of its next step, else its own; none once it is solved."""


ORDER = ("acting", "solved", "relapsed", "held")


def solution_order(row: SolutionRow) -> tuple[int, int, int]:
    """Where a row stands among others: by state, then the day it was studied, the newest first."""
    solution = row.solution
    return ORDER.index(row.state), -solution.studied_on.toordinal(), -solution.seq


def solution_row(shelf: Shelf, solution: Solution) -> SolutionRow:
    """One solution as a row."""
    steps = [each.due_on for each in solution.steps if each.due_on and not each.done_on]
    return SolutionRow(
        solution=solution,
        state=state_of(solution, shelf.follow_ups_of([solution])),
        issues=shelf.issues_of(solution),
        due_on=None if solution.solved_on else min(steps, default=solution.due_on),
    )


def state_of(solution: Solution, checks: tuple[FollowUp, ...]) -> str:
    """Where a solution stands, seen by itself."""
    if any(each.result == "relapsed" for each in checks):
        return "relapsed"
    if solution.solved_on is None:
        return "acting"
    counted = [each for each in checks if not each.cancelled_on]
    return "held" if counted and all(each.result == "held" for each in counted) else "solved"
