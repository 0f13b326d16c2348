"""The seal: what a file said, kept as a digest that nobody without the book can guess back."""

from __future__ import annotations

import hashlib
import hmac
from typing import NamedTuple


def digest_of(*texts: str) -> str:
    """SHA-256 over texts, hexadecimal; two lists of texts agree only when each text does."""
    return hashlib.sha256("\x1f".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


class Seal(NamedTuple):
    """The book's own key for digests.

    A plain digest of a row can be guessed: there are few birthdays and few names. With the book's
    secret it says only whether the same row comes again.
    """

    secret: str

    def of(self, digest: str) -> str:
        """The digest as the book keeps it; empty where there is none."""
        if not digest:
            return ""
        return hmac.digest(self.secret.encode(), digest.encode(), "sha256").hex()

    def fits(self, kept: str, digest: str) -> bool:
        """Whether a kept digest is of this one; books of before have kept it unsealed."""
        return bool(digest) and kept in (digest, self.of(digest))

    def news(self, kept: str, digest: str) -> bool:
        """Whether something is said that is not what was said when the digest was kept."""
        return bool(digest) and not self.fits(kept, digest)
