"""What a place holds for this book: each other book's newest bundle that is whole, true and for us.

A newer bundle holds all that an older one did and that we had not said to have taken, so the newest is
enough, and a missing number is waited for by nobody. What is not whole yet is left; what is changed,
foreign or forged is refused; both are told, and neither stops the others.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Self

import msgspec

from fieldbook.book import Fieldbook
from fieldbook.domain.errors import BranchError
from fieldbook.domain.merge.memory import Incoming, Memory
from fieldbook.domain.records import BY_TABLE
from fieldbook.exchange.belonging import (
    Belonging,
    Partner,
    invitations,
    partners,
    require_belonging,
    secret_for,
)
from fieldbook.exchange.bundle import Header, Read, read
from fieldbook.exchange.carrier import Carrier, NotThere
from fieldbook.exchange.keys import is_public
from fieldbook.exchange.names import BundleName

Step = tuple[int, int]
"""How many of how many are done."""


class Line(msgspec.Struct, frozen=True):
    """A line of a bundle: one document."""

    table: str
    document: dict[str, Any]


class Received(NamedTuple):
    """A bundle for us that was read and is true."""

    incoming: Incoming
    partner: Partner
    is_new: bool
    """Whether it was not taken in before."""
    header: Header

    @property
    def is_waiting(self) -> bool:
        """Whether its writer waits to hear that it was taken: not where it only says that all of ours was."""
        return self.header.greets or any(self.incoming.documents.values())


class Refused(NamedTuple):
    """A bundle that was left, or refused."""

    why: str
    """A code of ``fieldbook.sentences_of_branch.BRANCH``."""
    number: int
    member: str | None
    """Whose it is: a member's id; empty: the branch's; ``None``: nobody knows."""


Found = tuple[tuple[Received, ...], tuple[Refused, ...]]


class Us(NamedTuple):
    """What of a book decides which bundles it takes."""

    belonging: Belonging
    replica: str
    former: tuple[str, ...]
    memories: Mapping[str, Memory]
    partners: Mapping[str, Partner]
    invitations: Mapping[str, str]
    removed: frozenset[str]
    """Ids of members that were removed."""

    @classmethod
    def of(cls, book: Fieldbook) -> Self:
        """As the book stands now."""
        room = book.exchange
        members = (each for each in book.shelf.trash() if each.kind == "member")
        return cls(
            require_belonging(room),
            room.replica,
            tuple(room.former),
            room.memories(),
            partners(room),
            invitations(room),
            frozenset(each.id for each in members),
        )

    def taken(self, replica: str) -> int:
        """The highest number that was taken in from a replica."""
        memory = self.memories.get(replica)
        return 0 if memory is None else memory.taken

    def is_old_copy(self, bundle: Received) -> bool:
        """Whether another replica has taken the place of the writer's; what it hands in is taken all the same."""
        memory = self.memories.get(bundle.incoming.replica)
        return memory is not None and memory.retired

    def secret_of(self, header: Header) -> bytes:
        """What vouches for a bundle with this header.

        Raises:
            BranchError: nothing does, or nothing does any more.
        """
        writer = header.writer
        if header.branch != self.belonging.id:
            raise BranchError("tampered")
        if not self.belonging.is_of_branch:
            if writer.member:
                raise BranchError("tampered")
        elif writer.member and not self._is_invited(writer.member, writer.invitation):
            raise BranchError("not_invited")
        return secret_for(self.belonging, partner_of(header))

    def _is_invited(self, member: str, invitation: str) -> bool:
        """Whether no later invitation is known here; another book of the branch may have made this one."""
        return member not in self.removed and invitation >= self.invitations.get(member, "")


def partner_of(header: Header) -> Partner:
    """The writer of a bundle, as it makes itself known."""
    writer = header.writer
    return Partner(member=writer.member, public=writer.public, invitation=writer.invitation)


def received(us: Us, carrier: Carrier) -> Generator[Step, None, Found]:
    """Read what the place holds for us, one other book a step, and tell what was left or refused.

    Raises:
        OSError: the place cannot be read.
    """
    bundles: list[Received] = []
    refused: list[Refused] = []
    by_replica = _newest_first(us, carrier.listed(us.belonging.id))
    for number, names in enumerate(by_replica.values(), 1):
        if (bundle := _newest(us, carrier, names, refused)) is not None:
            bundles.append(bundle)
        yield number, len(by_replica)
    return tuple(bundles), tuple(refused)


def _newest_first(us: Us, listed: Iterable[str]) -> Mapping[str, Sequence[BundleName]]:
    """The others' bundles by who wrote them."""
    found: dict[str, list[BundleName]] = {}
    for name in map(BundleName.read, listed):
        if name is not None and name.replica not in {us.replica, *us.former}:
            found.setdefault(name.replica, []).append(name)
    return {
        replica: sorted(names, key=lambda name: name.number, reverse=True)
        for replica, names in sorted(found.items())
    }


def _newest(
    us: Us, carrier: Carrier, names: Sequence[BundleName], refused: list[Refused]
) -> Received | None:
    """The newest of one replica's bundles that is for us."""
    for name in names:
        try:
            bundle = _opened(us, carrier, name)
        except BranchError as wrong:
            if wrong.what != "anothers" and _concerns_us(us, name, wrong.what):
                partner = us.partners.get(name.replica)
                refused.append(
                    Refused(wrong.what, name.number, None if partner is None else partner.member)
                )
            continue
        return bundle
    return None


def _concerns_us(us: Us, name: BundleName, why: str) -> bool:
    """Whether a bundle that was not taken is worth a word.

    What is older than what we have is not; nor, in a member's book, a half that may be anybody's.
    """
    known = name.replica in us.partners
    return name.number > us.taken(name.replica) and (
        known or us.belonging.is_of_branch or why != "half"
    )


def _opened(us: Us, carrier: Carrier, name: BundleName) -> Received:
    """A bundle for us.

    Raises:
        BranchError: it is for somebody else, or it cannot be taken.
    """
    try:
        data = carrier.get(str(name))
    except NotThere:
        raise BranchError("half") from None
    if not name.fits(data):
        raise BranchError("half")
    found = read(data, [us.belonging.identity], us.secret_of)
    _require_true(us, name, found.header)
    return Received(
        _incoming(us, found),
        msgspec.structs.replace(partner_of(found.header), met=us.belonging.standing),
        found.header.number > us.taken(name.replica),
        found.header,
    )


def _require_true(us: Us, name: BundleName, header: Header) -> None:
    """The header must fit the name, the writer what is known of him, and the bundle be for us."""
    writer, known = header.writer, us.partners.get(name.replica)
    if (header.to.replica or us.replica) != us.replica or header.to.member != us.belonging.member:
        raise BranchError("anothers")
    is_same = (writer.replica, header.number) == (name.replica, name.number)
    is_his = known is None or known.member == writer.member
    has_key = is_public(writer.public) if writer.member else not writer.public
    if not (is_same and is_his and has_key):
        raise BranchError("tampered")


def _incoming(us: Us, found: Read) -> Incoming:
    header = found.header
    documents: dict[str, list[dict[str, Any]]] = {}
    for line in _lines(found):
        documents.setdefault(line.table, []).append(line.document)
    replaces = [each for each in header.writer.former if _may_replace(us, each, header)]
    return Incoming(
        replica=header.writer.replica,
        member=header.writer.member,
        number=header.number,
        documents=documents,
        acknowledges=dict(header.took).get(us.replica, 0),
        written_at=header.at,
        replaces=tuple(replaces),
    )


def _lines(found: Read) -> Iterator[Line]:
    for each in found.lines:
        try:
            line = msgspec.convert(each, Line)
        except (msgspec.ValidationError, RecursionError):
            raise BranchError("bad_documents") from None
        if line.table not in BY_TABLE or not isinstance(line.document.get("id"), str):
            raise BranchError("bad_documents")
        yield line


def _may_replace(us: Us, replica: str, header: Header) -> bool:
    """Whether the writer may say that a replica is gone: it must be known to have been his own."""
    known = us.partners.get(replica)
    return (
        replica != header.writer.replica
        and known is not None
        and known.member == header.writer.member
    )
