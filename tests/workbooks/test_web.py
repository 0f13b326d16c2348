"""Web pages: every table is a sheet, whatever else stands around and in it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.workbooks.conftest import lines, read


def told(page: str) -> list[dict[str, Any]]:
    """The tables of a page."""
    found: list[dict[str, Any]] = read(page.encode(), "page")["sheets"]
    return found


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<b><font color=red>陈</font>桂生</b>", "陈桂生"),
        ("陈&#26690;生&nbsp;&amp;&lt;", "陈桂生 &<"),
        (" 陈\n\t 桂生 ", "陈 桂生"),
        ("一<br>二<p>三</p><div>四</div>", "一\n二\n三\n四"),
        ("甲<!-- 注 --><script>x</script><style>y</style>", "甲"),
        ("甲<![if !supportLists]>乙<![endif]><![x", "甲乙"),
        ("<p></p>0311", "0311"),
    ],
)
def test_a_cell_says_what_the_page_shows(cell: str, text: str) -> None:
    """Markup within a cell is not part of its words; its breaks are."""
    assert lines(f"<table><tr><td>{cell}</td></tr></table>".encode(), "page")[0][1] == [text]


def test_what_is_not_closed_is_closed_by_what_follows() -> None:
    """Old programs write no ends of cells, lines and tables, or write them twice."""
    page = "<TABLE><THEAD><TR><TH>户主<TH>户号<TBODY><tr><td>甲<td>1</tr></tr><tr><td>乙<td>2"
    assert lines(page.encode(), "page") == [
        [0, ["户主", "户号"]],
        [1, ["甲", "1"]],
        [2, ["乙", "2"]],
    ]
    assert lines(b"<table><td>a</td></table></table></td>", "page") == [[0, ["a"]]]


def test_cells_that_span_push_the_others_aside() -> None:
    """A cell over several rows or columns is a range, and what follows stands where it is seen."""
    (found,) = told(
        "<table><tr><td rowspan=2>一组</td><td colspan=2>甲</td><td>1</td></tr>"
        "<tr><td>乙</td><td>丙</td><td>2</td></tr><tr><td>二组</td></tr></table>"
    )
    assert found["lines"] == [
        [0, ["一组", "甲", "", "1"]],
        [1, ["", "乙", "丙", "2"]],
        [2, ["二组"]],
    ]
    assert found["blocks"] == [[0, 0, 1, 0], [0, 1, 0, 2]]


@pytest.mark.parametrize("span", ["1000000000", "0", "-3", "x", "", "９"])
def test_spans_without_end_or_sense_end(span: str) -> None:
    """No number of rows or columns makes more of a page than it is."""
    row = f"<tr><td rowspan={span} colspan={span}>甲</td><td>乙</td></tr>"
    found = read(f"<table>{row * 50}</table>".encode(), "page")
    assert len(found["sheets"][0]["lines"]) >= 1


def test_a_table_within_a_table_is_a_sheet_and_a_word() -> None:
    """A page laid out in tables holds the table of data in a cell; a small one is the cell's words."""
    outer, inner = told("<table><tr><td>甲<table><tr><td>1<td>2</table></td><td>乙</table>")
    assert outer["lines"] == [[0, ["甲1 2", "乙"]]]
    assert inner["lines"] == [[0, ["1", "2"]]]


def test_a_formula_that_shows_nothing_is_told() -> None:
    """Excel keeps a cell's formula beside what it shows."""
    (found,) = told('<table><tr><td x:fmla="=B1+1"></td><td x:fmla="=1+1">2</td></tr></table>')
    assert (found["lines"], found["marks"]) == ([[0, ["=B1+1", "2"]]], [[0, 0, "formula"]])


def test_a_page_made_to_keep_the_reader_busy_is_refused() -> None:
    """Columns taken from above cannot be made to be counted over and over."""
    head = "<tr>" + "<td rowspan=65534>" * 1000
    assert (
        read(f"<table>{head}{'<tr><td>' * 20_000}".encode(), "page")["error"] == "unpacks_too_much"
    )
