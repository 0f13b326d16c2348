"""Workbooks of every family, told by their content and read in a child process."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt
from tests.intake.conftest import zip_bytes

from fieldbook.domain.entries import LedgerEntry, RosterEntry
from fieldbook.domain.errors import IntakeError
from fieldbook.intake import beginning
from fieldbook.intake.sheet import read_sheet
from fieldbook.workbooks import reading

Lay = Callable[..., Path]
ROWS = [["户主", "住址"], ["陈桂生", "3组11号"], ["赵祥", "3组07号"]]
HEADS = ["陈桂生", "赵祥"]


def heads(path: Path) -> list[str]:
    return [e.head for e in read_sheet(path).entries if isinstance(e, RosterEntry)]


@pytest.mark.parametrize("kind", ["lay_xlsx", "lay_xls", "lay_ods"])
@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv", "a.txt", "a"])
def test_a_workbook_is_told_by_its_content(
    request: pytest.FixtureRequest, kind: str, name: str
) -> None:
    """What a file is called does not matter: an XLSX called .xls is read all the same."""
    assert heads(request.getfixturevalue(kind)(ROWS, name)) == HEADS


def test_a_text_called_a_workbook_is_read(lay: Lay) -> None:
    """A CSV that was only renamed is still a CSV."""
    assert heads(lay("户主,住址\n陈桂生,3组11号\n赵祥,\n", "a.xlsx")) == HEADS


def test_an_old_workbook_keeps_its_days_and_numbers(lay_xls: Lay) -> None:
    """Whole numbers, texts and missing cells of an XLS are read as from any other."""
    sheet = read_sheet(
        lay_xls([["编号", "标题", "日期"], [311, "修路", 43468.5], ["0312", "灯", ""]])
    )
    assert [(e.code, e.found_on) for e in sheet.entries if isinstance(e, LedgerEntry)] == [
        ("311", dt.date(2019, 1, 3)),
        ("0312", None),
    ]


def test_zeros_shown_by_a_format_are_kept(lay_xlsx: Lay) -> None:
    """A number shown as 0311 is 0311, as the person who reads the sheet sees it."""
    rows = [["户号", "户主"], ["", "陈桂生"], ["", "赵祥"]]
    path = lay_xlsx(rows, formats={"A2": "0000", "A3": "0"})
    assert [e.code for e in read_sheet(path).entries if isinstance(e, RosterEntry)] == [
        "0311",
        "311",
    ]


def test_errors_of_formulas_are_told(lay: Lay) -> None:
    """A cell that came to #REF! is odd, and a head that did leaves its row out."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["户主", "人口", "备注"])
    sheet.write_row(1, 0, ["陈桂生"])
    sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    sheet.write_formula(2, 0, "=Z1", None, "#REF!")
    sheet.write_row(2, 1, [4, "a_x000D_b"])
    sheet.write_formula(3, 0, '="赵"&"祥"', None, "赵祥")
    book.close()
    read = read_sheet(lay(buffer.getvalue()))
    assert [e.head for e in read.entries if isinstance(e, RosterEntry)] == HEADS
    assert read.oddities == (
        (2, "people", "error_cell", "#DIV/0!", False),
        (3, "head", "error_cell", "#REF!", True),
    )


def workbook_of(sheets: dict[str, list[list[Any]]], hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_the_sheet_with_the_best_headings_is_read(lay: Lay) -> None:
    """The sheet that explains most is read, with those like it; all the others are named."""
    sheets: dict[str, list[list[Any]]] = {
        "说明": [["填表说明"], ["户主", "填姓名"], ["x", "y"]],
        "空表": [["户主", "住址", "人口", "电话"]],
        "一组": [["户主", "住址", "人口"], ["陈桂生", "11号", 5], ["赵祥", "7号", 4]],
        "二组": [["组别", "户主", "住址"], ["二组", "李霞平", "2号"]],
        "旧": [["户主", "住址", "人口", "电话"], ["王兰", "1号", 2, "1"]],
    }
    sheet = read_sheet(lay(workbook_of(sheets, hidden="旧")))
    assert sheet.sheet == "一组"
    assert sheet.others == ("说明", "空表", "二组", "旧")
    assert [e.head for e in sheet.entries if isinstance(e, RosterEntry)] == HEADS


def test_a_chart_is_no_sheet(lay: Lay) -> None:
    """A page that holds a chart only is passed over, in the child and here alike."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=数!$A$2:$A$3"})
    book.add_chartsheet("图").set_chart(chart)
    sheet = book.add_worksheet("数")
    sheet.write_column(0, 0, ["户主", *HEADS])
    book.close()
    assert heads(lay(buffer.getvalue())) == HEADS
    assert "图" not in reading.told(buffer.getvalue(), "zip").decode()


def test_line_breaks_of_a_workbook_are_line_breaks(lay: Lay) -> None:
    """The escapes a workbook writes for a line break do not stand in the text."""
    rows: list[list[Any]] = [["标题", "内容"], ["修路_x000D_\n快", "甲_x000D_\n_x000D_\n乙\u200b"]]
    (entry,) = read_sheet(lay(workbook_of({"a": rows}))).entries
    assert isinstance(entry, LedgerEntry)
    assert (entry.title, entry.detail) == ("修路 快", "甲\n乙")


def test_formatted_lines_are_no_rows(lay: Lay) -> None:
    """65,000 lines that are only formatted are not 65,000 empty rows."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    sheet.write_row(0, 0, ["户主", "住址"])
    sheet.write_row(1, 0, ["陈桂生", "11号"])
    for row in range(2, 65_000):
        sheet.write_blank(row, 0, None, bold)
        sheet.write_blank(row, 1, None, bold)
    book.close()
    path = lay(buffer.getvalue())
    read = read_sheet(path)
    assert (len(read.entries), read.skipped) == (1, 0)


def test_a_roster_of_5000_rows_is_read_whole(lay_xlsx: Lay) -> None:
    """5,000 households of ten columns are read, every one, and nothing about them is odd."""
    head = ["序号", "户号", "户主", "人口", "电话", "住址", "组别", "村", "联系人", "备注"]
    rows = [
        [n, n, f"户{n}", 4, 13800000000 + n, f"{n}号", f"{n % 9}组", "崔寨子", "李", "好"]
        for n in range(5000)
    ]
    path = lay_xlsx([head, *rows])
    read = read_sheet(path)
    assert (len(read.entries), read.oddities) == (5000, ())


def test_a_cell_at_the_end_of_the_world_is_named(lay: Lay) -> None:
    """A word in the last cell of a sheet costs nothing; it is named and the table is read."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["户主", "住址"])
    sheet.write_row(1, 0, ["陈桂生", "11号"])
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    read = read_sheet(lay(buffer.getvalue()))
    assert [e.head for e in read.entries if isinstance(e, RosterEntry)] == ["陈桂生"]
    assert read.oddities == ((1_048_576, "", "stray_cell", "XFD1048576", False),)
    assert (read.rows, read.vanished) == (1, 0)


def test_a_word_in_the_last_row_is_read(lay: Lay) -> None:
    """A head in the last row there is, a million rows below the others, is read like any other."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ["户主", *HEADS])
    sheet.write(1_048_575, 0, "李霞平")
    book.close()
    read = read_sheet(lay(buffer.getvalue()))
    assert [each.row for each in read.entries] == [2, 3, 1_048_576]
    assert (read.rows, read.skipped, read.vanished) == (1_048_575, 1_048_572, 0)


def test_a_frozen_program_reads_without_a_child(
    lay_xlsx: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no interpreter to start, or none can be started, the workbook is read here."""
    path = lay_xlsx(ROWS)

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", refuse)
        assert heads(path) == HEADS
        patch.setattr(sys, "frozen", True, raising=False)
        assert heads(path) == HEADS


def test_a_child_that_never_ends_is_given_up(
    lay_xlsx: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook that keeps the reader busy for ever is refused like one that unfolds too far."""
    monkeypatch.setattr(beginning, "PATIENCE", 0.000_001)
    with pytest.raises(IntakeError) as caught:
        read_sheet(lay_xlsx(ROWS))
    assert caught.value.what == "unpacks_too_much"


def test_rows_that_are_hidden_are_read_and_told(lay: Lay) -> None:
    """A filtered list shows some of its rows; all are taken in, and the first hidden one is named."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ["名册", "户主", "陈桂生", "赵祥", "李霞平"])
    for row in (0, 3, 4, 9):
        sheet.set_row(row, None, None, {"hidden": True})
    book.close()
    found = read_sheet(lay(buffer.getvalue()))
    assert [e.head for e in found.entries if isinstance(e, RosterEntry)] == [*HEADS, "李霞平"]
    assert [(each.row, each.reason, each.value) for each in found.oddities] == [
        (4, "hidden_rows", "2")
    ]


def test_hidden_rows_of_an_old_workbook_are_told(lay: Lay) -> None:
    """An XLS says of each of its rows whether it is shown."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    for row, head in enumerate(("户主", "陈桂生", "王大山", "李明")):
        sheet.write(row, 0, head)
    sheet.row(2).hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    found = read_sheet(lay(buffer.getvalue(), "hidden.xls"))
    assert len(found.entries) == 3
    assert [(each.row, each.reason, each.value) for each in found.oddities] == [
        (3, "hidden_rows", "1")
    ]


def test_hidden_rows_of_an_open_document_are_told(lay: Lay, lay_ods: Lay) -> None:
    """A filter of the other program hides them in its own word."""
    path = lay_ods([["户主"], ["陈桂生"]])
    with zipfile.ZipFile(path) as parts:
        made: dict[str, str | bytes] = {name: parts.read(name) for name in parts.namelist()}
        content = parts.read("content.xml")
    row = b"<table:table-row>"
    first, second, third = content.split(row)
    hidden = b'<table:table-row table:visibility="filter">'
    made["content.xml"] = first + row + second + hidden + third
    found = read_sheet(lay(zip_bytes(made), "hidden.ods"))
    assert [(each.row, each.reason) for each in found.oddities] == [(2, "hidden_rows")]
