"""How often somebody is to be visited, in the words of rosters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.domain.entries import RosterEntry
from fieldbook.intake.frequency import days_between
from fieldbook.intake.sheet import read_sheet

Lay = Callable[..., Path]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("10", 10), ("１５天", 15), ("每10天", 10), ("每天", 1), ("每日一次", 1), ("每周一次", 7),
        ("每周1次", 7), ("每星期两次", 3), ("一周一次", 7), ("每两周走访一次", 14), ("每旬一次", 10),
        ("半月一次", 15), ("每半个月1次", 15), ("每月2次", 15), ("每月不少于两次", 15), ("每月至少1次", 30),
        ("2次/月", 15), ("1次/周", 7), ("一月一访", 30), ("每季度一访", 91), ("每季度1次", 91), ("每季度不少于一次", 91),
        ("每半年一次", 182), ("每年2次", 182), ("每年四次", 91), ("每 月 1 次", 30), ("每月走访1次以上", 30),
        ("weekly", 7), ("Monthly", 30), ("twice a week", 3), ("once a month", 30), ("every two weeks", 14),
        ("every 10 days", 10), ("2 times per month", 15), ("at least once a quarter", 91), ("2x / week", 3),
        ("fortnightly", 14), ("half-yearly", 182), ("3 visits a year", 121),
        ("每月兩次", 15), ("每週一次", 7), ("看情况", None), ("经常", None), ("有事就去", None), ("often", None), ("once", None), ("", None),
        ("每月2000次", None), ("两周", None),
    ],
)  # fmt: skip
def test_how_often_in_words(said: str, days: int | None) -> None:
    """A number of days, or so many times in a span, rounded down; what says neither is none."""
    assert days_between(said) == days


@given(st.text(alphabet="每周月年天次两二2十/半季度走访 abweekly0", max_size=14))
def test_whatever_is_said_is_days_or_nothing(said: str) -> None:
    """No text ends in anything but a number of days that can be, or none."""
    days = days_between(said)
    assert days is None or 0 <= days <= 999


def test_a_roster_says_how_often_in_words(lay: Lay) -> None:
    """走访频次 is read as words too; what says nothing of it is told and kept in the note."""
    sheet = read_sheet(lay("户主,走访频次\n周大海,每月2次\n吴秀英,20\n冯刚,看情况\n何敏,\n"))
    days = [each.visit_every_days for each in sheet.entries if isinstance(each, RosterEntry)]
    assert days == [15, 20, None, None]
    assert [(each.row, each.field, each.reason, each.value) for each in sheet.oddities] == [
        (4, "visit_every_days", "no_frequency", "看情况")
    ]
    notes = [each.note for each in sheet.entries if isinstance(each, RosterEntry)]
    assert notes == ["", "", "走访频次：看情况", ""]


@pytest.mark.parametrize(
    ("heading", "said", "days"),
    [
        ("走访频次（次/月）", "2", 15), ("走访频次（次/周）", "1", 7), ("走访频次(次/季度)", "1", 91),
        ("走访频次（次／年）", "４", 91), ("走访频次（次/月）", "每周一次", 7), ("走访频次（次/月）", "0", None),
        ("走访频次", "半月", 15), ("走访频次", "双月", 60), ("走访频次", "按季度", 91),
        ("走访间隔（周）", "2", 14), ("走访间隔（月）", "1", 30), ("走访间隔（天）", "10", 10),
        ("走访周期（月/次）", "1", 30), ("走访间隔", "10", 10), ("走访頻次（次/週）", "2", 3),
        ("Visit frequency (visits per month)", "2", 15), ("Visit frequency (times/week)", "2", 3),
        ("Visit interval (weeks)", "2", 14), ("Visit every (days)", "14", 14), ("Visit interval", "10", 10),
    ],
)  # fmt: skip
def test_a_bare_number_counts_what_its_heading_says(
    lay: Lay, heading: str, said: str, days: int | None
) -> None:
    """Twice a month is no visit every second day."""
    sheet = read_sheet(lay(f"Head,{heading}\n张三,{said}\n"), holds="households")
    (home,) = sheet.entries
    assert isinstance(home, RosterEntry)
    assert home.visit_every_days == days
