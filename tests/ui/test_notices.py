"""What the book came upon is told, once, whenever it was."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual.notifications import SeverityLevel
from textual.widgets._toast import Toast

from fieldbook.domain.drafts import Draft
from fieldbook.domain.notices import Notice
from fieldbook.opening import open_book
from fieldbook.settings import Found, Settings
from fieldbook.store.inbox import Inbox, Line
from fieldbook.ui import app as app_module
from fieldbook.ui import running, setting_up
from fieldbook.ui.widgets.prose import Prose
from tests.clock import Clock
from tests.ui import villages
from tests.ui.hands import PATIENCE, Screens


async def test_an_odd_line_of_the_inbox_is_told_at_the_next_key(
    screens: Screens, tmp_path: Path
) -> None:
    """A line that cannot become a record is told when it is met, though nothing was taken in."""
    async with screens(lang="en") as user:
        assert user.told() == ""
        Inbox(tmp_path / "book" / "book.json").add(Line("a", "bogus", "never", {"title": "x"}))
        await user.press("2")
        assert "could not be taken in: 1" in user.told()
        user.app.clear_notifications()
        await user.press("1")
        assert user.told() == ""


async def test_what_came_up_beside_the_work_is_told_after_an_act(screens: Screens) -> None:
    """A day's copy that could not be made is told with the next act, and once."""
    async with screens(lang="en", fill=lambda book: book.issues.raise_(Draft(title="x"))) as user:
        user.book.notices += (Notice("backup_failed", {"why": OSError(28, "x", "copy")}),)
        await user.press("u")
        assert user.told().count("Today's backup could not be made") == 1
        user.app.clear_notifications()
        await user.press("ctrl+y")
        assert "backup" not in user.told()


async def test_the_start_s_copy_is_told_without_an_act(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure of the copy that is made after the start is told by itself."""
    monkeypatch.setattr(app_module, "AFTER_BACKUP", 0.2)
    notice = Notice("backup_failed", {"why": OSError(28, "x", "copy")})
    monkeypatch.setattr(
        app_module.FieldbookApp, "_started", lambda app: setattr(app.book, "notices", (notice,))
    )
    monkeypatch.setattr(app_module, "AFTER_START", 0.01)
    async with screens(lang="en") as user:
        await user.until(lambda: "Today's backup could not be made" in user.told())


@pytest.mark.parametrize("settings", [Settings(), Settings(ascii=True), Settings(reader=True)])
async def test_what_went_wrong_is_told_in_its_own_colour(
    screens: Screens, settings: Settings
) -> None:
    """An error has another edge than the rest, in ASCII too; what is read aloud has none."""
    async with screens(settings=settings) as user:
        user.app._disable_notifications = False  # a pilot shows none unless asked for
        await user.press("2")
        edges = []
        for wrong in (False, True):
            user.app.tell("It is told.", wrong=wrong)
            await user.settle()
            edges.append(user.app.screen.query(Toast).last().styles.border_left)
        done, undone = edges
        assert (done[0] == undone[0] == "") is settings.reader
        assert settings.reader or done[1] != undone[1]


@pytest.mark.parametrize("settings", [Settings(), Settings(ascii=True)])
async def test_a_long_title_leaves_what_is_told_on_its_line(
    screens: Screens, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved, in the trash, out again: each is told on one line, the title cut to fit it."""
    told: list[str] = []
    async with screens(settings=settings) as user:
        monkeypatch.setattr(user.app, "notify", lambda words, **_kept: told.append(words))
        await user.press("3", "i", *"the water of the lower canal " * 4)
        for number, key in enumerate(("ctrl+s", "u", "U", "delete", "u", "U"), 1):
            await user.press(key)
            assert len(told) == number, key
            assert "the water of" in told[-1]
            assert "\n" not in told[-1], key
            assert (".." if settings.ascii else "…") in told[-1]


async def test_what_is_told_in_ascii_has_no_sign_of_another_width(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the sign of a name that goes on, nor one that was typed, nor a quotation mark."""
    told: list[str] = []
    async with screens(lang="en", settings=Settings(ascii=True)) as user:
        monkeypatch.setattr(user.app, "notify", lambda words, **_kept: told.append(words))
        user.book.issues.raise_(Draft(title="The canal… leaks “below” the mill " * 5))
        await user.press("3", "f5")
        assert told[-1].startswith('Referred to the branch: The canal.. leaks "below"')
        assert told[-1].isascii()
        await user.press("6")
        user.app.screen.query_one("#legend", Prose).set_lines("the canal…")
        await user.see("the canal..")


async def test_what_is_told_next_stands_where_the_last_stood(screens: Screens) -> None:
    """However quickly one act follows the other, what is told stays on the first line."""
    async with screens(lang="en") as user:
        user.app._disable_notifications = False  # a pilot shows none unless asked for
        await user.press("2")
        for number in range(3):
            user.app.tell(f"It is told {number}.")
            await user.see(f"It is told {number}.")
            assert f"It is told {number}." in user.lines()[0]


def test_what_closing_came_upon_is_told_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who leaves before the copy was made is told in the terminal that it could not be."""
    path = tmp_path / "book.json"
    with open_book(path, clock=Clock(), backups=None) as book:
        book.issues.raise_(Draft(title="x"))

    def full(*_args: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("fieldbook.store.backup.replace_patiently", full)
    monkeypatch.setattr(app_module.FieldbookApp, "run", lambda _app: 0)
    assert running.run(path, Found(Settings())) == 0
    assert "Today's backup could not be made" in capsys.readouterr().err


def test_what_is_painted_waits_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread that writes to the terminal gets its turn at once, and not when the app rests."""
    waits: list[float] = []
    monkeypatch.setattr(sys, "setswitchinterval", waits.append)
    monkeypatch.setattr(app_module.FieldbookApp, "run", lambda _app: 0)
    assert running.run(tmp_path / "book.json", Found(Settings())) == 0
    assert waits == [running.WRITER_WAITS]


async def test_a_sentence_commands_no_terminal(screens: Screens) -> None:
    """Words with escapes and turned writing, as a file's name may hold, are told without them."""
    async with screens(lang="en") as user:
        user.app.tell("the \x1b]0;title\x07paper\u202e")
        await user.settle()
        assert user.told() == "the paper"


async def test_what_is_told_makes_room_for_the_title_of_a_form(screens: Screens) -> None:
    """Who goes on to a form has read what was told of the act before; its title is seen whole."""
    fill = lambda book: book.issues.raise_(Draft(title="The well pump is broken"))  # noqa: E731
    async with screens(lang="en", fill=fill) as user:
        user.app._disable_notifications = False  # a pilot shows none unless asked for
        await user.press("3", "f9")
        assert "The well pump is broken" in user.told()
        await user.press("f4")
        assert user.told() == ""
        assert "Solution for #1: The well pump is broken" in user.lines()[0]


async def test_what_is_told_covers_no_half_of_a_word(screens: Screens) -> None:
    """A short sentence covers the whole first line, where half of it looked like broken drawing; a longer one the tabs, too."""
    async with screens((80, 24), "zh_CN") as user:
        user.app._disable_notifications = False  # a pilot shows none unless asked for
        await user.press("2")
        user.app.tell("已重做")
        await user.settle()
        assert user.lines()[0].split("▌")[0] == ""
        assert "已重做" in user.lines()[0]
        assert "工作本" not in user.lines()[0]
        user.app.tell("记下了办法，" * 8)
        await user.settle()
        assert all("记下了办法" in line for line in user.lines()[:2])
        assert "工作本" not in user.lines()[0]
        assert "户" not in user.lines()[1]


async def test_what_is_told_waits_for_a_slow_machine(screens: Screens) -> None:
    """A test that comes to read a sentence minutes later still finds it."""
    async with screens() as user:
        user.app.tell("短")
        await user.settle()
        (told,) = user.app._notifications
        assert told.timeout == PATIENCE


async def test_a_key_puts_away_what_was_read(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands over the first lines long enough to be read goes with the next key, and no sooner."""
    kinds: tuple[SeverityLevel, ...] = ("information", "error", "warning")
    async with screens(lang="en") as user:
        user.app._disable_notifications = False  # a pilot shows none unless asked for
        await user.press("2")
        for kind in kinds:
            user.app.say("It is told at some length. " * 6, kind, 100.0)
            await user.press("down")
            assert "It is told" in user.lines()[1]
            with monkeypatch.context() as read:
                read.setattr(setting_up, "READ", {**setting_up.READ, kind: 0.0})
                await user.press("down")
            assert user.told() == ""
            assert "It is told" not in user.seen()


async def test_what_is_done_at_once_names_the_key_that_undoes_it(screens: Screens) -> None:
    """Referred, taken into study, removed, one or several: the sentence ends with how it is undone."""
    async with screens(lang="en", fill=lambda book: book.issues.raise_(Draft(title="x"))) as user:
        await user.press("3")
        for keys in (("r",), ("t",), ("delete",), ("space", "r"), ("space", "delete")):
            user.app.clear_notifications()
            await user.press(*keys)
            assert user.told().endswith(". u undoes it."), keys
            assert user.told().count("undo") == 1, keys
            await user.press("u", "escape")
            assert all(each.undone for each in user.book.acts[1:]), keys


async def test_undoing_says_which_of_two_of_a_name(screens: Screens) -> None:
    """A visit to one of two households of a name is told, and undone, with what tells it apart."""
    async with screens((120, 40), "en", fill=villages.full) as user:
        first, second = (e for e in user.book.households.all() if e.head == "Adam Reed")
        for each in (first, second):
            user.book.visits.note(Draft(household=each.id))
        told = []
        await user.press("2")
        for _time in range(2):
            await user.press("u")
            told.append(user.told().splitlines()[-1])
        assert told == [
            "undone: visit noted (Adam Reed #24)",
            "undone: visit noted (Adam Reed Willow 1 01)",
        ]
