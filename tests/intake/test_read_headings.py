"""The heading row: found under titles, in two storeys, and as the user names it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from fieldbook.domain.entries import LedgerEntry, RosterEntry
from fieldbook.domain.errors import IntakeError
from fieldbook.intake.headings import ALIASES, FIELDS, plain
from fieldbook.intake.sheet import read_sheet

pytestmark = pytest.mark.usefixtures("without_child")
Lay = Callable[..., Path]


def refused(path: Path, columns: dict[str, str]) -> IntakeError:
    with pytest.raises(IntakeError) as caught:
        read_sheet(path, columns=columns)
    return caught.value


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("户 主\u3000姓名", "户主姓名"),
        ("户主姓名：", "户主姓名"),
        ("＊人口（人）", "人口"),
        ("Raised By:", "raised_by"),
        ("联系\n电话", "联系电话"),
        ("ＩＤ", "id"),
        ("家庭人口[口]", "家庭人口"),
        ("(备注)", "备注"),
    ],
)
def test_headings_are_compared_by_what_they_say(written: str, meant: str) -> None:
    """Spaces, case, full width, colons and notes in brackets make no other heading of one."""
    assert plain(written) == plain(meant)


def test_every_field_is_known_by_its_own_name() -> None:
    """Whoever knows the field names may use them as headings."""
    for kind, fields in FIELDS.items():
        assert all(plain(field) in ALIASES[kind][field] for field in fields)


@pytest.mark.parametrize("running", ["序号", "No.", "号", "#", "Serial"])
def test_a_running_number_is_in_no_row_of_the_table(running: str) -> None:
    """No kind of sheet reads a running number."""
    for fields in ALIASES.values():
        assert not any(plain(running) in aliases for aliases in fields.values())


def test_the_better_alias_wins_whatever_the_order(lay: Lay) -> None:
    """Of two columns that could be one field, the table's first alias is read."""
    sheet = read_sheet(lay("门牌号,家庭住址,户主\n11号,东街,陈桂生\n"))
    assert ("address", "家庭住址") in sheet.columns
    assert sheet.unread == ("门牌号",)


def test_headings_under_fourteen_lines_are_found(lay: Lay) -> None:
    """Titles, notes and filled-in lines above the headings do no harm."""
    above = "崔寨子花名册\n填表人：,陈\n\n说明,户主\n" + "注,一,二\n" * 10
    sheet = read_sheet(lay(above + "户主,住址,人口\n赵祥,3组,5\n"))
    assert [entry.row for entry in sheet.entries] == [16]


def test_headings_in_two_storeys_are_read(lay_xlsx: Lay) -> None:
    """Where 联系方式 stands above 电话 and 住址, the lower headings are the ones that tell."""
    rows = [
        ["填报单位：", "崔寨子", "", "", ""],
        ["户主", "人口", "", "", "备注"],
        ["", "", "电话", "住址", ""],
        ["陈桂生", 6, "0311", "11号", "好"],
    ]
    sheet = read_sheet(lay_xlsx(rows, merged={"C2:D2": "联系方式", "A2:A3": "户主"}))
    (entry,) = sheet.entries
    assert entry.row == 4
    assert [field for field, _ in sheet.columns] == ["head", "people", "phone", "address", "note"]


def test_a_heading_below_a_wide_one_tells_of_its_column(lay_xlsx: Lay) -> None:
    """A strange heading below 联系方式 is told by its own words; cells merged in rows below are no headings."""
    rows = [
        ["户主", "人口", "联系方式", ""],
        ["", "", "电话", "绰号"],
        ["陈桂生", 6, "0311", "老陈"],
        ["李四", 2, "0312", "0313"],
    ]
    merged = {"C1:D1": "联系方式", "A1:A2": "户主", "A4:B4": "李四"}
    assert read_sheet(lay_xlsx(rows, merged=merged)).unread == ("联系方式/绰号",)
    rows = [
        ["户主", "人口", "电话", "绰号"],
        ["陈桂生", 6, "0311", "老陈"],
        ["李四", 2, "0312", ""],
    ]
    sheet = read_sheet(lay_xlsx(rows, merged={"C3:D3": "0312"}))
    assert (sheet.unread, len(sheet.entries)) == (("绰号",), 2)


@pytest.mark.parametrize("heading", ["电话及住址", "人口和劳力", "户主及其家人"])
def test_two_things_in_one_column_are_none_of_them(lay: Lay, heading: str) -> None:
    """Only a column of words may say more than one thing; a number with something else is not read as one."""
    sheet = read_sheet(lay(f"户号,户主,{heading}\n1,陈桂生,3组 0311\n"))
    assert heading in sheet.unread


@pytest.mark.parametrize(
    ("text", "wanted", "could_hold"),
    [
        ("户主,组别,问题,日期\n陈桂生,3组,漏水,2026-3-5\n", None, ("households", "issues")),
        ("日期,走访对象,内容\n2026-3-5,陈桂生,漏水\n", None, ("issues", "visits")),
        ("户主,问题\n陈桂生,漏水\n", None, ("issues",)),
        ("户主,问题\n陈桂生,漏水\n", "households", ("households", "issues")),
        ("小组,组长\n3组,李霞平\n", "households", ("groups",)),
    ],
)
def test_what_else_a_sheet_can_be_is_said(
    lay: Lay, text: str, wanted: Literal["households"] | None, could_hold: tuple[str, ...]
) -> None:
    """What a sheet sounds like as well, and what is wanted of it where its headings may mean that."""
    assert read_sheet(lay(text), wanted=wanted).could_hold == could_hold


def test_the_headings_decide_what_a_sheet_holds(lay: Lay) -> None:
    """A roster with a phone is a roster; a ledger that names households is a ledger."""
    assert read_sheet(lay("户主,电话,组别\n陈桂生,1,3组\n")).holds == "households"
    assert read_sheet(lay("户主,电话,问题,反映日期\n陈桂生,1,漏水,\n")).holds == "issues"


@pytest.mark.parametrize("holds", ["households", "issues"])
def test_what_the_user_says_it_holds_goes_first(
    lay: Lay, holds: Literal["households", "issues"]
) -> None:
    """A sheet that could be either is read as the user says."""
    assert read_sheet(lay("户主,问题\n陈桂生,漏水\n"), holds=holds).holds == holds


def test_a_column_the_user_names_is_read(lay: Lay) -> None:
    """A heading nobody knows is read for the field the user gives, before the known ones."""
    path = lay("编号,姓名,怎么称呼（必填）\n7,甲,陈桂生\n")
    sheet = read_sheet(path, columns={"head": "怎么称呼", "code": "编号"})
    (entry,) = sheet.entries
    assert isinstance(entry, RosterEntry)
    assert (entry.code, sheet.holds) == ("7", "households")
    assert dict(sheet.columns)["head"] == "怎么称呼（必填）"


def test_a_column_the_user_leaves_out_is_not_read(lay: Lay) -> None:
    """Another one may be read in its place; where none can be, the sheet is refused."""
    path = lay("户主,人口,人口数,备注\n陈桂生,5,6,x\n")
    sheet = read_sheet(path, holds="households", left_out=["人口"])
    (entry,) = sheet.entries
    assert isinstance(entry, RosterEntry)
    assert (entry.people, sheet.unread) == (6, ("人口",))
    with pytest.raises(IntakeError) as refusal:
        read_sheet(path, holds="households", left_out=["户主"])
    assert refusal.value.what == "no_headings"


def test_one_of_two_lower_headings_is_named_by_both_storeys(lay: Lay) -> None:
    """As it is told among those not read: of two that are alike below, the one meant is read."""
    path = lay(
        "问题,反映人,受理,,复查,\n,,日期,经手,日期,经手\n漏水,丙,2026-11-01,甲,2026-11-09,乙\n"
    )
    told = read_sheet(path, holds="issues").unread
    assert "复查/经手" in told
    sheet = read_sheet(path, holds="issues", columns={"responsible": "复查/经手"})
    (entry,) = sheet.entries
    assert isinstance(entry, LedgerEntry)
    assert entry.responsible == "乙"


def test_a_heading_of_signs_can_be_named(lay: Lay) -> None:
    """A column headed # is no running number when the user says so; a blank heading is none."""
    path = lay("#,户主,\n0311,陈桂生,x\n")
    (entry,) = read_sheet(path, columns={"code": "#"}).entries
    assert isinstance(entry, RosterEntry)
    assert entry.code == "0311"
    assert refused(path, {"code": " "}).what == "unknown_heading"


def test_an_unknown_field_is_refused_with_those_there_are(lay: Lay) -> None:
    """A field that no such sheet has is named, beside those it may have."""
    error = refused(lay("户主\n甲\n"), {"colour": "户主"})
    assert (error.what, error.data["field"]) == ("unknown_field", "colour")
    assert {"head", "title"} <= set(error.data["fields"])
    assert refused(lay("户主\n甲\n"), {"head": "户主", "title": "x"}).what == "unknown_field"


@pytest.mark.parametrize("text", ["户主,住址\n甲,1\n", "无名,也无\n甲,1\n"])
def test_a_heading_that_is_not_there_is_refused(lay: Lay, text: str) -> None:
    """A heading the user names and the sheet does not have is named, beside those it has."""
    error = refused(lay(text), {"head": "姓氏"})
    assert (error.what, error.data["field"], error.data["heading"]) == (
        "unknown_heading",
        "head",
        "姓氏",
    )
    assert error.data["headings"] == tuple(text.split("\n", 1)[0].split(","))


def test_a_sheet_without_known_headings_is_refused(lay: Lay) -> None:
    """Where no heading is known, those that stand there are told, and what else it looks like."""
    with pytest.raises(IntakeError) as caught:
        read_sheet(lay("标题\n颜色,大小\n红,7\n"), holds="households")
    assert caught.value.data == {
        "path": caught.value.path,
        "what": "no_headings",
        "headings": ("颜色", "大小"),
        "holds": "households",
        "looks": "issues",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Case,Opened,Reported by,Details,Stage now\n7,2026-03-05,Ann,Lamp out,Closed\n8,2026-03-06,Ben,Well dry,Open\n",
        "问题描述,反映人,目前如何\n路灯不亮,张三,办结\n井盖坏了,李四,销号\n",
        "户主,人口,干过啥\n张三,3,电话\n李四,4,\n",
    ],
)
def test_the_first_row_is_no_second_storey_of_the_headings(lay: Lay, text: str) -> None:
    """A cell may say what is a heading elsewhere (办结, closed); its row is one all the same."""
    assert len(read_sheet(lay(text)).entries) == 2


@pytest.mark.parametrize(
    ("found", "state", "closed"),
    [
        ("网格员上报日期", "办结与否", "结案日"),
        ("隐患排查时间", "整改是否完成", "完成整改日期"),
        ("首次反映时间", "问题是否解决", "实际解决时间"),
        ("录入时间", "化解与否", "调解成功日期"),
        ("Issue logged on", "Resolved? (Y/N)", "Resolved on"),
        ("Date of registration", "Final status", "Date of closure"),
        ("Complaint lodged on", "Latest status", "Case closed on"),
    ],
)
def test_days_and_states_of_a_ledger_are_known_in_whatever_words(
    lay: Lay, found: str, state: str, closed: str
) -> None:
    """When it was found, whether it is over, and since when: no file closes or dates without them."""
    text = f"问题,{found},{state},{closed}\n路灯不亮,2026-03-05,是,2026-03-09\n"
    sheet = read_sheet(lay(text), holds="issues")
    fields = {heading: field for field, heading in sheet.columns}
    assert (fields[found], fields[state], fields[closed]) == ("found_on", "status", "closed_on")


@pytest.mark.parametrize(
    ("upper", "lower", "fields"),
    [
        (
            "问题,反映,,整改,,销号,",
            ",人,时间,措施,时限,情况,时间",
            "title raised_by found_on measure due_on status closed_on",
        ),
        (
            "Issue,Raised,,Action,,Date",
            ",By,On,Taken,Status,Closed",
            "title raised_by found_on handling status closed_on",
        ),
    ],
)
def test_what_stands_below_a_heading_is_read_together_with_it(
    lay: Lay, upper: str, lower: str, fields: str
) -> None:
    """人 and 时间 mean something with what stands above them only, and not twice the same."""
    row = ",".join(["路灯不亮", "张三", "2026-03-05", *["2026-03-09"] * 4][: upper.count(",") + 1])
    sheet = read_sheet(lay(f"{upper}\n{lower}\n{row}\n"), holds="issues")
    assert [field for field, _ in sheet.columns] == fields.split()
    assert sheet.unread == ()


def test_the_tables_have_their_words_plain() -> None:
    """Every word of the tables is as it is compared, so that starting need not make each of them so."""
    for kind, fields in ALIASES.items():
        for field, aliases in fields.items():
            assert [each for each in aliases if plain(each) != each] == [], (kind, field)


def test_a_card_is_no_roster(lay: Lay) -> None:
    """Where headings stand below headings nothing is a row: 住址 and 组别 are no heads of households."""
    card = "农户信息卡,,,\n户主,李明,人口,3\n住址,东头,电话,139\n组别,一组,联系人,张三\n"
    with pytest.raises(IntakeError) as refused:
        read_sheet(lay(card))
    assert refused.value.what == "no_headings"


def test_headings_in_a_second_language_are_no_row(lay: Lay) -> None:
    """Headings said twice, in Chinese and below in English, are headings in both lines."""
    sheet = read_sheet(lay("户主,人口,电话\nHead,People,Phone\n李明,3,139\n"))
    assert [each.head for each in sheet.entries if isinstance(each, RosterEntry)] == ["李明"]


def test_words_in_a_column_without_a_heading_are_told(lay: Lay) -> None:
    """The column is named by its letter; what stands in a title or at the foot is none of it."""
    text = (
        "名册,,,\n户主,组别,,电话\n王芳,一组,常在外,139\n李强,二组,,138\n填表：吕梅,,,,审核：张三\n"
    )
    sheet = read_sheet(lay(text))
    assert sheet.unheaded == ("[C]",)
    assert read_sheet(lay(text.replace("常在外", ""))).unread == ()


def test_several_columns_are_said_to_be_one_field(lay: Lay) -> None:
    """Notes are joined, and a second address is a part of it; each stands in the order of the sheet."""
    path = lay("户主,备注,甲,乙,丙,丁\n陈桂生,老陈,养鱼,种菜,东街,11号\n")
    said = {"note": ["甲", "乙"], "address": ["丙", "丁"]}
    (entry,) = read_sheet(path, columns=said).entries
    assert isinstance(entry, RosterEntry)
    assert (entry.note, entry.address) == ("老陈\n甲：养鱼\n乙：种菜", "东街11号")
