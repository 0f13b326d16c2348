"""Days as a paper has them: 11月25日, 25 Nov; with the year where it is another one."""

from __future__ import annotations

import datetime as dt
from typing import Final

from fieldbook.i18n import N_, _

_MONTHS: Final = N_(
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_SHORT_MONTHS: Final = N_("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")


def long_date(date: dt.date) -> str:
    """A date as a paper's head has it."""
    return _dated(_("{day} {month} {year}"), date, _MONTHS)


def day(date: dt.date | None, today: dt.date) -> str:
    """A date as short as it can be told; nothing where there is none."""
    if date is None:
        return ""
    same_year = date.year == today.year
    return _dated(
        _("{day} {month}") if same_year else _("{day} {month} {year}"), date, _SHORT_MONTHS
    )


def day_told(date: dt.date | None, words: str | None, today: dt.date) -> str:
    """A date that may be marked: then the file's own words for it, or that it gave none.

    Args:
        date: the record's day, which is only that of taking in where there are words.
        words: none where the day is right.
        today: whose year need not be told.
    """
    if words is None:
        return day(date, today)
    return words or _("day not given")


def span(from_on: dt.date, to_on: dt.date | None, today: dt.date) -> str:
    """From a day to a day; or since a day, where it still runs."""
    first = day(from_on, today)
    if to_on is None:
        return _("since {since} (still running)").format(since=first)
    return _("{since} to {until}").format(since=first, until=day(to_on, today))


def _dated(pattern: str, date: dt.date, months: str) -> str:
    month = _(months).split("|")[date.month - 1]
    return pattern.format(day=date.day, month=month, year=date.year)
