"""Days as a paper has them: 11月25日, 25 Nov; with the year where it is another one."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Final

from fieldbook import labels
from fieldbook.i18n import N_, _
from fieldbook.patterns import pattern
from fieldbook.typed_days import SHORT_MONTHS

_MONTHS: Final = N_(
    "January|February|March|April|May|June|July|August|September|October|November|December"
)


def long_date(date: dt.date) -> str:
    """A date as a paper's head has it."""
    return _dated(_("{day} {month} {year}"), date, _MONTHS)


def day(date: dt.date | None, today: dt.date | None = None) -> str:
    """A date as short as it can be told, with its year where that is not today's; nothing for none."""
    if date is None:
        return ""
    same_year = today is None or date.year == today.year
    return _dated(
        _("{day} {month}") if same_year else _("{day} {month} {year}"), date, SHORT_MONTHS
    )


day_told = partial(labels.day_told, tell=day)
"""A date that may be marked, as :func:`fieldbook.labels.day_told` has it."""
span = partial(labels.span_text, tell=day)
"""From a day to a day, as :func:`fieldbook.labels.span_text` has it."""


_ENGLISH_DAY: Final = pattern(rf"(?<!\d)(\d{{1,2}}) (?={SHORT_MONTHS}|{_MONTHS})")


def unbroken(text: str) -> str:
    """A text for a page: no line ends between the 4 and the Dec. of an English day."""
    return _ENGLISH_DAY.sub("\\1\u00a0", text)


def _dated(told: str, date: dt.date, months: str) -> str:
    month = _(months).split("|")[date.month - 1]
    return told.format(day=date.day, month=month, year=date.year)
