# File descriptors and whole-system calls, which pathlib does not have.
# ruff: noqa: PTH102, PTH105, PTH108, PTH112, PTH116, PTH120, PTH123
"""The disk as the journal sees it: the one place that knows how systems differ.

Everything the journal does to files goes through :class:`Disk`, so that tests can put a disk in its
place that fails, or that loses what a weak one may lose.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from io import FileIO
from typing import NamedTuple, Protocol

from fieldbook.files import sync_bytes, sync_folder
from fieldbook.store.lock import FileLock

_WINDOWS = sys.platform == "win32"
_NEW_FILE = os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_RENAME_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)


class Stamp(NamedTuple):
    """By what a file is known again without being read."""

    inode: int
    size: int
    changed: int


class File(Protocol):
    """A file open for appending."""

    def append(self, data: bytes) -> None:
        """Write all of ``data`` at the end; may have written a part of it when it raises."""

    def cut(self, size: int) -> None:
        """Forget what stands behind the first ``size`` bytes."""

    def sync(self) -> None:
        """Return when the disk, not only the system, has the file's bytes."""

    def stamp(self) -> Stamp:
        """The open file's stamp."""

    def close(self) -> None:
        """Let go of the file; more than once is once."""


class Lock(Protocol):
    """A lock that is held until it is released or its holder dies."""

    def release(self) -> None:
        """Let the next writer in; more than once is once."""


class Disk(Protocol):
    """What the journal asks of a disk. All paths are absolute; failures are ``OSError``."""

    def read(self, path: str) -> bytes:
        """All bytes of a plain file, which is closed again at once."""

    def open(self, path: str) -> File:
        """An existing file, to append to."""

    def create(self, path: str) -> File:
        """A new (or emptied) file that only its owner may read."""

    def rename(self, old: str, new: str) -> None:
        """Give a file another name, in the place of what had it, in one step."""

    def remove(self, path: str) -> None:
        """Remove a file of ours that never became part of a book."""

    def sync_folder(self, folder: str) -> None:
        """Return when the disk has the folder's names."""

    def make_folder(self, folder: str) -> None:
        """Make a folder, and those above it, that only the owner may enter."""

    def takes_files(self, folder: str) -> bool:
        """Whether files may be made in the folder."""

    def stamp(self, path: str) -> Stamp | None:
        """The stamp of the file that has this name now, if any has."""

    def lock(self, path: str) -> Lock:
        """Lock the (side) file, or raise :class:`fieldbook.store.lock.Held`."""


def folder_of(path: str) -> str:
    """The folder a book's file lies in."""
    return os.path.dirname(path)


class _OpenFile:
    """A :class:`File` of the real disk."""

    def __init__(self, raw: FileIO) -> None:
        self._raw = raw

    def append(self, data: bytes) -> None:
        """Write all of ``data``; the system may take it in parts."""
        left = memoryview(data)
        while left:
            left = left[self._raw.write(left) or 0 :]

    def cut(self, size: int) -> None:
        """Forget what stands behind the first ``size`` bytes."""
        self._raw.truncate(size)

    def sync(self) -> None:
        """Flush to the disk itself."""
        sync_bytes(self._raw.fileno())

    def stamp(self) -> Stamp:
        """The open file's stamp."""
        return _stamp(os.fstat(self._raw.fileno()))

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()


class RealDisk:
    """The computer's own disk."""

    def read(self, path: str) -> bytes:
        """Read a plain file whole; a folder, a pipe or a device is refused, not waited for."""
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(path)
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "not a plain file", path)
        with open(path, "rb") as file:
            return file.read()

    def open(self, path: str) -> _OpenFile:
        """Open an existing file to append to."""
        return self._opened(path, getattr(os, "O_BINARY", 0))

    def create(self, path: str) -> _OpenFile:
        """Make a file that only its owner may read, in the place of what had its name."""
        self.remove(path)
        return self._opened(path, _NEW_FILE | os.O_EXCL)

    def _opened(self, path: str, flags: int) -> _OpenFile:
        fd = os.open(path, flags | os.O_WRONLY | os.O_APPEND, 0o600)
        return _OpenFile(open(fd, "ab", buffering=0))

    def rename(self, old: str, new: str) -> None:
        """Rename in one step; tried again for a second while a virus scanner holds the file."""
        for pause in _RENAME_PAUSES:
            try:
                os.replace(old, new)
            except PermissionError:
                if not _WINDOWS:
                    raise
                time.sleep(pause)
            else:
                return
        os.replace(old, new)

    def remove(self, path: str) -> None:
        """Remove a file of ours; gone already is gone."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)

    def sync_folder(self, folder: str) -> None:
        """Flush the folder's names; Windows has no such call and orders them itself."""
        sync_folder(folder)

    def make_folder(self, folder: str) -> None:
        """Make the folder level by level, each flushed, so that no level is lost under a book."""
        if os.path.isdir(folder):
            return
        above = os.path.dirname(folder)
        self.make_folder(above)
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder, 0o700)
        self.sync_folder(above)

    def takes_files(self, folder: str) -> bool:
        """Whether this user may make files in the folder."""
        return os.access(folder, os.W_OK | os.X_OK)

    def stamp(self, path: str) -> Stamp | None:
        """The stamp of what has this name now."""
        try:
            return _stamp(os.stat(path))
        except (FileNotFoundError, NotADirectoryError):
            return None

    def lock(self, path: str) -> FileLock:
        """Lock the side file."""
        return FileLock(path)


def _stamp(found: os.stat_result) -> Stamp:
    # Windows writes the time of an open file late, so there it says nothing.
    return Stamp(found.st_ino, found.st_size, 0 if _WINDOWS else found.st_mtime_ns)
