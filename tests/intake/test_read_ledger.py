"""Ledgers: issues with the replies they got."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from fieldbook.domain.entries import LedgerEntry, Sheet
from fieldbook.intake.sheet import read_sheet

pytestmark = pytest.mark.usefixtures("without_child")
Lay = Callable[..., Path]


def issues(sheet: Sheet) -> list[LedgerEntry]:
    assert sheet.holds == "issues"
    found = [entry for entry in sheet.entries if isinstance(entry, LedgerEntry)]
    assert all(len(entry.line) == 64 for entry in found), "every row has its line's digest"
    return [msgspec.structs.replace(entry, line="") for entry in found]


def digest(title: str, detail: str) -> str:
    return hashlib.sha256(f"{title}\x1f{detail}".encode()).hexdigest()


HEADINGS = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"]


def test_a_message_board_is_read_whole(lay_xlsx: Lay) -> None:
    """Numbers are codes, texts lose stray tabs and blank lines, days come in any dress."""
    rows = [
        HEADINGS,
        [
            2549.0,
            "村民甲",
            " 水渠\t漏水 ",
            "2019/1/3 10:22",
            "\n\t\t第一行\n\n\t第二行 \n",
            "\t已修\n",
            43470,
        ],
        ["0311", "村民乙", "路灯不亮", dt.datetime.fromisoformat("2019-01-04 09:05"), "", "", ""],
    ]
    first, second = issues(read_sheet(lay_xlsx(rows)))
    assert first == LedgerEntry(
        row=2,
        code="2549",
        raised_by="村民甲",
        title="水渠 漏水",
        found_on=dt.date(2019, 1, 3),
        found_text="2019/1/3 10:22",
        detail="第一行\n第二行",
        digest=digest("水渠 漏水", "第一行\n第二行"),
        reply="已修",
        replied_on=dt.date(2019, 1, 5),
        replied_text="43470",
    )
    assert (second.code, second.found_text) == ("0311", "2019-01-04 09:05")
    assert (second.reply, second.replied_on) == ("", None)


def test_an_english_ledger_is_read(lay: Lay) -> None:
    """English headings are known; classes become our kind or tags; what is due is a day."""
    text = (
        "ID;Title;Details;Date raised;Raised by;Household;Group;Category;Sub-category;Owner;Due date;Notes\n"
        "A-7;Leaking ditch;It leaks.;3 Jan 2019;Li;Chen;Group 3;Production;water;Wang;2019-02-01;seen\n"
    )
    (issue,) = issues(read_sheet(lay(text)))
    assert issue == LedgerEntry(
        row=2,
        code="A-7",
        title="Leaking ditch",
        detail="It leaks.",
        digest=digest("Leaking ditch", "It leaks."),
        found_on=dt.date(2019, 1, 3),
        found_text="3 Jan 2019",
        raised_by="Li",
        household="Chen",
        group="Group 3",
        kind="production",
        tags=("water",),
        responsible="Wang",
        due_on=dt.date(2019, 2, 1),
        due_text="2019-02-01",
        note="seen",
    )


def test_a_day_in_words_keeps_its_row(lay: Lay) -> None:
    """What names no day is kept in its words and told, in every column of days; so is an empty cell."""
    sheet = read_sheet(
        lay(
            "标题,日期,答复,答复时间,整改时限\n甲,2019/13/45,,,长期坚持\n乙,2019-1-3,好,2019/2/30,\n丙,,,,2019-2-1\n"
        )
    )
    found = [
        (e.found_on, e.found_text, e.replied_text, e.due_on, e.due_text) for e in issues(sheet)
    ]
    assert found == [
        (None, "2019/13/45", "", None, "长期坚持"),
        (dt.date(2019, 1, 3), "2019-1-3", "2019/2/30", None, ""),
        (None, "", "", dt.date(2019, 2, 1), "2019-2-1"),
    ]
    assert sheet.oddities == (
        (2, "due_on", "day_in_words", "长期坚持", False),
        (2, "found_on", "day_in_words", "2019/13/45", False),
        (3, "replied_on", "day_in_words", "2019/2/30", False),
        (4, "found_on", "no_day", "", False),
    )


def test_a_row_without_a_title_is_left_out(lay: Lay) -> None:
    """An issue is called something, or it is left out with the reason."""
    sheet = read_sheet(lay("标题,内容\n,有内容\n甲,\n#REF!,也有\n"))
    assert [e.title for e in issues(sheet)] == ["甲"]
    assert [(o.row, o.field, o.reason, o.left_out) for o in sheet.oddities] == [
        (2, "title", "required", True),
        (4, "title", "error_cell", True),
    ]


def test_a_ledger_of_one_column_of_words_has_titles(lay: Lay) -> None:
    """Where only the content is given, its first sentence is the title."""
    sheet = read_sheet(
        lay("反映内容,反映人\n水渠漏水。已有三月。,甲\n路灯不亮,乙\n,丙\n" + "长" * 90 + ",丁\n")
    )
    assert [(e.title, e.detail) for e in issues(sheet)] == [
        ("水渠漏水", "水渠漏水。已有三月。"),
        ("路灯不亮", ""),
        ("长" * 60, "长" * 90),
    ]
    assert [(o.row, o.field, o.reason) for o in sheet.oddities] == [(4, "detail", "required")]


def test_the_same_row_twice_is_taken_once(lay: Lay) -> None:
    """The same words from the same person on the same day are one issue; from others they are not."""
    sheet = read_sheet(
        lay("编号,问题,反映人\n1,修路,甲\n1,修路,甲\n2,修路,甲\n,修路,甲\n,修路,乙\n,修路,乙\n")
    )
    assert [e.row for e in issues(sheet)] == [2, 4, 5, 6]
    assert [(o.row, o.reason, o.left_out) for o in sheet.oddities] == [
        (3, "repeated", True),
        (7, "repeated", True),
    ]


def test_a_running_number_is_no_identity(lay: Lay) -> None:
    """序号 and No. are never read as an issue's own number."""
    for heading in ("序号", "No."):
        (issue,) = issues(read_sheet(lay(f"{heading},标题\n17,修路\n")))
        assert issue.code == ""


def test_a_long_number_that_lost_its_digits_is_no_code(lay_xlsx: Lay) -> None:
    """A number of 18 digits kept as a number is told and dropped: it could be another row's."""
    sheet = read_sheet(lay_xlsx([["编号", "标题"], [990102199001011234, "修路"]]))
    (issue,) = issues(sheet)
    assert issue.code == ""
    assert [(o.field, o.reason, o.left_out) for o in sheet.oddities] == [
        ("code", "digits_lost", False)
    ]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("生产", "production"),
        ("生活", "life"),
        ("学习", "study"),
        ("政策", "policy"),
        ("意见要求", "request"),
        ("其他", "other"),
    ],
)
def test_our_own_kinds_are_recognised(lay: Lay, label: str, kind: str) -> None:
    """A class called as one of our kinds is that kind and no tag."""
    (issue,) = issues(read_sheet(lay(f"标题,类别,二级分类\n修路,{label},道路\n")))
    assert (issue.kind, issue.tags) == (kind, ("道路",))


def test_a_title_may_speak_of_totals(lay: Lay) -> None:
    """A row is skipped as a total only when the word stands alone where titles stand."""
    sheet = read_sheet(lay("问题,备注\n电费总计有误,\n合计,2\nTotal loss of the harvest,\n"))
    assert [e.title for e in issues(sheet)] == ["电费总计有误", "Total loss of the harvest"]
    assert sheet.skipped == 1


def test_a_column_tells_which_way_its_days_are_written(lay: Lay) -> None:
    """03/04/2019 is read as the column's other days say; where none does, it is told and kept as it is."""
    sheet = read_sheet(lay("title,date\na,03/04/2019\nb,25/12/2019\n"))
    assert [e.found_on for e in issues(sheet)] == [dt.date(2019, 4, 3), dt.date(2019, 12, 25)]
    sheet = read_sheet(lay("title,date\na,03/04/2019\nb,2019-01-02\n"))
    assert [(o.row, o.reason, o.left_out) for o in sheet.oddities] == [(2, "day_of_two", False)]
    assert issues(sheet)[0].found_text == "03/04/2019"


def test_a_formula_is_not_taken_for_words(lay: Lay) -> None:
    """A formula's text is told and left empty; a code guarded by one is that code."""
    sheet = read_sheet(lay('编号,标题,备注\n="0311",修路,=SUM(A1:A9)\n'))
    (issue,) = issues(sheet)
    assert (issue.code, issue.note) == ("0311", "")
    assert [(o.field, o.reason) for o in sheet.oddities] == [("note", "formula")]


def test_progress_is_told_to_the_end(lay: Lay) -> None:
    """Whoever watches hears of all rows, in order, up to the last."""
    heard: list[tuple[int, int]] = []
    rows = "".join(f"问题{n}\n" for n in range(450))
    read_sheet(lay("标题\n" + rows), progress=lambda done, of: heard.append((done, of)))
    assert heard == [(0, 450), (200, 450), (400, 450), (450, 450)]


@pytest.mark.parametrize(
    ("state", "closed", "day"),
    [
        ("已办结（12.15）", True, dt.date(2025, 12, 15)), ("已办结(1.5)", True, dt.date(2026, 1, 5)),
        ("已于12月20日办结", True, dt.date(2025, 12, 20)), ("1月3日办结", True, dt.date(2026, 1, 3)),
        ("正在办理（12.15）", False, None), ("完成（80.5）", False, None), ("完成（13.5）", False, None),
    ],
)  # fmt: skip
def test_a_day_without_its_year_behind_a_state_is_the_next_one(
    lay: Lay, state: str, closed: bool, day: dt.date | None
) -> None:
    """It is the first such day after the finding; a number that is no day makes the state unclear."""
    file = lay(f"问题,反映时间,办结情况\n垃圾没人清,2025-12-08,{state}\n")
    sheet = read_sheet(file, holds="issues", today=dt.date(2026, 11, 26))
    (entry,) = issues(sheet)
    assert entry.closed is closed
    assert entry.closed_on == day


def test_a_day_behind_a_state_that_is_still_to_come_is_told(lay: Lay) -> None:
    """Nothing is closed on a day ahead: the words stay, and the row is told."""
    file = lay("问题,反映时间,办结情况\n垃圾没人清,2026-11-20,已办结（12.15）\n")
    sheet = read_sheet(file, holds="issues", today=dt.date(2026, 11, 26))
    (entry,) = issues(sheet)
    assert (entry.closed_on, entry.closed_text) == (None, "12.15")
    assert [each.reason for each in sheet.oddities] == ["day_ahead"]


def test_a_telephone_beside_an_issue_is_stored_half_width(lay: Lay) -> None:
    """The detail has the digits as telephones are stored; other columns stay as they were written."""
    sheet = read_sheet(lay("问题,联系电话,地点\n渠漏,１３９０００,３号桥\n"), holds="issues")
    (entry,) = issues(sheet)
    assert dict(entry.besides) == {"联系电话": "139000", "地点": "３号桥"}


def test_mediation_under_way_is_no_measure(lay: Lay) -> None:
    """正在调解中 says how far it is; 请镇里调解 says what is done."""
    sheet = read_sheet(lay("问题,办理情况\n界线,正在调解中\n水费,请镇里调解\n"), holds="issues")
    first, second = issues(sheet)
    assert (first.closed, first.handling) == (False, "")
    assert second.handling == "请镇里调解"


def test_a_second_column_of_words_is_kept_and_the_finding_goes_before_the_register(
    lay: Lay,
) -> None:
    """No words of a ledger are lost to others of their kind; the day it was found on is read first."""
    text = (
        "编号,问题标题,问题描述,问题详情,整改措施,拟办意见,登记时间,发现时间\n"
        "1,漏水,水渠漏,第二段漏,修,先堵,2026-03-06,2026-03-05\n"
    )
    sheet = read_sheet(lay(text), today=dt.date(2026, 11, 21))
    (entry,) = sheet.entries
    assert isinstance(entry, LedgerEntry)
    assert (entry.title, entry.detail, entry.measure) == ("漏水", "水渠漏", "修")
    assert entry.besides == (("问题详情", "第二段漏"), ("拟办意见", "先堵"))
    assert entry.found_on == dt.date(2026, 3, 5)
    assert sheet.unread == ("登记时间",)


def test_a_row_with_words_as_in_headings_and_a_long_text_is_a_row(lay: Lay) -> None:
    """No heading is as long as what somebody told; a line with it heads no table, nor this one again."""
    told = "南坡的水渠漏了，下游三个组的地浇不上水，大家说了好几回，要求春耕以前修好"
    sheet = read_sheet(lay(f"标题,类别,内容\n修路,生活,村口的路\n,,\n标题,类别,{told}\n"))
    assert [each.detail for each in issues(sheet)] == ["村口的路", told]
