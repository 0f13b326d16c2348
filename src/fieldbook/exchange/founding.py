"""Founding a branch, inviting to it, joining it: done with an open book, for commands and screens alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from fieldbook.book import Fieldbook
from fieldbook.domain.errors import BranchError
from fieldbook.domain.merge.memory import Incoming
from fieldbook.domain.records import Member
from fieldbook.exchange.belonging import (
    Belonging,
    Partner,
    belonging,
    enter,
    found_branch,
    invitations,
    invite,
    know_partners,
    partners,
    require_belonging,
)
from fieldbook.exchange.handing import branch_books
from fieldbook.exchange.invitation import Invitation, for_branch, for_member, joined
from fieldbook.store.ids import new_id

_DIGITS: Final = 6
"""Digits of how often a member was invited, so that a later invitation sorts behind an earlier one."""


class MemberStands(NamedTuple):
    """How a member stands to the branch, as far as this book knows."""

    member: Member
    is_invited: bool
    books: int
    """How many of his books have been exchanged with."""
    exchanged_at: str
    """When last, as ISO text; empty: never."""


def found(book: Fieldbook, name: str) -> Belonging:
    """Make the book a new branch's own.

    Raises:
        BranchError: it belongs to one already, or the name is empty.
    """
    today = book.today.isoformat()
    return found_branch(book.exchange, name, branch_id=new_id(), today=today)


def invited(
    book: Fieldbook, member: Member, hand_over: Callable[[Invitation], None] = lambda _made: None
) -> Invitation:
    """A new invitation for a member; the one before it no longer holds.

    Args:
        book: the branch's own.
        member: who is invited.
        hand_over: writes the file. Where it fails, the invitation before it still holds.

    Raises:
        BranchError: this is no book of a branch itself.
    """
    mine = require_branch(book)
    room = book.exchange
    before = invitations(room).get(member.id, "")
    times = int(before[:_DIGITS] or 0) + 1
    made = f"{times:0{_DIGITS}d}-{new_id()}"
    members = room.up().get("members", ())
    document = next(dict(each) for each in members if each["id"] == member.id)
    invitation = for_member(mine, document, made, branch_books(room))
    hand_over(invitation)
    invite(room, member.id, made)
    return invitation


def invited_book(book: Fieldbook) -> Invitation:
    """An invitation for another book of the branch itself, on the secretary's other computer.

    Raises:
        BranchError: this is no book of a branch itself.
    """
    return for_branch(require_branch(book), branch_books(book.exchange))


def join(book: Fieldbook, invitation: Invitation) -> Belonging:
    """Make the book one of the branch; a book that is one already gets a new key and secret.

    Raises:
        BranchError: it belongs to another branch, or as somebody else's.
    """
    room = book.exchange
    before = belonging(room)
    if before is not None and before.invitation == invitation.invitation != "":
        return before
    made = joined(invitation, book.today.isoformat())
    if before is not None and (before.id, before.member) != (made.id, made.member):
        raise BranchError("belongs_already", name=before.name)
    if invitation.member:
        _take_in_member(book, invitation)
    others = {each: Partner() for each in invitation.replicas if each != room.replica}
    know_partners(room, {**others, **partners(room)})
    enter(room, made)
    return made


def standing(book: Fieldbook) -> tuple[MemberStands, ...]:
    """How each member stands to the branch, in the order of the contact groups."""
    room = book.exchange
    memories, known, by_member = room.memories(), partners(room), invitations(room)
    rows = []
    for member in book.members.all():
        books = [replica for replica, each in known.items() if each.member == member.id]
        times = [memories[each].exchanged_at for each in books if each in memories]
        rows.append(
            MemberStands(member, member.id in by_member, len(books), max(times, default=""))
        )
    return tuple(sorted(rows, key=lambda row: (row.member.contact_group, row.member.name)))


def _take_in_member(book: Fieldbook, invitation: Invitation) -> None:
    """The member's own record comes with the invitation; where the book had one by that name, it is the same."""
    room = book.exchange
    incoming = Incoming(
        replica=invitation.replicas[0],
        member="",
        number=0,
        documents={"members": [invitation.member]},
        acknowledges=0,
        written_at="",
    )
    room.take_in(room.preview([incoming]), about=invitation.name)


def require_branch(book: Fieldbook) -> Belonging:
    """The branch whose own book this is.

    Raises:
        BranchError: it is none.
    """
    mine = require_belonging(book.exchange)
    if not mine.is_of_branch:
        raise BranchError("not_the_branch")
    return mine
