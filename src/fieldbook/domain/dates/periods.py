"""Periods as people say them: ``本周``, ``上旬``, ``近十天``, ``last month``, ``since Monday``, ``11.1-11.20``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Final

from fieldbook.domain.dates import LONGEST, Order, read_date
from fieldbook.domain.dates.counted import NUMBERS
from fieldbook.domain.dates.folding import plain
from fieldbook.domain.dates.named import months_from
from fieldbook.domain.dates.orders import REPUBLIC, full_year, order_in
from fieldbook.domain.dates.units import ENGLISH, WHOLE, Span, unit_of, whole, working_days
from fieldbook.patterns import pattern

_YEAR: Final = pattern(
    rf"(?P<year>\d{{4}}|(?:民国)?(?P<republic>{REPUBLIC})(?=年))(?:年(?:内|度|全年)?)?"
    r"|(?P<which>去|今|本)?年?(?P<all>全年)"
)
_YEARS: Final = pattern(r"(?P<first>\d{4})年? ?(?:~|至|到|-|to) ?(?P<last>\d{4})年?度?")
_NUMBER: Final = rf"(?P<count>\d{{1,4}}|{'|'.join(NUMBERS)})"
_LATELY: Final = pattern(
    r"(?P<near>最近|近|过去|这|前(?!半))?(?P<count>\d{1,4}|半)(?P<each>个?)"
    r"(?P<unit>工作日|天|日|周|月|季度|年)(?P<within>[之以]?内|里|以?来)?"
)
_PAST: Final = pattern(
    rf"(?:(?:in|within|over|during|for) )?(?:the )?(?:last|past) (?:{_NUMBER} )?"
    r"(?P<unit>(?:working|business|week) ?day|day|week|fortnight|month|quarter|half[ -](?:a )?year|year)s?"
)
_SO_FAR: Final = pattern(
    rf"(?:the )?{ENGLISH}[ -](?:to[ -]date|so far)|(?P<td>[wmqy])td"
    rf"|this {ENGLISH.replace('unit', 'runs')} so far|so far this {ENGLISH.replace('unit', 'now')}"
)
_MONTHS: Final = {"月": 1, "month": 1, "季度": 3, "quarter": 3, "年": 12, "year": 12}
_DAYS: Final = {"天": 1, "日": 1, "day": 1, "周": 7, "week": 7, "fortnight": 14}
_PART: Final = pattern(
    r"(?P<part>[上中下]旬)|(?:the )?(?P<word>first|second|third) ten days(?: of (?P<month>.+))?"
)
_SINCE: Final = pattern(
    r"(?:自从?|从)?(?P<day>.+?)(?:以来|至今|起|到(?:现在|目前|今天))"
    r"|(?:since |from )?(?P<on>.+?)(?: onwards?|(?: up)? (?:to|till|until) (?:now|date|today|the present))"
    r"|since (?P<word>.+)|from (?P<from>(?:(?! (?:to|till|until) |[-~]|\.\.).)+)"
)
_TO: Final = pattern(r" ?(?:~|至|到|\.\.|--) ?| (?:-|to|until|till) |(?<=[日号\d])-(?=\d)")
_AND: Final = pattern(r" and ")
_WEEKDAY: Final = pattern(r"周[1-7]|(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_FROM: Final = pattern(r"从|自|from |between (?=.+ and )")

WEEK: Final = 7


def read_period(text: str, today: dt.date, order: Order = "") -> Span | None:
    """The period a text means, none of it after today; ``None`` where it means none.

    Besides all whose first and last day :func:`fieldbook.domain.dates.read_date` knows (a month, ten
    days of one, a quarter), weeks, quarters and years (``上季度``, ``年内``), the last so many days or
    months (``近半年``), ten days of this month or the last (``上旬``), since a day, and from a day to a
    day. A day alone is a period too. ``order`` is how whoever typed it writes a day, where that is known.
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


def _whole(found: re.Match[str], today: dt.date, order: Order) -> Span | None:  # noqa: ARG001
    return whole(found, today)


def _year(found: re.Match[str], today: dt.date, order: Order) -> Span | None:  # noqa: ARG001
    if found["all"]:
        return unit_of("year", -1 if found["which"] == "去" else 0, today)
    return _years(full_year(found["republic"] or found["year"]), today=today)


def _from_year(found: re.Match[str], today: dt.date, order: Order) -> Span | None:  # noqa: ARG001
    # 2025-2026 alone may be the year of a budget or a school.
    said = "年" in found[0] or "to" in found[0]
    return _years(int(found["first"]), int(found["last"]), today=today) if said else None


def _years(first: int, last: int = 0, *, today: dt.date) -> Span | None:
    since = read_date(f"{first}-01-01", today)
    return Span(since, dt.date(max(first, last), 12, 31)) if since else None


def _lately(found: re.Match[str], today: dt.date, order: Order) -> Span | None:  # noqa: ARG001
    """The last so many days: ``近十天``, ``三个月内``; ``3月内`` may be within March, 前三年 the first."""
    near, within, unit = found.group("near", "within", "unit")
    is_march = unit == "月" and not (near or found["each"] or found["count"] == "半")
    if not (near or within) or is_march or (near == "前" and unit in ("年", "季度")):
        return None
    return _up_to_today(found["count"], unit, today)


def _past(found: re.Match[str], today: dt.date, order: Order) -> Span | None:  # noqa: ARG001
    count, unit = found["count"], found["unit"]
    if unit.startswith("half"):
        return None if count else _up_to_today("半", "year", today)
    return _up_to_today(count or "1", unit, today) if count or unit != "day" else None


def _up_to_today(count: str, unit: str, today: dt.date) -> Span | None:
    """So many of a unit, the last day of them today."""
    half = count == "半"
    number = NUMBERS.get(count) or (1 if half else int(count))
    if half and unit == "月":
        return lately(15, today)
    if unit in _MONTHS:
        months = 6 if half and _MONTHS[unit] == 12 else 0 if half else number * _MONTHS[unit]
        begins = months_from(today, -months) if months < 1200 else None
        return Span(begins + dt.timedelta(days=1), today) if months and begins else None
    if half or not number:
        return None
    if unit in _DAYS:
        return lately(number * _DAYS[unit], today)
    # Of working days today is one where it is one.
    return Span(working_days(-number, today + dt.timedelta(days=1)), today)


def _so_far(found: re.Match[str], today: dt.date, order: Order) -> Span | None:  # noqa: ARG001
    return unit_of(found["unit"] or found["td"] or found["runs"] or found["now"], 0, today)


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
    said = found["day"] or found["on"] or found["word"] or found["from"]
    if first := read_date(said, today, "back", order=order):
        return Span(first, today)
    # A year, a week, a quarter: since its first day.
    for way, read in _WHOLE:
        if (named := way.fullmatch(said)) and (period := read(named, today, order)):
            return Span(period.since, today)
    return None


def _from_to(text: str, today: dt.date, order: Order) -> Span | None:
    """From a day to a day: where one of the signs between two days divides the text into such.

    Of ``11/1..11/20`` the second tells how the first is written.
    """
    start = _FROM.match(text)
    begin = start.end() if start else 0
    between = _AND if start and start[0] == "between " else _TO
    for sign in between.finditer(text, begin):
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


_Ways = tuple[tuple[re.Pattern[str], Callable[..., Span | None]], ...]
_WHOLE: Final[_Ways] = ((WHOLE, _whole), (_YEAR, _year))
_WAYS: Final[_Ways] = (
    *_WHOLE,
    (_YEARS, _from_year),
    (_LATELY, _lately),
    (_PAST, _past),
    (_SO_FAR, _so_far),
    (_PART, _part),
    (_SINCE, _since),
)
