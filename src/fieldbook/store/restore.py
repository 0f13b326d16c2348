"""Copies of a book: read, and put in the place of a book that cannot be opened any more."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path

from fieldbook.domain.errors import Damaged, InUse, NotABook
from fieldbook.domain.records import Record
from fieldbook.files import private_folder, replace_patiently, sync_folder
from fieldbook.store.backup import Copy, write_copy
from fieldbook.store.faults import refused
from fieldbook.store.form import base_of
from fieldbook.store.journal import JournalDB
from fieldbook.store.keys import AGE, Key
from fieldbook.store.lock import FileLock, Held
from fieldbook.store.plain import Codec, PlainCodec
from fieldbook.store.records import Misfit, RecordStore
from fieldbook.store.remembered import Closing, remember
from fieldbook.store.sealed import SealedCodec
from fieldbook.store.unlocking import codec_of, codec_of_copy
from fieldbook.store.upgrade import check_format


class BookCopy:
    """A copy that was read whole; it is not changed, and nothing is laid beside it."""

    def __init__(self, path: Path, key: Key | None = None) -> None:
        """Read it.

        Raises:
            Locked: it is locked, and the key does not open it.
        """
        self.path = path
        codec = codec_of_copy(path, key)
        self.db = JournalDB(path, read_only=True, codec=codec)
        check_format(self.db, path)
        store = RecordStore(self.db, read_only=True)
        self.records: tuple[Record, ...] = tuple(store.records())
        self.unreadable = len(store.misfits)
        """How many entries it has that cannot be read."""
        self.unreadable_ids = frozenset(self._ids(store.misfits))
        """Those of them that say which they are."""
        if not self.db.tables():
            raise NotABook(path, what="not_tables")

    def _ids(self, misfits: Iterable[Misfit]) -> Iterator[str]:
        for each in misfits:
            found = self.db.rows(each.table)[each.doc_id].get("id")
            if isinstance(found, str):
                yield found


def is_broken(path: Path, key: Key | None = None) -> bool:
    """Whether there is no book that could be opened: none at all, or a damaged one."""
    try:
        JournalDB(path, read_only=True, codec=codec_of(path, key)).journal.abandon()
    except Damaged:
        return True
    except NotABook as wrong:
        if wrong.data.get("what") == "folder":
            raise
        return True
    return False


def put_in_place(
    copy: BookCopy, book_path: Path, now: dt.datetime, key: Key | None = None
) -> tuple[Path, ...]:
    """Make the copy the book; the files that were the book get other names, which are returned.

    With a key the book is a locked one.

    Raises:
        InUse: another program writes in the book.
        WriteFailed: the disk refused.
    """
    real = Path(base_of(book_path))
    private_folder(real.parent)
    lock = _locked(real)
    try:
        codec: Codec = SealedCodec(key) if key else PlainCodec()
        remember(real, Closing(0, "", anew=True))  # first: a replica too many does no harm
        restored = f"{real}-restored"
        write_copy(Copy(copy.db, codec), Path(restored))
        there = (real, Path(f"{real}{AGE}"), Path(f"{real}-log"))
        kept = tuple(_renamed(each, now) for each in there if each.exists())
        for ending in (*codec.companions, codec.ending):
            replace_patiently(restored + ending, Path(f"{real}{ending}"))
        sync_folder(str(real.parent))
    except OSError as error:
        raise refused(real, error) from error
    finally:
        lock.release()
    return kept


def _locked(real: Path) -> FileLock:
    try:
        return FileLock(f"{real}-lock")
    except Held as held:
        who = held.holder
        raise InUse(real, pid=who.pid, host=who.host, since=who.since) from None


def _renamed(path: Path, now: dt.datetime) -> Path:
    name = f"{path.name}-aside-{now:%Y%m%d%H%M%S}"
    names = chain((name,), (f"{name}-{number}" for number in count(2)))
    kept = next(each for each in map(path.with_name, names) if not os.path.lexists(each))
    with contextlib.suppress(FileNotFoundError):
        replace_patiently(str(path), kept)
    return kept
