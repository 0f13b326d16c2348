"""The screens ask for the passphrase of a locked book."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldbook.cli import run as run_words
from fieldbook.settings import Found, Settings
from fieldbook.ui import running
from fieldbook.ui.app import FieldbookApp
from tests.ui.hands import Hands
from tests.ui.locked import PASSPHRASE, before_door, lock_book

NAME = "崔寨子支部"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's own is touched."""
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


async def tried(user: Hands, passphrase: str) -> None:
    """Type a passphrase and wait until it was tried."""
    await user.type(passphrase + "\n")
    await user.until(lambda: user.where() == "today" or "!" in user.seen())
    await user.settle()  # the field gets the focus again


async def test_the_passphrase_is_dots_and_opens_the_book(book_path: Path) -> None:
    """What is typed is never drawn; the right passphrase leads to the first screen."""
    lock_book(book_path)
    async with before_door(book_path) as user:
        await user.see("The book is locked", "Forgotten?", "fieldbook passphrase --forgotten")
        assert "book.json.age" in "".join(user.seen().split())
        await user.type(PASSPHRASE)
        await user.see("•" * len(PASSPHRASE))
        assert not set(PASSPHRASE) & set(user.seen().replace(" ", ""))
        await user.press("enter")
        await user.until(lambda: user.where() == "today")
        assert user.book.households.all()
        assert user.app.drafts.book_path == book_path


async def test_a_wrong_passphrase_is_one_sentence(book_path: Path) -> None:
    """The field is emptied, what is wrong stands beneath it, and nothing is counted or kept."""
    lock_book(book_path)
    before = {each: each.read_bytes() for each in book_path.parent.rglob("*") if each.is_file()}
    async with before_door(book_path) as user:
        for _time in range(3):
            await tried(user, "not this")
            await user.see("! This is not the passphrase; try again.")
            assert not user.typing_in()
        assert user.seen().count("!") == 1
        await user.type("x")
        assert "!" not in user.seen()
        await user.press("ctrl+u")
        await tried(user, PASSPHRASE)
        assert user.where() == "today"
    after = {each: each.read_bytes() for each in before if "-lock" not in each.name}
    assert all(before[each] == data for each, data in after.items() if "identity" in each.name)


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_it_is_left_by_one_key(book_path: Path, key: str) -> None:
    """Who cannot open the book leaves, with the exit code of one who leaves."""
    lock_book(book_path)
    async with before_door(book_path) as user:
        await user.press(key)
        await user.until(lambda: not user.app.is_running)
        assert user.app.return_code == 0


async def test_a_passphrase_cannot_be_copied(book_path: Path) -> None:
    """What was selected in the field gets into no clipboard."""
    lock_book(book_path)
    async with before_door(book_path) as user:
        await user.type("secret words")
        await user.press("ctrl+a", "shift+home", "ctrl+c", "ctrl+x")
        await user.press("shift+end", "ctrl+c", "ctrl+x")
        assert user.app.clipboard == ""


async def test_what_else_keeps_it_shut_is_told(book_path: Path) -> None:
    """Another program that has the book open is named; once it has gone, the passphrase opens."""
    lock_book(book_path)
    async with (
        before_door(book_path, key=PASSPHRASE) as other,
        before_door(book_path) as user,
    ):
        await tried(user, PASSPHRASE)
        await user.see("another program")
        other.app.door.shut()  # type: ignore[union-attr]
        await tried(user, PASSPHRASE)
        await user.until(lambda: user.where() == "today")


def test_the_command_asks_nothing_before_the_screens(
    book_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without a file the screens begin locked; with one they begin with the book open."""
    lock_book(book_path)
    named = tmp_path / "passphrase"
    named.write_text(PASSPHRASE + "\n", encoding="utf-8")
    outcome = run_words(["--book", str(book_path)])
    assert outcome.screens
    assert outcome.key is None
    opened = run_words(["--book", str(book_path), "--passphrase-file", str(named)])
    assert opened.key is not None
    seen: list[tuple[bool, bool, bool]] = []

    def taken(app: FieldbookApp) -> int:
        seen.append((app.is_shut, app.is_first_start, bool(app.book.households.all())))
        return 0

    monkeypatch.setattr(FieldbookApp, "run", taken)
    for key in (outcome.key, opened.key):
        assert running.run(book_path, Found(Settings()), key=key) == 0
    assert seen == [(True, False, False), (False, False, True)]
