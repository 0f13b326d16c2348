"""A screen gone back to is painted as it was left, and only where nothing of it has changed since."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.ui.textual_private import SeenCompositor
from tests.ui import villages
from tests.ui.hands import resized

if TYPE_CHECKING:
    from tests.ui.conftest import Looks
    from tests.ui.hands import Screens

KEYS: Final = (
    *"1234567" * 4, "down", "down", "up", "pagedown", "end", "tab", "enter", "escape", "escape",
    "slash", "w", "space", "s", "u", "?", "ctrl+p", "f2", "f3",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(2))
async def test_nothing_stale_is_painted_whatever_was_pressed(
    screens: Screens, looks: Looks, seed: int
) -> None:
    """Keys at random: every screen that is painted as it was left is composed anew and held beside it."""
    pressed = random.Random(seed)
    async with screens(lang="zh_CN", fill=villages.full, size=(120, 40)) as user:
        user.looks_always = True
        for _key in range(60):
            await user.press(pressed.choice(KEYS))
        await user.press("escape", "escape", "escape", "escape")
        await user.press(*"123412341234")
        assert looks.again


async def test_what_changes_meanwhile_is_painted(screens: Screens, looks: Looks) -> None:
    """An act, another theme, another size and another look are seen where one goes back to."""
    async with screens(lang="en", fill=villages.full, size=(120, 40)) as user:
        user.looks_always = True
        await user.press(*"232323")
        assert looks.again
        user.app.book.issues.raise_(Draft(title="the mill stands still"))
        await user.press("2", "3")
        assert "the mill stands still" in user.seen()
        user.app.theme = "light"
        await user.press("2", "3")
        await resized(user.pilot, 100, 30)
        await user.press("2", "3")
        await resized(user.pilot, 120, 40)
        await user.press("2", "3", "2")
        user.app.set_class(True, "-ascii")
        await user.press("3", "2", "3")


async def test_what_lies_behind_a_sheet_is_no_part_of_what_is_kept(
    screens: Screens, looks: Looks
) -> None:
    """A sheet through which the page is seen is composed each time."""
    async with screens(lang="en", fill=villages.full, size=(120, 40)) as user:
        user.looks_always = True
        await user.press("3", "question_mark")
        composed = user.app.screen._compositor
        assert isinstance(composed, SeenCompositor)
        user.app.screen.refresh()
        await user.settle()
        assert composed._painted is None
        before = looks.again
        await user.press("escape", "2", "3", "2", "3")
        assert looks.again > before
