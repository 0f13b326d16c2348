"""Exchanging beside listing and importing: the commands, in processor seconds, within one run.

    python bench/bench_exchange.py [--quick]

Handing in one day's records, and a whole book, stands beside ``list --json`` of the same records; taking in
twenty books beside importing a ledger with as many rows. Each command runs in a process of its own on a copy
of the same book; the best of three, in turns. The ratios are what is promised: 3, 3 and 6.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

TIMES = 3
DAY = 40
"""Records of one day."""
WORDS = "水渠漏水，南坡二十亩浇不上，已与组长和两名骨干看过，商定先堵漏口，再换两丈铁管。" * 3


def fill(path: Path, count: int, mark: str = "") -> None:
    """A book with so many issues, taken in as a ledger."""
    run(path, "import", str(ledger(path.parent, count, mark)))


def ledger(folder: Path, count: int, mark: str = "") -> Path:
    """A ledger of so many rows."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "ledger.csv"
    rows = "".join(
        f"{mark}{n},{mark}问题{n},2026-11-{n % 20 + 1:02},{WORDS}\n" for n in range(count)
    )
    file.write_text("编号,标题,时间,详情\n" + rows, encoding="utf-8")
    return file


def run(book: Path, *words: str) -> float:
    """Processor seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    call = [sys.executable, "-m", "fieldbook", "--book", str(book), *words]
    done = subprocess.run(call, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Books:
    """The branch's own book, and members' books that have joined it."""

    def __init__(self, base: Path) -> None:
        from fieldbook.exchange.founding import found
        from fieldbook.opening import open_book

        self.base, self.own = base, base / "own" / "book.json"
        with open_book(self.own, backups=None) as book:
            found(book, "崔寨子支部")

    def member(self, name: str, count: int) -> Path:
        """A member's book with so many records, that has joined."""
        from fieldbook.domain.drafts import Draft
        from fieldbook.exchange.founding import invited, join
        from fieldbook.opening import open_book

        path = self.base / name / "book.json"
        fill(path, count, name)
        with open_book(self.own, backups=None) as own, open_book(path, backups=None) as book:
            join(book, invited(own, own.members.write(Draft(name=name))))
        return path


def best(base: Path, name: str, acts: Sequence[Callable[[Path], float]]) -> list[float]:
    """The best of three of each act, in turns, each on a copy of a folder under the same name.

    What this computer knows of the books is put back with them: an older copy that is brought back
    goes on as another replica, for which the bundles are not.
    """
    found: list[list[float]] = [[] for _ in acts]
    kept = base.with_name(f"{base.name}-{name}")
    known, was_known = base.with_name("known"), kept.with_name(f"known-{name}")
    shutil.copytree(base, kept)
    shutil.copytree(known, was_known)
    for _ in range(TIMES):
        for times, act in zip(found, acts, strict=True):
            for now, before in ((base, kept), (known, was_known)):
                shutil.rmtree(now)
                shutil.copytree(before, now)
            times.append(act(base))
    shutil.rmtree(base)
    kept.rename(base)
    return [min(each) for each in found]


def told(what: str, ours: float, beside: float, promised: float) -> bool:
    """Print a line; whether the promise is kept."""
    ratio = ours / beside
    print(f"{what:<44} {ours:7.2f} s {beside:7.2f} s {ratio:6.2f} x   promised {promised:.0f} x")
    return ratio <= promised


def main() -> int:
    """Measure all three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of it")
    size = 2_000 if parser.parse_args().quick else 20_000
    with tempfile.TemporaryDirectory() as name:
        os.environ |= dict.fromkeys(
            ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"),
            str(Path(name) / "known"),
        )
        base = Path(name) / "branch"
        books = Books(base)
        li = books.member("li", size)
        (base / "stick").mkdir()

        def listed(at: Path) -> float:
            return run(at / "li" / "book.json", "list", "issues", "--json")

        def exchanged(at: Path, who: str = "li") -> float:
            return run(at / who / "book.json", "exchange", str(at / "stick"), "--yes")

        whole = told(f"handing in a book of {size:,}", *best(base, "whole", (exchanged, listed)), 3)
        for who in ("li", "own", "li"):
            exchanged(base, who)
        from fieldbook.domain.drafts import Draft
        from fieldbook.opening import open_book

        with open_book(li, backups=None) as book:
            for number in range(DAY):
                book.issues.raise_(Draft(title=f"今天的问题{number}", detail=WORDS))
        day = told(f"handing in {DAY} records of a day", *best(base, "day", (exchanged, listed)), 3)

        several = Books(Path(name) / "twenty")
        (several.base / "stick").mkdir()
        for number in range(20):
            several.member(f"m{number:02}", size // 20)
            exchanged(several.base, f"m{number:02}")
        rows = ledger(several.base / "import", size)

        def imported(at: Path) -> float:
            return run(at / "import" / "book.json", "import", str(rows))

        def taken(at: Path) -> float:
            return exchanged(at, "own")

        twenty = told(f"taking in twenty books of {size // 20:,}",
                      *best(several.base, "taken", (taken, imported)), 6)  # fmt: skip
    return 0 if whole and day and twenty else 1


if __name__ == "__main__":
    sys.exit(main())
