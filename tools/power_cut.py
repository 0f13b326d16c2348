"""Cut the power of a real file system under a writing program, again and again.

    sudo python tools/power_cut.py 200 [--what book|drafts|papers|restore|settings] [--control]

The book lies on an ext4 file system of its own, in a file. While a child writes in it, the file
system is shut down as by a power cut (nothing more reaches the disk, the journal is not flushed), then
mounted anew. The book must open and hold everything acknowledged before the cut. What was said to be
safe while the cut was under way may be there or not: a flush that the cut catches reports success.

Beside the book, what is written there is tried likewise: drafts, papers, small files, and copies that
become the book. Each write that returned before the cut must be there, whole.

Needs Linux, mkfs.ext4 and the right to mount; it is run before a release, not in the ordinary tests.
"""

from __future__ import annotations

import argparse
import datetime as dt
import fcntl
import itertools
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kill_loop import TEXT, Form, Tables, apply, changes_of, live, locked

from fieldbook import files
from fieldbook.domain.errors import FieldbookError
from fieldbook.files import private_folder, write_whole
from fieldbook.store import backup, disk, drafts, restore
from fieldbook.store.drafts import DISCARDED_KEPT, Drafts, read_draft_file
from fieldbook.store.journal import JournalDB
from fieldbook.store.restore import BookCopy, put_in_place

SHUTDOWN = 0x8004587D
WITHOUT_FLUSH = 2
LONGEST = 0.15
LONGEST_BESIDE = 1.0
"""Seconds until a cut: what is written beside the book flushes two or three times a write."""


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


Live = Callable[[Path, int, int, Callable[[], object]], object]


def one_life(folder: Path, seed: int, life: int, write: Live) -> tuple[int, int]:
    """Write until the cut; how many acts were acknowledged before it, and how many in all."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            write(folder / "book.json", seed, life, lambda: os.write(writing, b"."))
        finally:
            os._exit(1)
    os.close(writing)
    longest = LONGEST if write is live else LONGEST_BESIDE
    time.sleep(random.Random(f"{seed}/{life}/time").uniform(0, longest))
    os.set_blocking(reading, False)
    before = len(drained(reading))
    cut(folder)
    time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    late = len(drained(reading))
    os.close(reading)
    return before, before + late


def words_of(life: int, act: int) -> str:
    """What one write beside the book holds: known again by whoever knows which it was."""
    return f"{life}/{act} " + TEXT * 40


def keep_drafts(book: Path, _seed: int, life: int, said: Callable[[], object]) -> None:
    """Keep one draft after the other, and put every third away."""
    drafts = Drafts(book)
    for act in itertools.count():
        drafts.keep("visit", f"{life}-{act}", {"note": words_of(life, act)})
        if act % 3 == 2:
            drafts.discard("visit", f"{life}-{act}")
        said()


def write_papers(book: Path, _seed: int, life: int, said: Callable[[], object]) -> None:
    """Write one paper after the other, each in a new folder of its own."""
    for act in itertools.count():
        folder = private_folder(book.parent / "papers" / f"{life}-{act}")
        write_whole(folder / "材料.md", words_of(life, act).encode())
        said()


def write_settings(book: Path, _seed: int, life: int, said: Callable[[], object]) -> None:
    """Write one small file over and over."""
    for act in itertools.count():
        write_whole(book.with_name("settings.toml"), words_of(life, act).encode())
        said()


def restore_copies(book: Path, _seed: int, life: int, said: Callable[[], object]) -> None:
    """Let one copy after the other become the book, which cannot be opened before."""
    for act in itertools.count():
        copy = book.with_name("copy.json")
        with JournalDB(copy) as db:
            db.commit({"diary": {1: {"text": words_of(life, act)}}, "meta": {1: {"format": 1}}})
        put_in_place(BookCopy(copy), book, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        said()


def drafts_there(book: Path, life: int, acts: int) -> bool:
    """Whether every draft that was kept is there, among the discarded if it was put away.

    Of those put away only so many are kept: the older ones made room, on purpose.
    """
    found = [read_draft_file(each) for each in Drafts(book).files()]
    notes = {str(each.fields["note"]) for each in found if each}
    put_away = [act for act in range(acts) if act % 3 == 2]
    gone = set(put_away[: 1 - DISCARDED_KEPT])  # the cut may have caught one being put away
    return None not in found and all(
        words_of(life, act) in notes for act in range(acts) if act not in gone
    )


def papers_there(book: Path, life: int, acts: int) -> bool:
    """Whether every paper is there, whole, and none is torn."""
    for act in range(acts):
        path = book.parent / "papers" / f"{life}-{act}" / "材料.md"
        if not path.is_file() or path.read_text("utf-8") != words_of(life, act):
            return False
    return True


def settings_there(book: Path, life: int, acts: int) -> bool:
    """Whether the file holds the last one said to be written, or the one under way, whole."""
    path = book.with_name("settings.toml")
    said = path.read_text("utf-8") if path.exists() else ""
    return acts == 0 or any(said == words_of(life, act) for act in range(acts - 1, acts + 40))


def restored_there(book: Path, life: int, acts: int) -> bool:
    """Whether the book is the copy that became it last, or one after it."""
    if acts == 0:
        return True
    with JournalDB(book, read_only=True) as db:
        said = db.rows("diary")[1]["text"]
    return any(said == words_of(life, act) for act in range(acts - 1, acts + 40))


BESIDE: dict[str, tuple[Live, Callable[[Path, int, int], bool]]] = {
    "drafts": (keep_drafts, drafts_there),
    "papers": (write_papers, papers_there),
    "settings": (write_settings, settings_there),
    "restore": (restore_copies, restored_there),
}
"""What is written beside the book → how it is written, and whether it is all there."""


def run_beside(what: str, cuts: int, seed: int, image: Path, folder: Path) -> tuple[int, int]:
    """The loop for what lies beside the book: acknowledged writes, and cuts that lost some."""
    write, is_there = BESIDE[what]
    acknowledged = lost = 0
    for life in range(cuts):
        mount(image, folder)
        for each in sorted(folder.iterdir()):
            if each.name != "lost+found":
                shutil.rmtree(each) if each.is_dir() else each.unlink()
        before, _said = one_life(folder, seed, life, write)
        unmount(folder)
        mount(image, folder)
        try:
            lost += not is_there(folder / "book.json", life, before)
        except (FieldbookError, OSError, KeyError):
            lost += 1
        acknowledged += before
        unmount(folder)
    return acknowledged, lost


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
        before, said = one_life(folder, seed, life, live)  # type: ignore[arg-type]
        unmount(folder)
        mount(image, folder)
        try:
            with JournalDB(folder / "book.json", codec=Form.codec) as db:
                now: Tables = {name: dict(db.rows(name)) for name in db.tables()}
                torn += len(db.journal.findings)
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
    parser.add_argument("--what", choices=("book", *BESIDE), default="book")
    parser.add_argument("--locked", action="store_true", help="a locked book")
    wanted = parser.parse_args()
    Form.codec = locked() if wanted.locked else None
    if wanted.control:
        for each in (disk, files, backup, drafts, restore):
            vars(each).update(sync_bytes=lambda _: None, sync_folder=lambda _: None)
    with tempfile.TemporaryDirectory() as name:
        image, folder = Path(name, "disk"), Path(name, "mounted")
        folder.mkdir()
        with image.open("wb") as file:
            file.truncate(64 * 1024 * 1024)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
        if wanted.what != "book":
            acknowledged, lost = run_beside(wanted.what, wanted.cuts, wanted.seed, image, folder)
            print(
                f"{wanted.cuts} power cuts (seed {wanted.seed}), {acknowledged} acknowledged "
                f"writes of {wanted.what}: {lost} cuts lost some"
            )
            return 1 if lost else 0
        acknowledged, wrong, unopened, torn = run(wanted.cuts, wanted.seed, image, folder)
    print(
        f"{wanted.cuts} power cuts (seed {wanted.seed}), {acknowledged} acknowledged acts: "
        f"{wrong} books wrong, {unopened} did not open; {torn} torn lines set aside"
    )
    return 1 if wrong or unopened else 0


if __name__ == "__main__":
    sys.exit(main())
