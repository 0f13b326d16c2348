"""On-site meetings: which groups came, and whether their core is stronger at the next survey."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
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


def held(shelf: Shelf) -> Iterator[tuple[dt.date, OnSiteMeeting | Experience]]:
    """Each that was held, with its day; one that is told in an experience alone stands for that."""
    known = set()
    for each in shelf.every(OnSiteMeeting):
        if each.held_on:
            known.add((each.experience, each.held_on))
            yield each.held_on, each
    for told in shelf.every(Experience):
        for day in (meeting.on for meeting in told.meetings):
            if (told.id, day) not in known:
                yield day, told
