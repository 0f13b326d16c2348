"""Commands that are killed, and commands that must not speak to anybody."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fieldbook.opening import open_book
from tests.cli.conftest import Run

ROWS = 5000


@pytest.mark.slow
def test_an_import_that_is_killed_is_whole_or_not_there(path: Path, tmp_path: Path) -> None:
    """However early or late an import of 5,000 rows is killed, all of it is there or nothing."""
    ledger = tmp_path / "ledger.csv"
    rows = "".join(f"{number},问题{number},修好了\n" for number in range(ROWS))
    ledger.write_text("编号,标题,答复\n" + rows, encoding="utf-8")
    words = [sys.executable, "-m", "fieldbook", "import", str(ledger), "--book"]
    found = set()
    for turn in range(8):
        book_path = path.with_name(f"{turn}.json")
        with subprocess.Popen([*words, str(book_path)], stdout=subprocess.DEVNULL) as process:
            time.sleep(0.2 + turn * 0.12)
            process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        with open_book(book_path, device="00000001") as book:
            counts = (len(book.issues.all()), len(book.solutions.all()), len(book.acts))
        assert counts in {(0, 0, 0), (ROWS, ROWS, 1)}
        found.add(counts)
    assert (0, 0, 0) in found


@pytest.mark.slow
def test_a_command_that_is_killed_does_all_or_nothing() -> None:
    """Import, undo, restore, backup and purge, killed at random times, leave a whole book and no half."""
    tool = Path(__file__).parents[2] / "tools" / "kill_commands.py"
    words = [sys.executable, str(tool), "2", "--seed", "7"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" 0 wrong\n") == 7


@pytest.mark.slow
def test_after_a_day_of_kills_no_file_holds_a_word_of_a_locked_book() -> None:
    """Whatever is killed while a locked book is worked in, it is whole, and nothing beside it is readable."""
    tool = Path(__file__).parents[2] / "tools" / "locked_day.py"
    words = [sys.executable, str(tool), "40", "--seed", "11"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the book is whole, 0 pieces" in done.stdout


def test_no_command_speaks_to_anybody(
    fieldbook: Run, path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No command opens a socket."""

    def refused(*_args: object, **_more: object) -> None:
        raise AssertionError

    monkeypatch.setattr("socket.socket", refused)
    monkeypatch.setattr("socket.create_connection", refused)
    monkeypatch.setattr("socket.getaddrinfo", refused)
    for words in (
        ("import", ledger), ("list", "issues"), ("add", "note", "x"), ("search", "x"),
        ("export", "-o", path.with_name("p.md")), ("undo",), ("redo",), ("verify",), ("backup",),
        ("path",),
    ):  # fmt: skip
        assert fieldbook(*words, "--book", path).code == 0
