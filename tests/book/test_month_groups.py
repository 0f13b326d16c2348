"""The scripted month's groups, stays, training and contact groups, against plain loops."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from fieldbook.book import Fieldbook
from fieldbook.reports.relapses import relapses
from tests.book.month import LAST, Plain, day


def test_groups(month: Fieldbook, plain: Plain) -> None:
    """Type, road, core group, households, unsolved issues, bearers, leaning, relapses."""
    rows = {each.group.id: each for each in month.groups.rows()}
    assert len(rows) == 9
    for group in plain.groups:
        row = rows[group.id]
        road = [(e.surveyed_on, e.type) for e in plain.surveys if e.group == group.id]
        assert list(row.road) == sorted(road)
        assert row.type == (max(road)[1] if road else None)
        core = bool(group.core_members) if group.core_since is None else group.core_since <= LAST
        assert row.core == core
        assert row.households == sum(each.group == group.id for each in plain.households)
        mine = [each for each in plain.issues if plain.group_of(each) == group.id]
        assert row.unsolved == sum(map(plain.wants_work, mine))
        bearers = Counter(each.carried_by for each in plain.solutions_of_group(group.id))
        assert row.carried == (bearers["group"], bearers["jointly"], bearers["cadre"])
        said = bearers["group"] + bearers["jointly"] + bearers["cadre"]
        assert row.leans_on_cadre == (said >= 3 and bearers["cadre"] > said / 2)
        relapses = 0
        for check in plain.follow_ups:
            if check.result == "relapsed":
                relapses += sum(each.id in check.relapsed_issues for each in mine)
        assert row.relapses == relapses
    types = [row.type for row in month.groups.rows()]
    assert types == sorted(types, key=(3, 2, None, 1).index)
    assert sum(row.relapses for row in rows.values()) == 4


def test_the_units(month: Fieldbook, plain: Plain) -> None:
    """Groups, surveyed, types and core groups of every unit at every level."""
    latest = {}
    for survey in sorted(plain.surveys, key=lambda each: each.surveyed_on):
        latest[survey.group] = survey.type
    for unit in ((), ("东风公社",), ("东风公社", "二大队"), ("红旗公社",), ("没有",)):
        within = [each for each in plain.groups if each.unit[: len(unit)] == unit]
        total = month.groups.figures(unit).total
        assert total.groups == len(within)
        assert total.surveyed == sum(each.id in latest for each in within)
        assert total.types == tuple(
            sum(latest.get(each.id) == kind for each in within) for kind in (1, 2, 3)
        )
        assert total.with_core == sum(bool(e.core_since or e.core_members) for e in within)


def test_who_carried_it_and_what_did_not_hold(month: Fieldbook, plain: Plain) -> None:
    """The month's share carried by the groups; relapses by group, kind and bearer."""
    (row,) = month.groups.carried_by_month()
    said = [each.carried_by for each in plain.solutions if each.carried_by]
    assert row.carried.said == len(said)
    assert row.carried.share == said.count("group") / len(said)
    by_group: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    by_carried: Counter[str] = Counter()
    for check in plain.follow_ups:
        for issue in plain.issues:
            if check.result == "relapsed" and issue.id in check.relapsed_issues:
                by_group[plain.group_of(issue)] += 1
                by_kind[issue.issue_kind] += 1
                for solution in plain.solutions:
                    by_carried[solution.carried_by] += solution.id == check.solution
    found = relapses(month.shelf, day(1), LAST)
    assert dict(found.by_group) == by_group
    assert dict(found.by_kind) == by_kind
    assert {code: count for code, count in by_carried.items() if count} == dict(found.by_carried)


def test_the_stay_before_during_and_after(month: Fieldbook, plain: Plain) -> None:
    """The first stay, with group 1 from the 5th to the 20th, and the ten days after it."""
    stay = month.stays.all()[0]
    found = month.stays.figures(stay.id)
    issues = [each for each in plain.issues if plain.group_of(each) == stay.group]
    homes = {each.id for each in plain.households if each.group == stay.group}
    assert found.after is not None
    for side, first, last in (
        (found.before, dt.date(2026, 10, 6), day(4)),
        (found.during, day(5), day(20)),
        (found.after, day(21), LAST),
    ):
        assert (side.from_on, side.to_on) == (first, last)
        inside = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
        assert side.visits == sum(
            e.visited_on in inside and e.household in homes and e.manner != "nobody_home"
            for e in plain.visits
        )
        assert side.found == sum(each.found_on in inside for each in issues)
        studied = [e for e in plain.solutions_of_group(stay.group) if e.studied_on in inside]
        assert side.carried.group == sum(each.carried_by == "group" for each in studied)
        solved = 0
        for issue in issues:
            mine = [each for each in plain.solutions if issue.id in each.issues]
            solved += any(each.solved_on in inside for each in mine)
        assert side.solved == solved
    assert (found.before.type, found.during.type, found.after.type) == (3, 3, 2)


def test_training_in_rotation(month: Fieldbook, plain: Plain) -> None:
    """Each leader and key member with the last training attended, the longest ago first."""
    expected = []
    for group in plain.groups:
        for person in (group.leader, *group.key_members):
            assert person is not None
            days = [
                each.on for each in plain.trainings
                if person.name in [one.name for one in each.attendees]
            ]  # fmt: skip
            expected.append((max(days, default=dt.date.min), group.seq, person.name))
    rows = month.trainings.rotation()
    found = [
        (each.last.on if each.last else dt.date.min, each.group.seq, each.person.name)
        for each in rows
    ]
    assert sorted(found) == sorted(expected)
    assert [each[0] for each in found] == sorted(each[0] for each in expected)
    assert 0 < sum(each.last is None for each in rows) < 27


def test_contact_groups(month: Fieldbook, plain: Plain) -> None:
    """Ten contact groups: visits kept of those due before today, explanations, referrals in time.

    Three households change hands on the 15th: what was before stays with the group that did it.
    """
    rows = {each.contact_group: each for each in month.members.contact_groups(day(8), LAST)}
    assert list(rows) == [str(number) for number in range(1, 11)]
    moved = [each for each in plain.households if each.handovers]
    assert len(moved) == 3
    for name, row in rows.items():
        visits = [
            each for each in plain.visits
            if each.manner != "nobody_home" and each.visited_on >= day(8)
            and contact_group(plain, each.household, each.visited_on) == name
        ]  # fmt: skip
        homes = [e for e in plain.households if contact_group(plain, e.id, LAST) == name]
        assert (row.households, row.visits) == (len(homes), len(visits))
        assert row.reached == len({each.household for each in visits})
        for kind, count in row.explained:
            assert count == sum(kind in each.explained for each in visits)
        days = [
            fell for each in plain.households for fell in days_due(plain, each.id)
            if fell[2] >= day(8) and (fell[1] or fell[0] < LAST)
            and contact_group(plain, each.id, max(fell[0], day(8))) == name
        ]  # fmt: skip
        assert row.kept == (sum(made for _, made, _ in days), len(days))
        due = in_time = 0
        for issue in plain.issues:
            theirs = contact_group(plain, issue.household, issue.found_on) == name
            if theirs and issue.found_on >= day(8):
                age = ((issue.referred_on or LAST) - issue.found_on).days
                soon_dropped = issue.dropped_on and (issue.dropped_on - issue.found_on).days <= 3
                if issue.referred_on or (age > 3 and not soon_dropped):
                    due += 1
                    in_time += bool(issue.referred_on) and age <= 3
        assert row.in_time == (in_time, due)
    assert sum(row.households for row in rows.values()) == 60


def contact_group(plain: Plain, household_id: str, on: dt.date) -> str:
    """The contact group a household was with on a day, from its first contact handover by handover."""
    (household,) = (each for each in plain.households if each.id == household_id)
    contact = household.handovers[0].from_contact if household.handovers else household.contact
    for each in household.handovers:
        if each.on <= on:
            contact = each.to_contact
    (member,) = (each for each in plain.members if each.id == contact)
    return member.contact_group


def days_due(plain: Plain, household: str) -> list[tuple[dt.date, bool, dt.date]]:
    """The days a visit fell due, whether it had been made, and when it ended: lived through day by day."""
    every, met = plain.interval(household), plain.met(household)
    today = min([day(1), *met[:1]])
    due, visited, is_missed = today + dt.timedelta(days=every), None, False
    found = []
    while today < LAST:
        today += dt.timedelta(days=1)
        if today in met and is_missed:
            found.append((due, False, today))
            due, visited, is_missed = today + dt.timedelta(days=every), None, False
        elif today in met:
            visited = today
        if today == due and visited is not None:
            found.append((due, True, due))
            due, visited = visited + dt.timedelta(days=every), None
        is_missed = today >= due
    return [*found, (due, False, LAST)] if is_missed else found
