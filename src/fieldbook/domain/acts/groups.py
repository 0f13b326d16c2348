"""Work groups: those who lead them, stays with them, and what is to hold afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from fieldbook.domain.acts.casework import plan_follow_ups
from fieldbook.domain.acts.making import Pen, edit, make
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, NotAllowed, Problem
from fieldbook.domain.records import (
    FollowUp,
    Group,
    Issue,
    Person,
    PostChange,
    Solution,
    Stay,
    Survey,
)
from fieldbook.domain.rules import is_pending

POSTS = ("leader", "key_members", "core_members")


def found_group(pen: Pen, draft: Draft) -> Group:
    """A work group; a name is its own within its unit."""
    group = make(pen, Group, draft)
    _require_own_name(pen, group)
    return group


def edit_group(pen: Pen, group: Group, draft: Draft) -> Change:
    """The group with other words; who leads it is remembered with the day of the change."""
    edited = edit(pen, group, draft.without("post_changes"))
    _require_own_name(pen, edited)
    changes = [
        PostChange(on=pen.today, post=post, before=_names(group, post), after=_names(edited, post))
        for post in POSTS
        if _names(group, post) != _names(edited, post)
    ]
    after = msgspec.structs.replace(edited, post_changes=(*group.post_changes, *changes))
    return Change(group, after)


def _names(group: Group, post: str) -> str:
    held: Person | tuple[Person, ...] | None = getattr(group, post)
    people = held if isinstance(held, tuple) else (held,) if held else ()
    return "、".join(each.name for each in people)


def _require_own_name(pen: Pen, group: Group) -> None:
    if any(
        each.name == group.name and each.unit == group.unit and each.id != group.id
        for each in pen.shelf.every(Group)
    ):
        raise Invalid([Problem("name", "name_taken", group.name)])


def survey_group(pen: Pen, draft: Draft) -> Survey:
    """A survey of a group, of today unless it says otherwise."""
    filled = draft if draft.get("surveyed_on") else draft.having(surveyed_on=pen.today)
    return make(pen, Survey, filled)


def end_stay(pen: Pen, stay: Stay, on: dt.date) -> list[Change]:
    """End a stay; follow-ups are planned so that what was built up holds after leaving.

    For each solution of the stay's time that is solved and not yet held, its follow-ups; where
    there is none, one follow-up of the group itself.
    """
    if stay.to_on is not None:
        raise NotAllowed("end_stay", "stay_ended", instead=("begin_stay",))
    ended = edit(pen, stay, Draft(to_on=on))
    followed = _follow_ups_after(pen, ended, on)
    if followed is None:
        days = min(pen.habits.follow_up_after_days, default=None)
        due = [] if days is None else [on + dt.timedelta(days=days)]
        followed = [Change(None, pen.new(FollowUp, group=stay.group, due_on=each)) for each in due]
    return [Change(stay, ended), *followed]


def _follow_ups_after(pen: Pen, stay: Stay, on: dt.date) -> list[Change] | None:
    """Follow-ups of the stay's solutions not yet held; ``None`` where there is no such solution."""
    changes: list[Change] = []
    found = False
    for solution in _solutions_of_stay(pen, stay):
        found = True
        if not any(is_pending(each) for each in pen.shelf.follow_ups_of([solution])):
            changes += plan_follow_ups(pen, solution, on)
    return changes if found else None


def _solutions_of_stay(pen: Pen, stay: Stay) -> Iterator[Solution]:
    seen: set[str] = set()
    for issue in pen.shelf.every(Issue):
        group = pen.shelf.group_of(issue)
        if group is None or group.id != stay.group or pen.shelf.status(issue) != "solved":
            continue
        for each in pen.shelf.solutions_of(issue):
            if each.studied_on >= stay.from_on and each.solved_on and each.id not in seen:
                seen.add(each.id)
                yield each
