"""Papers that are taken along: slips of households, and the route."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from fieldbook.domain.records import Household
from fieldbook.i18n import N_, _
from fieldbook.papers.outline import Outline
from fieldbook.reports.mine import EVERYBODY
from fieldbook.ui.act import Act, Context
from fieldbook.ui.acts.method import no_household
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.screens.writing import ask_where


def write_taken_along(screen: BookScreen, outline: Outline, name: str) -> None:
    """Ask for the file, its ending being the format, and write the paper into it."""
    from fieldbook.papers.formats import format_of
    from fieldbook.papers.slips import taken_along

    branch, today = screen.host.settings.branch, screen.book.today

    def make(path: Path) -> bytes:
        return taken_along(outline, fmt=format_of(path).name, branch=branch, on=today)

    title = _("Write {file} to").format(file=outline.title)
    ask_where(screen, title, f"{name}.docx", make)


def write_calendar(screen: BookScreen) -> None:
    """Write what is due in the next days for the calendar of a phone, without names."""
    from fieldbook.papers.calendar import calendar_name, render
    from fieldbook.reports.calendar import AHEAD, appointments

    book = screen.book
    members = EVERYBODY if screen.host.shows_all else book.us
    until = book.today + dt.timedelta(days=AHEAD)
    found = appointments(book.shelf, book.today, until, book.habits, members)
    data = render(found, dt.datetime.now(dt.UTC))
    title = _("Write the calendar of the next {count} days to").format(count=AHEAD)
    ask_where(screen, title, calendar_name(book.today), lambda _target: data)


def write_slips(screen: BookScreen, *households: Household) -> None:
    """Write a slip for each of these households."""
    from fieldbook.papers.slips import slips_name, slips_outline
    from fieldbook.reports.slips import slips

    book, settings = screen.book, screen.host.settings
    found = slips(book.shelf, households, book.habits)
    outline = slips_outline(found, settings.branch, settings.name)
    write_taken_along(screen, outline, slips_name(found, book.today))


def _of_this(at: Context[BookScreen]) -> None:
    if at.under.household:
        write_slips(at.screen, at.under.household)


def _of_marked(at: Context[BookScreen]) -> None:
    write_slips(
        at.screen, *(each for each in at.screen.marked_records() if isinstance(each, Household))
    )


SLIP: Final[Act[BookScreen]] = Act(
    "slip", "W", N_("slip"),
    N_("Write a slip to print, leave there and sign; a page for each that is marked"),
    _of_this, why_not=no_household, on_marked=_of_marked,
)  # fmt: skip
"""On lists of households."""
