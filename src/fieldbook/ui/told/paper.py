"""A paper as it is wished for: of which days, for whom, with what, in which format."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from fieldbook.book import Fieldbook
from fieldbook.domain.codes import DIARY_KIND, TRAINING_KIND
from fieldbook.domain.dates.periods import read_period
from fieldbook.domain.dates.units import Span
from fieldbook.i18n import _
from fieldbook.labels import SHORT_WEEKDAYS, Tell, day, filled
from fieldbook.ledgers import LEDGERS
from fieldbook.papers import AUDIENCES, FORMATS
from fieldbook.reports.periods import periods
from fieldbook.typed_days import usual_order

WRITTEN = "written"
"""The annex of what was written down, of which the kinds are chosen one by one."""
KINDS = (*DIARY_KIND, *TRAINING_KIND)
"""The kinds of pages and notes."""


def formats() -> dict[str, str]:
    """Every format of papers and ledgers by its name: how it is called."""
    papers = {name: each.label for name, each in FORMATS.items()}
    return papers | {name: each.label for name, each in LEDGERS.items()}


def takes_template(fmt: str) -> bool:
    """Whether a format can be filled into a branch's own template."""
    return fmt in FORMATS and FORMATS[fmt].takes_template


class Wished(NamedTuple):
    """A paper as it is wished for."""

    paper: str = "report"
    """The ``report`` of a period, or the ``minutes`` of the last meeting."""
    period: str = ""
    """A period's code or words; empty: the first of those that have a name."""
    audience: str = AUDIENCES[0]
    annexes: tuple[str, ...] = ("figures", "issues")
    written: tuple[str, ...] = KINDS
    """Of the annex of what was written: which kinds."""
    format: str = "docx"
    texts: bool = False
    """Whether others get texts, too: masked, or those that name nobody."""
    held_on: dt.date | None = None
    """Of the minutes: the day of their meeting; the last one's without it."""
    template: Path | None = None
    """The branch's own layout, for a format that takes one."""

    @property
    def asks(self) -> bool:
        """Whether what is masked has to be accepted before it is written."""
        return self.texts and self.audience != AUDIENCES[0]

    def ledger_days(self, book: Fieldbook) -> tuple[dt.date | None, dt.date | None]:
        """The days of a ledger: those chosen; without a choice all."""
        return self.span(book)[1] if self.period else (None, None)

    @property
    def filled_into(self) -> Path | None:
        """The template it goes into, where its format takes one."""
        return self.template if takes_template(self.format) else None

    def fits(self, fmt: str) -> bool:
        """Whether it can have this format: a ledger is of the whole book, for the branch alone."""
        return fmt not in LEDGERS or (self.paper == "report" and self.audience == AUDIENCES[0])

    @property
    def is_ledger(self) -> bool:
        """Whether it is a ledger, and no paper."""
        return self.format in LEDGERS

    def span(self, book: Fieldbook) -> tuple[str, Span]:
        """The days it covers, and what they are called where they have a name."""
        named = periods(book.shelf, book.today)
        if (
            self.period
            and self.period not in named
            and (days := read_period(self.period, book.today, usual_order()))
        ):
            return "", days
        code = self.period if self.period in named else next(iter(named))
        return code, named[code]


def span_told(days: Span, today: dt.date, *, tell: Tell = day) -> str:
    """From which day to which."""
    first, last = tell(days.since, today), tell(days.until, today)
    return filled(_("{first} - {last}"), first=first, last=last)


def with_weekday(date: dt.date | None, today: dt.date) -> str:
    """A day of a period that was typed: by its weekday one sees whether it is the one that was meant."""
    short = _(SHORT_WEEKDAYS[date.weekday()]) if date else ""
    return _("{weekday} {date}").format(weekday=short, date=day(date, today))
