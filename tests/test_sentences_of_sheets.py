"""What came of a file, in the words of either language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fieldbook import i18n
from fieldbook.domain.codes import Holds
from fieldbook.domain.entries import Oddity, RosterEntry, Sheet
from fieldbook.sentences_of_sheets import entry_text, not_read, oddity, read_as, taken_in, would_be


@pytest.fixture(autouse=True)
def speak_english_again() -> Iterator[None]:
    """Other tests expect the words as they stand in the source."""
    yield
    i18n.use_language("en")


@pytest.mark.parametrize(
    ("made", "holds", "changed", "chinese", "english"),
    [
        (
            {"household": 6, "group": 2, "member": 2}, "households", 0,
            "已导入6户、2个小组、2名成员",
            "Taken in: 6 households, 2 groups, 2 members",
        ),
        (
            {"household": 1, "group": 1, "member": 1}, "households", 1,
            "已导入1户、1个小组、1名成员，更新1户",
            "Taken in: 1 household, 1 group, 1 member; 1 changed",
        ),
        (
            {"issue": 1000, "solution": 1000}, "issues", 2,
            "已导入1,000个问题、1,000个办法，更新2个问题",
            "Taken in: 1,000 issues, 1,000 solutions; 2 changed",
        ),
        (
            {"visit": 3}, "visits", 0, "已导入3次走访", "Taken in: 3 visits",
        ),
        (
            {"survey": 4, "group": 5}, "groups", 1, "已导入5个小组、4次摸底，更新1个小组",
            "Taken in: 5 groups, 4 surveys; 1 changed",
        ),
        ({}, "issues", 3, "已导入，更新3个问题", "Taken in: 3 changed"),
    ],
)  # fmt: skip
def test_what_was_taken_in(
    made: dict[str, int], holds: Holds, changed: int, *, chinese: str, english: str
) -> None:
    """Each kind is counted with its own word, in the order in which people name them; 0 is not told."""
    assert taken_in(made, holds, changed) == english
    i18n.use_language("zh")
    assert taken_in(made, holds, changed) == chinese


def test_changed_rows_that_were_left_out_are_told() -> None:
    """Who did not take them over reads that they are as they were."""
    assert taken_in({"household": 2}, "households", 0, 1) == (
        "Taken in: 2 households; 1 changed row left out"
    )
    i18n.use_language("zh")
    assert taken_in({"household": 2}, "households", 0, 3) == "已导入2户；3行有改动，未更新"


def test_what_it_would_be() -> None:
    """Only what there is is named, and what is new always."""
    verdicts = {"new": 6, "same": 2, "changed": 1}
    assert list(would_be("households", verdicts, left_out=3, skipped=4)) == [
        "6 households new", "2 there already", "1 changed", "3 left out",
        "4 skipped (blank, totals, foot)",
    ]  # fmt: skip
    assert list(would_be("groups", {}, left_out=0, skipped=0)) == ["0 groups new"]
    i18n.use_language("zh")
    assert list(would_be("households", verdicts, left_out=3, skipped=4)) == [
        "新增6户", "已有2", "有改动1", "未导入3", "跳过4（空行、合计、表尾）",
    ]  # fmt: skip


SHEET = Sheet(
    "花名册.csv", "households", (), (), 0, (("head", "户主"), ("contact", "包保\n责任人"), ("person", "姓名")),
    unread=("密级",), withheld=("民族",), others=("说明",),
)  # fmt: skip


def test_what_a_file_is_read_as() -> None:
    """Fields in the words of the screens, with the file's heading where it is another."""
    i18n.use_language("zh")
    assert read_as(SHEET) == "按花名册读取：户主；联系人 ← 包保责任人；家庭成员 ← 姓名"
    assert (
        read_as(SHEET._replace(columns=(("commune", "乡"), ("brigade", "大队"))))
        == "按花名册读取：单位 ← 乡、大队"
    )
    assert list(not_read(SHEET)) == [
        "未读取的列：密级",
        "没有这些列：户号、人口、住址、电话、小组、备注；不用 --columns 指明是哪一列，就空着。",
        "有意不导入的列（人员身份类别、证件号码）：民族",
        "未读取的工作表：说明",
    ]


@pytest.mark.parametrize(
    ("found", "chinese", "english"),
    [
        (
            Oddity(3, "visited_on", "day_ahead", "2027-3-1"),
            "第3行：“走访日期”为“2027-3-1”，这一天还没有到，已照原文保留",
            "row 3: “Visited on” is “2027-3-1”, which is yet to come; it is kept in these words",
        ),
        (
            Oddity(4, "household", "no_household", "王某"),
            "第4行：没有与“王某”对应的户，已照原文保留，编辑该条记录即可指定到户",
            "row 4: no household fits “王某”; it is kept in these words, edit the record to name one",
        ),
        (
            Oddity(5, "visit_every_days", "no_frequency", "常去"),
            "第5行：“走访间隔（天）”写的是“常去”，看不出多久一次，已照原文记入备注",
            "row 5: “Visit every (days)” is “常去”, which does not say how often; it is kept in the note",
        ),
        (
            Oddity(6, "name", "required", "", True),
            "第6行未导入：没有填写“名称”",
            "row 6 was left out: “Name” is missing",
        ),
    ],
)
def test_what_is_told_of_a_row(found: Oddity, chinese: str, english: str) -> None:
    """The row, the field, what stands there, and what became of it."""
    assert oddity(found) == english
    i18n.use_language("zh")
    assert oddity(found) == chinese


def test_a_unit_that_a_groups_name_begins_with_is_told_once() -> None:
    """石桥村一组 of 石桥村 stands without the village before it, 一组 with it."""
    for group, told in (("石桥村一组", "石桥村一组 7"), ("一组", "石桥村一组 7")):
        row = RosterEntry(row=2, head="孙二妹", unit="青山镇/石桥村", group=group, code="7")
        assert entry_text(row).more == f"青山镇 {told}"
    row = RosterEntry(row=2, head="孙二妹", code="7")
    assert entry_text(row).more == "7"
