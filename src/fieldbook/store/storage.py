"""The journal's storage: one book's files, its tables in memory, and the one way to change both."""

from __future__ import annotations

import contextlib
import errno
import os
import warnings
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tinydb.storages import Storage

from fieldbook.domain.errors import ClosedToWrites, InUse, Replaced, StoreError
from fieldbook.store.checkpoint import Checkpoint
from fieldbook.store.disk import Disk, Lock, RealDisk, Stamp, folder_of
from fieldbook.store.faults import DiskRefused, Missing, OnlyReading, refused
from fieldbook.store.form import base_of
from fieldbook.store.lock import Held
from fieldbook.store.log import FORMAT, Log, Scanned, new_text, write_new
from fieldbook.store.overlay import Staged, difference
from fieldbook.store.plain import Codec, LayoutCodec, PlainCodec
from fieldbook.store.recovery import Finding, Opened, Reader, aside, digest_of
from fieldbook.store.rows import AsText, Doc
from fieldbook.store.settling import settle
from fieldbook.store.tables import Entry, Pace, Tables, copied, encode_entry, pieces

_OVERDUE = 8
"""A program that never asks for a checkpoint gets one when the log is this many times too large."""

_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
_READING_MODES = frozenset({"r", "rb"})


class JournalStorage(Storage):
    """A TinyDB storage that appends a line a write and keeps the tables in memory.

    Invariants: a line is on the disk before memory changes; the JSON file and the log always fit
    together, whenever the power goes; a file that somebody else changed is never overwritten.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        create_dirs: bool = False,
        encoding: str | None = None,
        access_mode: str = "r+",
        *,
        read_only: bool = False,
        codec: Codec | None = None,
        lock: bool = True,
        checkpoint_bytes: int | None = None,
        disk: Disk | None = None,
        tables_only: bool = False,
        as_text: AsText | None = None,
        **layout: Any,
    ) -> None:
        """Open a book, or make a new one in memory; the first write makes the file.

        Args:
            path: The JSON file. What it needs beside it has its name with something added.
            create_dirs: Whether missing folders are made.
            encoding: As of TinyDB; UTF-8 unless told.
            access_mode: As of TinyDB; ``r`` is for reading only.
            read_only: Write nothing at all, take no lock, see what is acknowledged by now.
            codec: What lines and file are made of; plain bytes unless told.
            lock: Whether to be the one writer. Only a test of this class has reason to say no.
            checkpoint_bytes: From what size of the log on a checkpoint is due; the codec's unless told.
            disk: The disk; a test may bring its own.
            tables_only: Refuse a JSON file that holds anything but tables of documents.
            as_text: Tables that are kept as text, where they were checked: see :mod:`.rows`.
            layout: How the JSON file is laid out: the arguments of ``json.dumps``, as of TinyDB.

        Raises:
            InUse: Another program writes in this book.
            NotABook: The path holds something else, which was left as it is.
            Damaged: The files do not fit together; they were copied aside and left as they are.
        """
        super().__init__()
        if access_mode not in _READING_MODES | {"r+", "rb+"}:
            warnings.warn(
                "Using an `access_mode` other than 'r', 'rb', 'r+' or 'rb+' can cause data loss",
                stacklevel=2,
            )
        locked = codec is not None and codec.ending
        self.path = base_of(path) if locked else os.path.realpath(path)
        self.read_only = read_only or access_mode in _READING_MODES
        self.findings: tuple[Finding, ...] = ()
        self.version = 0
        """Counts every change of what a reader sees."""
        self.disk: Disk = disk or RealDisk()
        plain = LayoutCodec(encoding, layout) if layout or encoding else PlainCodec()
        self.codec: Codec = codec or plain
        self.file = self.path + self.codec.ending
        """The JSON file."""
        limit = self.codec.log_limit if checkpoint_bytes is None else checkpoint_bytes
        self.checkpoint_bytes = limit
        self._lock: Lock | None = None
        self._handle = Log(self.disk, self.path + "-log", self.codec, self.path)
        self._staged: Staged | None = None
        self._running: Generator[None, None, None] | None = None
        self._stamp: Stamp | None = None
        self._base: str | None = None
        self._lines = 0
        self._replaced: Replaced | None = None
        self._closed = False
        self.tables = Tables()
        reader = Reader(self.disk, self.path, self.codec, tables_only=tables_only, as_text=as_text)
        if self.read_only:
            self._take(reader.beside_a_writer())
            return
        try:
            self._open(reader, create_dirs=create_dirs, lock=lock)
        except OSError as error:
            self._let_go()
            raise error if isinstance(error, StoreError) else refused(self.path, error) from error
        except BaseException:
            self._let_go()
            raise

    # --- opening and closing ---

    def _open(self, reader: Reader, *, create_dirs: bool, lock: bool) -> None:
        folder = folder_of(self.path)
        if create_dirs:
            self.disk.make_folder(folder)
        elif self.disk.stamp(folder) is None:
            raise Missing(self.path, what="no_folder")
        if not self.disk.takes_files(folder):
            # The log could still be written, but never be brought into the JSON file.
            raise DiskRefused(self.path, why="denied", errno=errno.EACCES)
        if self.disk.stamp(self.path + "-lock") is None:
            reader.probe()
        if lock:
            self._lock = self._locked()
        settle(self.disk, self.path)
        opened = reader.for_writing()
        self._take(opened)
        self._handle.open(opened.log or self._new_log(opened))
        self.disk.sync_folder(folder)  # a killed program may have left a rename unflushed

    def _locked(self) -> Lock | None:
        try:
            return self.disk.lock(self.path + "-lock")
        except Held as held:
            who = held.holder
            raise InUse(self.path, pid=who.pid, host=who.host, since=who.since) from None
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        self.findings += (Finding("no_lock", self.path + "-lock"),)
        return None

    def _take(self, opened: Opened) -> None:
        self.tables, self._stamp, self._base = opened.tables, opened.stamp, opened.base
        self._lines = opened.log.total if opened.log else 0
        if not opened.torn:
            return
        log_path, kept = self.path + "-log", ""
        if not self.read_only:
            kept = aside(self.disk, self.path, "torn", opened.torn)
            if not kept:
                raise DiskRefused(self.path, why="full")
        self.findings += (Finding("torn", log_path, kept),)

    def _new_log(self, opened: Opened) -> Scanned:
        """The first log of a book that has none: from now on its JSON file is known by digest."""
        head = Entry(log=FORMAT, base=opened.base)
        text, last = new_text(self.codec, head)
        path = self.path + "-log"
        if opened.stamp is not None:
            self._flush_foreign()
        write_new(self.disk, path + "-new", text)
        self.disk.rename(path + "-new", path)
        return Scanned([head], len(text), int(text[:8], 16), last)

    def _flush_foreign(self) -> None:
        """Whoever wrote the JSON file may not have flushed it."""
        with contextlib.suppress(OSError):
            file = self.disk.open(self.file)
            try:
                file.sync()
            finally:
                file.close()

    def close(self) -> None:
        """Bring the JSON file up to date and let go of everything.

        Where the disk refuses that, nothing is lost: the next opening takes the log's lines in.

        Raises:
            Replaced: Somebody changed a file; ours was written aside.
        """
        if self._closed:
            return
        try:
            if not (self.read_only or self._replaced or self._handle.closed_to_writes):
                with contextlib.suppress(DiskRefused, ClosedToWrites):
                    self.checkpoint()
        finally:
            self._closed = True
            self._let_go()

    def abandon(self) -> None:
        """Let go of everything and leave the files as they are; the log keeps every line."""
        self._closed = True
        self._let_go()

    def let_go_of_log(self) -> None:
        """Close the log, so that another may take its name; nothing more is written."""
        self._handle.close()

    def _let_go(self) -> None:
        if self._running is not None:
            self._running.close()
        self._handle.close()
        if self._lock is not None:
            self._lock.release()

    # --- reading ---

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, copied, as TinyDB's raw storages give them. A table reads without this."""
        if self.tables.is_empty() and self._staged is None:
            return None
        found = {
            name: {str(doc_id): copied(doc) for doc_id, doc in self.rows(name).items()}
            for name in self.names()
        }
        return {**found, **copied(self.tables.other)}

    def rows(self, name: str) -> Mapping[int, Doc]:
        """One table's documents, shared: who reads them must not change them."""
        if self._staged is not None:
            return self._staged.layer(name)
        return self.tables.rows.get(name, {})

    def names(self) -> set[str]:
        """The tables there are, be they empty."""
        return self._staged.names() if self._staged is not None else set(self.tables.rows)

    def highest(self, name: str) -> int:
        """The highest id the table has ever had, as far back as its log goes."""
        if self._staged is None:
            return self.tables.highest(name)
        layer = self._staged.layer(name)
        own = max(layer.own, default=0)
        return own if layer.cleared else max(own, self.tables.highest(name))

    def copy(self, codec: Codec) -> Iterator[tuple[bytes, int]]:
        """A JSON file of the book as it is now, in pieces, each with about how many documents."""
        pace = Pace(512)
        encoded = codec.encode_file(pieces(self.tables.snapshot(), pace))
        return ((piece, pace.documents) for piece in encoded)

    # --- writing ---

    def write(self, data: Mapping[str, Any]) -> None:
        """Make the tables what ``data`` says, in one line that holds only what differs."""
        now = {name: self.rows(name) for name in self.names()}
        self.put(difference(data, now, self.tables.other))

    def put(self, entry: Entry) -> None:
        """Make one change: on the disk, then in memory. In a transaction, at its end.

        Raises:
            TypeError, ValueError: Something that JSON cannot carry; nothing was written.
            WriteFailed: The disk refused; nothing was changed.
            ClosedToWrites: An fsync failed; nothing more is written until the book is opened again.
            Replaced: Somebody changed a file; nothing was overwritten.
            ReadOnly: The book was opened for reading only.
        """
        self._may_write()
        if not (entry.drop or entry.put or entry.other):
            return
        if self._staged is None:
            self._write(entry)
            return
        self._staged.take(encode_entry(entry)[1])
        self.version += 1

    def _write(self, entry: Entry) -> None:
        body, again = encode_entry(entry)
        self._make_sure()
        self._handle.append(body)
        self.tables.apply(again)
        self.version += 1
        if self.log_bytes > _OVERDUE * self.checkpoint_bytes:
            with contextlib.suppress(StoreError):  # the line is written; the next write will tell
                self.checkpoint()

    def _may_write(self) -> None:
        if self.read_only:
            raise OnlyReading(self.path, why="asked")
        if self._replaced is not None:
            raise self._replaced
        if self._closed or self._handle.closed_to_writes:
            raise ClosedToWrites(self.path)

    def _make_sure(self) -> None:
        """Raise where a file of the book is not the one we left; then ours is kept aside."""
        try:
            if self.disk.stamp(self.file) != self._stamp and not self._only_touched():
                where = self.file
            elif not self._handle.untouched():
                where = self._handle.path
            else:
                return
        except OSError as error:
            raise refused(self.path, error) from error
        ours = b"".join(piece for piece, _documents in self.copy(self.codec))
        kept = aside(self.disk, self.path, "ours", ours)
        self._replaced = Replaced(self.path, where=where, aside=(kept,) if kept else ())
        raise self._replaced

    def _only_touched(self) -> bool:
        """Whether the JSON file only looks new: copied back or touched, it says the same."""
        stamp = self.disk.stamp(self.file)
        try:
            same = digest_of(self.disk.read(self.file)) == self._base
        except (FileNotFoundError, IsADirectoryError):
            return False
        if same:
            self._stamp = stamp
        return same

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything put inside is one line; an exception inside leaves all as it was.

        A transaction inside another is a part of it.
        """
        if self._staged is not None:
            yield
            return
        self._may_write()
        self._staged = staged = Staged(self.tables.rows)
        try:
            yield
        finally:
            self._staged = None
            self.version += 1
        self.put(staged.entry())

    # --- the JSON file ---

    @property
    def log_bytes(self) -> int:
        """How large the log is."""
        return self._handle.size

    @property
    def base(self) -> str | None:
        """The digest of the JSON file."""
        return self._base

    @property
    def lines(self) -> int:
        """How many lines were ever written in it, where it is locked; it only grows."""
        return max(self._handle.total, self._lines)

    def checkpoint(self) -> None:
        """Bring the JSON file up to date in one go."""
        for _ in self.checkpoint_steps():
            pass

    def checkpoint_steps(self) -> Generator[None, None, None]:
        """Bring the JSON file up to date in short steps; in between, write as usual.

        Dropping the steps half-way is harmless; beginning anew drops those that are not done.
        """
        self._may_write()
        if self._running is not None:
            self._running.close()
        if self._handle.number == 0 and self._stamp is not None:
            return
        run = self._running = Checkpoint(
            self.disk,
            self.path,
            self.codec,
            self._handle,
            self.tables,
            make_sure=self._make_sure,
            renamed=self._renamed,
        ).steps()
        yield from run

    def _renamed(self, stamp: Stamp | None, digest: str) -> None:
        self._stamp, self._base = stamp, digest
