"""Dates as people type them, in both languages."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Final

_ISO: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_MONTH_DAY: Final = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?")
_AGO: Final = re.compile(r"(\d{1,3})\s*(?:天前|days? ago|d ago)")
_AHEAD: Final = re.compile(r"(?:(\d{1,3})\s*天后|in (\d{1,3}) days?|\+(\d{1,3}))")
_WEEKDAY_ZH: Final = re.compile(r"(上|下|本|这)?(?:周|星期|礼拜)([一二三四五六日天])")
_WEEKDAY_EN: Final = re.compile(
    r"(?:(last|next|this) )?(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?"
)
_DAYS_EN: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS_EN: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_MONTH: Final = rf"({'|'.join(_MONTHS_EN)})[a-z]*\.?"
_DAY_MONTH_EN: Final = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?:,? (\d{{4}}))?")
_MONTH_DAY_EN: Final = re.compile(rf"{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?")
_HAN_NUMBER: Final = re.compile(
    r"(?<![一二两三四五六七八九十])"
    r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])(?=天|日|号|月)"
)
_HAN: Final = "零一二三四五六七八九"
_WORDS: Final = {
    "今天": 0, "今": 0, "today": 0, "t": 0, "昨天": -1, "昨": -1, "yesterday": -1, "前天": -2,
    "大前天": -3, "明天": 1, "明": 1, "tomorrow": 1, "后天": 2, "大后天": 3,
}  # fmt: skip
EARLIEST: Final = dt.date(1900, 1, 1)
LATEST: Final = dt.date(2199, 12, 31)


def read_date(text: str, today: dt.date) -> dt.date | None:
    """The date a text means, or ``None`` where it means none.

    Understood are ``2026-11-08``, ``2026年11月8日``, ``11-8`` (the year nearest to today), ``8号``,
    ``今天``, ``昨天``, ``三天前``, ``上周三``, ``today``, ``2 days ago``, ``+10``, ``8 Nov``,
    ``last Wednesday``; also full-width.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if plain in _WORDS:
        return today + dt.timedelta(days=_WORDS[plain])
    plain = _HAN_NUMBER.sub(lambda found: str(_number(found[0])), plain)
    return _absolute(plain, today) or _in_english(plain, today) or _relative(plain, today)


def _number(han: str) -> int:
    """Chinese numerals up to 九十九."""
    tens, ten, ones = han.replace("两", "二").rpartition("十")
    one = _HAN.index(ones) if ones else 0
    return one + (10 * (_HAN.index(tens) if tens else 1) if ten else 0)


def _absolute(plain: str, today: dt.date) -> dt.date | None:
    if found := _ISO.fullmatch(plain):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH_DAY.fullmatch(plain):
        return _nearest(int(found[1]), int(found[2]), today)
    if found := re.fullmatch(r"(\d{1,2})[日号]", plain):
        return _date(today.year, today.month, int(found[1]))
    if re.fullmatch(r"\d{8}", plain):
        return _date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    return None


def _nearest(month: int, day: int, today: dt.date) -> dt.date | None:
    """This day of the year nearest to today."""
    years = (today.year - 1, today.year, today.year + 1)
    near = (_date(year, month, day) for year in years)
    return min((each for each in near if each), key=lambda day: abs(day - today), default=None)


def _in_english(plain: str, today: dt.date) -> dt.date | None:
    if found := _DAY_MONTH_EN.fullmatch(plain):
        day, name, year = found.groups()
    elif found := _MONTH_DAY_EN.fullmatch(plain):
        name, day, year = found.groups()
    elif found := _WEEKDAY_EN.fullmatch(plain):
        return _of_week(today, found[1] or "", _DAYS_EN.index(found[2]))
    else:
        return None
    month = _MONTHS_EN.index(name) + 1
    return _date(int(year), month, int(day)) if year else _nearest(month, int(day), today)


def _of_week(today: dt.date, which: str, number: int) -> dt.date:
    """A day of last week, this week or the next; weeks begin on Monday."""
    week = {"上": -7, "last": -7, "下": 7, "next": 7}.get(which, 0)
    return today - dt.timedelta(days=today.weekday() - number - week)


def _relative(plain: str, today: dt.date) -> dt.date | None:
    if found := _AGO.fullmatch(plain):
        return today - dt.timedelta(days=int(found[1]))
    if found := _AHEAD.fullmatch(plain):
        return today + dt.timedelta(days=int(found[1] or found[2] or found[3]))
    if found := _WEEKDAY_ZH.fullmatch(plain):
        number = "一二三四五六日".index(found[2].replace("天", "日"))
        return _of_week(today, found[1] or "", number)
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None
