"""Periods as people say them, in both languages."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.domain.dates.periods import read_period

TODAY = dt.date(2026, 11, 26)


def told(text: str, today: dt.date = TODAY) -> str:
    """The period a text means, in short."""
    found = read_period(text, today)
    return f"{found.since:%y-%m-%d} {found.until:%y-%m-%d}" if found else ""


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("本周", "这周", "本星期", "this week"), "26-11-23 26-11-26"),
        (("上周", "上个星期", "last week"), "26-11-16 26-11-22"),
        (("上旬", "本月上旬", "11月上旬", "first ten days", "early November"), "26-11-01 26-11-10"),
        (("中旬", "second ten days of this month"), "26-11-11 26-11-20"),
        (("下旬", "third ten days"), "26-11-21 26-11-26"),
        (("上月下旬", "third ten days of last month", "late October"), "26-10-21 26-10-31"),
        (("本月", "11月", "this month"), "26-11-01 26-11-26"),
        (("上月", "last month", "October"), "26-10-01 26-10-31"),
        (("最近十天", "近10天", "the last ten days", "past 10 days"), "26-11-17 26-11-26"),
        (("近两周", "last 2 weeks"), "26-11-13 26-11-26"),
        (("今年", "2026年", "this year"), "26-01-01 26-11-26"),
        (("去年", "2025", "last year"), "25-01-01 25-12-31"),
        (("第一季度", "1-3月", "Q1"), "26-01-01 26-03-31"),
        (("从周一起", "周一以来", "since Monday"), "26-11-23 26-11-26"),
        (("11月1日至今", "自11月1日以来", "since 1 Nov"), "26-11-01 26-11-26"),
        (
            ("11月1日-10日", "从11月1日到11月10日", "1 Nov to 10 Nov", "2026-11-01..2026-11-10"),
            "26-11-01 26-11-10",
        ),
        (("去年12月20日到今年1月5日", "12-20到1-5"), "25-12-20 26-01-05"),
        (("昨天", "yesterday"), "26-11-25 26-11-25"),
        (("2026.9-2026.10", "2026/9-2026/10", "2026年9月-2026年10月", "2026.9~10"), "26-09-01 26-10-31"),
        (("2025.11-2026.2", "2025年11月—2026年2月"), "25-11-01 26-02-28"),
        (("上周一到周三", "Monday last week to Wednesday last week"), "26-11-16 26-11-18"),
        (("周一到周三", "last Monday to Wednesday"), "26-11-23 26-11-25"),
        (("1月1日到昨天", "1 January to yesterday"), "26-01-01 26-11-25"),
        (
            ("年内", "今年内", "本年度", "全年", "今年以来", "year to date", "year-to-date", "YTD", "this year so far"),
            "26-01-01 26-11-26",
        ),
        (("上年度", "2025年度", "去年全年", "民國114年", "114年度", "previous year"), "25-01-01 25-12-31"),
        (("月内", "本月內", "当月", "month to date", "current month", "so far this month"), "26-11-01 26-11-26"),
        (("周内", "本周以来", "week to date"), "26-11-23 26-11-26"),
        (("上季度", "上一季度", "第三季度", "last quarter", "the third quarter of 2026"), "26-07-01 26-09-30"),
        (("本季度", "季度内", "this quarter", "quarter to date"), "26-10-01 26-11-26"),
        (("前三季度", "一至三季度", "今年前九个月"), "26-01-01 26-09-30"),
        (("上半年", "H1", "first half of 2026", "2026 H1"), "26-01-01 26-06-30"),
        (("近半年", "半年内", "半年来", "the last six months", "past half year"), "26-05-27 26-11-26"),
        (("近三个月", "三个月内", "past quarter", "last 3 months"), "26-08-27 26-11-26"),
        (("近一年", "过去一年", "the past year", "last twelve months"), "25-11-27 26-11-26"),
        (("半个月内", "近半月"), "26-11-12 26-11-26"),
        (("两周内", "past fortnight", "the last fortnight", "in the past two weeks"), "26-11-13 26-11-26"),
        (("近三个工作日", "last 3 working days"), "26-11-24 26-11-26"),
        (("上周以来", "since last week"), "26-11-16 26-11-26"),
        (("2025年以来", "去年至今", "since last year"), "25-01-01 26-11-26"),
        (("2024年至2025年", "2024-2025年", "2024 to 2025"), "24-01-01 25-12-31"),
        (("10月到现在", "from October", "October to date", "from October onwards"), "26-10-01 26-11-26"),
        (("between 1 Oct and 7 Oct", "from 1 Oct to 7 Oct"), "26-10-01 26-10-07"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_period_is_understood(texts: tuple[str, ...], expected: str) -> None:
    """Each way of naming a period means the same days, up to today."""
    assert {text: told(text) for text in texts} == dict.fromkeys(texts, expected)


def test_days_without_their_year_are_a_period_where_they_are_told_apart() -> None:
    """11/1..11/20 tells by its last day that the month goes first; 11.1-11.10 only where Chinese is written."""
    for text in ("11/1..11/20", "11.1-11.20", "20/11 to 21/11", "11.1-11.10", "11/1 - 11/10"):
        read = (read_period(text, TODAY, order) for order in ("", "year_first"))
        unknown, known = (span and f"{span.since:%m-%d} {span.until:%m-%d}" for span in read)
        ends = text.endswith("10")
        assert known == (
            "11-20 11-21" if "to" in text else "11-01 11-10" if ends else "11-01 11-20"
        )
        assert unknown == (None if ends else known)


@pytest.mark.parametrize(
    "text", ["", " ", "明天", "明年", "next week", "everything", "三组", "0天", "9" * 99,
             "3月内", "前三年", "半天内", "2025-2026", "下季度", "年", "季度", "last day"]
)  # fmt: skip
def test_what_is_no_period_up_to_today_means_none(text: str) -> None:
    """Days to come and other words are no period."""
    assert read_period(text, TODAY) is None


def test_ten_days_that_have_not_begun_are_those_of_last_month() -> None:
    """On the fifth, 下旬 alone is last month's; with its month it has not begun."""
    today = dt.date(2026, 3, 5)
    assert told("下旬", today) == "26-02-21 26-02-28"
    assert told("本月下旬", today) == ""


@given(text=st.text(max_size=30), today=st.dates(dt.date(1901, 1, 1), dt.date(2190, 1, 1)))
def test_no_text_breaks_the_reader(text: str, today: dt.date) -> None:
    """Whatever is typed, a period lies in order and not after today."""
    found = read_period(text, today)
    assert found is None or found.since <= found.until <= today
