"""What the groups arranged themselves: plans 安排, who answers for what 分工负责, on-site meetings 现场会."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from fieldbook.domain.namesakes import ALONE, Apart, apart
from fieldbook.domain.records import Group, OnSiteMeeting, Plan
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.meeting_figures import Period


class PlanLine(NamedTuple):
    """One group's plan that ran in the period."""

    from_on: dt.date
    to_on: dt.date | None
    group: str = ""
    apart: Apart = ALONE
    production: str = ""
    work: str = ""
    study: str = ""
    looked_back: str = ""


class DutyLine(NamedTuple):
    """Who answers for one area of a group's life."""

    group: str
    apart: Apart
    area: str
    who: str


class HeldLine(NamedTuple):
    """One on-site meeting of the period, held or still planned."""

    on: dt.date
    is_held: bool
    groups: int
    """That came, or are to come."""
    topic: str = ""
    group: str = ""
    apart: Apart = ALONE
    took_home: str = ""


class Arranged(NamedTuple):
    """All of it."""

    plans: tuple[PlanLine, ...] = ()
    duties: tuple[DutyLine, ...] = ()
    held: tuple[HeldLine, ...] = ()


def arranged(shelf: Shelf, period: Period) -> Arranged:
    """Plans and meetings of the period, and who answered for what at its end."""
    return Arranged(
        tuple(sorted(_plans(shelf, period), key=lambda each: each.from_on)),
        tuple(_duties(period.standing(shelf))),
        tuple(sorted(_held(shelf, period), key=lambda each: each.on)),
    )


def _plans(shelf: Shelf, period: Period) -> Iterator[PlanLine]:
    for plan in shelf.every(Plan):
        group = shelf.living(Group, plan.group)
        if group and plan.runs(period.since, period.last):
            yield PlanLine(
                plan.from_on, plan.to_on, group.name, apart(shelf, group), plan.production,
                plan.work, plan.study, plan.looked_back,
            )  # fmt: skip


def _duties(shelf: Shelf) -> Iterator[DutyLine]:
    for group in shelf.every(Group):
        for each in group.duties:
            if each.who:
                yield DutyLine(group.name, apart(shelf, group), each.area, each.who)


def _held(shelf: Shelf, period: Period) -> Iterator[HeldLine]:
    for each in shelf.every(OnSiteMeeting):
        on = each.held_on or each.on
        if not period.has(on):
            continue
        group = shelf.living(Group, each.group)
        named = each.came if each.held_on else each.groups
        living = sum(shelf.living(Group, one) is not None for one in named)
        name, told = (group.name, apart(shelf, group)) if group else ("", ALONE)
        yield HeldLine(on, bool(each.held_on), living, each.topic, name, told, each.took_home)
