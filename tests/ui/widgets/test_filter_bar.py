from __future__ import annotations

from typing import TYPE_CHECKING

from fieldbook.ui.widgets.filter_bar import DEBOUNCE, FilterBar
from fieldbook.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from tests.ui.widgets.widgets_demo import Desk, commit, seen
else:
    from widgets_demo import Desk, commit, seen


class Told(Desk):
    """The desk, noting what the bar says."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def on_filter_bar_changed(self, message: FilterBar.Changed) -> None:
        self.told.append(message.text)


async def test_a_committed_phrase_arrives_whole() -> None:
    """All characters of a phrase committed on the list stand in the bar, in order, told once."""
    app = Told()
    async with app.run_test(size=(80, 24)) as pilot:
        commit(app, "欧阳秀英")
        while not app.told:
            await pilot.pause(DEBOUNCE)
        assert app.query_one(FilterBar).text == "欧阳秀英"
        assert app.told == ["欧阳秀英"]
        assert app.query_one(RecordList).shown == 6
        assert "6/60" in "\n".join(seen(app))


async def test_the_bar_is_out_of_sight_until_it_is_opened() -> None:
    """A list without a filter gives no line away for it."""
    app = Told()
    async with app.run_test(size=(80, 24)) as pilot:
        bar = app.query_one(FilterBar)
        assert not bar.display
        await pilot.press("slash")
        assert bar.display
        assert bar.is_open
        assert "筛选" in "\n".join(seen(app))


async def test_escape_clears_and_gives_the_keys_back() -> None:
    """After Escape the whole list is shown and has the keys."""
    app = Told()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", "李")
        while not app.told:
            await pilot.pause(DEBOUNCE)
        await pilot.press("escape")
        await pilot.pause()
        assert app.told[-1] == ""
        assert not app.query_one(FilterBar).display
        assert app.focused is app.query_one(RecordList)
        assert app.query_one(RecordList).shown == 60


async def test_enter_and_down_keep_the_filter() -> None:
    """Enter or Down goes to the list at once, with what was typed in force."""
    for key in ("enter", "down"):
        app = Told()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("slash", "李", key)
            await pilot.pause()
            assert app.told == ["李"]
            assert app.focused is app.query_one(RecordList)
            assert app.query_one(FilterBar).display
            # More characters typed on the list go on where the text ended.
            await pilot.press("霞")
            while len(app.told) < 2:
                await pilot.pause(DEBOUNCE)
            assert app.told == ["李", "李霞"]


async def test_leaving_an_empty_bar_hides_it() -> None:
    """An empty filter leaves no line behind."""
    app = Told()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", "enter")
        await pilot.pause()
        assert not app.query_one(FilterBar).display
        assert app.told == []
