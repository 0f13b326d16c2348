"""Killed, hung up, crashed: on a real terminal, nothing that was typed is lost or let out."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import pytest

from fieldbook.opening import Drafts, open_book
from tests.ui.hands import Screens
from tests.ui.terminal import CURSOR, LEFT, Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is asked for")
WORDS = "水渠漏水，说了三次"
ROWS = 5000


def start(book_path: Path, home: Path, *arguments: str) -> Terminal:
    """The program on this book, its first screen drawn."""
    begun = arguments or ("-m", "fieldbook", "--lang", "en", "--book", str(book_path))
    terminal = Terminal(begun, home=home)
    terminal.see("Fieldbook")
    terminal.see("help")
    return terminal


def begin_issue(terminal: Terminal) -> None:
    """Type into a form that is not saved."""
    terminal.type("3i")
    terminal.see("New issue")
    terminal.type(WORDS)
    terminal.see(WORDS)


def kept(book_path: Path) -> str:
    """The issue's draft on disk."""
    return next((each.fields["title"] for each in Drafts(book_path).all()), "")


async def test_kill_9_while_typing_keeps_the_draft(
    screens: Screens, book_path: Path, tmp_path: Path
) -> None:
    """Killed a second after the last key, the form is offered with every word after opening."""
    with start(book_path, tmp_path) as terminal:
        begin_issue(terminal)
        # The footer says "draft kept" from the beginning; the first line says it once it is.
        terminal.see("draft kept", since=len(terminal.read()))
        terminal.kill()
    async with screens() as user:
        await user.press("home", "enter")
        assert user.field("title") == WORDS


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_closed_window_keeps_the_draft(
    book_path: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """SIGHUP and SIGTERM keep the draft at once, give the terminal back, and exit with 128 + n."""
    with start(book_path, tmp_path) as terminal:
        begin_issue(terminal)
        assert terminal.kill(number) == 128 + number
        assert kept(book_path) == WORDS
        assert restored(terminal)


def restored(terminal: Terminal) -> bool:
    """Whether the terminal is as it was."""
    tail = terminal.raw[terminal.raw.rindex(LEFT) :]
    return (
        CURSOR in terminal.raw
        and "\x1b[?1049h" not in tail
        and terminal.modes == terminal.before[:4]
    )


@pytest.mark.slow
def test_kill_9_while_saving_loses_nothing_that_was_saved(book_path: Path, tmp_path: Path) -> None:
    """Killed amid saving one issue after another, the book opens with each that was shown saved."""
    chance = random.Random(5)
    titles: list[str] = []
    for _life in range(3):
        with start(book_path, tmp_path) as terminal:
            terminal.type("3")
            number = len(titles)
            wanted = number + chance.randrange(2, 8)
            while f"#{wanted} " not in terminal.read(0.03):
                terminal.type(f"iissue {number}.\x13")
                number += 1
                assert number < wanted + 500
            seen = terminal.read(chance.uniform(0.0, 0.03))
            terminal.kill()
        with open_book(book_path, backups=None) as book:
            titles = [each.title for each in book.issues.all()]
        assert titles == [f"issue {each}." for each in range(len(titles))]
        shown = [each for each in range(number) if f"#{each + 1} " in seen]
        assert len(titles) > max(shown, default=-1)
    assert titles


@pytest.mark.slow
def test_kill_9_while_importing_is_all_or_nothing(book_path: Path, tmp_path: Path) -> None:
    """Killed at any moment of taking 5,000 rows in, the book has all of them or none."""
    roster = tmp_path / "roster.csv"
    rows = [f"王{number},{number % 90}组,{number:04}" for number in range(ROWS)]
    roster.write_text("\n".join(["户主,组别,户号", *rows]), encoding="utf-8")
    found = set()
    for wait in (0.0, 0.15, 0.3, 0.6, 2.0):
        book_path.parent.mkdir(exist_ok=True)
        for each in book_path.parent.glob("book*"):
            each.unlink()
        with start(book_path, tmp_path) as terminal:
            terminal.type("2m")
            terminal.see("Import a file")
            terminal.type(f"{roster}\r")
            terminal.see(f"{ROWS:,} households new")
            terminal.type("\x13")
            terminal.read(wait)
            terminal.kill()
        with open_book(book_path, backups=None) as book:
            found.add(len(book.households.all()))
            assert len(book.acts) == (1 if book.households.all() else 0)
    assert found <= {0, ROWS}
    assert ROWS in found


PLANTED = f"""
import sys
from fieldbook.ui.screens.today import TodayScreen
def crash(self):
    words = "{WORDS}"
    raise ValueError(words)
TodayScreen.write_page = crash
from fieldbook.__main__ import main
sys.exit(main(["--lang", "en", "--book", sys.argv[1]]))
"""


def test_a_crash_lets_no_words_out(book_path: Path, tmp_path: Path) -> None:
    """A mistake of the program's own: exit code not 0, the terminal given back, a report in which
    neither local variables nor what was written stands."""
    with start(book_path, tmp_path, "-c", PLANTED, str(book_path)) as terminal:
        terminal.type("w")
        assert terminal.ended() not in (0, None)
        said = terminal.read()
        assert restored(terminal)
    (report,) = (tmp_path / "data" / "fieldbook").glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "words" not in text
    for each in (said, text):
        assert WORDS not in each
        assert "Traceback" not in each
    with open_book(book_path, backups=None) as book:
        assert not book.read_only
