"""A locked book is let go of when nobody is there, or by a key; and got back where one was."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldbook.domain.errors import WriteFailed
from fieldbook.domain.records import Household, Issue
from fieldbook.opening import open_book
from fieldbook.settings import Settings
from fieldbook.store.unlocking import unlock
from fieldbook.ui import locking
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.screens.intake import IntakeScreen, Previewed
from fieldbook.ui.screens.unlocking import UnlockScreen
from tests.ui.hands import Hands
from tests.ui.locked import PASSPHRASE, before_door, lock_book

WORDS = "水渠漏水，说了三次"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's own is touched."""
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def book_path(tmp_path: Path) -> Path:
    """A locked book."""
    path = tmp_path / "book" / "book.json"
    path.parent.mkdir()
    lock_book(path)
    return path


async def locked(user: Hands, *keys: str) -> None:
    """Lock the book by a key, or wait until it is locked; it has been let go of then."""
    await user.press(*keys)
    await user.until(lambda: isinstance(user.app.screen, UnlockScreen))
    await user.until(
        lambda: not any(each.group == "lock" for each in user.app.workers), "still open"
    )
    await user.settle()


async def unlocked(user: Hands) -> None:
    """Type the passphrase and wait for the book."""
    await user.type(PASSPHRASE + "\n")
    await user.until(lambda: not user.app.is_shut)
    await user.settle()


def names_in(user: Hands) -> Iterator[str]:
    """Words of the book, to be looked for."""
    for each in user.book.households.all():
        yield each.head
    for issue in user.book.issues.all():
        yield issue.title


async def test_a_key_leaves_a_blank_screen(book_path: Path) -> None:
    """Nothing but one line is drawn, no note is left, and the file is free for another program."""
    async with before_door(book_path, key=PASSPHRASE) as user:
        words = list(names_in(user))
        await user.press("2", "u")
        await locked(user, "ctrl+backslash")
        lines = [line.strip() for line in user.lines() if line.strip()]
        assert lines == ["The book is locked. Type the passphrase, then Enter."]
        assert not user.told()
        assert not any(word in user.seen() for word in words)
        with open_book(book_path, key=unlock(book_path, PASSPHRASE), backups=None) as other:
            assert other.households.all()


@pytest.fixture
def looked_through(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Locking lets the collector look through all there is, as it does outside of tests."""
    monkeypatch.setattr(locking, "gc", gc)
    yield
    gc.freeze()


@pytest.mark.usefixtures("looked_through")
async def test_book_and_records_are_let_go_of(book_path: Path) -> None:
    """Nothing of the app keeps the book, its shelf or a screen over it in memory."""
    async with before_door(book_path, key=PASSPHRASE) as user:
        user.app.keep_loaded = gc.freeze
        await user.press("3", "enter", "escape", "2", "v")
        await user.type("x")
        await user.press("escape", "g", "x", "escape", "6", "7", "1")
        held = [
            weakref.ref(each)
            for each in (user.book, user.book.shelf, user.app.screen, user.app.get_screen("issues"))
        ]
        gc.freeze()
        await locked(user, "ctrl+backslash")
        # A loaded machine may still run what was asked for before the lock.
        await user.until(lambda: not any(each() for each in held), "the book is still held")


async def test_what_is_typed_at_the_blank_screen_is_the_passphrase(book_path: Path) -> None:
    """Who types at once loses no sign; Esc at the blank screen only shows the field."""
    async with before_door(book_path, key=PASSPHRASE) as user:
        await locked(user, "ctrl+backslash")
        await user.press("escape")
        await user.see("Passphrase")
        assert user.app.is_running
        await unlocked(user)
        await locked(user, "ctrl+backslash")
        await unlocked(user)
        assert user.where() == "today"


async def test_one_comes_back_to_the_same_place(book_path: Path) -> None:
    """The screen, its filter, its order, its cursor, and what is read stand as they stood."""
    async with before_door(book_path, key=PASSPHRASE) as user:
        await user.press("2", "comma", "full_stop", "slash")
        await user.type("1")
        await user.press("enter", "home", "down", "down", "down")
        key, sort = user.records.cursor_key, user.records.sort
        assert sort
        assert sort.falling
        shown = user.records.shown
        await user.until(lambda: _is_read(user), "the story lags behind the cursor")
        before = user.lines()[2:]
        await locked(user, "ctrl+backslash")
        await unlocked(user)
        await user.until(lambda: user.where() == "households" and user.records.shown == shown)
        await user.until(lambda: user.records.cursor_key == key)
        await user.until(lambda: user.records.sort == sort)
        await user.until(lambda: user.lines()[2:] == before)


def _is_read(user: Hands) -> bool:
    """Whether the household under the cursor is the one told beside the list."""
    lines = user.lines()
    under_cursor = next(each for each in lines if each.startswith(" ▌ "))
    head = under_cursor[3:].split("  ")[0]
    return f"│   {head}  " in lines[2]


async def test_every_screen_is_come_back_to(book_path: Path) -> None:
    """Each screen stands as it stood, with the cursor where it was."""
    async with before_door(book_path, (120, 40), key=PASSPHRASE) as user:
        for key in "134567bpN":
            await user.press("1", key)
            await stands_again(user)


async def stands_again(user: Hands) -> None:
    """Go down on a screen, lock the book and unlock it: another stands there, as it stood."""
    await user.press("down", "down")
    here = user.app.screen
    assert isinstance(here, BookScreen)
    stood, where = here.stand(), user.where()
    await locked(user, "ctrl+backslash")
    await unlocked(user)
    fresh = user.app.screen
    assert isinstance(fresh, BookScreen)
    assert fresh is not here
    assert fresh.name == where
    await user.until(lambda: fresh.stand() == stood, where)


async def test_an_open_form_is_there_again(book_path: Path) -> None:
    """Its draft lies encrypted on the disk meanwhile; field and words are as they were left."""
    async with before_door(book_path, key=PASSPHRASE) as user:
        await user.press("2", "down", "i")
        target = user.form.target
        assert target
        await user.fill("title", WORDS)
        await user.press("tab", "tab")
        field = user.form.body.current
        await locked(user, "ctrl+backslash")
        drafts = list(book_path.parent.glob("book.json-drafts/*"))
        assert drafts
        assert all(WORDS.encode() not in each.read_bytes() for each in drafts)
        await unlocked(user)
        await user.until(lambda: user.app.screen.query("FormBody"))
        await user.until(lambda: user.field("title") == WORDS)
        assert user.form.target == target
        assert field is not None
        await user.until(lambda: user.form.body.current is user.form.body.fields[field.field_name])
        await user.press("ctrl+s")
        assert [each.title for each in user.book.shelf.every(Issue)].count(WORDS) == 1


async def test_a_form_on_several_is_there_again(book_path: Path) -> None:
    """A form that keeps no draft has what was typed, and is about the same records.

    So the issues marked at the desk are all answered by the task that is made of them.
    """
    async with before_door(book_path, key=PASSPHRASE) as user:
        await user.press("2", "space", "space", "e")
        await user.fill("tags", "upper lane")
        await locked(user, "ctrl+backslash")
        await unlocked(user)
        await user.until(lambda: user.app.screen.query("FormBody"))
        await user.until(lambda: "upper lane" in str(user.field("tags")))
        await user.press("ctrl+s")
        tagged = [each for each in user.book.shelf.every(Household) if "upper" in each.tags]
        assert len(tagged) == 2
        await user.press("B", "space", "space", "n")
        await user.fill("title", "Two wells")
        await locked(user, "ctrl+backslash")
        await unlocked(user)
        await user.until(lambda: user.app.screen.query("FormBody"))
        await user.until(lambda: "Two wells" in str(user.field("title")))
        await user.press("ctrl+s")
        answers = [each.answer for each in user.book.shelf.every(Issue)]
        assert sum("Two wells" in each for each in answers) == 2


async def test_it_locks_after_a_while_of_quiet(
    book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many minutes after the last key or the mouse; sleeping counts, by the clock on the wall."""
    now = [1000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    settings = Settings(lock_after_minutes=5)
    async with before_door(book_path, key=PASSPHRASE, settings=settings) as user:
        now[0] += 299
        assert not user.app.lock_when_quiet()
        user.point(3, 3)
        await user.settle()
        now[0] += 299
        assert not user.app.lock_when_quiet()
        now[0] += 2
        assert user.app.lock_when_quiet()
        await locked(user)


async def test_a_key_after_long_quiet_does_nothing_but_lock(
    book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who opens the lid of a computer that slept reads nothing and changes nothing."""
    now = [1000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    async with before_door(book_path, key=PASSPHRASE) as user:
        now[0] += 15 * 60
        await locked(user, "2")
        await unlocked(user)
        assert user.where() == "today"


@pytest.mark.parametrize("minutes", [0, 5])
async def test_what_is_not_to_be_locked_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, book_path: Path, minutes: int
) -> None:
    """With no minutes set, or a plain book, quiet changes nothing."""
    now = [1000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    path, key = (tmp_path / "plain.json", "") if minutes else (book_path, PASSPHRASE)
    settings = Settings(lock_after_minutes=minutes)
    async with before_door(path, key=key, settings=settings) as user:
        now[0] += 1e6
        assert not user.app.lock_when_quiet()
        await user.press("2")
        assert user.where() == "households"


async def test_a_plain_book_says_how_it_is_encrypted(tmp_path: Path) -> None:
    """The key for locking says that there is nothing to lock with, in a form too."""
    async with before_door(tmp_path / "plain.json") as user:
        await user.press("ctrl+backslash")
        assert "not encrypted" in user.told()
        await user.press("i", "ctrl+backslash")
        assert user.form.form == "issue"


async def test_a_draft_that_cannot_be_kept_keeps_the_book_open(
    book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed is never thrown away for the lock; it is said why it stays open."""
    async with before_door(book_path, key=PASSPHRASE) as user:
        await user.press("i")
        await user.type(WORDS)

        def full(*_args: object) -> None:
            raise OSError(28, "full")

        monkeypatch.setattr("fieldbook.store.drafts.write_whole", full)
        await user.press("ctrl+backslash")
        assert not user.app.is_shut
        assert user.field("title") == WORDS
        assert user.told()


async def test_a_book_that_could_not_be_closed_is_told(
    book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that refuses the closing is told at the door; the passphrase still opens the book."""
    async with before_door(book_path, key=PASSPHRASE) as user:
        close = type(user.book).close

        def refused(book: object) -> None:
            close(book)  # type: ignore[arg-type]
            raise WriteFailed(str(book_path), why="full")

        monkeypatch.setattr(type(user.book), "close", refused)
        await locked(user, "ctrl+backslash")
        await user.press("escape")
        await user.see("!")
        monkeypatch.undo()
        await unlocked(user)
        assert user.book.households.all()


async def test_a_search_is_come_back_to(book_path: Path) -> None:
    """What is looked for stands in the box again, with the same record under the cursor."""
    async with before_door(book_path, key=PASSPHRASE) as user:
        await user.press("2", "g")
        await user.type("a")
        await user.until(lambda: user.records.total > 2)
        await user.press("down", "down")
        found, at = user.records.total, user.records.cursor_key
        await locked(user, "ctrl+backslash")
        await unlocked(user)
        await user.until(lambda: user.app.screen.query("#told") and user.records.total == found)
        await user.until(lambda: user.records.cursor_key == at)
        await user.press("escape")
        assert user.where() == "households"


async def test_a_previewed_file_is_come_back_to(book_path: Path, tmp_path: Path) -> None:
    """The file is read anew: as the same kind, its columns as they were said to be, at the same row."""
    sheet = tmp_path / "roster.csv"
    rows = "".join(f"{number},户主{number},东头,老{number}\n" for number in range(900, 906))
    sheet.write_text("户号,户主,住址,叫法\n" + rows, encoding="utf-8")
    async with before_door(book_path, key=PASSPHRASE) as user:
        await user.press("2")
        said = Previewed(str(sheet), "households", update=False, at="", said={"叫法": "note"})
        user.app.open_form(IntakeScreen(user.book, None, said))
        await user.until(lambda: user.app.screen.query("#whole") and user.records.total == 6)
        await user.press("down", "down")
        at = user.records.cursor_key
        await locked(user, "ctrl+backslash")
        await unlocked(user)
        await user.until(lambda: user.app.screen.query("#whole") and user.records.total == 6)
        await user.until(lambda: user.records.cursor_key == at)
        await user.press("f2")
        taken = {each.head: each.note for each in user.book.shelf.every(Household)}
        assert taken["户主905"] == "老905"
