"""A program started on a pseudo-terminal, timed until known words are painted."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import Final, NamedTuple

ESCAPES: Final = re.compile(rb"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)")
_LONGEST: Final = 60.0

MINIMAL: Final = """
from textual.app import App
from textual.widgets import Footer, Header, Static
class Minimal(App):
    def compose(self):
        yield Header()
        yield Static("nothing due today")
        yield Footer()
Minimal().run()
"""
"""The least a Textual app can be."""


class Taken(NamedTuple):
    """What a start took, in milliseconds."""

    until: float
    """By the clock, until the text was painted."""
    processor: float
    """Of the processor: what others do meanwhile is not in it."""


def environment(home: Path) -> dict[str, str]:
    """The environment of a user who lives there, with compiled modules kept as anybody has them."""
    kept = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": str(home)}
    kept |= {"XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept


def painted(words: list[str], text: str, home: Path) -> Taken:
    """What it takes from the start of ``python WORDS`` to the painting of a text, at 80x24."""
    begun = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.execve(sys.executable, [sys.executable, *words], environment(home))
    try:
        wait_for(terminal, text.encode())
        until = time.perf_counter() - begun
    finally:
        os.kill(child, signal.SIGKILL)
        with contextlib.suppress(OSError):
            while os.read(terminal, 65536):
                pass
        _child, _status, used = os.wait4(child, 0)
        os.close(terminal)
    return Taken(until * 1000, (used.ru_utime + used.ru_stime) * 1000)


def wait_for(terminal: int, text: bytes) -> None:
    seen, end = b"", time.monotonic() + _LONGEST
    while text not in ESCAPES.sub(b"", seen):
        if time.monotonic() > end or not select.select([terminal], [], [], _LONGEST)[0]:
            raise RuntimeError(f"{text!r} was never painted: {seen[-500:]!r}")
        seen += os.read(terminal, 65536)
