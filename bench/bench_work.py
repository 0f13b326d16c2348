"""What a meeting or an import asks of the machine: papers, rosters, the sample village, a checkpoint.

Run: ``python bench/bench_work.py``. Prints a table, the best of three runs each.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import xlsxwriter
from bench_agenda import TODAY, working_book

from fieldbook.demo import make_village
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.shelf import Shelf
from fieldbook.intake.sheet import read_sheet
from fieldbook.opening import open_book
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Entry, Fact, Outline
from fieldbook.papers.word import render
from fieldbook.reports.meeting import meeting

RUNS: Final = 3
ENTRIES: Final = 100_000
WORDS: Final = "渠口漏水，半块地浇不上。" * 25


def best(work: Callable[[], object]) -> float:
    """The quickest of some runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times) * 1000


def roster(folder: Path) -> Path:
    """5,000 households of ten columns."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    head = ["序号", "户号", "户主", "人口", "电话", "住址", "组别", "村", "联系人", "备注"]
    sheet.write_row(0, 0, head)
    for n in range(5000):
        cells = [n, n, f"户{n}", 4, 13800000000 + n, f"{n}号", f"{n % 9}组", "崔寨子", "李", "好"]
        sheet.write_row(n + 1, 0, cells)
    book.close()
    path = folder / "roster.xlsx"
    path.write_bytes(buffer.getvalue())
    return path


def make_on_disk(folder: Path) -> None:
    """The sample village in a new book."""
    path = Path(tempfile.mkdtemp(dir=folder), "book.json")
    with open_book(path, backups=None) as book:
        make_village(book)


def longest_step(folder: Path) -> float:
    """The longest of the steps in which a book of 100,000 entries is brought up to date."""
    path = folder / "large.json"
    with open_book(path, backups=None) as book:
        book.issues.raise_(Draft(title="水渠漏水", detail=WORDS))
    whole = json.loads(path.read_text(encoding="utf-8"))
    (first,) = whole["issues"].values()
    for number in range(2, ENTRIES + 1):
        one_id = f"0192f3a4-7c00-7000-8000-{number:012d}"
        whole["issues"][str(number)] = {**first, "id": one_id, "seq": number}
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    Path(f"{path}-log").unlink()
    longest = 0.0
    with open_book(path, backups=None) as book:
        book.issues.raise_(Draft(title="又一件"))
        begun = time.perf_counter()
        for _step in book.tidy_steps():
            longest = max(longest, time.perf_counter() - begun)
            begun = time.perf_counter()
    return longest * 1000


def rows(folder: Path) -> Iterator[tuple[str, float]]:
    """(what, milliseconds)."""
    sheet = roster(folder)
    yield "a roster of 5,000 rows read", best(lambda: read_sheet(sheet))
    shelf = Shelf(working_book())
    since = TODAY - dt.timedelta(days=30)
    habits = DEFAULT_HABITS
    yield "a meeting over 21,000 records", best(lambda: meeting(shelf, since, TODAY, TODAY, habits))
    facts = (Fact("Asked", WORDS), Fact("Solution", WORDS))
    entries = tuple(Entry(f"{nth}. Y", "#1", facts) for nth in range(1000))
    imprint = Imprint("", "", TODAY)
    yield (
        "a Word paper of 1,000 issues",
        best(lambda: render(Outline("Paper", (), entries), imprint)),
    )
    yield "the sample village, on disk", best(lambda: make_on_disk(folder))
    yield f"longest step of a checkpoint, {ENTRIES:,} entries", longest_step(folder)


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        for what, took in rows(Path(folder)):
            print(f"{what:<48} {took:9.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
