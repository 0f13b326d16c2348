"""Unlocking: from a passphrase, or the recovery key, to what opens a book. The one door to keys."""

from __future__ import annotations

import contextlib
import os
import sys
import unicodedata
from pathlib import Path

from fieldbook.domain.errors import Damaged, Locked, WrongPassphrase
from fieldbook.store.disk import RealDisk
from fieldbook.store.form import base_of, is_age, is_locked, is_torn_between, name_now
from fieldbook.store.keys import (
    AGE,
    IDENTITY,
    RECIPIENTS,
    Key,
    Recipients,
    RecoveryKey,
    age,
    public_half,
    typed_key,
)
from fieldbook.store.passphrase import by_passphrase
from fieldbook.store.sealed import SealedCodec

_PR_SET_DUMPABLE = 4


def unlock(path: str | os.PathLike[str], passphrase: str) -> Key:
    """The key of a locked book, or of a locked copy.

    Raises:
        WrongPassphrase: it is another one.
        Locked: the identity is not there or damaged, memory is short, or this computer has no age.
    """
    age()
    base = base_of(path)
    where = name_now(RealDisk(), base, IDENTITY)
    try:
        under = Path(where).read_bytes()
    except FileNotFoundError:
        raise Locked("identity_missing", base, where=where) from None
    try:
        secret = _secret_in(_by_any_form(under, passphrase))
        key = Key(secret, _recipients(base) or Recipients.of(public_half(secret)).text, under)
    except ValueError:
        raise Locked("identity_damaged", base, where=where) from None
    guard_memory()
    return key


def _by_any_form(under: bytes, passphrase: str) -> bytes:
    """By the passphrase as it was typed, else in half width: an input method may have typed it wide."""
    narrow = unicodedata.normalize("NFKC", passphrase)
    try:
        return by_passphrase(under, passphrase)
    except WrongPassphrase:
        if narrow == passphrase:
            raise
    return by_passphrase(under, narrow)


def unlock_by_recovery_key(path: str | os.PathLike[str], typed: str) -> RecoveryKey:
    """What reads a book whose passphrase is forgotten; no seal can be checked with it.

    Raises:
        WrongPassphrase: the text is no recovery key, or another book's.
    """
    key = typed_key(typed)
    file = Path(name_now(RealDisk(), base_of(path), AGE))
    if file.exists() and not _opens(key, file):
        raise WrongPassphrase("other_recovery_key")
    guard_memory()
    return key


def codec_of(path: str | os.PathLike[str], key: Key | None) -> SealedCodec | None:
    """The codec of a book; ``None`` where it is a plain one.

    Raises:
        Locked: it is locked and there is no key.
        Damaged: both forms are there, and nothing says which is the book.
    """
    if is_torn_between(path):
        raise Damaged(base_of(path), what="two_files", where=base_of(path) + AGE)
    if not is_locked(path):
        return None
    if key is None:
        raise Locked("passphrase_needed", base_of(path))
    return SealedCodec(key)


def codec_of_copy(path: Path, key: Key | None) -> SealedCodec | None:
    """The codec of a copy, whatever it is called; ``None`` where it is a plain one.

    Raises:
        Locked: it is locked, and the key is none or another's.
    """
    if not is_locked_copy(path):
        return None
    file = path if is_age(path) else path.with_name(path.name + AGE)
    if key is None or not _opens(key, file):
        raise Locked("passphrase_needed", file)
    return SealedCodec(key, ending=AGE if file.suffix == AGE else "", of_a_copy=True)


def is_locked_copy(path: Path) -> bool:
    """Whether the copy is a locked one, named with or without ``.age``."""
    return is_age(path) or (not path.exists() and is_age(path.with_name(path.name + AGE)))


def guard_memory() -> None:
    """See that no picture of our memory is written to the disk when the program breaks, where that can be."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # Where a program is given the picture instead of a file, the limit is not asked.
        with contextlib.suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _opens(key: Key, file: Path) -> bool:
    try:
        key.decrypt(file.read_bytes())
    except ValueError:
        return False
    return True


def _recipients(base: str) -> bytes:
    with contextlib.suppress(FileNotFoundError):
        return Path(name_now(RealDisk(), base, RECIPIENTS)).read_bytes()
    return b""


def _secret_in(text: bytes) -> str:
    """The identity; the age program allows for remarks before it."""
    lines = text.decode("ascii", "replace").splitlines()
    return next((line for line in lines if line.startswith("AGE-SECRET-KEY-")), "")
