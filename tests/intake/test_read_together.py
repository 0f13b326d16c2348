"""Workbooks with a sheet a group or a sheet a year: all of them are one list."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from fieldbook.domain.entries import RosterEntry, Sheet, VisitEntry
from fieldbook.intake.sheet import read_sheet
from fieldbook.sentences_of_sheets import not_read, oddity, row_words

pytestmark = pytest.mark.usefixtures("without_child")
Lay = Callable[..., Path]
HEADINGS = ["户主姓名", "家庭人口", "联系电话"]


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook with these sheets."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
    return buffer.getvalue()


def homes(sheet: Sheet) -> list[tuple[str, str]]:
    return [(e.group, e.head) for e in sheet.entries if isinstance(e, RosterEntry)]


def test_a_sheet_a_group_is_one_roster(lay: Lay) -> None:
    """All sheets with the same headings are read, each for the group it is called by."""
    sheets: dict[str, list[list[object]]] = {
        "一组": [[*HEADINGS], ["王芳", 4, "13900020001"], ["李强", 3, ""]],
        "二组": [["户主姓名", "家庭人口"], ["赵祥", 2]],
        "第三村民小组": [[*HEADINGS], ["孙大山", 2, ""]],
        "说明": [["本表由各村填报"]],
    }
    sheet = read_sheet(lay(workbook(sheets)))
    assert homes(sheet) == [
        ("一组", "王芳"), ("一组", "李强"), ("二组", "赵祥"), ("第三村民小组", "孙大山"),
    ]  # fmt: skip
    assert (sheet.together, sheet.others) == (("一组", "二组", "第三村民小组"), ("说明",))
    assert (sheet.rows, sheet.vanished) == (4, 0)
    assert "Sheets read as one list: 一组, 二组, 第三村民小组" in list(not_read(sheet))
    assert [row_words(sheet, each.row) for each in sheet.entries][1:3] == ["一组 3", "二组 2"]


def test_what_is_odd_names_its_sheet(lay: Lay) -> None:
    """Rows with one number in two sheets are two rows, and are told apart."""
    headings = ["走访日期", "走访对象", "走访内容"]
    sheets = {
        "1月": [headings, ["2026-1-5", "王芳", "谈水渠"], ["不详", "李强", "谈路灯"]],
        "2月": [headings, ["", "", "谁也没写"], ["待定", "赵祥", "谈修路"]],
    }
    sheet = read_sheet(lay(workbook(sheets)))
    assert [e.household for e in sheet.entries if isinstance(e, VisitEntry)] == [
        "王芳",
        "李强",
        "赵祥",
    ]
    told = [oddity(each, sheet).split(" ")[:3] for each in sheet.oddities]
    assert told == [["1月:", "row", "3:"], ["2月:", "row", "2"], ["2月:", "row", "3:"]]
    assert sheet.vanished == 0


def test_a_copied_sheet_says_nothing_twice(lay: Lay) -> None:
    """A row that a sheet before has too is left out and told; what differs in the copy is taken."""
    rows: list[list[object]] = [[*HEADINGS], ["王芳", 4, "13900020001"]]
    sheet = read_sheet(lay(workbook({"一组": rows, "一组 (2)": [*rows, ["李强", 5, ""]]})))
    assert homes(sheet) == [("一组", "王芳"), ("一组", "李强")]
    assert [oddity(each, sheet) for each in sheet.oddities] == [
        "一组 (2): row 2 was left out: the same as an earlier row: “王芳”"
    ]


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [("一组", "一组 (2)", "2"), ("花名册", "花名册副本", "2"), ("东片", "西片", "")],
)  # fmt: skip
def test_a_row_that_changed_in_a_copy_makes_no_second_household(
    first: str, second: str, rows: str, lay: Lay
) -> None:
    """Known by group and head alone, where each sheet has one such and nothing says that they are two."""
    headings: list[object] = ["组别", "户主", "人口", "住址"]
    sheets: dict[str, list[list[object]]] = {
        first: [headings, ["3组", "王芳", 4, "2号"], ["3组", "李强", 3, "5号"], ["3组", "赵祥", 2, ""], ["3组", "赵祥", 3, ""]],
        second: [headings, ["三组", "王芳", 5, ""], ["三组", "李强", 3, "8号"], ["三组", "赵祥", 9, ""]],
    }  # fmt: skip
    sheet = read_sheet(lay(workbook(sheets)))
    told = [(each.row % 1000, each.reason) for each in sheet.oddities]
    assert told == [(int(row), "told_otherwise") for row in rows]
    assert len(sheet.entries) == 7 - len(told)


def test_a_household_that_stands_in_two_sheets_is_one(lay: Lay) -> None:
    """A list of each year holds the same households, some with another number of people."""
    headings: list[object] = ["组别", "户主", "人口", "电话"]
    sheets: dict[str, list[list[object]]] = {
        "2025": [headings, ["一组", "王芳", 4, "13900020001"], ["一组", "李强", 3, ""]],
        "2026": [headings, ["一组", "王芳", 5, "13900020001"], ["一组", "赵祥", 2, ""]],
    }
    for names in (("2025", "2026"), ("2026", "2025")):  # wherever the newest stands
        sheet = read_sheet(lay(workbook({name: sheets[name] for name in names})))
        assert sorted(homes(sheet)) == [("一组", "李强"), ("一组", "王芳"), ("一组", "赵祥")]
        people = [
            e.people for e in sheet.entries if isinstance(e, RosterEntry) and e.head == "王芳"
        ]
        assert people == [5]
        assert [oddity(each, sheet) for each in sheet.oddities] == [
            "2025: row 2 was left out: the sheet of a later year has “王芳” too, and counts"
        ]


def test_two_households_with_one_number_in_two_sheets_are_both_kept(lay: Lay) -> None:
    """Another head under a number of the group is another household, and none is lost."""
    headings: list[object] = ["组别", "户号", "户主", "人口"]
    sheets: dict[str, list[list[object]]] = {
        "2025": [headings, ["一组", "3", "王芳", 4], ["一组", "4", "李强", 3]],
        "2026": [headings, ["一组", "3", "赵祥", 2], ["一组", "4", "李强", 5]],
    }
    sheet = read_sheet(lay(workbook(sheets)))
    assert homes(sheet) == [("一组", "王芳"), ("一组", "赵祥"), ("一组", "李强")]
    assert [(each.row % 1000, each.reason) for each in sheet.oddities] == [(3, "newer_counts")]


def test_what_only_older_sheets_have_is_told_by_the_one_before(lay: Lay) -> None:
    """No later year has a household that two sheets of one year have: the second repeats the first."""
    headings: list[object] = ["组别", "户主", "人口", "电话"]
    old: list[list[object]] = [headings, ["一组", "李强", 3, "13900020002"]]
    new: list[list[object]] = [headings, ["一组", "王芳", 5, "13900020001"]]
    sheet = read_sheet(lay(workbook({"2025年": old, "2025年 (2)": old, "2026年": new})))
    assert homes(sheet) == [("一组", "李强"), ("一组", "王芳")]
    assert [each.reason for each in sheet.oddities] == ["repeated"]


def test_sheets_that_are_no_part_of_the_list_are_named(lay: Lay) -> None:
    """The sheet of all groups, one to fill in, and one that holds something else are not read."""
    sheets: dict[str, list[list[object]]] = {
        "一组": [[*HEADINGS], ["王芳", 4, ""], ["李强", 3, ""]],
        "样表": [[*HEADINGS], ["张三", 4, "13900000000"]],
        "全村汇总": [[*HEADINGS], ["王芳", 4, ""]],
        "全村": [["组别", "户主姓名"], ["一组", "王芳"]],
        "问题台账": [["问题", "反映人"], ["路灯不亮", "王芳"]],
    }
    sheet = read_sheet(lay(workbook(sheets)), holds="households")
    assert homes(sheet) == [("一组", "王芳"), ("一组", "李强")]
    assert sheet.together == ()
    assert sheet.others == ("样表", "全村汇总", "全村", "问题台账")


def test_one_sheet_called_by_its_group_is_of_it(lay: Lay) -> None:
    """The group stands in the sheet's name alone; where a column has groups, that counts."""
    assert homes(read_sheet(lay(workbook({"3组": [HEADINGS, ["王芳", 4, ""]]})))) == [
        ("3组", "王芳")
    ]
    rows = [["户主", "组别"], ["王芳", "4组"]]
    assert homes(read_sheet(lay(workbook({"3组": rows})))) == [("4组", "王芳")]


@pytest.mark.parametrize(
    ("text", "found", "names"),
    [
        (
            "序号,户主,电话,序号,户主,电话\n1,王芳,139,3,赵祥,137\n2,李强,138,,,\n",
            ["王芳 139", "李强 138", "赵祥 137"], ("A-C", "D-F"),
        ),
        (
            "花名册\n户主,电话,,户主,电话\n王芳,139,,李强,138\n赵祥,137,,,\n",
            ["王芳 139", "赵祥 137", "李强 138"], ("A-C", "D-F"),
        ),
        (
            "组别,户主,户主\n一组,王芳,李强\n二组,赵祥,\n",
            ["王芳 一组", "赵祥 二组", "李强 一组"], ("B", "C"),
        ),
        (
            "某村花名册\n户主,电话,户主,电话\n一组\n王芳,139,李强,138\n二组\n周海,137,吴英,\n赵祥,136,,\n,,三组,\n,,孙山,135\n",
            ["王芳 一组 139", "周海 二组 137", "赵祥 二组 136", "李强 一组 138", "吴英 二组", "孙山 三组 135"],
            ("A-B", "C-D"),
        ),
        ("户主,电话,电话\n王芳,139,138\n", ["王芳 139、138"], ()),
        ("户主,成员姓名,关系,成员姓名,关系\n王芳,李大,夫,李小,子\n", ["王芳"], ()),
    ],
)  # fmt: skip
def test_lists_beside_each_other_are_one(
    lay: Lay, text: str, found: list[str], names: tuple[str, ...]
) -> None:
    """A roster that is printed in several columns is read column by column, and none is lost."""
    sheet = read_sheet(lay(text))
    said = [" ".join(filter(None, (e.head, e.group, e.phone))) for e in sheet.entries
            if isinstance(e, RosterEntry)]  # fmt: skip
    assert (said, sheet.together, sheet.vanished) == (found, names, 0)
    told = f"Columns that are a list each, read as one: {', '.join(names)}"
    assert (told in not_read(sheet)) == bool(names)


def test_what_a_sheet_says_of_all_its_lists_counts_for_each(lay: Lay) -> None:
    """Its name, a title merged over all lists, and a group within them merged so."""
    rows: list[list[object]] = [["户主", "电话", "户主", "电话"], ["王芳", 139, "李强", 138]]
    of_all = [("2组", "王芳"), ("2组", "李强")]
    assert homes(read_sheet(lay(workbook({"2组": rows})))) == of_all
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("名册")
    for at, row in enumerate([[""], *rows, [""], ["赵祥", 137, "孙山", 136]]):
        sheet.write_row(at, 0, row)
    sheet.merge_range(0, 0, 0, 3, "上坝组")
    sheet.merge_range(3, 0, 3, 3, "下坝组")
    book.close()
    assert homes(read_sheet(lay(buffer.getvalue()))) == [
        ("上坝组", "王芳"), ("下坝组", "赵祥"), ("上坝组", "李强"), ("下坝组", "孙山"),
    ]  # fmt: skip
