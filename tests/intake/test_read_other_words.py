"""Headings that no table has: whose they are is told by how they are made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.entries import LedgerEntry, RosterEntry
from fieldbook.domain.errors import IntakeError
from fieldbook.intake.headings import meant
from fieldbook.intake.sheet import read_sheet

pytestmark = pytest.mark.usefixtures("without_child")
Lay = Callable[..., Path]

HEADS = (
    "Farmer's name", "Farmer", "Name of farmer", "Names of farmers", "Farmer (full name)", "Names", "Full name", "Member name", "Member",
    "Co-op member", "Householder", "Client", "Beneficiary (name)", "Participant", "Villager", "Plot holder", "Landowner's name", "Water user",
    "Head of homestead", "Name of household head / owner", "种植户", "承包户", "承包方代表", "社员姓名", "村民", "房主", "受益人姓名", "组员", "茶农", "租户",
    "户主名字", "农户名称", "户主或代表", "人员姓名", "领款人", "水费户名",
)  # fmt: skip
ADDRESSES = (
    "门牌", "门牌/住址", "住址门牌号", "家庭详细住址", "房屋坐落", "现住地址", "宅基地位置", "实际居住地", "家庭住址及门牌", "户籍所在地", "House", "Location of house",
    "Place of residence", "House/Plot no", "Landmark", "Where they live", "Physical address", "Address line 1", "Street and number", "街巷",
)  # fmt: skip
GROUPS = (
    "Irrigation group", "Self-help group", "Self help group (SHG)", "Cluster", "Block/Ward", "Ward no", "Farmers' group", "Name of farmers group", "Zone",
    "种粮小组", "Group/Team", "Group name / number", "Team no.", "VSLA", "Neighbourhood", "组号", "第几组", "灌溉组", "用水户小组", "互助小组", "片区", "社别", "屯", "微网格", "小组编号", "组/队",
)  # fmt: skip


def one(path: Path) -> tuple[dict[str, str], RosterEntry]:
    """What a roster's headings are read as, and its first household."""
    sheet = read_sheet(path)
    assert sheet.holds == "households"
    entry = sheet.entries[0]
    assert isinstance(entry, RosterEntry)
    return {heading: field for field, heading in sheet.columns}, entry


@pytest.mark.parametrize("heading", HEADS)
def test_who_heads_a_household_is_called_many_things(lay: Lay, heading: str) -> None:
    """A role, and a name without whose it is, are the head's where nobody else is."""
    phone = "Mobile" if heading.isascii() else "电话"
    _read, entry = one(lay(f'"{heading}",{phone}\n陈桂生,13800000001\n李霞平,13800000002\n'))
    assert entry.head == "陈桂生"


@pytest.mark.parametrize("heading", HEADS)
def test_a_head_is_called_head_before_all_else(lay: Lay, heading: str) -> None:
    """Beside a head that is called so, nobody else is one."""
    head = "Head of household" if heading.isascii() else "户主姓名"
    _read, entry = one(lay(f'"{heading}",{head}\n王某,陈桂生\n赵某,李霞平\n'))
    assert entry.head == "陈桂生"


@pytest.mark.parametrize("heading", ADDRESSES)
def test_where_a_household_lives_is_called_many_things(lay: Lay, heading: str) -> None:
    """Whatever says where somebody lives is the address."""
    head = "Head" if heading.isascii() else "户主"
    _read, entry = one(lay(f'"{heading}",{head}\n东街11号,陈桂生\n东街12号,李霞平\n'))
    assert entry.address == "东街11号"


@pytest.mark.parametrize("heading", GROUPS)
def test_groups_are_called_by_what_they_are_for(lay: Lay, heading: str) -> None:
    """Whatever parts the households of a place is their group."""
    head = "Head" if heading.isascii() else "户主"
    _read, entry = one(lay(f'"{heading}",{head}\n北坡,陈桂生\n南坡,李霞平\n'))
    assert entry.group == "北坡"


@pytest.mark.parametrize(
    "heading",
    ["核心小组", "帮扶工作组", "合作社", "工作单位地址", "务工地址", "是否示范户", "账户", "Age group", "Target group", "Farm location",
     "Family name of owner's dog", "地块位置", "户数", "Contact farmer"],
)  # fmt: skip
def test_what_only_sounds_so_is_none_of_them(heading: str) -> None:
    """No group, no address and no head is made of what is said of something else."""
    strange = "".join(sign for sign in heading.casefold() if sign.isalnum())
    assert meant(heading, "households") == strange


@pytest.mark.parametrize(
    "heading",
    ["Plot (acres)", "Lot (sq ft)", "Block (in acres)", "House (m²)", "Unit (kg)", "Group (ha)", "Farmer (acres)", "Village (km)", "Phone ($)",
     "门牌（米）", "房号（㎡）", "小组（亩）", "单位（万元）", "农户(元)", "姓名（元/年）", "村(公里)", "备注(面积)"],
)  # fmt: skip
def test_what_is_measured_names_nothing(lay: Lay, heading: str) -> None:
    """A heading with acres, weights or money in brackets is none of a name or a place."""
    head = "Head" if heading.isascii() or "²" in heading else "户主"
    sheet = read_sheet(lay(f"{head},{heading}\n陈桂生,5\n李霞平,6\n"))
    assert sheet.unread == (heading,)
    assert sheet.columns == (("head", head),)


@pytest.mark.parametrize(
    ("heading", "field"), [("人口（人）", "people"), ("走访间隔（天）", "visit_every_days"), ("People (persons)", "people")]
)  # fmt: skip
def test_what_is_counted_stays_what_it_is(lay: Lay, heading: str, field: str) -> None:
    """People are counted in people and days in days."""
    head = "Head" if heading.isascii() else "户主"
    assert read_sheet(lay(f"{head},{heading}\n陈桂生,5\n")).columns == (
        ("head", head),
        (field, heading),
    )


def test_a_ledger_keeps_what_is_measured(lay: Lay) -> None:
    """A sum that an issue is about is a line of its detail, with its measure."""
    sheet = read_sheet(lay("问题,涉及金额（万元）\n水渠漏水,3\n"), holds="issues")
    assert ("besides", "涉及金额（万元）") in sheet.columns


@pytest.mark.parametrize(
    "heading",
    ["S/N", "SN", "Sr. No", "Sl. No.", "S. No.", "Serial number", "Line no", "行号", "流水号", "顺序号"],
)  # fmt: skip
def test_a_running_number_numbers_no_household(lay: Lay, heading: str) -> None:
    """It counts rows, whatever its numbers are."""
    sheet = read_sheet(lay(f"{heading},户主\n103,陈桂生\n55,李霞平\n"))
    assert sheet.columns == (("head", "户主"),)


@pytest.mark.parametrize("heading", ["Farmer no", "Member number", "Client ID", "Reg. no", "户序号", "档案号", "编码"])  # fmt: skip
def test_a_number_somebody_was_given_is_the_households(lay: Lay, heading: str) -> None:
    """Unless it only counts the rows."""
    for first, code in (("103", "103"), ("1", "")):
        _read, entry = one(lay(f"{heading},户主\n{first},陈桂生\n55,李霞平\n60,赵祥\n"))
        assert entry.code == ("" if first == "1" else code)


def test_a_house_in_a_street_is_an_address(lay: Lay) -> None:
    """Its number counts within the street and is none of the household's."""
    _read, entry = one(
        lay("House no,Street,Head\n11,Mill Lane,Ada\n12,Mill Lane,Joy\n11,High St,Ben\n")
    )
    assert (entry.code, entry.address) == ("", "House 11, Mill Lane")
    _read, entry = one(lay("街巷,门牌号,户主\n东街,11,陈桂生\n西街,11,李霞平\n"))
    assert (entry.code, entry.address) == ("", "东街11号")


@pytest.mark.parametrize(
    "text", ["Asset,Owner,Condition\nPump,Ben,good\n", "Member,Attendance\nBen,yes\n", "设备,用户\n水泵,老陈\n"]
)  # fmt: skip
def test_owners_of_things_are_no_households(lay: Lay, text: str) -> None:
    """A role is a head's only where something else of a household stands beside it."""
    with pytest.raises(IntakeError) as caught:
        read_sheet(lay(text))
    assert caught.value.what == "no_headings"


def test_who_speaks_in_other_sheets(lay: Lay) -> None:
    """A farmer raises the issue of a ledger, and is visited in a diary."""
    ledger = read_sheet(lay("Farmer,Issue,Date reported\nBen,pump,3 Dec 2025\n"))
    assert ("raised_by", "Farmer") in ledger.columns
    diary = read_sheet(
        lay("Farmer visited,Date of visit,What was discussed\nBen,3 Dec 2025,pump\n")
    )
    assert ("household", "Farmer visited") in diary.columns


def test_a_heading_in_two_storeys_is_known_by_its_make(lay_xlsx: Lay) -> None:
    """门牌/住址 beneath 基本情况 is the address, though no table has it."""
    rows = [["农户", "基本情况", ""], ["", "人口", "门牌/住址"], ["陈桂生", 4, "东沟11号"]]
    _read, entry = one(lay_xlsx(rows, merged={"B1:C1": "基本情况", "A1:A2": "农户"}))
    assert (entry.people, entry.address) == (4, "东沟11号")


def test_a_column_of_groups_that_is_empty_leaves_them_to_the_lines_above(lay_xlsx: Lay) -> None:
    """一组 across the table heads the rows below it, where the printed column was never filled in."""
    rows = [["户主", "人口", "小组"], ["一组", "", ""], ["陈桂生", 4, ""], ["李霞平", 2, ""]]
    _read, entry = one(lay_xlsx(rows, merged={"A2:C2": "一组"}))
    assert entry.group == "一组"


@pytest.mark.parametrize(
    ("heading", "relation"), [("Relationship to HH head", "Wife"), ("Relation with head of household", "Wife"), ("与本户主之关系", "妻")]
)  # fmt: skip
def test_a_relation_is_called_many_things(lay: Lay, heading: str, relation: str) -> None:
    """Who is the wife of whom is no head."""
    _read, entry = one(lay(f"HH no,Member,{heading}\n1,陈桂生,户主\n,王氏,{relation}\n"))
    assert (entry.head, entry.people) == ("陈桂生", 2)


def test_a_contact_that_is_a_telephone_is_one(lay: Lay) -> None:
    """Contact says how to reach a household as often as who goes there."""
    for cells, of in (("0712345678,+254 713 222111", "phone"), ("Sam Kip,Joy Moi", "contact")):
        first, second = cells.split(",")
        read, _entry = one(lay(f"Head,Contact\nBen,{first}\nAda,{second}\n"))
        assert read["Contact"] == of


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("李霞平（已故）", "李霞平"), ("陈桂生(长期外出务工)", "陈桂生"), ("赵祥【整户迁出】", "赵祥"), ("Joy Wekesa (deceased)", "Joy Wekesa"),
        ("Sam Kip - moved out to Nairobi", "Sam Kip"), ("Ada Moi (died 2025)", "Ada Moi"), ("The late J. Mbeki", "J. Mbeki"),
    ],
)  # fmt: skip
def test_who_has_died_or_gone_keeps_the_name(lay: Lay, written: str, name: str) -> None:
    """What stands behind it is kept in the note."""
    _read, entry = one(lay(f'户主,备注\n"{written}",东头\n王五,\n'))
    assert (entry.head, entry.note) == (name, f"东头\n户主：{written}")


@pytest.mark.parametrize(
    "name", ["王故", "赵外出", "Dead Horse Farm", "Leftwich (Tom)", "陈桂生（东头）"]
)
def test_a_name_that_sounds_so_stays(lay: Lay, name: str) -> None:
    """Only a mark behind a name is one."""
    _read, entry = one(lay(f"户主,备注\n{name},东头\n王五,\n"))
    assert (entry.head, entry.note) == (name, "东头")


def test_what_became_of_a_household_is_a_note(lay: Lay) -> None:
    """现状 and Status say that somebody has died or moved; a count of all is a total."""
    sheet = read_sheet(lay("户主,现状\n陈桂生,整户迁出\n总户数,1\n"))
    assert [(each.head, each.note) for each in sheet.entries if isinstance(each, RosterEntry)] == [
        ("陈桂生", "整户迁出")
    ]


def test_a_ledger_of_an_office_that_asks(lay: Lay) -> None:
    """What is the problem, by whom, by when: and a day in the state says when it was closed."""
    text = (
        "Ref,Date recd,Farmer,Group,What is the problem,Action to be taken,By whom,Deadline,Status\n"
        "K/1,3/11/26,Ben,Canal A,Pump broken,Order seal,Ada,30/11/26,closed 18/11\n"
        "K/2,2026-11-06,Joy,Canal B,No bus,,,,cancelled by the bus company\n"
    )
    sheet = read_sheet(lay(text))
    first, second = sheet.entries
    assert isinstance(first, LedgerEntry)
    assert isinstance(second, LedgerEntry)
    assert (first.title, first.responsible, first.measure) == ("Pump broken", "Ada", "Order seal")
    days = (first.found_on, first.due_on, first.closed_on)
    assert [str(each) for each in days] == ["2026-11-03", "2026-11-30", "2026-11-18"]
    assert (second.closed, second.dropped) == (False, "")


@pytest.mark.parametrize(
    ("heading", "field"),
    [("家中人数", "people"), ("手机/座机", "phone"), ("家庭情况说明", "note"), ("Contact details", "phone"), ("Tel/Mobile", "phone"), ("WhatsApp no", "phone")],
)  # fmt: skip
def test_the_rest_of_a_roster_is_told_by_its_make(lay: Lay, heading: str, field: str) -> None:
    """How many, how they are reached, and what else is told of them."""
    read, _entry = one(lay(f"户主,{heading}\n陈桂生,4\n"))
    assert read[heading] == field


def test_totals_below_a_list_do_not_hide_its_numbers(lay: Lay) -> None:
    """编号 numbers the households though 共5户13人 stands beneath it."""
    _read, entry = one(lay("编号,户主\nLS-07,陈桂生\nLS-09,李霞平\n,\n共2户7人,\n填表：王干事,\n"))
    assert entry.code == "LS-07"


def test_a_telephone_behind_who_is_responsible_is_no_name(lay: Lay) -> None:
    """It stands below the issue, under its heading."""
    (entry,) = read_sheet(lay("问题,整改责任人及电话\n水渠漏水,王干事 13900000002\n")).entries
    assert isinstance(entry, LedgerEntry)
    assert entry.responsible == "王干事"
    assert entry.besides == (("整改责任人及电话", "王干事 13900000002"),)


def test_a_list_of_requests_as_it_is_spoken(lay: Lay) -> None:
    """When, what we said we'd do, and date done are headings of a ledger."""
    text = "When,Request / problem,What we said we'd do,Date done\n14 Nov 2026,Roof,send Sam,16 Nov 2026\n"
    (entry,) = read_sheet(lay(text)).entries
    assert isinstance(entry, LedgerEntry)
    assert (entry.title, entry.measure) == ("Roof", "send Sam")
    assert [str(each) for each in (entry.found_on, entry.closed_on)] == ["2026-11-14", "2026-11-16"]
