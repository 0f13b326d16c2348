"""Today's screen opened in a running app: an empty book against a full one.

Run: ``python bench/bench_today.py``. The key ``1`` is pressed on another screen; the time runs until
the last painting, so that waiting for nothing more to come is not counted. The full book's is opened
after an issue was written down, after a visit was, and on the next morning. Medians of one run; what
the first opening after a start takes is measured in ``bench_start.py``.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from bench_agenda import NOW, working_book
from textual.events import Key
from textual.screen import Screen

from fieldbook.book import Fieldbook
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Record
from fieldbook.opening import Drafts, open_book
from fieldbook.settings import Settings
from fieldbook.ui.app import FieldbookApp
from fieldbook.ui.book_screen import BookScreen

TURNS: Final = 15
AIM: Final = 1.5
SETTLED: Final = 0.15
"""Seconds after which nothing more is painted."""
Before = Callable[[Fieldbook], object]


class Days:
    """A clock on which a night passes when it is told so."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def a_night(self, _book: Fieldbook) -> None:
        """The next morning."""
        self.now += dt.timedelta(days=1)


def nothing(_book: Fieldbook) -> None:
    """Nothing happened; the screen is drawn anew all the same."""


def an_issue(book: Fieldbook) -> None:
    """An issue was written down."""
    book.issues.raise_(Draft(title="水渠漏水"))


def a_visit(book: Fieldbook) -> None:
    """A visit was written down."""
    book.visits.note(Draft(household=book.households.all()[0].id))


class Painted:
    """When an app painted last."""

    def __init__(self, app: FieldbookApp) -> None:
        self._display = app._display
        self.at = 0.0
        app._display = self  # type: ignore[method-assign, assignment]

    def __call__(self, screen: Screen[Any], renderable: Any) -> None:
        self._display(screen, renderable)
        if renderable is not None:  # else nothing was left to be painted
            self.at = time.perf_counter()


def opened(folder: Path, records: Iterable[Record], clock: Days) -> Fieldbook:
    """A book on disk with these records."""
    counted = itertools.count(1)
    book = open_book(
        folder / "book.json", clock=clock, new_id=lambda: f"a{next(counted):035}", backups=None
    )
    book.shelf.take_in(Change(None, record) for record in records)
    return book


async def turns(book: Fieldbook, folder: Path, cases: Mapping[str, Before]) -> dict[str, float]:
    """Milliseconds from the key to the drawn screen, by case, the median of all turns."""
    found: dict[str, list[float]] = {case: [] for case in cases}
    app = FieldbookApp(book, Drafts(folder / "book.json"), Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        painted = Painted(app)
        for case, before in itertools.islice(itertools.cycle(cases.items()), TURNS * len(cases)):
            await pilot.press("7")
            before(book)
            today = app.get_screen("today")
            assert isinstance(today, BookScreen)
            today._drawn = None
            await pilot.pause(SETTLED)
            begun = time.perf_counter()
            app.post_message(Key("1", "1"))
            await pilot.pause(SETTLED)
            found[case].append((painted.at - begun) * 1000)
    return {case: statistics.median(each) for case, each in found.items()}


def main() -> int:
    """Print all, each beside the empty book."""
    days = Days()
    empty: dict[str, Before] = {"an empty book": nothing}
    full: dict[str, Before] = {
        "1,000 households + 20,000 others, after an issue": an_issue,
        "after a visit": a_visit,
        "on the next morning": days.a_night,
    }
    with tempfile.TemporaryDirectory() as place:
        times: dict[str, float] = {}
        for name, records, cases in (("empty", (), empty), ("full", working_book(), full)):
            folder = Path(place) / name
            folder.mkdir()
            with opened(folder, records, days) as book:
                times |= asyncio.run(turns(book, folder, cases))
    least = next(iter(times.values()))
    print(f"{'Today opened, milliseconds until drawn':52}{'median':>8}{'ratio':>8}")
    for case, taken in times.items():
        print(f"{case:52}{taken:8.1f}{taken / least:8.2f}")
    met = "met" if max(times.values()) <= AIM * least else "not met"
    print(f"aim: at most {AIM} times an empty book's: {met}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
