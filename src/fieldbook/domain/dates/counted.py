"""Days counted from today: in words, in days, weeks, months and years, by the days of the week."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from fieldbook.domain.dates import Toward
from fieldbook.domain.dates.named import months_from, one_of
from fieldbook.domain.dates.tails import read_tail
from fieldbook.domain.dates.units import TERM, end_of_term, working_days
from fieldbook.patterns import pattern

_WORD: Final = pattern(
    r"(?P<han>大前|前|大后|后)[天日儿]|(?P<near>昨|今|明)[天日早晚夜晨儿]?"
    r"|(?:the )?(?P<word>day before yesterday|yesterday|last night|day after tomorrow|tomorrow|today|tonight"
    r"|this (?:morning|afternoon|evening)|t\b)"
)
_WORDS: Final = {
    "大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3,
    "day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1,
    "day after tomorrow": 2,
}  # fmt: skip
"""Days from today; an English word that is not here is a word for today itself."""
_CHINESE: Final = pattern(
    r"(?:再?(?P<over>过))?(?P<count>\d{1,4}|半)(?P<each>个?)(?P<unit>工作日|小时|天|日|周|月|年)"
    r"(?:[之以]?(?P<way>[前后内]))?"
)
NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_COUNT: Final = rf"(?P<count>\d{{1,4}}|half an?|an?|{'|'.join(NUMBERS)})"
_UNIT: Final = r"(?P<unit>(?:working|business) day|hour|day|week|fortnight|month|year)s?\b"
_UNITS: Final = {
    "": 1, "d": 1, "day": 1, "天": 1, "日": 1, "week": 7, "w": 7, "周": 7, "fortnight": 14,
}  # fmt: skip
_HOURS: Final = ("小时", "hour")
_AT_WORK: Final = ("工作日", "working day", "business day")
_MONTHS: Final = {"month": 1, "m": 1, "月": 1, "year": 12, "年": 12}
_HALF_A_MONTH: Final = 15
_WEEK: Final = r"(?:(?P<which>上上|上|下下|下|本|这)个?)?周(?P<day>[1-7])"
_DAY_NAME: Final = (
    r"(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\b\.?"
)
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKS: Final = {
    "上上": -2, "上": -1, "last": -1, "本": 0, "这": 0, "this": 0, "下": 1, "next": 1, "下下": 2,
}  # fmt: skip

_BY: Final = pattern("by ")
_UNTIL: Final = pattern(
    r"(?:(?:due |no later than )?(?:by|before|until|till|on) )?(?:(?:cob|eod|close of (?:business|play)|end of day)(?:,? on)? )?"
)
"""What may stand before the day of a term."""

_Read = Callable[[re.Match[str], dt.date, Toward], dt.date | None]


def counted(plain: str, today: dt.date, toward: Toward) -> dt.date | None:
    """The day that a text counts from today; none where it counts none.

    Weeks begin on Monday. A weekday alone is one of the seven days up to today, or of the seven after
    it, and where no side is looked to, one of this week: ``周五`` said on a Friday as a term is the next
    one, for whoever means today says so, and a term of today taken for it would be past tomorrow.
    ``last Tuesday`` is the one before today that is nearest; 上周二 is last week's.
    """
    before = (_UNTIL if toward == "ahead" else _BY).match(plain)
    at = before.end() if before else 0
    for way, read in _WAYS:
        found = way.match(plain, at)
        if found and read_tail(plain, found.end()) is not None:
            return read(found, today, toward)
    return None


def _word(found: re.Match[str], today: dt.date, toward: Toward) -> dt.date:  # noqa: ARG001
    word = found["han"] or found["near"] or found["word"]
    return today + dt.timedelta(days=_WORDS.get(word, 0))


def _chinese(found: re.Match[str], today: dt.date, toward: Toward) -> dt.date | None:
    """``三天前``, ``两周后``, ``过半个月``. ``3日前`` and ``3月前`` may be terms, and count nothing.

    A term may be so long and no more: ``三个工作日``.
    """
    count, unit, way = found.group("count", "unit", "way")
    is_term = (unit == "日" and way == "前") or (
        unit == "月" and not found["each"] and count != "半"
    )
    if found["over"] or way:
        counts = bool(found["over"]) != bool(way)
    else:
        counts = toward == "ahead" and unit not in ("日", "年")
    return _away(count, unit, today, back=way == "前") if counts and not is_term else None


def _english(found: re.Match[str], today: dt.date, toward: Toward) -> dt.date | None:  # noqa: ARG001
    return _away(found["count"], found["unit"], today, back=found["way"] in {"ago", "back", "-"})


def _long(found: re.Match[str], today: dt.date, toward: Toward) -> dt.date | None:
    """A term that is so long: ``two weeks``, ``5 working days``."""
    return _away(found["count"], found["unit"], today, back=False) if toward == "ahead" else None


def _term(found: re.Match[str], today: dt.date, toward: Toward) -> dt.date | None:
    return end_of_term(found, today) if toward == "ahead" else None


def _away(count: str, unit: str, today: dt.date, *, back: bool) -> dt.date | None:
    """The day so many days, weeks, months or years away."""
    half, sign = count.startswith(("半", "half")), -1 if back else 1
    if unit in _AT_WORK:
        return working_days(sign * _number(count), today) if not half else None
    if unit in _HOURS:
        number, hours = divmod(_number(count), 24)
        return None if half or hours else today + dt.timedelta(days=sign * number)
    if unit in _UNITS:
        days = 0 if half else _number(count) * _UNITS[unit]
    elif half and _MONTHS[unit] == 1:
        days = _HALF_A_MONTH
    else:
        return months_from(today, sign * (6 if half else _number(count) * _MONTHS[unit]))
    try:
        return today + dt.timedelta(days=sign * days) if days or not half else None
    except OverflowError:
        return None


def _number(count: str) -> int:
    if count.isdigit():
        return int(count)
    return NUMBERS.get(count, 1)


def _of_week(found: re.Match[str], today: dt.date, toward: Toward) -> dt.date | None:
    number = int(found["day"]) - 1 if found["day"].isdigit() else _DAYS.index(found["day"])
    monday = today - dt.timedelta(days=today.weekday())
    if found["which"] == "last" and "week" not in found[0]:
        return one_of(
            (monday + dt.timedelta(days=number, weeks=week) for week in (-1, 0)),
            today - dt.timedelta(days=1),
            "back",
        )
    if found["which"]:
        return monday + dt.timedelta(days=number, weeks=_WEEKS[found["which"]])
    weeks = (0,) if toward == "near" else (-1, 0, 1)
    days = (monday + dt.timedelta(days=number, weeks=week) for week in weeks)
    return one_of(days, today + dt.timedelta(days=1) if toward == "ahead" else today, toward)


def _week_after(found: re.Match[str], today: dt.date, toward: Toward) -> dt.date | None:  # noqa: ARG001
    """``Friday week``: a week after the Friday that comes."""
    first = _of_week(found, today, "ahead")
    return first + dt.timedelta(weeks=1) if first else None


_WAYS: Final[tuple[tuple[re.Pattern[str], _Read], ...]] = (
    (_WORD, _word),
    (_CHINESE, _chinese),
    (TERM, _term),
    (pattern(rf"(?P<way>in|within) {_COUNT} {_UNIT}(?:'? time)?"), _english),
    (
        pattern(rf"{_COUNT} {_UNIT} (?P<way>ago|back|from now|from today|later|hence)\b"),
        _english,
    ),
    (pattern(rf"{_COUNT} {_UNIT}(?! tomorrow| yesterday)"), _long),
    (pattern(r"(?P<count>\d{1,3}) ?(?P<unit>d) (?P<way>ago)\b"), _english),
    (pattern(r"(?P<way>[+-])(?P<count>\d{1,3})(?P<unit>[dwm]?)(?!\w)"), _english),
    (pattern(_WEEK), _of_week),
    (pattern(rf"(?:on )?(?:(?P<which>this) )?{_DAY_NAME} week\b"), _week_after),
    (pattern(rf"(?:a )?week (?:from |on )?(?:(?P<which>this) )?{_DAY_NAME}"), _week_after),
    (pattern(rf"(?P<which>last|next|this) week(?:'s|,)?(?: on)? {_DAY_NAME}"), _of_week),
    (pattern(rf"(?:on )?{_DAY_NAME}(?: of)? (?P<which>last|next|this) week\b"), _of_week),
    (pattern(rf"(?:on )?(?:(?P<which>last|next|this) )?{_DAY_NAME}"), _of_week),
)
