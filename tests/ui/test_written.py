"""What was just written stands under the cursor, wherever it is listed, and no filter hides it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Issue
from fieldbook.ui.everywhere import SCREENS
from fieldbook.ui.screens.diary import DiaryScreen
from fieldbook.ui.widgets.filter_bar import FilterBar
from fieldbook.ui.widgets.month import Month
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.story import Story
from tests.ui import villages
from tests.ui.conftest import Looks
from tests.ui.hands import Hands, Screens

TITLE = "Pump at the well broken"
SHOWN_AGAIN = {"en": "All lines are shown again", "zh_CN": "已取消筛选"}


async def write_issue(user: Hands) -> Issue:
    """Write an issue down from where one is."""
    await user.press("f3")
    await user.fill("title", TITLE)
    await user.press("ctrl+s")
    return max(user.book.issues.all(), key=lambda each: each.seq)


async def test_the_issues_stand_on_what_was_written_on_another_screen(screens: Screens) -> None:
    """An issue written at a household is the one that the next key on the issues is about."""
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("3", "down", "down", "2")
        written = await write_issue(user)
        await user.press("3", "f5")
        assert user.records.cursor_key == written.id
        assert user.book.issues.get(written.id).referred_on == user.book.today
        await user.press("down", "2", "3")
        assert user.records.cursor_key != written.id, "only the first time"


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
async def test_a_filter_does_not_hide_what_was_written(screens: Screens, lang: str) -> None:
    """A kept filter goes for an issue written elsewhere, or here, and that is said."""
    async with screens(lang=lang, fill=villages.full) as user:
        for came_from in ("2", "3"):
            await user.press("3", "/")
            await user.type(user.book.issues.all()[0].title)
            await user.press("enter", came_from)
            written = await write_issue(user)
            await user.press("3")
            assert user.records.cursor_key == written.id
            assert not user.app.screen.query_one(FilterBar).is_open
            assert SHOWN_AGAIN[lang] in user.told()


async def test_a_filter_stays_for_what_was_edited(screens: Screens) -> None:
    """Who goes through what a filter leaves, and edits one line after the other, keeps the filter."""
    async with screens(lang="en", fill=villages.full) as user:
        title = user.book.issues.all()[0].title
        await user.press("3", "/")
        await user.type(title)
        await user.press("enter", "f6")
        await user.press(*["backspace"] * len(title))
        await user.fill("title", TITLE)
        await user.press("ctrl+s")
        assert TITLE in {each.title for each in user.book.issues.all()}
        assert user.app.screen.query_one(FilterBar).text == title


async def test_the_last_of_several_written_stands_under_the_cursor(screens: Screens) -> None:
    """After saving and going on, the list stands on what was saved last."""
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("2", "n")
        for head in ("Amos First", "Zeno Second"):
            await user.fill("head", head)
            await user.press("f3")
            assert head in user.told()
        await user.press("escape")
        assert user.book.households.get(user.records.cursor_key).head == "Zeno Second"


async def test_the_diary_stands_on_a_short_note_written_elsewhere(screens: Screens) -> None:
    """A line jotted down over another screen is what the diary's keys are about then."""
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("2", "ctrl+right_square_bracket")
        await user.type("Bring the long rope\n")
        await user.press("6")
        assert isinstance(user.app.screen, DiaryScreen)
        record = user.app.screen.record()
        assert record is not None
        assert record.id == max(user.book.diary.all(), key=lambda each: each.seq).id
        await user.see("Bring the long rope")


async def test_what_was_written_waits_for_a_story_that_has_no_room(screens: Screens) -> None:
    """A narrow screen has no room for the story until it is read: then the note is in sight."""
    async with screens((60, 24), lang="en", fill=villages.full) as user:
        await user.press("2", "ctrl+right_square_bracket")
        await user.type("Bring the long rope\n")
        await user.press("6", "tab")
        note = max(user.book.diary.all(), key=lambda each: each.seq)
        assert isinstance(user.app.screen, DiaryScreen)
        assert user.app.screen.story.cursor_key == f"diary:{note.id}"
        await user.see("Bring the long rope")


async def test_a_filter_of_groups_goes_for_one_that_was_written(screens: Screens) -> None:
    """It goes as it does on every list, with the types and units that were shown alone."""
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("5", "/")
        await user.type(user.book.groups.all()[0].name)
        await user.press("enter", "n")
        await user.fill("name", "Ridge group")
        await user.press("ctrl+s")
        assert user.book.groups.get(user.records.cursor_key).name == "Ridge group"
        assert SHOWN_AGAIN["en"] in user.told()


async def test_a_group_of_another_type_is_shown_once_written(screens: Screens) -> None:
    """A new group has no survey: the types that were shown alone make room for it."""
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("5", "f9", "n")
        await user.fill("name", "Ridge group")
        await user.press("ctrl+s")
        assert user.book.groups.get(user.records.cursor_key).name == "Ridge group"
        assert SHOWN_AGAIN["en"] in user.told()


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
async def test_the_keys_say_how_one_goes_back_from_reading(screens: Screens, lang: str) -> None:
    """While a story is read, Esc stands first among the keys; the screen's digit goes to its list."""
    back = {"en": "Esc back", "zh_CN": "Esc 返回"}[lang]
    async with screens(lang=lang, fill=villages.full) as user:
        for digits in (("2",), ("3", "2"), ("b", "2"))[: 3 if lang == "en" else 1]:
            await user.press("2", "enter")
            assert isinstance(user.app.focused, Story)
            assert user.footer().strip().startswith(back)
            await user.press(*digits)
            assert user.records.has_focus
            assert back not in user.footer()


async def test_a_screen_gone_back_to_draws_no_line_anew(
    screens: Screens, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its digit gives the keys to the left pane, which has them: the lines are there from before."""
    async with screens(lang="en", fill=villages.full, size=(120, 40)) as user:
        user.looks_always = True
        digits = [tab.keys.split(",")[0] for tab in SCREENS]
        await user.press(*digits, *digits)
        drawn: list[object] = []

        def noting(draw: Callable[[Any, int], Any]) -> Callable[[Any, int], Any]:
            def drawing(widget: Any, y: int) -> Any:
                drawn.append((widget, y))
                return draw(widget, y)

            return drawing

        for kind in (RecordList, Story, Month):
            monkeypatch.setattr(kind, "render_line", noting(kind.render_line))
        looks.on, looks.again = False, 0
        await user.press(*digits)
        assert drawn == []
        assert looks.again == len(digits)


async def test_what_was_undone_takes_no_filter_away(screens: Screens) -> None:
    """An issue written elsewhere and undone there is no longer looked for."""
    async with screens(lang="en", fill=villages.full) as user:
        user.book.issues.raise_(Draft(title="Roof leaks"))
        await user.press("3", "/")
        await user.type("Roof")
        await user.press("enter", "2")
        await write_issue(user)
        await user.press("u", "3")
        assert user.app.screen.query_one(FilterBar).text == "Roof"
