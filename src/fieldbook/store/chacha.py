"""ChaCha20-Poly1305 (RFC 8439), for the one small file that stands under the passphrase.

Everything else is encrypted by ``pyrage``. Its own passphrases tune themselves to the machine of the
moment, up to a gigabyte of memory, so this file is made here; a few hundred bytes need no speed.
"""

from __future__ import annotations

import hmac
import struct
from typing import Final

_WORD: Final = 0xFFFFFFFF
_BLOCK: Final = 64
_TAG: Final = 16
_PRIME: Final = (1 << 130) - 5
_CLAMP: Final = 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
_CONSTANTS: Final = struct.unpack("<4I", b"expand 32-byte k")
_ROUNDS: Final = (
    (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
    (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
)  # fmt: skip
"""The quarter rounds of a double round: down the columns, then along the diagonals."""


def encrypt(key: bytes, nonce: bytes, text: bytes) -> bytes:
    """The text encrypted, and its tag behind it."""
    hidden = _xored(key, nonce, text)
    return hidden + _tag(key, nonce, hidden)


def decrypt(key: bytes, nonce: bytes, data: bytes) -> bytes:
    """What :func:`encrypt` was given; ``ValueError`` where it was another key or other bytes."""
    hidden, tag = data[:-_TAG], data[-_TAG:]
    if not hmac.compare_digest(tag, _tag(key, nonce, hidden)):
        raise ValueError("another key, or other bytes")
    return _xored(key, nonce, hidden)


def block(key: bytes, counter: int, nonce: bytes) -> bytes:
    """One block of the key stream (section 2.3)."""
    start = (*_CONSTANTS, *struct.unpack("<8I", key), counter, *struct.unpack("<3I", nonce))
    state = list(start)
    for _ in range(10):
        for round_ in _ROUNDS:
            _quarter(state, *round_)
    return struct.pack(
        "<16I", *((one + other) & _WORD for one, other in zip(state, start, strict=True))
    )


def poly1305(key: bytes, text: bytes) -> bytes:
    """The tag of a text under a key that is used once (section 2.5)."""
    factor = int.from_bytes(key[:16], "little") & _CLAMP
    total = 0
    for at in range(0, len(text), 16):
        part = int.from_bytes(text[at : at + 16] + b"\x01", "little")
        total = (total + part) * factor % _PRIME
    total += int.from_bytes(key[16:], "little")
    return (total & ((1 << 128) - 1)).to_bytes(16, "little")


def _quarter(state: list[int], a: int, b: int, c: int, d: int) -> None:
    for one, other, third, bits in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        state[one] = (state[one] + state[other]) & _WORD
        mixed = state[third] ^ state[one]
        state[third] = (mixed << bits | mixed >> (32 - bits)) & _WORD


def _xored(key: bytes, nonce: bytes, text: bytes) -> bytes:
    """The text under the key stream; block 0 is the tag's."""
    count = -(-len(text) // _BLOCK)
    stream = b"".join(block(key, number, nonce) for number in range(1, count + 1))
    return bytes(one ^ other for one, other in zip(text, stream, strict=False))


def _tag(key: bytes, nonce: bytes, hidden: bytes) -> bytes:
    """The tag with nothing but the hidden text to vouch for: age gives no more (section 2.8)."""
    filled = hidden + b"\0" * (-len(hidden) % 16)
    return poly1305(block(key, 0, nonce)[:32], filled + struct.pack("<QQ", 0, len(hidden)))
