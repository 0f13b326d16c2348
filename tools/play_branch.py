"""Play many random histories of a branch's books, and find planted faults: ``--faults``.

python tools/play_branch.py [--histories 400] [--faults]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.book.histories import OF_COPIES, STEPS, WITH_COPIES, Step, played
from tests.memory_store import MemoryStore

from fieldbook.domain.errors import FieldbookError
from fieldbook.domain.merge import asking, documents, memory, plan
from fieldbook.domain.saying import fields_of, say

_HANDED_OUT: Final = memory.handed_out
_JOIN: Final = documents.join


def _at_once(known: Any, those: Any, stamp: str) -> Any:
    """Memory that moves when a bundle is written, not when it is acknowledged."""
    handed = _HANDED_OUT(known, those, stamp)
    return memory.acknowledged(handed, handed.number)


def _whoever(seen: Mapping[tuple[str, str], str], origin: str, stamp: str) -> bool:
    """What was seen, whichever record it was written on."""
    del origin
    return any(at >= stamp for (_, each), at in seen.items() if each == stamp[18:])


def _halves(one: Any, other: Any) -> Any:
    """The contact of one and the handovers of the other."""
    found = _JOIN(one, other)
    short = dict(found.short)
    if "contact" in one.short and "contact" in other.short:
        lost = min(one.short["contact"], other.short["contact"])
        won = fields_of(short["contact"].said)
        said = say(
            {**fields_of(lost.said), **{k: v for k, v in won.items() if k == "contact"}},
            {},
        )
        short["contact"] = short["contact"]._replace(said=said, length=len(said))
    return found._replace(short=short)


def _ours_only(one: Any, other: Any) -> Any:
    """The id of whoever joined, not the smallest."""
    return _JOIN(one, other)._replace(ids=one.ids)


FAULTS: Final[Mapping[str, Callable[[], Any]]] = {
    "memory moves at handing out": lambda: mock.patch(
        "fieldbook.book.exchange.handed_out", _at_once
    ),
    "seen is not asked": lambda: mock.patch.object(documents, "covers", return_value=False),
    "everything counts as seen": lambda: mock.patch.object(documents, "covers", return_value=True),
    "origin is not asked": lambda: mock.patch.object(documents, "covers", _whoever),
    "one replica for all books": lambda: mock.patch.object(
        MemoryStore, "replica", property(lambda _: "000000aa", lambda *_: None), create=True
    ),
    "undone after handing on": lambda: mock.patch("fieldbook.book.desk.BRANCH_VERBS", frozenset()),
    "a restored copy goes on as it was": lambda: mock.patch.object(
        MemoryStore, "become", return_value=None
    ),
    "who left is told nothing": lambda: mock.patch.object(
        plan, "with_stub", lambda _table, ours, _stub: ours
    ),
    "a removal outlives every edit": lambda: mock.patch.object(
        documents, "_is_outlived", return_value=False
    ),
    "the clock does not move on": lambda: mock.patch(
        "fieldbook.book.desk.is_possible", return_value=False
    ),
    "ids do not grow": lambda: mock.patch.object(documents, "join", _ours_only),
    "a member says in which group he is": lambda: mock.patch.object(
        plan, "held", lambda _table, _known, result, **_: asking.Held(result)
    ),
    "units are taken apart": lambda: mock.patch.object(documents, "join", _halves),
}
"""The rules, each switched off."""


def histories(count: int, first: int = 0) -> Iterator[tuple[int, list[Step]]]:
    """Histories of 20 to 60 steps; every second one has copies that are put back.

    In every eighth the branch and one member write in one or two households, and copies are put back:
    only where much happens between a copy and its return does it matter as which replica it goes on.
    """
    for seed in range(first, first + count):
        dice = random.Random(seed)
        close = seed % 8 == 7
        names = OF_COPIES if close else WITH_COPIES if seed % 2 else STEPS
        books = (0, 3) if close else range(5)
        ones = (0, 2) if close else range(8)
        yield (
            seed,
            [
                (dice.choice(names), dice.choice(books), dice.choice(ones), dice.randrange(8))
                for _ in range(dice.randrange(20, 60))
            ],
        )


def failures(count: int) -> Iterator[tuple[int, str]]:
    """The histories in which something does not hold."""
    for seed, steps in histories(count):
        try:
            played(steps)
        except (AssertionError, FieldbookError, LookupError, TypeError, ValueError) as wrong:
            yield seed, f"{type(wrong).__name__}: {wrong}"


@contextmanager
def _switched_off(fault: str) -> Iterator[None]:
    with FAULTS[fault]():
        yield


def main() -> int:
    """Play, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=400)
    parser.add_argument("--faults", action="store_true")
    args = parser.parse_args()
    begun = time.process_time()
    if not args.faults:
        found = list(failures(args.histories))
        for seed, why in found:
            print(f"{seed}: {why[:200]}")
        print(
            f"{args.histories} histories, {len(found)} failed, {time.process_time() - begun:.0f} s"
        )
        return bool(found)
    missed = 0
    for fault in FAULTS:
        with _switched_off(fault):
            seed, why = next(failures(args.histories), (-1, "NOT FOUND"))
        missed += seed < 0
        print(f"{fault}: {why[:90]}" + (f" (history {seed})" if seed >= 0 else ""), flush=True)
    print(f"{len(FAULTS) - missed} of {len(FAULTS)} faults found")
    return bool(missed)


if __name__ == "__main__":
    raise SystemExit(main())
