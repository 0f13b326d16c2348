"""Bringing the JSON file up to date, in short steps.

The order of the steps is what makes a crash harmless at any of them:

1. the new JSON file is written beside the old one and flushed;
2. a mark in the log says: a JSON file with this digest holds the lines up to here;
3. the new file takes the old one's name, and the folder is flushed. Before that, the log's first
   line fits the old file; after it, the mark fits the new one;
4. a new log, with the lines written meanwhile, takes the old one's name, and the folder is flushed.

Between the steps the book is written in as usual: those lines stand in the old log, behind the
snapshot, and go into the new one.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable, Generator

import msgspec

from fieldbook.domain.errors import ClosedToWrites
from fieldbook.store.disk import Disk, File, Stamp, folder_of
from fieldbook.store.faults import refused
from fieldbook.store.log import Log
from fieldbook.store.plain import Codec
from fieldbook.store.tables import Entry, Pace, Snapshot, Tables, pieces


class Checkpoint:
    """One checkpoint of one book."""

    def __init__(
        self,
        disk: Disk,
        path: str,
        codec: Codec,
        log: Log,
        tables: Tables,
        *,
        make_sure: Callable[[], None],
        renamed: Callable[[Stamp | None, str], None],
    ) -> None:
        self._disk, self._path, self._codec = disk, path, codec
        self._file = path + codec.ending
        self._log, self._tables = log, tables
        self._make_sure, self._renamed = make_sure, renamed
        self._new = path + "-new"

    def steps(self) -> Generator[None, None, None]:
        """Run it; between two steps the book may be written in, and the run may be dropped."""
        after, snapshot = self._log.number, self._tables.snapshot()
        self._log.since = []
        try:
            yield
            digest = yield from self._write(snapshot)
            self._make_sure()
            self._log.append(msgspec.json.encode(Entry(base=digest, after=after)))
            self._log.since.pop()  # the mark is of no use in the new log
            yield
            self._make_sure()
            self._put_in_place(digest)
            yield
            self._make_sure()
            self._log.renew(digest, self._tables.all_highest())
        finally:
            self._log.since = None

    def _write(self, snapshot: Snapshot) -> Generator[None, None, str]:
        """Write the new file; each piece is flushed at once, so that no flush at the end is long."""
        pace, digest = Pace(), hashlib.sha256()
        try:
            file = self._disk.create(self._new)
        except OSError as error:
            raise refused(self._path, error) from error
        done = False
        try:
            begun = time.perf_counter()
            for piece in self._codec.encode_file(pieces(snapshot, pace)):
                digest.update(piece)
                _write_piece(self._path, file, piece)
                pace.took(time.perf_counter() - begun)
                yield
                begun = time.perf_counter()
            done = True
        finally:
            file.close()
            if not done:
                self._drop_new()
        return digest.hexdigest()

    def _put_in_place(self, digest: str) -> None:
        try:
            self._disk.rename(self._new, self._file)
            self._renamed(self._disk.stamp(self._file), digest)
        except OSError as error:
            self._drop_new()
            raise refused(self._path, error) from error
        try:
            self._disk.sync_folder(folder_of(self._path))
        except OSError as error:
            self._log.close()  # which of the two files the disk has is unknown now
            raise ClosedToWrites(self._path, errno=error.errno) from error

    def _drop_new(self) -> None:
        """Remove the unfinished file: it never was a part of the book, and it takes up room."""
        with contextlib.suppress(OSError):
            self._disk.remove(self._new)


def _write_piece(path: str, file: File, piece: bytes) -> None:
    try:
        file.append(piece)
        file.sync()
    except OSError as error:
        raise refused(path, error) from error
