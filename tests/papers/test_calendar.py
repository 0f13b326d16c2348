"""What is due as a calendar, read by a program that is not ours."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import (
    FollowUp,
    Group,
    Household,
    Issue,
    Person,
    Solution,
    Step,
    Task,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.labels import where_text
from fieldbook.papers.calendar import render
from fieldbook.papers.wording import one_line
from fieldbook.reports.calendar import Appointment, appointments

TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 20, 15, tzinfo=dt.timezone(dt.timedelta(hours=8)))
AT = dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC)
BOOK = (
    Group(id="g", seq=1, created_at=AT, name="3组", leader=Person(name="王大山")),
    Household(id="h", seq=1, created_at=AT, head="陈桂生", code="11", group="g",
              phone="13800000000", address="南坡8号"),
    Issue(id="i", seq=41, created_at=AT, title="水渠漏水", found_on=dt.date(2026, 11, 2),
          household="h", due_on=dt.date(2026, 11, 30), raised_by=Person(name="周小兰")),
    Solution(id="s", seq=7, created_at=AT, issues=("i",), studied_on=dt.date(2026, 11, 3),
             method="补渠口", responsible=Person(name="李霞平"), due_on=dt.date(2026, 12, 1),
             steps=(Step(what="领水泥", who="李霞平", due_on=dt.date(2026, 11, 25)),)),
    FollowUp(id="f", seq=1, created_at=AT, solution="s", due_on=dt.date(2026, 12, 5)),
)  # fmt: skip


def due(until: dt.date = dt.date(2026, 12, 31), today: dt.date = TODAY) -> tuple[Appointment, ...]:
    return appointments(Shelf(BOOK), today, until, DEFAULT_HABITS)


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_what_is_due_stands_on_its_day() -> None:
    """Visits, checks, steps, solutions, issues, summary and study are whole days, free, and private."""
    found = events(render(due(), NOW))
    told = {str(each["UID"]).split("@")[0]: (each.start, str(each["SUMMARY"])) for each in found}
    assert told == {
        "visit-h": (TODAY, "Visit: 3组 no. 11 (10 days overdue)"),
        "summary": (TODAY, "Five-day summary"),
        "study": (TODAY, "Ten-day study"),
        "solution-s-0": (dt.date(2026, 11, 25), "Step due: #41, 3组 no. 11"),
        "issue-i": (dt.date(2026, 11, 30), "Issue due: #41, 3组 no. 11"),
        "solution-s": (dt.date(2026, 12, 1), "Solution due: #41, 3组 no. 11"),
        "check-f": (dt.date(2026, 12, 5), "Follow-up: #41, 3组 no. 11"),
    }
    for each in found:
        assert each.end - each.start == dt.timedelta(days=1)
        assert each["TRANSP"] == "TRANSPARENT"
        assert each["CLASS"] == "PRIVATE"
        assert each["DTSTAMP"].dt == dt.datetime(2026, 11, 21, 12, 15, tzinfo=dt.UTC)


def test_work_stands_on_its_day_by_its_number() -> None:
    """What somebody is to do by a day is due like the rest; without a day it is in no calendar."""
    work: dict[str, Any] = {
        "created_at": AT,
        "given_on": TODAY,
        "task_kind": "work",
        "title": "领水泥",
    }
    until = dt.date(2026, 11, 28)
    tasks = (
        Task(id="w", seq=3, until_on=until, **work), Task(id="x", seq=4, **work),
        Task(id="y", seq=5, until_on=until, ended_on=TODAY, **work),
    )  # fmt: skip
    found = appointments(Shelf(tasks), TODAY, dt.date(2026, 12, 31), DEFAULT_HABITS)
    told = [
        (each.start, str(each["SUMMARY"]))
        for each in events(render(found, NOW))
        if str(each["UID"]).startswith("task")
    ]
    assert told == [(until, "Work due: #3")]


def test_an_issue_due_with_its_solution_is_due_once() -> None:
    """The same day and the same matter are one line; another day of the issue's own is another."""
    both = msgspec.structs.replace(BOOK[2], due_on=dt.date(2026, 12, 1))
    found = appointments(
        Shelf((*BOOK[:2], both, *BOOK[3:])), TODAY, dt.date(2026, 12, 31), DEFAULT_HABITS
    )
    assert [each.kind for each in found if each.on == both.due_on] == ["solution"]


def test_names_stand_in_it_only_where_they_were_asked_for() -> None:
    """Neither people, matters, phones nor addresses are told; asked for, the heads are."""
    plain, named = (render(due(), NOW, names=each).decode() for each in (False, True))
    for told in ("桂生", "小兰", "霞平", "大山", "水渠", "水泥", "1380000", "南坡"):
        assert told not in plain
    assert "陈桂生" in named
    for told in ("小兰", "霞平", "大山", "水渠", "水泥", "1380000", "南坡"):
        assert told not in named


def test_a_later_calendar_moves_what_an_earlier_one_had() -> None:
    """What moved keeps its name for programs, and its number has grown."""
    later = NOW + dt.timedelta(days=1)
    first = {str(each["UID"]): each for each in events(render(due(), NOW))}
    again = {
        str(each["UID"]): each
        for each in events(render(due(today=TODAY + dt.timedelta(days=1)), later))
    }
    assert first.keys() == again.keys()
    assert again["visit-h@fieldbook"].start == TODAY + dt.timedelta(days=1)
    assert all(again[each]["SEQUENCE"] > first[each]["SEQUENCE"] for each in first)


def test_it_goes_as_far_as_is_said() -> None:
    """What falls due after the last day is left out; with nothing due it is a calendar all the same."""
    assert [each.kind for each in due(TODAY)] == ["visit", "study", "summary"]
    empty = render((), NOW)
    assert events(empty) == []
    assert empty.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


@given(st.text(alphabet='渠😀a,;\\:"\n\r\x07n ', max_size=120), st.text(max_size=40))
def test_whatever_a_group_is_called_is_read_back(name: str, code: str) -> None:
    """Lines are of 75 octets at most and end with both signs; every name comes back as it was shown."""
    group = Group(id="g", seq=1, created_at=AT, name=name)
    home = Household(id="h", seq=1, created_at=AT, head="x", code=code, group="g")
    data = render([Appointment("visit-h", TODAY, "visit", household=home, group=group.name)], NOW)
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in each or b"\r" in each for each in lines)
    for each in lines:
        each.decode()
    (event,) = events(data)
    where = where_text(one_line(name), one_line(code))
    assert str(event["SUMMARY"]) == (f"Visit: {where}" if where else "Visit: household #1")
