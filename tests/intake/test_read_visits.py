"""Diaries of visits 民情日记、走访记录: who was visited, what was said, what was promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.entries import Sheet, VisitEntry
from fieldbook.intake.sheet import read_sheet

Lay = Callable[..., Path]
TODAY = dt.date(2026, 11, 21)
CHINESE = (
    "日期,地点,走访对象,民情记录,处理意见,记录人\n"
    "2026年4月2日 星期四 多云,周家院子,周大海,猪场的污水流到路上,请环保站来看,何敏\n"
    "4月3日 小雨,,吴秀英,想给孙子办转学,,何敏、冯刚\n"
)
ENGLISH = (
    "Date,Weather,Place,Household visited,Visit notes,Promised,Recorded by\n"
    '2026-04-02,cloudy,The upper yard,Zhou Dahai,The drain runs onto the road,Ask the station,"He Min, Feng Gang"\n'
    "3 Apr 2026,rain,,Wu Xiuying,Her grandson changes school,,He Min\n"
)


def visits(sheet: Sheet) -> list[VisitEntry]:
    assert sheet.holds == "visits"
    found = [each for each in sheet.entries if isinstance(each, VisitEntry)]
    assert len(found) == len(sheet.entries)
    return found


def told(sheet: Sheet) -> list[tuple[int, str, str, str]]:
    return [(each.row, each.field, each.reason, each.value) for each in sheet.oddities]


def test_a_diary_of_visits_is_known_by_its_headings(lay: Lay) -> None:
    """Nobody has to say what it is: day, place, whom, what was said and promised, who went."""
    sheet = read_sheet(lay(CHINESE), today=TODAY)
    first, second = visits(sheet)
    assert not sheet.oddities
    assert (first.visited_on, first.visited_text) == (
        dt.date(2026, 4, 2),
        "2026年4月2日 星期四 多云",
    )
    assert (first.household, first.place) == ("周大海", "周家院子")
    assert first.besides == (("地点", "周家院子"), ("天气", "多云"))
    assert (first.note, first.promised) == ("猪场的污水流到路上", "请环保站来看")
    assert (first.companions, second.companions) == ("何敏", "何敏、冯刚")
    assert second.visited_on == dt.date(2026, 4, 3)
    assert (second.promised, second.besides) == ("", (("天气", "小雨"),))


def test_an_english_diary_of_visits_is_read(lay: Lay) -> None:
    """English headings mean the same; what a visit has no field for is kept with its heading."""
    first, second = visits(read_sheet(lay(ENGLISH), today=TODAY))
    assert [first.visited_on, second.visited_on] == [dt.date(2026, 4, 2), dt.date(2026, 4, 3)]
    assert (first.household, first.note) == ("Zhou Dahai", "The drain runs onto the road")
    assert (first.promised, first.companions) == ("Ask the station", "He Min, Feng Gang")
    assert first.besides == (("Place", "The upper yard"), ("Weather", "cloudy"))
    assert second.besides == (("Weather", "rain"),)


def test_a_place_that_only_says_whose_home_it_is_is_no_more(lay: Lay) -> None:
    """地点 = 周大海家 adds nothing to 走访对象 = 周大海; where nobody is named, the place says whom."""
    text = "日期,地点,走访对象,走访内容\n2026-4-2,周大海家,周大海,问春耕\n2026-4-3,吴秀英家里,,问春耕\n"
    first, second = visits(read_sheet(lay(text), today=TODAY))
    assert first.besides == ()
    assert (second.household, second.place) == ("", "吴秀英家里")


def test_the_three_explanations_and_the_four_togethers_are_read(lay: Lay) -> None:
    """In one column or in one each; a cell that says more than that is kept in its words."""
    text = (
        "走访日期,走访户,三交,同吃,同劳动,走访方式\n"
        "2026-4-2,周大海,任务、政策,√,,入户\n"
        "2026-4-3,吴秀英,,否,割了半天麦子,来访\n"
        "2026-4-4,冯刚,交政策，说了医保缴费的日子,,,无人在家\n"
        "2026-4-5,何敏,,,,打了电话\n"
    )
    first, second, third, fourth = visits(read_sheet(lay(text), today=TODAY))
    assert (first.explained, first.together, first.manner) == (
        ("tasks", "policies"), ("meals",), "visit",
    )  # fmt: skip
    assert (second.together, second.manner) == (("labour",), "came_to_us")
    assert second.besides == (("同劳动", "割了半天麦子"),)
    assert (third.explained, third.manner) == (("policies",), "nobody_home")
    assert third.besides == (("三交", "交政策，说了医保缴费的日子"),)
    assert (fourth.manner, fourth.besides) == ("", (("走访方式", "打了电话"),))


def test_what_was_done_besides_is_read_in_the_branchs_words(lay: Lay) -> None:
    """Short words are taken as they are; a sentence, and a tick that names none, stay in the note."""
    text = (
        "走访日期,走访户,三边\n2026-4-2,周大海,边劳动、边宣传\n2026-4-3,吴秀英,一边割麦子一边把政策讲清楚了\n"
        "2026-4-4,冯刚,√\n2026-4-5,何敏,无\n"
    )
    found = visits(read_sheet(lay(text), today=TODAY))
    assert [each.alongside for each in found] == [("边劳动", "边宣传"), (), (), ()]
    assert [each.besides for each in found] == [
        (), (("三边", "一边割麦子一边把政策讲清楚了"),), (("三边", "√"),), (),
    ]  # fmt: skip


def test_a_row_that_names_nobody_is_left_out(lay: Lay) -> None:
    """A visit was to somebody: without a household, a place and a group the row is told."""
    text = "走访日期,走访对象,走访内容\n2026-4-2,,下雨没有出门\n2026-4-3,周大海,问春耕\n"
    sheet = read_sheet(lay(text), today=TODAY)
    assert [each.row for each in visits(sheet)] == [3]
    assert told(sheet) == [(2, "household", "required", "")]
    assert sheet.left_out == {2}


def test_a_visit_without_a_readable_day_is_kept_and_told(lay: Lay) -> None:
    """Words, an empty cell and a day that is yet to come stay as they are written."""
    text = (
        "走访日期,走访对象,走访内容\n"
        "开春以后,周大海,问春耕\n,吴秀英,问春耕\n2026-12-01,冯刚,问春耕\n2026-11-21,何敏,问春耕\n"
    )
    sheet = read_sheet(lay(text), today=TODAY)
    assert [each.visited_on for each in visits(sheet)] == [None, None, None, TODAY]
    assert [each.visited_text for each in visits(sheet)][:3] == ["开春以后", "", "2026-12-01"]
    assert told(sheet) == [
        (2, "visited_on", "day_in_words", "开春以后"),
        (3, "visited_on", "no_day", ""),
        (4, "visited_on", "day_ahead", "2026-12-01"),
    ]


def test_the_same_visit_twice_is_taken_once(lay: Lay) -> None:
    """The very same words of one day and one household are one visit; the second row is told."""
    row = "2026-4-2,周大海,问春耕\n"
    sheet = read_sheet(lay(f"走访日期,走访对象,走访内容\n{row}{row}2026-4-3,周大海,问春耕\n"))
    assert [each.row for each in visits(sheet)] == [2, 4]
    assert told(sheet) == [(3, "", "repeated", "2026-4-2 周大海")]


def test_what_sorts_people_is_left_out_of_whom_was_visited(lay: Lay) -> None:
    """The name stays, the bracket behind it goes, and that is told."""
    sheet = read_sheet(
        lay("走访日期,走访对象,走访内容\n2026-4-2,周大海（低保户）,屋顶漏\n"), today=TODAY
    )
    assert visits(sheet)[0].household == "周大海"
    assert told(sheet) == [(2, "household", "sorting_word", "低保户\t2")]


@pytest.mark.parametrize(
    ("headings", "holds"),
    [
        ("日期,走访对象,民情记录", "visits"),
        ("走访时间,户主,走访情况,走访人", "visits"),
        ("visit_date,household,visit_notes", "visits"),
        ("日期,问题,反映人", "issues"),
        ("走访日期,问题描述,反映人,整改措施", "issues"),
        ("户主,人口,走访频次", "households"),
    ],
)
def test_what_is_a_diary_of_visits_and_what_is_not(lay: Lay, headings: str, holds: str) -> None:
    """A ledger with the day of the visit is a ledger, a roster with a frequency a roster."""
    row = ",".join(
        "2026-4-2" if word in headings.split(",")[:1] else "甲乙" for word in headings.split(",")
    )
    assert read_sheet(lay(f"{headings}\n{row}\n"), today=TODAY).holds == holds


def test_a_diary_in_few_english_words_is_no_roster(lay: Lay) -> None:
    """A day, a household and who was there is a visit, though no heading says so."""
    words = (
        "Date,Household,Present,Notes,Agreed\n5-Mar-26,Adam Reed,Jane,Roof leaks,bring a sheet\n"
    )
    (visit,) = visits(read_sheet(lay(words), today=TODAY))
    assert (visit.visited_on, visit.household, visit.met) == (
        dt.date(2026, 3, 5),
        "Adam Reed",
        "Jane",
    )
    assert (visit.note, visit.promised) == ("Roof leaks", "bring a sheet")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Mary and John", "Mary、John"), ("Mary Ann & John", "Mary Ann、John"), ("刘洋和张伟", "刘洋、张伟"),
        ("刘洋 与 欧阳和平", "刘洋、欧阳和平"), ("李和平", "李和平"), ("Sandy Andersen", "Sandy Andersen"),
    ],
)  # fmt: skip
def test_names_joined_with_and_are_several(lay: Lay, said: str, names: str) -> None:
    """Two companions are two, however they are joined; a name with such a sign in it stays one."""
    text = CHINESE.replace("何敏\n", f"{said}\n", 1)
    assert visits(read_sheet(lay(text), today=TODAY))[0].companions == names


def test_remarks_and_the_next_visit_stand_beside_the_record(lay: Lay) -> None:
    """Columns that no field of a visit holds are kept with their headings."""
    text = "走访日期,走访对象,民情记录,备注,下次走访时间\n2026-4-2,周大海,路坏了,狗凶,5月初\n"
    (visit,) = visits(read_sheet(lay(text), today=TODAY))
    assert (visit.note, visit.besides) == ("路坏了", (("备注", "狗凶"), ("下次走访时间", "5月初")))


def test_an_english_diary_says_whom_it_went_to_and_what_was_said(lay: Lay) -> None:
    """Person visited, what was said, accompanied by: no column of it is lost, nor is ``--as`` needed."""
    text = (
        "Date,Place,Person visited,What was said,Promised,Accompanied by\n"
        '"Mon 9 March 2026, sunny",Kijiji,Grace Otieno,Water is short,Ask the board,J. Phiri\n'
    )
    sheet = read_sheet(lay(text), today=dt.date(2026, 4, 1))
    assert (sheet.holds, sheet.unread) == ("visits", ())
    (visit,) = sheet.entries
    assert isinstance(visit, VisitEntry)
    assert (visit.household, visit.visited_on) == ("Grace Otieno", dt.date(2026, 3, 9))
    assert (visit.promised, visit.companions) == ("Ask the board", "J. Phiri")
    assert visit.note.startswith("Water is short")


def test_a_second_column_of_words_is_kept_under_its_heading(lay: Lay) -> None:
    """Of two columns that are one field, the first is read, and the other is a line beside it."""
    text = (
        "走访日期,走访对象,走访内容,主要内容,存在问题,意见建议,记录人,走访干部,备注\n"
        "2026-03-05,王强,谈了春耕,讲了水费,缺水,修渠,李平,赵祥,五保户，带了文件\n"
    )
    sheet = read_sheet(lay(text), today=TODAY)
    (visit,) = visits(sheet)
    assert (visit.note, visit.learned, visit.companions) == ("谈了春耕", "缺水", "赵祥")
    assert visit.besides == (
        ("主要内容", "讲了水费"),
        ("意见建议", "修渠"),
        ("记录人", "李平"),
        ("备注", "带了文件"),
    )
    assert sheet.unread == ()


def test_what_stands_behind_whom_was_visited_is_kept(lay: Lay) -> None:
    """李强（不在家） is 李强, at whose home nobody was; 3组 says where, and other words stand in the note."""
    rows = "3月5日,李强（不在家）\n3月6日,王芳（儿媳接待）\n3月7日,赵祥（3组）\n3月8日,王芳（大）\n3月9日,Li Ming (elder)\n"
    sheet = read_sheet(lay("走访日期,走访户\n" + rows))
    assert [(each.household, each.manner, each.besides) for each in visits(sheet)] == [
        ("李强", "nobody_home", (("走访户", "李强（不在家）"),)),
        ("王芳", "", (("走访户", "王芳（儿媳接待）"),)),
        ("赵祥（3组）", "", ()),
        ("王芳（大）", "", (("走访户", "王芳（大）"),)),
        ("Li Ming (elder)", "", (("走访户", "Li Ming (elder)"),)),
    ]
