"""Advise, don't take over: who carried out the solutions, by group and by month."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from fieldbook.domain.codes import CARRIED_BY
from fieldbook.domain.marks import studied_day
from fieldbook.domain.records import Group, Household, Issue, Solution
from fieldbook.domain.shelf import Shelf

LOOK_BACK: Final = 90
"""Days over which a group's work is looked at, before it is said to lean on the cadre."""
CARRIED: Final = (Solution, Issue, Household, Group)
"""The kinds by which a solution's groups are known."""
ENOUGH: Final = 3
"""Solutions within them, before anything is said."""


class Carried(NamedTuple):
    """How many solutions were carried out by whom; those of which nobody said are in none."""

    group: int = 0
    jointly: int = 0
    cadre: int = 0

    @property
    def said(self) -> int:
        """The solutions of which it was said."""
        return self.group + self.jointly + self.cadre

    @property
    def share(self) -> float | None:
        """The part carried out by the groups themselves; none where nothing was said."""
        return self.group / self.said if self.said else None


NOTHING_CARRIED: Final = Carried()


class MonthRow(NamedTuple):
    """The solutions studied in one month."""

    month: dt.date
    """Its first day."""
    carried: Carried


def carried(solutions: Iterable[Solution]) -> Carried:
    """Who carried these solutions out."""
    codes = [each.carried_by for each in solutions]
    return Carried(*map(codes.count, CARRIED_BY)) if codes else NOTHING_CARRIED


def carried_by_month(shelf: Shelf, group: Group | None = None) -> tuple[MonthRow, ...]:
    """Month by month, of all groups or of one; months in which nothing was studied are left out."""
    if group is None:
        return by_month(shelf.every(Solution))
    return by_month(solutions_by_group(shelf).get(group.id, ()))


def by_month(solutions: Iterable[Solution]) -> tuple[MonthRow, ...]:
    """These solutions by the month they were studied in."""
    months: dict[dt.date, list[Solution]] = defaultdict(list)
    for each in solutions:
        if on := studied_day(each):
            months[on.replace(day=1)].append(each)
    return tuple(MonthRow(month, carried(found)) for month, found in sorted(months.items()))


def solutions_by_group(shelf: Shelf) -> Mapping[str, Sequence[Solution]]:
    """Group id → the solutions studied for its issues and its households'; each once."""

    def found() -> dict[str, list[Solution]]:
        by_group: dict[str, list[Solution]] = defaultdict(list)
        every = shelf.every(Solution)
        for solution, groups in zip(every, groups_of_each(shelf, every), strict=True):
            for group in groups:
                by_group[group].append(solution)
        return dict(by_group)

    return shelf.remember("solutions_by_group", CARRIED, found)


def solutions_of(shelf: Shelf, groups: Iterable[str]) -> tuple[Solution, ...]:
    """The solutions studied for the groups with these ids; one for several of them once."""
    found = solutions_by_group(shelf)
    return tuple({e.id: e for group in groups for e in found.get(group, ())}.values())


def groups_of(shelf: Shelf, solution: Solution) -> set[str]:
    """The ids of the groups whose issues a solution is for."""
    return next(groups_of_each(shelf, [solution]))


def groups_of_each(shelf: Shelf, solutions: Iterable[Solution]) -> Iterator[set[str]]:
    """Of each solution the ids of the groups whose issues it is for."""
    issues, homes, groups = shelf.by_id(Issue), shelf.by_id(Household), shelf.by_id(Group)
    for solution in solutions:
        found = set()
        for issue in filter(None, map(issues.get, solution.issues)):
            home = None if issue.group else homes.get(issue.household)
            group = home.group if home else issue.group
            if group in groups:
                found.add(group)
        yield found


def leans_on_cadre(solutions: Iterable[Solution], today: dt.date) -> bool:
    """Whether a group's work leans on the cadre: worth a word with its leader, not a blame.

    At least three solutions of the last 90 days say who carries them out, and more than half of
    them say the cadre.
    """
    since = today - dt.timedelta(days=LOOK_BACK)
    recent = carried(each for each in solutions if since < (studied_day(each) or since) <= today)
    return recent.said >= ENOUGH and recent.cadre * 2 > recent.said
