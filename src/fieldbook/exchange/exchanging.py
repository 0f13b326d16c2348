"""An exchange of one book with one place: first what it would do, then doing it.

What is there is taken in as one act; then what is new here is handed in, with the word that all that was
taken. Each step is on disk before the next one begins, so an exchange may stop anywhere, and the next one
goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar, cast

from fieldbook.book import Fieldbook
from fieldbook.domain.merge.documents import Document
from fieldbook.domain.merge.memory import Documents
from fieldbook.domain.merge.plan import Plan
from fieldbook.domain.records import BY_TABLE
from fieldbook.exchange.belonging import Partner, know_invitations, know_partners
from fieldbook.exchange.carrier import Carrier
from fieldbook.exchange.handing import Handing, Parcel
from fieldbook.exchange.receiving import Received, Refused, Step, Us, received
from fieldbook.opening import BookOnDisk
from fieldbook.store.backup import keep_lately

Progress = Callable[[int, int], None]
Has = Callable[[str, str], bool]
"""Whether a book has a record of a table and an id."""
T = TypeVar("T")


class Side(NamedTuple):
    """What goes to, or comes from, one other book."""

    member: str
    """Whose it is: the member's name; empty: the branch's own."""
    since: str
    """When a bundle of that member's, or of the branch's, was taken in last, as ISO text; empty: never."""
    counts: Mapping[str, int]
    """Table → how many records; none where a book only reports that it is there."""


class Prospect(NamedTuple):
    """What an exchange would do."""

    us: Us
    received: tuple[Received, ...]
    refused: tuple[Refused, ...]
    plan: Plan
    comes: tuple[Side, ...]
    goes: tuple[Side, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take in or to hand in; a word that all was taken is nothing."""
        return not (self.comes or self.goes)


class Done(NamedTuple):
    """What an exchange has done."""

    taken: int
    """Records that are new or other than before."""
    handed: int
    """How many records were handed in."""
    failed: OSError | None
    """Why handing in stopped, where it did."""
    reported: bool = False
    """Whether this book made itself known to another for the first time."""
    by_branch: bool = False
    """Whether it is the branch's own book, which hands out what the others hand in."""
    to_settle: int = 0
    """Of how many records it brought texts that somebody is to settle."""


def prospect(book: Fieldbook, carrier: Carrier) -> Generator[Step, None, Prospect]:
    """What an exchange would do, in steps; nothing is changed.

    Raises:
        BranchError: the book belongs to no branch.
        OSError: the place cannot be read.
    """
    us = Us.of(book)
    found, refused = yield from received(us, carrier)
    plan = book.exchange.preview([each.incoming for each in found if each.is_new])
    new = (each for each in found if each.is_new and each.is_waiting)
    comes = tuple(
        _comes(book, us, each) for each in new if not (us.is_old_copy(each) and plan.is_empty)
    )
    return Prospect(us, found, refused, plan, comes, tuple(_goes(book, carrier, found)))


def exchange(
    book: Fieldbook, carrier: Carrier, seen: Prospect, *, about: str
) -> Generator[Step, None, Done]:
    """Do what was seen, in steps: take in, then hand in; between two steps one may stop.

    A place that refuses to take more stops the handing in, and nothing else: what was taken stays.
    """
    taken, by_branch = _take_in(book, seen, about), seen.us.belonging.is_of_branch
    to_settle = len({(each.table, each.id) for each in seen.plan.clashes if each.why != "later"})
    handing = Handing(book, carrier)
    handed = 0
    try:
        waiting = frozenset(e.incoming.replica for e in seen.received if e.is_waiting)
        needed = list(handing.needed(waiting))
        for number, parcel in enumerate(needed):
            yield number, len(needed)
            handing.hand_in(parcel)
            handed += sum(_sent(parcel).values())
        handing.tidy()
    except OSError as failed:
        return Done(taken, handed, failed, by_branch=by_branch, to_settle=to_settle)
    reported = bool(needed) and not all(each.counts for each in seen.goes)
    return Done(taken, handed, None, reported, by_branch, to_settle)


def through(steps: Generator[Step, None, T], progress: Progress | None = None) -> T:
    """Go through all steps at once, and give what comes of them."""
    total = 0
    while True:
        try:
            done, total = next(steps)
        except StopIteration as end:
            if progress is not None and total:
                progress(total, total)
            return cast("T", end.value)
        if progress is not None:
            progress(done, total)


def _take_in(book: Fieldbook, seen: Prospect, about: str) -> int:
    """Get to know who wrote what is there, and take in what is new."""
    _know(book, seen)
    if not any(each.is_new for each in seen.received):
        return 0
    if isinstance(book, BookOnDisk) and not seen.plan.is_empty:
        keep_lately(book.store.db, book.path, book.now, "before-exchange")
    return book.exchange.take_in(seen.plan, about=about)


def _know(book: Fieldbook, seen: Prospect) -> None:
    """Remember the writers of bundles, and the books they know of.

    It is done first: a bundle that was taken in is not looked at again.
    """
    room, us = book.exchange, seen.us
    known, invited = dict(us.partners), dict(us.invitations)
    for bundle in seen.received:
        partner = bundle.partner
        known[bundle.incoming.replica] = partner
        if not partner.member:  # who is a book of the branch only the branch can say
            for replica in bundle.header.books:
                known.setdefault(replica, Partner())
        if partner.member and us.belonging.is_of_branch:
            invited[partner.member] = max(partner.invitation, invited.get(partner.member, ""))
    for replica in (us.replica, *us.former):
        known.pop(replica, None)
    know_partners(room, known)
    know_invitations(room, invited)


def _comes(book: Fieldbook, us: Us, bundle: Received) -> Side:
    """What one book brings. One that was restored hands all in anew: what is here as it is is no news."""
    incoming, member = bundle.incoming, bundle.incoming.member
    since = max((e.exchanged_at for e in us.memories.values() if e.member == member), default="")
    news = {
        table: [each for each in found if not book.exchange.has(table, each)]
        for table, found in incoming.documents.items()
    }
    return Side(book.shelf.member_name(member), since, _counts(news, _here(book)))


def _goes(book: Fieldbook, carrier: Carrier, found: Iterable[Received]) -> Iterator[Side]:
    """What would be handed in, as far as it is known before taking in."""
    said = {each.incoming.replica: each.incoming.acknowledges for each in found if each.is_new}
    for parcel in Handing(book, carrier, said).needed(frozenset()):
        counts = _sent(parcel)
        if not counts and (parcel.replica in said or not parcel.greets):
            continue  # it has written to us, so there is no need to greet it, or has nothing to see
        name = book.shelf.member_name(parcel.partner.member)
        yield Side(name, parcel.memory.exchanged_at, counts)


def _sent(parcel: Parcel) -> Mapping[str, int]:
    """What the other book will show of a parcel: a removal only where it may have what is removed.

    A member's book has its member from the invitation: he is no news until it has said to have him.
    """
    memory = parcel.memory
    has = {*memory.known, *(each for sent in memory.pending.values() for each in sent)}
    himself = "" if parcel.partner.member in memory.known else parcel.partner.member
    documents = {
        table: [each for each in found if each["id"] != himself]
        for table, found in parcel.documents.items()
    }
    return _counts(documents, lambda _table, record_id: record_id in has)


def _here(book: Fieldbook) -> Has:
    """Tell what is in the book or its trash; another's bundle may name a table that nobody has."""
    return lambda table, record_id: (
        table in BY_TABLE and book.shelf.find(BY_TABLE[table], record_id) is not None
    )


def _counts(documents: Documents, has: Has) -> Mapping[str, int]:
    """Table → how many a reader gets to see; what was written and undone between is none."""

    def is_seen(table: str, document: Document) -> bool:
        return not document.get("removed_at") or has(table, document.get("id", ""))

    seen = {
        table: sum(not isinstance(each, dict) or is_seen(table, each) for each in found)
        for table, found in documents.items()
    }
    return {table: count for table, count in seen.items() if count}
