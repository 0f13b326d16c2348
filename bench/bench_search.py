"""What a key of the search costs, at 10,000 and at 100,000 records.

Run: ``python bench/bench_search.py``. Words, names in pinyin and telephone numbers are typed letter by letter,
as the panel asks for them: each key is understood and looked for, and the rows that are seen are made. The
texts and spellings are made beforehand, as the app makes them after its start; after each word an issue is
written down, so that the first key of every word is the first after an act.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import Final

from bench_agenda import TODAY, Maker

from fieldbook.domain.changes import Change
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import Diary, Household, Issue, Record
from fieldbook.domain.shelf import Shelf
from fieldbook.query import read_query
from fieldbook.search import Search

SIZES: Final = {10_000: 1.0, 100_000: 10.0}
"""How many records → the aim for the median key, in milliseconds."""
TYPED: Final = (
    "水渠漏水", "陈桂生", "王芳 第二", "夜校的灯 缺化肥", "cgs", "chenguisheng", "wangf", "zhongguo",
    "13805", "#41", "无此词", "kind:issue 水渠",
)  # fmt: skip


SEEN: Final = 20
"""Rows that a terminal of 24 lines shows at most: no other is made for a key."""


def book(size: int) -> tuple[Shelf, Maker]:
    """A twentieth households with names and telephones, a fifth issues, the rest pages."""
    made = Maker()
    homes: list[Record] = [
        made.make(Household, head=made.name(), phone=f"138{n:08}") for n in range(size // 20)
    ]
    issues = [
        made.make(Issue, title=made.text(1), detail=made.text(6), found_on=made.day())
        for _ in range(size // 5)
    ]
    left = size - len(homes) - len(issues)
    pages = [made.make(Diary, on=made.day(2000), text=made.text(16)) for _ in range(left)]
    return Shelf([*homes, *issues, *pages]), made


def look_for(search: Search, shelf: Shelf, typed: str) -> None:
    """Understand what is typed, look for it, and make the rows that a screen shows."""
    found = search.find(read_query(typed, shelf, TODAY, DEFAULT_HABITS))
    if found.rows:
        found.rows[:SEEN]


def keys(shelf: Shelf, made: Maker) -> dict[str, list[float]]:
    """Processor milliseconds of every key, of the first ones after an act apart from the others."""
    search = Search(shelf)
    for _step in search.spelling_steps():
        pass
    look_for(search, shelf, "cg")
    found: dict[str, list[float]] = {"first key after an act": [], "further keys": []}
    for word in TYPED:
        issue = made.make(Issue, title=made.text(1), found_on=TODAY)
        shelf.take_in([Change(None, issue)])
        for length in range(1, len(word) + 1):
            begun = time.process_time()
            look_for(search, shelf, word[:length])
            taken = (time.process_time() - begun) * 1000
            found["further keys" if length > 1 else "first key after an act"].append(taken)
    return found


def main() -> int:
    """Print the medians and the slowest."""
    print(f"{'search, processor milliseconds a key':40}{'median':>9}{'slowest':>9}")
    for size, aim in SIZES.items():
        shelf, made = book(size)
        found = keys(shelf, made)
        every = [each for some in found.values() for each in some]
        for what, taken in (*found.items(), ("all keys", every)):
            name = f"{size:,} records, {what}"
            print(f"{name:40}{statistics.median(taken):9.2f}{max(taken):9.2f}", flush=True)
        met = "met" if statistics.median(every) <= aim else "not met"
        print(f"aim: median at most {aim} ms: {met}")
        begun = time.process_time()
        search = Search(shelf)
        look_for(search, shelf, "水渠")
        print(
            f"the first key of all, nothing made beforehand: {(time.process_time() - begun) * 1000:.0f} ms"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
