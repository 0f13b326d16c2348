"""Columns of days: what their cells are, how they write a day, and the years they leave out."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.domain.dates import Order, days_of_two
from fieldbook.domain.dates.named import Named
from fieldbook.domain.entries import LedgerEntry
from fieldbook.intake import dates
from fieldbook.intake.grid import Cell
from fieldbook.intake.sheet import read_sheet

Lay = Callable[..., Path]

TODAY = dt.date(2026, 11, 25)


def column(cells: Sequence[Cell], today: dt.date | None = TODAY, order: Order = "") -> list[str]:
    """A column of days that were, as ISO texts, and ``-`` where none was read."""
    days = dates.of_column(cells, "back", today, otherwise=order)
    return [day.isoformat() if day else "-" for day in days]


@pytest.mark.parametrize(
    "cell",
    [
        "26.3.5", "26/3/5", "'26.3.5", "260305", 260305, "二〇二六年三月五日", "2026.3.5-3.8", "5-Mar-26", "March 5, 2026",
        46086, "46086.5", 20260305, "2026年3月5日 星期四 晴", "2026—03—05", "截至2026年3月5日",
    ],
)  # fmt: skip
def test_ledgers_write_days_in_many_ways(cell: Cell) -> None:
    """What people write into ledgers is the same day for all of them."""
    assert column([cell]) == ["2026-03-05"]


@pytest.mark.parametrize(
    "cell",
    ["去年冬天", "待定", "立行立改", "长期坚持", "2026年", 2026, "今天", "昨天", "三天前", "上个月20号", "去年3月5日", "月底", "5号",
     "农历三月初五", "2026年2月29日", 0.5, 45.0, -3.5, float("nan"), float("inf"), 1e15],
)  # fmt: skip
def test_what_a_sheet_cannot_mean_is_no_day(cell: Cell) -> None:
    """Words, years alone and what was counted from the day of writing are no days."""
    assert column([cell]) == ["-"]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (3.5, "2026-03-05"), (3.15, "2026-03-15"), (12.25, "2025-12-25"), (2.3, "2026-02-03"), (3.1, "-"), (1.3, "-"),
        (13.5, "-"), (2026.3, "2026-03-01"), (2026.1, "-"), (2026.12, "2026-12-01"), ("3.1", "2026-03-01"), ("3.10", "2026-03-10"),
    ],
)  # fmt: skip
def test_a_day_that_became_a_number_is_told_by_its_digits(cell: Cell, day: str) -> None:
    """A number has lost its last nought: 3.1 may have been the tenth, and is refused."""
    assert column([cell], order="year_first") == [day]


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["2025-03-01", "3月5日", "3月9日"], ["2025-03-01", "2025-03-05", "2025-03-09"]),
        (["3月5日", "3.9", "2025-03-12"], ["2025-03-05", "2025-03-09", "2025-03-12"]),
        (
            ["2026-03-01", "2026-04-10", "4月12日", "2023-03-15"],
            ["2026-03-01", "2026-04-10", "2026-04-12", "2023-03-15"],
        ),
        (["2024-12-20", "12月28日", "1月3日", "2月5日"],
         ["2024-12-20", "2024-12-28", "2025-01-03", "2025-02-05"]),
        (["12月28日", "1月3日", "2025-01-09"], ["2024-12-28", "2025-01-03", "2025-01-09"]),
        (["2025-02-01", "1月9日", "12月30日", "2024-12-20"],
         ["2025-02-01", "2025-01-09", "2024-12-30", "2024-12-20"]),
        (["2024-03-05", "11月20日", "2025-02-01"], ["2024-03-05", "2024-11-20", "2025-02-01"]),
        (["2024-01-05", "2024-03-05", "11月20日"], ["2024-01-05", "2024-03-05", "2024-11-20"]),
        (["2024-11-05", "2024-03-05", "1月20日"], ["2024-11-05", "2024-03-05", "2024-01-20"]),
        (["2025-03-10", "2025-03-20", "3月15日", "待定", "3月30日"],
         ["2025-03-10", "2025-03-20", "2025-03-15", "-", "2025-03-30"]),
        (["2024-02-20", "2月29日", "2025-02-20", "2月29日"],
         ["2024-02-20", "2024-02-29", "2025-02-20", "2024-02-29"]),
        (["2026-11-20", "12月30日"], ["2026-11-20", "2025-12-30"]),
        (["2025年3月上旬", "3月中旬", "10月底"], ["2025-03-01", "2025-03-11", "2025-10-31"]),
    ],
)  # fmt: skip
def test_a_day_without_its_year_takes_that_of_its_neighbours(
    cells: list[Cell], days: list[str]
) -> None:
    """The rows around lend their year, in the order they stand, also over the turn of the year."""
    assert column(cells) == days


def test_where_no_row_has_a_year_each_day_is_the_last_one() -> None:
    """A column without any year looks back from the day of taking in; without that day it is unread."""
    assert column(["12月28日", "1月3日", "11月25日", "11月26日"]) == [
        "2025-12-28", "2026-01-03", "2026-11-25", "2025-11-26",
    ]  # fmt: skip
    assert column(["12月28日", "2025-12-30"], today=None) == ["2025-12-28", "2025-12-30"]
    assert column(["12月28日"], today=None) == ["-"]
    assert dates.of_column(["3月5日"], "ahead", TODAY) == [dt.date(2027, 3, 5)]


def test_a_column_tells_how_it_writes_its_days() -> None:
    """A day after the twelfth tells which number is the day for the whole column, and only there."""
    assert column(["12/05/2019"]) == ["-"]
    assert column(["12/05/2019", "25/05/2019", "3/4"]) == ["2019-05-12", "2019-05-25", "2019-04-03"]
    assert column(["12/05/2019", "05/25/2019", "3/4"]) == ["2019-12-05", "2019-05-25", "2019-03-04"]
    assert column(["26/3/5", "5/3/2026", "13/3/2026"]) == ["2026-03-05", "2026-03-05", "2026-03-13"]
    assert days_of_two("１２/05/2019")
    assert not days_of_two("26/3/5")
    assert not days_of_two("5/5/2019")


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ("标题,反映时间\na,5/11\nb,3.9\n", "05-11 03-09"),
        ("title,date\na,5/11\nb,3.9\n", "- -"),
        ("title,date\na,5/11\nb,25/3\n", "11-05 03-25"),
        ("title,date\na,5/11\nb,3/25\n", "05-11 03-25"),
        ("title,date\na,5/11\nb,2026-03-25\n", "05-11 03-25"),
        ("title,date,closed on\na,5/11,15/11\nb,3/9,\n", "11-05 09-03"),
        ("标题,反映时间\na,5/11\nb,25/3/2026\n", "11-05 03-25"),
        ("标题,反映时间\na,11.5\nb,26.11\n", "11-05 11-01"),
    ],
)
def test_5_11_is_read_as_its_sheet_writes_days(rows: str, days: str, lay: Lay) -> None:
    """5/11 is 5月11日 in a Chinese sheet; in another its rows tell which, or it stays in these words and is told."""
    sheet = read_sheet(lay(rows), today=TODAY)
    found = [each for each in sheet.entries if isinstance(each, LedgerEntry)]
    assert " ".join(f"{each.found_on:%m-%d}" if each.found_on else "-" for each in found) == days
    told = [oddity.reason for oddity in sheet.oddities if oddity.field == "found_on"]
    assert told == ["day_of_two"] * days.split().count("-")


def test_the_other_days_of_a_row_lie_after_the_finding(lay: Lay) -> None:
    """A reply or a term without a year is the first such day from the day the issue was found."""
    path = lay(
        "标题,反映时间,答复时间,整改时限\n"
        "水渠漏水,2024-12-20,1月9日,3月底\n"
        "路灯不亮,12月28日,12月28日,12月27日\n"
        "桥栏松动,1月3日,2025-01-05,待定\n"
    )
    sheet = read_sheet(path, today=TODAY, holds="issues", columns={"due_on": "整改时限"})
    found = [
        (each.found_on, each.replied_on, each.due_on)
        for each in sheet.entries
        if isinstance(each, LedgerEntry)
    ]
    assert found == [
        (dt.date(2024, 12, 20), dt.date(2025, 1, 9), dt.date(2025, 3, 31)),
        (dt.date(2024, 12, 28), dt.date(2024, 12, 28), dt.date(2025, 12, 27)),
        (dt.date(2025, 1, 3), dt.date(2025, 1, 5), None),
    ]


def test_a_term_of_a_month_or_a_part_of_the_year_is_its_last_day(lay: Lay) -> None:
    """Who has until June is not late on the second; 2026年上半年, found in March, were overdue when it was found."""
    terms = [
        "2026年上半年",
        "2026年3月",
        "3月上旬",
        "第一季度",
        "2026年6月",
        "2026-03-01",
        "国庆前",
    ]
    rows = "".join(f"事{at},2026-03-05,{term}\n" for at, term in enumerate(terms))
    sheet = read_sheet(lay(f"标题,反映时间,整改时限\n{rows}"), today=TODAY, holds="issues")
    due = [str(each.due_on)[5:] for each in sheet.entries if isinstance(each, LedgerEntry)]
    assert due == ["06-30", "03-31", "03-10", "03-31", "06-30", "03-01", "09-30"]


def test_a_month_of_a_short_year_is_as_long_as_one_of_a_whole_one(lay: Lay) -> None:
    """26.12 ends when 26年12月 does."""
    text = "标题,反映时间,整改时限\n渠,26.11,26.12\n路,26.11,26年12月\n灯,26.10,2026.11\n"
    sheet = read_sheet(lay(text), today=TODAY, holds="issues")
    due = [str(each.due_on) for each in sheet.entries if isinstance(each, LedgerEntry)]
    assert due == ["2026-12-31", "2026-12-31", "2026-11-30"]


def test_a_long_column_is_read_in_a_moment() -> None:
    """A hundred thousand rows of days, words and days without a year take a second or two."""
    cells: list[Cell] = ["2026年3月5日", "3月9日", "立行立改", "2026-03-10 08:30", "13.3"] * 20_000
    used = _seconds(lambda: dates.of_column(cells, "back", TODAY))
    assert used < 4


def _seconds(work: Callable[[], object]) -> float:
    """The processor's time, which other programs do not lengthen."""
    began = time.process_time()
    work()
    return time.process_time() - began


cells_of_days = st.lists(
    st.one_of(
        st.dates(dt.date(2019, 1, 1), dt.date(2026, 11, 25)).map(dt.date.isoformat),
        st.tuples(st.integers(1, 12), st.integers(1, 31)).map(lambda day: f"{day[0]}月{day[1]}日"),
        st.sampled_from(["待定", "", "3.5", "2025年3月"]),
    ),
    max_size=12,
)


@given(cells_of_days)
def test_no_row_is_lost_and_no_day_lies_ahead(cells: list[Cell]) -> None:
    """Each cell keeps its place and what it says; a day that was is never one to come."""
    days = dates.of_column(cells, "back", TODAY)
    assert len(days) == len(cells)
    for cell, day in zip(cells, days, strict=True):
        read = dates.read(cell)
        if not (isinstance(read, Named) or cell == "3.5"):
            assert day == read
        assert day is None or day <= TODAY


@given(
    st.lists(st.dates(dt.date(2019, 3, 1), dt.date(2026, 11, 25)), min_size=1).map(sorted),
    st.data(),
)
def test_a_column_in_order_stays_in_order(days: list[dt.date], data: st.DataObject) -> None:
    """Where a ledger's rows follow closely, leaving years out loses none of them."""
    close = [days[0]]
    for day in days[1:]:
        close.append(min(day, close[-1] + dt.timedelta(days=60)))
    left_out = data.draw(st.sets(st.integers(1, len(close)), max_size=len(close) - 1))
    cells: list[Cell] = [
        f"{day.month}月{day.day}日" if at in left_out else day for at, day in enumerate(close)
    ]
    assert dates.of_column(cells, "back", TODAY) == close


def test_a_day_before_there_were_any_is_no_day() -> None:
    """A small number in a cell that shows days comes out in 1900, and is kept in its words."""
    assert column([dt.date(1900, 1, 5), dt.date(1905, 7, 14), dt.date(1951, 3, 5)]) == [
        "-", "-", "1951-03-05",
    ]  # fmt: skip
