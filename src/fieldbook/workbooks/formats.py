"""Number formats: which numbers are days, and which are codes that are shown with their zeros."""

from __future__ import annotations

import datetime as dt
import re
from math import isfinite
from typing import Final

from fieldbook.workbooks.gathering import Day, Value

DAYS: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""The numbers of built-in formats that show a day or a time; some only where Chinese is spoken."""

_PIECE: Final = re.compile(r'"([^"]*)"?|\\(.)|[_*].|\[[^\]]*\]|(.)', re.DOTALL)
_GENERAL: Final = re.compile(r"general|G/通用格式", re.IGNORECASE)
_TIME: Final = re.compile(r"[ymdhs]|上午", re.IGNORECASE)
_QUOTED: Final = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]')
_ELAPSED: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_ASIDE: Final = frozenset(" -():+/")
_LAST_DAY: Final = 2_958_466
"""The serial of the first of January of the year 10000."""
_LEAP: Final = 60
"""Serial 60 is a 29 February 1900 that never was; the days before it are one off."""
_EPOCH: Final = dt.datetime(1899, 12, 30)  # noqa: DTZ001  a sheet knows no time zones
_EPOCH_1904: Final = 1462


def is_day(code: str) -> bool:
    """Whether a format shows a number as a day or a time of day; how long something took is neither."""
    if _ELAPSED.search(code):
        return False
    bare = _QUOTED.sub("", _GENERAL.sub("", code))
    return _TIME.search(bare) is not None


class Code:
    """A format that fills a number up with zeros: ``0000``, ``"A"000``, ``000-0000``."""

    def __init__(self, pieces: list[str], zeros: int) -> None:
        self._pieces = pieces
        self._zeros = zeros

    def shown(self, number: int) -> str:
        """The number as the sheet shows it; digits there is no place for stand before the first."""
        digits = str(number).zfill(self._zeros)
        rest = len(digits) - self._zeros + 1
        found, at = "", 0
        for piece in self._pieces:
            if piece == "0":
                width = rest if at == 0 else 1
                found += digits[at : at + width]
                at += width
            else:
                found += piece.removeprefix("=")
        return found


def code_of(text: str) -> Code | None:
    """The format of a code, or nothing: a format for amounts, shares and single digits is none."""
    pieces: list[str] = []
    zeros = 0
    for quoted, escaped, sign in _PIECE.findall(text.partition(";")[0]):
        if sign == "0":
            zeros += 1
            pieces.append("0")
        elif quoted or escaped:
            pieces.append("=" + (quoted or escaped))
        elif sign and sign not in _ASIDE and sign.isascii():
            return None
        elif sign:
            pieces.append("=" + sign)
    return Code(pieces, zeros) if zeros > 1 else None


def shown(number: float, style: str | Code | None, *, from_1904: bool = False) -> Value:
    """A number as a sheet of this style shows it: a day, a code, or the number."""
    if style == "day":
        return day(number + _EPOCH_1904 if from_1904 else number)
    if isinstance(style, Code) and number >= 0 and number == int(number):
        return style.shown(int(number))
    return whole(number)


def whole(number: float) -> float | str:
    """A number, a whole one without its ``.0``; what no number can be is nothing."""
    if not isfinite(number):
        return ""
    return int(number) if number == int(number) and abs(number) < 1e15 else number


def day(serial: float) -> Value:
    """A serial number as a day, a moment, or within the first day as a time of day."""
    if not 0 <= serial < _LAST_DAY:
        return whole(serial)
    if 1 <= serial < _LEAP:
        serial += 1
    moment = _EPOCH + dt.timedelta(days=int(serial), seconds=round((serial % 1) * 86_400))
    if serial < 1:
        return Day(moment.time().isoformat())
    if moment.time() == dt.time():
        return Day(moment.date().isoformat())
    return Day(moment.isoformat())
