"""One line is written down from anywhere, and the last households are gone back to."""

from __future__ import annotations

import pytest

from fieldbook.domain.records import Diary, Household
from fieldbook.ui.widgets.month import Month
from tests.ui import villages
from tests.ui.hands import Screens

WORDS = "老井的水发浑"
KEY = "ctrl+right_square_bracket"


@pytest.mark.parametrize("screen", ["1", "2", "6", "z"])
async def test_one_line_from_any_screen(screens: Screens, screen: str) -> None:
    """The key, the words, Enter: it stands in today's diary, and is undone like every act."""
    async with screens(fill=villages.full) as user:
        await user.press(screen)
        where, before = user.where(), len(user.book.shelf.every(Diary))
        await user.press(KEY)
        await user.type(WORDS + "\n")
        assert user.where() == where
        note = user.book.shelf.every(Diary)[-1]
        assert (note.text, note.on) == (WORDS, user.book.today)
        await user.press("u")
        assert len(user.book.shelf.every(Diary)) == before


@pytest.mark.parametrize(
    ("keys", "is_moved"), [([], True), (["u"], False), (["u", "ctrl+y"], True)]
)
async def test_a_line_that_was_undone_leads_nowhere(
    screens: Screens, keys: list[str], is_moved: bool
) -> None:
    """The diary comes to the day of a line that was written elsewhere; one undone leaves it where it was."""
    async with screens(fill=villages.full) as user:
        await user.press("6", "up")
        left = user.app.screen.query_one(Month).cursor
        assert left != user.book.today
        await user.press("2", KEY)
        await user.type(WORDS + "\n")
        await user.press(*keys)
        await user.press("6")
        came_to = user.book.today if is_moved else left
        assert user.app.screen.query_one(Month).cursor == came_to


async def test_one_line_while_a_form_is_filled_in(screens: Screens) -> None:
    """What is typed in the form stays, and one is back in it."""
    async with screens(fill=villages.full) as user:
        await user.press("2", "i")
        await user.fill("title", "水渠漏水")
        await user.press(KEY)
        await user.type(WORDS + "\n")
        assert user.form.form == "issue"
        assert user.field("title") == "水渠漏水"
        assert user.book.shelf.every(Diary)[-1].text == WORDS


async def test_a_line_that_is_left_is_a_draft(screens: Screens) -> None:
    """Nothing typed is lost: the same key takes it up again."""
    async with screens(fill=villages.full) as user:
        await user.press(KEY)
        await user.type(WORDS)
        await user.press("escape", KEY)
        assert user.field("text") == WORDS


async def test_back_to_a_household_that_was_read(screens: Screens) -> None:
    """A household read with Enter stands first in the list; a few letters find another one."""
    async with screens(fill=villages.full) as user:
        await user.press("2", "down", "down", "enter")
        read = user.book.shelf.find(Household, user.records.cursor_key or "")
        assert read is not None
        await user.press("escape", "1", "F", "enter")
        await user.until(lambda: user.where() == "households")
        await user.until(lambda: user.records.cursor_key == read.id)
        await user.press("1", "F")
        first = user.records.rows[0]
        assert first.key == read.id
        other = user.book.shelf.find(Household, user.records.rows[3].key)
        assert other is not None
        await user.type(other.head + "\n")
        await user.until(lambda: user.where() == "households")
        await user.until(lambda: user.records.cursor_key == other.id)


async def test_a_household_that_was_only_passed_by_is_not_among_the_last(screens: Screens) -> None:
    """Going to the households and moving down the list opens none; what is chosen among the last counts."""
    async with screens(fill=villages.full) as user:
        await user.press("F")
        before = [each.key for each in user.records.rows]
        await user.press("escape", "2", "down", "down", "slash", "escape", "1", "F")
        assert [each.key for each in user.records.rows] == before
        await user.press("down", "down", "enter")
        await user.until(lambda: user.where() == "households")
        await user.press("F")
        assert user.records.rows[0].key == before[2]
