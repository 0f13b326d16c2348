"""When a sheet was written, as far as it says so: days that leave out their year are of that time."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from typing import Final

from fieldbook.domain.dates import Toward
from fieldbook.patterns import pattern

_YEAR: Final = pattern(r"(?<![\d.-])(20\d\d)(?!\d|\s*(?:年\s*\d{1,2}\s*月\s*\d|[-./]\s*\d))")
"""A year of which a title is: 2025年度, 2025年3月, Ledger 2025; no part of a day."""
_YEARS: Final = pattern(r"(?<!\d)20\d\d\s*年?\s*[-—–~至到]\s*(20\d\d)(?!\d|[-./]\d)")
"""Two years from which to which a title is; the last of them counts."""
_DAY: Final = pattern(
    r"(?<!\d)(20\d\d)\s*[-./年]\s*(1[0-2]|0?[1-9])\s*[-./月]\s*(3[01]|[12]\d|0?[1-9])(?!\d)"
)


def seen_from(
    titles: Iterable[str], names: Iterable[str], today: dt.date | None, toward: Toward
) -> dt.date | None:
    """The day from which days without a year are meant: today, unless the sheet says otherwise.

    Args:
        titles: what stands above the headings.
        names: what the sheet and its file are called; they count where the titles say no year.
        today: the day of taking in.
        toward: which way a field looks: back from the end of a year, else from its beginning.
    """
    titles = [unicodedata.normalize("NFKC", each) for each in titles]
    for said in (titles, *([unicodedata.normalize("NFKC", each)] for each in names)):
        years = {int(end) for each in said for end in _YEARS.findall(each)}
        years = years or {int(found) for each in said for found in _YEAR.findall(each)}
        if len(years) == 1:
            year = years.pop()
            end = dt.date(year, 12, 31)
            first = end if toward == "back" else dt.date(year, 1, 1)
            return min(first, today) if today else first
    return _made_on(titles, today) or today


def _made_on(titles: Iterable[str], today: dt.date | None) -> dt.date | None:
    """The one day that stands above the headings: that of making the sheet."""
    days = {found for each in titles for found in _DAY.findall(each)}
    if len(days) != 1:
        return None
    try:
        day = dt.date(*map(int, days.pop()))
    except ValueError:
        return None
    return day if today is None or day <= today else None
