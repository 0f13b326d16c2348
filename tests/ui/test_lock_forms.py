"""A book is encrypted, given another passphrase and decrypted from the screens."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from fieldbook.domain.errors import WrongPassphrase
from fieldbook.domain.records import Household
from fieldbook.opening import open_book
from fieldbook.papers import scanning
from fieldbook.settings import Settings
from fieldbook.store.form import is_locked
from fieldbook.store.unlocking import unlock, unlock_by_recovery_key
from fieldbook.ui.screens.unlocking import UnlockScreen
from fieldbook.ui.widgets.ask import Ask
from tests.clock import Clock
from tests.ui import villages
from tests.ui.hands import Hands
from tests.ui.locked import PASSPHRASE, before_door, lock_book

OTHER = "渠边 柳树 三更 换过 两回"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's own is touched."""
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setattr("fieldbook.store.passphrase.COST", 10)  # whoever tries it out knows it


@pytest.fixture
def book_path(tmp_path: Path) -> Path:
    """A plain book."""
    path = tmp_path / "book" / "book.json"
    path.parent.mkdir()
    with open_book(path, clock=Clock(), device="0000abcd", backups=None) as book:
        villages.full(book)
    return path


async def saved(user: Hands, **typed: str) -> None:
    """Fill the form and save it, and wait for what comes of it."""
    form = user.form
    for name, words in typed.items():
        await user.fill(name, words)
    await user.press("ctrl+s")
    await user.until(lambda: user.app.screen is not form or _problems(user))


async def done(user: Hands, told: str) -> None:
    """Wait until the lock is changed, that is told, and the book is open again."""
    await user.until(lambda: told in user.told())
    assert not user.app.is_shut
    await user.settle()


def _problems(user: Hands) -> str:
    return "".join(each.problem for each in user.form.body.fields.values())


async def test_a_book_is_encrypted_from_the_screens(book_path: Path) -> None:
    """The recovery key is shown once and opens the book, as the passphrase does; one stays where one was."""
    async with before_door(book_path) as user:
        names = [each.head for each in user.book.shelf.every(Household)]
        await user.press("2", "down", "down")
        at = user.records.cursor_key
        await user.press("ctrl+f4")
        await saved(user, passphrase=PASSPHRASE, again=PASSPHRASE)
        assert isinstance(user.app.screen, Ask)
        shown = "".join(user.seen().split())
        await user.press("f2")
        await done(user, "locked from now on")
        assert is_locked(book_path)
        await user.until(lambda: user.where() == "households" and user.records.cursor_key == at)
        assert user.app.is_encrypted
        assert [each.head for each in user.book.shelf.every(Household)] == names
    recovery = shown[shown.index("AGE-SECRET-KEY-") :][:74]
    unlock_by_recovery_key(book_path, recovery)
    with open_book(book_path, key=unlock(book_path, PASSPHRASE), backups=None) as book:
        assert len(book.shelf.every(Household)) == len(names)


async def test_a_book_begun_in_this_run_is_there_after_the_lock_is_changed(tmp_path: Path) -> None:
    """Nobody is welcomed twice: encrypted, locked and decrypted it is shown, under the name given."""
    path = tmp_path / "book" / "book.json"
    path.parent.mkdir()
    async with before_door(path, settings=Settings(), is_first_start=True) as user:
        await user.fill("name", "林致远")
        await user.press("ctrl+s")
        await user.until(lambda: user.where() == "today")
        await user.press("ctrl+f4")
        await saved(user, passphrase=PASSPHRASE, again=PASSPHRASE)
        await user.press("f2")
        await done(user, "locked from now on")
        assert (user.where(), user.book._desk.writer) == ("today", "林致远")
        await user.press("ctrl+backslash")
        await user.until(lambda: isinstance(user.app.screen, UnlockScreen))
        await user.type(PASSPHRASE + "\n")
        await user.until(lambda: not user.app.is_shut)
        await user.settle()
        assert user.where() == "today"
        user.app.change_lock("decrypt")
        await user.settle()
        await saved(user, now=PASSPHRASE)
        await done(user, "can be read by anybody again")
        assert (user.where(), user.book._desk.writer) == ("today", "林致远")


async def test_only_the_acts_of_its_lock_are_offered(book_path: Path) -> None:
    """Settings and the list of acts name what can be done about the lock, and the file that is there."""
    async with before_door(book_path, settings=Settings()) as user:
        user.app.book_path = book_path
        await user.press("S")
        await user.see("book.json")
        assert [each in user.footer() for each in ("encrypt", "decrypt")] == [True, False]
        await user.press("escape", "ctrl+p")
        await user.type("crypt")
        await user.see("Encrypt the book")
        assert "Decrypt the book" not in user.seen()
    lock_book(book_path, lambda _book: None)
    async with before_door(book_path, settings=Settings()) as user:
        await user.type(PASSPHRASE + "\n")
        await user.until(lambda: not user.app.is_shut)
        await user.settle()
        user.app.book_path = book_path
        await user.press("S")
        await user.see("book.json.age")
        assert [f"Ctrl+F{each} " in user.footer() for each in (4, 5)] == [False, True]
        await user.press("escape", "ctrl+p")
        await user.type("crypt")
        await user.see("Decrypt the book")
        assert "Encrypt the book" not in user.seen()


async def test_what_is_typed_after_a_weak_passphrase_is_never_seen(book_path: Path) -> None:
    """The cursor stays where it was, so that neither what comes next nor one field up is readable."""
    async with before_door(book_path) as user:
        await user.press("ctrl+f4")
        await saved(user, passphrase="abc", again="abc")
        await user.see("This one is weak")
        await user.type("南坡地")
        assert user.form.body.fields["again"].text == "abc南坡地"  # type: ignore[attr-defined]
        await user.press("shift+tab")
        await user.type("北坡地")
        assert user.field("passphrase") == "abc北坡地"
        assert not user.field("slip")
        assert "坡地" not in user.seen()


async def test_the_recovery_key_is_written_where_it_is_wished(
    book_path: Path, tmp_path: Path
) -> None:
    """The slip is no file beside the book, is written only when it goes on, and opens the book."""
    slip = tmp_path / "stick" / "slip.txt"
    slip.parent.mkdir()
    async with before_door(book_path) as user:
        await user.press("ctrl+f4")
        beside = str(book_path.parent / "slip.txt")
        await saved(user, passphrase=PASSPHRASE, again=PASSPHRASE, slip=beside)
        assert user.form.body.fields["slip"].problem
        user.form.body.fields["slip"].restore(str(slip))
        await saved(user)
        await user.press("escape")
        assert not slip.exists()
        assert not is_locked(book_path)
        await saved(user)
        await user.press("f2")
        await done(user, "locked from now on")
    assert unlock_by_recovery_key(book_path, slip.read_text().splitlines()[-1])


async def test_a_slip_named_barely_is_told_with_its_whole_path(
    book_path: Path, tmp_path: Path
) -> None:
    """Nothing is to be written down where nothing is shown; the slip is no file to be imported."""
    async with before_door(book_path) as user:
        await user.press("ctrl+f4")
        await saved(user, passphrase=PASSPHRASE, again=PASSPHRASE, slip="slip.txt")
        shown = "".join(user.seen().split())
        assert str(tmp_path / "slip.txt") in shown
        assert "writeitdown" not in shown
        assert "It is kept" not in user.seen()
        await user.press("f2")
        await done(user, "locked from now on")
        (tmp_path / "roster.txt").write_text("Head\nAdam Reed\n")
        await user.press("f11")
        await user.see("roster.txt")
        assert "slip.txt" not in user.seen()


async def test_leaving_from_the_recovery_key_is_asked_about(book_path: Path) -> None:
    """Ctrl+Q on the page that shows the key asks first, for nothing is locked yet; n leads back to the key."""
    async with before_door(book_path) as user:
        await user.press("ctrl+f4")
        await user.see("empty: only shown")  # the whole hint, at 80 columns
        await saved(user, passphrase=PASSPHRASE, again=PASSPHRASE)
        await user.press("ctrl+q")
        await user.see("Nothing is done yet", "nothing unless you go on")
        await user.press("n")
        await user.see("AGE-SECRET-KEY-")
        await user.press("ctrl+q", "y")
        assert not user.app.is_running
    assert not is_locked(book_path)


async def test_words_typed_at_the_recovery_key_accept_nothing(book_path: Path) -> None:
    """Whoever takes the page for a door and types the passphrase there has not said that the key is kept."""
    async with before_door(book_path) as user:
        await user.press("ctrl+f4")
        await saved(user, passphrase=PASSPHRASE, again=PASSPHRASE)
        await user.press(*("space" if each == " " else each for each in "mule jogs sock"), "y")
        await user.see("AGE-SECRET-KEY-")
        await user.press("enter")  # the cursor stands on Change nothing, as it did
        assert "AGE-SECRET-KEY-" not in user.seen()
    assert not is_locked(book_path)


async def test_a_slip_of_the_hand_locks_nothing(book_path: Path) -> None:
    """No passphrase, two that differ, and a weak one that is not saved twice leave the book as it is."""
    async with before_door(book_path) as user:
        await user.press("ctrl+f4")
        await saved(user)
        assert "at least one sign" in _problems(user)
        await saved(user, passphrase="abc", again="abd")
        assert "differ" in _problems(user)
        user.form.body.fields["again"].put("abc")
        await saved(user)
        assert "weak" in _problems(user)
        await saved(user)
        assert isinstance(user.app.screen, Ask)
        await user.press("escape", "escape")
        assert user.where() == "today"
    assert not is_locked(book_path)


async def test_nothing_typed_there_is_a_draft(book_path: Path) -> None:
    """A passphrase that was typed and left stands in no file and in no form."""
    async with before_door(book_path) as user:
        await user.press("ctrl+f4")
        await user.type(PASSPHRASE)
        user.app.keep_drafts()
        await user.press("escape", "ctrl+f4")
        assert not user.field("passphrase")
    assert not list(book_path.parent.glob("book.json-drafts/*"))


async def test_the_passphrase_is_changed(tmp_path: Path) -> None:
    """The one in use is asked for; afterwards the new one opens the book and the old one does not."""
    path = tmp_path / "book.json"
    lock_book(path)
    async with before_door(path, key=PASSPHRASE) as user:
        await user.press("ctrl+f5")
        await saved(user, now=OTHER, passphrase=OTHER, again=OTHER)
        assert "not the passphrase" in _problems(user)
        user.form.body.fields["now"].put(PASSPHRASE)
        await saved(user)
        await done(user, "was changed")
        assert user.book.households.all()
    assert unlock(path, OTHER)
    with pytest.raises(WrongPassphrase):
        unlock(path, PASSPHRASE)


async def test_everything_is_encrypted_anew(tmp_path: Path) -> None:
    """With the change goes a new identity, of which the key that opened the book knows nothing."""
    path = tmp_path / "book.json"
    lock_book(path)
    before = unlock(path, PASSPHRASE)
    async with before_door(path, key=PASSPHRASE) as user:
        await user.press("ctrl+f5")
        await user.fill("now", PASSPHRASE)
        user.form.body.fields["anew"].put("yes")
        await saved(user, passphrase=OTHER, again=OTHER)
        await user.press("f2")
        await done(user, "encrypted anew")
        assert user.book.households.all()
    assert unlock(path, OTHER).identity != before.identity


async def test_encrypting_anew_is_asked_for_in_words_of_its_own(tmp_path: Path) -> None:
    """In Chinese its box is called otherwise than what is done besides at visits (三边)."""
    path = tmp_path / "book.json"
    lock_book(path)
    async with before_door(path, lang="zh_CN", key=PASSPHRASE) as user:
        await user.press("ctrl+f5")
        assert "全部重新加密，换新的恢复密钥" in user.seen()
        assert "三边" not in user.seen()
        assert not [line for line in user.lines() if line.strip().startswith(("，", "。", "、"))]


async def test_a_book_is_decrypted(tmp_path: Path) -> None:
    """After the passphrase anybody can read the book again, and it can be encrypted again."""
    path = tmp_path / "book.json"
    lock_book(path)
    async with before_door(path, key=PASSPHRASE) as user:
        await user.press("ctrl+f4")
        assert "already" in user.told()
        await user.press("ctrl+f6")
        await saved(user, now=PASSPHRASE)
        await done(user, "anybody again")
        assert user.book.households.all()
        await user.press("ctrl+f5")
        assert "not encrypted" in user.told()
    assert not is_locked(path)


async def test_a_change_that_fails_leaves_the_book_open_as_it_was(
    book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full is told; the book is plain, open, and can be written in."""

    def full(*_args: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fieldbook.ui.forms.locking.encrypt", full)
    async with before_door(book_path) as user:
        await user.press("ctrl+f4")
        await saved(user, passphrase=PASSPHRASE, again=PASSPHRASE)
        await user.press("f2")
        await done(user, "full")
        assert not user.app.is_encrypted
        assert user.book.households.all()
    assert not is_locked(book_path)


async def test_the_settings_tell_of_the_lock(book_path: Path) -> None:
    """They say whether the book is encrypted and by which key that is changed; the palette finds it too."""
    async with before_door(book_path, lang="zh_CN") as user:
        await user.press("S")
        await user.see("未加密", "Ctrl+F4")
        await user.press("ctrl+f4")
        assert user.form.form == "encrypt"
        await user.press("escape", "escape", "ctrl+p")
        await user.type("加密\n")
        await user.until(lambda: user.app.screen.query("FormBody"))
        assert user.form.form == "encrypt"


async def test_what_was_kept_to_be_quick_is_forgotten(tmp_path: Path) -> None:
    """Names a module kept for its next answer, and what was copied, go with the lock."""
    path = tmp_path / "book.json"
    lock_book(path)
    kept = scanning.scanner
    assert isinstance(kept, functools._lru_cache_wrapper)
    async with before_door(path, key=PASSPHRASE) as user:
        kept(("陈桂生",), (), (), (), ())
        user.app.copy_to_clipboard("陈桂生")
        user.app.forget_words()
        assert not kept.cache_info().currsize
        assert not user.app.clipboard
