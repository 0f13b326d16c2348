"""Kill the commands that change much at random times, and look for half of anything.

    python tools/kill_commands.py 40 [--seed N] [--locked]

An import of 5,000 rows, an undo and a redo of it, a restore, a backup, an export and a purge are each
killed with SIGKILL so many times. Then ``fieldbook verify`` must find the book whole, and it must hold all of what the command
was to do, or nothing of it. A paper that is there must be whole. A purge is done once more, and after it
nothing of it may be readable. With ``--locked`` the book is a locked one; ``encrypt``, ``decrypt`` and
``passphrase`` are killed, too, and an ``encrypt`` that is done once more leaves nothing readable.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from locked_book import held, key_of, lock, passphrase_file

from fieldbook.domain.drafts import Draft
from fieldbook.opening import open_book

ROWS = 5000
QUIET = subprocess.DEVNULL
SECRET = "朱秘密"


class Told(NamedTuple):
    """What the kills of one command came to."""

    command: str
    kills: int
    done: int
    wrong: int


def fieldbook(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One command on the book of the folder, to its end."""
    return subprocess.run(command(folder, *words), capture_output=True, text=True, check=False)


def command(folder: Path, *words: str) -> list[str]:
    """The words by which a command is started."""
    begin = [sys.executable, "-m", "fieldbook", "--book", str(folder / "book.json")]
    return [*begin, *Form.words, *words]


class Form:
    """How the book lies: plain, unless the words that unlock it are said with every command."""

    words: tuple[str, ...] = ()


def lay_out(base: Path) -> None:
    """A book of 5,000 imported issues, an older copy of it, and a household that is to go."""
    base.mkdir()
    ledger = base / "ledger.csv"
    rows = "".join(f"{number},问题{number},修好了\n" for number in range(ROWS))
    ledger.write_text("编号,标题,答复\n" + rows, encoding="utf-8")
    with open_book(base / "book.json", backups=None) as book:
        home = book.households.assign(Draft(head=SECRET, address="南坡"))
        book.visits.note(Draft(household=home.id, learned=SECRET), [Draft(title=SECRET)])
    if Form.words:
        lock(base / "book.json")
    fieldbook(base, "backup", str(base / "stick"))
    shutil.copytree(base, base.with_name("before"))
    fieldbook(base, "import", str(ledger))
    shutil.copytree(base, base.with_name("undone"))
    fieldbook(base.with_name("undone"), "undo")
    if Form.words:
        shutil.copytree(base, base.with_name("plain"))
        fieldbook(base.with_name("plain"), "decrypt", "--yes")


def issues_in(folder: Path) -> int:
    """How many issues the book has; it must open."""
    path = folder / "book.json"
    with open_book(path, read_only=True, key=key_of(path)) as book:
        return len(book.issues.all())


def seconds_of(base: Path, words: tuple[str, ...]) -> float:
    """How long the command takes here and now, to be killed at any time of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "work"
        shutil.copytree(base, folder)
        begun = time.monotonic()
        fieldbook(folder, *(word.format(folder=folder) for word in words))
        return time.monotonic() - begun


def killed(base: Path, words: tuple[str, ...], allowed: set[int], after: float) -> bool | None:
    """Kill one command: whether it was done already, or ``None`` where something is wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "work"
        shutil.copytree(base, folder)
        given = [word.format(folder=folder) for word in words]
        with subprocess.Popen(command(folder, *given), stdout=QUIET, stderr=QUIET) as child:
            time.sleep(after)
            child.send_signal(signal.SIGKILL)
        done = child.returncode == 0
        if fieldbook(folder, "verify").returncode or issues_in(folder) not in allowed:
            return None
        if words[0] == "purge":
            fieldbook(folder, *given)
            shutil.rmtree(folder / "stick")
            key = key_of(folder / "book.json")
            if any(SECRET.encode() in held(each, key) for each in folder.rglob("*.*json*")):
                return None
        if words[0] == "encrypt":
            fieldbook(folder, *given)
            if any(SECRET.encode() in each.read_bytes() for each in folder.rglob("*.*json*")):
                return None
        if words[0] == "export" and (paper := folder / "paper.md").exists():
            written = paper.read_bytes()
            fieldbook(folder, *given, "--yes")
            if written != paper.read_bytes():
                return None
        return done


def main() -> int:
    """Print a line a command; 0 where nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=40)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--locked", action="store_true", help="a locked book")
    wanted = parser.parse_args()
    dice, wrong = random.Random(wanted.seed), 0
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"XDG_DATA_HOME": name, "XDG_CONFIG_HOME": name, "LOCALAPPDATA": name}
        base = Path(name) / "after"
        word = str(passphrase_file(Path(name)))
        Form.words = ("--passphrase-file", word) if wanted.locked else ()
        lay_out(base)
        copy = min((base / "stick").iterdir()).name
        new = ("passphrase", "--new-passphrase-file", word)
        locking = (
            ("plain", ("encrypt",), {ROWS + 1}),
            ("after", ("decrypt", "--yes"), {ROWS + 1}),
            ("after", new, {ROWS + 1}),
            ("after", (*new, "--new-identity"), {ROWS + 1}),
        )
        for start, words, allowed in (
            *(locking if wanted.locked else ()),
            ("before", ("import", "{folder}/ledger.csv"), {1, ROWS + 1}),
            ("after", ("undo",), {1, ROWS + 1}),
            ("after", ("restore", f"{{folder}}/stick/{copy}", "--yes"), {1, ROWS + 1}),
            ("after", ("backup",), {ROWS + 1}),
            ("undone", ("redo",), {1, ROWS + 1}),
            ("after", ("export", "-o", "{folder}/paper.md"), {ROWS + 1}),
            ("after", ("purge", "household", "1", "--yes"), {ROWS, ROWS + 1}),
        ):
            place = base.with_name(start)
            longest = seconds_of(place, words)
            found = [
                killed(place, words, allowed, dice.uniform(0.05, longest))
                for _ in range(wanted.kills)
            ]
            told = Told(
                " ".join((words[0], *words[3:4])), len(found), found.count(True), found.count(None)
            )
            print(f"{told.command}: {told.kills} kills, {told.done} came too late, {told.wrong} wrong",
                  flush=True)  # fmt: skip
            wrong += told.wrong
    print(f"seed {wanted.seed}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
