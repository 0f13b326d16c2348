"""The branch's tasks, and the households that have not been told of each."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from fieldbook.domain.records import Household, Task, Visit
from fieldbook.domain.shelf import Shelf


class TaskRow(NamedTuple):
    """One task."""

    task: Task
    told: tuple[Household, ...]
    untold: tuple[Household, ...]
    running: bool
    """Whether its last day is still to come, or it has none."""

    @property
    def share(self) -> float | None:
        """The part of the households that have been told; none where there are no households."""
        total = len(self.told) + len(self.untold)
        return len(self.told) / total if total else None


def task_rows(shelf: Shelf, today: dt.date) -> tuple[TaskRow, ...]:
    """Every task: the running ones first, then the newest."""
    rows = [task_row(shelf, each, today) for each in shelf.every(Task)]
    rows.sort(key=lambda row: (row.task.given_on, row.task.seq), reverse=True)
    rows.sort(key=lambda row: not row.running)
    return tuple(rows)


def task_row(shelf: Shelf, task: Task, today: dt.date) -> TaskRow:
    """One task: a household is told once a visit to it, with somebody met, explained the task."""
    visits = shelf.pointing(Visit, "tasks", task.id)
    reached = {each.household for each in visits if each.manner != "nobody_home"}
    households = shelf.every(Household)
    return TaskRow(
        task=task,
        told=tuple(each for each in households if each.id in reached),
        untold=tuple(each for each in households if each.id not in reached),
        running=task.until_on is None or task.until_on >= today,
    )
