"""The tasks 任务 and what somebody was given to do 交办事项, and what came of them, as a meeting's paper tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from fieldbook.domain.shelf import Shelf
from fieldbook.reports.meeting_figures import Period
from fieldbook.reports.tables import Share
from fieldbook.reports.tasks import groups_given, households_told, task_rows


class WorkLine(NamedTuple):
    """Work that was to be done in the period, or a task for households that ran in it."""

    is_work: bool
    until_on: dt.date | None = None
    ended_on: dt.date | None = None
    """None where it still ran at the end of the period."""
    title: str = ""
    groups: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    outcome: str = ""
    told: Share | None = None
    """The households that were told of it by the end of the period; none of work, which none is told of."""


def work_lines(shelf: Shelf, period: Period) -> tuple[WorkLine, ...]:
    """The work and the tasks of a period, by their last day; those without one last."""
    return tuple(sorted(_lines(shelf, period), key=lambda each: each.until_on or dt.date.max))


def _lines(shelf: Shelf, period: Period) -> Iterator[WorkLine]:
    for row in task_rows(shelf, period.today):
        task = row.task
        has_ended = task.ended_on is not None and task.ended_on <= period.last
        if task.given_on > period.last or (has_ended and not period.has(task.ended_on)):
            continue
        # Work that is late runs on; a task for households is over after its last day.
        if row.is_work or has_ended or (task.until_on or dt.date.max) >= period.since:
            yield WorkLine(
                row.is_work,
                task.until_on,
                task.ended_on if has_ended else None,
                task.title,
                tuple(each.name for each in groups_given(shelf, task)),
                tuple(each.name for each in task.given_to),
                task.outcome if has_ended else "",
                None if row.is_work else households_told(shelf, task, period.last),
            )
