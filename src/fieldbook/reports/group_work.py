"""What was done with work groups in some days: surveys, posts, stays, plans, trainings, examples, checks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from fieldbook.domain.marks import surveyed_day
from fieldbook.domain.records import (
    Commendation,
    Experience,
    FollowUp,
    Group,
    OnSiteMeeting,
    Plan,
    PostChange,
    Record,
    Stay,
    Survey,
    Training,
)
from fieldbook.domain.rules import written
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.meeting_figures import Period
from fieldbook.reports.on_site import held

R = TypeVar("R", bound=Record)


class GroupWork(NamedTuple):
    """The work with groups, each kind in the order it was done."""

    surveys: tuple[tuple[Group, Survey], ...]
    posts: tuple[tuple[Group, PostChange], ...]
    """Changes among those who lead a group."""
    cores: tuple[Group, ...]
    """The groups whose core group came together."""
    begun: tuple[tuple[Group, Stay], ...]
    ended: tuple[tuple[Group, Stay], ...]
    checks: tuple[tuple[Group, FollowUp], ...]
    """Follow-ups of the groups themselves, as after a stay."""
    plans: tuple[tuple[Group, Plan], ...]
    """Those that begin in these days."""
    trainings: tuple[Training, ...]
    experiences: tuple[Experience, ...]
    on_site: tuple[OnSiteMeeting | Experience, ...]
    """Those that were held; one that is told in an experience alone stands for that."""
    commendations: tuple[Commendation, ...]


def group_work(shelf: Shelf, period: Period, after: str = "") -> GroupWork:
    """The work with groups in a period; of what was written down until a stamp, nothing."""
    groups = {each.id: each for each in shelf.every(Group)}

    def by_day(records: Iterable[R], field: str) -> tuple[R, ...]:
        """Those of the period by a day they have, in its order."""
        found = (e for e in records if period.has(getattr(e, field)) and written(e, field) > after)
        return tuple(sorted(found, key=lambda each: (getattr(each, field), each.seq)))

    surveys = [
        each
        for each in shelf.every(Survey)
        if each.group in groups
        and period.has(surveyed_day(each))
        and written(each, "surveyed_on") > after
    ]
    stays = [each for each in shelf.every(Stay) if each.group in groups]
    checks = [each for each in shelf.every(FollowUp) if each.group in groups]
    plans = [each for each in shelf.every(Plan) if each.group in groups]
    posts = [
        (group, change)
        for group in groups.values()
        for change in posts_changed(group)
        if period.has(change.on) and (not after or _is_last(group, change, after))
    ]
    return GroupWork(
        surveys=tuple(
            (groups[e.group], e) for e in sorted(surveys, key=lambda e: (e.surveyed_on, e.seq))
        ),
        posts=tuple(sorted(posts, key=lambda each: (each[1].on, each[0].seq))),
        cores=by_day(groups.values(), "core_since"),
        begun=tuple((groups[each.group], each) for each in by_day(stays, "from_on")),
        ended=tuple((groups[each.group], each) for each in by_day(stays, "to_on")),
        checks=tuple((groups[each.group], each) for each in by_day(checks, "checked_on")),
        plans=tuple((groups[each.group], each) for each in by_day(plans, "from_on")),
        trainings=by_day(shelf.every(Training), "on"),
        experiences=by_day(shelf.every(Experience), "on"),
        on_site=_on_site(shelf, period, after),
        commendations=by_day(shelf.every(Commendation), "on"),
    )


def _on_site(shelf: Shelf, period: Period, after: str) -> tuple[OnSiteMeeting | Experience, ...]:
    """The on-site meetings of the period, the earliest first."""
    found = []
    for on, each in held(shelf):
        field = "held_on" if isinstance(each, OnSiteMeeting) else "meetings"
        if period.has(on) and written(each, field) > after:
            found.append((on, each))
    return tuple(each for _on, each in sorted(found, key=lambda pair: (pair[0], pair[1].seq)))


def _is_last(group: Group, change: PostChange, after: str) -> bool:
    """Whether a change is of the last day of changes, and they were written after a stamp.

    All changes of a group have one stamp: it says nothing of the earlier ones.
    """
    is_last = change.on == max(each.on for each in group.post_changes)
    return is_last and written(group, "post_changes") > after


def posts_changed(group: Group) -> tuple[PostChange, ...]:
    """The changes among those who lead a group; who led it when it was written down is none."""
    made_on = group.created_at.date()
    return tuple(each for each in group.post_changes if each.before or each.on > made_on)


def red_flags(shelf: Shelf, group: Group) -> tuple[Commendation, ...]:
    """A group's red flags, the earliest first."""
    found = shelf.pointing(Commendation, "whom", group.id)
    given = (each for each in found if each.commendation_kind == "red_flag")
    return tuple(sorted(given, key=lambda each: (each.on, each.seq)))
