"""What a save, a whole act, an opening and a checkpoint cost; ratios within one run.

    python bench/bench_store.py [--rounds N] [--sizes 100,1000,…]

Every save is measured beside the raw limit: one ``write`` and one ``fsync`` of the very same bytes to
a file of its own. The two take turns, operation by operation, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tinydb

from fieldbook.domain.drafts import Draft
from fieldbook.opening import BookOnDisk, open_book
from fieldbook.store.journal import JournalDB

TEXT = "水渠漏水，今年春天浇地的时候南坡地先浇了一遍再下种，组长和两名骨干一起研究了办法。" * 3
"""With its fields an entry takes about 400 bytes."""


def entry(number: int) -> dict[str, Any]:
    return {
        "id": f"0192f3a4-7c00-7000-8000-{number:012d}",
        "seq": number,
        "title": f"水渠漏水 {number}",
        "detail": TEXT[:70],
        "found_on": "2026-11-21",
        "tags": ["水利"],
    }


def record(number: int) -> dict[str, Any]:
    stamps = {"*": "01a1fc69586c-0000-34499b4f"}
    return {**entry(number), "created_at": "2026-11-21T08:00:00+08:00", "stamps": stamps}


def fill(path: Path, size: int, make: Callable[[int], dict[str, Any]] = entry) -> None:
    docs = {str(number): make(number) for number in range(1, size + 1)}
    path.write_text(json.dumps({"issues": docs}, ensure_ascii=False), encoding="utf-8")


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


class Raw:
    """The physical limit: append the bytes, flush them."""

    def __init__(self, path: Path) -> None:
        self.fd = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def save(self, line: bytes) -> None:
        os.write(self.fd, line)
        os.fsync(self.fd)


def sqlite_at(path: Path, size: int) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=full")
    db.execute("create table issues (id integer primary key, doc text)")
    db.execute("begin")
    rows = ((n, json.dumps(entry(n), ensure_ascii=False)) for n in range(1, size + 1))
    db.executemany("insert into issues values (?, ?)", rows)
    db.execute(
        "create table columns (id text, seq int, title text, detail text, found_on text, tags text)"
    )
    columns = ((*list(entry(n).values())[:5], "水利") for n in range(1, size + 1))
    db.executemany("insert into columns values (?, ?, ?, ?, ?, ?)", columns)
    db.execute("commit")
    db.execute("pragma wal_checkpoint(truncate)")
    return db


def saves(folder: Path, size: int, rounds: int) -> dict[str, float]:
    """The median of each way of saving one entry, in seconds, taken in turns."""
    book = folder / f"book-{size}.json"
    fill(book, size)
    raw = Raw(folder / f"raw-{size}")
    found: dict[str, list[float]] = {}
    lite = sqlite_at(folder / f"lite-{size}.db", size)
    with JournalDB(book) as db:
        table = db.table("issues")
        log = Path(f"{book}-log")

        def line_of(act: Callable[[], object], name: str) -> bytes:
            at = db.log_bytes
            found.setdefault(name, []).append(timed(act))
            with log.open("rb") as file:
                file.seek(at)
                return file.read()

        for n in range(size + 1, size + 1 + rounds):
            doc = entry(n)
            line = line_of(lambda doc=doc: table.insert(doc), "table.insert")  # type: ignore[misc]
            found.setdefault("raw", []).append(timed(lambda line=line: raw.save(line)))  # type: ignore[misc]
            new = {"issues": {db.next_id("issues"): doc}}
            line_of(lambda new=new: db.commit(new), "db.commit")  # type: ignore[misc]
            row = (size + 2 * n, json.dumps(doc, ensure_ascii=False))
            found.setdefault("sqlite3", []).append(
                timed(lambda row=row: lite.execute("insert into issues values (?, ?)", row))  # type: ignore[misc]
            )
        db.journal.abandon()
    lite.close()
    os.close(raw.fd)
    found["TinyDB default"] = default_saves(folder, size)
    return {name: statistics.median(times) for name, times in found.items()}


def default_saves(folder: Path, size: int) -> list[float]:
    path = folder / f"default-{size}.json"
    fill(path, size)
    with tinydb.TinyDB(path, encoding="utf-8", ensure_ascii=False) as db:
        table = db.table("issues")
        table.insert(entry(0))
        return [timed(lambda: table.insert(entry(0))) for _ in range(3)]


def print_saves(folder: Path, sizes: list[int], rounds: int) -> dict[str, dict[int, float]]:
    print(
        "one durable save, ms (median), × = by the raw append + fsync of the same bytes in the same run"
    )
    print(
        f"{'entries':>8} {'raw':>7} {'table.insert':>17} {'db.commit':>17} {'sqlite3':>17} {'TinyDB default':>19}"
    )
    ratios: dict[str, dict[int, float]] = {"table.insert": {}, "db.commit": {}, "raw": {}}
    for size in sizes:
        got = saves(folder, size, rounds)
        row = f"{size:>8,} {got['raw'] * 1e3:7.3f}"
        for name in ("table.insert", "db.commit", "sqlite3", "TinyDB default"):
            row += f" {got[name] * 1e3:9.3f} ({got[name] / got['raw']:5.2f}×)"
        print(row, flush=True)
        for name, by_size in ratios.items():
            by_size[size] = got[name] / (got["raw"] if name != "raw" else 1)
    if len(sizes) > 1:
        few, many = sizes[0], sizes[-1]
        growth = ratios["table.insert"][many] / ratios["table.insert"][few]
        print(f"growth of table.insert's ratio from {few:,} to {many:,} entries: {growth:.2f}×")
    return ratios


def opened(path: Path, *, backups: bool) -> BookOnDisk:
    keep = (7, 4, 12) if backups else None
    book = open_book(path, device="00000001", backups=keep)
    assert isinstance(book, BookOnDisk)
    return book


def acts(folder: Path, size: int, rounds: int) -> tuple[float, float]:
    """The medians of a whole act, and of the raw append + fsync of the line it wrote, in turns."""
    path = folder / f"acts-{size}.json"
    fill(path, size, record)
    book, raw = opened(path, backups=False), Raw(folder / f"acts-raw-{size}")
    log, whole, limit = Path(f"{path}-log"), [], []
    for number in range(rounds):
        draft = Draft(title=f"水渠漏水 {number}", detail=TEXT[:70], kind="production", tags="水利")
        at = book.store.db.log_bytes
        whole.append(timed(lambda draft=draft: book.issues.raise_(draft)))  # type: ignore[misc]
        with log.open("rb") as file:
            file.seek(at)
            line = file.read()
        limit.append(timed(lambda line=line: raw.save(line)))  # type: ignore[misc]
    book.store.db.journal.abandon()
    os.close(raw.fd)
    return statistics.median(whole), statistics.median(limit)


def print_acts(folder: Path, sizes: list[int], rounds: int) -> None:
    print("\none whole act through Fieldbook (raise an issue), ms (median), × = by the raw limit")
    print(f"{'entries':>8} {'raw':>7} {'raise_':>17}")
    for size in sizes:
        whole, limit = acts(folder, size, rounds)
        print(
            f"{size:>8,} {limit * 1e3:7.3f} {whole * 1e3:9.3f} ({whole / limit:5.2f}×)", flush=True
        )


def print_day_copy(folder: Path, size: int, rounds: int) -> None:
    """What the copy of the day adds to the first opening of a day; it is written a second later."""
    path = folder / f"day-{size}.json"
    fill(path, size, record)
    opened(path, backups=False).close()
    found: dict[bool, list[float]] = {False: [], True: []}
    for _ in range(rounds):
        for backups, times in found.items():
            gc.collect()
            begun = time.perf_counter()
            book = opened(path, backups=backups)
            times.append(time.perf_counter() - begun)
            book.close()
            for copy in (path.parent / "backups").glob("*.json"):
                copy.unlink()
    without, with_copy = (statistics.median(found[each]) for each in (False, True))
    print(
        f"\nopening a book of {size:,} entries, ms (median): {without * 1e3:.1f} without and "
        f"{with_copy * 1e3:.1f} with the copy of the day ({(with_copy - without) * 1e3:+.1f})"
    )


def openings(folder: Path, size: int, rounds: int) -> tuple[float, float, float]:
    book, lite = folder / f"open-{size}.json", folder / f"open-{size}.db"
    fill(book, size)
    JournalDB(book).close()
    sqlite_at(lite, size).close()
    ours: list[float] = []
    theirs: list[float] = []
    decoded: list[float] = []
    for _ in range(rounds):
        gc.collect()
        begun = time.perf_counter()
        db = JournalDB(book)
        count = len(db.rows("issues"))
        ours.append(time.perf_counter() - begun)
        db.close()
        gc.collect()
        begun = time.perf_counter()
        other = sqlite3.connect(lite)
        columns = other.execute("select * from columns").fetchall()
        theirs.append(time.perf_counter() - begun)
        assert len(columns) == count
        del columns
        gc.collect()
        begun = time.perf_counter()
        rows = other.execute("select id, doc from issues").fetchall()
        documents = {number: json.loads(doc) for number, doc in rows}
        decoded.append(time.perf_counter() - begun)
        other.close()
        assert count == len(rows) == len(documents)
        del db, rows, documents
    return min(ours), min(theirs), min(decoded)


def print_openings(folder: Path, sizes: list[int], rounds: int) -> None:
    print("\nopening, all documents in memory, ms (best)")
    print(f"{'entries':>8} {'JournalDB':>10} {'sqlite3, columns':>18} {'sqlite3 + json.loads':>22}")
    for size in sizes:
        ours, columns, docs = openings(folder, size, rounds)
        print(
            f"{size:>8,} {ours * 1e3:10.1f} {columns * 1e3:10.1f} ({ours / columns:4.2f}×) "
            f"{docs * 1e3:12.1f} ({ours / docs:5.2f}×)",
            flush=True,
        )


def print_checkpoint(folder: Path, size: int) -> None:
    book = folder / f"checkpoint-{size}.json"
    fill(book, size)
    with JournalDB(book) as db:
        db.table("issues").insert(entry(0))
        steps: list[float] = []
        running = db.checkpoint_steps()
        while True:
            begun = time.perf_counter()
            going = next(running, running)
            steps.append(time.perf_counter() - begun)
            if going is running:
                break
            if len(steps) % 7 == 0:
                db.table("issues").insert(entry(len(steps)))
        print(
            f"\ncheckpoint of {size:,} entries, with writes in between: {len(steps)} steps, ",
            end="",
        )
        print(f"{sum(steps) * 1e3:.0f} ms in all, longest {max(steps) * 1e3:.1f} ms, ", end="")
        print(f"median {statistics.median(steps) * 1e3:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--sizes", default="100,1000,10000,100000")
    parser.add_argument(
        "--dir", type=Path, help="on which disk; else the system's folder for such files"
    )
    wanted = parser.parse_args()
    sizes = [int(size) for size in wanted.sizes.split(",")]
    with tempfile.TemporaryDirectory(dir=wanted.dir) as name:
        folder = Path(name)
        print_saves(folder, sizes, wanted.rounds)
        print_acts(folder, sizes, wanted.rounds)
        print_day_copy(folder, min(10_000, sizes[-1]), 7)
        print_openings(folder, [size for size in sizes if size >= 10_000] or sizes[-1:], 5)
        print_checkpoint(folder, sizes[-1])


if __name__ == "__main__":
    main()
