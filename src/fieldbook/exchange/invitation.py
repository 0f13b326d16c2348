"""The invitation: a small file that the secretary hands to a member in person, who joins by it.

It names the branch, its public key and its own books, holds the member's record, and a secret that is made
for this once. One for a second book of the branch itself holds the branch's own secret key.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, cast

import msgspec

from fieldbook.domain.errors import BranchError
from fieldbook.domain.merge.memory import is_refused
from fieldbook.domain.records import Member
from fieldbook.exchange.belonging import Belonging, Quiet
from fieldbook.exchange.keys import is_public, joining_secret, new_identity, public_of
from fieldbook.exchange.names import is_replica
from fieldbook.files import write_whole
from fieldbook.patterns import ID, pattern
from fieldbook.store.codec import Unreadable, decode

FORMAT: Final = 1
_MOST_BYTES: Final = 1024 * 1024
_SECRET: Final = pattern(r"[0-9a-f]{64}")


class Invitation(Quiet, frozen=True, kw_only=True):
    """What such a file says."""

    fieldbook: str = "invitation"
    format: int = FORMAT
    branch: str
    name: str
    public: str
    invitation: str = ""
    secret: str = ""
    """Empty in one for a book of the branch itself."""
    identity: str = ""
    """The branch's own secret key; only in one for a book of the branch itself."""
    member: dict[str, Any] = msgspec.field(default_factory=dict)
    """The member's record, as a document."""
    replicas: tuple[str, ...] = ()
    """The branch's own books."""


class _Known(msgspec.Struct):
    fieldbook: str
    format: int


def for_member(
    mine: Belonging, member: dict[str, Any], invitation: str, replicas: tuple[str, ...]
) -> Invitation:
    """An invitation for a member of the branch."""
    secret = joining_secret(mine.identity, str(member["id"]), invitation)
    return Invitation(
        branch=mine.id,
        name=mine.name,
        public=mine.public,
        invitation=invitation,
        secret=secret.hex(),
        member=member,
        replicas=replicas,
    )


def for_branch(mine: Belonging, replicas: tuple[str, ...]) -> Invitation:
    """An invitation for another book of the branch itself."""
    return Invitation(
        branch=mine.id,
        name=mine.name,
        public=mine.public,
        identity=mine.identity,
        replicas=replicas,
    )


def write_invitation(path: Path, invitation: Invitation) -> None:
    """Write the file, for its owner's eyes only."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(invitation), indent=1) + b"\n")


def read_invitation(path: Path) -> Invitation:
    """What the file says.

    Raises:
        BranchError: it is no invitation, a damaged one, or a newer fieldbook's.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    known = _decoded(data, _Known, path)
    if known.fieldbook != "invitation":
        raise BranchError("no_invitation", path)
    if known.format > FORMAT:
        raise BranchError("newer_invitation", path)
    found = cast("Invitation", _decoded(data, Invitation, path))
    if not _is_sound(found):
        raise BranchError("no_invitation", path)
    return found


def joined(invitation: Invitation, today: str) -> Belonging:
    """What a book is that joins by it; a member's gets a secret key of its own."""
    return Belonging(
        id=invitation.branch,
        name=invitation.name,
        public=invitation.public,
        identity=invitation.identity or new_identity(),
        member="" if invitation.identity else str(invitation.member["id"]),
        invitation=invitation.invitation,
        secret=invitation.secret,
        since=today,
    )


def _decoded(data: bytes, form: Any, path: Path) -> Any:
    if len(data) > _MOST_BYTES:
        raise BranchError("no_invitation", path)
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=form)
    except (msgspec.MsgspecError, ValueError, RecursionError):  # their words may quote a key
        raise BranchError("no_invitation", path) from None


def _is_sound(found: Invitation) -> bool:
    """Whether the keys are keys, there is the one kind of secret or the other, and a member is one."""
    try:
        if found.identity:
            if public_of(found.identity) != found.public:
                return False
        elif not (
            _SECRET.fullmatch(found.secret) and found.invitation and _is_member(found.member)
        ):
            return False
        books = bool(found.replicas) and all(map(is_replica, found.replicas))
        known = ID.fullmatch(found.branch) is not None and bool(found.name)
        return books and known and is_public(found.public)
    except ValueError:
        return False


def _is_member(document: dict[str, Any]) -> bool:
    """Whether it is a member's record, which the book that joins can take in."""
    if is_refused(Member.table, document):
        return False
    try:
        return bool(decode(Member, {"seq": 0, **document}).id)
    except (Unreadable, KeyError):
        return False
