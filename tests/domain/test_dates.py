"""Dates as people type them."""

import datetime as dt

import pytest

from fieldbook.domain.dates import read_date

TODAY = dt.date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-08", "2026-11-08"),
        ("2026/11/8", "2026-11-08"),
        ("2026.11.8", "2026-11-08"),
        ("2026年11月8日", "2026-11-08"),
        ("20261108", "2026-11-08"),
        ("２０２６－１１－０８", "2026-11-08"),
        ("11-8", "2026-11-08"),
        ("11月8日", "2026-11-08"),
        ("1-5", "2027-01-05"),
        ("8号", "2026-11-08"),
        ("十一月八日", "2026-11-08"),
        ("二十三日", "2026-11-23"),
        ("今天", "2026-11-21"),
        (" 昨天\u3000", "2026-11-20"),
        ("前天", "2026-11-19"),
        ("后天", "2026-11-23"),
        ("3天前", "2026-11-18"),
        ("三天前", "2026-11-18"),
        ("十天后", "2026-12-01"),
        ("两天后", "2026-11-23"),
        ("周三", "2026-11-18"),
        ("上周三", "2026-11-11"),
        ("下星期天", "2026-11-29"),
        ("today", "2026-11-21"),
        ("T", "2026-11-21"),
        ("Yesterday", "2026-11-20"),
        ("2 days ago", "2026-11-19"),
        ("1 day ago", "2026-11-20"),
        ("in 3 days", "2026-11-24"),
        ("+10", "2026-12-01"),
        ("8 Nov", "2026-11-08"),
        ("Nov 8, 2025", "2025-11-08"),
        ("1st February", "2027-02-01"),
        ("last  Wednesday", "2026-11-11"),
        ("next fri", "2026-11-27"),
    ],
)
def test_a_date_is_read_as_it_is_meant(typed: str, meant: str) -> None:
    """Dates are understood in both languages, written out, short, or counted from today."""
    assert read_date(typed, TODAY) == dt.date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "2026-02-30", "2019/13/45", "1800-01-01", "2300-01-01", "三四天前", "下下周", "x",
     "32号", "13-45", "99999999"],
)  # fmt: skip
def test_what_is_no_date_is_refused(typed: str) -> None:
    """A text that means no day, or an impossible one, is never guessed at."""
    assert read_date(typed, TODAY) is None
