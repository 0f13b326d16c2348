"""Days that are written down, in digits or in the Chinese way."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from fieldbook.domain.dates import Order, english, spans, within
from fieldbook.domain.dates.named import LAST, Named
from fieldbook.domain.dates.orders import (
    MONTHS,
    REPUBLIC,
    THREE,
    TWO,
    full_year,
    in_order,
    is_recent,
    near,
    order_in,
    readings,
    short,
)
from fieldbook.domain.dates.tails import WEEKDAY, Tail, read_tail
from fieldbook.patterns import pattern

_STROKE: Final = r"(?: ?[-/.,\\] ?| )"
_DAY: Final = r"(\d{1,2})(?:[日号]|(?!\d))"
_BEFORE: Final = pattern(
    r"(?:截至|截止[到于]?|限于?|自|从|已?于|到|至|约|(?:by|on|since|from|until|till|before|about|around) )?"
    rf"(?:(?:{WEEKDAY})[,. ]{{0,2}})?"
)
"""What may stand before a day: that it is a term, and its weekday."""
_REPUBLIC: Final = pattern(r"(?:(?:中[华華])?民国|民(?=\d)|(?:r\.?o\.?c\.? ?|minguo ?)(?=\d))(?! )")
_YEAR_FIRST: Final = pattern(
    rf"(\d{{4}}|{REPUBLIC})(?:年|、|{_STROKE})(\d{{1,2}})(?:月|、|{_STROKE}){_DAY}"
)
_SOLID: Final = pattern(
    rf"(\d{{4}}|{REPUBLIC}(?=\d{{4}}(?!\d)))(\d\d)(\d\d)(?:[ t]?\d{{4}}(?:\d\d)?)?(?!\d)"
)
_SIX: Final = pattern(r"(\d\d)(\d\d)(\d\d)(?!\d)")
_YEAR_MONTH: Final = pattern(rf"(\d{{4}}|{REPUBLIC})[-/.](\d{{1,2}})(?!\d)")
_MONTH_YEAR: Final = pattern(r"(\d{1,2})[-/.](\d{4})(?!\d)")
_MONTH_DAY: Final = pattern(rf"(\d{{1,2}})([-/.]){_DAY}")
_NUMBER: Final = pattern(r"(?<![\d/.\\-])\d|(?<=-)\d")
_CHINESE: Final = pattern(
    r"(?:(?P<year>\d{4}|1[0-4]\d|\d{2}|大前|前|去|今|本|明|后|)年{1,2})?"
    r"(?:(?P<month>\d{1,2}|(?:上上|上|本|这|当|下下|下)个?|)月(?:月|份)?)?"
    r"(?:(?P<day>\d{1,2})(?P<sign>[日号]|(?!\d))|(?P<part>[上中下]旬|[底末初中]))?"
)
_YEARS: Final = {"大前": -3, "前": -2, "去": -1, "今": 0, "本": 0, "明": 1, "后": 2}
_MONTHS: Final = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1, "下下": 2}
_PARTS: Final = {
    "": 1, "初": 1, "上旬": 1, "中旬": 11, "中": 15, "下旬": 21, "底": LAST, "末": LAST,
}  # fmt: skip
_LASTS: Final = {"": LAST, "上旬": 10, "中旬": 20, "下旬": LAST}
"""The last days of a month and of its thirds."""


_FEASTS: Final = {
    "元旦": (12, 31), "new year": (12, 31), "五一": (4, 30), "劳动": (4, 30), "七一": (6, 30), "八一": (7, 31),
    "国庆": (9, 30), "圣诞": (12, 24), "christmas": (12, 24),
}  # fmt: skip
"""The last days before feasts that are on one day every year; those of the lunar calendar are not guessed at."""
_BEFORE_A_FEAST: Final = pattern(
    r"(?P<han>元旦|五一|劳动|七一|八一|国庆|圣诞)节?[之以]?前(?:完成|办结|解决|整改|到位)?"
    r"|(?:by|before) (?P<word>christmas|new year)(?:'?s)?(?: day)?"
)


def written(
    plain: str, today: dt.date | None = None, order: Order = "", *, term: bool = False
) -> Named | None:
    """The day a text names in writing; none where it names none, or could mean two.

    Args:
        plain: what ``folding.plain`` gave.
        today: tells which year two digits may be.
        order: how the column the text stands in writes its days, where that is known.
        term: whether it is a term, which may be the last day before a feast.
    """
    if term and (feast := _BEFORE_A_FEAST.fullmatch(plain)):
        return Named(None, *_FEASTS[feast["han"] or feast["word"]])
    start = _BEFORE.match(plain)
    at = start.end() if start else 0
    if republic := _REPUBLIC.match(plain, at):
        at, order = republic.end(), "republic"
    if (span := spans.months(plain, at)) and (tail := read_tail(plain, span.end)):
        # 3月前 may count back, and so may 1-3月前.
        return None if tail.before else _placed(spans.named(span), span.year, order)
    for way, read in _WAYS:
        found = way.match(plain, at)
        if found and found.end() > at and (tail := read_tail(plain, found.end())):
            named = read(found, today, order)
            return _with_tail(named, tail, found[0]) if named else None
    return english.written(plain, at)


def several(plain: str, order: Order) -> tuple[Named, ...]:
    """The days that the numbers a text begins with can mean, where they can mean more than one.

    None where something stands behind them that stands behind no day, as in ``1.5 hours``.
    """
    if numbers := THREE.match(plain):
        days = dict.fromkeys(readings(numbers[1], numbers[3], numbers[4]).values())
        found = tuple(Named(day.year, day.month, day.day) for day in days)
    elif numbers := TWO.match(plain):
        found = short(numbers[1], numbers[2], numbers[3], order)
    else:
        return ()
    return found if len(found) > 1 and read_tail(plain, numbers.end()) else ()


def _with_tail(named: Named, tail: Tail, head: str) -> Named | None:
    """The day with what stands behind it; ``3日前`` and ``3月前`` may count back, and mean none."""
    if tail.before and (head.endswith("月") or (head[-1] == "日" and head[:-1].isdigit())):
        return None
    end = tail.end
    two = _MONTH_DAY.fullmatch(head)
    if end and end.month and two and named.day == int(two[1]) != named.month:  # 24/11-3/12
        end = end._replace(month=end.day, day=end.month)
    if end and end.month is None and _YEAR_MONTH.fullmatch(head):  # 2026.9-11
        end = Named(end.year, end.day, LAST) if (named.month or 0) < end.day <= MONTHS else None
    return named.until(end) if end else named


_Read = Callable[[re.Match[str], dt.date | None, Order], Named | None]


def _year_first(found: re.Match[str], today: dt.date | None, order: Order) -> Named:  # noqa: ARG001
    return Named(full_year(found[1]), int(found[2]), int(found[3]))


def _three(found: re.Match[str], today: dt.date | None, order: Order) -> Named | None:
    day = in_order(found, today, order)
    return Named(day.year, day.month, day.day) if day else None


def _six(found: re.Match[str], today: dt.date | None, order: Order) -> Named | None:
    """``260305``, or ``202603``; what could be both, or by its order of a year as near, means none."""
    month = Named(int(found[1] + found[2]), int(found[3]), last=LAST)
    if order in {"year_first", "republic"}:
        days = [Named(full_year(found[1], order), int(found[2]), int(found[3]))]
    else:
        days = [Named(*day.timetuple()[:3]) for day in near(found[1], found[2], found[3], today)]
    can = [each for each in (*days, month) if within(each.in_year(each.year or 0))]
    return can[0] if len(can) == 1 else None


def _year_month(found: re.Match[str], today: dt.date | None, order: Order) -> Named:  # noqa: ARG001
    return Named(full_year(found[1]), int(found[2]), last=LAST)


def _month_year(found: re.Match[str], today: dt.date | None, order: Order) -> Named:  # noqa: ARG001
    return Named(int(found[2]), int(found[1]), last=LAST)


def _month_day(found: re.Match[str], today: dt.date | None, order: Order) -> Named | None:
    """``3/5``: what could be two days, for all that is known of who wrote it, means none.

    ``26.11`` is a month where the year goes first, of a year not far back.
    """
    if order == "year_first" and found[2] == "." and int(found[1]) > MONTHS:
        recent = today and is_recent(full_year(found[1]), today)
        return Named(full_year(found[1]), int(found[3]), last=LAST) if recent else None
    if found[0].endswith(("日", "号")):
        order = "month_first"
    # 11/1-11/20 and 3.5-2026.3.8: the end of a span tells how its beginning is written.
    order = order or order_in(
        found.string[each.start() :] for each in _NUMBER.finditer(found.string)
    )
    days = short(found[1], found[2], found[3], order)
    return days[0] if len(days) == 1 else None


def _chinese(found: re.Match[str], today: dt.date | None, order: Order) -> Named | None:  # noqa: ARG001
    year, month, part = found.group("year", "month", "part")
    if month is None:
        return _of_year(year, part, order) if year is not None else _of_any_month(found)
    day = int(found["day"]) if found["day"] else _PARTS[part or ""]
    last = None if found["day"] else _LASTS.get(part or "")
    if month.isdigit():
        return None if year == "" else _placed(Named(None, int(month), day, last=last), year, order)
    if year is not None or (month == "" and not part):
        return None
    months_on = _MONTHS[month.removesuffix("个")] if month else None
    return Named(day=day, months_on=months_on, last=last)


def _of_year(year: str, part: str | None, order: Order) -> Named | None:
    """``年底``, ``去年初``; a year alone names no day."""
    if part not in {"底", "末", "初"}:
        return None
    named = Named(None, 1, 1) if part == "初" else Named(None, 12, 31)
    return _placed(named, year or None, order)


def _of_any_month(found: re.Match[str]) -> Named | None:
    """``5号``, ``上旬``; a number alone is any number."""
    if part := found["part"]:
        return Named(day=_PARTS[part], last=_LASTS[part]) if part in _LASTS else None
    return Named(day=int(found["day"])) if found["day"] and found["sign"] else None


def _placed(named: Named, year: str | None, order: Order) -> Named:
    if year is None:
        return named
    if year in _YEARS:
        return named._replace(years_on=_YEARS[year])
    return named._replace(year=full_year(year, order))


_WAYS: Final[tuple[tuple[re.Pattern[str], _Read], ...]] = (
    (_YEAR_FIRST, _year_first),
    (_SOLID, _year_first),
    (_SIX, _six),
    (THREE, _three),
    (_YEAR_MONTH, _year_month),
    (_MONTH_YEAR, _month_year),
    (_MONTH_DAY, _month_day),
    (_CHINESE, _chinese),
)
