"""A locked book for the tools that try what happens to one: its passphrase, its key, what it holds."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Iterator
from pathlib import Path

from fieldbook.store import passphrase
from fieldbook.store.form import is_locked
from fieldbook.store.keys import MAGIC, Key, new_secret
from fieldbook.store.locking import encrypt
from fieldbook.store.unlocking import unlock

PASSPHRASE = "correct horse battery staple"


def lock(book: Path) -> None:
    """Lock it; the work of guessing its passphrase is little, it is not what is tried."""
    passphrase.COST = 10  # type: ignore[misc]
    encrypt(book, PASSPHRASE, new_secret())


def passphrase_file(folder: Path) -> Path:
    """A file with the passphrase."""
    word = folder / "word"
    word.write_text(PASSPHRASE, encoding="utf-8")
    return word


def key_of(book: Path) -> Key | None:
    """What opens the book; a plain one needs nothing."""
    return unlock(book, PASSPHRASE) if is_locked(book) else None


def held(path: Path, key: Key | None) -> bytes:
    """What a file says to whom has the key: its own bytes, and what is encrypted in it."""
    data = path.read_bytes()
    return data if key is None else b"\n".join((data, *_decrypted(data, key)))


def _decrypted(data: bytes, key: Key) -> Iterator[bytes]:
    if data.startswith(MAGIC):
        with contextlib.suppress(ValueError):  # another's, as the file of the identity is
            yield key.decrypt(data)
        return
    for line in data.split(b"\n"):
        with contextlib.suppress(ValueError):
            hidden = base64.b64decode(line.split(b" ")[-1], validate=True)
            yield key.decrypt(hidden if hidden.startswith(MAGIC) else hidden[32:])
