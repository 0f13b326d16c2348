"""Fingers at home in other programs: h j k l, q, and the wheel."""

from __future__ import annotations

import pytest
from textual import events

from fieldbook.ui.everywhere import BESIDE, TABS
from fieldbook.ui.tables import screen_class
from fieldbook.ui.widgets.month import Month
from fieldbook.ui.widgets.story import Story
from tests.ui import villages
from tests.ui.hands import Hands, Screens


async def test_j_and_k_move_in_lists_and_stories(screens: Screens) -> None:
    """j goes down and k up, in the list and in the story; l goes to the story and h back."""
    async with screens(fill=villages.full) as user:
        await user.press("2", "j", "j")
        keys = [row.key for row in user.records.rows]
        assert user.records.cursor_key == keys[2]
        await user.press("k", "l")
        assert user.records.cursor_key == keys[1]
        story = user.app.screen.query_one("#story", Story)
        assert story.has_focus
        before = (story.cursor_key, story.scroll_offset.y)
        await user.press("j")
        assert (story.cursor_key, story.scroll_offset.y) != before
        await user.press("k", "h")
        assert user.records.has_focus


async def test_the_month_goes_by_them_too(screens: Screens) -> None:
    """In the calendar h and l go by days, j and k by weeks."""
    async with screens(fill=villages.full) as user:
        await user.press("6")
        month = user.app.screen.query_one(Month)
        today = month.cursor
        await user.press("k", "h")
        assert (today - month.cursor).days == 8
        await user.press("j", "l")
        assert month.cursor == today


@pytest.mark.parametrize("name", [*TABS, *BESIDE])
def test_no_act_takes_them(name: str) -> None:
    """On no screen are h, j, k, l and q keys of an act that writes or goes elsewhere."""
    for act in screen_class(name).acts:
        if act.keys.split(",")[0] not in ("h", "l", "q"):
            assert not {"h", "j", "k", "l", "q"} & set(act.keys.split(",")), act.id


async def test_q_says_how_to_leave(screens: Screens) -> None:
    """q leaves from no screen: it says in one line what does."""
    async with screens(fill=villages.full) as user:
        for name in (*TABS, *BESIDE):
            user.app.clear_notifications()
            user.app.go_to(name)
            await user.settle()
            assert not user.told(), name
            await user.press("q")
            assert "Ctrl+Q" in user.told(), name
            assert user.app.return_value is None


async def wheel(user: Hands, selector: str, times: int = 3) -> None:
    """Turn the wheel over a widget."""
    region = user.app.screen.query_one(selector).region
    x, y = region.x + 2, region.y + 2
    for _turn in range(times):
        event = events.MouseScrollDown(None, x, y, 0, 1, 0, False, False, False, x, y)
        user._send(event)
        await user.settle()


@pytest.mark.parametrize(("focus", "under"), [("#list", "#story"), ("#story", "#list")])
async def test_the_wheel_scrolls_what_is_under_it(screens: Screens, focus: str, under: str) -> None:
    """The wheel over one pane scrolls that one, whichever has the keys."""
    async with screens((80, 14), fill=villages.full) as user:
        await user.press("2")
        user.app.screen.query_one(focus).focus()
        await user.settle()
        await wheel(user, under)
        assert user.app.screen.query_one(under).scroll_offset.y > 0
        assert user.app.screen.query_one(focus).scroll_offset.y == 0
        assert user.app.screen.query_one(focus).has_focus


@pytest.mark.parametrize("tab", ["1", "2", "3"])
async def test_a_new_book_offers_how_to_begin(screens: Screens, tab: str) -> None:
    """The footer of an empty book begins with what writes down and what imports; later no more."""
    async with screens((60, 20), fill=villages.nothing) as user:
        await user.press(tab)
        assert user.footer().split()[:4] == ["F12", "新增", "F11", "导入"]
        if tab != "3":
            await user.press("n")
            await user.type("陈桂生")
            await user.press("ctrl+s")
            assert user.book.households.all()[0].head == "陈桂生"
            assert user.footer().split()[0] != "F12"
