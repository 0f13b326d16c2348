"""The figures Today ends with: where contact, groups, solutions and rhythm stand."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import made_day, studied_day
from fieldbook.domain.records import Diary, FollowUp, Group, Member, Solution, Visit
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.carried import (
    CARRIED,
    LOOK_BACK,
    Carried,
    carried,
    groups_of_each,
    leans_on_cadre,
)
from fieldbook.reports.county import UnitRow, county
from fieldbook.reports.due import visits_due
from fieldbook.reports.follow_ups import has_its_subject
from fieldbook.reports.rhythm import WeekDays, beginning, streak, week
from fieldbook.reports.tables import Share

FORTNIGHT = 14
"""Days whose visits are shown one beside the other."""


class Figures(NamedTuple):
    """Counts of work; of groups and households, never of persons."""

    asked_for: int
    """The households a visit was asked for: visited, or overdue. One just assigned has its days yet."""
    in_time: int
    """Of these, those whose next visit is not overdue."""
    groups: UnitRow
    """Of the whole book: surveyed, types, core groups."""
    carried: Carried
    """Who carried out the solutions studied in the last 90 days."""
    leaning: tuple[Group, ...]
    """The groups whose work leans on the cadre, as :func:`.carried.leans_on_cadre` has it."""
    held: int
    """Follow-ups of the last 90 days that found a solution to hold."""
    relapsed: int
    """Those that found a relapse."""
    streak: int
    """Days in a row with a daily summary."""

    @property
    def share_in_time(self) -> Share:
        """Of the households a visit was asked for, those visited in time."""
        return Share(self.in_time, self.asked_for)

    @property
    def share_by_groups(self) -> Share:
        """Of the solutions that say who carries them out, those the groups carry out themselves."""
        return Share(self.carried.group, self.carried.said)


class Fortnight(NamedTuple):
    """What was done of late: this week beside the branch's rule, and the visits of 14 days."""

    week: WeekDays
    visits: tuple[int, ...]
    """At which somebody was met, a number a day; today's is the last."""


def fortnight(shelf: Shelf, today: dt.date, habits: Habits) -> Fortnight:
    """This week, and the 14 days that end today."""

    def visits() -> tuple[int, ...]:
        first = today - dt.timedelta(days=FORTNIGHT - 1)
        counts = [0] * FORTNIGHT
        for each in shelf.every(Visit):
            on = made_day(each)
            if on and first <= on <= today and each.manner != "nobody_home":
                counts[(on - first).days] += 1
        return tuple(counts)

    return Fortnight(
        shelf.remember(
            "this_week",
            (Diary, Member),
            lambda: week(shelf, today, today, habits),
            today,
            habits,
            beginning(shelf, today),
        ),
        shelf.remember("visits_of_late", (Visit,), visits, today),
    )


def figures(shelf: Shelf, today: dt.date, habits: Habits) -> Figures:
    """The figures as they stand on a day."""
    due = visits_due(shelf, today, habits)
    all_carried, leaning = _carried(shelf, today)
    results = _results(shelf, today)
    return Figures(
        asked_for=sum(each.days < 0 or each.last is not None for each in due),
        in_time=sum(each.days >= 0 and each.last is not None for each in due),
        groups=county(shelf, (), today).total,
        carried=all_carried,
        leaning=leaning,
        held=results["held"],
        relapsed=results["relapsed"],
        streak=shelf.remember(
            "streak", (Diary, Member), lambda: streak(shelf, today, habits), today, habits
        ),
    )


def _carried(shelf: Shelf, today: dt.date) -> tuple[Carried, tuple[Group, ...]]:
    """Who carried out what was studied of late, and the groups that lean on the cadre."""

    def found() -> tuple[Carried, tuple[Group, ...]]:
        since = today - dt.timedelta(days=LOOK_BACK)
        recent = [
            each for each in shelf.every(Solution) if since < (studied_day(each) or since) <= today
        ]
        groups = _groups(shelf, today)
        by_group: dict[str, list[Solution]] = defaultdict(list)
        for each in recent:
            for group in groups.get(each.id, ()):
                by_group[group].append(each)
        leaning = [
            each for each in shelf.every(Group) if leans_on_cadre(by_group.get(each.id, ()), today)
        ]
        return carried(recent), tuple(leaning)

    return shelf.remember("carried_of_late", CARRIED, found, today)


def _groups(shelf: Shelf, today: dt.date) -> Mapping[str, set[str]]:
    """Of each solution that says who carries it out: its groups' ids; found once a month."""
    month = today.replace(day=1)

    def found() -> dict[str, set[str]]:
        since = month - dt.timedelta(days=LOOK_BACK)
        late = [
            each
            for each in shelf.every(Solution)
            if each.carried_by and (studied_day(each) or dt.date.min) >= since
        ]
        ids = [each.id for each in late]
        return dict(zip(ids, groups_of_each(shelf, late), strict=True))

    return shelf.remember("groups_of_late", CARRIED, found, month)


def _results(shelf: Shelf, today: dt.date) -> Counter[str]:
    """What the follow-ups of late found."""

    def found() -> Counter[str]:
        since = today - dt.timedelta(days=LOOK_BACK)
        return Counter(
            each.result
            for each in shelf.every(FollowUp)
            if each.checked_on and since < each.checked_on <= today
            if has_its_subject(shelf, each)
        )

    return shelf.remember("results_of_late", (FollowUp, Solution, Group), found, today)
