"""Memory: the screens over 2,000 records against the least Textual app, and over a long use.

Run: ``python bench/bench_memory.py``. Resident memory is read from the system (Linux), each figure in
a process of its own. Long use is a round of palette, help and form, opened and closed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench_store import fill, record

RECORDS: Final = 2_000
TURNS: Final = 5
AIM: Final = 1.5
ROUNDS: Final = 1_000
WARM: Final = 100
"""Rounds until everything that is made once has been made."""
GROWTH_AIM: Final = 0.05
"""So much more memory than after the first rounds is flat: the allocator's own give and take."""

_RESIDENT: Final = """
def resident():
    pages = open("/proc/self/statm").read().split()[1]
    return int(pages) * __import__("os").sysconf("SC_PAGE_SIZE") / 2**20
"""
_LEAST: Final = f"""
import asyncio
from textual.app import App
from textual.widgets import Footer, Header, Static
{_RESIDENT}
class Least(App):
    def compose(self):
        yield Header()
        yield Static("nothing due today")
        yield Footer()
async def main():
    async with Least().run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.5)
        print(resident())
asyncio.run(main())
"""
_OURS: Final = f"""
import asyncio, sys
from pathlib import Path
from fieldbook.opening import Drafts, open_book
from fieldbook.settings import Settings
from fieldbook.ui.app import FieldbookApp
{_RESIDENT}
async def main(book_path, rounds, every):
    book = open_book(book_path)
    app = FieldbookApp(book, Drafts(book_path), Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.5)
        print(resident())
        for turn in range(1, rounds + 1):
            await pilot.press("ctrl+p")
            await pilot.press("escape")
            await pilot.press("question_mark")
            await pilot.press("escape")
            await pilot.press("f3")
            await pilot.press("escape")
            if turn % every == 0:
                print(resident(), flush=True)
asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), {WARM}))
"""


def megabytes(code: str, *words: str, home: Path) -> list[float]:
    """What a process prints of its memory, in MB (2**20 bytes)."""
    kept = {**os.environ, "HOME": str(home), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", code, *words], check=True, capture_output=True, text=True, env=kept
    )
    return [float(line) for line in done.stdout.split()]


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        book = home / "book.json"
        fill(book, RECORDS, record)
        least, ours = [], []
        for _turn in range(TURNS):
            least += megabytes(_LEAST, home=home)
            ours += megabytes(_OURS, str(book), "0", home=home)
        base, mine = statistics.median(least), statistics.median(ours)
        print(f"{'resident memory':28}{'median MB':>12}{'ratio':>8}")
        print(f"{'least Textual app':28}{base:12.1f}{1:8.2f}")
        print(f"{f'{RECORDS:,} records':28}{mine:12.1f}{mine / base:8.2f}")
        print(f"aim: at most {AIM}: {'met' if mine / base <= AIM else 'not met'}\n")
        begun, *later = megabytes(_OURS, str(book), str(ROUNDS), home=home)
        print(f"{'rounds of palette, help, form':32}{'MB':>8}")
        for turn, size in enumerate([begun, *later]):
            print(f"{turn * WARM:32,}{size:8.1f}", flush=True)
        growth = later[-1] / later[0] - 1
        met = "met" if growth <= GROWTH_AIM else "not met"
        print(
            f"from {WARM} to {ROUNDS:,} rounds: {growth:+.1%}; aim: at most {GROWTH_AIM:.0%}: {met}"
        )


if __name__ == "__main__":
    main()
