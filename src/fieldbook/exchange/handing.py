"""What this book hands another, and what of it lies at a place already.

A bundle is remembered before it is written, so that a number is never given twice; a file that never
comes is harmless. What the other book has said to have taken, or a newer bundle holds too, goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

import msgspec

from fieldbook.book import Fieldbook
from fieldbook.book.exchange import ExchangeRoom
from fieldbook.domain.merge.documents import Document, digest
from fieldbook.domain.merge.memory import Documents, Memory, acknowledged, to_send
from fieldbook.domain.merge.reach import share_of
from fieldbook.domain.records import Member
from fieldbook.exchange.belonging import (
    Partner,
    invitations,
    partners,
    require_belonging,
    secret_for,
)
from fieldbook.exchange.bundle import FORMAT, From, Header, To, written
from fieldbook.exchange.carrier import Carrier, NotThere
from fieldbook.exchange.keys import public_of
from fieldbook.exchange.names import BundleName
from fieldbook.exchange.receiving import Line

_HANDED: Final = "handed"


class Handed(msgspec.Struct, frozen=True):
    """A bundle of ours that somebody has not yet said to have taken."""

    number: int
    digest: str
    took: int
    """What it says to have taken of the other's."""
    public: str = ""
    """To which key it is encrypted; empty: to the branch's."""
    standing: str = ""
    """As whom it was written."""


class Parcel(NamedTuple):
    """What another book is to get."""

    replica: str
    partner: Partner
    memory: Memory
    documents: Documents
    greets: bool
    """Whether we have not heard of it since we joined."""

    @property
    def size(self) -> int:
        """How many documents it would hand over."""
        return sum(map(len, self.documents.values()))


class Handing:
    """What goes from one book to the others of its branch, by one carrier."""

    def __init__(
        self, book: Fieldbook, carrier: Carrier, acknowledges: Mapping[str, int] | None = None
    ) -> None:
        """Look at what goes to whom.

        Args:
            book: whose it is.
            carrier: what takes it.
            acknowledges: what others say to have taken, which the book does not know yet.
        """
        self._book, self._carrier, self._room = book, carrier, book.exchange
        self._acknowledges = acknowledges or {}
        self._mine = require_belonging(self._room)
        self._shares: dict[str, Documents] = {}
        self._handed = msgspec.convert(self._room.kept(_HANDED) or {}, dict[str, list[Handed]])

    def parcels(self) -> Iterator[Parcel]:
        """What each other book is to get that it has not said to have."""
        memories = self._room.memories()
        for replica, partner in sorted(partners(self._room).items()):
            share = self._share(partner)
            if share is None:
                continue
            memory = memories.get(replica) or Memory(replica=replica, member=partner.member)
            memory = acknowledged(memory, self._acknowledges.get(replica, 0))
            # A copied or restored book is another one: until a partner answers it, he writes to the former.
            is_unknown = bool(self._room.former) and not memory.taken
            greets = is_unknown or partner.met != self._mine.standing
            yield Parcel(replica, partner, memory, to_send(memory, share), greets)

    def needed(self, answers: frozenset[str]) -> Iterator[Parcel]:
        """Of these, what does not lie at the place already.

        Args:
            answers: the replicas whose bundles wait there to be acknowledged.
        """
        for parcel in self.parcels():
            waits = parcel.replica in answers
            wanted = waits or (not parcel.memory.retired and (parcel.size or parcel.greets))
            if wanted and not self._lies_there(parcel):
                yield parcel

    def hand_in(self, parcel: Parcel) -> None:
        """Write one bundle.

        Raises:
            OSError: the place refused; what was remembered of it is harmless.
        """
        replica, partner = parcel.replica, parcel.partner
        memory = self._room.hand_out(replica, parcel.documents, member=partner.member)
        data = written(
            self._header(parcel, memory.number),
            (_line(table, each) for table, found in parcel.documents.items() for each in found),
            secret_for(self._mine, partner),
            [partner.public or self._mine.public],
        )
        name = BundleName.of(self._mine.id, self._room.replica, memory.number, data)
        made = Handed(memory.number, name.digest, memory.taken, partner.public, self._mine.standing)
        self._remember({**self._handed, replica: [*self._handed.get(replica, ()), made]})
        self._carrier.put(str(name), data)

    def tidy(self) -> None:
        """Let those of our bundles go that nobody needs: taken, or older than another to the same book."""
        memories, keep = self._room.memories(), dict[str, list[Handed]]()
        there = set(self._carrier.listed(self._mine.id))
        wanted = set[str]()
        for replica, handed in self._handed.items():
            memory = memories.get(replica)
            open_ = [
                each for each in handed if memory is not None and each.number in memory.pending
            ]
            keep[replica] = open_
            here = [each for each in open_ if self._name(each) in there]
            wanted |= {self._name(each) for each in here[-1:]}
        self._remember({replica: handed for replica, handed in keep.items() if handed})
        ours = {self._room.replica, *self._room.former}
        for name in there - wanted:
            found = BundleName.read(name)
            if found is not None and found.replica in ours:
                self._carrier.drop(name)

    def _share(self, partner: Partner) -> Documents | None:
        """All that is in reach of another book; ``None`` where it gets nothing any more."""
        if not (self._mine.is_of_branch and partner.member):
            return self._made("", self._room.up)
        member = self._book.shelf.living(Member, partner.member)
        if member is None or self._invitations.get(partner.member) != partner.invitation:
            return None
        share = share_of(member)
        return self._made(f"-{share}", lambda: self._room.down(share))

    def _made(self, key: str, make: Callable[[], Documents]) -> Documents:
        """A share; members of one contact group have the same."""
        if key not in self._shares:
            self._shares[key] = make()
        return self._shares[key]

    @cached_property
    def _invitations(self) -> Mapping[str, str]:
        return invitations(self._room)

    def _lies_there(self, parcel: Parcel) -> bool:
        """Whether a bundle that says just this lies at the place, whole."""
        says = {each["id"]: digest(each) for found in parcel.documents.values() for each in found}
        now = parcel.memory.taken, parcel.partner.public, self._mine.standing
        return any(
            parcel.memory.pending.get(each.number) == says
            and (each.took, each.public, each.standing) == now
            and self._is_whole(self._name(each))
            for each in self._handed.get(parcel.replica, ())
        )

    def _is_whole(self, name: str) -> bool:
        read = BundleName.read(name)
        try:
            return read is not None and read.fits(self._carrier.get(name))
        except NotThere:
            return False

    def _name(self, handed: Handed) -> str:
        replica = self._room.replica
        return str(BundleName(self._mine.id, replica, handed.number, handed.digest))

    def _header(self, parcel: Parcel, number: int) -> Header:
        mine, replica = self._mine, self._room.replica
        own = public_of(mine.identity) if mine.member else ""
        former = tuple(self._room.former)
        return Header(
            fieldbook="bundle",
            format=FORMAT,
            branch=mine.id,
            name=mine.name,
            writer=From(replica, mine.member, own, mine.invitation, former),
            to=To(parcel.replica, parcel.partner.member),
            number=number,
            at=self._book.now.isoformat(),
            took=((parcel.replica, parcel.memory.taken),) if parcel.memory.taken else (),
            greets=parcel.greets,
            books=branch_books(self._room) if mine.is_of_branch else (),
        )

    def _remember(self, handed: dict[str, list[Handed]]) -> None:
        if handed != self._handed:
            self._handed = handed
            self._room.keep(_HANDED, msgspec.to_builtins(handed))


def branch_books(room: ExchangeRoom) -> tuple[str, ...]:
    """The branch's own books that one of them knows, itself included."""
    others = (replica for replica, each in partners(room).items() if not each.member)
    return (room.replica, *sorted(others))


def _line(table: str, document: Document) -> bytes:
    return msgspec.json.encode(Line(table, document))
