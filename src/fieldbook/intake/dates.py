"""Days as spreadsheets and people write them into tables. There is no clock here: a day is whole."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from typing import Final, Literal

from fieldbook.intake.grid import Cell

Order = Literal["day_first", "month_first", ""]
"""How a column writes ``03/04/2019``; empty where nothing in it tells."""

EARLIEST: Final = 1900
LATEST: Final = 2199

_TAIL: Final = (
    # What may stand behind a day: the time, the weekday. All of it possessive, or a long row of
    # colons would be tried in more ways than there is time for.
    r"(?:[T,\s]*+(?>[(\[]?(?:周|星期|礼拜)[一二三四五六日天][)\]]?|[ap]m|上午|下午|晚上|早上|中午|凌晨"
    r"|\d{1,2}\s*[:时点]\s*(?:\d{1,2}\s*(?:[:分]\s*(?:\d{1,2}(?:\.\d+)?\s*秒?)?)?)?半?"
    r"|z|[+-]\d\d:?\d\d|左右))*+"
)
_YEAR_FIRST: Final = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?" + _TAIL, re.IGNORECASE
)
_SOLID: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\s?\d{4}(?:\d\d)?)?")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _TAIL, re.IGNORECASE)
_WORDS: Final = (
    re.compile(
        r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-](?P<m>[a-z]{3,9})\.?,?[\s-](?P<y>\d{4})" + _TAIL
    ),
    re.compile(r"(?P<m>[a-z]{3,9})\.?\s(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y>\d{4})" + _TAIL),
)
_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_FIRST_SERIAL: Final = 18_264
"""1 January 1950 as a spreadsheet counts days; a smaller number is some other number."""
_LAST_SERIAL: Final = 73_050
"""31 December 2099."""
_DAY_ZERO: Final = dt.date(1899, 12, 30)


def read(cell: Cell, order: Order = "") -> dt.date | None:
    """The day a cell names, or ``None`` where it names none that ever was."""
    if isinstance(cell, dt.datetime):
        return _within(cell.date())
    if isinstance(cell, dt.date):
        return _within(cell)
    if isinstance(cell, (bool, dt.time)):
        return None
    if isinstance(cell, (int, float)):
        return _numbered(cell)
    return _written(unicodedata.normalize("NFKC", cell).strip().casefold(), order)


def order_of(cells: Iterable[Cell]) -> Order:
    """Whether a column writes the day or the month first, told by the days after the twelfth."""
    votes = {"day_first": 0, "month_first": 0}
    for cell in cells:
        found = _YEAR_LAST.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found and int(found[1]) > 12:
            votes["day_first"] += 1
        elif found and int(found[2]) > 12:
            votes["month_first"] += 1
    if votes["day_first"] and not votes["month_first"]:
        return "day_first"
    if votes["month_first"] and not votes["day_first"]:
        return "month_first"
    return ""


def is_ambiguous(text: str) -> bool:
    """Whether it is a day whose day and month nobody can tell apart."""
    found = _YEAR_LAST.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return found is not None and 1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 12


def _numbered(number: float) -> dt.date | None:
    """A number in a column of days: 20190103, or days counted the spreadsheet's way."""
    if _FIRST_SERIAL <= number < _LAST_SERIAL + 1:
        return _DAY_ZERO + dt.timedelta(days=int(number))
    if float(number).is_integer() and (found := _SOLID.fullmatch(str(int(number)))):
        return _day(found[1], found[2], found[3])
    return None


def _written(text: str, order: Order) -> dt.date | None:
    if found := _YEAR_FIRST.fullmatch(text) or _SOLID.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if _SERIAL.fullmatch(text):
        return _numbered(float(text))
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(found[1], found[2], found[3], order)
    for pattern in _WORDS:
        if found := pattern.fullmatch(text):
            months = [i for i, m in enumerate(_MONTHS, 1) if m.startswith(found["m"][:3])]
            return _day(found["y"], months[0], found["d"]) if months else None
    return None


def _year_last(first: str, second: str, year: str, order: Order) -> dt.date | None:
    if order == "day_first" or int(first) > 12 or first == second:
        return _day(year, second, first)
    if order == "month_first" or int(second) > 12:
        return _day(year, first, second)
    return None


def _day(year: str | int, month: str | int, day: str | int) -> dt.date | None:
    try:
        return _within(dt.date(int(year), int(month), int(day)))
    except ValueError:
        return None


def _within(day: dt.date) -> dt.date | None:
    return day if EARLIEST <= day.year <= LATEST else None
