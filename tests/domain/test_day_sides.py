"""A day whose year is not said: before today where it was, after today where it is to be."""

import datetime as dt
from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook import i18n
from fieldbook.domain.checks import read_draft
from fieldbook.domain.dates import Toward, read_date, toward
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Experience, Issue, Solution
from fieldbook.labels import day, day_hint
from fieldbook.papers import days


@pytest.fixture(autouse=True)
def _language_put_back() -> Iterator[None]:
    """The language is the process's: what a test chose must not reach the next one."""
    before = i18n.language()
    yield
    i18n.use_language(before)


DAYS = st.dates(dt.date(1905, 1, 1), dt.date(2190, 12, 31))


@pytest.mark.parametrize(
    ("today", "typed", "back", "ahead"),
    [
        ("2026-11-25", "3月5日", "2026-03-05", "2027-03-05"),
        ("2026-11-25", "12月30日", "2025-12-30", "2026-12-30"),
        ("2026-11-25", "11月25日", "2026-11-25", "2026-11-25"),
        ("2026-11-25", "11月26日", "2025-11-26", "2026-11-26"),
        ("2026-11-25", "11月24日", "2026-11-24", "2027-11-24"),
        ("2026-12-31", "1月1日", "2026-01-01", "2027-01-01"),
        ("2026-12-31", "12月31日", "2026-12-31", "2026-12-31"),
        ("2027-01-01", "12月31日", "2026-12-31", "2027-12-31"),
        ("2027-01-01", "1-1", "2027-01-01", "2027-01-01"),
        ("2026-11-20", "5号", "2026-11-05", "2026-12-05"),
        ("2026-11-20", "20号", "2026-11-20", "2026-11-20"),
        ("2026-11-20", "21号", "2026-10-21", "2026-11-21"),
        ("2026-12-20", "5号", "2026-12-05", "2027-01-05"),
        ("2027-01-03", "5号", "2026-12-05", "2027-01-05"),
        ("2026-11-20", "31号", "2026-10-31", "2026-12-31"),
        ("2027-03-01", "30号", "2027-01-30", "2027-03-30"),
        ("2026-11-25", "周三", "2026-11-25", "2026-12-02"),
        ("2026-11-27", "by friday", "2026-11-27", "2026-12-04"),
        ("2026-11-25", "周四", "2026-11-19", "2026-11-26"),
        ("2026-11-25", "Tuesday", "2026-11-24", "2026-12-01"),
        ("2026-11-25", "周末", "2026-11-21", "2026-11-28"),
        ("2026-11-25", "月底", "2026-10-31", "2026-11-30"),
        ("2026-11-30", "月底", "2026-11-30", "2026-11-30"),
        ("2026-12-01", "月底", "2026-11-30", "2026-12-31"),
        ("2026-11-25", "月初", "2026-11-01", "2026-12-01"),
        ("2026-11-25", "上旬", "2026-11-01", "2026-12-10"),
        ("2026-11-25", "下旬", "2026-11-21", "2026-11-30"),
        ("2026-11-25", "年底", "2025-12-31", "2026-12-31"),
        ("2026-12-31", "年底", "2026-12-31", "2026-12-31"),
        ("2026-11-25", "10月底", "2026-10-31", "2027-10-31"),
        ("2026-11-25", "2月底", "2026-02-28", "2027-02-28"),
        ("2027-11-25", "end of February", "2027-02-28", "2028-02-29"),
        ("2026-11-25", "March 5", "2026-03-05", "2027-03-05"),
        ("2026-11-25", "the 5th", "2026-11-05", "2026-12-05"),
        ("2026-11-25", "3月上旬", "2026-03-01", "2027-03-10"),
        ("2026-11-25", "11月", "2026-11-01", "2026-11-30"),
        ("2026-12-01", "12月", "2026-12-01", "2026-12-31"),
        ("2026-12-01", "11月", "2026-11-01", "2027-11-30"),
        ("2026-11-25", "2026年11月下旬", "2026-11-21", "2026-11-30"),
        ("2026-11-25", "本月", "2026-11-01", "2026-11-30"),
        ("2026-11-25", "第四季度", "2026-10-01", "2026-12-31"),
        ("2026-11-25", "2026年下半年", "2026-07-01", "2026-12-31"),
        ("2026-11-25", "late November", "2026-11-21", "2026-11-30"),
    ],
)
def test_a_day_lies_on_the_side_that_is_looked_to(
    today: str, typed: str, back: str, ahead: str
) -> None:
    """What was lies at or before today, what is due at or after it: also at the ends of months and years.

    A weekday alone is a term after today: whoever means today says so. A term in a month or a part
    of the year is its last day: who has until then is not late before.
    """
    now = dt.date.fromisoformat(today)
    assert read_date(typed, now, "back") == dt.date.fromisoformat(back)
    assert read_date(typed, now, "ahead") == dt.date.fromisoformat(ahead)


@pytest.mark.parametrize("side", get_args(Toward))
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-30", "2026-12-30"), ("去年3月5日", "2025-03-05"), ("本月底", "2026-11-30"), ("下个月5号", "2026-12-05"),
        ("上周三", "2026-11-18"), ("本周五", "2026-11-27"), ("三天前", "2026-11-22"), ("一个月后", "2026-12-25"),
    ],
)  # fmt: skip
def test_what_says_its_side_keeps_it(typed: str, meant: str, side: Toward) -> None:
    """A day with its year, or counted from today, means the same in every field."""
    assert read_date(typed, dt.date(2026, 11, 25), side) == dt.date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("today", "back", "ahead"),
    [
        ("2026-11-25", None, None),
        ("2024-11-25", "2024-02-29", None),
        ("2025-01-10", "2024-02-29", None),
        ("2025-03-02", None, None),
        ("2027-11-25", None, "2028-02-29"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2023-02-28", None, None),
    ],
)
def test_the_leap_day_is_one_within_a_year_or_none(
    today: str, back: str | None, ahead: str | None
) -> None:
    """29 February in a year that has none means the one less than a year away, and else no day."""
    now = dt.date.fromisoformat(today)
    wanted = [day and dt.date.fromisoformat(day) for day in (back, ahead)]
    assert [read_date("2月29日", now, "back"), read_date("29 Feb", now, "ahead")] == wanted
    assert read_date("2026-02-29", now) is None
    assert read_date("2024-02-29", now) == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("today", "typed", "meant"),
    [
        ("2026-01-31", "一个月后", "2026-02-28"), ("2024-01-31", "in a month", "2024-02-29"), ("2024-02-29", "一年后", "2025-02-28"),
        ("2026-03-31", "一个月前", "2026-02-28"), ("2026-12-31", "两个月后", "2027-02-28"), ("2026-01-05", "上个月20号", "2025-12-20"),
        ("2026-12-05", "next month 5th", "2027-01-05"), ("2026-01-01", "昨天", "2025-12-31"), ("2024-02-28", "明天", "2024-02-29"),
        ("2026-03-31", "上个月31号", None), ("2026-03-31", "下个月31号", None), ("2027-01-01", "上周五", "2026-12-25"),
    ],
)  # fmt: skip
def test_counting_goes_over_the_ends_of_months_and_years(
    today: str, typed: str, meant: str | None
) -> None:
    """A month on from the last day is the last day of a shorter month; a day it has not got is none."""
    assert read_date(typed, dt.date.fromisoformat(today)) == (
        meant and dt.date.fromisoformat(meant)
    )


def test_fields_look_the_way_their_day_lies() -> None:
    """What was found, studied, done or held is behind; what is due, or is to be done until, ahead."""
    today = dt.date(2026, 11, 25)
    typed = Draft(found_on="12月30日", due_on="3月5日", referred_on="周四", answered_on="5号")
    values, wrong = read_draft(Issue, typed, today)
    assert not wrong
    assert values["found_on"] == dt.date(2025, 12, 30)
    assert values["due_on"] == dt.date(2027, 3, 5)
    assert values["referred_on"] == dt.date(2026, 11, 19)
    assert values["answered_on"] == dt.date(2026, 11, 5)
    steps = [{"what": "x", "due_on": "11月20日", "done_on": "11月30日"}]
    values, wrong = read_draft(Solution, Draft(steps=steps, studied_on="昨天"), today)
    assert (values["steps"][0].due_on, values["steps"][0].done_on) == (
        dt.date(2027, 11, 20),
        dt.date(2025, 11, 30),
    )
    values, wrong = read_draft(Experience, Draft(meetings=[{"on": "12月1日", "who": "x"}]), today)
    assert values["meetings"][0].on == dt.date(2025, 12, 1)
    assert toward("to_on") == "near"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@given(meant=DAYS, away=st.integers(-400, 400), today=DAYS)
def test_what_is_shown_for_a_day_is_read_as_that_day(
    language: str, meant: dt.date, away: int, today: dt.date
) -> None:
    """Every way in which a screen, an answer or a paper writes a day can be typed into a field."""
    i18n.use_language(language)
    for each in (meant, today + dt.timedelta(days=away)):
        side: Toward = "back" if each <= today else "ahead"
        shown = (
            each.isoformat(), days.long_date(each), days.day(each, today), day(each, today),
            day_hint(each, today),
        )  # fmt: skip
        assert [read_date(text, today, side) for text in shown] == [each] * len(shown), shown


def test_the_hint_says_weekday_and_distance() -> None:
    """Beside a field stands the day that is meant, with its year where that is another one."""
    today = dt.date(2026, 11, 25)
    i18n.use_language("zh_CN")
    assert day_hint(dt.date(2026, 11, 18), today) == "11-18 星期三，7天前"
    assert day_hint(today, today) == "11-25 星期三，今天"
    assert day_hint(dt.date(2027, 1, 1), today) == "2027-01-01 星期五，37天后"
    i18n.use_language("en")
    assert day_hint(dt.date(2026, 11, 18), today) == "Wed 11-18, 7 days ago"
    assert day_hint(dt.date(2026, 11, 26), today) == "Thu 11-26, in 1 day"
    assert day_hint(dt.date(2025, 12, 30), today) == "Tue 2025-12-30, 330 days ago"
