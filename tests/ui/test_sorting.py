"""The lists sorted by their columns: by key, by the mouse, and remembered."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Household
from tests.ui import villages
from tests.ui.hands import Hands, Screens


def column(user: Hands, title: str) -> list[str]:
    """What stands in a column, top to bottom."""
    at = [each.title for each in user.records.columns].index(title)
    return [row.cells[at] for row in user.records.rows]


@pytest.mark.parametrize(("key", "twin"), [(",", "，"), (".", "。")])
async def test_an_input_method_sorts_too(screens: Screens, key: str, twin: str) -> None:
    """The signs that an input method gives for comma and full stop mean the same."""
    async with screens(fill=villages.full) as user:
        await user.press("2", key)
        sort = user.records.sort
        await user.press("1", "2")
        user.records.sort_by(None)
        await user.press(twin)
        assert user.records.sort == sort is not None


async def test_due_days_are_sorted_as_days(screens: Screens) -> None:
    """A click on the heading sorts by it, a second one the other way round, a third not at all."""
    async with screens((120, 40), "en", fill=villages.full) as user:
        await user.press("2")
        given = column(user, "Due")
        await user.press(",", ",")
        heading = user.lines()[2]
        x = heading.index("People") + 1
        await user.pilot.click("#list", offset=(x, 0))
        people = [int(each) for each in column(user, "People") if each]
        assert people == sorted(people)
        await user.pilot.click("#list", offset=(x, 0))
        assert [int(each) for each in column(user, "People") if each] == people[::-1]
        await user.pilot.click("#list", offset=(x, 0))
        assert column(user, "Due") == given


async def test_the_order_stays_while_one_works(screens: Screens) -> None:
    """Another screen, a filter and an act leave the order; the cursor stays on its record."""
    async with screens(fill=villages.full) as user:
        await user.press("2", ",", ".", "down", "down")
        sort, key = user.records.sort, user.records.cursor_key
        await user.press("3", "2")
        assert (user.records.sort, user.records.cursor_key) == (sort, key)
        user.book.households.assign(Draft(head="阿宝"))
        user.app.after_act()
        await user.settle()
        assert user.records.cursor_key == key
        assert user.records.rows[-1].cells[0] == "阿宝"


def kept_orders() -> Path:
    """The file in which the orders are remembered."""
    return Path(platformdirs.user_state_dir("fieldbook", appauthor=False)) / "orders.json"


async def test_the_order_is_remembered_over_starts(screens: Screens) -> None:
    """What a list was sorted by, and which way round, it is again at the next start; no name is kept."""
    async with screens((120, 30), "en", fill=villages.full) as user:
        await user.press("2", ",", ",", ".")
        left = user.records.sort
        assert left is not None
        assert left.falling
    async with screens((120, 30), "en") as user:
        await user.press("2")
        assert user.records.sort == left
        kept = kept_orders().read_text(encoding="utf-8")
        assert all(each.head not in kept for each in user.book.shelf.every(Household))
        while user.records.sort is not None:
            await user.press(",")
    async with screens((120, 30), "en") as user:
        await user.press("2")
        assert user.records.sort is None


@pytest.mark.parametrize("text", ["{", '{"households": 3}', '{"households": ["Gone", true]}'])
async def test_a_broken_memory_of_orders_stops_nothing(screens: Screens, text: str) -> None:
    """A file that holds something else, or a column there is not, leaves a list as it is given."""
    kept_orders().parent.mkdir(parents=True)
    kept_orders().write_text(text, encoding="utf-8")
    async with screens((80, 24), "en", fill=villages.full) as user:
        await user.press("2")
        assert user.records.total
        await user.press(",")
        assert user.records.sort is not None
