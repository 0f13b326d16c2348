"""While the book's file is brought up to date one goes on working, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.opening import BookOnDisk, open_book
from fieldbook.ui import app
from fieldbook.ui.screens.issues import IssuesScreen
from tests.ui import villages
from tests.ui.hands import Hands, Screens

ENTRIES = 3_000
WORDS = "水渠漏水，说了三次，组长和两名骨干一起研究了办法。"


def large_book(path: Path, entries: int) -> None:
    """A book's file with so many issues, written as the program writes it."""
    with open_book(path, backups=None) as book:
        book.issues.raise_(Draft(title="水渠漏水 0", detail=WORDS * 3))
    whole = json.loads(path.read_text(encoding="utf-8"))
    (first,) = whole["issues"].values()
    for number in range(2, entries + 1):
        one_id = f"0192f3a4-7c00-7000-8000-{number:012d}"
        whole["issues"][str(number)] = {
            **first, "id": one_id, "seq": number, "title": f"水渠漏水 {number}"
        }  # fmt: skip
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    Path(f"{path}-log").unlink()


class Steps:
    """Counts the steps of a checkpoint; between two of them a key may be pressed."""

    def __init__(self, book: BookOnDisk) -> None:
        self.count = 0
        self._steps = book.tidy_steps

    def __call__(self) -> Iterator[None]:
        for _step in self._steps():
            self.count += 1
            yield


@pytest.mark.slow
async def test_typing_goes_on_while_a_large_book_is_tidied(
    screens: Screens, book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkpoint of a large book is many steps, and every key pressed meanwhile arrives."""
    large_book(book_path, ENTRIES)
    async with screens() as user:
        user.book.issues.raise_(Draft(title="又一件"))
        await user.press("2", "n")
        assert isinstance(user.book, BookOnDisk)
        steps = Steps(user.book)
        monkeypatch.setattr(user.book, "tidy_steps", steps)
        tidying = asyncio.create_task(user.app.tidy())
        typed = ""
        while not tidying.done():
            await user.type("水")
            typed += "水"
            await asyncio.sleep(0.05)
        assert user.typing_in() == typed
        assert len(typed) > 2
        assert steps.count > 10


@pytest.mark.slow
def test_kill_9_while_tidying_loses_nothing(book_path: Path) -> None:
    """Killed between any two steps of a checkpoint, the book opens with every saved issue."""
    large_book(book_path, 300)
    chance = random.Random(3)
    for _life in range(8):
        command = [sys.executable, str(Path(__file__).with_name("tidying.py")), str(book_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            said = [child.stdout.readline() for _ in range(chance.randrange(3, 60))]
            child.send_signal(signal.SIGKILL)
            said += child.stdout.readlines()
        with open_book(book_path, backups=None) as book:
            titles = {each.title for each in book.issues.all()}
        assert {line.strip() for line in said if line.endswith("\n")} <= titles


async def test_a_book_replaced_behind_the_back_is_told(screens: Screens, book_path: Path) -> None:
    """When a sync folder put another file in the book's place, one is told, and keeps both."""
    async with screens(fill=villages.full) as user:
        await user.app.tidy()
        theirs = '{"issues": {}}'
        book_path.write_text(theirs, encoding="utf-8")  # noqa: ASYNC240  # as another program would
        await issue(user, "又一件")
        assert user.told()
        user.app.clear_notifications()
        await user.app.tidy()
        await user.until(user.told)
        assert book_path.read_text(encoding="utf-8") == theirs  # noqa: ASYNC240
        assert user.app.is_running


async def issue(user: Hands, title: str) -> None:
    """Write an issue down."""
    await user.press("3", "i")
    await user.type(title)
    await user.press("ctrl+s")


async def test_what_add_wrote_comes_in_at_the_next_key(screens: Screens, book_path: Path) -> None:
    """What ``fieldbook add`` appends beside an open book is in it at the next key press."""
    async with screens() as user:
        await user.press("3")
        command = [
            sys.executable,
            "-m",
            "fieldbook",
            "--book",
            str(book_path),
            "add",
            "issue",
            WORDS,
        ]
        subprocess.run(command, check=True, capture_output=True)  # noqa: ASYNC221
        await user.press("down")
        await user.see(WORDS[:4])
        await user.press("u")
        assert not user.book.issues.all()


async def test_a_notice_of_the_opening_outlasts_a_sentence(screens: Screens) -> None:
    """What the opening came upon stays to be read; what was told of an act makes room."""
    async with screens() as user:
        user.app.notify("damage", severity="warning", timeout=20)
        await user.until(user.told)
        user.app.tell("first")
        await user.until(lambda: "first" in user.told())
        user.app.tell("second")
        await user.until(lambda: "second" in user.told())
        assert user.told().split("\n") == ["damage", "second"]


async def test_long_lists_are_made_beforehand(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a start, while nobody types: the rows and the search of a large book."""
    monkeypatch.setattr(app, "MANY", 1)
    async with screens(fill=villages.full) as user:
        issues = user.app.made("issues")
        assert isinstance(issues, IssuesScreen)
        assert issues.kept is not None
        await user.until(lambda: user.book._searching._version >= 0, "the search's texts")
        assert [
            *issues.kept.steps(user.book.shelf, user.book.today),
            *user.book.search_steps(),
        ] == []
        await user.press("3")
        assert user.records.total == len(user.book.issues.all())
