"""XLSX: what its cells hold and show, however its XML is written."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workbooks.conftest import MAIN, lines, ooxml, read

STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="0000"/><numFmt numFmtId="171" '
    'formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/><xf numFmtId="171"/>'
    '<xf numFmtId="2"/></cellXfs>'
)


def cell(xml: str, **parts: str) -> Any:
    """What the only cell of a sheet holds."""
    ((_row, cells),) = lines(ooxml(f'<row r="1">{xml}</row>', **parts))
    return cells[-1]


def test_names_of_any_namespace_and_quotes_of_any_kind_are_read() -> None:
    """A writer may give its tags a prefix and its attributes single quotes: it is the same sheet."""
    sheet = (
        f"<x:worksheet xmlns:x='{MAIN}'><x:sheetData><x:row r='2'>"
        "<x:c r='A2' t='inlineStr'><x:is><x:t>甲</x:t></x:is></x:c>"
        "<x:c s='1' r='B2'><x:v>311</x:v></x:c><x:c t='e' r='C2'><x:v>#REF!</x:v></x:c>"
        "</x:row></x:sheetData></x:worksheet>"
    )
    (found,) = read(ooxml("", sheet=sheet, styles=STYLES))["sheets"]
    assert found["lines"] == [[1, ["甲", "0311", "#REF!"]]]
    assert found["marks"] == [[0, 2, "error_cell"]]


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ('<c r="A1"><v>5</v></c>', 5),
        ('<c r="A1"><v>0.5</v></c>', 0.5),
        ('<c r="A1"><v>13800001234.0</v></c>', 13800001234),
        ('<c r="A1" s="1"><v>311</v></c>', "0311"),
        ('<c r="A1" s="2"><v>43468</v></c>', "2019-01-03"),
        ('<c r="A1" s="3"><v>43468.5</v></c>', "2019-01-03T12:00:00"),
        ('<c r="A1" s="4"><v>3</v></c>', 3),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="d"><v>2019-01-03T00:00:00Z</v></c>', "2019-01-03T00:00:00"),
        ('<c r="A1" t="str"><f>B1</f><v>甲</v></c>', "甲"),
        ('<c r="A1"><v>not a number</v></c>', "not a number"),
        ('<c r="A1"><v>1E999</v></c>', "1E999"),
        ('<c r="A1" t="inlineStr"><is> <t>甲</t> <r><t xml:space="preserve"> 乙</t></r></is></c>', "甲 乙"),
        ('<c r="A1" t="inlineStr"><is><t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh></is></c>', "甲"),
        ("<c><v>7</v></c>", 7),
    ],
)  # fmt: skip
def test_a_cell_holds_what_the_sheet_shows(xml: str, value: object) -> None:
    """Numbers, days, codes with zeros and texts are what a reader of the sheet sees."""
    assert cell(xml, styles=STYLES) == value


def test_shared_texts_are_found_without_what_is_read_aloud() -> None:
    """A text of several runs is one text; the sounds written beside it are not part of it."""
    strings = "<si><r><t>陈</t></r><r><t>桂生</t></r><rPh sb='0' eb='1'><t>chen</t></rPh></si>"
    assert cell('<c r="A1" t="s"><v>0</v></c>', strings=strings) == "陈桂生"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("a_x000D_b", "a\rb"),
        ("价格_x005F_x0041_问题", "价格_x0041_问题"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD842__xDFB7_", "𠮷"),
        ("_xD842_", "\ufffd"),
        ("a_x_b", "a_x_b"),
    ],
)
def test_escapes_are_undone_once(written: str, read_as: str) -> None:
    """What somebody typed that looks like an escape is kept as it was typed."""
    assert cell('<c r="A1" t="s"><v>0</v></c>', strings=f"<si><t>{written}</t></si>") == read_as
    assert cell(f'<c r="A1" t="inlineStr"><is><t>{written}</t></is></c>') == read_as


def marks(xml: str, book: str = "") -> list[list[Any]]:
    """What is told of the first row's cells."""
    found: list[list[Any]] = read(ooxml(f'<row r="1">{xml}</row>', book=book))["sheets"][0]["marks"]
    return found


def test_a_formula_without_its_result_is_told() -> None:
    """No result, or an empty one where a number should be, is none; an empty text is a result."""
    assert marks('<c r="A1"><f>1+1</f></c>') == [[0, 0, "formula"]]
    assert marks('<c r="A1"><f>1+1</f><v></v></c>') == [[0, 0, "formula"]]
    assert marks('<c r="A1" t="str"><f>IF(1,"")</f><v></v></c><c r="B1"><v>1</v></c>') == []
    assert cell('<c r="A1"><f>SUM(B1)</f></c>') == "=SUM(B1)"
    assert cell('<c r="A1"><f>"0311"</f></c>') == "0311"


def test_a_zero_that_nobody_worked_out_is_no_result() -> None:
    """A program that cannot reckon writes 0 and asks the spreadsheet to work it out on opening."""
    asks = '<calcPr fullCalcOnLoad="1"/>'
    assert marks('<c r="A1"><f>B1*2</f><v>0</v></c>', asks) == [[0, 0, "formula"]]
    assert marks('<c r="A1"><f>B1*2</f><v>0</v></c>') == []
    assert marks('<c r="A1"><v>0</v></c>', asks) == []


def test_a_text_that_begins_like_a_formula_is_a_text() -> None:
    """The workbook says which cells are formulas; words with = before them are words."""
    assert marks('<c r="A1" t="inlineStr"><is><t>=1+1</t></is></c>') == []
    assert cell('<c r="A1" t="inlineStr"><is><t>=1+1 是公式</t></is></c>') == "=1+1 是公式"


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    """A workbook from an old Macintosh counts its days from another day."""
    book = '<workbookPr date1904="true"/>'
    assert cell('<c r="A1" s="2"><v>42006</v></c>', styles=STYLES, book=book) == "2019-01-03"


def test_ranges_that_cannot_be_are_left_out() -> None:
    """Merged ranges are told once; one inside another, or of one cell, is none."""
    refs = ("A1:C1", "A2:A4", "A3:A9", "B2:B2", "", "A1", "B3:ZZZ9999999", "$D$1:$D$2")
    after = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs[:6] + refs[7:])
    data = ooxml(
        '<row r="1"><c r="A1"><v>1</v></c></row>', after=f"<mergeCells>{after}</mergeCells>"
    )
    assert read(data)["sheets"][0]["blocks"] == [[0, 0, 0, 2], [0, 3, 1, 3], [1, 0, 3, 0]]


def test_a_cell_far_from_the_table_is_named() -> None:
    """A stray cell makes no line 16,384 cells wide."""
    far = "".join(f'<c r="{name}1"><v>1</v></c>' for name in ("A", "XFA", "XFB", "XFC", "XFD"))
    (found,) = read(ooxml(f'<row r="1">{far}</row>'))["sheets"]
    assert found["lines"] == [[0, [1]]]
    assert (found["strays"], found["stray_count"]) == (
        [[0, "XFA1"], [0, "XFB1"], [0, "XFC1"]],
        4,
    )


def test_parts_are_found_however_they_are_called() -> None:
    """Programs write other cases and strokes, and name their parts as they like."""
    data = ooxml("<row><c><v>1</v></c></row><row><c/><c><v>2</v></c></row>")
    assert lines(data.replace(b"xl/worksheets/sheet1.xml", b"XL\\worksheets\\Sheet1.XML")) == [
        [0, [1]],
        [1, ["", 2]],
    ]


@pytest.mark.parametrize(
    "sheet",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>',
        "<worksheet>" + "<a>" * 300 + "</a>" * 300 + "</worksheet>",
        "<worksheet><sheetData><row r='0'><c/></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r='1'><c r='ZZZZ1'/></row></sheetData></worksheet>",
        "<worksheet><sheetData>",
    ],
)
def test_xml_that_no_program_writes_is_damage(sheet: str) -> None:
    """Entities, endless nesting, places that are not there and cut ends are refused."""
    assert read(ooxml("", sheet=sheet)) == {"error": "damaged", "data": {}}


CELLS = st.one_of(
    st.integers(-(10**14), 10**14),
    st.integers(-(10**9), 10**9).map(lambda eighths: eighths / 8),
    st.booleans(),
    st.text(st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="\ufffe\uffff"))
    .filter(lambda text: text.strip() and not text.startswith("=") and "_x" not in text.lower()),
    st.dates(dt.date(1900, 3, 1), dt.date(2100, 1, 1)),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_another_program_writes_comes_back(rows: list[list[Any]]) -> None:
    """Whatever openpyxl puts into a workbook is what is read from it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    found = [cells for _row, cells in lines(buffer.getvalue())]
    assert found == [[_as_told(cell) for cell in row] for row in rows]


def _as_told(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, dt.date) else cell
