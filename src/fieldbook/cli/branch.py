"""``fieldbook branch``: what this book is to a branch; found one, invite a member, join it, grant wishes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from fieldbook.book import Fieldbook
from fieldbook.book.exchange import ExchangeRoom
from fieldbook.cli.call import Call
from fieldbook.cli.table import aligned
from fieldbook.cli.target import target
from fieldbook.domain.errors import BranchError, FieldbookError
from fieldbook.domain.merge.asking import Asked
from fieldbook.domain.records import Member
from fieldbook.exchange.belonging import Belonging, belonging, require_belonging
from fieldbook.exchange.founding import found, invited, invited_book, join, standing
from fieldbook.exchange.invitation import read_invitation, write_invitation
from fieldbook.exchange.places import places, remember_invitation
from fieldbook.exchange.telling import (
    asked_line,
    asked_lines,
    last_exchange,
    moment,
    standing_sentence,
)
from fieldbook.i18n import _
from fieldbook.pasted import pasted_path
from fieldbook.sentences import sentence
from fieldbook.settings import write_settings


def run(call: Call) -> int:
    """Do what is said, or show how things stand."""
    return _DEEDS[call.args.deed](call)


def _show(call: Call) -> int:
    """What this book is."""
    with call.read(or_none=True) as book:
        mine = belonging(book.exchange)
        if mine is None:
            call.console.say(sentence(BranchError("of_no_branch")))
            return 0
        for line in _standing_lines(call, book, mine):
            call.console.say(line)
    return 0


def _standing_lines(call: Call, book: Fieldbook, mine: Belonging) -> Iterator[str]:
    yield standing_sentence(book, mine)
    if mine.is_of_branch:
        yield from _member_lines(call, book)
        yield from _wish_lines(book)
    else:
        yield _("Last exchange with the branch: {when}").format(when=last_exchange(book))
    for place, where in places(book.exchange).items():
        yield _("Place {name}: {path}").format(name=place, path=where)


def _wish_lines(book: Fieldbook) -> Iterator[str]:
    """What members ask for, numbered, and how it is granted."""
    asked = book.exchange.asked()
    if not asked:
        return
    title, *wishes = asked_lines(asked, book.shelf, most=None)
    yield title.text
    yield from (f"  {number}  {each.text}" for number, each in enumerate(wishes, 1))
    yield "  " + _(
        "To let it be so: fieldbook branch grant NUMBER; to leave it: fieldbook branch decline NUMBER"
    )


def _member_lines(call: Call, book: Fieldbook) -> Iterator[str]:
    """The members, and when each was exchanged with last; whose book this is exchanges with the others."""
    mine = book.shelf.member_ids(call.settings.name)
    rows = [
        (
            each.member.name,
            each.member.contact_group,
            _("yes") if each.is_invited else "-" if each.member.id in mine else _("no"),
            moment(each.exchanged_at)
            or (_("keeps this book") if each.member.id in mine else _("none yet")),
        )
        for each in standing(book)
    ]
    if rows:
        headings = (_("Member"), _("Contact group"), _("Invited"), _("Last exchange"))
        yield from aligned(headings, rows, call.console.width)


def _found(call: Call) -> int:
    """Make this book a new branch's own."""
    with call.open() as book:
        made = found(book, call.args.name)
    _settle(call, branch=made.name)
    call.console.say(
        _(
            "The branch {branch} is founded, and this is its own book. Next, invite each member: "
            "fieldbook branch invite MEMBER"
        ).format(branch=made.name)
    )
    return 0


def _invite(call: Call) -> int:
    """Write an invitation, to be handed over in person."""
    if bool(call.args.member) == call.args.secretary:
        raise BranchError("invite_whom")
    with call.open() as book:
        member = None if call.args.secretary else _member(book, call.args.member)
        name = _("secretary") if member is None else member.name
        path = target(call, _("invitation-{name}.json").format(name=name.replace("/", "-")))
        if member is None:
            write_invitation(path, invited_book(book))
        else:
            invited(book, member, partial(write_invitation, path))
            remember_invitation(book.exchange, path)
    told = (
        _(
            "The invitation is in {path}. It holds the branch's own key: take it to your other "
            "computer yourself, join there, and erase it."
        )
        if call.args.secretary
        else _(
            "The invitation for {name} is in {path}. Hand it over in person (on the other computer: "
            "fieldbook branch join FILE); one given before no longer holds."
        )
    )
    call.console.say(told.format(name=name, path=path))
    return 0


def _join(call: Call) -> int:
    """Join the branch that an invitation names."""
    path = pasted_path(call.args.file)
    invitation = read_invitation(path)
    with call.open() as book:
        made = join(book, invitation)
        remember_invitation(book.exchange, path)
    name = str(invitation.member.get("name", ""))
    _settle(call, branch=made.name, name=name)
    told = (
        _("This is a book of the branch {branch} itself now. Erase {path}.")
        if made.is_of_branch
        else _(
            "This is {name}'s book of the branch {branch} now. Erase {path}, and exchange: fieldbook "
            "exchange PLACE"
        )
    )
    call.console.say(told.format(branch=made.name, name=name, path=path))
    return 0


def _answer(call: Call, deed: Callable[[ExchangeRoom, Asked], None], told: str) -> int:
    """Do with what members ask for as it is said, one by one."""
    with call.open(make=False) as book:
        if not require_belonging(book.exchange).is_of_branch:
            raise BranchError("branch_grants")
        asked = book.exchange.asked()
        numbers = tuple(dict.fromkeys(call.args.numbers))
        if wrong := [each for each in numbers if not 1 <= each <= len(asked)]:
            raise BranchError("not_asked", number=wrong[0])
        for each in (asked[number - 1] for number in numbers):
            wish = asked_line(each, book.shelf)
            deed(book.exchange, each)
            call.console.say(told.format(what=wish))
    return 0


def _member(book: Fieldbook, said: str) -> Member:
    """The one member that is meant, by name or number.

    Raises:
        BranchError: there is none of that name, or several.
    """
    number = said.removeprefix("#")
    if number.isdecimal() and (one := book.shelf.by_seq(Member, int(number))):
        return one
    ids = book.shelf.member_ids(said)
    if len(ids) != 1:
        raise BranchError("several_members" if ids else "not_a_member", ref=said)
    return book.shelf.get(Member, ids[0])


def _settle(call: Call, *, branch: str, name: str = "") -> None:
    """What the settings leave open and the branch knows: its name, and whose book this is."""
    now = call.settings
    after = now._replace(branch=now.branch or branch, name=now.name or name)
    if after == now:
        return
    try:
        write_settings(now, after)
    except (FieldbookError, OSError) as error:
        call.console.tell(sentence(error))


_DEEDS: Final[Mapping[str | None, Callable[[Call], int]]] = {
    None: _show,
    "found": _found,
    "invite": _invite,
    "join": _join,
    "grant": lambda call: _answer(call, ExchangeRoom.grant, _("Granted: {what}")),
    "decline": lambda call: _answer(call, ExchangeRoom.decline, _("It stays as it is: {what}")),
}
