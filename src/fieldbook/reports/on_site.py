"""On-site meetings: which groups came, and whether their core is stronger at the next survey."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

from fieldbook.domain.marks import in_order, surveyed_day
from fieldbook.domain.records import Experience, Group, OnSiteMeeting
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.groups import surveys_by_group


class Came(NamedTuple):
    """One group that came to an on-site meeting."""

    group: Group
    before: int | None
    """Its type by the last survey up to the meeting."""
    after: int | None
    """Its type by the next survey after it."""

    @property
    def is_stronger(self) -> bool:
        """Whether its core was found stronger than before."""
        return self.before is not None and self.after is not None and self.after < self.before


def came(shelf: Shelf, meeting: OnSiteMeeting) -> tuple[Came, ...]:
    """The groups that came, in the order they were named."""
    groups = (shelf.living(Group, each) for each in meeting.came)
    return tuple(_came(shelf, each, meeting.held_on or meeting.on) for each in groups if each)


def _came(shelf: Shelf, group: Group, held_on: dt.date) -> Came:
    road = surveys_by_group(shelf).get(group.id, ())
    before = [each.type for each in road if in_order(surveyed_day(each)) <= held_on]
    after = [each.type for each in road if in_order(surveyed_day(each)) > held_on]
    return Came(group, before[-1] if before else None, after[0] if after else None)


def meetings_of(shelf: Shelf, group: Group) -> Iterator[OnSiteMeeting]:
    """The on-site meetings held at a group, or to which it came or is to come."""
    fields = ("group", "came", "groups")
    found = (each for name in fields for each in shelf.pointing(OnSiteMeeting, name, group.id))
    yield from {each.id: each for each in found}.values()


def held_in(shelf: Shelf, has: Callable[[dt.date | None], bool]) -> int:
    """How many were held on days that count, those told with an experience among them."""
    held = [each for each in shelf.every(OnSiteMeeting) if each.held_on]
    # One that was told with its experience too is one.
    known = {(each.experience, each.held_on) for each in held if each.experience}
    told = (
        meeting.on
        for each in shelf.every(Experience)
        for meeting in each.meetings
        if (each.id, meeting.on) not in known
    )
    return sum(map(has, (*told, *(each.held_on for each in held))))
