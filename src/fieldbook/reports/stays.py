"""A stay: the group's figures before and after it, side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

from fieldbook.domain.marks import found_day, in_order, made_day, studied_day, surveyed_day
from fieldbook.domain.records import FollowUp, Group, Household, Stay, Visit
from fieldbook.domain.rules import relapses_of
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.carried import Carried, carried, solutions_by_group
from fieldbook.reports.groups import surveys_by_group
from fieldbook.reports.meeting_figures import solved_days
from fieldbook.reports.stories import issues_of_group
from fieldbook.reports.tables import Column, Share, Table

SHORTEST: Final = 30
"""Days that are compared at least, however short the stay was."""


class Side(NamedTuple):
    """The group in one stretch of days."""

    from_on: dt.date
    to_on: dt.date
    visits: int
    """Visits to the group and its households at which somebody was met."""
    found: int
    solved: int
    relapsed: int
    carried: Carried
    """Of the solutions studied in these days."""
    type: int | None
    """As the latest survey up to the last of these days has it."""


class StayFigures(NamedTuple):
    """A stay with what was before it, during it, and after it."""

    stay: Stay
    group: Group | None
    """None where the group cannot be read; what points to it is counted all the same."""
    before: Side
    during: Side
    after: Side | None
    """None while the stay runs, and on the day it ends."""

    @property
    def sides(self) -> tuple[Side, ...]:
        """Those that are there."""
        return (self.before, self.during, *((self.after,) if self.after else ()))


def stay_figures(shelf: Shelf, stay: Stay, today: dt.date) -> StayFigures:
    """As many days before the stay as it took (30 at least), and as many after it, up to today."""
    group = stay.group
    end = min(stay.to_on or today, max(today, stay.from_on))
    length = dt.timedelta(days=max((end - stay.from_on).days + 1, SHORTEST))
    day = dt.timedelta(days=1)
    after = None
    if stay.to_on is not None and stay.to_on < today:
        after = side(shelf, group, stay.to_on + day, min(stay.to_on + length, today))
    return StayFigures(
        stay=stay,
        group=shelf.living(Group, group),
        before=side(shelf, group, stay.from_on - length, stay.from_on - day),
        during=side(shelf, group, stay.from_on, end),
        after=after,
    )


def side(shelf: Shelf, group: str, from_on: dt.date, to_on: dt.date) -> Side:
    """The figures of the group with this id from one day to another, both included."""

    def inside(day: dt.date | None) -> bool:
        return day is not None and from_on <= day <= to_on

    issues = issues_of_group(shelf, group)
    checks = [
        each
        for issue in issues
        for each in relapses_of(issue.id, shelf.follow_ups_of(shelf.solutions_of(issue)))
    ]
    checks += [
        each for each in shelf.pointing(FollowUp, "group", group) if each.result == "relapsed"
    ]
    studied = solutions_by_group(shelf).get(group, ())
    surveys = surveys_by_group(shelf).get(group, ())
    return Side(
        from_on=from_on,
        to_on=to_on,
        visits=sum(inside(made_day(each)) for each in _met(shelf, group)),
        found=sum(inside(found_day(each)) for each in issues),
        solved=sum(any(map(inside, solved_days(shelf, each))) for each in issues),
        relapsed=sum(inside(each.checked_on) for each in checks),
        carried=carried(each for each in studied if inside(studied_day(each))),
        type=next(
            (each.type for each in reversed(surveys) if in_order(surveyed_day(each)) <= to_on), None
        ),
    )


def side_by_side(sides: Sequence[Side]) -> Table:
    """The figures before, during and after a stay, a line each."""
    return (
        Column("days", [(each.to_on - each.from_on).days + 1 for each in sides]),
        Column("visits_made", [each.visits for each in sides]),
        Column("found", [each.found for each in sides]),
        Column("solved", [each.solved for each in sides]),
        Column("relapsed", [each.relapsed for each in sides]),
        Column("by_itself", [Share(each.carried.group, each.carried.said) for each in sides]),
        Column("type", [each.type for each in sides]),
    )


def _met(shelf: Shelf, group: str) -> list[Visit]:
    """The visits to the group and to its households at which somebody was met."""
    visits = {each.id: each for each in shelf.pointing(Visit, "group", group)}
    for household in shelf.pointing(Household, "group", group):
        visits |= {each.id: each for each in shelf.pointing(Visit, "household", household.id)}
    return [each for each in visits.values() if each.manner != "nobody_home"]
