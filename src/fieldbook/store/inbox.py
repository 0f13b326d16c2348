"""The inbox: what ``fieldbook add`` writes beside a book, for whoever opens the book to take in.

Writing loads nothing and takes no part of the book's lock, so it always works, also while the book
is open elsewhere. Only the standard library is imported here.

A line is taken in exactly once, whenever the power goes: the file is renamed before it is read, each
line carries the id its record will have, so that one already in the book is known, and the renamed
file is removed only after all of it is in the book or kept aside.

A locked book's lines are encrypted to its recipients, for which no passphrase is needed: such a line
proves no author. One that an older program left plain is taken in just as well.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import time
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from fieldbook.files import lasting_file, sync_bytes, sync_folder, write_whole
from fieldbook.store.keys import LINE_MAGIC
from fieldbook.store.plain import Notes, PlainCodec
from fieldbook.store.system import Latch, still_named, system_latch

PATIENCE_SECONDS: Final = 5.0
"""How long another ``add`` is waited for; each holds the file for one line only."""
_PAUSE: Final = 0.005
_PLAIN: Final = PlainCodec()
_FLAGS: Final = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)


class Line(NamedTuple):
    """One thing written down without opening the book."""

    id: str
    """The id its record will have."""
    kind: str
    """``issue``, ``visit`` or ``note``."""
    at: str
    """When it was written down: ISO 8601 with offset."""
    fields: Mapping[str, Any]
    """What was typed, by the record's field names."""


class Batch:
    """What one renamed inbox file holds."""

    def __init__(self, raw_lines: list[bytes], odd_path: Path, notes: Notes) -> None:
        self.raw_lines = raw_lines
        self._odd_path, self._notes = odd_path, notes

    def __iter__(self) -> Iterator[tuple[bytes, Line | None]]:
        """Every line as it stands there, and as what it means; ``None`` where it means nothing."""
        for raw in self.raw_lines:
            yield raw, read_line(raw, self._notes)

    def keep_odd(self, raw: bytes) -> None:
        """Keep a line that cannot be taken in; the same line again is kept once."""
        said = text_of(raw, self._notes)
        with contextlib.suppress(FileNotFoundError):
            kept = self._odd_path.read_bytes().split(b"\n")
            if said in (text_of(each, self._notes) for each in kept):
                return
        _append(self._odd_path, line_of(said, self._notes) + b"\n")


class Inbox:
    """The inbox of one book."""

    def __init__(self, book_path: Path, notes: Notes = _PLAIN) -> None:
        self._notes = notes
        self.path = beside(book_path, "inbox")
        self.taking_path = beside(book_path, "inbox-taking")
        self.odd_path = beside(book_path, "inbox-odd")
        self.cleared: tuple[Path, ...] = ()
        """Where something stood that is no file, and kept every line out, until it was taken away."""

    def add(self, line: Line) -> None:
        """Write a line; when this returns, the disk has it.

        Raises:
            OSError: when the disk refuses; the book and the lines before are untouched.
        """
        text = json.dumps(line._asdict(), ensure_ascii=False, separators=(",", ":"))
        _append(self.path, line_of(text.encode("utf-8"), self._notes) + b"\n")

    def waits(self) -> bool:
        """Whether something was added; asks the disk one question."""
        return os.path.lexists(self.path)

    def was_left(self) -> bool:
        """Whether a program died while it took lines in."""
        return os.path.lexists(self.taking_path)

    def batches(self) -> Iterator[Batch]:
        """What waits, what a dead program left first. Asking for the next says: this one is done.

        Only the one writer of the book may take batches.
        """
        for path in (self.taking_path, self.path):
            if _clear(path):
                self.cleared += (path,)
        if self.was_left():
            yield from self._batch()
        if self.waits() and self._renamed():
            yield from self._batch()

    def _renamed(self) -> bool:
        """Take the file away from those who add; no where one of them holds it (Windows)."""
        try:
            self.path.replace(self.taking_path)
        except PermissionError:
            if os.name != "nt":
                raise
            return False
        except FileNotFoundError:
            return False
        return True

    def _batch(self) -> Iterator[Batch]:
        fd = os.open(self.taking_path, _FLAGS)
        try:
            with _held(fd):  # one who had opened it before it was renamed may be writing still
                data = _read_all(fd)
        finally:
            os.close(fd)
        yield Batch(
            [raw for raw in data.split(b"\n") if raw.strip(b"\0 \t\r")], self.odd_path, self._notes
        )
        with contextlib.suppress(FileNotFoundError):
            self.taking_path.unlink()


def _clear(path: Path) -> bool:
    """Take away a link, a pipe or a device, which hold no line, and move a folder aside; no for a file."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISREG(mode):
        return False
    if stat.S_ISDIR(mode):
        path.replace(path.with_name(f"{path.name}-aside-{os.urandom(4).hex()}"))
    else:
        path.unlink()
    return True


def beside(book_path: Path, what: str) -> Path:
    """The path of something that lies beside a book and has its name; links are followed."""
    real = Path(os.path.realpath(book_path))
    return real.with_name(f"{real.name}-{what}")


def line_of(text: bytes, notes: Notes) -> bytes:
    """A line as it stands in the file: what is encrypted is base64, so that a line is a line."""
    if text.startswith(LINE_MAGIC):
        return text  # nobody could read it, so nobody can write it anew
    hidden = notes.encode_note(text)
    return text if hidden == text else b2a_base64(hidden, newline=False)


def text_of(raw: bytes, notes: Notes) -> bytes:
    """What a line says; the line itself where it cannot be read."""
    if not raw.startswith(LINE_MAGIC):
        return raw
    try:
        return notes.decode_note(a2b_base64(raw, strict_mode=True))
    except ValueError:
        return raw


def rewrite_lines(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Write every line of a file of lines anew; whoever adds one waits, and finds the new file."""
    fd = os.open(path, _FLAGS)
    try:
        with _held(fd):
            lines = [each for each in _read_all(fd).split(b"\n") if each.strip(b"\0 \t\r")]
            write_whole(path, b"".join(change(each) + b"\n" for each in lines))
    finally:
        os.close(fd)


def read_line(raw: bytes, notes: Notes = _PLAIN) -> Line | None:
    """What a line means; ``None`` where it was torn or never was one."""
    try:
        found = json.loads(text_of(raw, notes))
        line = Line(**found)
    except (ValueError, TypeError, RecursionError):
        return None
    texts = (line.id, line.kind, line.at)
    whole = all(isinstance(each, str) and each for each in texts) and isinstance(line.fields, dict)
    return line if whole else None


def _append(path: Path, data: bytes) -> None:
    """Append to a private file and flush it; several programs may do so at once."""
    while True:
        made = not path.exists()
        fd = lasting_file(path, _FLAGS)
        try:
            with _held(fd):
                if not still_named(fd, path):
                    continue  # it was taken in meanwhile: what is written there may not be read
                _write(fd, data)
                sync_bytes(fd)
                if made:
                    sync_folder(str(path.parent))
                return
        except OSError as wrong:
            wrong.filename = wrong.filename or str(path)  # a descriptor has no name to be told by
            raise
        finally:
            os.close(fd)


def _write(fd: int, data: bytes) -> None:
    """Write whole lines or nothing; a torn line before is ended, so that it harms only itself."""
    size = os.fstat(fd).st_size
    if size:
        os.lseek(fd, size - 1, os.SEEK_SET)
        if os.read(fd, 1) != b"\n":
            data = b"\n" + data
    left = memoryview(data)
    try:
        while left:
            left = left[os.write(fd, left) :]
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(fd, size)
        raise


def _read_all(fd: int) -> bytes:
    os.lseek(fd, 0, os.SEEK_SET)
    pieces = []
    while piece := os.read(fd, 1 << 20):
        pieces.append(piece)
    return b"".join(pieces)


@contextlib.contextmanager
def _held(fd: int, make: Callable[[], Latch] = system_latch) -> Iterator[None]:
    """Hold the file for as long as one line takes; a disk without locks is trusted to be one's own."""
    latch = make()
    taken = _take(latch, fd)
    try:
        yield
    finally:
        if taken:
            with contextlib.suppress(OSError):
                latch.free(fd)


def _take(latch: Latch, fd: int) -> bool:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            latch.take(fd)
        except (BlockingIOError, PermissionError):
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        except OSError:
            return False
        else:
            return True
