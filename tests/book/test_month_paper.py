"""The scripted month in the meeting paper: the figures and tables of the method, by plain loops."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.codes import CARRIED_BY
from fieldbook.domain.records import Issue, Solution
from fieldbook.reports.meeting import Meeting, meeting
from tests.book.month import LAST, Plain, day

PERIODS = pytest.mark.parametrize(("first", "last"), [(1, 30), (10, 20), (21, 30)])


def paper(month: Fieldbook, first: int, last: int) -> Meeting:
    return meeting(month.shelf, day(first), day(last), LAST, month.habits)


def within(first: int, last: int) -> list[dt.date]:
    return [day(number) for number in range(first, last + 1)]


@PERIODS
def test_contact_in_the_paper(month: Fieldbook, plain: Plain, first: int, last: int) -> None:
    """Households in all, nobody home, came to us, the four togethers, answers, tasks told."""
    found, days = paper(month, first, last).figures, within(first, last)
    visits = [each for each in plain.visits if each.visited_on in days]
    assert found.contact["reached"].of == len(plain.households) == 60
    assert (
        found.contact["nobody_home"].many
        == sum(each.manner == "nobody_home" for each in visits)
        > 0
    )
    assert (
        found.contact["came_to_us"].many == sum(each.manner == "came_to_us" for each in visits) > 0
    )
    assert found.contact["together"].by_part == Counter(k for each in visits for k in each.together)
    assert found.issues["answered"].many == sum(each.answered_on in days for each in plain.issues)
    told = []
    for task in plain.tasks:
        if task.given_on <= day(last) and (task.until_on is None or task.until_on >= day(first)):
            homes = {
                each.household
                for each in plain.visits
                if task.id in each.tasks
                and each.manner != "nobody_home"
                and each.visited_on <= day(last)
            }
            told.append((task.title, len(homes), 60))
    assert list(found.contact["tasks"].parts) == told


@PERIODS
def test_the_method_in_the_paper(month: Fieldbook, plain: Plain, first: int, last: int) -> None:
    """Stays, core groups, experiences, commendations, trainings, focuses, links, leaning groups."""
    found, days = paper(month, first, last).figures, within(first, last)
    stays = [e for e in month.stays.all() if {e.from_on, e.to_on or LAST} & set(days) or (
        e.from_on < day(first) and (e.to_on or LAST) > day(last))]  # fmt: skip
    assert found.groups["stays"].many == len(stays)
    core = 0
    for group in plain.groups:
        core += group.core_since <= day(last) if group.core_since else bool(group.core_members)
    assert found.groups["with_core"].many == core == 3
    assert found.rhythm["experiences"].many == sum(
        each.on in days for each in month.experiences.all()
    )
    assert found.rhythm["commendations"].many == sum(
        each.on in days for each in month.commendations.all()
    )
    held = [each for each in plain.trainings if each.on in days]
    assert found.rhythm["trainings"].by_part == Counter(each.training_kind for each in held)
    issues = [each for each in plain.issues if each.found_on in days]
    assert found.issues["focuses"].by_part == Counter(each.focus for each in issues if each.focus)
    links = [each for each in month.links.all() if each.from_on and each.from_on <= day(last)]
    assert found.groups["links"].by_part == Counter(each.link_kind for each in links)
    assert found.groups["leaning"].many == len(leaning(plain, day(last)))


def leaning(plain: Plain, on: dt.date) -> list[str]:
    """The names of the groups of whose solutions more than half were left to the cadre."""
    names = []
    for group in plain.groups:
        said = [
            each.carried_by
            for each in plain.solutions_of_group(group.id)
            if each.carried_by and each.studied_on <= on
        ]
        if len(said) >= 3 and said.count("cadre") > len(said) / 2:
            names.append(group.name)
    return names


def relapses_in(plain: Plain, days: list[dt.date]) -> list[tuple[Issue, Solution]]:
    """Each issue that relapsed on one of these days, with the solution that did not hold."""
    found = []
    for check in plain.follow_ups:
        if check.result == "relapsed" and check.checked_on in days:
            (solution,) = (each for each in plain.solutions if each.id == check.solution)
            found += [(e, solution) for e in plain.issues if e.id in check.relapsed_issues]
    return found


@PERIODS
def test_who_carried_it_out_in_the_paper(
    month: Fieldbook, plain: Plain, first: int, last: int
) -> None:
    """Relapses by kind and bearer; the share by month and by group; the groups that lean."""
    found, days = paper(month, first, last), within(first, last)
    relapsed = relapses_in(plain, days)
    solutions = found.figures.solutions
    assert solutions["relapsed_kinds"].by_part == Counter(each.issue_kind for each, _ in relapsed)
    assert solutions["relapsed_carried"].by_part == Counter(each.carried_by for _, each in relapsed)
    said = [e.carried_by for e in plain.solutions if e.studied_on <= day(last) and e.carried_by]
    (carried,) = solutions["months"].parts
    assert carried == (f"{day(1):%Y-%m}", said.count("group"), len(said))
    expected = []
    for group in plain.groups:
        done = [e.carried_by for e in plain.solutions_of_group(group.id) if e.studied_on in days]
        again = sum(plain.group_of(issue) == group.id for issue, _ in relapsed)
        links = [e for e in month.links.all() if e.group == group.id and e.from_on]
        taken = [e for e in links if e.from_on and e.from_on <= day(last)]
        if any(done) or again or taken or group.name in leaning(plain, day(last)):
            names = {each.id: each.name for each in plain.members}
            expected.append((
                group.name, tuple(map(done.count, CARRIED_BY)), again,
                tuple((e.link_kind, names[e.member]) for e in taken),
                group.name in leaning(plain, day(last)),
            ))  # fmt: skip
    assert [each[:5] for each in found.method.groups] == expected


@PERIODS
def test_the_tables_of_the_paper(month: Fieldbook, plain: Plain, first: int, last: int) -> None:
    """Units one level down, who took part in study and training, who waits to be trained."""
    found, days = paper(month, first, last).method, within(first, last)
    latest = {each.group: each.type for each in plain.surveys if each.surveyed_on <= day(last)}
    for row in found.units:
        groups = [each for each in plain.groups if each.unit[:1] == row.unit]
        types = [latest[each.id] for each in groups if each.id in latest]
        assert (row.groups, row.surveyed) == (len(groups), len(types))
        assert row.types == tuple(map(types.count, (1, 2, 3)))
    assert [each.unit for each in found.units] == [("东风公社",), ("红旗公社",)]
    gathered = [(e.on, "ten_day", e.topic, e.attendees) for e in plain.diary
                if e.diary_kind == "ten_day" and e.on in days]  # fmt: skip
    gathered += [(e.on, e.training_kind, e.topic, e.attendees) for e in plain.trainings
                 if e.on in days]  # fmt: skip
    gathered.sort(key=lambda each: each[0])
    assert [(e.on, e.kind, e.topic, e.attendees) for e in found.gatherings] == gathered
    assert [each.took_part for each in found.gatherings] == [len(each[3]) for each in gathered]
    waiting = []
    for group in plain.groups:
        for person in (group.leader, *group.key_members):
            assert person is not None
            held = [each for each in plain.trainings if each.on <= day(last)]
            if not any(person.name in [e.name for e in each.attendees] for each in held):
                waiting.append((group.name, person.name))
    assert [(group, person.name) for group, _apart, person in found.untrained.people] == waiting
    assert (found.untrained.waiting, found.untrained.of) == (len(waiting), 27)


@PERIODS
def test_the_surveys_of_the_paper(month: Fieldbook, plain: Plain, first: int, last: int) -> None:
    """Each group surveyed with its road and what was found; how many grew stronger or weaker."""
    found, days = paper(month, first, last), within(first, last)
    expected, stronger, weaker = [], 0, 0
    for group in plain.groups:
        road = [e for e in plain.surveys if e.group == group.id and e.surveyed_on <= day(last)]
        made = [each for each in road if each.surveyed_on in days]
        if made:
            before = [each.type for each in road if each not in made] or [made[0].type]
            stronger += made[-1].type < before[-1]
            weaker += made[-1].type > before[-1]
            expected.append((
                group.name, made[-1].type, tuple((e.surveyed_on, e.type) for e in road),
                [(e.surveyed_on, e.findings.attendance) for e in made],
            ))  # fmt: skip
    expected.sort(key=lambda each: -each[1])
    told = [
        (e.group, e.type, e.road, [(f.on, f.attendance) for f in e.findings])
        for e in found.method.surveyed
    ]
    figures = found.figures.groups
    assert told == expected
    assert figures["surveys"].many == sum(each.surveyed_on in days for each in plain.surveys)
    assert (figures["stronger"].many, figures["weaker"].many) == (stronger, weaker)
    assert bool(stronger) == (last == 30)


@PERIODS
def test_what_is_worth_passing_on(month: Fieldbook, first: int, last: int) -> None:
    """The month's experience and commendation, in the periods that have their days."""
    found, days = paper(month, first, last), within(first, last)
    written = [each for each in month.experiences.all() if each.on in days]
    assert [(e.on, e.title, e.group) for e in found.examples.experiences] == [
        (each.on, "自办水渠", "4组") for each in written
    ]
    commended = [each for each in month.commendations.all() if each.on in days]
    assert [(e.on, e.whom.name, e.kind, e.for_what) for e in found.examples.commendations] == [
        (each.on, "4组", "red_flag", "自办") for each in commended
    ]
    assert found.figures.rhythm["commended"].by_part == Counter(
        e.commendation_kind for e in commended
    )


def test_the_stays_of_the_paper(month: Fieldbook, plain: Plain) -> None:
    """Each stay with its figures before, during and after; one that runs has no after."""
    first, second = paper(month, 1, 30).method.stays
    assert [len(each.sides) for each in (first, second)] == [3, 2]
    assert [each.group for each in (first, second)] == ["1组", "4组"]
    issues = [e for e in plain.issues if plain.group_of(e) == plain.groups[0].id]
    for side in first.sides:
        assert side.found == sum(side.from_on <= each.found_on <= side.to_on for each in issues)


def test_the_contact_groups_of_the_paper(month: Fieldbook) -> None:
    """The comparison is the one of the Members screen, of the paper's own days."""
    rows = paper(month, 8, 30).method.contact_groups
    assert rows == month.members.contact_groups(day(8), LAST)
    assert len(rows) == 10
