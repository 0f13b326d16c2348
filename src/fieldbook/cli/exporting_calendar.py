"""``fieldbook export --format ics``: what is due, for the calendar of a phone or an office program."""

from __future__ import annotations

import datetime as dt

from fieldbook.cli.call import Call
from fieldbook.cli.narrowing import ours
from fieldbook.cli.target import write
from fieldbook.cli.words import WrongWords
from fieldbook.i18n import _
from fieldbook.papers.calendar import calendar_name, render
from fieldbook.reports.calendar import AHEAD, appointments
from fieldbook.reports.mine import EVERYBODY


def run(call: Call) -> int:
    """Write the calendar and say where it is."""
    args = call.args
    if args.audience != "branch":
        raise WrongWords(_("A calendar is for the branch only: it has the numbers of households."))
    if args.period or args.since or args.minutes or args.annex or args.template:
        raise WrongWords(_("A calendar goes from today on; only --until says how far."))
    with call.read() as book:
        members = ours(call, book.shelf) if args.mine else EVERYBODY
        today = book.today
        until = args.until or today + dt.timedelta(days=AHEAD)
        if until < today:
            raise WrongWords(_("A calendar goes from today on; only --until says how far."))
        found = appointments(book.shelf, today, until, book.habits, members)
    data = render(found, dt.datetime.now(dt.UTC), names=args.names)
    told = _("The calendar up to {until} is in {path}.")
    return write(call, data, calendar_name(today), told, until=until)
