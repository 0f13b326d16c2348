"""Lines for a terminal: aligned by cells, cut where they must be, harmless whatever was typed."""

from __future__ import annotations

import pytest

from fieldbook.cli.table import aligned, cell_width, cut, one_line, tabbed


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        ("水渠", "水渠"),
        ("水\n渠", "水 渠"),
        ("a\x1b[2Jb", "a [2Jb"),
        ("a\x07\x9b31mb", "a 31mb"),
        ("\t水\t\t渠\r\n", "水 渠"),
        ("左\u202e右", "左 右"),
    ],
)
def test_no_text_moves_the_cursor(text: str, plain: str) -> None:
    """Control characters and direction marks become blanks, and blanks in a row become one."""
    assert one_line(text) == plain


@pytest.mark.parametrize(
    ("text", "width", "kept"),
    [
        ("", 3, ""),
        ("abc", 3, "abc"),
        ("abcd", 3, "ab~"),
        ("水渠", 4, "水渠"),
        ("水渠漏", 5, "水渠~"),
        ("水渠漏", 4, "水~"),
        ("水渠", 1, "~"),
    ],
)
def test_a_text_is_cut_only_where_it_must_be(text: str, width: int, kept: str) -> None:
    """What just fits stays whole; what does not is cut between characters, its end marked."""
    assert cut(text, width) == kept
    assert cell_width(kept) <= width


def test_the_widest_column_gives_way_first() -> None:
    """A table that just fits is left alone; in a cell less the widest column is cut."""
    rows = [["1", "水渠漏水三次"], ["22", "b"]]
    whole = ["#   Title", "1   水渠漏水三次", "22  b"]
    assert list(aligned(["#", "Title"], rows, 16)) == whole
    assert list(aligned(["#", "Title"], rows, 15)) == ["#   Title", "1   水渠漏水三~", "22  b"]
    assert list(aligned(["#", "Title"], [], 16)) == ["#  Title"]


def test_names_stay_whole_as_long_as_something_else_can_be_cut() -> None:
    """Headings give way first, then the other columns, however narrow; those kept whole last of all."""
    heads, rows = ["Household no.", "Head", "Address"], [["01", "Peter Longman", "11 Mill Lane"]]
    assert list(aligned(heads, rows, 31, [0, 1])) == [
        "Hou~  Head           Address", "01    Peter Longman  11 Mill L~",
    ]  # fmt: skip
    assert list(aligned(heads, rows, 25, [0, 1]))[1] == "01    Peter Longman  11 ~"
    assert list(aligned(heads, rows, 24, [0, 1]))[1] == "01    Peter Longm~  11 ~"


def test_a_column_without_a_value_gives_way_before_one_with() -> None:
    """Where there is room its heading stays; where there is none it is left out, and the rest is whole."""
    heads, rows = ["#", "Phone", "Title"], [["1", "", "水渠漏水"], ["2", "", "b"]]
    assert list(aligned(heads, rows, 18))[:2] == ["#  Phone  Title", "1         水渠漏水"]
    assert list(aligned(heads, rows, 17)) == ["#  Title", "1  水渠漏水", "2  b"]
    assert list(aligned(["Phone"], [[""]], 4)) == ["", ""]


def test_names_stay_whole_where_a_column_before_them_is_left_out() -> None:
    """They are numbered as they were given, whatever is left out of the table."""
    heads, rows = ["Phone", "Head", "Address"], [["", "Peter Longman", "11 Mill Lane"]]
    assert list(aligned(heads, rows, 24, [1]))[1] == "Peter Longman  11 Mill ~"
    assert list(aligned(heads, rows, 24, [2]))[1] == "Peter Lon~  11 Mill Lane"


def test_other_programs_get_every_character() -> None:
    """Between tabs nothing is cut, and no cell holds a tab or a line break of its own."""
    assert list(tabbed([["1", "水\t渠\n漏"], ["", "x" * 200]])) == ["1\t水 渠 漏", "\t" + "x" * 200]


def test_headings_give_way_by_no_more_than_is_needed() -> None:
    """One cell too many takes one cell of the widest heading, not all that is above what stands beneath."""
    headings, row = ("Head of household", "Contact person"), ("Ann", "Bob")
    heading, _row = aligned(headings, [row], cell_width("  ".join(headings)) - 1)
    assert heading.split("  ") == ["Head of househo~", "Contact person"]
