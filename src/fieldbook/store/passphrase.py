"""A small secret under a passphrase, as a file that the standard ``age`` program opens.

This is age's own format with its scrypt recipient (https://age-encryption.org/v1), at a fixed cost:
128 MB and a third of a second on an ordinary computer, wherever and whenever it was made.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
from typing import Final

from fieldbook.domain.errors import Locked, WrongPassphrase
from fieldbook.store import chacha

COST: Final = 17
"""What a file is made with: 2 to the power of this."""
HIGHEST_COST: Final = 20
"""What a file may ask for that another program made: a gigabyte."""
_MAGIC: Final = b"age-encryption.org/v1\n"
_LABEL: Final = b"age-encryption.org/v1/scrypt"
_HEADER: Final = re.compile(
    rb"age-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9]\d?)\n([A-Za-z0-9+/]{43})\n"
    rb"--- ([A-Za-z0-9+/]{43})\n"
)
_FIRST_AND_LAST: Final = b"\0" * 11 + b"\x01"
"""The nonce of a payload that is one piece."""
_NO_NONCE: Final = b"\0" * 12


def under_passphrase(secret: bytes, passphrase: str) -> bytes:
    """The secret as an age file that this passphrase opens.

    Raises:
        Locked: there is not enough memory for the passphrase's work.
    """
    salt, file_key, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapped = chacha.encrypt(_stretched(passphrase, salt, COST), _NO_NONCE, file_key)
    begin = b"%s-> scrypt %s %d\n%s\n---" % (_MAGIC, _text(salt), COST, _text(wrapped))
    sealed = chacha.encrypt(_derived(file_key, nonce, b"payload"), _FIRST_AND_LAST, secret)
    return b"%s %s\n%s%s" % (begin, _text(_mac(file_key, begin)), nonce, sealed)


def by_passphrase(data: bytes, passphrase: str) -> bytes:
    """The secret that stands in such a file.

    Raises:
        WrongPassphrase: it was encrypted under another one.
        ValueError: this is no such file, or it was changed.
        Locked: there is not enough memory for the passphrase's work.
    """
    found = _HEADER.match(data)
    if found is None or int(found[2]) > HIGHEST_COST:
        raise ValueError("not a secret under a passphrase")
    try:
        key = _stretched(passphrase, _bytes(found[1]), int(found[2]))
        file_key = chacha.decrypt(key, _NO_NONCE, _bytes(found[3]))
    except ValueError:
        raise WrongPassphrase from None
    begin = data[: found.start(4) - 1]
    if not hmac.compare_digest(_mac(file_key, begin), _bytes(found[4])):
        raise ValueError("the head was changed")
    nonce, sealed = data[found.end() : found.end() + 16], data[found.end() + 16 :]
    return chacha.decrypt(_derived(file_key, nonce, b"payload"), _FIRST_AND_LAST, sealed)


def _stretched(passphrase: str, salt: bytes, cost: int) -> bytes:
    """The passphrase's key: dear to make, so that guessing is dear."""
    typed = passphrase.encode("utf-8", "surrogateescape")
    room = 130 * 8 << cost
    try:
        return hashlib.scrypt(
            typed, salt=_LABEL + salt, n=1 << cost, r=8, p=1, maxmem=room, dklen=32
        )
    except (MemoryError, ValueError):  # OpenSSL says it in either way
        raise Locked("no_memory", megabytes=room >> 20) from None


def _derived(file_key: bytes, salt: bytes, what_for: bytes) -> bytes:
    """HKDF-SHA256 (RFC 5869) with one block of output."""
    inner = hmac.digest(salt or b"\0" * 32, file_key, "sha256")
    return hmac.digest(inner, what_for + b"\x01", "sha256")


def _mac(file_key: bytes, begin: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), begin, "sha256")


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
