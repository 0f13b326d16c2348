"""Cut the power of a real file system under a writing program, again and again.

    sudo python tools/power_cut.py 200 [--seed N] [--control]

The book lies on an ext4 file system of its own, in a file. While a child writes in it, the file
system is shut down as by a power cut (nothing more reaches the disk, the journal is not flushed), then
mounted anew. The book must open and hold everything acknowledged before the cut. What was said to be
safe while the cut was under way may be there or not: a flush that the cut catches reports success.

Needs Linux, mkfs.ext4 and the right to mount; it is run before a release, not in the ordinary tests.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import random
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kill_loop import Tables, apply, changes_of, live

from fieldbook.domain.errors import FieldbookError
from fieldbook.store import disk
from fieldbook.store.journal import JournalDB

SHUTDOWN = 0x8004587D
WITHOUT_FLUSH = 2
LONGEST = 0.15


def mount(image: Path, folder: Path) -> None:
    """Mount the image, which replays the file system's own journal."""
    subprocess.run(["mount", "-o", "loop", str(image), str(folder)], check=True)


def unmount(folder: Path) -> None:
    """Let go of it, whatever state it is in."""
    subprocess.run(["umount", str(folder)], check=True)


def cut(folder: Path) -> None:
    """The power goes."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        fcntl.ioctl(fd, SHUTDOWN, struct.pack("I", WITHOUT_FLUSH))
    finally:
        os.close(fd)


def one_life(folder: Path, seed: int, life: int) -> tuple[int, int]:
    """Write until the cut; how many acts were acknowledged before it, and how many in all."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            live(folder / "book.json", seed, life, lambda: os.write(writing, b"."))  # type: ignore[arg-type]
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(random.Random(f"{seed}/{life}/time").uniform(0, LONGEST))
    os.set_blocking(reading, False)
    before = len(drained(reading))
    cut(folder)
    time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    late = len(drained(reading))
    os.close(reading)
    return before, before + late


def drained(pipe: int) -> bytes:
    """What has been said so far."""
    said = b""
    while True:
        try:
            more = os.read(pipe, 65536)
        except BlockingIOError:
            return said
        if not more:
            return said
        said += more


def allowed(tables: Tables, seed: int, life: int, before: int, said: int) -> Iterator[Tables]:
    """What a book may hold: all that was acknowledged before the cut, and maybe more, in order."""
    for act in range(said + 2):
        if act >= before:
            yield shown(tables)
        tables = apply(tables, changes_of(seed, life, act))


def shown(tables: Tables) -> Tables:
    """The tables that hold anything."""
    return {name: rows for name, rows in tables.items() if rows}


def run(cuts: int, seed: int, image: Path, folder: Path) -> tuple[int, int, int, int]:
    """The whole loop: acknowledged, wrong, unopened, torn."""
    tables: Tables = {}
    acknowledged = wrong = unopened = torn = 0
    for life in range(cuts):
        mount(image, folder)
        before, said = one_life(folder, seed, life)
        unmount(folder)
        mount(image, folder)
        try:
            with JournalDB(folder / "book.json") as db:
                now: Tables = {name: dict(db.rows(name)) for name in db.tables()}
                torn += len(db.findings)
        except FieldbookError as error:
            print(f"cut {life}: {error!r} {error.data}", file=sys.stderr)
            unopened += 1
        else:
            wrong += shown(now) not in allowed(tables, seed, life, before, said)
            tables = now
        acknowledged += before
        unmount(folder)
    return acknowledged, wrong, unopened, torn


def main() -> int:
    """Print one line; 0 where nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cuts", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument(
        "--control", action="store_true", help="leave out every flush: the loop must find it"
    )
    wanted = parser.parse_args()
    if wanted.control:
        vars(disk).update(sync_bytes=lambda _: None, sync_folder=lambda _: None)
    with tempfile.TemporaryDirectory() as name:
        image, folder = Path(name, "disk"), Path(name, "mounted")
        folder.mkdir()
        with image.open("wb") as file:
            file.truncate(64 * 1024 * 1024)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
        acknowledged, wrong, unopened, torn = run(wanted.cuts, wanted.seed, image, folder)
    print(
        f"{wanted.cuts} power cuts (seed {wanted.seed}), {acknowledged} acknowledged acts: "
        f"{wrong} books wrong, {unopened} did not open; {torn} torn lines set aside"
    )
    return 1 if wrong or unopened else 0


if __name__ == "__main__":
    sys.exit(main())
