"""The branch's tasks: how one ends."""

from __future__ import annotations

from fieldbook.domain.acts.making import Pen, edit
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Task


def end_task(pen: Pen, task: Task, draft: Draft) -> Change:
    """End a task today, unless the draft names another day, with what became of it."""
    return Change(task, edit(pen, task, draft.filled(ended_on=pen.today)))
