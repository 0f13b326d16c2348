"""Dates as people type and write them."""

import datetime as dt
import time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.domain.dates import Order, Toward, days_of_two, read_date
from fieldbook.domain.dates.orders import order_in
from fieldbook.domain.dates.tails import weather_in

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
        ("13/3", "2027-03-13"),
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
        ("-3", "2026-11-18"),
        ("8 Nov", "2026-11-08"),
        ("Nov 8, 2025", "2025-11-08"),
        ("1st February", "2027-02-01"),
        ("last  Wednesday", "2026-11-18"),
        ("last Saturday", "2026-11-14"),
        ("last Sunday", "2026-11-15"),
        ("Wednesday last week", "2026-11-11"),
        ("last week's Wednesday", "2026-11-11"),
        ("next fri", "2026-11-27"),
    ],
)
def test_a_date_is_read_as_it_is_meant(typed: str, meant: str) -> None:
    """Dates are understood in both languages, written out, short, or counted from today."""
    assert read_date(typed, TODAY) == dt.date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("typed", "order", "meant"),
    [
        ("5/11", "", None), ("5.11", "", None), ("１１／５", "", None), ("5/11 afternoon", "", None), ("5/11-7/11", "", None),
        ("5/11", "year_first", "2026-05-11"), ("5.11", "year_first", "2026-05-11"), ("11/5-11/7", "year_first", "2026-11-05"),
        ("5/11", "day_first", "2026-11-05"), ("5-11", "day_first", "2026-11-05"), ("5/11", "month_first", "2026-05-11"),
        ("5-11", "", "2026-05-11"), ("11-5", "", "2026-11-05"), ("20/11", "", "2026-11-20"), ("11/20", "", "2026-11-20"),
        ("11.20", "", "2026-11-20"), ("11/11", "", "2026-11-11"), ("30/2", "", None), ("5/11日", "", "2026-05-11"),
        ("11/1-11/20", "", "2026-11-01"), ("3.5-2026.3.8", "", "2026-03-05"), ("20/11", "year_first", "2026-11-20"),
        ("031226", "", None), ("031226", "year_first", "2003-12-26"), ("260312", "", "2026-03-12"),
        ("16.1", "year_first", "2016-01-01"), ("15.1", "year_first", None), ("10/10/31", "", "2031-10-10"), ("011301", "", "2001-01-13"),
        ("26.3", "year_first", "2026-03-01"), ("27.1", "year_first", "2027-01-01"), ("28.1", "year_first", None), ("26.10", "", "2026-10-26"),
        ("24/05/19", "year_first", "2024-05-19"), ("12/05/2019", "year_first", None), ("5/11/26", "year_first", None),
    ],
)  # fmt: skip
def test_a_day_without_its_year_is_read_only_where_it_is_one(
    typed: str, order: Order, meant: str | None
) -> None:
    """5/11 means two days, unless the numbers or the order of whoever wrote it tell which; 5-11 has the month first."""
    found = read_date(typed, TODAY, "back", order=order)
    assert found == (dt.date.fromisoformat(meant) if meant else None)


@pytest.mark.parametrize(
    "typed",
    [
        "26.3.5", "26/3/5", "26-03-05", "260305", "26年3月5日", "2026.3.5", "2026 3 5", "2026,3,5", "2026\\3\\5",
        "2026—03—05", "2026–3–5", "2026。3。5", "2026、3、5", "2026 年 3 月 5 日", "2026年3月5号", "二〇二六年三月五日", "二零二六年三月五日",
        "二○二六年三月五号", "二0二六年三月五日", "二六年三月五日", "貳零貳陸年叁月伍日", "民國115年3月5日", "2026年3月5號",
        "5-Mar-26", "5 Mar 2026", "5th of March, 2026", "March 5, 2026", "Mar. 5th 2026", "MAR 5 2026", "2026-Mar-05",
        "13/3/26", "3/13/2026", "5/5/2026",
    ],
)  # fmt: skip
def test_a_day_with_its_year_is_that_day(typed: str) -> None:
    """However year, month and day are written, they mean the same whenever they are read."""
    found = read_date(typed, TODAY)
    assert found is not None
    day = {"13/3/26": 13, "3/13/2026": 13}.get(typed, 5)
    month = 5 if typed == "5/5/2026" else 3
    assert found == dt.date(2026, month, day)


@pytest.mark.parametrize(
    "typed",
    [
        "2026年3月5日 星期四 晴", "2026年3月5日（星期四）", "2026-03-05 (Thu)", "2026年3月5日上午", "2026年3月5日下午3点半",
        "2026-03-05 14:30", "2026/3/5 9:32:09", "2026-03-05T08:30:00+08:00", "2026-03-05T08:30:00Z", "2026-03-05 08:30:00.000",
        "2026年3月5日 周四 小雨转多云 5~12℃", "2026.3.5 晴转多云", "2026年3月5日，农历正月十七，阴", "March 5, 2026, sunny",
        "2026-03-05 Thursday afternoon, light rain", "星期四，2026年3月5日", "Thu, 5 Mar 2026 08:30:00 GMT", "2026年3月5日 10:22 PM",
        "2026年3月5日左右", "截至2026年3月5日", "2026年3月5日前", "2026年3月5日前完成整改", "by March 5, 2026",
        "2026年3月5日完成", "2026.3.5已办结", "已于2026.3.5", "5/Mar/2026", "2026.3.5；2026.3.8",
    ],
)  # fmt: skip
def test_what_stands_beside_a_day_does_not_hide_it(typed: str) -> None:
    """The weekday, the time, the weather and the word for a term are written beside a day."""
    assert read_date(typed, TODAY) == dt.date(2026, 3, 5)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("2026年3月", "2026-03-01"), ("2026.3", "2026-03-01"), ("2026-03", "2026-03-01"), ("03/2026", "2026-03-01"),
        ("202603", "2026-03-01"), ("March 2026", "2026-03-01"), ("2026年3月上旬", "2026-03-01"), ("2026年3月中旬", "2026-03-11"),
        ("二〇二六年三月下旬", "2026-03-21"), ("early March 2026", "2026-03-01"), ("2026.3.5-3.8", "2026-03-05"),
        ("2026.3.5--2026.3.8", "2026-03-05"), ("2026年3月5日至8日", "2026-03-05"), ("2026年3月5日—7日", "2026-03-05"),
        ("2026-3-5、3-8", "2026-03-05"), ("2026年3月5日、6日、9日", "2026-03-05"), ("5-8 March 2026", "2026-03-05"),
        ("March 5-8, 2026", "2026-03-05"), ("2026-03-05 to 2026-03-08", "2026-03-05"), ("3.5-2026.3.8", "2026-03-05"),
        ("12.28-2026.1.3", "2025-12-28"), ("20260305-20260308", "2026-03-05"), ("2026年3月至5月", "2026-03-01"),
        ("2026年3月5日、6日", "2026-03-05"), ("2026年3月5日和6日", "2026-03-05"), ("5 Mar - 3 Apr 2026", "2026-03-05"),
        ("28 Dec 2025 to 3 Jan 2026", "2025-12-28"), ("28 Dec - 3 Jan 2026", "2025-12-28"),
    ],
)  # fmt: skip
def test_a_span_means_its_first_day(typed: str, first: str) -> None:
    """Of a month, ten days or a span from day to day the first day is meant."""
    assert read_date(typed, TODAY) == dt.date.fromisoformat(first)


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("2026年3月", "2026-03-31"), ("2024.2", "2024-02-29"), ("202602", "2026-02-28"), ("02/2026", "2026-02-28"),
        ("February 2026", "2026-02-28"), ("2026年3月上旬", "2026-03-10"), ("三月中旬", "2026-03-20"), ("2月下旬", "2026-02-28"),
        ("上个月", "2026-10-31"), ("last month", "2026-10-31"), ("本月", "2026-11-30"), ("early March", "2026-03-10"),
        ("11月", "2026-11-30"), ("2026-03-05", "2026-03-05"), ("3月5日", "2026-03-05"), ("去年2月", "2025-02-28"),
    ],
)  # fmt: skip
def test_of_a_month_the_last_day_can_be_asked_for(typed: str, last: str) -> None:
    """The end of a period is the last day of the month, or of the ten days, that is named there."""
    assert read_date(typed, TODAY, "back", last=True) == dt.date.fromisoformat(last)


@pytest.mark.parametrize(
    ("chinese", "english", "meant"),
    [
        ("月底", "end of month", "2026-11-30"),
        ("本月底", "the end of this month", "2026-11-30"),
        ("上月底", "end of last month", "2026-10-31"),
        ("下个月底", "next month's end", "2026-12-31"),
        ("年底", "end of the year", "2026-12-31"),
        ("去年底", "end of last year", "2025-12-31"),
        ("明年初", "the beginning of next year", "2027-01-01"),
        ("10月底", "end of October", "2026-10-31"),
        ("2024年2月底", "end of February 2024", "2024-02-29"),
        ("本月初", "start of this month", "2026-11-01"),
        ("本月中", "the middle of this month", "2026-11-15"),
        ("下个月5号", "5th of next month", "2026-12-05"),
        ("上个月20号", "last month 20th", "2026-10-20"),
        ("上月二十日", "the 20th of last month", "2026-10-20"),
        ("去年3月5日", "last year March 5", "2025-03-05"),
        ("去年三月五号", "March 5 last year", "2025-03-05"),
        ("明年3月5日", "5 March next year", "2027-03-05"),
        ("三天前", "three days ago", "2026-11-18"),
        ("廿天前", "20 days ago", "2026-11-01"),
        ("两周后", "in two weeks", "2026-12-05"),
        ("兩個星期後", "two weeks from now", "2026-12-05"),
        ("两周前", "a fortnight ago", "2026-11-07"),
        ("一个月后", "a month from now", "2026-12-21"),
        ("3个月前", "3 months ago", "2026-08-21"),
        ("一年前", "a year ago", "2025-11-21"),
        ("半年后", "in half a year", "2027-05-21"),
        ("三日内", "within three days", "2026-11-24"),
        ("月末", "month-end", "2026-11-30"),
        ("去年年底", "last year's end", "2025-12-31"),
        ("明年年初", "the start of next year", "2027-01-01"),
        ("下个月月初", "beginning of next month", "2026-12-01"),
        ("二十天前", "twenty days ago", "2026-11-01"),
        ("前天", "the day before yesterday", "2026-11-19"),
        ("后天", "day after tomorrow", "2026-11-23"),
        ("昨天下午", "yesterday afternoon", "2026-11-20"),
        ("昨晚", "last night", "2026-11-20"),
        ("本周五", "this Friday", "2026-11-20"),
        ("下周五", "next Friday", "2026-11-27"),
        ("上个星期三", "Wednesday last week", "2026-11-11"),
        ("下週三", "next week, Wednesday", "2026-11-25"),
    ],
)
def test_both_languages_say_the_same_days(chinese: str, english: str, meant: str) -> None:
    """What is said in Chinese can be said in English, and means the same day."""
    wanted = dt.date.fromisoformat(meant)
    assert read_date(chinese, TODAY) == wanted
    assert read_date(english, TODAY) == wanted


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026年1-3月", "2026-01-01", "2026-03-31"), ("2026年1月-3月", "2026-01-01", "2026-03-31"),
        ("２０２５年一至二月", "2025-01-01", "2025-02-28"), ("去年11月至12月", "2025-11-01", "2025-12-31"),
        ("3、4月份", "2026-03-01", "2026-04-30"), ("25年11-1月", "2025-11-01", "2026-01-31"),
        ("2026年第一季度", "2026-01-01", "2026-03-31"), ("去年四季度", "2025-10-01", "2025-12-31"),
        ("上半年", "2026-01-01", "2026-06-30"), ("2025年下半年", "2025-07-01", "2025-12-31"),
        ("Jan-Mar 2026", "2026-01-01", "2026-03-31"), ("Nov to Dec 2025", "2025-11-01", "2025-12-31"),
        ("Q3 2026", "2026-07-01", "2026-09-30"), ("2025 Q4", "2025-10-01", "2025-12-31"), ("2025年Q4", "2025-10-01", "2025-12-31"),
        ("26年Q1", "2026-01-01", "2026-03-31"), ("2025四季度", "2025-10-01", "2025-12-31"), ("2026上半年", "2026-01-01", "2026-06-30"),
    ],
)  # fmt: skip
def test_a_span_of_months_is_its_first_day(typed: str, first: str, last: str) -> None:
    """Or its last one, where the end of what is named is asked for."""
    assert read_date(typed, TODAY, "back") == dt.date.fromisoformat(first)
    assert read_date(typed, TODAY, "back", last=True) == dt.date.fromisoformat(last)


@pytest.mark.parametrize(
    ("typed", "today", "meant"),
    [
        ("12月28日至1月3日", "2026-12-30", "2027-01-03"), ("12月28日至1月3日", "2027-01-03", "2027-01-03"),
        ("12月28日至1月3日", "2026-12-20", "2027-01-03"), ("11月20日-30日", "2026-11-21", "2026-11-30"),
        ("20日至25日", "2026-11-21", "2026-11-25"), ("11.20-12.5", "2026-11-21", "2026-12-05"),
        ("20 Nov - 3 Dec 2026", "2026-11-21", "2026-12-03"), ("20/11 - 3/12/2026", "2026-11-21", "2026-12-03"),
        ("20/11-3/12", "2026-11-21", "2026-12-03"), ("10/10-3/12", "2026-11-21", "2027-03-12"), ("2026.10-2026.12", "2026-11-21", "2026-12-31"),
        ("2026.11.20-2027.3.1", "2026-11-21", "2027-03-01"), ("11月20日—2026年12月5日", "2026-11-21", "2026-12-05"),
        ("20-30 Nov", "2026-11-21", "2026-11-30"), ("Nov 20-30", "2026-11-21", "2026-11-30"),
        ("11月1日至12月", "2026-11-21", "2027-11-01"), ("11月10日至15日", "2026-11-21", "2027-11-15"),
    ],
)  # fmt: skip
def test_a_term_in_a_span_of_days_ends_with_it(typed: str, today: str, meant: str) -> None:
    """Over the turn of the year, too; one that is over is next year's, as any day is."""
    day = dt.date.fromisoformat
    assert read_date(typed, day(today), "ahead") == day(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("年内", "2026-12-31"), ("今年内完成", "2026-12-31"), ("本月内", "2026-11-30"), ("月內", "2026-11-30"),
        ("周内", "2026-11-22"), ("下周内", "2026-11-29"), ("本季度", "2026-12-31"), ("季度末", "2026-12-31"),
        ("下季度", "2027-03-31"), ("within the month", "2026-11-30"), ("by end of next week", "2026-11-29"),
        ("end of the quarter", "2026-12-31"), ("next quarter", "2027-03-31"), ("EOM", "2026-11-30"),
        ("三个工作日内", "2026-11-25"), ("5个工作日", "2026-11-27"), ("10个工作日内办结", "2026-12-04"),
        ("within 3 working days", "2026-11-25"), ("five business days", "2026-11-27"),
        ("24小时内", "2026-11-22"), ("within 48 hours", "2026-11-23"), ("两周", "2026-12-05"), ("a fortnight", "2026-12-05"),
        ("半个月", "2026-12-06"), ("14 days", "2026-12-05"), ("Friday week", "2026-12-04"), ("a week on Monday", "2026-11-30"),
        ("12月", "2026-12-31"), ("12月中旬", "2026-12-20"), ("2027年3月", "2027-03-31"), ("下个月", "2026-12-31"),
        ("early December", "2026-12-10"), ("next month", "2026-12-31"), ("3月5日-8日", "2027-03-08"), ("下月初", "2026-12-01"),
        ("国庆节前", "2027-09-30"), ("元旦前完成", "2026-12-31"), ("五一前", "2027-04-30"), ("before Christmas", "2026-12-24"), ("by New Year", "2026-12-31"),
        ("before Friday", "2026-11-27"), ("COB Friday", "2026-11-27"), ("by close of business on Tuesday", "2026-11-24"),
        ("+2w", "2026-12-05"), ("+1m", "2026-12-21"),
    ],
)  # fmt: skip
def test_a_term_is_the_last_day_of_what_it_lies_in(typed: str, meant: str) -> None:
    """Of a month, a quarter or a year, and after so many days, Saturdays and Sundays left out where they are."""
    assert read_date(typed, TODAY, "ahead") == dt.date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "年内",
        "本季度",
        "国庆前",
        "before Friday",
        "5个工作日",
        "两周",
        "14 days",
        "3小时内",
        "a week tomorrow",
    ],
)
def test_a_term_is_no_day_on_which_something_was(typed: str) -> None:
    """Nobody found or visited anything within the year."""
    assert read_date(typed, TODAY, "back") is None


@pytest.mark.parametrize(
    "typed",
    ["上周", "本周", "下周", "last week", "this week", "next week", "去年", "2026年", "2026年1-13月", "0-3月", "1-3月前",
     "1-3月5日", "第五季度", "Q5 2026", "H3 2026"],
)  # fmt: skip
def test_a_week_a_year_and_months_there_never_were_are_no_day(typed: str) -> None:
    """Whoever says only the week does not say the day; nobody guesses its Monday."""
    assert all(read_date(typed, TODAY, toward) is None for toward in ("back", "ahead", "near"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("下下周一", "2026-11-30"), ("上上周日", "2026-11-08"), ("上上个月3号", "2026-09-03"), ("前年3月5日", "2024-03-05"),
        ("大前天", "2026-11-18"), ("大后天", "2026-11-24"), ("昨儿", "2026-11-20"), ("过三天", "2026-11-24"), ("半个月后", "2026-12-06"),
        ("元月五日", "2027-01-05"), ("十一月廿三", "2026-11-23"), ("十月卅一日", "2026-10-31"), ("三十号", "2026-11-30"),
        ("11-18 星期三，3天前", "2026-11-18"), ("Wed 11-18, 3 days ago", "2026-11-18"), ("本周五前", "2026-11-20"),
        ("10月底前", "2026-10-31"), ("13/11", "2026-11-13"), ("Mar 26", "2026-03-26"),
    ],
)  # fmt: skip
def test_days_are_read_as_people_say_them(typed: str, meant: str) -> None:
    """Weeks, months and years are counted in words, and numerals written in any way."""
    toward: Toward = "back" if typed == "Mar 26" else "near"
    assert read_date(typed, TODAY, toward) == dt.date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "春节前", "中秋节前", "年前", "周三或周四", "下周初", "early next week", "2026-02-30", "2019/13/45", "1800-01-01", "2300-01-01", "三四天前", "下下周", "x",
     "32号", "13-45", "99999999", "2月30日", "4月31日", "2026年", "2026", "5", "三", "2026年春", "去年冬天", "待定",
     "立行立改", "长期坚持", "晴", "14:30", "上午", "2026年3月5日来访", "2026-3-5abc", "5 Foo 2026", "year", "9999年后",
     "3.5.7.9", "2026-03-05-", "号", "月", "年3月5日", "月5日", "半天前", "2026年13月底", "3月0日", "0月5日", "0-5",
     "2026-0-5", "2026年0月", "上月今天", "去年今天"],
)  # fmt: skip
def test_what_is_no_date_is_refused(typed: str) -> None:
    """A text that means no day, or an impossible one, is never guessed at."""
    assert read_date(typed, TODAY) is None


@pytest.mark.parametrize(
    "typed",
    ["12/05/2019", "5/3/2026", "05.03.2026", "12/05/19", "201203", "3月前", "3日前", "Mar-26"],
)
def test_what_could_be_two_days_is_refused(typed: str) -> None:
    """Where day and month, or a term and a time gone by, cannot be told apart, none is chosen."""
    assert read_date(typed, TODAY) is None


@pytest.mark.parametrize(
    "typed",
    [
        "正月初五",
        "腊月二十三",
        "冬月初一",
        "农历三月初五",
        "阴历3月5日",
        "三月初五",
        "乙巳年正月初五",
        "乙巳年三月初五",
        "农历2026年3月5日",
        "三月三",
        "九月九",
    ],
)
def test_the_lunar_calendar_is_not_guessed_at(typed: str) -> None:
    """A day of the lunar calendar is no day of ours with the same numbers."""
    assert read_date(typed, TODAY) is None


days = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
_ALPHABET = "0123456789０３二三四十廿〇年月日号周星期上下本去今明前后天个底初旬中 -/.,:~、（）()T晴雨marfebstndth endofthelastnextweekmonthago"


@given(st.one_of(st.text(), st.text(alphabet=_ALPHABET, max_size=30)), days)
def test_no_text_is_too_odd(text: str, today: dt.date) -> None:
    """Whatever is typed, reading it ends with a day a book can hold, or with none."""
    for toward in get_args(Toward):
        found = read_date(text, today, toward)
        assert found is None or dt.date(1900, 1, 1) <= found <= dt.date(2199, 12, 31)


@pytest.mark.parametrize(
    "junk",
    ["1:" * 38, "2019/1/3 " + "1:" * 35, "2026.3.5" + "-3.8" * 18, "3月5日" + "、6日" * 25, "晴转" * 38, "2026-3-5" + " " * 70 + "x",
     "二十" * 40, "(" * 79, "2026年3月5日" + "（晴" * 30, "a " * 39, "1" * 80, "march 5" + ", " * 35, "前" * 79, "大" * 60 + "x"],
)  # fmt: skip
def test_long_junk_is_refused_at_once(junk: str) -> None:
    """A text that could be cut up in very many ways does not keep the program for ever."""
    began = time.process_time()
    for _ in range(20):
        read_date(junk, TODAY)
        read_date(junk * 1000, TODAY)
    assert time.process_time() - began < 30


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        ([], ""),
        (["3/5/2026"], ""),
        (["13/5/2026"], "day_first"),
        (["13/5/2026", "3/5/2026"], "day_first"),
        (["5/13/2026", "3/5/2026", "12/12/2026"], "month_first"),
        (["13/5/2026", "5/13/2026"], ""),
        (["12/5/2026", "5/12/2026"], ""),
        (["12/10/26", "25/10/26"], "day_first"),
        (["10/10/25", "10/12/25", "10/01/26"], ""),
        (["25/10/05", "25/10/16"], "year_first"),
        (["3/5", "13/5"], "day_first"),
        (["3/5", "5/13"], "month_first"),
        (["3/5", "5/5", "11/11", "30/2"], ""),
        (["5-13"], ""),
        (["26.11", "11.5"], ""),
        (["12.25"], "month_first"),
        (["3/5", "2026-05-03"], "year_first"),
        (["2026/5/3", "13/5/2026"], "day_first"),
        (["113/5/3", "98/5/3", "3/25"], "republic"),
        (["1130503"], "republic"),
        (["民国98.5.3"], "republic"),
        (["11305"], ""),
        (["民国115年3月5日", "26/3/5", "2026-03-05"], "year_first"),
    ],
)
def test_a_column_tells_its_order_by_what_reads_in_one_way(texts: list[str], order: str) -> None:
    """One day after the twelfth tells it; days that read both ways tell nothing, nor does a quarrel."""
    assert order_in(texts) == order


@pytest.mark.parametrize(
    ("text", "weather"),
    [
        ("2026年3月5日 星期四 晴", "晴"), ("2026年3月5日晴", "晴"), ("3月5日（星期四）小雨转多云", "小雨转多云"),
        ("2026年3月5日 周四 小雨转多云 5~12℃", "小雨转多云 5~12℃"), ("2026.3.5 晴转多云", "晴转多云"),
        ("2026年3月5日，农历正月十七，阴", "阴"), ("2026年3月5日星期四阴", "阴"), ("2026年3月5日（晴）", "晴"),
        ("March 5, 2026, sunny", "sunny"), ("2026-03-05 Heavy rain, 4 °C", "Heavy rain, 4 °C"),
        ("2026年3月5日", ""), ("2026年3月5日上午", ""), ("3月5日到3月8日", ""), ("2026年3月5日 中午", ""),
        ("2026.3.5-3.8", ""), ("5 March 2026, Thursday", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_weather_behind_a_day_is_known(text: str, weather: str) -> None:
    """It is not a part of the day, and what a diary wrote is not lost."""
    assert weather_in(text) == weather


@pytest.mark.parametrize(
    "typed",
    [
        "113/5/3", "113.5.3", "113-05-03", "1130503", "113年5月3日", "民國113/5/3", "中華民國113年5月3日", "民113.5.3", "ROC 113/5/3",
        "113/5/3（五）", "113/5/3下午", "113/5/3-5/6", "113.5.3~113.5.6", "一一三年五月三日",
    ],
)  # fmt: skip
def test_a_year_of_three_digits_counts_from_the_republic(typed: str) -> None:
    """113 is 2024: no other year is written in three digits."""
    assert read_date(typed, TODAY) == dt.date(2024, 5, 3)
    assert read_date("113年1-3月", TODAY, last=True) == dt.date(2024, 3, 31)


@pytest.mark.parametrize(
    ("typed", "order", "meant"),
    [
        ("98/5/3", "", "1998-05-03"), ("98/5/3", "republic", "2009-05-03"), ("980503", "republic", "2009-05-03"),
        ("98年5月3日", "republic", "2009-05-03"), ("民國98.5.3", "", "2009-05-03"), ("5/3", "republic", "2026-05-03"),
        ("2024/5/3", "republic", "2024-05-03"), ("113/13/3", "", None), ("1130532", "", None), ("2026125", "", None), ("113", "", None),
    ],
)  # fmt: skip
def test_a_year_of_two_digits_counts_from_the_republic_where_that_is_told(
    typed: str, order: Order, meant: str | None
) -> None:
    """98 is 1998, unless 民國 stands there or the column writes its years so."""
    found = read_date(typed, TODAY, "back", order=order)
    assert found == (dt.date.fromisoformat(meant) if meant else None)


@pytest.mark.parametrize(
    ("text", "order", "days"),
    [
        ("5/11", "", ["11-5", "5-11"]), ("5/11", "year_first", []), ("11/11", "", []), ("13/5", "", []), ("5-11", "", []),
        ("12/05/2019", "year_first", ["2019-5-12", "2019-12-5"]), ("10/11/12", "", ["2010-11-12", "2012-11-10", "2012-10-11"]),
        ("5/11 afternoon", "", ["11-5", "5-11"]), ("12/05/2019 (Sunday)", "", ["2019-5-12", "2019-12-5"]),
        ("soon", "", []), ("5/11" * 40, "", []),
        ("1.5 hours", "", []), ("1.5h", "", []), ("3.2 km", "", []), ("1/2 of them", "", []), ("12/05/2019 sacks", "", []),
    ],
)  # fmt: skip
def test_the_days_that_may_be_meant_are_named(text: str, order: Order, days: list[str]) -> None:
    """Of what can be two days both are known, so that they can be told; of all else none."""
    named = days_of_two(text, order)
    assert ["-".join(str(part) for part in each[:3] if part) for each in named] == days
