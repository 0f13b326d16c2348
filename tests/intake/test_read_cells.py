"""Single cells: texts, counts, codes and days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.domain.dates.named import Named
from fieldbook.intake import cells, dates
from fieldbook.intake.grid import Cell


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("\ufeff\u3000 陈\u200b桂\xa0", "陈桂"),
        ("a\t b\r\nc", "a b c"),
        ("a_x000D_\nb_x0009_c", "a_x000D_ b_x0009_c"),
        ("\x1b[2Ja\u202eb", "[2Jab"),
        (2549.0, "2549"),
        (13800001234.0, "13800001234"),
        (0.5, "0.5"),
        (dt.date(2019, 1, 3), "2019-01-03"),
        (dt.time(9, 5), "09:05:00"),
        ("👨\u200d👩", "👨\u200d👩"),
    ],
)
def test_texts_lose_only_what_nobody_sees(cell: Cell, text: str) -> None:
    """Blanks of any kind, marks and controls go; what was written stays."""
    assert cells.one_line(cell) == text


@pytest.mark.parametrize(
    ("text", "is_error"),
    [
        ("#REF!", True), ("#N/A", True), ("####", True), ("Err:502", True),
        ("#3", False), ("#", False), ("Err: see below", False), ("3组#REF!", False),
    ],
)  # fmt: skip
def test_only_what_a_spreadsheet_writes_is_an_error(text: str, is_error: bool) -> None:
    """A number with its sign before it, as #3, is what somebody wrote."""
    assert cells.is_error(text) is is_error


def test_breaks_that_a_program_left_unread_are_breaks() -> None:
    """A workbook's line break in a text file is one; other escapes are what somebody typed."""
    assert cells.untyped("甲_x000D_\n乙_x0009_丙_x0041_") == "甲\r\n乙\t丙_x0041_"


def test_lines_are_kept_and_blank_ones_are_not() -> None:
    """A longer text keeps its lines, each trimmed, without the blank ones between them."""
    assert cells.many_lines("\n\t\t一\t二 \r\n\u3000\n\n  三\n") == "一 二\n三"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", 5), ("5人", 5), ("５", 5), ("5.0", 5), ("5 口人", 5), ("五口人", 5), ("十二人", 12),
        ("两人", 2), ("每10天", 10), ("every 10 days", 10), ("0", 0),
        ("", None), ("5.5", None), ("-1", None), ("几人", None), ("1000", None), ("9" * 5000, None),
        ("six", 6), ("Two people", 2), ("six or seven", None),
    ],
)  # fmt: skip
def test_counts_are_read_as_people_write_them(text: str, number: int | None) -> None:
    """5人 is five, and what is no number of people is none."""
    assert cells.count(text) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [("2549.0", "2549"), ("0311", "0311"), ("０３１１", "0311"), ("3-1", "3-1"), ("3.10", "3.10")],
)
def test_codes_are_texts(text: str, code: str) -> None:
    """A number that is a name keeps its zero and loses only what a spreadsheet added."""
    assert cells.code(text) == code


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("陈　桂", "陈桂"),
        ("陈 桂 生", "陈桂生"),
        ("陈桂生 李霞平", "陈桂生 李霞平"),
        ("A B", "A B"),
    ],
)
def test_names_padded_to_be_even_are_joined(name: str, told: str) -> None:
    """A name of single signs is one name; two whole names stay two."""
    assert cells.name(name) == told


THIRD = dt.date(2019, 1, 3)


@pytest.mark.parametrize(
    "cell",
    [
        THIRD, dt.datetime.fromisoformat("2019-01-03 10:22"), "2019-01-03", "2019-1-3", "2019/1/3 10:22", "2019/01/03",
        "2019/1/3 9:32:09", "2019年1月3日", "2019年1月3日上午9点30分", "2019 年 1 月 3 日", "2019.1.3",
        "2019.01.03 星期四", "２０１９／１／３", "20190103", 20190103, 20190103.0, "20190103102200", 43468, 43468.43,
        "43468", "2019-01-03T10:22:00Z", "2019-01-03T10:22:00.5+08:00", "3 Jan 2019", "January 3, 2019",
        "3rd january 2019", "3-Jan-2019", "3 Sept 2019".replace("Sept", "Jan."), "2019/1/3 10:22 PM",
    ],
)  # fmt: skip
def test_days_are_read_in_any_dress(cell: Cell) -> None:
    """The third of January 2019, as spreadsheets, forms and people write it."""
    assert dates.read(cell) == THIRD


@pytest.mark.parametrize(
    "cell",
    [
        "2019/13/45", "2019-02-30", "20191345", "0219/1/3", "9999/1/1", "2019年", "2019年春", "昨天", "长期", "3/4/2019",
        "2019/1/3abc", "", True, dt.time(1), 5, 1e300, -3.5, dt.date(3019, 1, 1), "5 Foo 2019",
    ],
)  # fmt: skip
def test_what_is_no_day_is_none(cell: Cell) -> None:
    """A day that never was, half a day's name or another number is not guessed at."""
    assert dates.read(cell) is None


def test_a_row_of_colons_is_refused_at_once() -> None:
    """A text that could be cut into times in very many ways takes no longer than any other."""
    assert dates.read("2019/1/3 " + "1:" * 5000 + "x") is None


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("=SUM(A1:A9)", True), ("=A1", True), ("=$B$2*3", True), ("='一组'!A1", True), ("=1+1", True),
        ("=SUM(A:A, 2)*10%", True), ('=IF(A1="是",1,0)', True), ("=一组!A1", True),
        ("=====", False), ("= 见附件 (二)", False), ("=", False), ("1+1=2", False),
        ("=1+1 是公式", False), ("=A1 栋", False), ("=好", False), ('="0311"', False),
    ],
)  # fmt: skip
def test_only_formulas_are_taken_for_formulas(text: str, formula: bool) -> None:
    """A text that begins with the sign is a text all the same."""
    assert cells.is_formula(text) is formula


def test_a_house_number_is_no_exponent() -> None:
    """Only what a spreadsheet makes of a long number is one that lost its digits."""
    assert cells.lost_digits("1.3E+17")
    assert cells.lost_digits(1.3e17)
    assert not cells.lost_digits("3E12")
    assert not cells.lost_digits("130102199001011234")


def test_a_column_that_contradicts_itself_tells_nothing() -> None:
    """The order of day and month is taken from a column only when it has one."""
    assert dates.order_of(["25/12/2019", "3/4/2019"]) == "day_first"
    assert dates.order_of(["12/25/2019", 7, ""]) == "month_first"
    assert dates.order_of(["25/12/2019", "12/25/2019"]) == ""
    assert dates.read("3/4/2019", "month_first") == dt.date(2019, 3, 4)
    assert dates.read("3/4/2019", "day_first") == dt.date(2019, 4, 3)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.times()))
def test_no_cell_is_too_odd(cell: Cell) -> None:
    """Whatever stands in a cell, reading it ends with an answer."""
    line = cells.one_line(cell)
    assert line == line.strip()
    assert "\n\n" not in cells.many_lines(cell)
    assert cells.count(line) is None or cells.count(line) in range(1000)
    cells.lost_digits(cell)
    cells.code(line)
    day = dates.read(cell)
    assert day is None or isinstance(day, Named) or 1900 <= day.year <= 2199
