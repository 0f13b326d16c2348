"""ODS: what its cells hold and show."""

from __future__ import annotations

from typing import Any

import pytest
from tests.workbooks.conftest import lines, odf, ods, read, zipped


def cell(attributes: str, text: str = "") -> Any:
    """What the only cell of a sheet holds."""
    row = f"<table:table-row><table:table-cell {attributes}>{text}</table:table-cell></table:table-row>"
    ((_row, (value,)),) = lines(ods(row))
    return value


@pytest.mark.parametrize(
    ("attributes", "text", "value"),
    [
        ('office:value-type="string"', "<text:p>甲</text:p>", "甲"),
        ('office:value-type="string" office:string-value="乙"', "", "乙"),
        ('office:value-type="float" office:value="5"', "<text:p>5</text:p>", 5),
        ('office:value-type="float" office:value="311"', "<text:p>0311</text:p>", "0311"),
        ('office:value-type="float" office:value="0.5"', "<text:p>50%</text:p>", 0.5),
        ('office:value-type="float" office:value="5"', "<text:p>05.0</text:p>", 5),
        ('office:value-type="date" office:date-value="2019-01-03"', "<text:p>3.1</text:p>", "2019-01-03"),
        ('office:value-type="time" office:time-value="PT09H05M00S"', "", "09:05:00"),
        ('office:value-type="boolean" office:boolean-value="true"', "", True),
        ("", "<text:p>无类型</text:p>", "无类型"),
        ('office:value-type="string"',
         "<text:p>一</text:p><text:p>二<text:s text:c='3'/>三<text:line-break/>四<text:tab/></text:p>",
         "一\n二   三\n四\t"),
        ('office:value-type="string"',
         "<office:annotation><text:p>批注</text:p></office:annotation><text:p>甲</text:p>", "甲"),
        ('office:value-type="string"',
         ("<text:p>甲</text:p><drawing:frame><table:table><table:table-row><table:table-cell>"
         "<text:p>图</text:p></table:table-cell></table:table-row></table:table></drawing:frame>"), "甲"),
    ],
)  # fmt: skip
def test_a_cell_holds_what_the_sheet_shows(attributes: str, text: str, value: object) -> None:
    """Numbers, codes, days and texts of several lines are what a reader of the sheet sees."""
    assert cell(attributes, text) == value


@pytest.mark.parametrize(
    ("attributes", "text", "mark"),
    [
        ('table:formula="of:=[.B1]/0" office:value-type="string" calcext:value-type="error"',
         "<text:p>#DIV/0!</text:p>", ["error_cell", "#DIV/0!"]),
        ('table:formula="of:=[.B1]/0" office:value-type="float" office:value="0"',
         "<text:p>Err:502</text:p>", ["error_cell", "Err:502"]),
        ('table:formula="of:=[.B1]+1"', "", ["formula", "=[.B1]+1"]),
    ],
)  # fmt: skip
def test_what_a_cell_lost_is_told(attributes: str, text: str, mark: list[str]) -> None:
    """An error, and a formula that nobody worked out, are told as such."""
    row = f"<table:table-row><table:table-cell {attributes}>{text}</table:table-cell></table:table-row>"
    (found,) = read(ods(row))["sheets"]
    assert [found["marks"][0][2], found["lines"][0][1][0]] == mark


def test_lines_and_cells_that_repeat_are_there_as_often() -> None:
    """Equal neighbours are written once with a number; blank ones are only passed over."""
    text = "<text:p>甲</text:p>"
    rows = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell '
        f'table:number-columns-repeated="2">{text}</table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="1000000000"/></table:table-row>'
        f"<table:table-row><table:table-cell>{text}</table:table-cell></table:table-row>"
    )
    assert lines(ods(rows)) == [
        [0, ["甲", "甲"]],
        [1, ["甲", "甲"]],
        [2, ["甲", "甲"]],
        [1_000_003, ["甲"]],
    ]


def test_a_filled_line_that_repeats_without_end_is_refused() -> None:
    """A column filled down to the end of the sheet is named with its row."""
    row = (
        '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell>'
        "<text:p>是</text:p></table:table-cell></table:table-row>"
    )
    assert read(ods("<table:table-row/>" + row)) == {
        "error": "row_repeated",
        "data": {"row": 2, "times": 1_000_000_000},
    }


def test_a_cell_that_repeats_to_the_right_is_named_beyond_the_table() -> None:
    """A cell repeated a thousand million times is read as far as a table reaches."""
    row = (
        '<table:table-row><table:table-cell table:number-columns-repeated="1000000000">'
        "<text:p>是</text:p></table:table-cell></table:table-row>"
    )
    (found,) = read(ods(row))["sheets"]
    assert [len(cells) for _row, cells in found["lines"]] == [1024]
    assert found["strays"][0] == [0, "AMK1"]


def test_merged_cells_and_hidden_sheets_are_told() -> None:
    """What spans rows or columns is a range; a sheet that is not shown says so."""
    style = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
    table = (
        '<table:table table:name="旧" table:style-name="ta1"><table:table-row><table:table-cell '
        'table:number-columns-spanned="2" table:number-rows-spanned="3"><text:p>甲</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row></table:table>"
    )
    for data, family in (
        (zipped({"content.xml": odf(table, styles=style)}), "zip"),
        (odf(table, styles=style).encode(), "xml"),
    ):
        (found,) = read(data, family)["sheets"]  # type: ignore[arg-type]
        assert (found["name"], found["hidden"], found["blocks"]) == ("旧", True, [[0, 0, 2, 1]])


def test_what_was_there_before_is_not_read() -> None:
    """Former versions that are kept with the sheet are no lines of it."""
    before = (
        "<table:tracked-changes><table:deletion><table:table-cell><text:p>删</text:p>"
        "</table:table-cell></table:deletion></table:tracked-changes>"
    )
    table = (
        '<table:table table:name="一组"><table:table-row><table:table-cell><text:p>甲</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    assert lines(zipped({"content.xml": odf(before + table)})) == [[0, ["甲"]]]
