"""The number of a household, where no heading says so outright."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.i18n import use_language
from fieldbook.intake.sheet import read_sheet
from fieldbook.labels import field_label
from fieldbook.sentences_of_sheets import not_read

Lay = Callable[..., Path]


def codes(path: Path) -> list[str]:
    """The numbers that the households of a roster have."""
    return [getattr(each, "code") for each in read_sheet(path).entries]  # noqa: B009


@pytest.mark.parametrize(
    "heading", ["House number", "House no.", "House #", "No", "No.", "Number", "#", "门牌", "编号"]
)
def test_numbers_of_one_household_each_are_the_households(heading: str, lay: Lay) -> None:
    """A column of numbers that do not only count the rows is the number within the group."""
    rows = (
        "12,Paul Moss,Mill,2 Mill Lane\n7,Ann Reed,Mill,3 Mill Lane\n7,Joe Hill,Church,1 Elm Row\n"
    )
    assert codes(lay(f"{heading},Name,Group,Address\n{rows}")) == ["12", "7", "7"]


@pytest.mark.parametrize(
    "numbers",
    [
        "1 2 3",
        "1 1 2",
        "7 12 12",
        "4 elm 5",
        "001 002 003",
        "1 2 4",
        "25 26 27",
        "25 1 3",
        "１ ２ ４",
    ],
)
@pytest.mark.parametrize("heading", ["No.", "Number", "#", "编号"])
def test_numbers_that_count_rows_or_stand_twice_are_none(
    heading: str, numbers: str, lay: Lay
) -> None:
    """What rises from row to row, in the sheet or in each group, or stands twice in one, is not read."""
    one, two, three = numbers.split()
    rows = f"{one},Paul Moss,Mill\n{two},Ann Reed,Church\n{three},Joe Hill,Church\n"
    sheet = read_sheet(lay(f"{heading},Name,Group\n{rows}"))
    assert sheet.unread == (heading,)


@pytest.mark.parametrize(
    ("cells", "households"),
    [
        (["HH-001 / John Banda", "HH-002 / Mary Phiri"], [("HH-001", "John Banda"), ("HH-002", "Mary Phiri")]),
        (["A12：陈桂生", "A7：王大山"], [("A12", "陈桂生"), ("A7", "王大山")]),
        (["001-陈桂生", "002-王大山"], [("001", "陈桂生"), ("002", "王大山")]),
        (["1 陈桂生", "2 王大山"], [("", "1 陈桂生"), ("", "2 王大山")]),
        (["A1 / John Banda", "Mary Phiri", "Ann Reed"], [("", "A1 / John Banda"), ("", "Mary Phiri"), ("", "Ann Reed")]),
    ],
)  # fmt: skip
def test_a_number_and_a_name_in_one_cell_are_two(
    cells: list[str], households: list[tuple[str, str]], lay: Lay
) -> None:
    """Where every cell has both; what may only count the rows, or stands in one of them, is let alone."""
    sheet = read_sheet(lay("\n".join(["Household,Members", *(f"{each},3" for each in cells)])))
    assert [(getattr(each, "code"), getattr(each, "head")) for each in sheet.entries] == households  # noqa: B009


@pytest.mark.parametrize("heading", ["No.", "编号"])
def test_numbers_that_fall_are_no_count(heading: str, lay: Lay) -> None:
    """Nobody counts rows downwards, so they are the households'."""
    rows = "3,Paul Moss,Mill\n2,Ann Reed,Mill\n1,Joe Hill,Mill\n"
    assert codes(lay(f"{heading},Name,Group\n{rows}")) == ["3", "2", "1"]


@pytest.mark.parametrize("heading", ["House number", "门牌", "户号"])
def test_a_heading_that_says_houses_is_read_though_its_numbers_rise(heading: str, lay: Lay) -> None:
    """Houses are numbered along the road."""
    rows = "001,Paul Moss,Mill\n002,Ann Reed,Mill\n004,Joe Hill,Mill\n"
    assert codes(lay(f"{heading},Name,Group\n{rows}")) == ["001", "002", "004"]


@pytest.mark.parametrize(("heading", "name"), [("Household", "Name"), ("农户", "姓名")])
def test_numbers_beside_names_are_no_names(heading: str, name: str, lay: Lay) -> None:
    """A column that could name households numbers them where it has digits; a total stands below."""
    rows = "3,Paul Moss,Mill\n3,Ann Moss,Mill\n4,Joe Hill,Mill\n5,Eve Lang,Mill\nTotal,,\n"
    read = read_sheet(lay(f"{heading},{name},Group\n{rows}"))
    assert ("code", heading) in read.columns
    assert ("head", name) in read.columns
    heads = [getattr(each, "head") for each in read.entries]  # noqa: B009
    assert heads == ["Paul Moss", "Joe Hill", "Eve Lang"]
    assert codes(lay(f"{heading},{name},Group\n{rows}")) == ["3", "4", "5"]


@pytest.mark.parametrize(("numbers", "below"), [("3 4", "Total"), ("H01 H02", ""), ("H-1 H-2", "")])
def test_short_lists_of_numbers_beside_names_are_numbers(
    numbers: str, below: str, lay: Lay
) -> None:
    """Two households with their total below are enough, and letters before the digits are no name."""
    told = numbers.split()
    rows = "".join(f"{each},Paul Moss {each},Mill\n" for each in told)
    assert codes(lay(f"Household,Name,Group\n{rows}{below},,\n")) == told


def test_heads_beside_members_are_heads(lay: Lay) -> None:
    """Names under Household stay those of the heads."""
    read = read_sheet(
        lay("Household,Name,Group\nPaul Moss,Ann Moss,Mill\nPaul Moss,Lea Moss,Mill\n")
    )
    assert [getattr(each, "head") for each in read.entries] == ["Paul Moss"]  # noqa: B009


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_what_no_column_was_found_for_names_headings_that_are_read(lang: str, lay: Lay) -> None:
    """Beside headings not read stand those that would do; a file that has them is read whole."""
    use_language(lang)
    try:
        head = field_label("head")
        _unread, told = not_read(read_sheet(lay(f"{head},Rooms\nPaul Moss,3\n")))
        sought = ("code", "people", "address", "phone", "group", "contact")
        labels = [field_label(each) for each in sought]
        assert all(each in told for each in labels)
        rows = f"{head},{','.join(labels)}\nPaul Moss,7,3,Elm Row,5550,Mill,Ann Reed\n"
        assert {field for field, _heading in read_sheet(lay(rows)).columns} == {"head", *sought}
    finally:
        use_language("en")


@pytest.mark.parametrize("heading", ["序号", "Serial"])
def test_a_running_number_stays_one(heading: str, lay: Lay) -> None:
    """What says that it runs is no number of a household, whatever stands in it."""
    assert codes(lay(f"{heading},户主\n12,陈桂生\n7,王大山\n")) == ["", ""]
