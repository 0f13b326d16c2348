"""When a sheet was written, as far as it says so: days that leave out their year are of that time."""

from __future__ import annotations

import contextlib
import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from fieldbook.domain.dates import Toward
from fieldbook.domain.dates.named import months_from
from fieldbook.patterns import pattern

_YEAR: Final = pattern(r"(?<![\d.-])(20\d\d)(?!\d|\s*(?:年\s*\d{1,2}\s*月\s*\d|[-./]\s*\d))")
"""A year of which a title is: 2025年度, 2025年3月, Ledger 2025; no part of a day."""
_YEARS: Final = pattern(r"(?<!\d)20\d\d\s*年?\s*[-—–~至到]\s*(20\d\d)(?!\d|[-./]\d)")
"""Two years from which to which a title is; the last of them counts."""
_MONTHS: Final = pattern(
    r"(20\d\d)\s*[-./年]\s*(1[0-2]|0?[1-9])\s*月?\s*[-—–~至到]+\s*(20\d\d)\s*[-./年]\s*(1[0-2]|0?[1-9])(?:\s*月|(?!\s*[-./]?\d))"
)
"""Two months of two years from which to which a title is."""
_OF_YEAR: Final = r"(1[0-2]|0?[1-9])\s*[-./月]\s*(3[01]|[12]\d|0?[1-9])(?!\d)"
_DAY: Final = pattern(
    rf"(?<!\d)(20\d\d)\s*[-./年]\s*{_OF_YEAR}(?:[日号]?\s*[-—–~至到]+\s*{_OF_YEAR})?"
)
"""A day, and the last one of a span that has no year of its own."""


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
    if found := next(filter(None, map(_MONTHS.search, titles)), None):
        begins, ends = (dt.date(int(found[at]), int(found[at + 1]), 1) for at in (1, 3))
        seen = (months_from(ends, 1) or ends) if toward == "back" else begins
        return min(seen, today) if today else seen
    for said in (titles, *([unicodedata.normalize("NFKC", each)] for each in names)):
        years = {int(end) for each in said for end in _YEARS.findall(each)}
        years = years or {int(found) for each in said for found in _YEAR.findall(each)}
        if len(years) == 1:
            year = years.pop()
            end = dt.date(year, 12, 31)
            first = end if toward == "back" else dt.date(year, 1, 1)
            return min(first, today) if today else first
    days = sorted(_days_in(titles))
    if not days:
        return today
    # That of making the sheet, or from which to which it is; what is older stands for something else.
    last = days[-1]
    day = last if toward == "back" else next(each for each in days if each.year == last.year)
    return min(day, today) if today else day


def _days_in(titles: Iterable[str]) -> Iterator[dt.date]:
    """The days that stand above the headings."""
    for title in titles:
        for year, *first, month, day in _DAY.findall(title):
            for of_year in (first, (month, day)):
                with contextlib.suppress(ValueError):
                    yield dt.date(int(year), *map(int, of_year))
