"""XLS: which encoding an old one is in, and what cells show that xlrd alone does not say."""

from __future__ import annotations

import datetime as dt
import io

import pytest
import xlwt
from tests.workbooks.conftest import lines, old_xls, read

ROWS = [["户主", "户号"], ["张三", "01"], ["李四", "0311"]]
FOUND = [[0, ["户主", "户号"]], [1, ["张三", "01"]], [2, ["李四", "0311"]]]


@pytest.mark.parametrize("codepage", [936, 1252, 0, 1200, 65001, 10000])
def test_an_old_workbook_in_gbk_is_read(codepage: int) -> None:
    """The code page says so, or says something else or nothing and the bytes tell."""
    assert lines(old_xls(ROWS, "gbk", codepage), "xls") == FOUND


def test_an_old_workbook_in_another_encoding_is_read() -> None:
    """A code page that fits is believed, and western words are not made Chinese ones."""
    rows = [["戶主", "戶號"], ["張三", "01"]]
    assert lines(old_xls(rows, "cp950", 950), "xls") == [[0, rows[0]], [1, rows[1]]]
    rows = [["head", "note"], ["Müller", "Straße"], ["Käthe", "Österreich"]]
    assert [cells for _row, cells in lines(old_xls(rows, "cp1252", 1252), "xls")] == rows


def test_an_encoding_that_is_named_counts() -> None:
    """What the user says goes before what the workbook says; where it does not fit, that is told."""
    rows = [["戶主"], ["張三"]]
    data = old_xls(rows, "cp950", 936)
    assert [cells for _row, cells in lines(data, "xls", "cp950")] == rows
    assert read(old_xls(ROWS, "gbk", 936), "xls", "utf-8")["error"] == "undecodable"


def workbook() -> xlwt.Workbook:
    """A workbook of one sheet with a cell of every kind."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名册")
    sheet.write(0, 0, 311, xlwt.easyxf(num_format_str="0000"))
    sheet.write(0, 1, 311)
    sheet.write(0, 2, dt.date(2019, 1, 3), xlwt.easyxf(num_format_str="yyyy-m-d"))
    sheet.write(0, 3, True)
    sheet.row(0).set_cell_error(4, "#DIV/0!")
    sheet.write_merge(1, 3, 0, 0, "甲")
    return book


def saved(book: xlwt.Workbook) -> bytes:
    """The bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_cells_hold_what_the_sheet_shows() -> None:
    """Zeros of a format, days, errors and merged cells are told as in newer workbooks."""
    (found,) = read(saved(workbook()), "xls")["sheets"]
    assert found["lines"] == [[0, ["0311", 311, "2019-01-03", True, "#DIV/0!"]], [1, ["甲"]]]
    assert found["marks"] == [[0, 2, "day"], [0, 4, "error_cell"]]
    assert found["blocks"] == [[1, 0, 3, 0]]


def test_a_cell_in_the_last_corner_costs_nothing() -> None:
    """A word in IV65536 does not make 16 million cells."""
    book = workbook()
    book.get_sheet(0).write(65_535, 255, "x")
    found = lines(saved(book), "xls")
    assert (len(found), found[-1][0], found[-1][1][-1]) == (3, 65_535, "x")


def test_a_sign_torn_in_two_is_told_as_unreadable() -> None:
    """A long table of texts is cut into records, sometimes within a sign; the rest is read."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("S")
    for row in range(80):
        sheet.write(row, 0, f"{row} " + "x" * (row % 7) + "𠮷" * 60)
    found = lines(saved(book), "xls")
    texts = [cells[0] for _row, cells in found]
    assert [row for row, text in enumerate(texts) if "\ufffd" in text]
    assert sum("𠮷" * 60 in text for text in texts) > 70


def test_noise_after_the_first_bytes_is_damage() -> None:
    """A file that only begins like an XLS is damaged."""
    assert read(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "xls")["error"] == "damaged"
    assert read(bytes.fromhex("0908080000050500") + b"noise", "xls")["error"] == "damaged"
