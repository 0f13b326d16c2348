"""Keys for tests of the locked book."""

from __future__ import annotations

import hashlib
from functools import cache
from itertools import count
from typing import Any

from fieldbook.store.keys import MAGIC, Key, Recipients, new_secret, public_half
from fieldbook.store.passphrase import under_passphrase
from fieldbook.store.plain import Codec
from fieldbook.store.sealed import SealedCodec

PASSPHRASE = "南坡地先浇一遍 再下种"


@cache
def secrets() -> tuple[str, str, bytes]:
    """An identity, a recovery key, and the identity under the passphrase; made once."""
    identity, recovery = new_secret(), new_secret()
    return identity, recovery, under_passphrase(identity.encode() + b"\n", PASSPHRASE)


def key() -> Key:
    """The key of a book, as the passphrase opens it."""
    identity, recovery, under = secrets()
    return Key(identity, Recipients.of(public_half(identity), public_half(recovery)).text, under)


def recovery_key() -> str:
    return secrets()[1]


def locked() -> SealedCodec:
    return SealedCodec(key())


MAKES_CODEC = """
def codec(identity="", recipients=""):
    from fieldbook.store.keys import Key
    from fieldbook.store.sealed import SealedCodec
    return SealedCodec(Key(identity, recipients.encode(), b"")) if identity else None
"""
"""For a program of its own: how it opens the book, by the words of :func:`words_of`."""


def words_of(codec: Codec | None) -> list[str]:
    """The codec of a test as words of a command; none for a plain book."""
    if not isinstance(codec, SealedCodec):
        return []
    return [codec.key.identity, codec.key.recipients.text.decode()]


class StandIn(Key):
    """age without its randomness, so that a simulated disk comes to the same bytes twice.

    What it keeps of age: a head by which a file is known, and that a changed byte is noticed.
    """

    def encrypt(self, data: bytes) -> bytes:
        return MAGIC + hashlib.sha256(data).digest() + _masked(data)

    def encrypt_stream(self, source: Any, target: Any) -> None:
        pieces = iter(lambda: source.read(8192), b"")
        target.write(self.encrypt(b"".join(pieces)))

    def decrypt(self, data: bytes) -> bytes:
        begin = len(MAGIC)
        said, text = data[begin : begin + 32], _masked(data[begin + 32 :])
        if data[:begin] != MAGIC or hashlib.sha256(text).digest() != said:
            raise ValueError("changed")
        return text


def _masked(data: bytes) -> bytes:
    blocks = (hashlib.sha256(b"%d" % number).digest() for number in count())
    stream = b""
    for block in blocks:
        if len(stream) >= len(data):
            break
        stream += block
    return bytes(one ^ other for one, other in zip(data, stream, strict=False))


def stand_in() -> SealedCodec:
    return SealedCodec(stand_in_key())


@cache
def stand_in_key() -> Key:
    identity, recovery, under = secrets()
    return StandIn(
        identity, Recipients.of(public_half(identity), public_half(recovery)).text, under
    )
