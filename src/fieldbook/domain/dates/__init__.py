"""Days as people type and write them, in both languages: one reader for forms, commands and files.

It is made of a few parts. ``folding`` makes the text plain; ``written`` and ``english`` say what day is
named there (:class:`fieldbook.domain.dates.named.Named`); ``counted`` reads what is counted from today.
They are loaded when a text needs them: ``2026-11-08`` does not.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal

from fieldbook.patterns import pattern

if TYPE_CHECKING:
    from fieldbook.domain.dates.named import Named

Toward = Literal["back", "ahead", "near"]
"""On which side of today a day without its year (or its month) lies: at or before it, at or after it,
or wherever it is nearest."""

Order = Literal["year_first", "day_first", "month_first", "republic", ""]
"""How a column, or a language, writes its days; empty where nothing tells. A day without its year has
its month first where the year goes first; ``republic`` counts that from 1912, as Taiwan does."""

EARLIEST: Final = dt.date(1900, 1, 1)
LATEST: Final = dt.date(2199, 12, 31)
LONGEST: Final = 80
"""Signs of the longest text that may name a day; whatever is longer tells something else."""

_FULL: Final = pattern(
    r"(\d{4})[-/.年](\d\d?)[-/.月](\d\d?)日?"
    r"(?:[ T]\d\d?:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)
_TOWARD: Final[Mapping[str, Toward]] = {
    "due_on": "ahead", "until_on": "ahead",
    "from_on": "near", "to_on": "near",
}  # fmt: skip
"""Which way a field looks. Stays and links may begin and end on either side of today; every field that
is not named here tells what was: visited, found, studied, solved, checked, written, answered."""


def toward(field: str) -> Toward:
    """Which way a record's field looks from today."""
    return _TOWARD.get(field, "back")


def read_date(
    text: str, today: dt.date, toward: Toward = "near", *,
    last: bool = False, order: Order = "", since: dt.date | None = None,
) -> dt.date | None:  # fmt: skip
    """The day a text means, or ``None`` where it means none.

    Understood are ``2026-11-08``, ``26.11.8``, ``113/5/3`` (a year of the Republic),
    ``2026年11月8日 星期日 晴``, ``11-8``, ``8号``, ``月底``,
    ``上个月20号``, ``去年3月5日``, ``昨天``, ``两周后``, ``上周三``, ``8 Nov``, ``November 8, 2026``,
    ``end of the month``, ``2 days ago``, ``+10``, ``-3``, ``last Wednesday``; a month (``2026年3月``, ``3月上旬``)
    and a span (``3.5-3.8``, ``2026年1-3月``, ``第一季度``) mean their first day, as a term, ``ahead``, their last;
    ``国庆前`` is one, the day before. A week alone (``上周``) and
    a year alone mean none: whoever says them does not say the day. ``12/05/2019`` could be two days and means none, nor
    does ``5/11`` where no order is told, a day that never was, or one of the lunar calendar.

    Args:
        text: as it was typed; full-width signs and traditional characters are read as well.
        today: what is counted from.
        toward: where a day lies whose year, or month, is not said. ``29 February`` is a day only where
            there is one within a year of today.
        last: whether of a month, or ten days of it, the last day is meant and not the first.
        order: how whoever typed it writes a day, where that is known.
        since: from when on a day is looked for that lacks its year alone, where that is not today: a term
            follows the day on which it was set. ``三天后``, ``下个月`` and ``月底`` are counted from today.
    """
    if (day := read_full(text)) is not None:
        return day
    if len(text) > LONGEST or not text.strip():
        return None
    from fieldbook.domain.dates.counted import counted
    from fieldbook.domain.dates.folding import plain
    from fieldbook.domain.dates.named import day_meant, last_of
    from fieldbook.domain.dates.written import written

    folded = plain(text)
    found = counted(folded, today, toward)
    if (
        found is None
        and (named := written(folded, today, order, term=toward == "ahead")) is not None
    ):
        begins = (named.yearless and since) or today
        found = day_meant(named, begins, toward)
        found = last_of(named, found) if last else found
    return within(found)


def days_of_two(text: str, order: Order = "") -> tuple[Named, ...]:
    """The days it can be, where nobody can tell its day and its month apart: ``12/05/2019``, ``5/11``.

    None where it is one day, or no day at all.
    """
    if len(text) > LONGEST:
        return ()
    from fieldbook.domain.dates.folding import plain
    from fieldbook.domain.dates.written import several

    return several(plain(text), order)


def read_full(text: str) -> dt.date | None:
    """The day of a text like ``2026-11-08`` or ``2026年11月8日``, which needs no looking into."""
    found = _FULL.fullmatch(text)
    if found is None:
        return None
    try:
        return within(dt.date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return None


def within(day: dt.date | None) -> dt.date | None:
    """The day, where it is one that a book can hold."""
    return day if day is not None and EARLIEST <= day <= LATEST else None
