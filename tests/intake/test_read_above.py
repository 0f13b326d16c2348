"""What a list says once for several rows: 同上, and a village that heads its groups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.entries import GroupEntry, RosterEntry, Sheet
from fieldbook.intake.sheet import read_sheet

pytestmark = pytest.mark.usefixtures("without_child")
Lay = Callable[..., Path]


def households(sheet: Sheet) -> list[tuple[str, str, str, str]]:
    """(unit, group, head, contact) of each household."""
    found = [each for each in sheet.entries if isinstance(each, RosterEntry)]
    return [(each.unit, each.group, each.head, each.contact) for each in found]


def test_a_place_that_heads_its_groups_is_said_of_all(lay: Lay) -> None:
    """Township and village stand in the first row only; the second group of each is not one group."""
    rows = "东乡,崔寨,1组\n,,2组\n,李村,1组\n,,2组\n合计,2个村,4组\n西乡,张村,1组\n,,2组\n"
    sheet = read_sheet(lay(f"乡镇,村,组名,组长\n{rows}"), holds="groups")
    found = [each for each in sheet.entries if isinstance(each, GroupEntry)]
    assert [(each.unit, each.name) for each in found] == [
        (unit, name) for unit in ("东乡/崔寨", "东乡/李村", "西乡/张村") for name in ("1组", "2组")
    ]
    assert not sheet.oddities


def test_a_group_that_heads_its_households_is_said_of_all(lay: Lay) -> None:
    """Each group stands once, above its households; where a village begins no group is known."""
    rows = "崔寨,1组,陈桂\n,,赵祥\n,2组,李霞\n,,孙兰\n,,周明\nWest,,吴梅\n,,郑芳\n"
    found = households(read_sheet(lay(f"村,组别,户主,联系人\n{rows}")))
    assert [each[:3] for each in found] == [
        ("崔寨", "1组", "陈桂"), ("崔寨", "1组", "赵祥"),
        ("崔寨", "2组", "李霞"), ("崔寨", "2组", "孙兰"), ("崔寨", "2组", "周明"),
        ("West", "", "吴梅"), ("West", "", "郑芳"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "groups",
    [
        ["1组", "1组", "", "2组", ""],  # who repeats a group leaves one out that is not known
        ["", "1组", "", "2组", ""],
        ["1组", "2组", "3组", "4组", ""],
    ],
)
def test_a_group_that_is_merely_missing_stays_missing(lay: Lay, groups: list[str]) -> None:
    """Only where every group stands once, above its households, does an empty cell mean it."""
    rows = "".join(f"{group},户{at},2\n" for at, group in enumerate(groups))
    found = households(read_sheet(lay(f"组别,户主,人口\n{rows}")))
    assert [each[1] for each in found] == groups


@pytest.mark.parametrize("sign", ["同上", " 同上 ", "〃", "″", "-do-", "Ditto", '""""'])
def test_a_cell_that_says_as_above_means_what_stands_there(lay: Lay, sign: str) -> None:
    """同上 under a group or a contact is no group and nobody; above the first row it says nothing."""
    rows = f"崔寨,1组,陈桂,吕梅\n{sign},{sign},赵祥,{sign}\n李村,{sign},孙兰,周明\n,,王兰,{sign}\n"
    found = households(read_sheet(lay(f"村,组别,户主,联系人\n{rows}")))
    assert found == [
        ("崔寨", "1组", "陈桂", "吕梅"),
        ("崔寨", "1组", "赵祥", "吕梅"),
        ("李村", "1组", "孙兰", "周明"),
        ("", "", "王兰", "周明"),
    ]


def test_a_day_that_says_as_above_is_that_day(lay: Lay) -> None:
    """A ledger's 同上 is the day, the place and whoever is responsible, as in the row above."""
    text = "问题描述,发现日期,整改时限,责任人\n水渠漏水,2026.3.5,2026.4.1,吕梅\n路灯不亮,同上,〃,同上\n"
    first, second = read_sheet(lay(text), holds="issues").entries
    assert (second.found_on, second.due_on, second.responsible) == (  # type: ignore[union-attr]
        first.found_on, first.due_on, "吕梅",  # type: ignore[union-attr]
    )  # fmt: skip


def groups_of(sheet: Sheet) -> list[tuple[str, str]]:
    """(group, head) of each household."""
    return [(group, head) for _unit, group, head, _contact in households(sheet)]


def test_a_line_that_names_a_group_heads_its_households(lay_xlsx: Lay) -> None:
    """With a number before it, with who leads it, or called by a name across the table."""
    rows: list[list[str | int]] = [
        ["户主", "人口"], ["一组（组长：李明）"], ["陈桂", 3], ["三、第三组"], ["赵祥", 2], ["4组（南） 共2户"], ["孙兰", 1],
        ["王家湾组", ""], ["周明", 2], ["5组：", ""], ["吴梅", 2], ["崔寨子村党员户", ""], ["郑芳", 2],
    ]  # fmt: skip
    merged = {f"A{row}:C{row}": rows[row - 1][0] for row in (2, 4, 6, 8, 12)}
    found = groups_of(read_sheet(lay_xlsx(rows, merged=merged)))
    assert found == [
        ("一组", "陈桂"), ("第三组", "赵祥"), ("4组（南）", "孙兰"), ("王家湾组", "周明"), ("5组", "吴梅"), ("5组", "郑芳"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["三组", "组别：三组", "村民小组：三组（组长：李明）", "第三村民小组"]
)
def test_a_sheet_of_one_group_says_so_above_its_headings(lay: Lay, line: str) -> None:
    """The group is filled in once for all households."""
    (found, _other) = groups_of(
        read_sheet(lay(f"花名册\n{line},,填表：吕梅\n户主,人口\n陈桂,3\n赵祥,2\n"))
    )
    assert found == ("第三村民小组" if line.startswith("第") else "三组", "陈桂")


def test_rows_that_name_no_group_are_told(lay: Lay) -> None:
    """Where some rows repeat their group, an empty cell may mean the one above or none."""
    sheet = read_sheet(lay("组别,户主\n一组,陈桂\n,赵祥\n二组,李强\n二组,王芳\n,吕梅\n"))
    assert [group for group, _head in groups_of(sheet)] == ["一组", "", "二组", "二组", ""]
    assert [(o.row, o.reason, o.value, o.left_out) for o in sheet.oddities] == [
        (3, "no_group", "2", False)
    ]


def test_what_a_printed_page_says_again_is_no_row(lay: Lay) -> None:
    """The title and the headings of the next page, in other words too."""
    text = "崔寨子花名册,\n户主姓名,人口\n陈桂,3\n崔寨子花名册,\n户主,家庭人口\n赵祥,2\n"
    sheet = read_sheet(lay(text))
    assert groups_of(sheet) == [("", "陈桂"), ("", "赵祥")]
    assert (sheet.rows, sheet.skipped, sheet.vanished, sheet.oddities) == (4, 2, 0, ())


def test_another_table_below_is_not_read(lay: Lay) -> None:
    """A list of the contacts below the roster makes no households; that it is there is told."""
    text = "户主,人口,电话\n陈桂,3,139\n\n联系人,职务,电话\n周建国,书记,137\n吕梅,委员,136\n"
    sheet = read_sheet(lay(text))
    assert groups_of(sheet) == [("", "陈桂")]
    assert [(o.row, o.reason, o.value) for o in sheet.oddities] == [
        (4, "another_table", "联系人、职务、电话")
    ]
    assert sheet.vanished == 0


def test_columns_that_were_named_head_no_other_table(lay: Lay) -> None:
    """Headings said again are the same, whatever fieldbook calls them."""
    text = "户名称X,人口\n陈桂,3\n\n户名称X,人口\n赵祥,2\n"
    sheet = read_sheet(lay(text), columns={"head": "户名称X"})
    assert groups_of(sheet) == [("", "陈桂"), ("", "赵祥")]


def test_a_title_across_the_table_may_be_the_first_group(lay_xlsx: Lay) -> None:
    """一、上坝组 stands above the headings as 二、下坝组 does above its own; a title of work is no group."""
    rows: list[list[str | int]] = [
        ["一、上坝组"], ["序号", "户主", "人口"], [1, "王芳", 4], [],
        ["二、下坝组"], ["序号", "户主", "人口"], [1, "赵祥", 2],
    ]  # fmt: skip
    merged = {"A1:C1": "一、上坝组", "A5:C5": "二、下坝组"}
    assert groups_of(read_sheet(lay_xlsx(rows, merged=merged))) == [
        ("上坝组", "王芳"),
        ("下坝组", "赵祥"),
    ]
    rows = [["驻点工作组"], ["序号", "户主", "人口"], [1, "王芳", 4]]
    assert groups_of(read_sheet(lay_xlsx(rows, merged={"A1:C1": "驻点工作组"}))) == [("", "王芳")]
