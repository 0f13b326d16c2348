"""Files that are tables in another dress: web pages and XML called .xls, texts with strays in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.entries import RosterEntry, Sheet
from fieldbook.intake.sheet import read_sheet

pytestmark = pytest.mark.usefixtures("without_child")
Lay = Callable[..., Path]
TABLE = (
    "<table><tr><td colspan=3>花名册</td></tr><tr><th>组别</th><th>户主</th><th>户号</th></tr>"
    "<tr><td rowspan=2>一组</td><td>陈桂生</td><td>0311</td></tr><tr><td>赵祥</td><td>07</td></tr>"
    "</table>"
)
FOUND = [("一组", "陈桂生", "0311"), ("一组", "赵祥", "07")]


def households(sheet: Sheet) -> list[tuple[str, str, str]]:
    return [(e.group, e.head, e.code) for e in sheet.entries if isinstance(e, RosterEntry)]


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        (f"<html><head><meta charset=gb2312></head><body>{TABLE}", "gb18030"),
        (f"<html><head><meta charset='utf-8'></head><body>{TABLE}", "utf-8"),
        (f"<META http-equiv=Content-Type content='text/html; charset=GBK'>{TABLE}", "gb18030"),
        (f"<meta charset=gb2312>{TABLE}", "utf-8"),
        (f"<meta charset=utf-8>{TABLE}", "gb18030"),
        (f"<meta charset=klingon>{TABLE}", "gb18030"),
        (f"<!-- -->\n{TABLE}", "utf-8-sig"),
        (TABLE, "utf-16"),
        (f"<meta charset=gb2312>{TABLE}", "utf-16-le"),
        (f"<?xml version='1.0' encoding='gb2312'?><html>{TABLE}</html>", "gb18030"),
    ],
)
@pytest.mark.parametrize("name", ["a.xls", "a.html", "a.csv"])
def test_a_web_page_is_read_as_the_table_it_holds(
    lay: Lay, page: str, encoding: str, name: str
) -> None:
    """Whatever it is called and however encoded, whether it says so, says nothing, or is wrong."""
    sheet = read_sheet(lay(page.encode(encoding), name))
    assert households(sheet) == FOUND
    assert sheet.vanished == 0


def test_of_several_tables_the_one_with_headings_is_read(lay: Lay) -> None:
    """A page is laid out in tables; the data are in the one whose headings are known."""
    page = f"<table><tr><td>公告<td>{TABLE}</table><table><tr><td>共 2 户</td></tr></table>"
    sheet = read_sheet(lay(page, "a.xls"))
    assert households(sheet) == FOUND


def test_the_encoding_of_a_page_can_be_named(lay: Lay) -> None:
    """What the user says goes before what the page says of itself."""
    page = "<meta charset=gb2312><table><tr><td>户主<tr><td>陳桂</table>".encode("big5", "replace")
    (entry,) = read_sheet(
        lay(page), encoding="big5", holds="households", columns={"head": "戶主"} | {"head": "?主"}
    ).entries
    assert isinstance(entry, RosterEntry)
    assert entry.head == "陳桂"


def test_a_zero_byte_is_no_reason_to_give_a_text_up(lay: Lay) -> None:
    """A zero that has strayed into a text is left out; UTF-16 is full of them and is told apart."""
    text = "户主,户号\n陈\0桂生,01\n赵祥,02\n"
    for encoding in ("utf-8", "gb18030"):
        sheet = read_sheet(lay(text.encode(encoding)))
        assert households(sheet) == [("", "陈桂生", "01"), ("", "赵祥", "02")]
        assert sheet.encoding == encoding
    assert households(read_sheet(lay("head,code\nLi\0,1\n"))) == [("", "Li", "1")]


def test_signs_that_were_lost_are_told(lay: Lay) -> None:
    """U+FFFD stands where a program could not read a sign: the row and the field are named."""
    sheet = read_sheet(lay("户主,备注\n陈\ufffd生,好\n赵祥,\n"))
    assert [(o.row, o.field, o.reason, o.value, o.left_out) for o in sheet.oddities] == [
        (2, "head", "unreadable", "陈\ufffd生", False)
    ]
    assert [head for _group, head, _code in households(sheet)] == ["陈\ufffd生", "赵祥"]


def test_words_that_begin_like_a_formula_are_kept(lay: Lay, lay_xlsx: Lay) -> None:
    """In a text file only what is a formula and nothing else is taken for one."""
    sheet = read_sheet(lay("户主,备注\n甲,=1+1 是公式\n乙,=SUM(A1:A9)\n"))
    assert [e.note for e in sheet.entries if isinstance(e, RosterEntry)] == ["=1+1 是公式", ""]
    assert [(o.row, o.reason) for o in sheet.oddities] == [(3, "formula")]


@pytest.mark.parametrize(
    "foot",
    [
        "填表人：吕梅,,审核人：周建国,2026年3月31日",
        "制表： 吕梅,审核：周建国,,",
        "单位负责人（签字）：,,填报日期：2026年3月31日,",
        ",填报单位：柳村村委会,,",
        "注：1.本表一式两份；2.按月报送,,,",
        "备注：以上数据截至3月底,,,",
        "Prepared by: J. Phiri,,Checked by: A. Banda,",
        "Note: figures to the end of March,,,",
        "填表人,吕梅,,",
        ",审核人,周建国,",
        "单位负责人,,填报日期,2026年3月31日",
        "（盖章）,,,",
        "2026年3月31日,,,",
        ",,,年　月　日",
        "Prepared by,J. Phiri,,",
    ],
)
@pytest.mark.parametrize("more", ["", "\n审核人：周建国,,,"])
def test_the_foot_of_a_sheet_is_no_row_where_no_cells_are_merged(
    lay: Lay, foot: str, more: str
) -> None:
    """Who made a sheet is no issue and no household; the line is told, not taken in."""
    for headings in ("问题,反映人,发现时间,状态", "户主,小组,联系电话,备注"):
        sheet = read_sheet(lay(f"{headings}\n路灯,三组,,\n井盖,四组,,\n{foot}{more}\n"))
        assert len(sheet.entries) == 2
        told = [each for each in sheet.oddities if each.reason == "foot"]
        assert [each.row for each in told] == ([4, 5] if more else [4])


def test_a_row_that_begins_like_a_foot_is_a_row_where_rows_follow(lay: Lay) -> None:
    """What stands between rows is one of them."""
    sheet = read_sheet(lay("问题,发现时间\n负责人：长期不在岗,2026-03-05\n路灯,2026-03-06\n"))
    assert len(sheet.entries) == 2
    sheet = read_sheet(lay("户主,人口\n填表人,2\n2026年3月31日,\n张三,3\n"))
    assert len(sheet.entries) == 3


@pytest.mark.parametrize("word", ["合计", "小 计", "总计：", "Total"])
def test_a_sum_behind_its_groups_name_is_no_household(lay: Lay, word: str) -> None:
    """一组, 小计: nobody is called so."""
    sheet = read_sheet(lay(f"小组,户主,人口\n一组,张三,4\n一组,{word},4\n二组,李四,3\n"))
    assert [head for _group, head, _code in households(sheet)] == ["张三", "李四"]
    assert sheet.totals == (3,)
