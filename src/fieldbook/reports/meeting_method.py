"""The meeting's tables of the method: contact groups, work groups, units, stays, study, training."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import studied_day
from fieldbook.domain.namesakes import ALONE, Apart, apart
from fieldbook.domain.records import Diary, Group, Person, Training
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.carried import NOTHING_CARRIED, Carried, carried, solutions_by_group
from fieldbook.reports.contact_groups import ContactGroupRow, contact_groups
from fieldbook.reports.county import County, UnitRow, county_on
from fieldbook.reports.meeting_figures import (
    Period,
    leaning_groups,
    links_in,
    relapses_after_stays,
    stays_in,
)
from fieldbook.reports.meeting_plans import Arranged, arranged
from fieldbook.reports.meeting_surveys import SurveyedLine, survey_lines
from fieldbook.reports.meeting_work import WorkLine, work_lines
from fieldbook.reports.relapses import relapses
from fieldbook.reports.stays import Side, stay_figures
from fieldbook.reports.trainings import group_of_training, not_trained, rotation


class GroupLine(NamedTuple):
    """One work group of which there is something to say."""

    name: str
    carried: Carried
    """Of the solutions studied for it in the period."""
    relapses: int
    """Found in the period."""
    links: tuple[tuple[str, str], ...]
    """(``advanced`` or ``lagging``, the member who took the group on)."""
    leans_on_cadre: bool
    apart: Apart = ALONE
    """What tells the group from others of its name; so of every line below."""


class FellBack(NamedTuple):
    """A check that found a relapse in what a stay left behind."""

    on: dt.date
    words: str = ""
    issues: tuple[str, ...] = ()
    """The titles of those that relapsed; none where it was the group itself."""
    summaries: tuple[str, ...] = ()
    """The lines for others of the same."""


class StayLine(NamedTuple):
    """One stay, with the group's figures before it, during it, and after it where it has ended."""

    from_on: dt.date
    to_on: dt.date | None
    sides: tuple[Side, ...]
    group: str = ""
    purpose: str = ""
    relapses: tuple[FellBack, ...] = ()
    """Each time the period found that it did not hold."""
    apart: Apart = ALONE


class GatheringLine(NamedTuple):
    """One collective study or training."""

    on: dt.date
    kind: str
    """``ten_day``, or the training's kind."""
    took_part: int
    """How many took part."""
    topic: str = ""
    group: str = ""
    attendees: tuple[Person, ...] = ()
    apart: Apart = ALONE


class Untrained(NamedTuple):
    """The leaders and key members who have not been trained yet."""

    waiting: int
    of: int
    """All leaders and key members."""
    people: tuple[tuple[str, Apart, Person], ...] = ()
    """(group, what tells it apart, who), in the order of the groups."""


class Method(NamedTuple):
    """What the paper tells in tables beside the figures."""

    contact_groups: tuple[ContactGroupRow, ...]
    groups: tuple[GroupLine, ...]
    units: tuple[UnitRow, ...]
    """The units of the first level at which there are several."""
    stays: tuple[StayLine, ...]
    surveyed: tuple[SurveyedLine, ...]
    gatherings: tuple[GatheringLine, ...]
    untrained: Untrained
    arranged: Arranged = Arranged()
    work: tuple[WorkLine, ...] = ()


def method(shelf: Shelf, period: Period, habits: Habits) -> Method:
    """The tables of a period."""
    waiting = rotation(period.standing(shelf))
    untrained = tuple(
        (each.group.name, apart(shelf, each.group), each.person) for each in not_trained(waiting)
    )
    return Method(
        contact_groups=contact_groups(
            shelf, period.since, period.end, habits, last=period.last, today=period.today
        ),
        groups=tuple(_group_lines(shelf, period)),
        units=_units(shelf, period),
        stays=tuple(_stay_lines(shelf, period)),
        surveyed=survey_lines(shelf, period),
        gatherings=_gatherings(shelf, period),
        untrained=Untrained(len(untrained), len(waiting), untrained),
        arranged=arranged(shelf, period),
        work=work_lines(shelf, period),
    )


def _group_lines(shelf: Shelf, period: Period) -> Iterator[GroupLine]:
    """The groups that studied a solution, relapsed, or were taken on; in the order they came."""
    studied = solutions_by_group(shelf)
    relapsed = Counter(dict(relapses(shelf, period.since, period.last).by_group))
    leaning = {each.id for each in leaning_groups(shelf, period.end)}
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in links_in(shelf, period):
        links[each.group].append((each.link_kind, shelf.member_name(each.member) or each.committee))
    for group in shelf.every(Group):
        done = carried(e for e in studied.get(group.id, ()) if period.has(studied_day(e)))
        taken_on = tuple(links.get(group.id, ()))
        if done != NOTHING_CARRIED or relapsed[group.id] or taken_on or group.id in leaning:
            leans = group.id in leaning
            told = apart(shelf, group)
            yield GroupLine(group.name, done, relapsed[group.id], taken_on, leans, told)


def _units(shelf: Shelf, period: Period) -> tuple[UnitRow, ...]:
    """One level down: below the units that hold all groups, where nothing is to be compared yet."""

    def below(unit: tuple[str, ...]) -> County:
        return county_on(shelf, unit, period.end, period.last)

    found = below(())
    while len(found.parts) == 1:
        found = below(found.parts[0].unit)
    return found.parts if any(each.surveyed for each in found.parts) else ()


def _stay_lines(shelf: Shelf, period: Period) -> Iterator[StayLine]:
    fell_back: dict[str, list[FellBack]] = defaultdict(list)
    stays = {each.id: each for each in stays_in(shelf, period)}
    for stay, check, issues in relapses_after_stays(shelf, period):
        titles = tuple(each.title for each in issues)
        summaries = tuple(each.summary for each in issues)
        on = check.checked_on or period.end
        fell_back[stay.id].append(FellBack(on, check.note, titles, summaries))
        stays[stay.id] = stay
    for each in sorted(stays.values(), key=lambda each: (each.from_on, each.seq)):
        if each.from_on > period.end:
            continue
        found = stay_figures(shelf, each, period.end)
        yield StayLine(
            each.from_on,
            each.to_on,
            found.sides,
            group=found.group.name if found.group else "",
            purpose=each.purpose,
            relapses=tuple(sorted(fell_back[each.id])),
            apart=apart(shelf, found.group) if found.group else ALONE,
        )


def _gatherings(shelf: Shelf, period: Period) -> tuple[GatheringLine, ...]:
    """The studies and trainings at which it was noted who took part, in the order of their days."""
    lines = [
        GatheringLine(each.on, each.diary_kind, len(each.attendees), each.topic, "", each.attendees)
        for each in shelf.every(Diary)
        if each.diary_kind == "ten_day" and period.has(each.on)
    ]
    for held in shelf.every(Training):
        if period.has(held.on):
            group = shelf.living(Group, group_of_training(shelf, held))
            name, told = (group.name, apart(shelf, group)) if group else ("", ALONE)
            who = held.attendees
            lines.append(
                GatheringLine(held.on, held.training_kind, len(who), held.topic, name, who, told)
            )
    return tuple(sorted(lines, key=lambda each: each.on))
