"""Let every command that writes run into a full disk, and look for what was lost.

    sudo python tools/full_disk.py [--locked]

A small disk in memory holds a book, a file fills it up to a few kilobytes, and one command after the
other runs into that. Then the filling is taken away: the book must be whole, and hold all of what a
command said it did, and of what it refused nothing. A command that refuses says so in one sentence.
With ``--locked`` the book is a locked one, and ``decrypt`` and ``passphrase`` are tried, too; otherwise
``encrypt`` is.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from locked_book import key_of, lock, passphrase_file

from fieldbook.domain.drafts import Draft
from fieldbook.opening import open_book

DISK = 4 << 20
ROOMS = (0, 4, 8, 20, 40, 80, 200)
"""Kilobytes left on the disk."""
ISSUES = 200
COMMANDS = (
    ("add", "issue", "一个新问题"),
    ("undo",),
    ("backup", "{folder}/stick"),
    ("backup",),
    ("export", "-o", "{folder}/paper.md"),
    ("export", "-o", "{folder}/paper.docx"),
    ("restore", "{folder}/copy/{copy}", "--yes"),
    ("verify", "--repair"),
    ("purge", "household", "1", "--yes"),
)
LOCKS = ("encrypt", "--passphrase-file", "{word}")
UNLOCKS = (
    ("decrypt", "--yes"),
    ("passphrase", "--new-passphrase-file", "{word}"),
    ("passphrase", "--new-identity", "--new-passphrase-file", "{word}"),
)


class Form:
    """How the book lies: plain, unless the words that unlock it are said with every command."""

    words: tuple[str, ...] = ()


@contextmanager
def small_disk() -> Iterator[Path]:
    """A disk of a few megabytes, in memory."""
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", name], check=True)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def fieldbook(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One command on the book of the folder, to its end."""
    begin = [sys.executable, "-m", "fieldbook", "--book", str(folder / "book.json")]
    command = [*begin, *Form.words, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def lay_out(folder: Path) -> None:
    """A book of some issues, and a copy of it."""
    with open_book(folder / "book.json", backups=None) as book:
        home = book.households.assign(Draft(head="陈桂生"))
        for number in range(ISSUES):
            book.issues.raise_(Draft(title=f"问题{number}", household=home.id))
    if Form.words:
        lock(folder / "book.json")
    fieldbook(folder, "backup", str(folder / "copy"))


def titles(folder: Path) -> list[str]:
    """The titles of the issues in the book, its inbox taken in."""
    path = folder / "book.json"
    with open_book(path, backups=None, key=key_of(path)) as book:
        book.take_in_inbox()
        return [each.title for each in book.issues.all()]


def fill(folder: Path, room: int) -> Path:
    """Fill the disk up to so many kilobytes."""
    filling = folder.parent / "filling"
    with filling.open("wb", buffering=0) as file:
        try:
            while file.write(b"0" * 4096):
                pass
        except OSError:
            file.truncate(max(0, file.tell() - (room << 10)))
    return filling


def wrong_after(folder: Path, words: tuple[str, ...], room: int) -> str:
    """What is wrong after one command met the full disk; empty where nothing is."""
    before = [f"问题{number}" for number in range(ISSUES)]
    filling = fill(folder, room)
    ended = fieldbook(folder, *words)
    filling.unlink()
    said = ended.stderr.strip()
    if ended.returncode not in {0, 1} or "Traceback" in said or (ended.returncode and not said):
        return f"ended with {ended.returncode}: {said[-200:]}"
    found = titles(folder)
    # A purge erases the issues of the household with it.
    done = {"add": [*before, words[-1]], "undo": before[:-1], "purge": []}
    after = done.get(words[0], before)
    if found not in ((after,) if ended.returncode == 0 else (after, before)):
        return f"{len(found)} issues after {ended.returncode}"
    key = words[-2:] if words[0] == "encrypt" else ()
    return "" if fieldbook(folder, "verify", *key).returncode == 0 else "verify is not content"


def main() -> int:
    """Print a line a command; 0 where nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--locked", action="store_true", help="a locked book")
    locked, wrong = parser.parse_args().locked, 0
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"XDG_DATA_HOME": name, "XDG_CONFIG_HOME": name, "LANG": "C.UTF-8"}
        base = Path(name) / "base"
        base.mkdir()
        word = str(passphrase_file(Path(name)))
        Form.words = ("--passphrase-file", word) if locked else ()
        lay_out(base)
        copy = min((base / "copy").iterdir()).name
        for words in (*COMMANDS, *(UNLOCKS if locked else (LOCKS,))):
            faults = []
            for room in ROOMS:
                with small_disk() as disk:
                    folder = disk / "work"
                    shutil.copytree(base, folder)
                    given = tuple(
                        each.format(folder=folder, copy=copy, word=word) for each in words
                    )
                    fault = wrong_after(folder, given, room)
                    faults += [f"{room} kB: {fault}"] if fault else []
            print(*words[:3], "-", len(ROOMS), "disks,", *(faults or ["nothing wrong"]),
                  flush=True)  # fmt: skip
            wrong += len(faults)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
