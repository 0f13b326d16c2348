"""Keys: from one pressed to the screen painted again, on a pseudo-terminal, beside the least Textual app.

Run: ``python bench/bench_keys.py``. All programs run at the same time, and get one key each in turns, so
that whatever the machine does meanwhile meets all of them. Two times of each key are told. It is answered
when what it asks for stands on the screen: the row under the cursor, the letter, the footer of the screen
gone to, which is painted last. All is painted with the last byte before all is quiet: the story beside a
list comes a moment after the list's own row, and a form says that its draft is kept.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import random
import select
import signal
import string
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
from start_painting import ESCAPES, environment, wait_for

from fieldbook.opening import open_book

ENTRIES: Final = 10_000
TURNS: Final = 300
QUIET: Final = 0.08
"""Seconds without a byte after which a key is answered."""
SETTLED: Final = 3.0
"""Seconds in which what is made beforehand is surely made."""
_LONGEST: Final = 10.0
MEDIAN_AIM, P99_AIM = 1.5, 3.0
_LETTERS: Final = 6
"""Letters typed last that are looked for: those before them stood there already."""
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
    before: Sequence[tuple[str, str]]
    keys: Sequence[tuple[str, str]]
    """Pressed one after the other, and from the first again, each with what is painted for it."""


class Taken(NamedTuple):
    """What a key took, in milliseconds."""

    answered: float
    painted: float


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
        for key, answer in kind.before:
            self._send(key, answer)
            self.drain(1.0)

    def drain(self, quiet: float) -> float:
        """Read until nothing comes for so long; when the last byte came."""
        last = time.perf_counter()
        while select.select([self.terminal], [], [], quiet)[0]:
            os.read(self.terminal, 65536)
            last = time.perf_counter()
        return last

    def press(self) -> Taken:
        """What the next key takes."""
        key, answer = self._keys[self._pressed % len(self._keys)]
        self._pressed += 1
        begun = time.perf_counter()
        self._send(key, answer)
        answered = time.perf_counter()
        last = max(answered, self.drain(QUIET))
        return Taken((answered - begun) * 1000, (last - begun) * 1000)

    def _send(self, key: str, answer: str) -> None:
        """Press a key, and read until its answer is painted."""
        seen = b""
        os.write(self.terminal, key.encode())
        while answer.encode() not in ESCAPES.sub(b"", seen).replace(b" ", b""):
            if not select.select([self.terminal], [], [], _LONGEST)[0]:
                raise RuntimeError(f"{key!r} was never answered with {answer!r}: {seen[-300:]!r}")
            seen += os.read(self.terminal, 65536)

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
    moves = [*[DOWN] * 20, *[UP] * 20]
    rows = [*range(1, 21), *range(19, -1, -1)]
    typed = "".join(random.Random(0).choices(string.ascii_lowercase, k=TURNS))
    pressed: dict[str, tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]] = {
        "down and up the issues": (
            [("3", "F9studyit")],
            [(key, f"▌open水渠漏水{ENTRIES - row}") for key, row in zip(moves, rows, strict=True)],
        ),
        "issues, diary, issues": ([("3", "F9studyit"), ("6", "F7markday")],) * 2,
        "letters into a form": (
            [(F3, "Ctrl+Ssave")],
            [(key, typed[max(0, n - _LETTERS) : n]) for n, key in enumerate(typed, 1)],
        ),
    }
    counted = [(key, f"{n}pressed") for n, key in enumerate((moves * TURNS)[:TURNS], 1)]
    kinds = {"least Textual app": Kind(["-c", LEAST], "nothing pressed", (), counted)}
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
            taken: dict[str, list[Taken]] = {name: [] for name in started}
            for _turn in range(TURNS):
                for name, each in started.items():
                    taken[name].append(each.press())
    met = show(
        f"answered, {ENTRIES:,} entries", {k: [t.answered for t in v] for k, v in taken.items()}
    )
    show("all painted", {k: [t.painted for t in v] for k, v in taken.items()})
    print(f"load {os.getloadavg()[0]:.0f}")
    aims = (
        f"aim: answered within a median of {MEDIAN_AIM} and a p99 of {P99_AIM} times the least app"
    )
    print(f"{aims}: {'met' if met else 'not met'}")


def show(title: str, taken: dict[str, list[float]]) -> bool:
    """Print medians and slowest hundredths; whether both are within the aims."""
    rows = {name: (median(each), quantiles(each, n=100)[98]) for name, each in taken.items()}
    least_median, least_p99 = next(iter(rows.values()))
    print(f"{title:32}{'median ms':>10}{'ratio':>7}{'p99 ms':>9}{'ratio':>7}")
    for name, (middle, p99) in rows.items():
        ratios = middle / least_median, p99 / least_p99
        print(f"{name:32}{middle:10.1f}{ratios[0]:7.2f}{p99:9.1f}{ratios[1]:7.2f}")
    return all(
        middle <= MEDIAN_AIM * least_median and p99 <= P99_AIM * least_p99
        for middle, p99 in rows.values()
    )


if __name__ == "__main__":
    main()
