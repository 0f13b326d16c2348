"""What the branch decides against 不办: the issue is dropped, with the words of the decision as the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from fieldbook.domain.acts.casework import take_up
from fieldbook.domain.acts.decided import is_refused
from fieldbook.domain.acts.making import Pen, edit, not_ahead
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.parts import Matter
from fieldbook.domain.records import Diary, Issue
from fieldbook.domain.rules import ALLOWED


def taken_up(pen: Pen, before: Diary | None, page: Diary) -> Iterator[Change]:
    """What the page decides otherwise now is taken up again, as long as it stands as the page dropped it.

    What is no more on the page stays dropped.
    """
    was, now = _refused(before) if before else {}, _refused(page)
    for id_ in {each.issue for each in page.matters if each.decided} & was.keys() - now.keys():
        issue = pen.shelf.living(Issue, id_)
        if before and issue and _is_dropped_by(before, issue, was[id_]):
            yield take_up(pen, issue)


def refusals(
    pen: Pen, before: Diary | None, page: Diary, so_far: Mapping[str, Any]
) -> Iterator[Change]:
    """What the page newly decides against is dropped; what it dropped has its words of now as the reason.

    Args:
        pen: who writes.
        before: the page as it was; none of a new one.
        page: the page as it is now.
        so_far: the records that its other decisions have changed, by id.
    """
    was, now = _refused(before) if before else {}, _refused(page)
    for id_ in now:
        issue = so_far.get(id_) or pen.shelf.living(Issue, id_)
        if issue is None:
            continue
        if before is None or id_ not in was:
            if _may_drop(pen, issue, page.on):
                yield Change(issue, _dropped(pen, issue, now[id_], page.on))
        elif _is_dropped_by(before, issue, was[id_]):
            yield Change(issue, _dropped(pen, issue, now[id_], page.on))


def _is_dropped_by(page: Diary, issue: Issue, words: str) -> bool:
    return (issue.dropped_on, issue.drop_reason) == (page.on, words)


def answered(pen: Pen, change: Change) -> Change:
    """An answer of the branch's desk; one that nothing is to be done drops the issue."""
    issue = change.after
    assert isinstance(issue, Issue)
    refused = is_refused(Matter(topic=issue.title, decided=issue.answer))
    if not (issue.answered_on and refused and _may_drop(pen, issue, issue.answered_on)):
        return change
    return Change(change.before, _dropped(pen, issue, issue.answer, issue.answered_on))


def _refused(page: Diary) -> dict[str, str]:
    """The issues that a page decides nothing else of than that nothing is done → its words."""
    decided = [each for each in page.matters if each.issue and each.decided]
    others = {each.issue for each in decided if not is_refused(each)}
    return {each.issue: each.decided for each in decided if each.issue not in others}


def _may_drop(pen: Pen, issue: Issue, on: dt.date) -> bool:
    """Whether it is open, and was not found, answered or relapsed only after the meeting."""
    relapses = (each.checked_on or each.due_on for each in pen.shelf.relapses_of(issue))
    found_on = on if issue.found_text else issue.found_on  # a day of taking in says nothing
    last = max(filter(None, (found_on, issue.answered_on, *relapses)))
    return last <= on and "drop" in ALLOWED[pen.shelf.status(issue)]


def _dropped(pen: Pen, issue: Issue, words: str, on: dt.date) -> Issue:
    dropped = edit(pen, issue, Draft(drop_reason=words), dropped_on=on)
    return not_ahead(pen, dropped, "dropped_on", before=issue)
