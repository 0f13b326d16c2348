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
_WORDS: Final = {
    "今天": 0, "今": 0, "today": 0, "t": 0, "昨天": -1, "昨": -1, "yesterday": -1, "前天": -2,
    "大前天": -3, "明天": 1, "明": 1, "tomorrow": 1, "后天": 2, "大后天": 3,
}  # fmt: skip
EARLIEST: Final = dt.date(1900, 1, 1)
LATEST: Final = dt.date(2199, 12, 31)


def read_date(text: str, today: dt.date) -> dt.date | None:
    """The date a text means, or ``None`` where it means none.

    Understood are ``2026-11-08``, ``2026年11月8日``, ``11-8`` (the year nearest to today), ``8号``,
    ``今天``, ``昨天``, ``3天前``, ``上周三``, ``today``, ``2 days ago``, ``+10``; also full-width.
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if plain in _WORDS:
        return today + dt.timedelta(days=_WORDS[plain])
    return _absolute(plain, today) or _relative(plain, today)


def _absolute(plain: str, today: dt.date) -> dt.date | None:
    if found := _ISO.fullmatch(plain):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH_DAY.fullmatch(plain):
        years = (today.year - 1, today.year, today.year + 1)
        near = [_date(year, int(found[1]), int(found[2])) for year in years]
        return min((day for day in near if day), key=lambda day: abs(day - today), default=None)
    if found := re.fullmatch(r"(\d{1,2})[日号]", plain):
        return _date(today.year, today.month, int(found[1]))
    if re.fullmatch(r"\d{8}", plain):
        return _date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    return None


def _relative(plain: str, today: dt.date) -> dt.date | None:
    if found := _AGO.fullmatch(plain):
        return today - dt.timedelta(days=int(found[1]))
    if found := _AHEAD.fullmatch(plain):
        return today + dt.timedelta(days=int(found[1] or found[2] or found[3]))
    if found := _WEEKDAY_ZH.fullmatch(plain):
        monday = today - dt.timedelta(days=today.weekday())
        week = {"上": -7, "下": 7}.get(found[1] or "", 0)
        return monday + dt.timedelta(
            days=week + "一二三四五六日".find(found[2].replace("天", "日"))
        )
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None
