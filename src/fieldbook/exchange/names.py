"""What a bundle is called where a carrier keeps it: ``<branch>/<replica>/<number>-<digest>.fieldbook``.

The digest is that of the bundle's bytes: a bundle that has not wholly arrived, or that somebody changed,
does not bear its own name.
"""

from __future__ import annotations

import hashlib
from typing import Final, NamedTuple, Self

from fieldbook.patterns import pattern

ENDING: Final = ".fieldbook"
_DIGITS: Final = 32
_FORM: Final = pattern(r"([0-9a-f-]{36})/([0-9a-f]{8})/(\d{6,12})-([0-9a-f]{32})\.fieldbook")
_REPLICA: Final = pattern(r"[0-9a-f]{8}")


class BundleName(NamedTuple):
    """A bundle's name, taken apart."""

    branch: str
    replica: str
    """The replica that wrote it."""
    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.branch}/{self.replica}/{self.number:06d}-{self.digest}{ENDING}"

    @classmethod
    def of(cls, branch: str, replica: str, number: int, data: bytes) -> Self:
        """The name of a bundle that is to be put."""
        return cls(branch, replica, number, digest_of(data))

    @classmethod
    def read(cls, name: str) -> Self | None:
        """A name taken apart; ``None`` where it is no bundle's."""
        found = _FORM.fullmatch(name)
        if found is None:
            return None
        branch, replica, number, digest = found.groups()
        return cls(branch, replica, int(number), digest)

    def fits(self, data: bytes) -> bool:
        """Whether these bytes are the bundle's, all of them."""
        return digest_of(data) == self.digest


def digest_of(data: bytes) -> str:
    """By what a bundle's bytes are known again."""
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def is_replica(text: str) -> bool:
    """Whether a text has the form of a replica's number."""
    return _REPLICA.fullmatch(text) is not None
