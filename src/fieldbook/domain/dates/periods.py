"""Periods as people say them: ``本周``, ``上旬``, ``近十天``, ``last month``, ``since Monday``, ``11.1-11.20``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from fieldbook.domain.dates import LONGEST, Order, read_date
from fieldbook.domain.dates.folding import plain
from fieldbook.domain.dates.named import months_from
from fieldbook.domain.dates.orders import order_in
from fieldbook.patterns import pattern

_WEEKS: Final = {
    "上上": -2, "上": -1, "last": -1, "本": 0, "这": 0, "this": 0,
}  # fmt: skip
_YEARS: Final = {"前": -2, "去": -1, "last": -1, "今": 0, "本": 0, "this": 0}
_NUMBERS: Final = {
    "two": 2, "three": 3, "five": 5, "seven": 7, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30,
    "两": 2,
}  # fmt: skip
_NUMBER: Final = rf"(?P<count>\d{{1,4}}|{'|'.join(_NUMBERS)})"
_WEEK: Final = pattern(r"(?P<which>上上|上|本|这)个?周|(?:the )?(?P<word>last|this) week")
_YEAR: Final = pattern(
    r"(?P<which>前|去|今|本)年|(?:the )?(?P<word>last|this) year|(?P<year>\d{4})年?"
)
_LATELY: Final = pattern(
    rf"(?:最近|近|过去|前){_NUMBER}个?(?P<unit>天|日|周|月)"
    rf"|(?:the )?(?:last|past) {_NUMBER.replace('count', 'many')} (?P<units>day|week|month)s"
)
_PART: Final = pattern(
    r"(?P<part>[上中下]旬)|(?:the )?(?P<word>first|second|third) ten days(?: of (?P<month>.+))?"
)
_SINCE: Final = pattern(r"(?:自从?|从)?(?P<day>.+?)(?:以来|至今|起|到现在)|since (?P<word>.+)")
_TO: Final = pattern(r" ?(?:~|至|到|\.\.|--) ?| (?:-|to|until|till) |(?<=[日号\d])-(?=\d)")
_WEEKDAY: Final = pattern(r"周[1-7]|(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_FROM: Final = pattern(r"从|自|from ")

WEEK: Final = 7


class Span(NamedTuple):
    """From a day to a day, both of them counted."""

    since: dt.date
    until: dt.date


def read_period(text: str, today: dt.date, order: Order = "") -> Span | None:
    """The period a text means, none of it after today; ``None`` where it means none.

    Besides all whose first and last day :func:`fieldbook.domain.dates.read_date` knows (a month, ten
    days of one, a quarter), weeks and years, the last so many days, ten days of this month or the last
    (``上旬``), since a day, and from a day to a day. A day alone is a period too. ``order`` is how
    whoever typed it writes a day, where that is known.
    """
    if not text.strip() or len(text) > LONGEST:
        return None
    folded = plain(text)
    for way, read in _WAYS:
        if (found := way.fullmatch(folded)) and (period := read(found, today, order)):
            return _up_to(period, today)
    days = _days(text, today, order)
    if days is None or days.since == days.until:  # a reader of days stops at the first of two
        days = _from_to(folded, today, order) or days
    return _up_to(days, today)


def week_of(day: dt.date) -> Span:
    """The week of a day, from Monday to Sunday."""
    monday = day - dt.timedelta(days=day.weekday())
    return Span(monday, monday + dt.timedelta(days=6))


def lately(days: int, today: dt.date) -> Span:
    """So many days, the last of them today."""
    return Span(today - dt.timedelta(days=days - 1), today)


def ten_days(part: int, today: dt.date, months_on: int = 0) -> Span:
    """The first (0), second or third ten days of a month, counted from this one."""
    first = (months_from(today.replace(day=1), months_on) or today).replace(day=1 + 10 * part)
    next_month = months_from(first.replace(day=1), 1) or first
    ends = first + dt.timedelta(days=9) if part < 2 else next_month - dt.timedelta(days=1)
    return Span(first, ends)


def span_before(since: dt.date, until: dt.date) -> Span:
    """The days that a period is fairly compared with.

    A week is compared with the week before it, ten days of a month with the ten before them, a month
    with the last one: a whole one with a whole one, one that still runs with as many days of its
    beginning. Any other period is compared with equally many days right before it.
    """
    days = until - since
    if since.weekday() == 0 and days.days < WEEK:
        return Span(since - dt.timedelta(WEEK), until - dt.timedelta(WEEK))
    for before, this in _steps(since):
        if this.since == since and until <= this.until:
            whole = until == this.until
            return before if whole else Span(before.since, min(before.since + days, before.until))
    last = since - dt.timedelta(days=1)
    return Span(last - days, last)


def _steps(since: dt.date) -> Iterator[tuple[Span, Span]]:
    """The ten days and the month in which a day lies, each behind the one before it."""
    part = min((since.day - 1) // 10, 2)
    yield ten_days((part + 2) % 3, since, -1 if part == 0 else 0), ten_days(part, since)
    yield _month(since, -1), _month(since, 0)


def _month(day: dt.date, months_on: int) -> Span:
    first = ten_days(0, day, months_on).since
    return Span(first, ten_days(2, day, months_on).until)


def _up_to(period: Span | None, today: dt.date) -> Span | None:
    if period is None or period.since > min(period.until, today):
        return None
    return Span(period.since, min(period.until, today))


def _week(found: re.Match[str], today: dt.date, order: Order) -> Span:  # noqa: ARG001
    return week_of(today + dt.timedelta(weeks=_WEEKS[found["which"] or found["word"]]))


def _year(found: re.Match[str], today: dt.date, order: Order) -> Span | None:  # noqa: ARG001
    said = found["year"]
    year = int(said) if said else today.year + _YEARS[found["which"] or found["word"]]
    first = read_date(f"{year}-01-01", today)
    return Span(first, dt.date(year, 12, 31)) if first else None


def _lately(found: re.Match[str], today: dt.date, order: Order) -> Span | None:  # noqa: ARG001
    count, unit = found["count"] or found["many"], found["unit"] or found["units"]
    number = int(count) if count.isdecimal() else _NUMBERS[count]
    if unit in ("月", "month"):
        begins = months_from(today, -number) if number < 1000 else None
        return Span(begins + dt.timedelta(days=1), today) if begins else None
    return lately(number * (7 if unit in ("周", "week") else 1), today) if number else None


def _part(found: re.Match[str], today: dt.date, order: Order) -> Span | None:
    """Ten days of a month; of no month named, those that have begun last."""
    number = ("上旬", "中旬", "下旬", "first", "second", "third").index(
        found["part"] or found["word"]
    )
    if found["month"] is None:
        this = ten_days(number % 3, today)
        return this if this.since <= today else ten_days(number % 3, today, -1)
    month = _days(found["month"].removeprefix("the "), today, order)
    return ten_days(number % 3, month.since) if month and month.since != month.until else None


def _since(found: re.Match[str], today: dt.date, order: Order) -> Span | None:
    first = read_date(found["day"] or found["word"], today, "back", order=order)
    return Span(first, today) if first else None


def _from_to(text: str, today: dt.date, order: Order) -> Span | None:
    """From a day to a day: where one of the signs between two days divides the text into such.

    Of ``11/1..11/20`` the second tells how the first is written.
    """
    start = _FROM.match(text)
    begin = start.end() if start else 0
    for sign in _TO.finditer(text, begin):
        said, until = text[begin : sign.start()], text[sign.end() :]
        known = order or order_in((said, until))
        first = read_date(said, today, "back", order=known)
        last = _last(until, first, today, known) if first else None
        if first and last:
            return Span(first, last)
    return None


def _last(text: str, first: dt.date, today: dt.date, order: Order) -> dt.date | None:
    """The last day; where it would lie before the first, it takes month and year from that.

    A day of the week is the first such day behind the first one: 上周一到周三.
    """
    if _WEEKDAY.fullmatch(text):
        return read_date(text, first, "ahead", order=order)
    found = read_date(text, today, "back", last=True, order=order)
    if found and found >= first:
        return found
    return read_date(text, first, "ahead", last=True, order=order)


def _days(text: str, today: dt.date, order: Order) -> Span | None:
    first = read_date(text, today, "back", order=order)
    last = read_date(text, today, "back", last=True, order=order)
    return Span(first, last) if first and last else None


_WAYS: Final[tuple[tuple[re.Pattern[str], Callable[..., Span | None]], ...]] = (
    (_WEEK, _week),
    (_YEAR, _year),
    (_LATELY, _lately),
    (_PART, _part),
    (_SINCE, _since),
)
