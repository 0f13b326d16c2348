"""Small files as offices keep them, each of which was once misread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldbook.domain.errors import IntakeError
from fieldbook.intake.sheet import read_sheet

Lay = Callable[..., Path]
TODAY = dt.date(2026, 11, 21)


def entries(path: Path) -> list[Any]:
    return list(read_sheet(path, today=TODAY).entries)


def test_the_days_of_one_column_tell_those_of_another(lay: Lay) -> None:
    """26.3.20 by itself could be two days; beside 26.3.5 the year is first."""
    (entry,) = entries(lay("排查日期,隐患名称,整改期限\n26.3.5,线路老化,26.3.20\n"))
    assert (entry.found_on, entry.due_on) == (dt.date(2026, 3, 5), dt.date(2026, 3, 20))
    english = "Date received,Complaint,Date closed\n15/04/2026,Dust,05/06/2026\n"
    (entry,) = entries(lay(english))
    assert entry.closed_on == dt.date(2026, 6, 5)


def test_a_wish_that_came_true_is_closed(lay: Lay) -> None:
    """微心愿: its content is the title, and what came of it the state."""
    text = "心愿人,微心愿内容,实现情况,实现时间\n小明,书包,已实现,2026.6.5\n张奶奶,眼镜,未实现,\n"
    first, second = entries(lay(text))
    assert (first.title, first.closed, first.closed_on) == ("书包", True, dt.date(2026, 6, 5))
    assert (second.title, second.closed) == ("眼镜", False)


def test_a_share_of_the_work_is_a_state(lay: Lay) -> None:
    """完成率: all of it is closed, and less is not."""
    first, second, third = entries(lay("问题,完成率\n水,100%\n路,0.8\n桥,80%\n"))
    assert (first.closed, second.closed, third.closed) == (True, False, False)


def test_a_grievance_register_is_read(lay: Lay) -> None:
    """The headings of registers that projects keep."""
    text = (
        "GRM No.,Date lodged,Name of complainant,Details of grievance,Resolution,Date resolved\n"
        "G/1,2026-01-05,Maria Lopez,Compensation late,Paid in full,2026-02-01\n"
    )
    (entry,) = entries(lay(text))
    assert (entry.code, entry.title, entry.reply) == ("G/1", "Compensation late", "Paid in full")
    assert (entry.found_on, entry.closed_on) == (dt.date(2026, 1, 5), dt.date(2026, 2, 1))


def test_a_day_behind_a_state_may_be_full_width(lay: Lay) -> None:
    """已办结（３．９） closes on the ninth of March."""
    (entry,) = entries(lay("问题,发现时间,状态\n水渠,２０２６．３．５,已办结（３．９）\n"))
    assert (entry.closed, entry.closed_on) == (True, dt.date(2026, 3, 9))


def test_a_list_of_tasks_is_no_roster(lay: Lay) -> None:
    """A Name beside days, an assignee and a deadline is no household's; the user is asked."""
    path = lay(
        "Task ID,Created At,Completed At,Name,Assignee,Due Date,Notes\n"
        "1,2026-03-01,2026-03-02,Repair roof,Li,2026-03-05,done\n"
    )
    with pytest.raises(IntakeError) as caught:
        read_sheet(path)
    assert caught.value.what == "no_headings"
    asked = read_sheet(path, columns={"title": "Name"}, today=TODAY)
    assert (asked.holds, asked.entries[0].due_on) == ("issues", dt.date(2026, 3, 5))  # type: ignore[union-attr]


def test_members_at_the_door_of_the_household_above_are_of_it(lay: Lay) -> None:
    """户号 stands in the first row only, and the address in every one."""
    text = (
        "户号,姓名,与户主关系,住址\n0001,陈桂生,户主,1号\n,李霞,配偶,1号\n"
        "0002,王芳,妻,3号\n,赵祥,户主,3号\n,孙小,户主,3号\n"
    )
    first, second, third = entries(lay(text))
    assert (first.head, first.code, first.people) == ("陈桂生", "0001", 2)
    assert (second.head, second.code, second.people) == ("赵祥", "0002", 2)
    assert (third.head, third.code, third.people) == ("孙小", "", 1)


@pytest.mark.parametrize(("said", "type_"), [("一", 1), ("二", 2), ("三", 3), ("三类", 3)])
def test_a_survey_s_type_may_be_a_numeral(lay: Lay, said: str, type_: int) -> None:
    """一、二、三 without 类."""
    (group,) = entries(lay(f"组名,组长,摸底类型,摸底日期\n1组,陈桂生,{said},2026.3.5\n"))
    assert group.type == type_


@pytest.mark.parametrize(
    ("said", "closed"),
    [("已办结（未回访）", True), ("已办结，待评价", True), ("待回访", False), ("未回访", False)],
)
def test_that_nobody_called_back_opens_nothing(lay: Lay, said: str, closed: bool) -> None:
    """What is over is over, whether somebody asked the people afterwards or not."""
    (entry,) = entries(lay(f"问题,办理状态\n水渠,{said}\n"))
    assert entry.closed is closed


def test_how_it_goes_on_is_kept(lay: Lay) -> None:
    """进展 beside 办理情况 is a line; what was raised at a visit was learned there."""
    (entry,) = entries(lay("诉求内容,办理情况,进展\n路面,约谈了双方,待批\n"))
    assert (entry.handling, dict(entry.besides)) == ("约谈了双方", {"进展": "待批"})
    text = (
        "Visit date,Head of household,Visited by,Notes,Issues raised\n2026-03-05,Yaa,Ama,x,Road\n"
    )
    (visit,) = entries(lay(text))
    assert (visit.note, visit.learned) == ("x", "Road")


def test_a_column_of_yes_and_no_says_who_is_the_head(lay: Lay) -> None:
    """Under 户主, or Household Head?, it is no name: everybody has a row, and the heads are ticked."""
    chinese = "姓名,户主,组别\n张三,是,1组\n李梅,否,1组\n王五,是,2组\n"
    english = "Surname,First Name,Household Head?\nReyes,Ana,Yes\nReyes,Ben,No\nSantos,Carl,Yes\n"
    for text, heads in ((chinese, ["张三", "王五"]), (english, ["Ana Reyes", "Carl Santos"])):
        found = entries(lay(text))
        assert [(each.head, each.people) for each in found] == list(zip(heads, (2, 1), strict=True))


def test_a_day_counted_by_a_spreadsheet_closes_as_any_other(lay: Lay) -> None:
    """46305 under Closed is the tenth of October."""
    (entry,) = entries(lay("Subject,Opened,State,Closed\nDoor stuck,46300,Resolved,46305\n"))
    assert (entry.closed, entry.closed_on) == (True, dt.date(2026, 10, 10))


def test_a_diary_is_known_by_its_title_where_its_headings_say_little(lay: Lay) -> None:
    """Days, households and words below 走访记录 are visits; below 走访问题台账 they are issues."""
    rows = "日期,户主,内容\n12.28,王芳,送年货\n"
    assert read_sheet(lay(f"2026年走访记录,,\n{rows}")).holds == "visits"
    assert read_sheet(lay(f"2026年走访问题台账,,\n{rows}")).holds == "issues"


def test_the_name_below_whom_a_roster_is_of_is_a_name(lay: Lay) -> None:
    """脱贫户姓名 names the heads; the class in a column of its own is not read."""
    sheet = read_sheet(lay("脱贫户姓名,监测对象住址,脱贫年份,帮扶责任人\n张三,一组5号,2018,宋涛\n"))
    assert [field for field, _ in sheet.columns] == ["head", "address", "contact"]
    assert sheet.withheld == ("脱贫年份",)


def test_days_that_all_end_with_one_year_have_it_last(lay: Lay) -> None:
    """25/10/26 alone could be of 2025; beside 12/10/26 it is of 2026."""
    found = entries(lay("Visit date,Family\n12/10/26,Nguyen\n25/10/26,Ali\n"))
    assert [each.visited_on for each in found] == [dt.date(2026, 10, 12), dt.date(2026, 10, 25)]
    (alone,) = entries(lay("Visit date,Family\n12/10/26,Nguyen\n"))
    assert alone.visited_on is None


def test_a_home_in_a_block_has_all_of_its_address(lay: Lay) -> None:
    """小区, 楼栋, 单元 and 房号 are one address; two of one door in two buildings are two households."""
    text = "小区,楼栋号,单元,房号,户主,人数\n锦绣花园,5,1,101,何一,3\n锦绣花园,6栋,1,101,何一,2\n"
    found = entries(lay(text))
    assert [each.address for each in found] == ["锦绣花园5栋1单元101", "锦绣花园6栋1单元101"]
    one = "小区,楼栋号,单元,房号,户主,人数\n锦绣花园,5,1,101,何一,3\n锦绣花园,5,1,102,何二,2\n"
    found = entries(lay(one))
    assert [(each.code, each.address) for each in found] == [
        ("", "锦绣花园5栋1单元101"), ("", "锦绣花园5栋1单元102")
    ]  # fmt: skip
    (flat,) = entries(lay("Block,Flat,Tenant,Occupants\nA,2,Jones,1\n"))
    assert (flat.head, flat.address, flat.people) == ("Jones", "Block A, Flat 2", 1)
    (whole,) = entries(lay("Tenant,Block,Unit,Flat,Lot\nJones,A,4,12,7\n"))
    assert whole.address == "Block A, Unit 4, Flat 12, Lot 7"
    (long,) = entries(lay("户主,小区,家庭住址,楼栋,房号\n何一,锦绣花园,幸福路3号,5,101\n"))
    assert long.address == "锦绣花园幸福路3号5栋101"
    (door,) = entries(lay("Tenant,Address,Flat no.\nJones,12 High Street,3\n"))
    assert door.address == "Flat 3, 12 High Street"
    everybody = "楼栋,门牌号,姓名,与户主关系\n5栋,101,何一,户主\n,,刘芳,配偶\n6栋,101,何三,户主\n6栋,101,何四,子\n"
    assert [(each.head, each.people) for each in entries(lay(everybody))] == [
        ("何一", 2),
        ("何三", 2),
    ]


def test_a_few_words_broken_to_fit_their_cell_are_one_title(lay: Lay) -> None:
    """A line's end within them parts nothing; in a longer text the first line leads."""
    (short,) = entries(lay('诉求内容,日期\n"路灯\n不亮",2026-3-5\n'))
    assert (short.title, short.detail) == ("路灯不亮", "")
    (listed,) = entries(lay('诉求内容,日期\n"1.路灯不亮\n2.修路",2026-3-5\n'))
    assert listed.title == "1.路灯不亮"


def test_about_so_many_people_are_so_many_and_told(lay: Lay) -> None:
    """约3人 is three; what is doubted twice, 约三（待查）, is none."""
    sheet = read_sheet(lay("户主,人口\n张三,约3人\n李四,about 4\n"))
    assert [(each.people, odd.reason) for each, odd in zip(list[Any](sheet.entries), sheet.oddities, strict=True)] == [
        (3, "number_in_words"), (4, "number_in_words"),
    ]  # fmt: skip


def test_a_table_lined_up_with_blanks_is_a_table(lay: Lay) -> None:
    """As it is pasted out of a letter; two blanks in a cell of any other table divide nothing."""
    (home,) = entries(lay("户主    人口    电话\n张三    4       13800000001\n"))
    assert (home.head, home.people, home.phone) == ("张三", 4, "13800000001")
    (issue,) = entries(lay("问题,反映人\n路灯  不亮,张三\n"))
    assert (issue.title, issue.raised_by) == ("路灯 不亮", "张三")


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("反映人及联系电话", "张三 13800000001"), ("反映人姓名、电话", "张三（电话：0379-6661234）"),
        ("Complainant Name & Mobile", "张三, 9876543210"),
    ],
)  # fmt: skip
def test_a_telephone_behind_who_raised_it_is_kept_beside(lay: Lay, heading: str, cell: str) -> None:
    """The name can be known again, and the cell is a line of its own."""
    (entry,) = entries(lay(f'问题,{heading}\n路灯,"{cell}"\n'))
    assert (entry.raised_by, entry.besides) == ("张三", ((heading, cell),))


def test_a_line_filled_in_above_a_blank_one_is_no_upper_heading(lay: Lay) -> None:
    """联系人 and 电话 of whoever made the roster stand over columns of other things."""
    text = (
        "单位,石桥村,联系人,王会计,电话,0951-1234567\n\n"
        "组别,户主姓名,家庭人口,劳动力,耕地,走访周期,上次走访\n三组,马德福,5,3,12.5,每10天,2026.11.15\n"
    )
    for each in (text, text.replace("\n\n", "\n")):
        (home,) = entries(lay(each))
        assert (home.head, home.people, home.phone, home.contact) == ("马德福", 5, "", "")


def test_where_nobody_lives_is_no_household(lay: Lay) -> None:
    """空置 and vacant stand where the head would; the row is told."""
    sheet = read_sheet(lay("房号,户主姓名,人口\n101,何一,3\n102,空置,\n103,Vacant,\n"))
    assert [getattr(each, "head", "") for each in sheet.entries] == ["何一"]
    assert [(each.row, each.reason) for each in sheet.oddities] == [
        (3, "nobody_lives_there"), (4, "nobody_lives_there"),
    ]  # fmt: skip


def test_a_day_with_its_word_heads_the_issues_below_it(lay: Lay) -> None:
    """日期：2026年11月3日 above the headings, and the next day with the headings again."""
    text = "日期：2026年11月3日,,\n问题,责任人,期限\n路灯不亮,李强,\nDate: 2026-11-12,,\n问题,责任人,期限\n垃圾,李强,\n"
    found = entries(lay(text))
    assert [(each.title, each.found_on.day) for each in found] == [("路灯不亮", 3), ("垃圾", 12)]


def test_what_a_meeting_put_off_is_no_measure(lay: Lay) -> None:
    """暂缓 is nothing to be done; its words stand with the issue."""
    first, second = entries(lay("议题名称,讨论结果\n修井,同意\n公交站,暂缓，待与公交公司协商\n"))
    assert (first.measure, first.besides) == ("同意", ())
    assert (second.measure, second.besides) == ("", (("讨论结果", "暂缓，待与公交公司协商"),))


def test_lists_of_clinics_and_of_visitors_are_known(lay: Lay) -> None:
    """A next visit makes no diary of a roster; whom, what and what is to follow make one."""
    roster = 'Patient Name,Phone,Date of last visit,Next visit,CHW\n"Banda, Ruth",0977,2026-10-02,,Mary Zulu\n'
    (home,) = entries(lay(roster))
    assert (home.head, home.contact, home.visited_on) == (
        "Ruth Banda",
        "Mary Zulu",
        dt.date(2026, 10, 2),
    )
    diary = "Date,Household,Who visited,What was discussed,Follow up needed\n2026-11-03,Alice Brook,R. Tubman,Boiler,Ring\n"
    (visit,) = entries(lay(diary))
    assert (visit.note, visit.promised, visit.companions) == ("Boiler", "Ring", "R. Tubman")
    (issue,) = entries(lay("Complaint,Date rec'd\nDamp,2026-09-03\n"))
    assert issue.found_on == dt.date(2026, 9, 3)


def test_signs_of_hong_kong_are_read_in_their_encoding(tmp_path: Path) -> None:
    """邨 is in no Big5 of Windows; the file was read as simplified signs that say nothing."""
    path = tmp_path / "個案.csv"
    text = "個案編號,接獲日期,個案姓名,屋邨,個案內容\nC1,2026/10/5,黃大文,彩雲邨,天花滲水\nC2,2026/10/8,李太,彩雲邨,升降機故障\n"
    path.write_bytes(text.encode("big5hkscs"))
    assert [each.title for each in entries(path)] == ["天花滲水", "升降機故障"]


def test_a_sheet_of_visits_is_called_so_in_english(lay: Lay) -> None:
    """Day, Household and Notes are a roster's, but for the title."""
    text = "Weekly visit sheet,,,\nDay,Household,Seen,Agreed actions\n2026-11-02,Alice Brook,Alice,ring roofer\n"
    (visit,) = entries(lay(text))
    assert (visit.household, visit.met, visit.promised) == ("Alice Brook", "Alice", "ring roofer")


def test_parts_of_a_ledger_are_no_issues(lay: Lay) -> None:
    """一、基础设施 heads the rows below it; where every row is numbered so, each is an issue."""
    head = "号,问题描述,整改措施,责任人\n"
    parts = (
        head
        + "1,一、基础设施,,\n1.1,南渠漏水,换板,王干事\n1.2,灯坏了,换灯,王干事\n2,二、环境,,\n2.1,垃圾,清运,周支书\n"
    )
    sheet = read_sheet(lay(parts), today=TODAY)
    assert [each.title for each in sheet.entries] == ["南渠漏水", "灯坏了", "垃圾"]  # type: ignore[union-attr]
    assert [(each.row, each.reason) for each in sheet.oddities] == [(2, "section"), (5, "section")]
    assert sheet.vanished == 0
    every = head + "1,一、南渠漏水,,\n2,二、灯坏了,,\n3,三、垃圾,,\n"
    assert len(entries(lay(every))) == 3
