"""The papers that are taken along: a slip for each household, and the route."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from fieldbook.domain.namesakes import placed
from fieldbook.domain.records import Household
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import P_, _, ngettext
from fieldbook.labels import code_label, due_text, filled, weekday, where_text
from fieldbook.papers.days import day, long_date
from fieldbook.papers.formats import FORMATS
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Blank, Form, Outline, Paragraph, Table
from fieldbook.papers.tables import table
from fieldbook.papers.wording import after_comma, brief, for_a_file, one_line
from fieldbook.promise_lines import Manner, promise_lines
from fieldbook.reports.route import RouteStop
from fieldbook.reports.slips import Slip

MATTERS: Final = 5
"""Lines for what is told, those of the issues among them."""
_FEW: Final = 2
_TITLE: Final = 16
_TITLE_OF_FEW: Final = 32
"""Of few issues more of each is told: wide characters of its title, and of the answer."""
_PROMISED: Final = 44
"""Wide characters of the last promise: two lines."""
_STOP_LINES: Final = 8
"""Lines of what is open with a household of the route."""


def slips_outline(slips: Sequence[Slip], branch: str, author: str) -> Outline:
    """A page for each household, to be printed, left there and signed."""
    first, *others = (_slip(each, branch, author) for each in slips)
    return first._replace(others=tuple(others))


def _slip(slip: Slip, branch: str, author: str) -> Outline:
    household = slip.household
    people = "" if household.people is None else str(household.people)
    blank = _("____ / ____ / ______")
    every = ngettext("every {count} day", "every {count} days", slip.every_days)
    form = Form((
        (Blank(P_("household", "No."), one_line(household.code)), Blank(_("Head"), one_line(household.head))),
        (Blank(_("Group"), one_line(slip.group)), Blank(_("People"), people)),
        (Blank(_("Address"), one_line(household.address)),),
        (Blank(_("Day"), blank), Blank(_("Visited by"), one_line(author))),
        (Blank(_("Persons met")),),
        (Blank(_("Promised last time"), brief(slip.promised, _PROMISED), 2),),
        (Blank(_("Matters told"), "\n".join(_first(list(_told(slip)))), MATTERS),),
        (Blank(_("Answer promised"), lines=3),),
        (Blank(_("Next visit"), _("{day} ({every})").format(day=blank, every=every)),),
        (Blank(_("Signed for the household"), lines=2), Blank(_("Signed by the visitor"), lines=2)),
    ))  # fmt: skip
    return Outline(_("Visit slip"), tuple(filter(None, (one_line(branch),))), (form,))


def _told(slip: Slip) -> Iterator[str]:
    """The open issues with how they stand, what was answered and decided; then what is given to the head."""
    lines = len(slip.matters) + len(slip.work)
    room = _TITLE if min(lines, MATTERS) > _FEW else _TITLE_OF_FEW
    for each in slip.matters:
        told = _("#{seq} {title} ({status})").format(
            seq=each.seq,
            title=brief(each.title, room),
            status=after_comma(code_label("status", each.status), _by(each.due_on)),
        )
        said = (
            filled(_("{label}: {text}"), label=label, text=brief(text, room))
            for label, text in ((_("Answer"), each.answer), (_("Decided"), each.decided))
        )
        yield _("; ").join(filter(None, (told, *said)))
    for work in slip.work:
        given = filled(
            _("{label}: {text}"), label=_("Tasks to be done"), text=brief(work.title, room)
        )
        yield after_comma(given, _by(work.until_on))


def _by(on: dt.date | None) -> str:
    return filled(_("by {date}"), date=day(on))


def _first(lines: list[str]) -> list[str]:
    """As many as there is room for; a line is left where there are more."""
    if len(lines) <= MATTERS:
        return lines
    more = len(lines) - MATTERS + 1
    return [*lines[: MATTERS - 1], _("and {count} more").format(count=more)]


def route_outline(shelf: Shelf, stops: Sequence[RouteStop], on: dt.date) -> Outline:
    """The route as it is taken along: group by group, with what was promised and is open."""
    count = ngettext("{count} household", "{count} households", len(stops))
    told = _("{date}, {weekday}, {count}").format(
        date=long_date(on), weekday=weekday(on), count=count
    )
    rows = _route_table(shelf, stops, on) if stops else Paragraph(_("No visit is due today."))
    return Outline(_("Route"), (told,), (rows,))


def _route_table(shelf: Shelf, stops: Sequence[RouteStop], on: dt.date) -> Table:
    homes = [stop.due.household for stop in stops]
    groups = [one_line(placed(shelf, stop.group)) for stop in stops]
    return table(
        ("", [str(number) for number in range(1, len(stops) + 1)]),
        (_("Group"), [where_text(group, one_line(each.code))
                      for group, each in zip(groups, homes, strict=True)]),
        (_("Head"), [one_line(each.head) for each in homes]),
        (_("Where"), [_where(each.address, each.phone) for each in homes]),
        (_("Due"), [_due(stop.due.days) for stop in stops]),
        (_("Promised and open"), [_open(shelf, each, on) for each in homes]),
        (_("Done"), ["□"] * len(homes)),
    )  # fmt: skip


def _due(days: int) -> str:
    """A paper has room for the word."""
    if days >= 0:
        return due_text(days)
    return ngettext("{count} day overdue", "{count} days overdue", -days)


def _open(shelf: Shelf, household: Household, on: dt.date) -> str:
    """What the lines on the screen tell, one behind the other."""
    manner = Manner(day, _due_on, _(" · "))
    lines = promise_lines(shelf, household, on, _STOP_LINES, manner)
    return _("; ").join(one_line(each).removeprefix("- ") for each in lines)


def _due_on(date: dt.date, on: dt.date) -> str:
    """A paper is read on other days, too: it names the day."""
    return _("due {date}").format(date=day(date, on))


def _where(address: str, phone: str) -> str:
    address, phone = one_line(address), one_line(phone)
    return filled(_("{address}, {phone}"), address=address, phone=phone) or address or phone


def slips_name(slips: Sequence[Slip], on: dt.date) -> str:
    """What a file of slips is called, without its ending: a single household's says whose it is."""
    home = slips[0].household if len(slips) == 1 else None
    if home is not None and (head := for_a_file(f"{home.head} {home.code}")):
        return _("slip-{head}-{date}").format(head=head, date=on.isoformat())
    return _("slips-{date}").format(date=on.isoformat())


def route_name(on: dt.date) -> str:
    """What the file of a route is called, without its ending."""
    return _("route-{date}").format(date=on.isoformat())


def taken_along(outline: Outline, *, fmt: str, branch: str, on: dt.date) -> bytes:
    """A slip or a route as a file holds it."""
    return FORMATS[fmt].render(outline, Imprint(one_line(branch), "", on), None)
