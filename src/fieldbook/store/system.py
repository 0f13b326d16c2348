"""Locking, as each system has it; with the standard library only.

``fieldbook add`` writes with this and nothing else, so nothing heavy may be imported here.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any, Protocol


def still_named(fd: int, path: str | os.PathLike[str]) -> bool:
    """Whether an open file has this name still: nobody removed it, or put another one in its place."""
    try:
        return os.path.samestat(os.fstat(fd), os.stat(path))  # noqa: PTH116
    except FileNotFoundError:
        return False


class Latch(Protocol):
    """One system's way of locking an open file's first byte."""

    def take(self, fd: int) -> None:
        """Lock, or raise ``OSError`` at once."""

    def free(self, fd: int) -> None:
        """Let go of the lock."""


class PosixLatch:
    """``flock``: belongs to the open file, so closing another descriptor does not drop it."""

    def __init__(self) -> None:
        self._fcntl: Any = importlib.import_module("fcntl")

    def take(self, fd: int) -> None:
        """Lock, or raise at once."""
        self._fcntl.flock(fd, self._fcntl.LOCK_EX | self._fcntl.LOCK_NB)

    def free(self, fd: int) -> None:
        """Let go of the lock."""
        self._fcntl.flock(fd, self._fcntl.LOCK_UN)


class WindowsLatch:
    """``msvcrt.locking`` on the first byte."""

    def __init__(self) -> None:
        self._msvcrt: Any = importlib.import_module("msvcrt")

    def take(self, fd: int) -> None:
        """Lock, or raise at once."""
        os.lseek(fd, 0, os.SEEK_SET)
        self._msvcrt.locking(fd, self._msvcrt.LK_NBLCK, 1)

    def free(self, fd: int) -> None:
        """Let go of the lock."""
        os.lseek(fd, 0, os.SEEK_SET)
        self._msvcrt.locking(fd, self._msvcrt.LK_UNLCK, 1)


def system_latch() -> Latch:
    """The latch of the system we run on."""
    return WindowsLatch() if sys.platform == "win32" else PosixLatch()
