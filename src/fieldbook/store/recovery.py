"""Opening a book: which lines belong to the JSON file, what is torn, what is damaged.

Nothing here changes the JSON file, and nothing is ever removed. A torn line is copied aside before
it is dropped; damaged files are copied aside and left as they are.
"""

from __future__ import annotations

import errno
import hashlib
import threading
import time
from typing import NamedTuple

import msgspec

from fieldbook.domain.errors import Damaged, Locked, TooNew
from fieldbook.store.disk import Disk, Stamp, folder_of
from fieldbook.store.faults import Missing, Unreadable
from fieldbook.store.form import is_locked_line, name_now
from fieldbook.store.keys import AGE
from fieldbook.store.log import FORMAT, LogDamaged, Scanned, scan, write_new
from fieldbook.store.plain import Codec, NotSealed
from fieldbook.store.rows import AsText
from fieldbook.store.tables import Entry, Tables

_LARGE = 1024 * 1024
_READER_TRIES = 40
_READER_PAUSE = 0.025


class Finding(NamedTuple):
    """Something the opening came upon and dealt with."""

    code: str
    """``torn``: an unfinished last line was set aside. ``no_lock``: this disk knows no locks."""
    where: str
    """The file it was found in."""
    aside: str = ""
    """The file that keeps what was found."""


class Opened(NamedTuple):
    """A book as it stands on the disk."""

    tables: Tables
    base: str | None
    """The digest of the JSON file; ``None`` where there is none yet."""
    log: Scanned | None
    """``None`` where there is no log yet."""
    torn: bytes
    """What stands behind the log's last whole line."""
    stamp: Stamp | None
    """The JSON file's stamp, taken before it was read."""


def digest_of(data: bytes) -> str:
    """The name of a JSON file's content."""
    return hashlib.sha256(data).hexdigest()


class _Naming:
    """Works out a file's digest; a large file's in a thread, because hashing lets others run."""

    def __init__(self, data: bytes | None) -> None:
        self._digest: str | None = None
        self._thread: threading.Thread | None = None
        if data is not None and len(data) > _LARGE:
            self._thread = threading.Thread(target=self._work, args=(data,))
            self._thread.start()
        elif data is not None:
            self._work(data)

    def _work(self, data: bytes) -> None:
        self._digest = digest_of(data)

    def digest(self) -> str | None:
        """The digest; ``None`` where there is no file."""
        if self._thread is not None:
            self._thread.join()
        return self._digest


class Reader:
    """Reads one book's files and fits them together."""

    def __init__(
        self,
        disk: Disk,
        path: str,
        codec: Codec,
        *,
        tables_only: bool,
        as_text: AsText | None = None,
    ) -> None:
        self._disk, self._path, self._codec = disk, path, codec
        self._tables_only, self._as_text = tables_only, as_text
        self._log_path, self._ending = path + "-log", codec.ending
        self._file = path + codec.ending

    def for_writing(self) -> Opened:
        """The book, for the one who holds the lock; damaged files are copied aside."""
        log, data, stamp = self._files()
        try:
            return self._fitted(log, data, stamp)
        except Damaged as error:
            error.data["aside"] = self._keep(log, data)
            raise

    def beside_a_writer(self) -> Opened:
        """The book as acknowledged by now; nothing is written. A checkpoint is waited for."""
        for _ in range(_READER_TRIES):
            log, data, stamp = self._files()
            if log is None and data is None:
                raise Missing(self._path, what="missing")
            try:
                opened = self._fitted(log, data, stamp)
            except Damaged:
                time.sleep(_READER_PAUSE)
                continue
            if not opened.torn or self._files()[0] == log:
                return opened  # else it is a line that is just being written
        log, data, stamp = self._files()
        return self._fitted(log, data, stamp)

    def probe(self) -> None:
        """Raise where the path holds something that is no book, before a file is laid beside it."""
        log, data, stamp = self._files()
        if log is None and data is not None:
            self._fitted(log, data, stamp)

    def _files(self) -> tuple[bytes | None, bytes | None, Stamp | None]:
        log = self._read(self._log_path)
        file = name_now(self._disk, self._path, self._ending)
        stamp = self._disk.stamp(file)
        data = self._read(file)
        if not self._ending and self._is_locked(log, data):
            raise Locked("passphrase_needed", self._path)
        return log, data, stamp

    def _is_locked(self, log: bytes | None, data: bytes | None) -> bool:
        if log is None:
            return data is None and self._disk.stamp(self._path + AGE) is not None
        return is_locked_line(log)

    def _read(self, path: str) -> bytes | None:
        try:
            return self._disk.read(path)
        except FileNotFoundError:
            return None
        except IsADirectoryError as error:
            raise Unreadable(self._path, what="folder", where=path) from error
        except OSError as error:
            if error.errno == errno.EINVAL:  # a pipe or a device
                raise Unreadable(self._path, what="not_json", where=path) from error
            raise

    def _fitted(self, log: bytes | None, data: bytes | None, stamp: Stamp | None) -> Opened:
        naming = _Naming(data)
        if log is None:
            return Opened(self._decoded(data), naming.digest(), None, b"", stamp)
        scanned = self._scanned(log)
        try:
            # A file that fits its log was looked at whole: when the log was begun, or by us who wrote it.
            tables = self._decoded(data, self._as_text)
        except Unreadable:
            self._belonging(scanned.entries, naming.digest(), data)  # if it is rotten, say so
            raise
        base = naming.digest()
        entries = self._belonging(scanned.entries, base, data)
        if scanned.entries[0].high:
            tables.learn_highest(scanned.entries[0].high)
        for entry in entries:
            tables.apply(entry)
        return Opened(tables, base, scanned, log[scanned.good :], stamp)

    def _scanned(self, log: bytes) -> Scanned:
        try:
            scanned = scan(log, self._codec)
        except LogDamaged as error:
            raise Damaged(self._path, what=error.what, where=self._log_path, at=error.at) from error
        if scanned.entries[0].log > FORMAT:
            raise TooNew(self._path, found=scanned.entries[0].log, known=FORMAT)
        return scanned

    def _belonging(self, entries: list[Entry], base: str | None, data: bytes | None) -> list[Entry]:
        """The entries that are not yet in the JSON file with this digest."""
        after = None
        if entries[0].base == base or (entries[0].base is None and not data):
            after = 0
        for entry in entries[1:]:
            if entry.after is not None and entry.base == base:
                after = entry.after
        if after is None:
            what = "json_missing" if data is None else "json_changed"
            raise Damaged(self._path, what=what, where=self._file)
        return entries[after + 1 :]

    def _decoded(self, data: bytes | None, as_text: AsText | None = None) -> Tables:
        if not data:
            return Tables()  # TinyDB makes such files: a book nobody has written in
        try:
            tables = Tables.decoded(self._codec.decode_file(data), as_text)
        except NotSealed as error:
            raise Damaged(self._path, what=error.what, where=self._file, to=error.to) from error
        except (ValueError, RecursionError, msgspec.MsgspecError) as error:
            what = "not_tables" if isinstance(error, msgspec.ValidationError) else "not_json"
            raise Unreadable(self._path, what=what, where=self._file) from error
        if self._tables_only and tables.other:
            raise Unreadable(self._path, what="not_tables", where=self._file)
        return tables

    def _keep(self, log: bytes | None, data: bytes | None) -> tuple[str, ...]:
        kept = [(self._file, data), (self._log_path, log)]
        asides = [aside(self._disk, path, "aside", part) for path, part in kept if part is not None]
        return tuple(name for name in asides if name)


def set_log_aside(path: str, disk: Disk) -> str:
    """Take the JSON file as it stands from now on: the log gets another name, which is returned.

    The next step where somebody changed the JSON file on purpose, and the last one where the log is
    beyond reading. Nothing is removed. The caller must hold the writer lock.
    """
    log = path + "-log"
    name = f"{log}-aside-{digest_of(disk.read(log))[:8]}"
    disk.rename(log, name)
    disk.sync_folder(folder_of(path))
    return name


def aside(disk: Disk, path: str, kind: str, data: bytes) -> str:
    """Keep a copy beside the book; the same bytes again are the same copy. Empty where it failed."""
    name = f"{path}-{kind}-{digest_of(data)[:8]}"
    try:
        if disk.stamp(name) is None:
            write_new(disk, name, data)
            disk.sync_folder(folder_of(name))
    except OSError:
        return ""
    return name
