"""Starts: commands against the bare interpreter, the screens against the least Textual app.

Run: ``python bench/bench_start.py``. Processes are started alternately, so that whatever the machine
does meanwhile meets all of them; ratios are of medians within one run. The processor's time is told
beside the clock's: on a busy machine it is the quieter of the two. The day's copy of a book is made
before anything is measured: it is the business of one start a day, and not of its first second.
"""

from __future__ import annotations

import resource
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
from start_painting import MINIMAL, Taken, environment, painted

from fieldbook.domain.changes import Change
from fieldbook.opening import open_book

TURNS: Final = 40
AIM_MS: Final = 60.0
SCREEN_TURNS: Final = 15
SCREEN_AIMS: Final = {"empty book": 1.5, "10,000 entries": 1.5, "1,000 households + 20,000": 1.75}
ENTRIES: Final = 10_000


def milliseconds(words: list[str], home: Path) -> Taken:
    """What a process takes from its start to its end."""
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, *words]
    subprocess.run(command, check=True, capture_output=True, env=environment(home))
    until, used = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return Taken(until * 1000, processor * 1000)


def measure(folder: Path) -> dict[str, list[Taken]]:
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
    times: dict[str, list[Taken]] = {kind: [] for kind in kinds}
    for _turn in range(TURNS):
        for kind, words in kinds.items():
            times[kind].append(milliseconds(words, folder))
    return times


def screens(folder: Path) -> dict[str, list[Taken]]:
    """The times to the first painted screen, in milliseconds."""
    full, empty, busy = folder / "full.json", folder / "empty.json", folder / "busy"
    busy.mkdir()
    fill(full, ENTRIES, record)
    with opened(busy, (), Days()) as book:
        book._desk.commit("take_in", [Change(None, each) for each in working_book()])
    (folder / "config" / "fieldbook").mkdir(parents=True, exist_ok=True)
    (folder / "config" / "fieldbook" / "settings.toml").touch()  # else a new book asks first
    screen = ["-m", "fieldbook", "--lang", "en", "--book"]
    kinds = {
        "least Textual app": (["-c", MINIMAL], "nothing due today"),
        "empty book": ([*screen, str(empty)], "A new book."),
        f"{ENTRIES:,} entries": ([*screen, str(full)], "Issues without a solution"),
        "1,000 households + 20,000": ([*screen, str(busy / "book.json")], "Visits due"),
    }
    for path in (full, empty, busy / "book.json"):
        with open_book(path, device="00000000"):
            pass  # the day's copy is written, and is no start's business any more
    for words, text in kinds.values():
        painted(words, text, folder)  # the first start of all compiles the modules
    times: dict[str, list[Taken]] = {kind: [] for kind in kinds}
    for _turn in range(SCREEN_TURNS):
        for kind, (words, text) in kinds.items():
            times[kind].append(painted(words, text, folder))
    return times


def table(heading: str, times: dict[str, list[Taken]]) -> dict[str, float]:
    """Print the medians; returns each one's ratio to the first by the clock."""
    rows = {
        kind: tuple(map(statistics.median, zip(*taken, strict=True)))
        for kind, taken in times.items()
    }
    clock, processor = next(iter(rows.values()))
    print(f"{heading:26}{'median ms':>10}{'above':>8}{'ratio':>7}{'processor ms':>14}{'ratio':>7}")
    for kind, (until, used) in rows.items():
        by_clock = f"{until:10.1f}{until - clock:8.1f}{until / clock:7.2f}"
        print(f"{kind:26}{by_clock}{used:14.1f}{used / processor:7.2f}", flush=True)
    return {kind: until / clock for kind, (until, _used) in rows.items()}


def main() -> None:
    """Measure and print two tables."""
    with tempfile.TemporaryDirectory() as folder:
        times = measure(Path(folder))
        table("command", times)
        add, bare = (
            statistics.median(each.until for each in times[kind])
            for kind in ("add --book", "bare interpreter")
        )
        met = "met" if add - bare <= AIM_MS else "not met"
        print(f"aim: add at most {AIM_MS:.0f} ms above the bare interpreter: {met}\n")
        ratios = table("first painted screen", screens(Path(folder)))
        for kind, aim in SCREEN_AIMS.items():
            met = "met" if ratios[kind] <= aim else "not met"
            print(f"aim: {kind} at most {aim} times the least Textual app: {met}")


if __name__ == "__main__":
    main()
