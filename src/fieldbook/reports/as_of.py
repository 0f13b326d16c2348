"""The book as it stood at the end of a past day, as far as dated facts say it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from msgspec.structs import replace

from fieldbook.domain.acts.groups import POSTS
from fieldbook.domain.checks import read_people
from fieldbook.domain.records import (
    RECORD_TYPES,
    Duty,
    FollowUp,
    Group,
    Issue,
    Link,
    Record,
    Referral,
    Solution,
    Survey,
    Task,
    Training,
    Visit,
)
from fieldbook.domain.shelf import Shelf


def as_of(shelf: Shelf, day: dt.date) -> Shelf:
    """A shelf of what stood at the end of a day.

    What was found, studied, solved, referred, answered, dropped, checked, surveyed, trained, visited,
    given out and taken on has its day, and so have changes among those who lead a group. Which households and groups there were has
    none: those of today are there. An issue that was dropped and taken up again never was dropped, and
    what has a mark instead of a day is there from the day it was taken in.
    """

    def found() -> Shelf:
        records = (each for kind in RECORD_TYPES for each in shelf.every(kind))
        return Shelf(then for each in records if (then := _then(each, day)) is not None)

    return shelf.remember("as_of", RECORD_TYPES, found, day)


def _then(record: Record, day: dt.date) -> Record | None:
    """A record as it stood; none where it came later."""
    came = getattr(record, _CAME.get(type(record), ""), None)
    if came is not None and came > day:
        return None
    change = _THEN.get(type(record))
    return change(record, day) if change else record


def _by(on: dt.date | None, day: dt.date) -> dt.date | None:
    return on if on is not None and on <= day else None


def _issue(issue: Issue, day: dt.date) -> Issue:
    told = list(issue.referred_before)
    if issue.referred_on:
        told.append(Referral(referred_on=issue.referred_on, referred_to=issue.referred_to,
                             answer=issue.answer, answered_on=issue.answered_on))  # fmt: skip
    told = sorted((e for e in told if e.referred_on <= day), key=lambda each: each.referred_on)
    last = told[-1] if told else None
    answered_on = _by(last.answered_on if last else None, day)
    return replace(
        issue,
        studying_since=_by(issue.studying_since, day),
        studied_before=tuple(each for each in issue.studied_before if each <= day),
        dropped_on=_by(issue.dropped_on, day),
        referred_on=last.referred_on if last else None,
        referred_to=last.referred_to if last else "",
        answered_on=answered_on,
        answer=last.answer if last and answered_on else "",
        referred_before=tuple(told[:-1]),
    )


def _solution(solution: Solution, day: dt.date) -> Solution:
    if solution.solved_on is None or solution.solved_on <= day:
        return solution
    return replace(solution, solved_on=None, solved_text=None, result="")


def _follow_up(follow_up: FollowUp, day: dt.date) -> FollowUp:
    cancelled_on = _by(follow_up.cancelled_on, day)
    if follow_up.checked_on is None or follow_up.checked_on <= day:
        return replace(follow_up, cancelled_on=cancelled_on)
    return replace(
        follow_up, cancelled_on=cancelled_on, checked_on=None, result="", relapsed_issues=()
    )


def _task(task: Task, day: dt.date) -> Task:
    ended_on = _by(task.ended_on, day)
    return task if ended_on == task.ended_on else replace(task, ended_on=None, outcome="")


def _link(link: Link, day: dt.date) -> Link:
    to_on = _by(link.to_on, day)
    return link if to_on == link.to_on else replace(link, to_on=None, outcome="")


def _group(group: Group, day: dt.date) -> Group:
    """The group with those who led it; a core that came together later had not come together."""
    then = group
    for post in POSTS:
        later = [each for each in group.post_changes if each.post == post and each.on > day]
        if later:
            before = read_people(min(later, key=lambda each: each.on).before)
            people: Any = tuple(before)
            if post == "leader":
                people = before[0] if before else None
            then = replace(then, **{post: people})
    then = replace(then, duties=tuple(_duties(group, day)))
    if group.core_since and group.core_since > day:
        then = replace(then, core_since=None, core_members=())
    return then


def _duties(group: Group, day: dt.date) -> Iterator[Duty]:
    """Who answered for what: where that changed later, whoever stood there before."""
    later = [each for each in sorted(group.post_changes, key=lambda e: e.on) if each.on > day]
    areas = {each.area: each.who for each in group.duties}
    for each in reversed(later):
        if each.post in areas or each.post not in POSTS:
            areas[each.post] = each.before
    yield from (Duty(area=area, who=who) for area, who in areas.items() if who)


_CAME: Final[Mapping[type[Record], str]] = {
    Issue: "found_on", Solution: "studied_on", Training: "on", Survey: "surveyed_on",
    Visit: "visited_on", Task: "given_on", Link: "from_on",
}  # fmt: skip
"""Kind → the day from which on a record is there; others are those of today."""
_THEN: Final[Mapping[type[Record], Callable[[Any, dt.date], Record]]] = {
    Issue: _issue,
    Solution: _solution,
    FollowUp: _follow_up,
    Group: _group,
    Task: _task,
    Link: _link,
}
