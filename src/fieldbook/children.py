"""A child process that reads what somebody else made: what fills the memory ends it and nothing else."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import Final


class TooMuch(Exception):
    """The child needed more memory or time than it may have."""


class Stopped(Exception):
    """Nobody waits for the answer any more."""


_stop: ContextVar[threading.Event | None] = ContextVar("stop", default=None)
_told: ContextVar[Callable[[str], object] | None] = ContextVar("told", default=None)
_LOOK: Final = 0.1
"""Seconds between two looks at whether it is to stop."""


def stop_at(event: threading.Event) -> None:
    """From now on in this thread, :func:`waited_for` gives up once the event is set."""
    _stop.set(event)


def tell_to(told: Callable[[str], object]) -> None:
    """From now on in this thread, :func:`stage` tells this of what is being done."""
    _told.set(told)


def stage(words: str) -> None:
    """Say what is being done now, where somebody waits for it and looks on."""
    if (told := _told.get()) is not None:
        told(words)


def waited_for(process: subprocess.Popen[bytes], patience: float) -> None:
    """Wait until a process has ended.

    Raises:
        Stopped: the event of :func:`stop_at` was set.
        subprocess.TimeoutExpired: it took longer than ``patience`` seconds.
    """
    event, until = _stop.get(), time.monotonic() + patience
    if event is None:
        process.wait(patience)
        return
    while process.poll() is None:
        if event.wait(_LOOK):
            raise Stopped
        if time.monotonic() > until:
            raise subprocess.TimeoutExpired(process.args, patience)


class Child:
    """A child at work from the start; the answer is asked for when it is needed."""

    def __init__(
        self,
        program: str,
        words: Sequence[str],
        data: bytes,
        *,
        patience: float,
        instead: Callable[[], bytes],
    ) -> None:
        """Start it.

        Args:
            program: the package whose ``__main__`` it runs.
            words: what stands on its command line.
            data: what it reads.
            patience: how many seconds it may take.
            instead: does the same here where no child can be started: better a small risk than nothing.
        """
        self._data, self._patience, self._instead = data, patience, instead
        self._answer = b""
        self._too_much = False
        self._process = _started(program, words) if _has_python() else None
        self._talk = threading.Thread(target=self._listen, daemon=True)
        self._talk.start()

    def answer(self) -> bytes:
        """What it said, or nothing where it died of the file.

        Raises:
            TooMuch: the system ended it, or it was given up.
        """
        self._talk.join()
        if self._too_much:
            raise TooMuch
        return self._answer

    def stop(self) -> None:
        """End it where nobody waits for the answer any more."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
        self._talk.join()

    def _listen(self) -> None:
        if self._process is None:
            self._answer = self._instead()
            return
        with self._process:
            try:
                said, _ = self._process.communicate(self._data, self._patience)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._too_much = True
                return
        # The system stops it, below zero, for memory or time beyond its limits.
        ended = self._process.returncode
        self._too_much = ended < 0
        self._answer = b"" if ended else said


def _has_python() -> bool:
    """Whether there is an interpreter to start: a frozen program is none."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def _started(program: str, words: Sequence[str]) -> subprocess.Popen[bytes] | None:
    # -P: the folder it is started in may hold modules that are none of the child's business.
    try:
        return subprocess.Popen(  # noqa: S603  our own interpreter and our own program
            [sys.executable, "-P", "-m", program, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Windows would open a console for it.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return None
