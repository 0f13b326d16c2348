"""The periods a paper may cover, by their names."""

from __future__ import annotations

import datetime as dt

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.reports.periods import periods


def test_before_a_meeting_was_written_down_ten_days_come_first(book: Fieldbook) -> None:
    """The period offered first goes on since the last meeting; where none was, it is ten days."""
    today = book.today
    first = next(iter(periods(book.shelf, today).items()))
    assert first == ("ten", (today - dt.timedelta(days=9), today))
    held = today - dt.timedelta(days=4)
    book.diary.write(Draft(kind="meeting", on=held, text="支部会"))
    assert next(iter(periods(book.shelf, today).items())) == (
        "meeting",
        (held + dt.timedelta(days=1), today),
    )
    first = next(iter(periods(book.shelf, today).items()))
    book.diary.write(Draft(kind="meeting", on=today, text="今天的会"))
    assert next(iter(periods(book.shelf, today).items())) == first, (
        "the paper is for today's meeting"
    )


def test_no_named_period_ends_after_today_or_is_yet_to_begin(book: Fieldbook) -> None:
    """On every day of a year each named period lies in order, and its last day is not to come."""
    first = dt.date(2028, 1, 1)
    for after in range(366):
        today = first + dt.timedelta(days=after)
        found = periods(book.shelf, today)
        assert all(each.since <= each.until <= today for each in found.values())
        assert ("late" in found) is (today.day > 20)
        assert found["last_late"].until == today.replace(day=1) - dt.timedelta(days=1)
