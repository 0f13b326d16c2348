"""Lists at their edges: on the very day, once and not twice, what ended yesterday, days left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Group, Record
from tests.clock import Clock
from tests.memory_store import MemoryStore
from tests.village import new_book

TODAY = dt.date(2026, 11, 21)
ROADS: Sequence[Sequence[tuple[str, int]]] = (
    (("2026-11-01", 3),),
    (("2026-10-01", 3), ("2026-11-01", 3)),
    (("2026-10-01", 2), ("2026-11-02", 3)),
    (("2026-09-01", 3), ("2026-10-01", 3), ("2026-10-31", 2)),
    (("2026-10-01", 1), ("2026-11-05", 1)),
    (("2026-10-01", 1), ("2026-10-20", 2), ("2026-11-05", 1)),
    (),
)
"""(day, type) of each group's surveys."""
UNITS = ("甲大队", "乙大队")
"""The first three groups are of the first one."""
PLANS = (("2026-11-01", "2026-11-20"), ("2026-11-12", "2026-11-21"), ("2026-11-21", "2026-11-30"))
"""The days of the first groups' plans."""
CHANGED = ("2026-10-31", "2026-11-01", "2026-11-10")
"""When the first group's leader changed."""
HELD = (("2026-10-05", (3, 4, 5)), ("2026-10-25", (5,)))
"""(day, the groups that came) of on-site meetings."""
TASKS = (
    ("到昨天", "2026-11-20", ""), ("到今天", "2026-11-21", ""), ("今天结束", "", "2026-11-21"),
    ("明天到期，昨天结束", "2026-11-22", "2026-11-20"), ("没有期限", "", ""),
)  # fmt: skip
"""(title, until, ended) of each task."""
VISITED = ("2026-11-10", "2026-11-11", "", "2026-11-21")
"""When each household was visited last; every ten days it is due."""
LINKS = (
    ("advanced", ""),
    ("advanced", "2026-11-21"),
    ("lagging", "2026-11-22"),
    ("lagging", "2026-11-20"),
)
"""(kind, last day) of each member's link."""


@pytest.fixture(scope="module")
def branch() -> Fieldbook:
    """Seven groups with their surveys, plans, leaders and on-site meetings."""
    clock = Clock(dt.date(2026, 9, 1))
    book = new_book(clock, MemoryStore())
    groups = [
        book.groups.found(Draft(name=f"{n}组", unit=UNITS[n > 2], leader=f"组长{n}"))
        for n in range(7)
    ]
    for group, road in zip(groups, ROADS, strict=True):
        for on, number in road:
            clock.today = dt.date.fromisoformat(on)
            book.surveys.note(Draft(group=group.id, surveyed_on=on, type=number))
    for on, numbers in HELD:
        clock.today = dt.date.fromisoformat(on)
        those = [groups[each].id for each in numbers]
        meeting = book.on_site_meetings.write(Draft(topic=on, on=on, groups=those))
        book.on_site_meetings.hold(meeting.id, Draft(came=those))
    for title, until, _ended in TASKS:
        book.tasks.write(Draft(title=title, until_on=until))
    for number, on in enumerate(CHANGED):
        clock.today = dt.date.fromisoformat(on)
        book.groups.edit(groups[0].id, Draft(leader=f"新{number}"))
        meeting = book.on_site_meetings.write(Draft(topic=on, on=on, groups=[groups[1].id]))
        book.on_site_meetings.hold(meeting.id, Draft(came=[groups[1].id]))
        book.commendations.write(Draft(whom="3组", kind="red_flag", for_what=on))
    for task, (_title, _until, ended) in zip(book.tasks.all(), TASKS, strict=True):
        if ended:
            clock.today = dt.date.fromisoformat(ended)
            book.tasks.end(task.id, Draft(outcome="办完"))
    clock.today = TODAY
    for number, on in enumerate(VISITED):
        home = book.households.assign(Draft(head=f"户{number}"))
        if on:
            book.visits.note(Draft(household=home.id, visited_on=on))
    for number, (kind, to_on) in enumerate(LINKS):
        member = book.members.write(Draft(name=f"成员{number}"))
        link = Draft(group=groups[number].id, kind=kind, member=member.id, from_on="2026-10-01")
        book.links.edit(book.links.write(link).id, Draft(to_on=to_on))
    for group, (since, until) in zip(groups, PLANS, strict=False):
        book.plans.write(Draft(group=group.id, work="清渠", from_on=since, to_on=until))
    return book


def cells(book: Fieldbook, code: str, **asked: Any) -> list[tuple[Any, ...]]:
    """The lines of a list, records by their names."""
    return [
        tuple(name_of(each) if isinstance(each, Record) else each for each in line.cells)
        for line in book.names(code, **asked)
    ]


@pytest.mark.parametrize("last", ["2026-09-15", "2026-10-31", "2026-11-01", "2026-11-21"])
def test_types_are_those_of_the_day(branch: Fieldbook, last: str) -> None:
    """Type 3 twice running, weaker than before, and each type, as the surveys up to a day say."""
    known = [[kind for on, kind in road if on <= last] for road in ROADS]
    wanted = {
        "type_3_twice": [n for n, kinds in enumerate(known) if kinds[-2:] == [3, 3]],
        "weaker": [n for n, kinds in enumerate(known) if len(kinds) > 1 and kinds[-1] > kinds[-2]],
        **{
            f"type_{kind}": [n for n, kinds in enumerate(known) if kinds[-1:] == [kind]]
            for kind in (1, 2, 3)
        },
    }
    for code, numbers in wanted.items():
        told = [line[0] for line in cells(branch, code, on=dt.date.fromisoformat(last))]
        assert told == [f"{number}组" for number in numbers], code


@pytest.mark.parametrize("since", ["2026-10-31", "2026-11-01", "2026-11-02", "2026-11-06"])
def test_a_survey_on_the_very_day_counts(branch: Fieldbook, since: str) -> None:
    """Not surveyed since a day is who was last surveyed before it, or never."""
    old = [n for n, road in enumerate(ROADS) if not road or road[-1][0] < since]
    told = cells(branch, "not_surveyed", since=dt.date.fromisoformat(since))
    assert [line[0] for line in told] == [f"{number}组" for number in old]


def test_a_plan_that_ended_is_none_for_today(branch: Fieldbook) -> None:
    """The last day of a plan counts, the day after does not."""
    with_one = {n for n, (a, b) in enumerate(PLANS) if a <= TODAY.isoformat() <= b}
    without = [n for n in range(len(ROADS)) if n not in with_one]
    assert [line[0] for line in cells(branch, "without_plan")] == [f"{n}组" for n in without]
    assert len(without) == len(ROADS) - 2


@pytest.mark.parametrize(("since", "until"), [
    (None, None), ("2026-11-01", None), (None, "2026-11-01"), ("2026-11-02", "2026-11-09"),
])  # fmt: skip
def test_what_happened_is_of_its_days(
    branch: Fieldbook, since: str | None, until: str | None
) -> None:
    """Changes of posts, meetings that groups came to, red flags: both ends of a period count."""

    def within(days: Sequence[str]) -> list[str]:
        return sorted(on for on in days if (since or "") <= on <= (until or "9"))

    came = [*CHANGED, *(on for on, numbers in HELD for _each in numbers)]
    asked = {
        name: dt.date.fromisoformat(day)
        for name, day in (("since", since), ("until", until))
        if day
    }
    for code, days in (("posts", CHANGED), ("came", came), ("red_flags", CHANGED)):
        told = sorted(str(line[0]) for line in cells(branch, code, **asked))
        assert told == within(days), code
    assert branch.shelf.count(Group) == len(ROADS)


def test_who_came_is_stronger_by_the_very_next_survey(branch: Fieldbook) -> None:
    """The last survey up to a meeting stands beside the first one after it; alike is not stronger."""
    held = {each.topic: each for each in branch.on_site_meetings.all()}
    for on, numbers in HELD:
        rows = branch.on_site_meetings.came(held[on].id)
        for row, number in zip(rows, numbers, strict=True):
            before = [kind for day, kind in ROADS[number] if day <= on][-1]
            after = next(kind for day, kind in ROADS[number] if day > on)
            assert (row.before, row.after, row.is_stronger) == (before, after, after < before)


def test_a_task_is_untold_as_long_as_it_runs(branch: Fieldbook) -> None:
    """To its last day, and not on the day it ended."""
    today = TODAY.isoformat()
    runs = [t for t, until, end in TASKS if (until or "9") >= today and (end or "9") > today]
    homes = len(VISITED)
    assert sorted(line[0] for line in cells(branch, "untold")) == sorted(runs * homes)
    assert len(runs) == 2


@pytest.mark.parametrize("unit", [(), ("甲大队",), ("乙大队",)])
def test_months_begin_with_the_units_first_survey(branch: Fieldbook, unit: tuple[str, ...]) -> None:
    """The end of each month counts the surveys of its last day; a unit has its own months."""
    numbers = [n for n in range(len(ROADS)) if not unit or unit == (UNITS[n > 2],)]
    first = min(on for n in numbers for on, _kind in ROADS[n])
    ends = ["2026-09-30", "2026-10-31", TODAY.isoformat()]
    rows = branch.groups.by_month(unit)
    assert [each.day.isoformat() for each in rows] == [end for end in ends if end >= first]
    for each in rows:
        latest = [
            [kind for on, kind in ROADS[n] if on <= each.day.isoformat()][-1:] for n in numbers
        ]
        assert each.row.types == tuple(latest.count([kind]) for kind in (1, 2, 3))


def test_due_today_is_not_overdue(branch: Fieldbook) -> None:
    """Visited longer ago than its ten days; one assigned today is not late."""
    late = [
        f"户{n}" for n, on in enumerate(VISITED)
        if on and dt.date.fromisoformat(on) + dt.timedelta(days=10) < TODAY
    ]  # fmt: skip
    assert sorted(line[0] for line in cells(branch, "overdue")) == late == ["户0"]


def test_a_link_that_ended_is_none(branch: Fieldbook) -> None:
    """On its last day a group is linked no more."""
    for kind in ("advanced", "lagging"):
        linked = {
            n for n, (of, to_on) in enumerate(LINKS)
            if of == kind and (not to_on or to_on > TODAY.isoformat())
        }  # fmt: skip
        told = [line[0] for line in cells(branch, f"no_{kind}")]
        assert told == [f"成员{n}" for n in range(len(LINKS)) if n not in linked]
        assert len(linked) == 1
