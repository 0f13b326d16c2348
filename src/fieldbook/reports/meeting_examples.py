"""What is worth passing on at a meeting: experiences written up, and who was commended."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from fieldbook.domain.namesakes import ALONE, Apart, apart, apart_of
from fieldbook.domain.records import Commendation, Experience, Group, Person, Solution
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.meeting_figures import Period


class OnSiteLine(NamedTuple):
    """One on-site meeting or visit where the experience was made."""

    on: dt.date
    who: str = ""
    note: str = ""


class ExperienceLine(NamedTuple):
    """One experience, as it was written up."""

    on: dt.date
    title: str
    group: str = ""
    solution: str = ""
    """The solution it is about, in that solution's own words."""
    situation: str = ""
    action: str = ""
    outcome: str = ""
    advice: str = ""
    meetings: tuple[OnSiteLine, ...] = ()
    apart: Apart = ALONE
    """What tells the group from others of its name."""


class CommendationLine(NamedTuple):
    """A commendation as the paper tells it."""

    on: dt.date
    kind: str
    whom: Person
    for_what: str = ""
    apart: Apart = ALONE
    """What tells whom it is of from others of the name."""


class Examples(NamedTuple):
    """What others can take an example from, in the order of its days."""

    experiences: tuple[ExperienceLine, ...] = ()
    commendations: tuple[CommendationLine, ...] = ()


def examples(shelf: Shelf, period: Period) -> Examples:
    """The experiences written up or seen on site in the period, and its commendations."""
    written = [each for each in shelf.every(Experience) if _is_told(each, period)]
    written.sort(key=lambda each: (each.on, each.seq))
    commended = [each for each in shelf.every(Commendation) if period.has(each.on)]
    commended.sort(key=lambda each: (each.on, each.seq))
    return Examples(
        tuple(_experience(shelf, each) for each in written),
        tuple(
            CommendationLine(
                each.on,
                each.commendation_kind,
                each.whom,
                each.for_what,
                apart_of(shelf, each.whom),
            )
            for each in commended
        ),
    )


def _is_told(experience: Experience, period: Period) -> bool:
    return any(map(period.has, (experience.on, *(each.on for each in experience.meetings))))


def _experience(shelf: Shelf, experience: Experience) -> ExperienceLine:
    group = shelf.living(Group, experience.group)
    solution = shelf.living(Solution, experience.solution)
    held = sorted(experience.meetings, key=lambda each: each.on)
    return ExperienceLine(
        on=experience.on,
        title=experience.title,
        group=group.name if group else "",
        solution=solution.method if solution else "",
        situation=experience.situation,
        action=experience.action,
        outcome=experience.outcome,
        advice=experience.advice,
        meetings=tuple(OnSiteLine(each.on, each.who, each.note) for each in held),
        apart=apart(shelf, group) if group else ALONE,
    )
