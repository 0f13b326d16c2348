"""Names that stand in two columns, a surname and a given name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.entries import RosterEntry
from fieldbook.domain.errors import IntakeError
from fieldbook.intake.sheet import read_sheet

pytestmark = pytest.mark.usefixtures("without_child")
Lay = Callable[..., Path]


def heads(path: Path, columns: dict[str, str] | None = None) -> list[tuple[str, int | None]]:
    entries = read_sheet(path, columns=columns).entries
    return [(each.head, each.people) for each in entries if isinstance(each, RosterEntry)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "HH ID,Surname,First name,Members\n1,Adu,Kwame,5\n2,O'Brien,Mary Ann,3\n3,,Kofi,2\n",
            [("Kwame Adu", 5), ("Mary Ann O'Brien", 3), ("Kofi", 2)],
        ),
        ("户号,姓,名,人口\n1,陈,桂生,4\n2,欧阳,德福,2\n", [("陈桂生", 4), ("欧阳德福", 2)]),
        (
            (
                "Last Name,First Name,Middle Name,Relation to Head,HH No\n"
                "dela Cruz,Juan,Santos,Head,1\ndela Cruz,Maria,Reyes,Wife,1\nReyes,Pedro,,Head,2\n"
            ),
            [("Juan Santos dela Cruz", 2), ("Pedro Reyes", 1)],
        ),
        (
            "姓氏,名字,与户主关系,户号\n陈,小红,女儿,1\n陈,桂生,户主,1\n李,四,户主,2\n",
            [("陈桂生", 2), ("李四", 1)],
        ),
        (
            (
                "Head of household,Surname,First name,Relationship,HH no\n"
                "Kwame Adu,Adu,Ama,Wife,1\nKwame Adu,Adu,Kwame,Head,1\n"
            ),
            [("Kwame Adu", 2)],
        ),
    ],
)
def test_two_columns_are_one_name(lay: Lay, text: str, names: list[tuple[str, int | None]]) -> None:
    """In the order of its language; the head's, or everybody's where everybody has a row."""
    assert heads(lay(text)) == names


def test_a_row_of_neither_is_left_out_and_told(lay: Lay) -> None:
    """Where neither a surname nor a given name stands, there is no head."""
    sheet = read_sheet(lay("Surname,First name,Members\nAdu,Ama,2\n,,3\n"))
    assert [(each.row, each.field, each.left_out) for each in sheet.oddities] == [(3, "head", True)]


def test_one_of_them_alone_is_no_name(lay: Lay) -> None:
    """A column of surnames is no column of heads, unless the user says so."""
    path = lay("Surname,Members\nAdu,3\n")
    with pytest.raises(IntakeError) as caught:
        read_sheet(path)
    assert caught.value.what == "no_headings"
    assert heads(path, columns={"head": "Surname"}) == [("Adu", 3)]
    named = lay("Nom,Prénom\nAdu,Ama\n")
    assert heads(named, columns={"surname": "Nom", "given_name": "Prénom"}) == [("Ama Adu", None)]


def test_a_name_is_whole_however_it_is_padded_or_numbered(lay: Lay) -> None:
    """Blanks that make names even, and a running number, are no part of one; two names stay two."""
    said = [
        "陈　桂",
        "陈 桂生",
        "欧阳　修",
        "3、李四",
        "（4）李五",
        "①王五",
        "张三 李四",
        "司马 相如",
        "Ann Li",
    ]
    names = ["陈桂", "陈桂生", "欧阳修", "李四", "李五", "王五", "张三 李四", "司马 相如", "Ann Li"]
    assert [
        name for name, _ in heads(lay("\n".join(["户主,组别", *(f"{x},一组" for x in said)])))
    ] == names


def test_every_telephone_is_kept(lay: Lay) -> None:
    """A household's numbers may stand in several columns; each is kept once."""
    text = "户主,电话,备用电话,手机1,手机2\n王芳,0871-65551234,13900020001,,无\n赵祥,,,13900020002,13900020002\n"
    sheet = read_sheet(lay(text))
    phones = [each.phone for each in sheet.entries if isinstance(each, RosterEntry)]
    assert (phones, sheet.unread) == (["0871-65551234、13900020001", "13900020002"], ())


@pytest.mark.parametrize(
    ("heading", "second"),
    [("成员1,成员2,成员3", 3), ("家庭成员1姓名,家庭成员2姓名,年龄", 3), ("Member 1,Member 2,Zone", 3), ("家庭成员,性别,住处", 2)],
)  # fmt: skip
def test_members_side_by_side_are_counted(heading: str, second: int, lay: Lay) -> None:
    """成员1, 成员2 … beside the head, who need not stand among them; one column may list them, too."""
    rows = "陈桂生,李秀英、陈小明,,\n王大山,刘芳,王小草,\n赵玉兰,,,\n"
    assert heads(lay(f"户主,{heading}\n{rows}")) == [
        ("陈桂生", 3),
        ("王大山", second),
        ("赵玉兰", 1),
    ]


def test_a_rule_below_the_headings_is_no_row(lay: Lay) -> None:
    """A table of text has a line of strokes there, and strokes in a cell say nothing."""
    sheet = read_sheet(lay("| 户主 | 电话 |\n|:---|---:|\n| 王芳 | ---- |\n"))
    assert [(e.head, e.phone) for e in sheet.entries if isinstance(e, RosterEntry)] == [
        ("王芳", "")
    ]
    assert [(each.row, each.left_out) for each in sheet.oddities] == [(2, True)]


def test_a_cell_that_names_several_heads_is_several_households(lay: Lay) -> None:
    """Where the row says nothing else of any one of them; a name with a blank within is one, and so is a couple."""
    text = '组别,户主,住址\n一组,王芳、李强,\n二组,"赵祥\n孙大山",\n三组,司马 相如,\n四组,周大、吴二,坝上1号\n五组,"郑芳,五组",\n六组,何敏、妻子吴秀,\n七组,冯刚、周海等,\n'
    sheet = read_sheet(lay(text))
    found = [(e.group, e.head) for e in sheet.entries if isinstance(e, RosterEntry)]
    assert found == [
        ("一组", "王芳"), ("一组", "李强"), ("二组", "赵祥"), ("二组", "孙大山"), ("三组", "司马 相如"),
        ("四组", "周大、吴二"), ("五组", "郑芳,五组"),
        ("六组", "何敏、妻子吴秀"), ("七组", "冯刚、周海等"),
    ]  # fmt: skip
    assert sheet.vanished == 0


@pytest.mark.parametrize(
    ("cell", "contact", "note"),
    [
        ("张三", "张三", ""),
        ("张 三", "张三", ""),
        ("张三（网格员、护林员）", "张三（网格员、护林员）", ""),
        ("张三、李四", "张三", "联系人：张三、李四"),
        ("张三/李四", "张三", "联系人：张三、李四"),
        ("张三（13900020001）", "张三", "联系人：张三（13900020001）"),
        ("张三 13900020001", "张三", "联系人：张三 13900020001"),
        ("Ann Hill", "Ann Hill", ""),
        ("本人", "", "联系人：本人"),
        ("待定", "", "联系人：待定"),
        ("3", "", "联系人：3"),
    ],
)
def test_a_contact_is_one_person(lay: Lay, cell: str, contact: str, note: str) -> None:
    """No member is called 张三、李四: the first is the contact, and all that was said is in the note."""
    (entry,) = read_sheet(lay(f"户主,联系人\n王芳,{cell}\n")).entries
    assert isinstance(entry, RosterEntry)
    assert (entry.contact, entry.note) == (contact, note)


@pytest.mark.parametrize("head", ["?", "***", "……", "／"])
def test_signs_alone_are_no_name(lay: Lay, head: str) -> None:
    """A row whose head is a sign is left out and told; a number may stand for a name."""
    sheet = read_sheet(lay(f"户主,组别\n{head},一组\n101,一组\n\ue72a,一组\n"))
    assert [e.head for e in sheet.entries if isinstance(e, RosterEntry)] == ["101", "\ue72a"]
    assert [(each.row, each.reason, each.left_out) for each in sheet.oddities] == [
        (2, "required", True)
    ]


def test_members_under_one_heading_are_counted(lay_xlsx: Lay) -> None:
    """家庭成员 reaches over several columns, or 姓名 below it stands in each of them."""
    rows = [
        ["户主", "", "", "电话"],
        ["陈桂生", "李秀英", "陈小明", "138"],
        ["王大山", "刘芳", "", ""],
    ]
    assert heads(lay_xlsx(rows, merged={"B1:C1": "家庭成员"})) == [("陈桂生", 3), ("王大山", 2)]
    rows = [
        ["", "", "", "", ""], ["", "姓名", "关系", "姓名", "关系"],
        ["陈桂生", "李秀英", "妻", "陈小明", "子"], ["王大山", "刘芳", "妻", "", ""],
    ]  # fmt: skip
    merged = {"A1:A2": "户主", "B1:E1": "家庭成员"}
    assert heads(lay_xlsx(rows, merged=merged)) == [("陈桂生", 3), ("王大山", 2)]
