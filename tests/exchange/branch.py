"""A branch for the tests: books on disk that exchange over a carrier, as their keepers would."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, cast

import msgspec

from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Member
from fieldbook.exchange.belonging import Partner, require_belonging, secret_for
from fieldbook.exchange.bundle import FORMAT, From, Header, To, written
from fieldbook.exchange.carrier import Carrier
from fieldbook.exchange.exchanging import Done, Prospect, exchange, prospect, through
from fieldbook.exchange.founding import found, invited, join
from fieldbook.exchange.invitation import Invitation
from fieldbook.exchange.keys import public_of
from fieldbook.exchange.names import BundleName
from fieldbook.opening import BookOnDisk, open_book
from tests.clock import Clock

Document = dict[str, Any]


class Branch(contextlib.ExitStack):
    """The branch's own book, and a book for each member who joined; all are closed with it."""

    def __init__(self, folder: Path, carrier: Carrier) -> None:
        super().__init__()
        self.folder, self.carrier, self.clock = folder, carrier, Clock()
        self.own = self.book("own")
        found(self.own, "崔寨子支部")

    def book(self, name: str) -> BookOnDisk:
        """A book of its own folder, opened."""
        path = self.folder / name / "book.json"
        opened = open_book(path, clock=self.clock, backups=None)
        return cast("BookOnDisk", self.enter_context(opened))

    def member(self, name: str, contact_group: str = "3") -> Member:
        """A member, written down in the branch's own book."""
        return self.own.members.write(Draft(name=name, contact_group=contact_group))

    def invitation(self, member: Member) -> Invitation:
        """An invitation for a member."""
        return invited(self.own, member)

    def joined(self, name: str, contact_group: str = "3") -> BookOnDisk:
        """The book of a new member, who has joined."""
        book = self.book(name)
        join(book, self.invitation(self.member(name, contact_group)))
        return book

    def swap(self, book: BookOnDisk) -> tuple[Prospect, Done]:
        """One exchange of a book: what it was to do, and what it did."""
        seen = through(prospect(book, self.carrier))
        return seen, through(exchange(book, self.carrier, seen, about="stick"))

    def round(self, *books: BookOnDisk) -> None:
        """Each member's book once, the branch's, and each member's again."""
        for book in (*books, self.own, *books):
            self.swap(book)

    def whole(self, carrier: Carrier) -> dict[str, bytes]:
        """What lies at a place."""
        branch = self.own.exchange.kept("branch")["id"]
        return {name: carrier.get(name) for name in carrier.listed(branch)}


def titles(book: BookOnDisk) -> set[str]:
    """The titles of a book's issues."""
    return {each.title for each in book.issues.all()}


def forge(
    book: BookOnDisk,
    branch: Branch,
    *lines: tuple[str, Document],
    number: int = 900_000,
    **of_writer: Any,
) -> None:
    """Put a true bundle of a member's book there, with whatever words in it."""
    mine, replica = (
        require_belonging(book.exchange),
        of_writer.get("replica", book.exchange.replica),
    )
    books = of_writer.pop("books", ())
    writer = From(replica, mine.member, public_of(mine.identity), mine.invitation)
    header = Header(
        fieldbook="bundle",
        format=FORMAT,
        branch=mine.id,
        writer=msgspec.structs.replace(writer, **of_writer),
        to=To(),
        number=number,
        at="2026-11-26T00:00:00+08:00",
        books=books,
    )
    said = [msgspec.json.encode({"table": table, "document": each}) for table, each in lines]
    data = written(header, said, secret_for(mine, Partner()), [mine.public])
    branch.carrier.put(str(BundleName.of(mine.id, replica, header.number, data)), data)
