"""Rosters: one household a row, or many rows a household."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from fieldbook.domain.entries import RosterEntry, Sheet
from fieldbook.intake.sheet import read_sheet

pytestmark = pytest.mark.usefixtures("without_child")
Lay = Callable[..., Path]


def households(sheet: Sheet) -> list[RosterEntry]:
    assert sheet.holds == "households"
    found = [entry for entry in sheet.entries if isinstance(entry, RosterEntry)]
    assert all(len(entry.line) == 64 for entry in found), "every row has its line's digest"
    return [msgspec.structs.replace(entry, line="") for entry in found]


def test_a_printed_roster_is_read_whole(lay_xlsx: Lay) -> None:
    """A roster with a merged title, a filled-in line, numbers and a total gives its households."""
    rows = [
        [],
        ["单位：崔寨子", "", "", "", "", "2026年11月"],
        [
            "序号",
            "户　号",
            "户主姓名：",
            "家庭人口（人）",
            "联系电话",
            "家庭住址",
            "村民小组",
            "包户干部",
        ],
        [1, 311, "陈　桂", "5人", 13800001234, " 3组11号\u3000", "3组", "李霞平"],
        [2, "0312", "赵祥", 4.0, "０３１１-２２", "3组07号", "3组", "李霞平"],
        [],
        [3],
        ["合  计", "", "2户", 9],
    ]
    sheet = read_sheet(lay_xlsx(rows, merged={"A1:H1": "崔寨子村农户花名册"}))
    assert households(sheet) == [
        RosterEntry(
            row=4,
            code="311",
            head="陈桂",
            people=5,
            phone="13800001234",
            address="3组11号",
            group="3组",
            contact="李霞平",
        ),
        RosterEntry(
            row=5,
            code="0312",
            head="赵祥",
            people=4,
            phone="0311-22",
            address="3组07号",
            group="3组",
            contact="李霞平",
        ),
    ]
    assert sheet.oddities == ()
    assert sheet.skipped == 3
    assert sheet.columns[:2] == (("code", "户 号"), ("head", "户主姓名："))
    assert sheet.unread == ("序号",)
    assert sheet.sheet == "名册"


def test_an_english_roster_is_read(lay: Lay) -> None:
    """English headings in any case are known, and so is every other field of a roster."""
    text = (
        "No.,Head of Household,Household No,Commune,Village,Work Group,Visit every (days),Tags,Remarks\n"
        '1,Chen Guisheng,0311,East,Cuizhai,Group 3,10 days,"elderly, remote","line one\n\n line two"\n'
    )
    assert households(read_sheet(lay(text))) == [
        RosterEntry(
            row=2,
            head="Chen Guisheng",
            code="0311",
            unit="East/Cuizhai",
            group="Group 3",
            visit_every_days=10,
            tags=("elderly", "remote"),
            note="line one\nline two",
        )
    ]


def test_a_row_without_a_head_is_left_out(lay: Lay) -> None:
    """A row that says something but names no head is left out with the reason; the rest goes in."""
    sheet = read_sheet(lay("户主,住址\n陈桂生,11号\n,12号\n赵祥,13号\n"))
    assert [each.head for each in households(sheet)] == ["陈桂生", "赵祥"]
    assert [(o.row, o.field, o.reason, o.left_out) for o in sheet.oddities] == [
        (3, "head", "required", True)
    ]


def test_an_odd_cell_does_not_cost_its_row(lay: Lay) -> None:
    """A number that cannot be read is told and kept in the note; the household is still taken."""
    sheet = read_sheet(lay("户主,人口,电话\n陈桂生,好几口,1.38E+10\n赵祥,1000000,#REF!\n"))
    assert [(each.people, each.phone) for each in households(sheet)] == [(None, ""), (None, "")]
    assert [each.note for each in households(sheet)] == ["人口：好几口", "人口：1000000"]
    assert [(o.row, o.field, o.reason, o.value) for o in sheet.oddities] == [
        (2, "people", "no_number", "好几口"),
        (2, "phone", "digits_lost", "1.38E+10"),
        (3, "people", "no_number", "1000000"),
        (3, "phone", "error_cell", "#REF!"),
    ]
    assert not any(oddity.left_out for oddity in sheet.oddities)


def test_what_sorts_people_is_not_kept_of_a_refused_cell(lay: Lay) -> None:
    """It is told that it was left out, and not that it is in the note."""
    sheet = read_sheet(lay("户主,人口,走访间隔\n陈桂生,低保户3人,看情况\n"))
    assert [each.note for each in households(sheet)] == ["走访间隔：看情况"]
    assert [(o.field, o.reason, o.value) for o in sheet.oddities] == [
        ("people", "sorting_word", "低保户3人\t2"),
        ("visit_every_days", "no_frequency", "看情况"),
    ]


def test_a_household_over_many_rows_is_one(lay: Lay) -> None:
    """Where a relation to the head is given, only the head's row is a household, and rows count."""
    sheet = read_sheet(
        lay(
            "户号,姓名,与户主关系,住址\n"
            "01,陈桂生,户主,11号\n01,王兰,配偶,11号\n01,陈小,子,11号\n"
            ",李霞平,本人,02号\n,李明,女,02号\n"
        )
    )
    assert [(e.row, e.head, e.people, e.code) for e in households(sheet)] == [
        (2, "陈桂生", 3, "01"),
        (5, "李霞平", 2, ""),
    ]
    assert sheet.oddities == ()


def test_a_head_may_stand_below_his_family(lay: Lay) -> None:
    """Rows of one household number are one household, wherever in them the head stands."""
    sheet = read_sheet(lay("户号,姓名,关系,人口\n7,王兰,妻,\n7,陈桂生,户主,\n8,赵祥,户主,6\n"))
    assert [(e.head, e.people) for e in households(sheet)] == [("陈桂生", 2), ("赵祥", 6)]


def test_members_without_a_head_are_told(lay: Lay) -> None:
    """Rows of a household whose head is nowhere are left out, each with the reason."""
    sheet = read_sheet(lay("户号,姓名,关系\n7,王兰,妻\n8,赵祥,户主\n"))
    assert [e.head for e in households(sheet)] == ["赵祥"]
    assert [(o.row, o.field, o.reason, o.value) for o in sheet.oddities] == [
        (2, "head", "no_head", "王兰")
    ]


def test_names_tell_the_head_where_no_relation_is_given(lay: Lay) -> None:
    """With a column for the head and one for the person, the row where both agree is the head's."""
    sheet = read_sheet(lay("户主姓名,姓名\n陈桂生,陈桂生\n陈桂生,王兰\n赵祥,赵 祥\n"))
    assert [(e.head, e.people) for e in households(sheet)] == [("陈桂生", 2), ("赵祥", 1)]


def test_a_head_without_a_row_of_his_own_is_not_lost(lay: Lay) -> None:
    """Members who name their head make his household, though he has no row himself."""
    sheet = read_sheet(lay("户主姓名,姓名,关系\n陈桂生,王兰,妻\n陈桂生,陈小,子\n赵祥,赵祥,户主\n"))
    assert [(e.row, e.head, e.people) for e in households(sheet)] == [
        (2, "陈桂生", 2),
        (4, "赵祥", 1),
    ]


def test_two_heads_of_one_name_are_two_households(lay: Lay) -> None:
    """The same head again, in a row of his own, begins another household."""
    sheet = read_sheet(lay("户主姓名,姓名\n赵祥,赵祥\n赵祥,王兰\n赵祥,赵祥\n"))
    assert [(e.head, e.people) for e in households(sheet)] == [("赵祥", 2), ("赵祥", 1)]


def test_a_household_twice_is_taken_once(lay: Lay) -> None:
    """The same household again is left out; the same number for another head is told as such."""
    sheet = read_sheet(
        lay(
            "组别,户号,户主,住址\n"
            "1组,1,陈桂生,11号\n1组,1,陈桂生,12号\n2组,1,陈桂生,11号\n1组,1,赵祥,9号\n"
            "1组,,李霞平,2号\n1组,,李霞平,2号\n1组,,李霞平,\n1组,,李霞平,\n"
        )
    )
    assert [e.row for e in households(sheet)] == [2, 4, 6, 8]
    assert [(o.row, o.field, o.reason) for o in sheet.oddities] == [
        (3, "", "repeated"),
        (5, "code", "code_twice"),
        (7, "", "repeated"),
        (9, "", "repeated"),
    ]


def test_two_heads_of_one_name_in_a_group_stay_two(lay: Lay) -> None:
    """Nothing tells that they are one: not unless the whole line is the same, unread cells too."""
    text = "No.,Head,Group,People,Remark\n1,Adam Reed,Willow,3,\n2,Adam Reed,Willow,3,\n2,Adam Reed,Willow,3,\n"
    sheet = read_sheet(lay(text))
    assert [e.row for e in households(sheet)] == [2, 3]
    assert [(o.row, o.reason) for o in sheet.oddities] == [(4, "repeated")]
    folded = "户主,组别,备注\nJose\u0301,Côte 1,\nJOSÉ ,Ｃôte 1,\n"
    assert [e.row for e in households(read_sheet(lay(folded)))] == [2]
    twice = "户主,组别,电话\n王芳,二组,１３９０００２０００１\n王 芳,第2组,13900020001\n王芳,2组,13900020002\n"
    assert [e.row for e in households(read_sheet(lay(twice)))] == [2, 4]


HEAD_BELOW = {
    "the number in the first row only": (
        "户号,姓名,与户主关系,人口,联系人,住址,电话\n"
        "001,孙桂兰,母亲,4,吕梅,西街1号,\n,刘志强,户主,,,,13700030001\n,张红霞,妻,,,,13700030002\n"
        "002,王芳,户主,,吕梅,西街5号,\n,马国栋,夫,,,,\n"
    ),
    "a head's column in the first row only": (
        "户号,户主姓名,姓名,与户主关系,人口,联系人,住址,电话\n"
        "001,刘志强,孙桂兰,母亲,4,吕梅,西街1号,\n,,刘志强,户主,,,,13700030001\n,,张红霞,妻,,,,\n"
        "002,王芳,王芳,户主,,吕梅,西街5号,\n,,马国栋,夫,,,,\n"
    ),
    "the head named in his own row only": (
        "户号,户主姓名,姓名,人口,联系人,住址,电话\n"
        "001,,孙桂兰,4,吕梅,西街1号,\n,刘志强,刘 志 强,,,,13700030001\n,,张红霞,,,,\n"
        "002,王芳,王芳,,吕梅,西街5号,\n,,马国栋,,,,\n"
    ),
    "the head named in every row": (
        "户号,户主姓名,姓名,人口,联系人,住址,电话\n"
        "001,刘志强,孙桂兰,4,吕梅,西街1号,\n,刘志强,刘志强,,,,13700030001\n,刘志强,张红霞,,,,\n"
        "002,王芳,王芳,,吕梅,西街5号,\n,王芳,马国栋,,,,\n"
    ),
}


@pytest.mark.parametrize("text", HEAD_BELOW.values(), ids=HEAD_BELOW.keys())
def test_what_counts_for_a_household_stands_in_its_first_row(lay: Lay, text: str) -> None:
    """The number, the contact and the people are the household's, though its head stands below."""
    sheet = read_sheet(lay(text))
    assert [(e.code, e.head, e.people, e.contact, e.address, e.phone, e.also) for e in households(sheet)] == [
        ("001", "刘志强", 4, "吕梅", "西街1号", "13700030001", (2, 4)),
        ("002", "王芳", 2, "吕梅", "西街5号", "", (6,)),
    ]  # fmt: skip
    assert (sheet.oddities, sheet.vanished) == ((), 0)


def test_running_numbers_of_households_tell_where_one_begins(lay: Lay) -> None:
    """Where they stand in a household's first row alone, whoever is named there; else they tell nothing."""
    sheet = read_sheet(
        lay(
            "序号,姓名,与户主关系,住址\n1,孙桂兰,母亲,西街1号\n,刘志强,户主,\n,张红霞,妻,\n"
            "2,李奶奶,母亲,西街2号\n,李四,户主,\n3,王芳,户主,西街3号\n"
        )
    )
    assert [(e.head, e.people, e.address) for e in households(sheet)] == [
        ("刘志强", 3, "西街1号"), ("李四", 2, "西街2号"), ("王芳", 1, "西街3号"),
    ]  # fmt: skip
    everybody = lay("序号,姓名,与户主关系\n1,刘志强,户主\n2,张红霞,妻\n3,王芳,户主\n", "b.csv")
    assert [(e.head, e.people) for e in households(read_sheet(everybody))] == [
        ("刘志强", 2), ("王芳", 1),
    ]  # fmt: skip
    named = lay(
        "序号,户主姓名,姓名\n1,王芳,王芳\n,,马国栋\n2,王芳,王芳\n,,赵一鸣\n,,赵二鸣\n", "c.csv"
    )
    assert [(e.head, e.people) for e in households(read_sheet(named))] == [("王芳", 2), ("王芳", 3)]


def test_merged_cells_say_it_of_every_row(lay_xlsx: Lay) -> None:
    """Merged or not: number, head and contact are the household's, the group is filled down."""
    rows = [["组别", "户号", "户主姓名", "姓名", "与户主关系", "人口数", "包户干部"],
            ["", "", "", "孙桂兰", "母亲", 3, ""], ["", "", "", "刘志强", "户主", "", ""],
            ["", "", "", "张红霞", "妻", "", ""], ["", "002", "王芳", "王芳", "户主", 1, "吕梅"]]  # fmt: skip
    merged = {"A2:A5": "第二组", "B2:B4": "001", "C2:C4": "刘志强", "G2:G4": "吕梅"}
    found = households(read_sheet(lay_xlsx(rows, merged=merged)))
    assert [(e.group, e.code, e.head, e.people, e.contact) for e in found] == [
        ("第二组", "001", "刘志强", 3, "吕梅"),
        ("第二组", "002", "王芳", 1, "吕梅"),
    ]


def test_a_merged_group_belongs_to_all_its_rows(lay_xlsx: Lay) -> None:
    """A group merged over several rows is each row's; a merely empty cell stays empty."""
    rows = [
        ["组别", "户主", "人口"],
        ["", "陈桂生", 5],
        ["", "赵祥", 4],
        ["", "", ""],
        ["4组", "李霞平", 3],
        ["", "王兰", 2],
    ]
    sheet = read_sheet(lay_xlsx(rows, merged={"A2:A4": "3组"}))
    assert [(e.head, e.group) for e in households(sheet)] == [
        ("陈桂生", "3组"),
        ("赵祥", "3组"),
        ("李霞平", "4组"),
        ("王兰", ""),
    ]
    assert sheet.skipped == 1
    assert [(each.row, each.reason, each.value) for each in sheet.oddities] == [
        (6, "no_group", "1")
    ]


def test_a_line_merged_across_the_table_is_no_household(lay_xlsx: Lay) -> None:
    """A line across the table is told as a section and not taken for a head."""
    rows = [["户主", "住址", "电话"], ["", "", ""], ["陈桂生", "11号", ""]]
    sheet = read_sheet(lay_xlsx(rows, merged={"A2:C2": "以下为新增农户"}))
    assert [e.head for e in households(sheet)] == ["陈桂生"]
    assert [(o.row, o.reason, o.value, o.left_out) for o in sheet.oddities] == [
        (2, "section", "以下为新增农户", True)
    ]


def test_a_group_that_heads_its_households_is_theirs(lay: Lay, lay_xlsx: Lay) -> None:
    """Where groups stand as lines of their own, the households below belong to them."""
    sheet = read_sheet(lay("户主,住址\n陈桂生,11号\n第三小组：,\n赵祥,7号\n4组\n李霞平,2号\n"))
    groups = [("陈桂生", ""), ("赵祥", "第三小组"), ("李霞平", "4组")]
    assert [(e.head, e.group) for e in households(sheet)] == groups
    rows = [["户主", "住址", "电话"], ["", "", ""], ["赵祥", "7号", ""]]
    sheet = read_sheet(lay_xlsx(rows, merged={"A2:C2": "3组"}))
    assert [(e.head, e.group) for e in households(sheet)] == [("赵祥", "3组")]
    assert (sheet.oddities, sheet.skipped) == ((), 1)


def test_a_code_that_became_a_day_is_told(lay_xlsx: Lay) -> None:
    """A household number such as 3-1, of which a spreadsheet made a day, is kept and pointed out."""
    rows = [["户号", "户主"], [dt.date(2019, 3, 1), "陈桂生"]]
    sheet = read_sheet(lay_xlsx(rows))
    assert [e.code for e in households(sheet)] == ["2019-03-01"]
    assert [(o.field, o.reason) for o in sheet.oddities] == [("code", "date_in_text")]


def test_repeated_headings_and_subtotals_are_skipped(lay: Lay) -> None:
    """Headings printed again on a later page and totals of groups are counted, not read."""
    sheet = read_sheet(lay("户主,住址\n陈桂生,11号\n一组小计,\n户主,住址\n赵祥,13号\n总计：2户,\n"))
    assert [e.head for e in households(sheet)] == ["陈桂生", "赵祥"]
    assert (sheet.skipped, sheet.oddities) == (3, ())


def test_words_for_nothing_are_nothing(lay: Lay) -> None:
    """A dash, a stroke or 无 in a cell means that nothing is given."""
    sheet = read_sheet(lay("户主,电话,联系人,备注\n陈桂生,—,无,/\n"))
    assert households(sheet) == [RosterEntry(row=2, head="陈桂生")]


@pytest.mark.parametrize(
    ("members", "people"),
    [("周小海、陈梅", 3), ("周大海，周小海,陈梅", 3), ("5", 5), ("五人", 5), ("周大海", 1)],
)
def test_members_in_one_cell_are_counted(lay: Lay, members: str, people: int) -> None:
    """A household in one row with its members named, or counted, in a cell: the head is one of them."""
    sheet = read_sheet(lay(f'户主,家庭成员\n周大海,"{members}"\n李二,1\n'), holds="households")
    entry = next(each for each in sheet.entries if isinstance(each, RosterEntry))
    assert (entry.head, entry.people) == ("周大海", people)


@pytest.mark.parametrize(("numeral", "people"), [("叁", 3), ("拾贰人", 12), ("十口", 10)])
def test_numerals_of_bookkeepers_count_too(lay: Lay, numeral: str, people: int) -> None:
    """People are counted in whatever numerals the office writes."""
    sheet = read_sheet(lay(f"户主,人口\n周大海,{numeral}\n"), holds="households")
    (entry,) = sheet.entries
    assert isinstance(entry, RosterEntry)
    assert entry.people == people


@pytest.mark.parametrize(
    ("sheet", "address"),
    [
        ("户主,乡镇,村,住址\n周大海,青山镇,柳河村,东头3号\n", "青山镇柳河村东头3号"),
        ("户主,村,住址\n周大海,柳河村,柳河村东头3号\n", "柳河村东头3号"),
        ("户主,村,组别,住址\n周大海,柳河村,3组,东头3号\n", "东头3号"),
        ("Head,Village,Address\nAnn Reed,Willow,3 East End\n", "Willow, 3 East End"),
        ("Head,Village\nAnn Reed,Willow\n", "Willow"),
    ],
)
def test_the_village_of_a_household_in_no_group_is_kept(lay: Lay, sheet: str, address: str) -> None:
    """Where no group says in which village a household lives, its address does."""
    (entry,) = read_sheet(lay(sheet), holds="households").entries
    assert isinstance(entry, RosterEntry)
    assert entry.address == address


def test_a_diary_may_say_visitor_and_topics(lay: Lay) -> None:
    """A table of days, visitors and heads of households is a diary of visits, and no roster."""
    sheet = read_sheet(lay("date;visitor;household head;topics\n12.03.2026;Ann;Reed;seed\n"))
    assert sheet.holds == "visits"
    assert {field for field, _heading in sheet.columns} == {
        "visited_on", "companions", "household", "note",
    }  # fmt: skip


def test_a_household_whose_head_is_not_named_has_its_first_member_for_one(lay: Lay) -> None:
    """An empty cell under 户主 drops no household whose people are listed."""
    sheet = read_sheet(lay("户号,户主,家庭成员\n1,,陈桂生\n,,王芳\n2,李四,李四\n"))
    found = [(each.code, each.head, each.people) for each in households(sheet)]
    assert found == [("1", "陈桂生", 2), ("2", "李四", 1)]
    assert not sheet.oddities


def test_members_and_who_of_them_is_head_are_a_roster(lay: Lay) -> None:
    """No column is called after the head: 家庭成员 and 是否户主 together say who it is."""
    text = "组别,户编号,家庭成员,是否户主\n3组,311,周一,是\n3组,311,周二,否\n3组,312,吴四,否\n3组,312,吴五,是\n"
    found = households(read_sheet(lay(text)))
    assert [(each.code, each.head, each.people) for each in found] == [
        ("311", "周一", 2),
        ("312", "吴五", 2),
    ]


@pytest.mark.parametrize(
    "word",
    ["HoH", "H.H. Head", "Head of household", "Head of the family", "戶主", "家长", "head/self"],
)
def test_the_head_goes_by_several_words(lay: Lay, word: str) -> None:
    """Whoever stands below him is of his household, and nobody else is its head."""
    text = f"Household No,Name,Relation to head\n12,Amina Ali,Daughter\n,Hassan Ali,{word}\n"
    (home,) = households(read_sheet(lay(text)))
    assert (home.head, home.people) == ("Hassan Ali", 2)


def test_house_numbers_part_households_that_have_no_other(lay: Lay) -> None:
    """The number stands in a household's first row, and its head may stand in the second."""
    text = (
        "Village,House No.,Name,Relation to head\n"
        "Kijiji,12,Grace Otieno,Head\n,,Peter Otieno,Son\n"
        "Kijiji,13,Amina Ali,Daughter\n,,Hassan Ali,Head\n"
        "Kijiji,13,Juma Ali,Head\n,,Asha Ali,Wife\n"
    )
    found = households(read_sheet(lay(text)))
    assert [(each.head, each.people, each.address) for each in found] == [
        ("Grace Otieno", 2, "Kijiji, 12"),
        ("Hassan Ali", 2, "Kijiji, 13"),
        ("Juma Ali", 2, "Kijiji, 13"),
    ]


def test_a_void_row_is_left_out_and_told(lay: Callable[[str], Path]) -> None:
    """Whichever cell says so, read or not; who is called otherwise stays."""
    text = (
        "户号,户主,人口,备注,状态\n1,张三,3,,\n2,VOID,VOID,VOID,\n3,王五,2,作废,\n4,李四,4,,Void\n"
        "5,赵六,2,作废的旧井,\n"
    )
    sheet = read_sheet(lay(text))
    assert [each.head for each in households(sheet)] == ["张三", "赵六"]
    told = [(each.row, each.value) for each in sheet.oddities if each.reason == "void"]
    assert told == [(3, "VOID"), (4, "作废"), (5, "Void")]
    assert sheet.left_out == {3, 4, 5}
    assert sheet.vanished == 0


def test_members_of_a_void_household_go_with_it(lay: Callable[[str], Path]) -> None:
    """They are not given to the household above; a void member alone leaves his household in."""
    text = "姓名,与户主关系,备注\n赵大,户主,\n赵二,儿子,作废\n孙三,户主,作废\n李四,配偶,\n周五,户主,\n周六,女儿,\n"
    sheet = read_sheet(lay(text))
    assert [(each.head, each.people) for each in households(sheet)] == [("赵大", 1), ("周五", 2)]
    told = [(each.row, each.value) for each in sheet.oddities if each.reason == "void"]
    assert told == [(3, "作废"), (4, "作废"), (5, "作废")]
    assert sheet.vanished == 0
