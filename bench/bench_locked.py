"""What a locked book costs, beside a plain one on the same machine, in turns.

    python bench/bench_locked.py [--quick]

A save (raw: append and flush of the very same bytes), opening, lines of the log, ``add``, the memory of
unlocking, and unlocking where there is little of it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_store import Raw, entry, fill

from fieldbook.opening import open_book
from fieldbook.store.changeover import change_over
from fieldbook.store.journal import JournalDB
from fieldbook.store.keys import Key, Recipients, new_secret, public_half
from fieldbook.store.passphrase import under_passphrase
from fieldbook.store.sealed import SealedCodec
from fieldbook.store.unlocking import unlock

PASSPHRASE = "correct horse battery staple"


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def new_key() -> Key:
    identity = new_secret()
    to = Recipients.of(public_half(identity), public_half(new_secret())).text
    return Key(identity, to, under_passphrase(f"{identity}\n".encode(), PASSPHRASE))


def locked_book(book: Path, size: int, key: Key) -> None:
    fill(book, size)
    db = JournalDB(book)
    change_over(db.journal, SealedCodec(key))
    db.journal.abandon()


def saves(folder: Path, size: int, rounds: int, key: Key) -> tuple[float, float]:
    """The medians of a raw append and flush, and of a locked save of the same bytes."""
    book = folder / f"locked-{size}.json"
    locked_book(book, size, key)
    raw, limits, times = Raw(folder / f"raw-{size}"), [], []
    with JournalDB(book, codec=SealedCodec(key), checkpoint_bytes=1 << 40) as db:
        for number in range(rounds):
            at, new = db.log_bytes, {"issues": {size + 1 + number: entry(number)}}
            times.append(timed(lambda new=new: db.commit(new)))  # type: ignore[misc]
            with Path(f"{book}-log").open("rb") as log:
                log.seek(at)
                line = log.read()
            limits.append(timed(lambda line=line: raw.save(line)))  # type: ignore[misc]
        db.journal.abandon()
    os.close(raw.fd)
    return statistics.median(limits), statistics.median(times)


def openings(folder: Path, size: int, key: Key, tries: int = 5) -> tuple[float, float]:
    """The best of a plain and of a locked opening after a clean close."""
    plain, locked = folder / f"open-{size}.json", folder / f"open-locked-{size}.json"
    fill(plain, size)
    locked_book(locked, size, key)

    def opened(book: Path, key: Key | None) -> float:
        begun = time.perf_counter()
        book_there = open_book(book, backups=None, key=key)
        took = time.perf_counter() - begun
        book_there.close()
        return took

    opened(plain, None), opened(locked, key)  # now both were closed clean
    pairs = [(opened(plain, None), opened(locked, key)) for _ in range(tries)]
    return min(each[0] for each in pairs), min(each[1] for each in pairs)


def log_lines(folder: Path, count: int, key: Key) -> float:
    """How much longer a locked book opens with so many lines in its log."""
    book = folder / "lines.json"
    locked_book(book, 10, key)
    none = min(timed(lambda: abandoned(book, key)) for _ in range(3))
    db = JournalDB(book, codec=SealedCodec(key), checkpoint_bytes=1 << 40)
    for number in range(count):
        db.commit({"issues": {number: entry(number)}})
    db.journal.abandon()
    return min(timed(lambda: abandoned(book, key)) for _ in range(3)) - none


def abandoned(book: Path, key: Key) -> None:
    JournalDB(book, codec=SealedCodec(key)).journal.abandon()


def command(book: Path, *words: str, prefix: tuple[str, ...] = ()) -> float:
    """The time of a command in a process of its own; 0 words is the bare interpreter."""
    line = [*prefix, sys.executable, "-m", "fieldbook", "--book", str(book), *words]
    line = line if words else [sys.executable, "-c", "pass"]
    return timed(lambda: subprocess.run(line, check=True, stdout=subprocess.DEVNULL))


def memory_of(book: Path, word: Path | None) -> int:
    """The most memory a command took, in MB."""
    words = ["--passphrase-file", str(word)] if word else []
    measure = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    listing = [sys.executable, "-m", "fieldbook", "--book", str(book), "list", "issues"]
    before = [sys.executable, "-c", measure, *listing]
    return int(subprocess.run([*before, *words], check=True, capture_output=True).stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and smaller")
    quick = parser.parse_args().quick
    sizes, rounds = ((100, 10_000), 100) if quick else ((100, 10_000, 100_000), 300)
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"XDG_DATA_HOME": name, "XDG_CONFIG_HOME": name, "XDG_STATE_HOME": name}
        folder, key = Path(name), new_key()
        for size in sizes:
            raw, save = saves(folder, size, rounds, key)
            over = (save - 1.3 * raw) * 1000
            print(f"a save at {size:,}: raw {raw * 1000:.3f} ms, locked {save * 1000:.3f} ms "
                  f"({save / raw:.2f}×; 1.3 × raw {over:+.3f} ms, aim +0.2)")  # fmt: skip
        for size in sizes[1:]:
            plain, locked = openings(folder, size, key)
            print(f"opening {size:,}: plain {plain * 1000:.1f} ms, locked {locked * 1000:.1f} ms "
                  f"({locked / plain:.2f}×, aim 1.4)")  # fmt: skip
        lines = log_lines(folder, 1000, key)
        print(f"1,000 lines in the log: {lines * 1000:.0f} ms more; as a part of opening "
              f"{sizes[-1]:,} plain entries {lines / plain:.2f}×")  # fmt: skip
        told(folder, key)
    return 0


def told(folder: Path, key: Key) -> None:
    """Commands in processes of their own: add, unlocking, its memory."""
    from fieldbook.store.locking import encrypt, new_recovery_key

    plain, book, word = folder / "p" / "book.json", folder / "l" / "book.json", folder / "word"
    word.write_text(PASSPHRASE, encoding="utf-8")
    for each in (plain, book):
        open_book(each, backups=None).close()
    encrypt(book, PASSPHRASE, new_recovery_key())
    del key
    ways = [("bare", book, ()), ("plain add", plain, ("add", "note", "x")),
            ("locked add", book, ("add", "note", "x"))]  # fmt: skip
    times: dict[str, list[float]] = {}
    for _ in range(7):
        for name, path, words in ways:
            times.setdefault(name, []).append(command(path, *words))
    found = {name: statistics.median(each) * 1000 for name, each in times.items()}
    print(", ".join(f"{name} {ms:.0f} ms" for name, ms in found.items())
          + f": locked add {found['locked add'] - found['bare']:.0f} ms above bare (aim 60)")  # fmt: skip
    print(f"the passphrase: {min(timed(lambda: unlock(book, PASSPHRASE)) for _ in range(3)):.2f} s")
    least = memory_of(plain, None)
    print(f"memory: plain {least} MB, locked {memory_of(book, word) - least:+d} MB (aim +140)")
    listing = f"{sys.executable} -m fieldbook --book {book} list issues --passphrase-file {word}"
    limited = ["bash", "-c", f"ulimit -v 700000; exec {listing}"]
    ran = subprocess.run(limited, check=False, capture_output=True)
    print(f"under ulimit -v 700000: {'unlocked' if ran.returncode == 0 else 'FAILED'}")


if __name__ == "__main__":
    sys.exit(main())
