# File descriptors, which pathlib does not have.
# ruff: noqa: PTH123
"""The writer lock: one program writes in a book, and the next one is told who that is.

The lock lies on a side file, because a lock on the book itself would be void as soon as a checkpoint
puts a new file in its place. The system frees it when the holder dies, however it dies.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

import msgspec

from fieldbook.files import lasting_file
from fieldbook.store.system import Latch, still_named, system_latch

_TAKEN = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})
_HOLDER_AT = 1
"""The holder's text begins behind the locked byte: Windows lets nobody read a locked one."""


class Holder(msgspec.Struct, frozen=True):
    """Who has the book, as texts; empty where it is not known."""

    pid: str = ""
    host: str = ""
    since: str = ""


class Held(Exception):
    """Another program has the lock."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder
        super().__init__("held")


class FileLock:
    """A lock held on a side file, which stays where it is: removing it would race with the next."""

    def __init__(self, path: str, latch: Latch | None = None) -> None:
        self._latch = latch or system_latch()
        self._file = self._taken(path)
        self._sign()

    def _taken(self, path: str) -> FileIO:
        while True:
            file = _opened(path)
            try:
                self._latch.take(file.fileno())
            except OSError as error:
                holder = _read_holder(file)
                file.close()
                if error.errno in _TAKEN:
                    raise Held(holder) from None
                raise
            if still_named(file.fileno(), path):
                return file
            file.close()  # somebody removed it under us; lock the one that has the name now

    def _sign(self) -> None:
        """Say who has it. Only a courtesy: without it the lock holds just as well."""
        since = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        holder = Holder(str(os.getpid()), platform.node(), since)
        with contextlib.suppress(OSError):
            self._file.truncate(0)
            self._file.seek(0)
            self._file.write(b" " + msgspec.json.encode(holder) + b"\n")

    def release(self) -> None:
        """Let the next writer in."""
        if self._file.closed:
            return
        with contextlib.suppress(OSError):
            self._latch.free(self._file.fileno())
        self._file.close()


def _opened(path: str) -> FileIO:
    return open(
        lasting_file(Path(path), os.O_RDWR | getattr(os, "O_BINARY", 0)), "r+b", buffering=0
    )


def _read_holder(file: FileIO) -> Holder:
    try:
        file.seek(_HOLDER_AT)
        return msgspec.json.decode(file.read(1000), type=Holder)
    except (OSError, ValueError, msgspec.MsgspecError):
        return Holder()
