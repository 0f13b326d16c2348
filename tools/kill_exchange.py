"""Kill exchanges at random times, on both sides, and look for anything lost, doubled or half.

    python tools/kill_exchange.py 300 [--seed N]

A secretary's and a member's book write things down every second turn, and the exchange of the one or the other
is killed with SIGKILL: three times of four once it has said what it will do, and does it; else while it reads.
A kill that comes too late does not count, and the next ones come sooner. Every ten both exchange to the end: then ``fieldbook verify`` must find both
whole, what each wrote must stand in the other once, and one more exchange must find nothing new.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fieldbook.domain.drafts import Draft
from fieldbook.exchange.exchanging import exchange, prospect, through
from fieldbook.exchange.folder import FolderCarrier
from fieldbook.exchange.founding import found, invited, join
from fieldbook.opening import open_book

BEFORE = 400
AT_ONCE = 20
"""Records that each book writes in a turn."""
ROUND = 10
QUIET = subprocess.DEVNULL


class Pair:
    """Two books of one branch, and the stick between them."""

    def __init__(self, base: Path) -> None:
        self.stick = base / "stick"
        self.stick.mkdir()
        self.own, self.li = base / "own" / "book.json", base / "li" / "book.json"
        self.issues, self.tasks = set[str](), set[str]()
        self.longest = {True: 1.0, False: 1.0}
        """Whether it has said what it will do → how long at most it is let go on."""
        with open_book(self.own, backups=None) as own, open_book(self.li, backups=None) as li:
            found(own, "崔寨子支部")
            member = own.members.write(Draft(name="李霞平", contact_group="3"))
            join(li, invited(own, member))
            for turn in range(BEFORE):
                self.issues.add(li.issues.raise_(Draft(title=f"早先的问题{turn}")).title)

    def write(self, turn: int) -> None:
        """Things new in each book."""
        with open_book(self.li, backups=None) as book:
            for each in range(AT_ONCE):
                self.issues.add(book.issues.raise_(Draft(title=f"问题{turn}-{each}")).title)
        with open_book(self.own, backups=None) as book:
            for each in range(AT_ONCE):
                self.tasks.add(book.tasks.write(Draft(title=f"任务{turn}-{each}")).title)

    def command(self, book: Path) -> list[str]:
        """The exchange of one book."""
        words = ["exchange", str(self.stick), "--yes", "--book", str(book)]
        return [sys.executable, "-m", "fieldbook", *words]

    def kill(self, book: Path, dice: random.Random) -> bool:
        """Kill one exchange: whether that was in time."""
        has_said = dice.random() < 0.75
        call = [sys.executable, "-u", *self.command(book)[1:]]
        with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=QUIET) as child:
            assert child.stdout is not None
            if has_said:
                child.stdout.readline()
            time.sleep(dice.uniform(0, self.longest[has_said]))
            child.send_signal(signal.SIGKILL)
        is_in_time = child.returncode == -signal.SIGKILL
        self.longest[has_said] *= 1.05 if is_in_time else 0.8
        return is_in_time

    def wrong(self) -> str:
        """What is wrong after both have exchanged to the end; empty where nothing is."""
        for book in (self.li, self.own, self.li, self.own):
            done = subprocess.run(self.command(book), capture_output=True, text=True, check=False)
            if done.returncode:
                return done.stderr
        for path in (self.own, self.li):
            words = [sys.executable, "-m", "fieldbook", "verify", "--book", str(path)]
            done = subprocess.run(words, capture_output=True, text=True, check=False)
            if done.returncode:
                return done.stdout + done.stderr
        with open_book(self.own, backups=None) as own, open_book(self.li, backups=None) as li:
            for book in (own, li):
                carrier = FolderCarrier(self.stick)
                seen = through(prospect(book, carrier))
                if not seen.is_empty or seen.refused:
                    return f"not quiet: {seen.comes} {seen.goes} {seen.refused}"
                through(exchange(book, carrier, seen, about="stick"))
                for titles, room in ((self.issues, book.issues), (self.tasks, book.tasks)):
                    there = [each.title for each in room.all()]
                    if sorted(there) != sorted(titles):
                        return f"{len(there)} there, {len(titles)} written"
        return ""


def main() -> int:
    """Print what came of it; 0 where nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=300)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    wanted = parser.parse_args()
    dice, late, wrong = random.Random(wanted.seed), 0, 0
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"XDG_DATA_HOME": name, "XDG_CONFIG_HOME": name, "XDG_STATE_HOME": name}
        os.environ |= {"LOCALAPPDATA": name, "HOME": name}
        pair = Pair(Path(name))
        for turn in range(1, wanted.kills + 1):
            if turn % 2:
                pair.write(turn)
            while not pair.kill(dice.choice((pair.own, pair.li)), dice):
                late += 1
                pair.write(wanted.kills + late)
            if (turn % ROUND == 0 or turn == wanted.kills) and (what := pair.wrong()):
                print(f"after {turn} kills: {what}", flush=True)
                wrong += 1
            print(f"{turn}", end=" ", flush=True)
    print(f"\n{wanted.kills} kills in time, {late} too late, {wrong} wrong; seed {wanted.seed}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
