"""Today's screen opened in a running app: an empty book against a full one, alternately.

Run: ``python bench/bench_today.py``. From another screen the key ``1`` is pressed, with Today's rows
thrown away before, until everything is drawn; medians of one run.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bench_agenda import NOW, working_book

from fieldbook.book import Fieldbook
from fieldbook.domain.changes import Change
from fieldbook.domain.records import Record
from fieldbook.opening import Drafts, open_book
from fieldbook.settings import Settings
from fieldbook.ui.app import FieldbookApp
from fieldbook.ui.base import BookScreen

TURNS: Final = 15
AIM: Final = 1.5


def opened(folder: Path, records: Iterable[Record]) -> Fieldbook:
    """A book on disk with these records."""
    counted = itertools.count()
    book = open_book(
        folder / "book.json", clock=lambda: NOW, new_id=lambda: f"{next(counted):036}", backups=None
    )
    book.shelf.take_in(Change(None, record) for record in records)
    return book


async def turns(book: Fieldbook, folder: Path) -> list[float]:
    """Milliseconds from the key to the drawn screen, each turn."""
    found = []
    app = FieldbookApp(book, Drafts(folder / "book.json"), Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(TURNS):
            await pilot.press("7")
            today = app.get_screen("today")
            assert isinstance(today, BookScreen)
            today._drawn = None
            begun = time.perf_counter()
            await pilot.press("1")
            found.append((time.perf_counter() - begun) * 1000)
    return found


def main() -> int:
    """Print both and their ratio."""
    with tempfile.TemporaryDirectory() as place:
        times = []
        for name, records in (("empty", ()), ("full", working_book())):
            folder = Path(place) / name
            folder.mkdir()
            with opened(folder, records) as book:
                times.append(statistics.median(asyncio.run(turns(book, folder))))
    empty, full = times
    print(f"Today on an empty book                          {empty:8.1f} ms")
    print(f"Today on 1,000 households + 20,000 other records {full:7.1f} ms   x{full / empty:.2f}")
    print(f"aim: at most {AIM} times: {'met' if full <= AIM * empty else 'not met'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
