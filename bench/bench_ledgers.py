"""A book of 1,000 issues as a workbook, CSV files and JSON, beside the bare writing of the same texts.

    python bench/bench_ledgers.py

Each is written in a process of its own that has the book in memory: seconds of the processor, and the
largest memory of the process. The bare one is given the cells as they are and knows nothing of books:
XlsxWriter's ``write_string`` for a workbook, ``csv.writer`` for the tables, ``json.dumps`` of the same
records. A ``str.join`` would not be the same text: it quotes nothing, doubles no quotation mark and
escapes no newline. In a second row what is written was told off the records before, as the bare
writer has it: that is the writing alone. The best of three, in turns.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

ISSUES = 1000
TIMES = 3
FORMATS = ("xlsx", "xlsx rows", "csv", "csv rows", "json")


def shelf() -> Any:
    """1,000 issues of 240 households, each with a detail of some 700 signs, most with a solution."""
    import datetime as dt

    from fieldbook.domain.records import FollowUp, Group, Household, Issue, Person, Solution
    from fieldbook.domain.shelf import Shelf
    from fieldbook.store.ids import new_id

    now = dt.datetime(2026, 11, 21, 8, tzinfo=dt.UTC)
    day = now.date()
    shared = {"created_at": now}
    groups = [
        Group(id=new_id(), seq=n, name=f"{n}组", unit=("青山", "石桥"), **shared) for n in range(12)
    ]
    households = [
        Household(
            id=new_id(), seq=n, head=f"陈桂{n}", code=f"{n:04}", group=groups[n % 12].id, **shared
        )
        for n in range(240)
    ]
    records: list[Any] = [*groups, *households]
    for n in range(ISSUES):
        words = f"第{n}件：水渠漏水，南坡二十亩浇不上，群众意见大，" * 28
        issue = Issue(
            id=new_id(), seq=n + 1, title=f"南坡水渠漏水{n}", found_on=day - dt.timedelta(n % 300),
            detail=words, household=households[n % 240].id, raised_by=Person(name=f"陈桂{n % 240}"),
            **shared,
        )  # fmt: skip
        records.append(issue)
        if n % 4:
            solution = Solution(
                id=new_id(), seq=n, issues=(issue.id,), studied_on=day, method=f"先堵漏口{n}，再换两丈铁管",
                with_whom=(Person(name="田满仓", role="组长"),), responsible=Person(name="田满仓"),
                solved_on=day, **shared,
            )  # fmt: skip
            records += [
                solution,
                FollowUp(id=new_id(), seq=n, solution=solution.id, due_on=day, **shared),
            ]
    return Shelf(records)


def ours(fmt: str, book: Any) -> Callable[[], object]:
    """What fieldbook does."""
    import datetime as dt

    from fieldbook.domain.habits import Habits
    from fieldbook.ledgers import LedgerImprint, ledger_files

    today = dt.date(2026, 11, 21)
    imprint = LedgerImprint("石桥支部", "田满仓", today)
    if fmt.endswith(" rows"):
        from fieldbook.ledgers import plain, workbook
        from fieldbook.ledgers.rows import ledger

        sheets = ledger(book, today, None, None)
        if fmt == "csv rows":
            return lambda: list(map(plain.render, sheets))
        return lambda: workbook.render(sheets, imprint)
    return lambda: ledger_files(fmt, book, today, Habits(), imprint=imprint)


def bare(fmt: str, book: Any) -> Callable[[], object]:
    """The same texts, cell by cell, and nothing more."""
    fmt = fmt.removesuffix(" rows")
    if fmt != "xlsx":
        files = ours(fmt, book)()
    if fmt == "json":
        (data,) = files.values()
        records = json.loads(data)
        return lambda: json.dumps(records, ensure_ascii=False).encode()
    if fmt == "csv":
        tables = [
            list(csv.reader(io.StringIO(data.decode(), newline=""))) for data in files.values()
        ]
        return lambda: [write_csv(table) for table in tables]
    import datetime as dt

    from fieldbook.ledgers.rows import ledger

    sheets = [
        [["" if cell is None else str(cell) for cell in row] for row in sheet.rows]
        for sheet in ledger(book, dt.date(2026, 11, 21), None, None)
    ]
    return lambda: write_bare(sheets)


def write_csv(rows: list[list[str]]) -> bytes:
    """The cells as the standard library writes texts."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def write_bare(sheets: list[list[list[str]]]) -> bytes:
    """The cells as XlsxWriter writes texts."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for rows in sheets:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for place, text in enumerate(row):
                if text:
                    sheet.write_string(at, place, text)
    book.close()
    return file.getvalue()


def one(who: str, fmt: str) -> None:
    """Measure one writing, and print its seconds and megabytes."""
    write = {"ours": ours, "bare": bare}[who](fmt, shelf())
    write() if who == "ours" else None  # imports are the start's, and measured there
    best = min(seconds(write) for _ in range(3))
    print(best, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def seconds(write: Callable[[], object]) -> float:
    began = time.process_time()
    write()
    return time.process_time() - began


def measured(who: str, fmt: str) -> tuple[float, float]:
    run = subprocess.run(
        [sys.executable, __file__, who, fmt], check=True, capture_output=True, text=True
    )
    time_, memory = map(float, run.stdout.split())
    return time_, memory


def main() -> None:
    """Print a row a format."""
    print(f"{'':10}{'ours':>10}{'bare':>10}{'ratio':>8}{'MB':>8}{'bare':>8}{'ratio':>8}")
    for fmt in FORMATS:
        turns = [(measured("ours", fmt), measured("bare", fmt)) for _ in range(TIMES)]
        mine, its = (
            tuple(map(min, zip(*(turn[at] for turn in turns), strict=True))) for at in (0, 1)
        )
        print(
            f"{fmt:10}{mine[0]:9.3f}s{its[0]:9.3f}s{mine[0] / its[0]:8.2f}"
            f"{mine[1]:8.0f}{its[1]:8.0f}{mine[1] / its[1]:8.2f}"
        )


if __name__ == "__main__":
    one(*sys.argv[1:]) if len(sys.argv) > 1 else main()
