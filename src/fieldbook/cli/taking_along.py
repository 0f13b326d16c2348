"""``fieldbook slip`` and ``fieldbook route``: the papers that are taken along."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fieldbook.book import Fieldbook
from fieldbook.cli.call import Call
from fieldbook.cli.narrowing import wanted
from fieldbook.cli.target import write
from fieldbook.cli.words import WrongWords, require_known
from fieldbook.domain.errors import NotFound
from fieldbook.domain.places import Places
from fieldbook.domain.records import Household
from fieldbook.i18n import _
from fieldbook.papers.formats import FORMATS, format_of
from fieldbook.papers.outline import Outline
from fieldbook.papers.slips import (
    route_name,
    route_outline,
    slips_name,
    slips_outline,
    taken_along,
)
from fieldbook.reports.route import RouteStop, route
from fieldbook.reports.slips import Slip, slips


def run(call: Call) -> int:
    """Write slips, or the route, and say where they are."""
    fmt = _format(call)
    with call.read() as book:
        today = book.today
        if call.args.command == "route":
            outline, name = _route(call, book), route_name(today)
        else:
            found, settings = _slips(call, book), call.settings
            name = slips_name(found, today)
            outline = slips_outline(found, settings.branch, settings.name) if found else None
    if outline is None:
        call.console.tell(_("No visit is due today."))
        return 1
    data = taken_along(outline, fmt=fmt, branch=call.settings.branch, on=today)
    is_route = call.args.command == "route"
    told = (
        _("The route is in {path}.") if is_route else _("The slips are in {path}; pages: {count}.")
    )
    return write(call, data, name + FORMATS[fmt].suffix, told, count=len(outline.others) + 1)


def _format(call: Call) -> str:
    """The format said, else that of the file's ending, else Word."""
    fmt = str(call.args.format) or format_of(Path(call.args.output or "")).name
    require_known(fmt, FORMATS, _("There is no paper format “{given}”; there are: {known}."))
    return fmt


def _route(call: Call, book: Fieldbook) -> Outline | None:
    stops = _stops(call, book)
    return route_outline(book.shelf, stops, book.today) if stops else None


def _slips(call: Call, book: Fieldbook) -> Sequence[Slip]:
    args = call.args
    if args.household:
        homes: Sequence[Household] = [_meant(call, book, each) for each in args.household]
    elif args.route:
        homes = [each.due.household for each in _stops(call, book)]
    elif args.group or args.contact or args.mine:
        homes = _narrowed(call, book)
        if not homes:
            raise WrongWords(_("No household is among these; see “fieldbook list households”."))
    else:
        raise WrongWords(
            _(
                "Say which households: by head, number or #N, or --route, --group, --contact, --mine."
            )
        )
    return slips(book.shelf, homes, book.habits)


def _narrowed(call: Call, book: Fieldbook) -> list[Household]:
    return [each for each in wanted(call, book) if isinstance(each, Household)]


def _stops(call: Call, book: Fieldbook) -> list[RouteStop]:
    """The stops of today that pass what the words name."""
    kept = {each.id for each in _narrowed(call, book)}
    stops = route(book.shelf, book.today, book.habits)
    return [each for each in stops if each.due.household.id in kept]


def _meant(call: Call, book: Fieldbook, text: str) -> Household:
    """The household somebody named; one of several of that name is not guessed."""
    ids = Places.of(book.shelf).households(text, call.args.group)
    found = sorted((book.households.get(each) for each in ids), key=lambda each: each.seq)
    if not found:
        raise NotFound("household", text)
    if len(found) > 1:
        known = _(", ").join(f"#{each.seq} {each.head} {each.code}".rstrip() for each in found)
        raise WrongWords(
            _("“{text}” may be one of several: {known}. Say which, such as #{seq}.").format(
                text=text, known=known, seq=found[0].seq
            )
        )
    return found[0]
