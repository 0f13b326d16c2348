"""Kill a writing program at random times, again and again, and look for what it lost.

    python tools/kill_loop.py 1000 [--seed N] [--locked]

A child writes in a book (single changes, transactions over three tables, checkpoints in steps with
writes in between, closing and opening again) and says after each act, through a pipe, that it was
acknowledged. It is killed with SIGKILL after a random time. Then the book must open, and hold exactly
what was acknowledged, or that and the one act under way.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from fieldbook.domain.errors import FieldbookError
from fieldbook.store.journal import JournalDB
from fieldbook.store.keys import Key, Recipients, new_secret, public_half
from fieldbook.store.plain import Codec
from fieldbook.store.sealed import SealedCodec

DOCUMENTS = 300
TEXT = "水渠漏水，浇地的时候南坡地先浇了一遍再下种"
LONGEST = 0.06

Tables = dict[str, dict[int, dict[str, object]]]


class Form:
    """In which form the book lies: plain, or with a codec."""

    codec: Codec | None = None


def locked() -> Codec:
    """The codec of a locked book with a fresh key."""
    identity = new_secret()
    to = Recipients.of(public_half(identity), public_half(new_secret()))
    return SealedCodec(Key(identity, to.text, b""))


class Killed(NamedTuple):
    """What a loop of kills came to."""

    kills: int
    acknowledged: int
    lost: int
    unopened: int
    torn: int


def changes_of(seed: int, life: int, act: int) -> dict[str, dict[int, dict[str, object] | None]]:
    """The act's changes: the parent works them out again instead of being told."""
    dice = random.Random(f"{seed}/{life}/{act}")
    found: dict[str, dict[int, dict[str, object] | None]] = {}
    for _ in range(dice.choice((1, 1, 1, 2, 5))):
        table = found.setdefault(dice.choice(("issues", "visits", "acts")), {})
        gone = dice.random() < 0.2
        text = TEXT * dice.randint(1, 6)
        table[dice.randint(1, DOCUMENTS)] = None if gone else {"text": text, "at": [life, act]}
    return found


def apply(tables: Tables, changes: dict[str, dict[int, dict[str, object] | None]]) -> Tables:
    """The tables after the changes."""
    after = {name: dict(rows) for name, rows in tables.items()}
    for name, docs in changes.items():
        rows = after.setdefault(name, {})
        for doc_id, doc in docs.items():
            if doc is None:
                rows.pop(doc_id, None)
            else:
                rows[doc_id] = doc
    return after


def live(book: Path, seed: int, life: int, say: Callable[[], None]) -> None:
    """Write until killed."""
    dice = random.Random(f"{seed}/{life}")
    codec = Form.codec
    db = JournalDB(book, checkpoint_bytes=20_000, codec=codec)
    act = 0
    while True:
        choice = dice.random()
        if choice < 0.05:
            db.checkpoint()
        elif choice < 0.08:
            db.close()
            db = JournalDB(book, checkpoint_bytes=20_000, codec=codec)
        steps = db.checkpoint_steps() if choice > 0.9 else iter(())
        for _ in range(dice.randint(1, 6)):
            next(steps, None)
            write(db, changes_of(seed, life, act), in_transaction=dice.random() < 0.3)
            say()
            act += 1


def write(
    db: JournalDB, changes: dict[str, dict[int, dict[str, object] | None]], *, in_transaction: bool
) -> None:
    """One act, by either of the two ways there are."""
    if not in_transaction:
        db.commit(changes)
        return
    with db.transaction():
        for name, docs in changes.items():
            db.commit({name: docs})


def one_life(book: Path, seed: int, life: int) -> int:
    """Start a writer, kill it, and return how many acts it was told are safe."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            live(book, seed, life, lambda: os.write(writing, b"."))  # type: ignore[arg-type]
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(random.Random(f"{seed}/{life}/time").uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    said = b""
    while more := os.read(reading, 65536):
        said += more
    os.close(reading)
    if os.waitpid(child, 0)[1] != signal.SIGKILL:
        raise RuntimeError("the writer died by itself")
    return len(said)


def run(kills: int, seed: int, folder: Path) -> Killed:
    """The whole loop, on one book that lives through all of it."""
    book = folder / "book.json"
    tables: Tables = {}
    acknowledged = lost = unopened = torn = 0
    for life in range(kills):
        said = one_life(book, seed, life)
        acknowledged += said
        for act in range(said):
            tables = apply(tables, changes_of(seed, life, act))
        try:
            db = JournalDB(book, codec=Form.codec)
        except FieldbookError as error:
            print(f"kill {life}: {error!r} {error.data}", file=sys.stderr)
            unopened += 1
            continue
        torn += len(db.journal.findings)
        now: Tables = {name: dict(db.rows(name)) for name in db.tables()}
        under_way = apply(tables, changes_of(seed, life, said))
        if _full(now) not in (_full(tables), _full(under_way)):
            print(f"kill {life}: not what was acknowledged", file=sys.stderr)
            lost += 1
        tables = now
        db.journal.close() if life % 3 == 0 else db.journal.abandon()
    return Killed(kills, acknowledged, lost, unopened, torn)


def _full(tables: Tables) -> Tables:
    return {name: rows for name, rows in tables.items() if rows}


def main() -> int:
    """Print one line; 0 where nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--locked", action="store_true", help="a locked book")
    wanted = parser.parse_args()
    Form.codec = locked() if wanted.locked else None
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        done = run(wanted.kills, wanted.seed, Path(folder))
    print(
        f"{done.kills} kills (seed {wanted.seed}), {done.acknowledged} acknowledged acts: "
        f"{done.lost} books wrong, {done.unopened} did not open; "
        f"{done.torn} torn lines set aside; {time.monotonic() - begun:.0f} s"
    )
    return 1 if done.lost or done.unopened else 0


if __name__ == "__main__":
    sys.exit(main())
