"""Days as account books and lists over the turn of a year have them, and rows that are none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.entries import LedgerEntry, RosterEntry, VisitEntry
from fieldbook.intake.sheet import read_sheet

pytestmark = pytest.mark.usefixtures("without_child")
Lay = Callable[..., Path]
TODAY = dt.date(2026, 11, 27)


def found(path: Path) -> list[str]:
    entries = read_sheet(path, today=TODAY).entries
    return [
        str(each.found_on if isinstance(each, LedgerEntry) else each.visited_on)
        for each in entries
        if isinstance(each, (LedgerEntry, VisitEntry))
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("年,月,日,问题\n2026,3,5,水渠\n2026,3,8,路灯\n", ["2026-03-05", "2026-03-08"]),
        ("序号,月,日,问题\n1,3,5,水渠\n2,12,8,路灯\n", ["2026-03-05", "2025-12-08"]),
        ("年,月,日,走访对象,走访内容\n2026年,11月,3日,王芳,问水渠\n,11,5,赵祥,问路灯\n", ["2026-11-03", "2026-11-05"]),
        ("月,日,问题\n3,5,水渠\n,7,路灯\n4,,水泵\n,2,桥\n", ["2026-03-05", "2026-03-07", "None", "2026-04-02"]),
        ("月,日,问题\n3,5,水渠\n月初,7,路灯\n,8,水泵\n", ["2026-03-05", "None", "None"]),
        ("月,日,问题\n3,5,水渠\n〃,7,路灯\n同上,8,水泵\n〃,〃,桥\n", ["2026-03-05", "2026-03-07", "2026-03-08", "2026-03-08"]),
        ("年,月,日,问题\n2025,12,30,水渠\n〃,〃,31,路灯\n2026,1,5,桥\n", ["2025-12-30", "2025-12-31", "2026-01-05"]),
        ("月,日,问题\n3,待定,水渠\n3,8,路灯\n", ["None", "2026-03-08"]),
    ],
)  # fmt: skip
def test_a_day_in_columns_of_its_parts_is_one(text: str, days: list[str], lay: Lay) -> None:
    """年 月 日 stand apart in an account book; a month stands once for all its days, and a year."""
    assert found(lay(text)) == days


def test_a_heading_over_the_parts_of_a_day_is_theirs(lay_xlsx: Lay) -> None:
    """日期 reaches over 月 and 日."""
    rows = [["", "", "问题"], ["月", "日", ""], [3, 5, "水渠"], [3, 8, "路灯"]]
    path = lay_xlsx(rows, merged={"A1:B1": "日期"})
    assert found(path) == ["2026-03-05", "2026-03-08"]


@pytest.mark.parametrize(
    ("days", "first"),
    [
        ("11.5 12.28 1.3 2.20", "2025-11-05"),
        ("2.20 1.3 12.28 11.5", "2026-02-20"),
        ("11.5 3.9 8.1 2.20", "2026-11-05"),
        ("11.5 12.28 1.3", "2026-11-05"),
    ],
)
def test_a_list_over_the_turn_of_the_year_keeps_its_order(days: str, first: str, lay: Lay) -> None:
    """Where no row has a year, and each lies shortly behind the one before, for four rows or more."""
    rows = "".join(f"事{at},{day}\n" for at, day in enumerate(days.split()))
    read = found(lay(f"问题,发现时间\n{rows}"))
    assert read[0] == first
    if first != "2026-11-05":
        assert read in (sorted(read), sorted(read, reverse=True))


@pytest.mark.parametrize(
    ("title", "first"),
    [("2025年11月—2026年2月台账", "2025-11-05"), ("台账（2025.11-2026.2）", "2025-11-05"), ("2025年12月1日至2026年12月", "2026-11-05")],
)  # fmt: skip
def test_a_title_says_from_which_month_to_which(title: str, first: str, lay: Lay) -> None:
    """The days without a year lie before its end."""
    assert found(lay(f"{title}\n问题,发现时间\n水渠,11.5\n"))[0] == first


def test_a_closing_day_that_was_late_is_a_day(lay: Lay) -> None:
    """2026/4/5（逾期） is that day; 逾期 alone says that it is open. Closed may be a day in English, too."""
    text = (
        "问题,发现时间,是否完成,完成日期\n井,2026-03-01,是,2026/4/5（逾期）\n塘,2026-03-02,,逾期\n"
    )
    late, overdue = read_sheet(lay(text), today=TODAY).entries
    assert isinstance(late, LedgerEntry)
    assert isinstance(overdue, LedgerEntry)
    assert (late.closed, late.closed_on) == (True, dt.date(2026, 4, 5))
    assert overdue.closed is False
    (tap,) = read_sheet(lay("Issue,Reported,Closed\nTap,1 Mar 2026,9th March 2026\n")).entries
    assert isinstance(tap, LedgerEntry)
    assert (tap.closed, tap.closed_on) == (True, dt.date(2026, 3, 9))


def test_a_line_in_brackets_and_a_count_are_no_households(lay: Lay) -> None:
    """（以下为外出户） heads rows and is told; 以上共2户 is a sum, and so is 共."""
    sheet = read_sheet(
        lay("户主,人口\n陈桂生,4\n（以下为外出户）,\n王大山,3\n以上共2户,\n共2户7人,\n共,7\n")
    )
    heads = [each.head for each in sheet.entries if isinstance(each, RosterEntry)]
    assert (heads, sheet.totals) == (["陈桂生", "王大山"], (5, 6, 7))
    assert [(each.row, each.reason) for each in sheet.oddities] == [(3, "section")]
    assert sheet.vanished == 0


def test_notes_below_a_table_are_its_foot(lay: Lay) -> None:
    """说明： and its points are no issues, nor is an average a household."""
    text = "问题,发现时间,责任人\n水渠,3.5,吕梅\n,,\n说明：,1.每月25日前上报。,\n,2.附照片。,\n负责人：李明,,填表人：吕梅\n"
    sheet = read_sheet(lay(text), today=TODAY)
    assert [each.row for each in sheet.entries] == [2]
    assert [(each.row, each.reason) for each in sheet.oddities] == [
        (4, "foot"),
        (5, "foot"),
        (6, "foot"),
    ]
    sheet = read_sheet(lay("Head,Members\nJohn Banda,5\nTotal,5\nAverage,5.0\n平均,5\n"))
    assert [each.row for each in sheet.entries] == [2]


def test_a_roster_that_says_when_it_was_visited_is_one(lay: Lay) -> None:
    """A day and a remark beside people and telephones make no diary of visits."""
    text = "户主姓名,家庭人口,联系电话,包保责任人,走访时间,备注\n陈桂生,4,138,吕梅,2026.3.5,\n"
    assert read_sheet(lay(text)).holds == "households"


def test_a_day_on_a_line_of_its_own_heads_its_visits(lay: Lay, lay_xlsx: Lay) -> None:
    """Where no column gives the days; the first may stand above the headings."""
    text = (
        "走访日志\n11月3日 星期二\n走访户,情况\n王芳,问水渠\n赵祥,无人\n2026年11月5日\n李强,种菇\n"
    )
    assert found(lay(text)) == ["2026-11-03", "2026-11-03", "2026-11-05"]
    sheet = read_sheet(lay(text), today=TODAY)
    assert (sheet.unread, sheet.oddities, sheet.vanished) == ((), (), 0)
    text = "走访户,情况\n11月3日,\n王芳,问水渠\n5日,\n赵祥,收粮\n11月6日,\n李强,种菇\n"
    assert found(lay(text)) == ["2026-11-03", "None", "2026-11-06"]
    rows = [["走访户", "情况"], ["", ""], ["王芳", "问水渠"], ["", ""], ["李强", "种菇"]]
    merged = {"A2:C2": "11月3日", "A4:C4": "11月5日"}
    assert found(lay_xlsx(rows, merged=merged)) == ["2026-11-03", "2026-11-05"]


def test_a_day_above_a_list_alone_is_that_of_making_it(lay: Lay) -> None:
    """So is a month no day, and a day below rows that have their own."""
    assert found(lay("2026年11月20日\n走访户,情况\n王芳,问水渠\n")) == ["None"]
    assert found(lay("走访户,情况\n2026年11月\n王芳,问水渠\n"))[-1] == "None"
    assert found(lay("走访户,情况,走访日期\n王芳,问水渠,11.3\n")) == ["2026-11-03"]
