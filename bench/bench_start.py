"""Starts: commands against the bare interpreter, the screens against the least Textual app.

Run: ``python bench/bench_start.py``. Processes are started alternately, so that whatever the machine
does meanwhile meets all of them; ratios are of medians within one run.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from bench_agenda import working_book
from bench_store import fill, record
from bench_today import Days, opened
from start_painting import MINIMAL, painted

from fieldbook.domain.changes import Change

TURNS: Final = 40
AIM_MS: Final = 60.0
SCREEN_TURNS: Final = 15
SCREEN_AIM: Final = 1.5
ENTRIES: Final = 10_000


def milliseconds(words: list[str]) -> float:
    """How long a process takes from its start to its end."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - begun) * 1000


def measure(folder: Path) -> dict[str, list[float]]:
    """The times of each kind of start, in milliseconds."""
    book = str(folder / "book.json")
    empty = folder / "nothing"
    empty.mkdir()
    with opened(empty, (), Days()):
        pass  # it is there, and holds nothing
    add = ["-m", "fieldbook", "add", "issue", "水渠漏水"]
    kinds = {
        "bare interpreter": ["-c", "pass"],
        "add --book": [*add, "--book", book],
        "path --book": ["-m", "fieldbook", "path", "--book", book],
        "list --json (empty)": [
            "-m",
            "fieldbook",
            "list",
            "issues",
            "--json",
            "--book",
            str(empty / "book.json"),
        ],
    }
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _turn in range(TURNS):
        for kind, words in kinds.items():
            times[kind].append(milliseconds(words))
    return times


def screens(folder: Path) -> dict[str, list[float]]:
    """The times to the first painted screen, in milliseconds."""
    full, empty, busy = folder / "full.json", folder / "empty.json", folder / "busy"
    busy.mkdir()
    fill(full, ENTRIES, record)
    with opened(busy, (), Days()) as book:
        book._desk.commit("take_in", [Change(None, each) for each in working_book()])
    screen = ["-m", "fieldbook", "--lang", "en", "--book"]
    kinds = {
        "least Textual app": (["-c", MINIMAL], "nothing due today"),
        "empty book": ([*screen, str(empty)], "A new book."),
        f"{ENTRIES:,} entries": ([*screen, str(full)], "Issues without a solution"),
        "1,000 households + 20,000": ([*screen, str(busy / "book.json")], "Visits due"),
    }
    for words, text in kinds.values():
        painted(words, text, folder)  # the first opening of a day makes the day's copy
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _turn in range(SCREEN_TURNS):
        for kind, (words, text) in kinds.items():
            times[kind].append(painted(words, text, folder))
    return times


def table(heading: str, times: dict[str, list[float]]) -> float:
    """Print the medians; returns the greatest ratio to the first."""
    base = statistics.median(next(iter(times.values())))
    print(f"{heading:24}{'median ms':>12}{'above':>12}{'ratio':>8}")
    for kind, taken in times.items():
        median = statistics.median(taken)
        print(f"{kind:24}{median:12.1f}{median - base:12.1f}{median / base:8.2f}", flush=True)
    return max(statistics.median(taken) / base for taken in times.values())


def main() -> None:
    """Measure and print two tables."""
    with tempfile.TemporaryDirectory() as folder:
        times = measure(Path(folder))
        table("command", times)
        above = statistics.median(times["add --book"]) - statistics.median(
            times["bare interpreter"]
        )
        met = "met" if above <= AIM_MS else "not met"
        print(f"aim: add at most {AIM_MS:.0f} ms above the bare interpreter: {met}\n")
        ratio = table("first painted screen", screens(Path(folder)))
        met = "met" if ratio <= SCREEN_AIM else "not met"
        print(f"aim: at most {SCREEN_AIM} times the least Textual app: {met}")


if __name__ == "__main__":
    main()
