"""Files as county offices and village agents keep them: what was misread in some of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.entries import LedgerEntry, RosterEntry, VisitEntry
from fieldbook.intake.headings import ALIASES, meant
from fieldbook.intake.sheet import read_sheet

pytestmark = pytest.mark.usefixtures("without_child")
Lay = Callable[..., Path]


@pytest.mark.parametrize(
    ("heading", "kind", "field"),
    [
        ("所属村组", "issues", "group"), ("来访人村组", "issues", "group"), ("所在村民小组", "visits", "group"),
        ("走访人签字", "visits", "companions"), ("收件日期", "issues", "found_on"), ("会议时间", "issues", "found_on"),
        ("Meeting date", "issues", "found_on"), ("家庭详细住址", "visits", "besides"), ("工作组", "issues", ""), ("专案组", "issues", ""),
    ],
)  # fmt: skip
def test_headings_of_such_files_are_known(heading: str, kind: str, field: str) -> None:
    """Each is read as what it says, and other groups 组 of a ledger are no work groups."""
    aliases = ALIASES[kind]  # type: ignore[index]
    found = [of for of, words in aliases.items() if meant(heading, kind) in words]
    assert found[:1] == ([field] if field else [])


def test_a_deadline_of_minutes_comes_after_their_day(lay: Lay) -> None:
    """3月10日 of a meeting on 1 March is ten days later, whenever the minutes are imported."""
    text = "会议时间,议题,决议事项,责任人,完成时限\n2026-03-01,春灌,清淤,王涛,3月10日\n"
    (issue,) = read_sheet(lay(text), today=dt.date(2026, 4, 10)).entries
    assert isinstance(issue, LedgerEntry)
    assert issue.due_on == dt.date(2026, 3, 10)


@pytest.mark.parametrize(
    "text",
    ["Date,Household visited,Persons met,Visited by\n2026-03-03,Adjei,nobody home,Kofi\n",
     "走访日期,走访对象,见到的人,走访人\n2026-03-03,孙二,家中无人,周敏\n"],
)  # fmt: skip
def test_nobody_is_no_person_who_was_met(lay: Lay, text: str) -> None:
    """It says how the visit went."""
    (visit,) = read_sheet(lay(text)).entries
    assert isinstance(visit, VisitEntry)
    assert (visit.met, visit.manner) == ("", "nobody_home")


def test_an_empty_house_in_brackets_and_a_sum_in_words_are_no_households(lay: Lay) -> None:
    """(vacant) is left out as vacant is, and “Total households: 2” is skipped as a sum."""
    text = (
        "Group,Head of household,Address\nGroup 1,Thomas Hill,1 Mill Rd\nGroup 1,(vacant),2 Mill Rd\n"
        "Total households: 2,,\n"
    )
    sheet = read_sheet(lay(text))
    assert [each.head for each in sheet.entries if isinstance(each, RosterEntry)] == ["Thomas Hill"]
    assert [(each.row, each.reason) for each in sheet.oddities] == [(3, "nobody_lives_there")]
    assert sheet.totals == (4,)
