"""``fieldbook add`` against the bare interpreter. Run: ``python bench/bench_start.py``.

Processes are started alternately, so that whatever the machine does meanwhile meets both.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

TURNS: Final = 40
AIM_MS: Final = 60.0


def milliseconds(words: list[str]) -> float:
    """How long a process takes from its start to its end."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - begun) * 1000


def measure(folder: Path) -> dict[str, list[float]]:
    """The times of each kind of start, in milliseconds."""
    book = str(folder / "book.json")
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
            book + "2",
        ],
    }
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _turn in range(TURNS):
        for kind, words in kinds.items():
            times[kind].append(milliseconds(words))
    return times


def main() -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        times = measure(Path(folder))
    bare = statistics.median(times["bare interpreter"])
    print(f"{'start':24}{'median ms':>12}{'above bare':>12}{'ratio':>8}")
    for kind, taken in times.items():
        median = statistics.median(taken)
        print(f"{kind:24}{median:12.1f}{median - bare:12.1f}{median / bare:8.2f}")
    above = statistics.median(times["add --book"]) - bare
    print(f"aim: add at most {AIM_MS:.0f} ms above bare: {'met' if above <= AIM_MS else 'not met'}")


if __name__ == "__main__":
    main()
