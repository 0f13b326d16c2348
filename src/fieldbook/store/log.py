r"""The log: one line a write, and what a line looks like.

A line is ``<crc32> <number> <length> <body>\n``. Numbers count up from 0; the first line, number 0,
names the JSON file the log belongs to, and its checksum is the seed of all others, so that a line of
an older log is never taken for one of this.

A log only ever grows by one line at a time, and each line is on the disk before the next begins. So
at most the very last line can be torn. Anything else that is not as it was written is damage.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

import msgspec

from fieldbook.domain.errors import ClosedToWrites
from fieldbook.store.disk import Disk, File, folder_of
from fieldbook.store.faults import refused
from fieldbook.store.plain import Codec, NotSealed
from fieldbook.store.tables import Entry, decode_entry

FORMAT = 1
_HEAD = re.compile(rb"([0-9a-f]{8}) ((\d{1,12}) (\d{1,12}) )")


class LogDamaged(Exception):
    """The log says things it cannot have been made to say; ``at`` is the first wrong byte's line."""

    def __init__(self, what: str, at: int) -> None:
        self.what, self.at = what, at
        super().__init__(what)


class Scanned(NamedTuple):
    """A log read from end to end."""

    entries: list[Entry]
    """The first line's entry and all that follow, by number."""
    good: int
    """How many bytes hold them."""
    seed: int
    """The first line's checksum."""
    last: bytes
    """The last line's body as it stands on the disk."""

    @property
    def total(self) -> int:
        """How many lines it and, in a locked book, the logs before it have."""
        return self.entries[0].before + len(self.entries) - 1


def frame(number: int, seed: int, body: bytes) -> bytes:
    """One whole line."""
    head = b"%d %d " % (number, len(body))
    return b"%08x %s%s\n" % (crc32(body, crc32(head, seed)), head, body)


class _Line(NamedTuple):
    number: int
    crc: int
    body: bytes
    end: int


def _line_at(data: bytes, at: int, seed: int) -> _Line | None:
    """The whole, correct line that begins at a byte, if one does."""
    head = _HEAD.match(data, at)
    if head is None:
        return None
    start, end = head.end(), head.end() + int(head[4])
    body = data[start:end]
    crc = int(head[1], 16)
    if data[end : end + 1] != b"\n" or crc32(body, crc32(head[2], seed)) != crc:
        return None
    return _Line(int(head[3]), crc, body, end + 1)


def scan(data: bytes, codec: Codec) -> Scanned:
    """Read a log; what follows ``good`` in ``data`` is one torn line.

    Raises:
        LogDamaged: Where anything but the last line is not as it was written.
    """
    first = _line_at(data, 0, 0)
    if first is None or first.number != 0:
        raise LogDamaged("log_head", 0)  # it was put in place whole, so it cannot be torn
    entries = [_entry(first, codec, 0, b"")]
    at, last = first.end, first.body
    while at < len(data):
        line = _line_at(data, at, first.crc)
        if line is None:
            _make_sure_it_is_torn(data, at, first.crc)
            break
        if line.number != len(entries):
            raise LogDamaged("log_gap", at)
        entries.append(_entry(line, codec, at, last))
        at, last = line.end, line.body
    return Scanned(entries, at, first.crc, last)


def _entry(line: _Line, codec: Codec, at: int, before: bytes) -> Entry:
    try:
        return decode_entry(codec.decode_line(line.body, line.number, before))
    except NotSealed as error:
        raise LogDamaged("log_seal", at) from error
    except (ValueError, msgspec.MsgspecError) as error:
        raise LogDamaged("log_line", at) from error


def _make_sure_it_is_torn(data: bytes, at: int, seed: int) -> None:
    """Refuse a tail that holds more than one line: what came before its last was acknowledged."""
    head = _HEAD.match(data, at)
    # Zeros, or the ones of an erased flash cell, are room that a disk gave the file, not a line.
    if head is not None and data[head.end() + int(head[4]) + 1 :].strip(b"\x00\xff"):
        raise LogDamaged("log_rot", at)
    end = data.find(b"\n", at)
    while end != -1:
        if _line_at(data, end + 1, seed) is not None:
            raise LogDamaged("log_rot", at)
        end = data.find(b"\n", end + 1)


class Log:
    """The writing end of a log."""

    def __init__(self, disk: Disk, path: str, codec: Codec, book: str) -> None:
        self._disk, self.path, self._codec, self._book = disk, path, codec, book
        self._file: File | None = None
        self._seed = 0
        self._last = b""
        self._before = 0
        self._settled = True
        self.size = 0
        self.number = 0
        """The last line's number; 0 says that the JSON file is up to date."""
        self.since: list[bytes] | None = None
        """While a checkpoint runs: the bodies written since its snapshot was taken."""
        self._stamp: object = None

    @property
    def closed(self) -> bool:
        """Whether the file is closed, as TinyDB's own storages say of their handles."""
        return self._file is None

    def open(self, scanned: Scanned) -> None:
        """Go on behind what was scanned; what stands behind it is cut off."""
        self._file = self._disk.open(self.path)
        if self._file.stamp().size > scanned.good:
            self._file.cut(scanned.good)
        # Lines of a program that was killed may stand in the system's memory only, and so may the
        # name of the file: from here on they are shown, so from here on they must stay.
        self._file.sync()
        self._seed, self.size, self.number = scanned.seed, scanned.good, len(scanned.entries) - 1
        self._last, self._before = scanned.last, scanned.entries[0].before
        self._stamp = self._file.stamp()

    @property
    def total(self) -> int:
        """How many lines this log has and, in a locked book, those before it had."""
        return self._before + self.number

    def untouched(self) -> bool:
        """Whether the file with the log's name is still the one we wrote last."""
        return self._disk.stamp(self.path) == self._stamp

    @property
    def closed_to_writes(self) -> bool:
        """Whether nothing may be written any more before the book is opened again."""
        return not self._settled or self._file is None

    def append(self, body: bytes) -> None:
        """Write one line; when this returns, the disk has it.

        Raises:
            DiskRefused: Nothing was changed, on the disk either.
            ClosedToWrites: It is unknown what the disk has.
        """
        if self.closed_to_writes or self._file is None:
            raise ClosedToWrites(self._book)
        number = self.number + 1
        hidden = self._codec.encode_line(body, number, self._last)
        line = frame(number, self._seed, hidden)
        self._settled = False
        try:
            self._file.append(line)
        except OSError as error:
            self._take_back()
            raise refused(self._book, error) from error
        try:
            self._file.sync()
        except OSError as error:
            self._forget(error)
        self.size += len(line)
        self.number, self._last = number, hidden
        self._stamp = self._file.stamp()
        if self.since is not None:
            self.since.append(body)
        self._settled = True

    def _take_back(self) -> None:
        """Cut off a part of a line; where even that fails, no more is written."""
        assert self._file is not None
        try:
            self._file.cut(self.size)
            self._file.sync()  # or a power cut could bring the part back, behind a later line
            self._stamp = self._file.stamp()
        except OSError:
            return
        self._settled = True

    def _forget(self, error: OSError) -> None:
        """A failed fsync is never tried again: the system may have thrown the bytes away."""
        assert self._file is not None
        with contextlib.suppress(OSError):  # if it stays, it was not acknowledged either way
            self._file.cut(self.size)
        raise ClosedToWrites(self._book, errno=error.errno) from error

    def renew(self, base: str | None, high: dict[str, int]) -> None:
        """Put a new log in place: its first line, then what was written since the snapshot.

        Raises:
            DiskRefused: The old log stays; it is just as good.
            ClosedToWrites: It is unknown which log the disk has.
        """
        since = self.since or []
        before = self.total - len(since) if self._codec.ending else 0
        head = Entry(log=FORMAT, base=base, high=high, before=before)
        text, last = new_text(self._codec, head, since)
        path = self.path + "-new"
        try:
            write_new(self._disk, path, text)
            self.close()
            self._disk.rename(path, self.path)
        except OSError as error:
            if self._file is None:
                self._reopen()
            raise refused(self._book, error) from error
        self._settled = False
        try:
            self._disk.sync_folder(folder_of(self.path))
        except OSError as error:
            raise ClosedToWrites(self._book, errno=error.errno) from error
        self._seed = int(text[:8], 16)
        self.size, self.number, self._before = len(text), len(since), before
        self.since, self._last = None, last
        self._reopen()

    def _reopen(self) -> None:
        self._settled = False
        try:
            self._file = self._disk.open(self.path)
            self._stamp = self._file.stamp()
        except OSError as error:
            raise ClosedToWrites(self._book, errno=error.errno) from error
        self._settled = self._file.stamp().size == self.size

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


def new_text(codec: Codec, head: Entry, bodies: Iterable[bytes] = ()) -> tuple[bytes, bytes]:
    """A new log with its first line's entry and all that follow, and its last line's body."""
    last = codec.encode_line(msgspec.json.encode(head), 0, b"")
    lines = [frame(0, 0, last)]
    seed = int(lines[0][:8], 16)
    for number, body in enumerate(bodies, 1):
        last = codec.encode_line(body, number, last)
        lines.append(frame(number, seed, last))
    return b"".join(lines), last


def write_new(disk: Disk, path: str, data: bytes) -> None:
    """A new file with its bytes on the disk, or none."""
    file = disk.create(path)
    try:
        file.append(data)
        file.sync()
    except OSError:
        file.close()
        disk.remove(path)
        raise
    file.close()
