"""What the branch does with an issue it was told of 反映: answer it, make it a task, take it into study."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from fieldbook.domain.acts.casework import answer, refer
from fieldbook.domain.acts.making import Pen, edit, make
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Issue, Task
from fieldbook.domain.rules import ALLOWED


def answer_at_desk(pen: Pen, issue: Issue, draft: Draft) -> Change:
    """Note the branch's answer.

    The branch has seen an issue that nobody referred as it stands: it is referred on the day of
    its answer.
    """
    if pen.shelf.is_referred(issue):
        return answer(pen, issue, draft)
    filled = draft.filled(answered_on=pen.today)
    on = edit(pen, issue, filled).answered_on
    told = refer(pen, [issue], on or pen.today, "")[0].after
    assert isinstance(told, Issue)
    return Change(issue, answer(pen, told, filled).after)


def take_into_study(pen: Pen, issue: Issue, draft: Draft) -> Change:
    """Answer that the branch studies an issue, and begin to, where nobody has begun yet."""
    answered = answer_at_desk(pen, issue, draft)
    if "study" not in ALLOWED[pen.shelf.status(issue)]:
        return answered
    return Change(issue, msgspec.structs.replace(answered.after, studying_since=pen.today))


def make_task(pen: Pen, issues: Sequence[Issue], draft: Draft, answered: Draft) -> list[Change]:
    """Give a task out that issues lead to, and answer them so."""
    task = make(pen, Task, draft.filled(given_on=pen.today))
    return [Change(None, task), *(answer_at_desk(pen, each, answered) for each in issues)]
