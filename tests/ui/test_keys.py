"""Every key of the table, pressed on every screen, on an empty and on a full book."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.errors import FieldbookError
from fieldbook.i18n import _
from fieldbook.sentences import sentence
from fieldbook.ui.act import Act
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.everywhere import BESIDE, TABS
from fieldbook.ui.tables import screen_class
from fieldbook.ui.widgets.caret import CaretInput
from tests.ui import villages
from tests.ui.hands import Hands, Screens

NAMES = [*TABS, *BESIDE]
"""The seven screens, and those beside them."""


async def back_to(user: Hands, name: str) -> None:
    """Leave whatever a key opened."""
    for _turn in range(12):
        if user.where() == name and not isinstance(user.app.focused, CaretInput):
            return
        if isinstance(user.app.screen, BookScreen) and user.where() != name:
            user.app.go_to(name)
            await user.settle()
        else:
            await user.press("escape")
    raise AssertionError(f"no way back to {name} from {user.where()}")


def every_key(acts: Iterable[Act[Any]], most: int = 9) -> list[tuple[Act[Any], str]]:
    """(act, key) for so many keys of each act, except those that leave or only move about."""
    found = [
        act
        for act in acts
        if act.id not in ("quit", "back", "other_pane", "left_pane", "right_pane")
    ]
    return [(act, key) for act in found for key in act.keys.split(",")[:most]]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("fill", [villages.nothing, villages.full])
async def test_every_key_on_every_screen(
    screens: Screens, name: str, fill: Callable[[Fieldbook], None]
) -> None:
    """No key crashes; one that is greyed says why; one that is not does or tells something."""
    async with screens(fill=fill) as user:
        user.app.go_to(name)
        await user.settle()
        screen = user.app.screen
        assert isinstance(screen, BookScreen)
        # All keys of an act are one binding: all of them are pressed on one screen, and looked up
        # on the others.
        all_of_them = name == "households" and fill is villages.full
        for act, key in every_key(screen.acts, 9 if all_of_them else 1):
            user.app.clear_notifications()
            reason = act.refused(screen.context())
            if isinstance(reason, FieldbookError):
                reason = sentence(reason)
            before = "" if reason else user.seen()
            await user.press(key)
            if reason:
                assert user.told() == reason, (name, act, key)
            else:
                changed = user.told() or user.where() != name or user.seen() != before
                assert changed or act.id in (name, f"tab_{name}"), (name, act, key)
            await back_to(user, name)


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_bound_on_every_screen(name: str) -> None:
    """Each key of the screen's table, letter, F-key, Ctrl and full-width twin, is bound to its act."""
    screen = screen_class(name)
    bound = screen._merge_bindings().key_to_bindings
    for act in screen.acts:
        for key in act.keys.split(","):
            assert f"app.act('{act.id}')" in [each.action for each in bound[key]], (act.id, key)


async def test_digits_go_to_the_screens(screens: Screens) -> None:
    """A digit leads from each of the seven to each other one, and from those beside them."""
    tabs = list(TABS)
    async with screens(fill=villages.full) as user:
        await user.press("1")
        for step in range(1, len(tabs)):  # as they are a prime number, every step meets them all
            for turn in range(1, len(tabs) + 1):
                there = turn * step % len(tabs)
                await user.press(str(there + 1))
                assert user.where() == tabs[there], (step, turn)
        for number, name in enumerate(BESIDE):
            for there, digits in ((number % 7, "1234567"), ((number + 3) % 7, "１２３４５６７")):
                user.app.go_to(name)
                await user.settle()
                await user.press(digits[there])
                assert user.where() == tabs[there], (name, there)


async def test_ctrl_q_leaves_from_everywhere(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+Q leaves from a screen, a form, the help and the filter, with exit code 0."""
    async with screens(fill=villages.full) as user:
        left: list[object] = []
        with monkeypatch.context() as staying:
            staying.setattr(user.app, "exit", left.append)
            for where in ("1", "2", "v", "m", "?", "ctrl+p", "/"):
                left.clear()
                await user.press("2", where, "ctrl+q")
                await user.until(lambda: left, where)
                assert left == [0]
                await user.press("escape", "escape")
        await user.press("ctrl+q")
        await user.until(lambda: user.app._exit)
        assert user.app.return_code in (0, None)
        assert user.app.return_value == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
async def test_a_book_open_for_reading_is_not_written(screens: Screens, name: str) -> None:
    """Every act that would write says why it does not, on every screen; nothing else is refused so."""
    async with screens(fill=villages.full) as user:
        user.book.visits.remove(user.book.visits.all()[0].id)
        user.app.go_to(name)
        await user.settle()
        screen = user.app.screen
        assert isinstance(screen, BookScreen)
        user.book._desk.store._read_only = True  # type: ignore[attr-defined]
        acts = user.book.acts
        for act, key in every_key(screen.acts, 1):
            user.app.clear_notifications()
            await user.press(key)
            assert user.book.acts == acts, (act, key)
            # The settings, what a paper is to hold, and the day of the lists are no part of the book.
            if act.id not in ("settings", "period", "day"):
                assert "Form" not in type(user.app.screen).__name__, (act, key)
            refused = (
                _("The book is open for reading only: update fieldbook to write in it.")
                in user.told()
            )
            assert refused == act.writes, (act, key)
            await back_to(user, name)
        user.book._desk.store._read_only = False  # type: ignore[attr-defined]
