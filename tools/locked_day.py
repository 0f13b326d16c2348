"""A scripted day on a locked book, killed again and again; then every file is searched for its words.

    python tools/locked_day.py 200 [--seed N]

A book is locked (that may be killed, too), and commands run on it, each killed with SIGKILL after a
random time: visits are noted, lines added, a list is imported, copies made and brought back, drafts kept
and put away, the last line of the log is torn, a household is purged, the passphrase changed, everything
encrypted anew. Then the book must open whole, and no file in its folders may hold a piece of it: four Chinese
characters, seven digits or eight others in a row, in UTF-8 or UTF-16; and the key opens all of them.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from fieldbook.__main__ import main as fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.opening import open_book
from fieldbook.store import passphrase
from fieldbook.store.drafts import Drafts
from fieldbook.store.form import is_locked
from fieldbook.store.keys import MAGIC, new_secret
from fieldbook.store.locking import encrypt
from fieldbook.store.sealed import SealedCodec
from fieldbook.store.unlocking import unlock

LONGEST = 0.6
PASSPHRASE = "correct horse battery staple"
WORDS = (
    "水渠漏水要修理", "南坡地没有浇上水", "老井淤泥多年没有清", "Christopher Robinson", "欧阳长青老人家",
    "Alexandria Montgomery", "13900001234", "司马玉兰的女儿", "草稿里还没有写完的一句", "Blacksmith Lane 221B",
)  # fmt: skip


class Day:
    """One book, its folder, and what may be done to it."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.folder, self.dice = folder, dice
        self.book = folder / "work" / "book.json"
        self.word = folder / "word"
        self.word.write_text(PASSPHRASE, encoding="utf-8")

    def command(self, *words: str) -> int:
        """A command, unlocked."""
        return fieldbook([*words, "--book", str(self.book), "--passphrase-file", str(self.word)])

    def acts(self) -> list[Callable[[], object]]:
        """What a day is made of; one of them is chosen each time."""
        text = self.dice.choice(WORDS)
        copies = sorted((self.book.parent / "backups").glob("*.json.age"))
        copy = str(self.dice.choice(copies)) if copies else str(self.book) + ".age"
        return [
            lambda: self.command("add", "issue", text, "--household", self.dice.choice(WORDS)),
            lambda: self.command("list", "issues"),
            lambda: self.command("import", str(self.roster())),
            lambda: self.command("undo"),
            lambda: self.command("backup"),
            lambda: self.command("restore", copy, "--yes"),
            lambda: self.command("purge", "household", str(self.dice.randint(1, 99)), "--yes"),
            lambda: self.command("verify", "--repair"),
            lambda: self.command("passphrase", "--new-passphrase-file", str(self.word)),
            self.renew,
            self.visit,
            self.drafts,
            self.torn,
        ]

    def roster(self) -> Path:
        """A list of households, outside the book's folder."""
        path = self.folder / "roster.csv"
        first = self.dice.randrange(100_000)
        rows = "".join(
            f"{n},{WORDS[4]}{n},{WORDS[6]},{WORDS[9]}\n" for n in range(first, first + 50)
        )
        path.write_text("户号,户主,电话,住址\n" + rows, encoding="utf-8")
        return path

    def renew(self) -> None:
        """Encrypt everything anew."""
        slip = self.folder / f"slip-{self.dice.random()}"
        words = ("--new-passphrase-file", str(self.word), "--slip", str(slip))
        self.command("passphrase", "--new-identity", *words)

    def visit(self) -> None:
        """Note a visit to a household, with an issue that came up, as the screens do."""
        with open_book(self.book, key=unlock(self.book, PASSPHRASE)) as book:
            home = book.households.assign(Draft(head=WORDS[4], address=WORDS[9]))
            said = Draft(household=home.id, learned=self.dice.choice(WORDS))
            book.visits.note(said, [Draft(title=self.dice.choice(WORDS))])

    def drafts(self) -> None:
        """Keep drafts, and put some away."""
        drafts = Drafts(self.book, SealedCodec(unlock(self.book, PASSPHRASE)))
        for number in range(20):
            drafts.keep("visit", str(number % 3), {"note": self.dice.choice(WORDS)})
            if number % 4 == 0:
                drafts.discard("visit", str(number % 3))

    def torn(self) -> None:
        """A line that was not written to its end."""
        log = Path(f"{self.book}-log")
        data = log.read_bytes()
        if not data.endswith(b"\n"):
            return  # it has one already; two halves may be more than a line, which is damage
        last = data.rstrip(b"\n").split(b"\n")[-1]
        with log.open("ab") as file:
            file.write(last[: len(last) // 2])


def killed(act: Callable[[], object], after: float) -> None:
    """Do it in a child that is killed."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            quiet = os.open(os.devnull, os.O_RDWR)
            for fd in (0, 1, 2):
                os.dup2(quiet, fd)
            act()
        os._exit(0)
    until = time.monotonic() + after
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG)[0]:
            return
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def pieces(words: tuple[str, ...]) -> Iterator[str]:
    """What may stand in no file: pieces that are not there by chance."""
    for word in words:
        size = 7 if word.isdigit() else 4 if "一" <= word[0] <= "鿿" else 8
        yield from (word[at : at + size] for at in range(len(word) - size + 1))


def files_with(folder: Path) -> list[str]:
    """The files that hold a piece of the book, with the piece."""
    codes = ("utf-8", "utf-16-le", "utf-16-be")
    wanted = {(each, each.encode(code)) for each in pieces(WORDS) for code in codes}
    found = []
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        found += [f"{path}: {each}" for each, piece in wanted if piece in data]
    return found


def unreadable(day: Day) -> list[str]:
    """Age files beside the book that its key does not open: what they held would be lost."""
    key, found = unlock(day.book, PASSPHRASE), []
    for path in day.book.parent.rglob("*"):
        if path.is_file() and not path.name.endswith("-identity.age"):
            data = path.read_bytes()
            try:
                _ = key.decrypt(data) if data.startswith(MAGIC) else b""
            except ValueError:
                found.append(f"{path}: not opened by the book's key")
    return found


def locked(day: Day) -> None:
    """Lock a book with something in it; the first tries are killed."""
    fieldbook(["add", "issue", WORDS[0], "--book", str(day.book)])
    day.command("import", str(day.roster()))
    day.command("backup")
    for _ in range(5):
        killed(lambda: encrypt(day.book, PASSPHRASE, new_secret()), day.dice.uniform(0, 0.15))
    if not is_locked(day.book):  # its log may be locked, and the rest follow when it is opened
        encrypt(day.book, PASSPHRASE, new_secret())


def main() -> int:
    """Print one line; 0 where the book is whole and no word was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    wanted = parser.parse_args()
    passphrase.COST = 10  # type: ignore[misc]  # the work of guessing is not what is tried here
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(sys.stderr):
        os.environ |= {"XDG_DATA_HOME": name, "XDG_CONFIG_HOME": name, "XDG_STATE_HOME": name}
        day = Day(Path(name), random.Random(wanted.seed))
        locked(day)
        for _ in range(wanted.kills):
            killed(day.dice.choice(day.acts()), day.dice.uniform(0, LONGEST))
        whole = day.command("undo") in (0, 1) and day.command("verify") == 0
        found = files_with(day.book.parent) + unreadable(day)
    print(*found[:20], sep="\n", file=sys.stderr)
    print(f"{wanted.kills} kills (seed {wanted.seed}): the book is {'whole' if whole else 'NOT WHOLE'}, "
          f"{len(found)} pieces of it were found in its folders, or lost to its key")  # fmt: skip
    return 0 if whole and not found else 1


if __name__ == "__main__":
    sys.exit(main())
