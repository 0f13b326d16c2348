"""A real terminal: the program runs on a pseudo-terminal, as its user runs it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

PATIENCE = 30.0
_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][AB0]|.)")
LEFT = "\x1b[?1049l"
"""What gives the terminal its own screen back."""
CURSOR = "\x1b[?25h"


class Terminal:
    """One run of the program."""

    def __init__(
        self, arguments: Sequence[str], *, home: Path, size: tuple[int, int] = (80, 24)
    ) -> None:
        self.raw = ""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.before = termios.tcgetattr(slave)
        self._slave = slave
        settings = home / "config" / "fieldbook" / "settings.toml"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.touch()  # who sits there was asked for name and branch another day
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env={
                **os.environ, "TERM": "xterm-256color", "LANGUAGE": "", "LANG": "C.UTF-8",
                "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config"),
                "TEXTUAL_ANIMATIONS": "none",
            },
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._master)
        os.close(self._slave)

    @property
    def modes(self) -> object:
        """The terminal's modes, without those that count time."""
        return termios.tcgetattr(self._slave)[:4]

    def type(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def read(self, seconds: float = 0.05) -> str:
        """What is drawn, without the escapes, after reading on for a while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self._master], [], [], left)[0]:
                with contextlib.suppress(OSError):
                    self.raw += os.read(self._master, 65536).decode("utf-8", "replace")
        return _ESCAPES.sub("", self.raw)

    def see(self, words: str, since: int = 0) -> None:
        """Wait until words have been drawn."""
        end = time.monotonic() + PATIENCE
        while words not in self.read(0.02)[since:]:
            assert time.monotonic() < end, f"{words!r} not in {self.read()[-2000:]!r}"
            assert self.process.poll() is None, self.read()[-2000:]

    def kill(self, number: int = signal.SIGKILL) -> int:
        """Send a signal and give what the shell sees."""
        self.process.send_signal(number)
        return self.ended()

    def ended(self) -> int:
        """Wait for the end, reading on."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, self.read()[-2000:]
            self.read(0.02)
        self.read(0.1)
        return self.process.wait()
