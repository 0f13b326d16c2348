"""What takes bundles from one book to another: it lists, gives and keeps named bytes, and knows no more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

MOST_BYTES: Final = 256 * 1024 * 1024
"""A bundle that is larger is none of ours; it is not even read."""


class NotThere(Exception):
    """The carrier has no such bundle, or has not got all of it yet."""


class Carrier(Protocol):
    """A stick, a share, a synchronised folder, a hub. Failures are ``OSError``."""

    def listed(self, branch: str) -> Iterable[str]:
        """The names of the branch's bundles that are there, whole or not."""

    def get(self, name: str) -> bytes:
        """A bundle's bytes.

        Raises:
            NotThere: it is not there, or not all of it.
        """

    def put(self, name: str, data: bytes) -> None:
        """Keep a bundle: when this returns it is there whole, and nobody ever sees a half of it."""

    def drop(self, name: str) -> None:
        """Let one of our own bundles go that nobody needs any more; gone already is gone."""
