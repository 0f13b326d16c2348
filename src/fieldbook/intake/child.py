"""A child process that reads a workbook: a file made to fill the memory ends it, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import Final

from fieldbook.workbooks import reading

PATIENCE: Final = 20
"""Seconds the child has, beside twenty for each megabyte of the file; a county's roster takes two."""

_TOO_LONG: Final = b'{"error": "unpacks_too_much"}'


class Child:
    """A child at work from the start; the answer is asked for when it is needed."""

    def __init__(self, data: bytes, family: reading.Family, encoding: str | None = None) -> None:
        self._asked = data, family, encoding
        self._answer = b""
        self._process = _started(family, encoding) if _has_python() else None
        self._talk = threading.Thread(target=self._listen, daemon=True)
        self._talk.start()

    def answer(self) -> bytes:
        """The sheets as JSON, or an empty answer where the child died of the file."""
        self._talk.join()
        return self._answer

    def stop(self) -> None:
        """End it where nobody waits for the answer any more."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
        self._talk.join()

    def _listen(self) -> None:
        if self._process is None:  # no child: better a small risk than no import
            self._answer = reading.told(*self._asked)
            return
        data = self._asked[0]
        with self._process:
            try:
                said, _ = self._process.communicate(data, PATIENCE * (1 + (len(data) >> 20)))
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._answer = _TOO_LONG
                return
        # The system stops it, below zero, for memory or time beyond its limits.
        ended = self._process.returncode
        self._answer = _TOO_LONG if ended < 0 else b"" if ended else said


def _has_python() -> bool:
    """Whether there is an interpreter to start: a frozen program is none."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def _started(family: reading.Family, encoding: str | None) -> subprocess.Popen[bytes] | None:
    # -P: the folder it is started in may hold modules that are none of the child's business.
    command = [sys.executable, "-P", "-m", "fieldbook.workbooks", family]
    try:
        return subprocess.Popen(  # noqa: S603  our own interpreter and our own program
            [*command, encoding] if encoding else command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Windows would open a console for it.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return None
