"""Lists of work groups, and of their survey 摸底."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.entries import GroupEntry, Sheet
from fieldbook.intake.sheet import read_sheet

Lay = Callable[..., Path]
TODAY = dt.date(2026, 11, 21)
CHINESE = (
    "公社,大队,小组名称,组长,骨干,核心小组,核心形成时间,摸底类型,摸底日期,出勤,摸底情况,备注\n"
    "东风公社,柳林大队,1组,何敏,冯刚、周大海,何敏 冯刚,2025年10月,一类,2026-3-5,十天出勤九天,账目清楚,靠河\n"
    "东风公社,柳林大队,2组,吴秀英,,,,未形成,3月6日,,组长要走,\n"
)
ENGLISH = (
    "Commune,Brigade,Group,Leader,Key members,Core members,Core since,Type,Survey date,Attendance,Findings,Notes\n"
    'East Wind,Willow,Group 1,He Min,"Feng Gang, Zhou Dahai","He Min, Feng Gang",2025-10-01,Type 1,2026-03-05,nine days of ten,books clear,by the river\n'
    "East Wind,Willow,Group 2,Wu Xiuying,,,,core not formed,2026-03-06,,the leader leaves,\n"
)


def groups(sheet: Sheet) -> list[GroupEntry]:
    assert sheet.holds == "groups"
    found = [each for each in sheet.entries if isinstance(each, GroupEntry)]
    assert len(found) == len(sheet.entries)
    return found


@pytest.mark.parametrize("text", [CHINESE, ENGLISH])
def test_a_list_of_groups_is_known_by_its_headings(lay: Lay, text: str) -> None:
    """Unit, name, leader, key members, core group with its day, and all that the survey found."""
    chinese = text is CHINESE
    sheet = read_sheet(lay(text), today=TODAY)
    first, second = groups(sheet)
    assert not sheet.oddities
    assert (first.unit, first.name) == (
        ("东风公社/柳林大队", "1组") if chinese else ("East Wind/Willow", "Group 1")
    )
    assert first.leader == ("何敏" if chinese else "He Min")
    assert first.key_members == ("冯刚、周大海" if chinese else "Feng Gang, Zhou Dahai")
    assert first.core_members == ("何敏、冯刚" if chinese else "He Min, Feng Gang")
    assert first.core_since == dt.date(2025, 10, 1)
    assert (first.type, first.surveyed_on) == (1, dt.date(2026, 3, 5))
    assert (first.attendance, first.other) == (
        ("十天出勤九天", "账目清楚") if chinese else ("nine days of ten", "books clear")
    )
    assert first.note == ("靠河" if chinese else "by the river")
    assert (second.type, second.surveyed_on) == (3, dt.date(2026, 3, 6))


@pytest.mark.parametrize(
    ("said", "type_"),
    [
        ("1", 1), ("一类", 1), ("第一类", 1), ("核心已形成", 1), ("Type 1", 1), ("I", 1), ("１类", 1),
        ("2", 2), ("二类组", 2), ("核心不够强", 2), ("不强", 2), ("core not strong", 2), ("II", 2),
        ("3", 3), ("三类", 3), ("核心未形成", 3), ("没有形成", 3), ("core not formed", 3), ("Ⅲ", 3),
    ],
)  # fmt: skip
def test_the_type_of_a_survey_in_its_words(lay: Lay, said: str, type_: int) -> None:
    """Numbers, classes and what they stand for; 未形成 is not taken for 形成."""
    (entry,) = groups(read_sheet(lay(f"小组名称,组长,类型\n1组,何敏,{said}\n")))
    assert entry.type == type_


def test_a_type_that_is_none_is_told_and_the_findings_are_kept(lay: Lay) -> None:
    """Without a type there is no survey: what was found stands in the group's note."""
    sheet = read_sheet(lay("小组名称,组长,类型,出勤\n1组,何敏,一般,好\n2组,冯刚,,差\n"))
    first, second = groups(sheet)
    assert (first.type, first.attendance, first.note) == (None, "", "出勤：好")
    assert (second.type, second.note) == (None, "出勤：差")
    assert [(each.row, each.reason, each.value) for each in sheet.oddities] == [
        (2, "not_a_choice", "一般")
    ]


def test_a_day_of_the_core_in_words_is_kept_in_the_note(lay: Lay) -> None:
    """土改以后 names no day: it is told, and stands in the group's note under its heading."""
    sheet = read_sheet(
        lay("小组名称,组长,核心形成时间,备注\n1组,何敏,土改以后,靠河\n2组,冯刚,2027-5-1,\n"),
        today=TODAY,
    )
    first, second = groups(sheet)
    assert (first.core_since, first.note) == (None, "靠河\n核心形成时间：土改以后")
    assert (second.core_since, second.note) == (None, "核心形成时间：2027-5-1")
    assert [each.reason for each in sheet.oddities] == ["day_in_words", "day_ahead"]


def test_a_group_without_a_name_is_left_out(lay: Lay) -> None:
    """A row without the group's name is told, and so is one that says the very same again."""
    sheet = read_sheet(lay("小组名称,组长\n,何敏\n1组,冯刚\n1组,冯刚\n"))
    assert [each.row for each in groups(sheet)] == [3]
    assert [(each.row, each.reason) for each in sheet.oddities] == [
        (2, "required"),
        (4, "repeated"),
    ]


def test_how_often_a_group_is_visited(lay: Lay) -> None:
    """走访频次 counts in a list of groups as it does in a roster."""
    (entry,) = groups(read_sheet(lay("小组名称,组长,走访频次\n1组,何敏,每月3次\n")))
    assert entry.visit_every_days == 10


def test_a_list_of_names_alone_has_to_be_called_one(lay: Lay) -> None:
    """The name of a group stands in many a table: only who says so has it read as a list of groups."""
    path = lay("小组名称,备注\n1组,靠河\n2组,\n")
    assert [each.name for each in groups(read_sheet(path, holds="groups"))] == ["1组", "2组"]


def test_what_sorts_people_is_left_out_of_who_leads(lay: Lay) -> None:
    """党员 behind a name goes, in whichever place of a list, and is told; a post stays."""
    sheet = read_sheet(
        lay(
            "小组名称,组长,骨干\n1组,何敏（党员）,冯刚（会计）、周大海（贫农，保管）、吴秀英\n2组,冯刚（组长）,\n"
        )
    )
    first, second = groups(sheet)
    assert (first.leader, second.leader) == ("何敏", "冯刚（组长）")
    assert first.key_members == "冯刚（会计）、周大海（保管）、吴秀英"
    assert [(each.row, each.field, each.reason) for each in sheet.oddities] == [
        (2, "key_members", "sorting_word"),
        (2, "leader", "sorting_word"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "村,村民小组,核心组,核心组成立日期,调研类型,调研日期,调研发现\n柳村,三组,何敏、冯刚,2025.10.1,二类,2026.3.5,渠坏了\n",
        "村,村民小组,核心组成员,核心组形成时间,摸排类别,摸排时间,摸排情况\n柳村,三组,何敏、冯刚,2025.10.1,第二类,2026.3.5,渠坏了\n",
        (
            "Village,Group,Core group,Core group formed on,Survey type,Survey date,Findings\n"
            "柳村,三组,何敏、冯刚,1 Oct 2025,Type 2,5 March 2026,渠坏了\n"
        ),
        (
            "Village,Group,Core group,Date formed,Survey result,Date of survey,Survey findings\n"
            "柳村,三组,何敏、冯刚,1 Oct 2025,2,5 March 2026,渠坏了\n"
        ),
    ],
)
def test_the_core_group_and_the_survey_go_by_several_names(lay: Lay, text: str) -> None:
    """An office surveys in its own words: 调研, 摸排, survey."""
    sheet = read_sheet(lay(text), holds="groups", today=TODAY)
    (group,) = groups(sheet)
    assert (sheet.unread, sheet.oddities) == ((), ())
    assert (group.core_members, group.core_since) == ("何敏、冯刚", dt.date(2025, 10, 1))
    assert (group.type, group.surveyed_on, group.other) == (2, dt.date(2026, 3, 5), "渠坏了")


def test_a_survey_without_a_type_stands_in_the_note_with_its_day(lay: Lay) -> None:
    """No survey is made of it, and neither its day nor its findings are lost."""
    text = "Village,Group,Survey date,Findings\nKijiji,Group 3,8 March 2026,Well dry\n"
    (group,) = groups(read_sheet(lay(text), holds="groups", today=TODAY))
    assert (group.type, group.note) == (None, "Survey date: 8 March 2026\nFindings: Well dry")


def test_nobody_yet_is_nobody(lay: Lay) -> None:
    """空缺 and 未形成 stand in the place of names; deputies are key members, and called so."""
    text = "小组名称,组长,副组长,骨干,核心小组\n1组,空缺,李强、赵祥,王芳,未形成\n2组,何敏,,,待定\n"
    first, second = groups(read_sheet(lay(text)))
    assert (first.leader, first.core_members, second.core_members) == ("", "", "")
    assert first.key_members == "李强（副组长）、赵祥（副组长）、王芳"


def test_an_english_deputy_has_that_for_a_role(lay: Lay) -> None:
    """Deputy leader is a column of key members, as 副组长 is."""
    text = "Work group,Leader,Deputy leader,Key members\nWillow,Ann Reed,Joe Hill,Eve Ross\n"
    (entry,) = read_sheet(lay(text), holds="groups").entries
    assert getattr(entry, "key_members") == "Joe Hill（Deputy leader）、Eve Ross"  # noqa: B009


def test_a_second_leader_is_kept_in_the_note(lay: Lay) -> None:
    """A group has one leader: the first, and all that was said stands in its note."""
    first, second = groups(
        read_sheet(lay("小组名称,组长,核心小组\n1组,孙立/周梅,正在物色\n2组,李明,\n"))
    )
    assert (first.leader, first.note, first.core_members) == ("孙立、周梅", "组长：孙立、周梅", "")
    assert (second.leader, second.note) == ("李明", "")
