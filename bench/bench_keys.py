"""Keys: from one pressed to the screen painted again, on a pseudo-terminal, beside the least Textual app.

Run: ``python bench/bench_keys.py``. All programs run at the same time, and get one key each in turns, so
that whatever the machine does meanwhile meets all of them. A key is answered with the last byte that is
painted before all is quiet: the story beside a list comes a
moment after the list's own row, and is counted, too.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Final, NamedTuple

from bench_store import fill, record
from start_painting import environment, wait_for

from fieldbook.opening import open_book

ENTRIES: Final = 10_000
TURNS: Final = 300
QUIET: Final = 0.08
"""Seconds without a byte after which a key is answered."""
SETTLED: Final = 3.0
"""Seconds in which what is made beforehand is surely made."""
_LONGEST: Final = 10.0
MEDIAN_AIM, P99_AIM = 1.5, 3.0
DOWN, UP, F3 = "\x1b[B", "\x1b[A", "\x1bOR"

LEAST: Final = """
from textual.app import App
from textual.widgets import Footer, Header, Static
class Least(App):
    pressed = 0
    def compose(self):
        yield Header()
        yield Static("nothing pressed")
        yield Footer()
    def on_key(self):
        self.pressed += 1
        self.query_one(Static).update(f"{self.pressed} pressed")
Least().run()
"""
"""The least that answers a key."""


class Kind(NamedTuple):
    """Keys pressed in one program: how it is started, come to, and what is pressed then."""

    words: Sequence[str]
    painted: str
    """What is painted once it has started."""
    before: Sequence[str]
    keys: Sequence[str]
    """Pressed one after the other, and from the first again."""


class Running:
    """A program on a terminal of its own."""

    def __init__(self, kind: Kind, home: Path) -> None:
        self._keys = kind.keys
        self._pressed = 0
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.execve(sys.executable, [sys.executable, *kind.words], environment(home))
        wait_for(self.terminal, kind.painted.encode())
        self.drain(SETTLED)
        for key in kind.before:
            os.write(self.terminal, key.encode())
            self.drain(1.0)

    def drain(self, quiet: float) -> float:
        """Read until nothing comes for so long; when the last byte came."""
        last = time.perf_counter()
        while select.select([self.terminal], [], [], quiet)[0]:
            os.read(self.terminal, 65536)
            last = time.perf_counter()
        return last

    def press(self) -> float:
        """The milliseconds from the next key to the last byte painted after it."""
        key = self._keys[self._pressed % len(self._keys)]
        self._pressed += 1
        begun = time.perf_counter()
        os.write(self.terminal, key.encode())
        if not select.select([self.terminal], [], [], _LONGEST)[0]:
            raise RuntimeError(f"{key!r} was never answered")
        return (self.drain(QUIET) - begun) * 1000

    def end(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.close(self.terminal)
        os.waitpid(self.pid, 0)


@contextlib.contextmanager
def running(kinds: dict[str, Kind], home: Path) -> Iterator[dict[str, Running]]:
    """All programs at once."""
    started: dict[str, Running] = {}
    try:
        for name, kind in kinds.items():
            started[name] = Running(kind, home)
        yield started
    finally:
        for each in started.values():
            each.end()


def kinds_of(folder: Path) -> dict[str, Kind]:
    """The least app, and what is pressed most in a book of its own each."""
    (folder / "config" / "fieldbook").mkdir(parents=True)
    (folder / "config" / "fieldbook" / "settings.toml").touch()  # else a new book asks first
    moves = (*[DOWN] * 20, *[UP] * 20)
    pressed = {
        "down and up the issues": (("3",), moves),
        "issues, diary, issues": (("3", "6"), "36"),
        "letters into a form": ((F3,), "abcdefgh "),
    }
    kinds = {"least Textual app": Kind(["-c", LEAST], "nothing pressed", (), moves)}
    for number, (name, (before, keys)) in enumerate(pressed.items()):
        book = folder / f"{number}.json"
        fill(book, ENTRIES, record)
        with open_book(book, device="00000000"):
            pass  # the day's copy is made
        words = ["-m", "fieldbook", "--lang", "en", "--book", str(book)]
        kinds[name] = Kind(words, "Issues without a solution", before, keys)
    return kinds


def main() -> None:
    """Press in turns, and print what each took."""
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        with running(kinds_of(folder), folder) as started:
            taken: dict[str, list[float]] = {name: [] for name in started}
            for _turn in range(TURNS):
                for name, each in started.items():
                    taken[name].append(each.press())
    rows = {name: (median(each), quantiles(each, n=100)[98]) for name, each in taken.items()}
    least_median, least_p99 = next(iter(rows.values()))
    print(
        f"{f'key to screen, {ENTRIES:,} entries':32}{'median ms':>10}{'ratio':>7}{'p99 ms':>9}{'ratio':>7}"
    )
    for name, (middle, p99) in rows.items():
        ratios = middle / least_median, p99 / least_p99
        print(f"{name:32}{middle:10.1f}{ratios[0]:7.2f}{p99:9.1f}{ratios[1]:7.2f}")
    met = all(
        middle <= MEDIAN_AIM * least_median and p99 <= P99_AIM * least_p99
        for middle, p99 in rows.values()
    )
    print(
        f"aim: median {MEDIAN_AIM}, p99 {P99_AIM} times the least app: {'met' if met else 'not met'}"
    )


if __name__ == "__main__":
    main()
