"""Days as people type them in the language in use, and what is said of one that can be two.

Chinese puts the year and the month first: ``5/11`` is 5月11日. In English it may as well be the fifth of
November, and is asked for again; ``11-05`` is written as fieldbook writes it, in both.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from fieldbook.domain.dates import Order, Toward, days_of_two, read_date
from fieldbook.domain.dates.folding import is_lunar
from fieldbook.i18n import N_, _, language

SHORT_MONTHS: Final = N_("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")


def usual_order() -> Order:
    """How the language in use writes a day; empty where it is written in more than one way."""
    return "year_first" if language().startswith("zh") else ""


def read_typed(
    text: str, today: dt.date, toward: Toward = "near", *,
    last: bool = False, since: dt.date | None = None,
) -> dt.date | None:  # fmt: skip
    """The day a text means to whoever types it in this language, or ``None``."""
    return read_date(text, today, toward, last=last, order=usual_order(), since=since)


def read_end(text: str, today: dt.date, *, last: bool) -> dt.date | None:
    """The first or the last day a text means, be it a day or a period: ``3月``, ``上周``, ``年内``."""
    day = read_typed(text, today, "back", last=last)
    if day and (last or day <= today):
        return day
    from fieldbook.domain.dates.periods import read_period  # most texts are a day

    span = read_period(text, today, usual_order())
    return (span.until if last else span.since) if span else day


def two_days(text: str, order: Order | None = None) -> str:
    """The days a text can be: ``5 Nov or 11 May``; empty where it is not one of several.

    ``order`` is how it is written, where that is not told by the language in use.
    """
    told = []
    for each in days_of_two(text, usual_order() if order is None else order):
        pattern = _("{day} {month} {year}") if each.year else _("{day} {month}")
        month = _(SHORT_MONTHS).split("|")[(each.month or 1) - 1]
        told.append(pattern.format(day=each.day, month=month, year=each.year))
    return _(" or ").join(told)


def no_date(text: str) -> str:
    """What is said of a text that names no day, or several."""
    if days := two_days(text):
        return _("“{word}” can be {days}; write the one that is meant").format(word=text, days=days)
    if is_lunar(text):
        return _(
            "“{word}” is a day of the lunar calendar; write that of the common one, like 2026-11-08"
        ).format(word=text)
    return _("“{word}” is no date; write it like 2026-11-08, 8 Nov or yesterday").format(word=text)
