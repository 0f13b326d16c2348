"""Locking a book, unlocking it for good, and changing what opens it.

Each is done by the one writer, whole or not at all: a program that is killed leaves a book that is
what it was, or what it was to be, and the next opening finishes what lies beside it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from fieldbook.domain.errors import Locked
from fieldbook.files import write_whole
from fieldbook.store.backup import backups_folder, remove_copy
from fieldbook.store.changeover import change_over
from fieldbook.store.covering import cover, plain_copies, recast
from fieldbook.store.form import base_of, is_locked
from fieldbook.store.journal import JournalDB
from fieldbook.store.keys import (
    FORMER,
    IDENTITY,
    RECIPIENTS,
    Key,
    Recipients,
    RecoveryKey,
    age,
    new_secret,
    public_half,
)
from fieldbook.store.passphrase import under_passphrase
from fieldbook.store.plain import Codec, PlainCodec
from fieldbook.store.remembered import Closing, forget, remember
from fieldbook.store.sealed import SealedCodec
from fieldbook.store.unlocking import guard_memory

Left = tuple[Path, ...]
"""Files beside the book that could not be brought to its form."""


def new_recovery_key() -> str:
    """A recovery key to be shown, and kept, before the book is locked with it.

    Raises:
        Locked: this computer has no age.
    """
    return new_secret()


def _kept() -> None:
    """The recovery key is in the user's hands already."""


def encrypt(
    path: Path,
    passphrase: str,
    recovery_key: str,
    *,
    erase_copies: bool = False,
    hand_over: Callable[[], object] = _kept,
) -> Left:
    """Lock a plain book, and everything beside it.

    Args:
        path: the book.
        passphrase: what unlocks it from now on.
        recovery_key: what opens it when the passphrase is forgotten.
        erase_copies: whether older copies beside the book are erased, and not encrypted.
        hand_over: gives the user the recovery key, once nothing else can refuse; if it raises, nothing
            is changed.

    Raises:
        Locked: it is locked already, or this computer has no age, or too little memory.
        WriteFailed: the disk refused.
        InUse: another program writes in it.
    """
    age()
    if is_locked(path):
        raise Locked("locked_already", path)
    guard_memory()
    codec = SealedCodec(_new_key(passphrase, recovery_key))
    with _held(path, None) as db:
        hand_over()
        db.drop_table("seal")  # a file that the age program decrypted has one
        _changed(db, codec)
        if erase_copies:
            for each in plain_copies(path):
                remove_copy(each)
        return cover(path, codec).left


def decrypt(path: Path, key: Key) -> Left:
    """Make a locked book, and everything beside it, readable for anybody again.

    Where something beside it could not be read with the key, the identity stays, and it still opens
    with the passphrase.
    """
    base = base_of(path)
    with _held(path, key) as db:
        left = recast(path, db.journal.codec, PlainCodec())
        change_over(db.journal, PlainCodec())
        forget(path)
        if not left:
            for ending in (IDENTITY, RECIPIENTS):
                Path(base + ending).unlink(missing_ok=True)
        return left


def change_passphrase(path: Path, key: Key, passphrase: str) -> Key:
    """Give the identity another passphrase, here and beside the copies the book keeps itself.

    Copies elsewhere carry the identity under the old passphrase, which still opens them.
    """
    under = under_passphrase(f"{key.identity}\n".encode(), passphrase)
    with _held(path, key):
        write_whole(Path(base_of(path) + IDENTITY), under)
        with contextlib.suppress(OSError):
            for each in backups_folder(path).iterdir():
                if each.name.endswith(IDENTITY) and each.read_bytes() == key.under:
                    write_whole(each, under)
    return Key(key.identity, key.recipients.text, under)


def renew(
    path: Path,
    key: Key,
    passphrase: str,
    recovery_key: str,
    *,
    hand_over: Callable[[], object] = _kept,
) -> Left:
    """Give the book a new identity and a new recovery key; everything is encrypted and sealed anew.

    This is how a book is opened whose passphrase is forgotten: with its recovery key for a key. The new
    recovery key is handed over as in :func:`encrypt`.
    """
    new = SealedCodec(_new_key(passphrase, recovery_key))
    old = SealedCodec(key, of_a_copy=True)
    with _held(path, key) as db:
        hand_over()
        # What lies beside the book is done afterwards; until then its old key is a part of the book.
        _changed(db, new, {FORMER: new.encode_former(key.identity)})
        return _finished(path, old, new)


def finish_renewal(path: Path, codec: Codec) -> Left:
    """Go on where a killed program left the renewal of what lies beside the book."""
    where = Path(base_of(path) + FORMER)
    if not where.exists() or not isinstance(codec, SealedCodec):
        return ()
    try:
        former = RecoveryKey(codec.decode_former(where.read_bytes()))
    except ValueError:
        # Somebody else laid it there: with a key of his own, what he wrote would become ours.
        aside = where.with_name(f"{Path(base_of(path)).name}-aside-{os.urandom(4).hex()}")
        where.replace(aside)
        return (aside,)
    return _finished(path, SealedCodec(former, of_a_copy=True), codec)


def put_recipients_right(path: Path, key: Key, sealed: str) -> Key:
    """Write the recipients anew that the book itself names, where somebody changed their file."""
    write_whole(Path(base_of(path) + RECIPIENTS), sealed.encode())
    return Key(key.identity, sealed.encode(), key.under)


def _new_key(passphrase: str, recovery_key: str) -> Key:
    identity = new_secret()
    recipients = Recipients.of(public_half(identity), public_half(recovery_key)).text
    return Key(identity, recipients, under_passphrase(f"{identity}\n".encode(), passphrase))


@contextlib.contextmanager
def _held(path: Path, key: Key | None) -> Iterator[JournalDB]:
    """The book, held against other writers; its log is left as it is.

    A renewal that a killed program left is finished first: the next one would forget its former key.
    """
    db = JournalDB(base_of(path), codec=None if key is None else SealedCodec(key))
    try:
        if key is not None:
            finish_renewal(path, SealedCodec(key, of_a_copy=True))
        yield db
    finally:
        db.journal.abandon()


def _changed(db: JournalDB, codec: Codec, more: dict[str, bytes] | None = None) -> None:
    digest = change_over(db.journal, codec, more or {})
    remember(db.path, Closing(db.journal.lines, digest))


def _finished(path: Path, old: Codec, new: Codec) -> Left:
    left = recast(path, old, new)
    Path(base_of(path) + FORMER).unlink(missing_ok=True)
    return left
