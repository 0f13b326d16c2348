"""``fieldbook export``: the paper for the branch meeting."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from fieldbook.book import Fieldbook
from fieldbook.cli.accepting import is_accepted, show
from fieldbook.cli.call import Call
from fieldbook.cli.target import STANDARD_OUTPUT, target, write
from fieldbook.cli.typed import offered
from fieldbook.cli.words import WrongWords, require_in_order, require_known
from fieldbook.domain.dates.periods import read_period
from fieldbook.domain.dates.units import Span
from fieldbook.domain.errors import PaperError
from fieldbook.files import from_home
from fieldbook.i18n import _
from fieldbook.labels import code_meant, codes_of
from fieldbook.reports.periods import last_meeting, periods
from fieldbook.typed_days import no_date, two_days, usual_order

ALL: Final = "all"
_BY_ITS_TITLE: Final = {"groups": "method"}
"""An annex by the first word of its title, where its name is another."""
ICS: Final = "ics"
"""A calendar: what is due, and no paper."""


def run(call: Call) -> int:
    """Write the paper and say where it is."""
    from fieldbook.ledgers.formats import LEDGERS
    from fieldbook.papers import FORMATS

    args = call.args
    if args.fields:
        return _tell_fields(call)
    known = (*FORMATS, *LEDGERS, ICS)
    fmt = args.format or _format_of(args, known)
    if (args.dry_run or args.texts) and (fmt in LEDGERS or args.minutes):
        raise WrongWords(_("--texts and --dry-run are for reports to others than the branch."))
    if fmt in LEDGERS:
        from fieldbook.cli.exporting_ledgers import run as export_ledger

        return export_ledger(call, fmt, _period)
    if fmt == ICS:
        from fieldbook.cli.exporting_calendar import run as export_calendar

        return export_calendar(call)
    if args.names or args.mine:
        raise WrongWords(_("--names and --mine are for calendars; say --format ics."))
    if args.bom or args.table:
        raise WrongWords(_("--bom and --table are for CSV; say --format csv."))
    require_known(fmt, known, _("There is no paper format “{given}”; there are: {known}."))
    return _write_minutes(call, fmt) if args.minutes else _write_report(call, fmt)


def _write_report(call: Call, fmt: str) -> int:
    """Write the report; what is masked for others than the branch is accepted first."""
    from fieldbook.papers import ANNEXES, check_target, default_name, paper_bytes, write_file
    from fieldbook.reports.meeting import meeting

    args = call.args
    annexes = _annexes(args.annex, tuple(ANNEXES))
    require_in_order(args.since, args.until)
    with call.read() as book:
        since, until = _period(args, book)
        found = meeting(book.shelf, since, until, book.today, book.habits)
    if args.dry_run:
        show(call, found, annexes)
        return 0
    if not is_accepted(call, found, annexes):
        return 1
    template = from_home(args.template) if args.template else None
    path = Path(STANDARD_OUTPUT)
    if args.output != STANDARD_OUTPUT:
        path = target(call, default_name(found, fmt, args.audience))
        check_target(path)
    data = paper_bytes(
        found,
        fmt=fmt,
        audience=args.audience,
        path=path,
        template=template,
        annexes=annexes,
        texts=args.texts,
        branch=call.settings.branch,
        author=call.settings.name,
    )
    if args.output == STANDARD_OUTPUT:
        call.console.say_bytes(data)
        return 0
    write_file(path, data)
    call.console.say(
        _("The paper for {since} to {until} is in {path}.").format(
            since=since, until=until, path=path
        )
    )
    return 0


def _write_minutes(call: Call, fmt: str) -> int:
    """Write the minutes of a meeting; they name everybody, and are for the branch."""
    from fieldbook.papers import minutes_bytes, minutes_name
    from fieldbook.reports.minutes import minutes, page_of_meeting

    args = call.args
    if args.audience != "branch":
        raise WrongWords(_("Minutes name everybody: they are for the branch only."))
    on = None if args.minutes is True else args.minutes  # no day: the last meeting
    with call.read() as book:
        page = page_of_meeting(book.shelf, on)
        if page is None:
            raise PaperError("", "no_meeting_then" if on else "no_meeting", date=on)
        found = minutes(book.shelf, page)
    template = from_home(args.template) if args.template else None
    data = minutes_bytes(found, fmt=fmt, branch=call.settings.branch, template=template)
    told = _("The minutes of {date} are in {path}.")
    return write(call, data, minutes_name(found, fmt), told, date=found.on)


def _period(args: argparse.Namespace, book: Fieldbook) -> Span:
    """The days the paper covers: those that have a name, or those said, up to today.

    Where none are said they are those the Meeting screen begins with: since the last meeting before
    the last day, or ten days.

    Raises:
        WrongWords: no period is called so, or it ends before it begins.
    """
    if not args.period:
        until = args.until or book.today
        since = args.since or next(iter(periods(book.shelf, until).values())).since
        require_in_order(since, until)
        return Span(since, until)
    if args.since or args.until:
        raise WrongWords(_("Say --period, or --since and --until, not both."))
    code = code_meant("period", args.period)
    if code == "meeting" and not last_meeting(book.shelf, book.today):
        code = "ten"  # nobody has written a meeting down yet
    found = periods(book.shelf, book.today).get(code) or read_period(
        args.period, book.today, usual_order()
    )
    if found is None:
        if two_days(args.period):
            raise WrongWords(_("{sentence}.").format(sentence=no_date(args.period)))
        names = offered(codes_of("period"), args.period)
        raise WrongWords(
            _("“{given}” is no period up to today; write {names}, or days such as {days}.").format(
                given=args.period, names=names, days="2026-11-01..2026-11-10"
            )
        )
    return found


def _tell_fields(call: Call) -> int:
    """List what a template may ask for; into a file goes our own template, to start from."""
    from fieldbook.papers import write_file
    from fieldbook.papers.word import plain_template
    from fieldbook.papers.word.fields import FIELDS

    if call.args.output == STANDARD_OUTPUT:
        call.console.say_bytes(plain_template())
        return 0
    call.console.say(_("What a Word template may ask for; write the marks as they stand here:"))
    for field in FIELDS.values():
        for paragraph in field.mark.split("\n"):
            call.console.say(f"  {paragraph}")
        call.console.say(f"      {_(field.means)}")
    if call.args.output:
        path = target(call, "")
        write_file(path, plain_template())
        call.console.say(_("A template to start from is in {path}.").format(path=path))
    return 0


def _annexes(given: list[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """The annexes asked for, by name or all of them."""
    every = (*known, ALL)
    given = [_BY_ITS_TITLE.get(each, each) for each in given]
    for each in given:
        require_known(each, every, _("There is no annex “{given}”; there are: {known}."))
    return known if ALL in given else tuple(given)


def _format_of(args: argparse.Namespace, known: tuple[str, ...]) -> str:
    """The format the file's ending asks for, Word for a template, else Markdown."""
    ending = Path(args.output or "").suffix.removeprefix(".").casefold()
    return ending if ending in known else "docx" if args.template else "md"
