"""What a book is to a branch: the branch's own, a member's, or nobody's; and whom it exchanges with.

It stands in the book's own file, so that a locked book protects the secret keys with all else. None of
these values shows a key when it is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Protocol

import msgspec

from fieldbook.domain.errors import BranchError
from fieldbook.exchange.keys import joining_secret, new_identity, own_secret, public_of

_BRANCH: Final = "branch"
_INVITATIONS: Final = "invitations"
_PARTNERS: Final = "others"


class Keeping(Protocol):
    """Where the book keeps what is no record; the book's room of exchange is one."""

    def kept(self, name: str) -> Any:
        """What is kept under a name; ``None`` where nothing is."""

    def keep(self, name: str, value: Any) -> None:
        """Keep a value, on disk when this returns; ``None`` takes it away."""


class Quiet(msgspec.Struct, frozen=True, kw_only=True):
    """A value that holds keys, and shows none of them in a report or a log."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class Belonging(Quiet, frozen=True, kw_only=True):
    """To which branch a book belongs, and as whose."""

    id: str
    name: str
    public: str
    """The branch's public key."""
    identity: str
    """This book's secret key: the branch's own, or the member's."""
    member: str = ""
    """The member's id; empty where this is a book of the branch itself."""
    invitation: str = ""
    """By which invitation the member joined; they sort as they were made."""
    secret: str = ""
    """The joining secret, hexadecimal; a book of the branch itself makes everybody's."""
    since: str = ""
    """The day it was founded or joined."""

    @property
    def standing(self) -> str:
        """As whom this book is known to others: another after each joining."""
        return self.invitation or self.id

    @property
    def is_of_branch(self) -> bool:
        """Whether this is a book of the branch itself, which the secretary keeps."""
        return not self.member


class Partner(Quiet, frozen=True, kw_only=True):
    """Another book of the branch, as it made itself known in a bundle."""

    member: str = ""
    """Whose it is; empty: the branch's own."""
    public: str = ""
    """What is for it is encrypted to this key."""
    invitation: str = ""
    met: str = ""
    """As whom we were when it last wrote to us, as :attr:`Belonging.standing` says."""


def belonging(book: Keeping) -> Belonging | None:
    """To which branch the book belongs; ``None``: to none."""
    found = book.kept(_BRANCH)
    return None if found is None else msgspec.convert(found, Belonging)


def require_belonging(book: Keeping) -> Belonging:
    """The same, of a book that must belong to one.

    Raises:
        BranchError: it belongs to none.
    """
    found = belonging(book)
    if found is None:
        raise BranchError("of_no_branch")
    return found


def found_branch(book: Keeping, name: str, *, branch_id: str, today: str) -> Belonging:
    """Make the book a new branch's own.

    Raises:
        BranchError: it belongs to one already, or the name is empty.
    """
    before = belonging(book)
    if before is not None:
        raise BranchError("belongs_already", name=before.name)
    if not name.strip():
        raise BranchError("no_name")
    identity = new_identity()
    made = Belonging(
        id=branch_id, name=name.strip(), public=public_of(identity), identity=identity, since=today
    )
    enter(book, made)
    return made


def enter(book: Keeping, made: Belonging) -> None:
    """Write down to which branch the book belongs from now on."""
    book.keep(_BRANCH, msgspec.to_builtins(made))


def invitations(book: Keeping) -> Mapping[str, str]:
    """The invitation that holds for each member, by his id."""
    return dict(book.kept(_INVITATIONS) or {})


def invite(book: Keeping, member: str, invitation: str) -> None:
    """From now on this invitation holds for the member, and none before it."""
    know_invitations(book, {**invitations(book), member: invitation})


def know_invitations(book: Keeping, known: Mapping[str, str]) -> None:
    """Write down which invitations hold, where those are other ones than before."""
    if dict(known) != dict(invitations(book)):
        book.keep(_INVITATIONS, dict(known))


def partners(book: Keeping) -> Mapping[str, Partner]:
    """Whom this book exchanges with, by replica."""
    return msgspec.convert(book.kept(_PARTNERS) or {}, dict[str, Partner])


def know_partners(book: Keeping, known: Mapping[str, Partner]) -> None:
    """Write down whom this book exchanges with, where that is something else than before."""
    if dict(known) != dict(partners(book)):
        book.keep(_PARTNERS, msgspec.to_builtins(dict(known)))


def secret_for(mine: Belonging, partner: Partner) -> bytes:
    """What vouches for bundles between this book and another one of the branch."""
    if not mine.is_of_branch:
        return bytes.fromhex(mine.secret)
    if partner.member:
        return joining_secret(mine.identity, partner.member, partner.invitation)
    return own_secret(mine.identity)
