"""A state and its day in one cell, and the calendar of the Republic, as offices write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.entries import LedgerEntry, Sheet
from fieldbook.intake.sheet import read_sheet

pytestmark = pytest.mark.usefixtures("without_child")
Lay = Callable[..., Path]
TODAY = dt.date(2026, 11, 25)


def issues(sheet: Sheet) -> list[LedgerEntry]:
    return [entry for entry in sheet.entries if isinstance(entry, LedgerEntry)]


@pytest.mark.parametrize(
    "cell",
    [
        "是 4.9", "是4.9", "是（4.9）", "√ 4/9", "√4.9", "☑ 4.9", "Y 4/9", "已办结（4月9日）", "完成 2026.4.9", "4月9日已办结",
        "2026.4.9销号", "已于4月9日办结", "已办结，4.9", "已销号20260409", "已办结 26.4.9", "26.4.9办结", "已完成（4-9）", "已整改(2026-4-9)",
        "已办结（2026.4.9-4.12）", "100% 4.9", "是\n2026.4.9", "已办结：2026-04-09 10:30", "办结（2026年4月9日15时）", "4月9日", "2026/4/9",
        "已结案(115/4/9)", "115.4.9 結案", "已於民國115年4月9日結案", "已于4月9日办结，4月12日群众满意", "已办结，4月9日回访满意",
        "Closed on 9 Apr 2026", "closed (April 9)", "Done - 9 April", "2026-04-09 closed",
    ],
)  # fmt: skip
def test_a_state_and_its_day_are_both_read(cell: str, lay: Lay) -> None:
    """However the two stand beside each other, the issue is closed on that day, and nothing is told."""
    file = lay(f'问题,反映时间,是否办结\n水渠漏水,2026-03-02,"{cell}"\n')
    sheet = read_sheet(file, today=TODAY)
    first = issues(sheet)[0]
    assert (first.closed, first.closed_on) == (True, dt.date(2026, 4, 9))
    assert sheet.oddities == ()


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("否 4.9", ""), ("未办结（4月9日）", ""), ("已受理 4.9", ""), ("计划4月9日完成", ""), ("预计4.9完成", ""), ("80% 4.9", ""),
        ("pending since 9 April", ""), ("完成4/9", "unclear_state"), ("完成 4/9", "unclear_state"), ("4/9", "unclear_state"),
        ("4.9", "unclear_state"), ("已完成5.3公里", "unclear_state"), ("是 2.5万元", "unclear_state"), ("4月9日前完成", "unclear_state"),
        ("12月30日完成", "unclear_state"),
    ],
)  # fmt: skip
def test_a_day_beside_what_is_no_closed_state_closes_nothing(
    cell: str, reason: str, lay: Lay
) -> None:
    """A day says when, never that it is done; a plan, a share or an amount is none."""
    sheet = read_sheet(lay(f"问题,反映时间,是否办结\n水渠漏水,2026-03-02,{cell}\n"), today=TODAY)
    (entry,) = issues(sheet)
    assert (entry.closed, entry.closed_on) == (False, None)
    assert [oddity.reason for oddity in sheet.oddities] == ([reason] if reason else [])


@pytest.mark.parametrize("heading", ["办理情况", "处理结果", "辦理情形"])
def test_the_day_of_a_whole_state_among_measures_is_read_too(heading: str, lay: Lay) -> None:
    """已办结（4月9日） closes under 办理情况 as well; a measure with a day stays a measure."""
    rows = "水渠漏水,2026-03-02,已办结（4月9日）\n灯不亮,2026-03-03,4月9日更换灯泡\n"
    done, under_way = issues(read_sheet(lay(f"问题,反映时间,{heading}\n{rows}"), today=TODAY))
    assert (done.closed, done.closed_on) == (True, dt.date(2026, 4, 9))
    assert under_way.closed is None


def test_the_day_of_a_state_that_can_be_two_is_told(lay: Lay) -> None:
    """It is closed, and the day stays in the words of the file."""
    sheet = read_sheet(lay("issue,raised on,status\na,2026-03-02,Closed 4/9/2026\n"), today=TODAY)
    (entry,) = issues(sheet)
    assert (entry.closed, entry.closed_on, entry.closed_text) == (True, None, "4/9/2026")
    assert [(o.field, o.reason) for o in sheet.oddities] == [("closed_on", "day_of_two")]


@pytest.mark.parametrize("closed", ["2026年3月", "3月", "2026年3月上旬"])
def test_closed_in_the_month_of_the_finding_is_not_before_it(closed: str, lay: Lay) -> None:
    """A month means its first day, but nothing is closed before it was found."""
    rows = f"水渠漏水,2026-03-05,是,{closed}\n灯不亮,2026-03-05,是（{closed}）,\n"
    found = issues(read_sheet(lay(f"问题,反映时间,是否办结,办结时间\n{rows}"), today=TODAY))
    assert [each.closed_on for each in found] == [dt.date(2026, 3, 5)] * 2


def test_a_sheet_in_the_calendar_of_the_republic(lay: Lay) -> None:
    """113/5/3 is 2024; so are years of two digits in the same sheet, and days without strokes."""
    rows = "路燈不亮,113/5/3,113.5.10\n水溝阻塞,98/12/31,99/1/5\n噪音,1130503,1130601\n路面,民國113年6月2日,6/9\n"
    found = issues(read_sheet(lay(f"陳情事由,陳情日期,結案日期\n{rows}"), today=TODAY))
    days = [(str(each.found_on), str(each.closed_on)) for each in found]
    assert days == [
        ("2024-05-03", "2024-05-10"), ("2009-12-31", "2010-01-05"), ("2024-05-03", "2024-06-01"), ("2024-06-02", "2024-06-09"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heading", ["受理日期（民國）", "民國受理日期", "受理日期(民國年/月/日)", "受理日期（ROC）"]
)
def test_a_heading_names_the_calendar(heading: str, lay_xlsx: Lay) -> None:
    """Under a heading with 民國 a year of two digits is one of the Republic, also in the other columns."""
    rows = [
        ["案由", heading, "結案日期"],
        ["路燈不亮", "98/5/3", "98/5/10"],
        ["水溝", 1130503, "990105"],
    ]
    first, second = issues(read_sheet(lay_xlsx(rows), today=TODAY))
    assert (first.found_on, first.closed_on) == (dt.date(2009, 5, 3), dt.date(2009, 5, 10))
    assert second.found_on == dt.date(2024, 5, 3)


@pytest.mark.parametrize(
    ("heading", "month"),
    [("Date (DD/MM/YYYY)", 11), ("Date raised (mm/dd/yyyy)", 5), ("Date received [d-m-yy]", 11)],
)
def test_a_heading_names_the_order_of_its_days(heading: str, month: int, lay: Lay) -> None:
    """05/11/2025 is the day that the heading's letters say."""
    sheet = read_sheet(lay(f"issue,{heading},status\na,05/11/2025,open\n"), today=TODAY)
    assert issues(sheet)[0].found_on == dt.date(2025, month, 16 - month)
    assert sheet.oddities == ()


@pytest.mark.parametrize(
    ("found", "closed"),
    [("反映时间（年月日）", "办结年月日"), ("反映问题的时间（年/月/日）", "办结的时间（年 月 日）"), ("登记年月日", "完成年月日"), ("年月日", "销号具体时间")],
)  # fmt: skip
def test_a_heading_may_spell_a_day_out(found: str, closed: str, lay: Lay) -> None:
    """年月日 is another word for the day, and what stands in brackets behind a heading changes nothing."""
    sheet = read_sheet(
        lay(f"问题,{found},{closed}\n水渠漏水,2026年3月5日,2026.3.6\n"), holds="issues"
    )
    assert sheet.columns == (("title", "问题"), ("found_on", found), ("closed_on", closed))


@pytest.mark.parametrize(
    "headings",
    ["备注1,备注2", "备注一,备注二", "备注（1）,备注（2）", "备注,备注2", "Remarks 1,Remarks 2"],
)
def test_several_remarks_of_a_household_are_all_kept(headings: str, lay: Lay) -> None:
    """Each is a line of the note, without what sorts people."""
    file = lay(f"户主姓名,组别,{headings}\n陈桂生,3组,独居,耳背\n李霞,3组,,五保户，行动不便\n")
    sheet = read_sheet(file)
    assert sheet.unread == ()
    assert [getattr(each, "note", "") for each in sheet.entries] == ["独居\n耳背", "行动不便"]
    assert [(o.row, o.reason) for o in sheet.oddities] == [(3, "sorting_word")]


def test_what_a_household_is_like_is_kept_beside_its_remarks(lay: Lay) -> None:
    """家庭情况 beside 备注 is a line of its own, under its heading."""
    sheet = read_sheet(lay("户主姓名,家庭情况,备注\n陈桂生,两个孩子在外,耳背\n"))
    assert [getattr(each, "note", "") for each in sheet.entries] == ["家庭情况：两个孩子在外\n耳背"]


def test_a_day_of_a_state_without_a_finding_is_the_last_one(lay: Lay) -> None:
    """Where no column says when it was found, 是（3.20） is the last 20 March there was."""
    (entry,) = issues(
        read_sheet(lay("问题,是否销号\n灯不亮,是（3.20）\n"), holds="issues", today=TODAY)
    )
    assert (entry.closed, entry.closed_on) == (True, dt.date(2026, 3, 20))


@pytest.mark.parametrize(
    ("heading", "field"),
    [("患者姓名", "raised_by"), ("Patient Name", "raised_by"), ("接獲日期", "found_on"), ("申請日期", "found_on"), ("處理狀況", "handling"), ("科室", "besides"), ("投诉方式", "besides")],
)  # fmt: skip
def test_a_grievance_desk_of_a_hospital_or_in_hong_kong_is_read(
    heading: str, field: str, lay: Lay
) -> None:
    """Whose complaint it is, when it came and where it belongs have their own words there."""
    sheet = read_sheet(lay(f"投诉内容,{heading}\n等得太久,2026-03-05\n"), holds="issues")
    assert sheet.columns[1] == (field, heading)


def test_the_name_of_a_poverty_programme_is_left_out_of_remarks(lay: Lay) -> None:
    """4Ps member sorts a household by what it is given; lives alone does not."""
    sheet = read_sheet(lay('Head of HH,HH size,Remarks\nJuan,5,"4Ps member, lives alone"\n'))
    assert [getattr(each, "note", "") for each in sheet.entries] == ["lives alone"]


@pytest.mark.parametrize(
    ("cell", "closed", "day"),
    [
        ("已办结（4月9日）", True, dt.date(2026, 4, 9)), ("2026.4.9已销号", True, dt.date(2026, 4, 9)),
        ("已办结", True, None), ("未办结", False, None), ("4月9日", None, dt.date(2026, 4, 9)),
    ],
)  # fmt: skip
def test_the_column_of_the_closing_day_may_say_the_state(
    lay: Lay, cell: str, closed: bool | None, day: dt.date | None
) -> None:
    """办结时间：已办结（4月9日） is closed on that day; words without a day say that much, too."""
    sheet = read_sheet(lay(f"问题,反映时间,办结时间\n水渠漏水,2026-03-02,{cell}\n"), today=TODAY)
    first = issues(sheet)[0]
    assert (first.closed, first.closed_on) == (closed, day)
    assert bool(sheet.oddities) is (day is None)
