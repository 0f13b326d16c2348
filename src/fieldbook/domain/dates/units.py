"""Weeks, months, quarters and years as wholes, seen from today, and the days on which offices work."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

from fieldbook.domain.dates.named import months_from
from fieldbook.patterns import pattern

ENGLISH: Final = r"(?P<unit>week|month|quarter|year)"
WHOLE: Final = pattern(
    r"(?:(?P<which>上上|上|前(?=年)|去(?=年)|本|这|当|今(?=年)|下|明(?=年))1?个?)?"
    r"(?P<han>周|月|季度?|年度?)(?P<within>[之以]?内|里)?"
    rf"|(?:the )?(?P<word>last|previous|this|current|next) {ENGLISH}"
)
"""A whole one: ``上季度``, ``本年度``, ``年内``, ``last quarter``."""
TERM: Final = pattern(
    r"(?:(?P<which>本|这|当|今(?=年)|下|明(?=年))1?个?)?"
    r"(?:(?P<han>周|月|季度?|年度?)(?:[之以]?内|里)|(?P<ends>季度?)[末底]|(?<=[本这当下1个])(?P<season>季度?))"
    rf"|within (?:the |this )?{ENGLISH}\b"
    r"|(?:the )?end of (?:the )?(?:(?P<word>this|next|the coming) )?(?P<closes>week|quarter)\b"
    r"|(?P<now>this|next) (?P<runs>quarter)\b|(?P<short>eo[wmqy])\b"
)
"""Until when, as what is due has it: ``年内``, ``本月内``, ``下季度``, ``end of next week``."""
_ON: Final = {
    "上上": -2, "前": -2, "上": -1, "去": -1, "last": -1, "previous": -1,
    "下": 1, "明": 1, "next": 1, "the coming": 0,
}  # fmt: skip
"""How many on from this one; a word that is not here is a word for this one."""
_MONTHS: Final = {"m": 1, "月": 1, "q": 3, "季": 3, "y": 12, "年": 12}
"""By the first sign of their words; what is none of these is a week."""
_A_WEEK: Final = 7
_AT_WORK: Final = 5


class Span(NamedTuple):
    """From a day to a day, both of them counted."""

    since: dt.date
    until: dt.date


def week_of(day: dt.date) -> Span:
    """The week of a day, from Monday to Sunday."""
    monday = day - dt.timedelta(days=day.weekday())
    return Span(monday, monday + dt.timedelta(days=_A_WEEK - 1))


def unit_of(word: str, on: int, today: dt.date) -> Span | None:
    """The whole week, month, quarter or year so many on from the one in which today lies."""
    months = _MONTHS.get(word[0])
    if months is None:
        return week_of(today + dt.timedelta(weeks=on))
    begins = today.replace(day=1, month=today.month - (today.month - 1) % months)
    first, after = (months_from(begins, months * each) for each in (on, on + 1))
    return Span(first, after - dt.timedelta(days=1)) if first and after else None


def whole(found: re.Match[str], today: dt.date) -> Span | None:
    """What :data:`WHOLE` found; 年 and 月 alone say neither which nor that it is this one."""
    which, unit = found["which"] or found["word"], found["han"] or found["unit"]
    return unit_of(unit, _ON.get(which, 0), today) if which or found["within"] else None


def end_of_term(found: re.Match[str], today: dt.date) -> dt.date | None:
    """The last day of what :data:`TERM` found."""
    said = found.groupdict()
    unit = next(
        said[each]
        for each in ("han", "ends", "season", "unit", "closes", "runs", "short")
        if said[each]
    )
    on = _ON.get(said["which"] or said["word"] or said["now"] or "", 0)
    span = unit_of(unit.removeprefix("eo"), on, today)
    return span.until if span else None


def working_days(count: int, day: dt.date) -> dt.date:
    """The day so many days from Monday to Friday on, or back; nobody here knows the holidays."""
    step = 1 if count > 0 else -1
    left = abs(count)
    while left:
        day += dt.timedelta(days=step)
        left -= day.weekday() < _AT_WORK
    return day
