"""The keys of a branch and of its members, and what is made with them.

The branch has an age identity, and each book that joined has one of its own; both stand in the book's
own file and are never shown. An invitation's secret is made of the branch's identity and the invitation's
id, so that every book of the branch knows it without being told.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from types import ModuleType
from typing import Final

from fieldbook.domain.errors import BranchError, Locked
from fieldbook.store.keys import MAGIC, Recipients, age, new_secret, public_half

_JOIN: Final = "fieldbook join 1"
_BRANCH: Final = b"fieldbook branch 1"


def new_identity() -> str:
    """A fresh secret identity."""
    _age()
    return new_secret()


def public_of(identity: str) -> str:
    """The public half of an identity.

    Raises:
        ValueError: it is none.
    """
    _age()
    return public_half(identity)


def is_public(text: str) -> bool:
    """Whether a text is a public key."""
    _age()
    try:
        return bool(Recipients.of(text).text)
    except ValueError:
        return False


def joining_secret(branch_identity: str, member: str, invitation: str) -> bytes:
    """What vouches for bundles between the branch and who joined by this invitation."""
    what = f"{_JOIN}\x1f{member}\x1f{invitation}"
    return hmac.digest(branch_identity.encode(), what.encode(), "sha256")


def own_secret(branch_identity: str) -> bytes:
    """What vouches for bundles between two books of the branch itself."""
    return hmac.digest(branch_identity.encode(), _BRANCH, "sha256")


def encrypted(data: bytes, to: Sequence[str]) -> bytes:
    """An age file for those with these public keys."""
    _age()
    return Recipients.of(*to).encrypt(data)


def decrypted(data: bytes, identities: Sequence[str]) -> bytes | None:
    """What an age file holds; ``None`` where none of these identities opens it."""
    lib = _age()
    if not data.startswith(MAGIC):
        return None
    try:
        found: bytes = lib.decrypt(
            data, [lib.x25519.Identity.from_str(each) for each in identities]
        )
    except lib.DecryptError:
        return None
    return found


def _age() -> ModuleType:
    try:
        return age()
    except Locked:
        raise BranchError("no_age") from None
