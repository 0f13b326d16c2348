"""Nothing typed is lost: drafts of open forms, on disk within a second."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from fieldbook.domain.errors import WriteFailed
from fieldbook.opening import Drafts
from fieldbook.ui.forms.form import DRAFT_SECONDS, FormScreen
from tests.ui import villages
from tests.ui.hands import PATIENCE, Hands, Screens

WORDS = "水渠漏水，说了三次"


def kept(path: Path, form: str) -> dict[str, str]:
    """What the disk has of a form."""
    return next((each.fields for each in Drafts(path).all() if each.form == form), {})


def closed(user: Hands) -> bool:
    return not isinstance(user.app.screen, FormScreen)


async def begin_issue(user: Hands) -> None:
    """An issue, begun and not saved."""
    await user.press("3", "i")
    await user.type(WORDS)


async def test_typed_text_is_on_disk_within_a_second(screens: Screens, book_path: Path) -> None:
    """A second after the last key the draft is on disk, with no key pressed for it."""
    assert DRAFT_SECONDS < 1
    async with screens() as user:
        await begin_issue(user)
        await user.until(lambda: kept(book_path, "issue").get("title") == WORDS)


async def test_typing_on_keeps_a_draft_too(screens: Screens, book_path: Path) -> None:
    """Who types without a pause has a draft all the same, not older than a second or so."""
    async with screens() as user:
        await begin_issue(user)
        async with asyncio.timeout(PATIENCE):
            while not kept(book_path, "issue").get("title", "").startswith(WORDS):
                await user.type("话")
                await user.pilot.pause(0.1)


async def test_escape_keeps_and_the_same_key_offers_again(
    screens: Screens, book_path: Path
) -> None:
    """Esc asks nothing and keeps everything; the same key shows the text again.

    Ctrl+D puts the draft away; u brings it back, and the form has it again. Where something was
    typed into the form since, u goes to and fro between the two, once.
    """
    async with screens() as user:
        await begin_issue(user)
        await user.press("escape")
        assert closed(user)
        assert kept(book_path, "issue")["title"] == WORDS
        await user.press("i")
        assert user.field("title") == WORDS
        await user.press("ctrl+d")
        assert closed(user)
        assert kept(book_path, "issue") == {}
        await user.press("i")
        assert user.field("title") == ""
        await user.press("escape", "u")
        assert kept(book_path, "issue")["title"] == WORDS
        await user.press("i")
        assert user.field("title") == WORDS
        await user.press("ctrl+d", "i")
        await user.type("夜校没有灯油")
        await user.press("escape", "u")
        assert kept(book_path, "issue")["title"] == WORDS
        await user.press("u")
        assert kept(book_path, "issue")["title"] == "夜校没有灯油"
        await user.press("u")
        assert kept(book_path, "issue")["title"] == "夜校没有灯油"


async def test_an_untouched_form_leaves_no_draft(screens: Screens, book_path: Path) -> None:
    """A form that was only looked at, or emptied again, keeps nothing."""
    async with screens(fill=villages.full) as user:
        for opener in "vie":
            await user.press("2", opener, "escape")
        await begin_issue(user)
        await user.press(*["backspace"] * len(WORDS), "escape")
        assert Drafts(book_path).all() == ()
        assert user.told() == ""


async def test_what_was_saved_last_is_undone_first(screens: Screens, book_path: Path) -> None:
    """A draft discarded before another form was saved does not stand in the way of undoing that."""
    async with screens() as user:
        await begin_issue(user)
        await user.press("ctrl+d", "6", "n")
        await user.type("今天下雨")
        await user.press("ctrl+s")
        assert len(user.book.diary.all()) == 1
        await user.press("u")
        assert user.book.diary.all() == []
        assert kept(book_path, "issue") == {}


async def test_every_form_offers_its_draft_again(screens: Screens) -> None:
    """Whatever form was left half-way is offered first on Today after opening again, and opens there."""
    left: dict[str, tuple[type[FormScreen], dict[str, str]]] = {}
    async with screens(fill=villages.full) as user:
        for opener in "iewnsdv":
            await user.press("3" if opener in "sd" else "2")
            if opener == "d":
                acting = [
                    x for x in user.book.issues.all() if user.book.shelf.status(x) == "acting"
                ]
                user.records.move_to(acting[0].id)
                await user.settle()
            await user.press(opener, *(("1", "enter") if opener == "d" else ()))
            await user.type(WORDS)
            typed = user.form.body.draft()
            assert any(WORDS in text for text in typed.values()), typed
            left[opener] = type(user.form), typed
            await user.press("ctrl+q" if opener == "v" else "escape")
    async with screens() as user:
        offered = [row.key for row in user.records.rows if row.key.startswith("draft:")]
        found = []
        for row in offered:
            await user.press("1", "home")
            assert user.records.cursor_key in offered, "they stand first"
            assert user.records.move_to(row)
            await user.press("enter")
            found.append((type(user.form), user.form.body.draft()))
            await user.press("escape")
        assert len(found) == len(left)
        assert all(each in found for each in left.values())


async def test_saving_ends_the_draft(screens: Screens, book_path: Path) -> None:
    """What was saved is in the book and no draft any more, also after a pause."""
    async with screens() as user:
        await begin_issue(user)
        await user.until(lambda: kept(book_path, "issue"))
        await user.type("。")
        await user.press("ctrl+s")
        assert [each.title for each in user.book.issues.all()] == [f"{WORDS}。"]
        await user.pilot.pause(1.0)
        assert Drafts(book_path).all() == ()


async def test_every_wrong_field_is_named_at_once(screens: Screens) -> None:
    """An impossible form names every wrong field, goes to the first one, and keeps the text."""
    async with screens() as user:
        await user.press("2", "n")
        await user.fill("people", "五个人")
        await user.fill("visit_every_days", "often")
        await user.press("ctrl+s")
        body = user.form.body
        wrong = {name for name, field in body.fields.items() if field.problem}
        assert wrong == {"head", "people", "visit_every_days"}
        assert body.current is body.fields["head"]
        assert user.field("people") == "五个人"
        await user.press("ctrl+d", "3", "i")  # so does a day that is none, beside an empty title
        await user.fill("found_on", "去年冬天")
        await user.press("ctrl+s")
        wrong = {name for name, field in user.form.body.fields.items() if field.problem}
        assert wrong == {"title", "found_on"}


async def test_a_failing_disk_keeps_the_form_open(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the book cannot be written, one sentence says so and the text stays in the form."""
    async with screens() as user:
        await begin_issue(user)

        def refuse(*_: object, **__: object) -> None:
            raise WriteFailed("book.json", why="full")

        monkeypatch.setattr(user.book.issues._desk.store, "commit", refuse)
        await user.press("ctrl+s")
        assert len(user.app._notifications) == 1
        assert user.field("title") == WORDS
        assert not user.book.issues.all()


async def test_a_disk_that_refuses_the_draft_is_told(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft that cannot be kept is told in one sentence, and Esc does not lose the text."""
    async with screens() as user:
        await begin_issue(user)

        def refuse(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(user.app.drafts, "keep", refuse)
        await user.press("escape")
        assert user.field("title") == WORDS
        assert user.told()
        await user.press("ctrl+q")
        assert user.app.is_running
        await user.press("ctrl+q")
        await user.until(lambda: user.app._exit)


async def test_a_new_contact_is_one_act_with_the_household(screens: Screens) -> None:
    """A contact nobody knew is made with the household and undone with it; a refused form makes none."""
    async with screens() as user:
        await user.press("2", "n")
        await user.fill("contact", "吴梅")
        await user.press("ctrl+s")
        assert not user.book.members.all()
        await user.press("shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab")
        await user.press("shift+tab", "home")
        await user.fill("head", "陈桂生")
        await user.press("ctrl+s")
        (household,) = user.book.households.all()
        assert user.book.shelf.member_name(household.contact) == "吴梅"
        await user.press("u")
        assert not user.book.households.all()
        assert not user.book.members.all()
