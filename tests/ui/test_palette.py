"""The palette finds acts of other screens too, and saving says what was saved."""

from __future__ import annotations

from fieldbook.i18n import _
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.screens.palette import Palette
from fieldbook.ui.widgets.record_list import RecordList
from tests.ui import villages
from tests.ui.hands import Screens


async def test_an_act_of_another_screen_leads_there(screens: Screens) -> None:
    """Who looks on Today for the survey is brought to the groups."""
    async with screens(fill=villages.full) as user:
        await user.press("1", "ctrl+p")
        await user.see("要做什么？")
        assert isinstance(user.app.screen, Palette)
        await user.type("survey")
        found = user.app.screen.query_one(RecordList)
        await user.until(lambda: found.cursor_key == "groups#survey")
        await user.press("enter")
        # The groups are shown for a moment only: the form about the first one follows.
        await user.until(lambda: isinstance(user.app.screen, FormScreen))
        assert [each.name for each in user.app.screen_stack][-2] == "groups"


async def test_every_act_is_offered_once(screens: Screens) -> None:
    """No words stand twice, on whatever screen the palette is opened."""
    async with screens(fill=villages.full) as user:
        for tab in "1256":
            await user.press(tab, "ctrl+p")
            words = [row.cells[0] for row in user.app.screen.query_one(RecordList).rows]
            assert len(words) == len(set(words))
            await user.press("escape")


async def test_saving_says_what_was_saved(screens: Screens) -> None:
    """Two quick presses that wrote an empty visit do not go unnoticed."""
    async with screens(fill=villages.full) as user:
        await user.press("2", "home")
        head = user.book.households.get(user.records.cursor_key).head
        visits = len(user.book.visits.all())
        await user.press("f2", "f2")
        assert len(user.book.visits.all()) == visits + 1
        assert head in user.told()
        assert _("visit noted") in user.told()


async def test_saving_what_nobody_changed_says_nothing_of_another_act(screens: Screens) -> None:
    """What was done before is not called saved, and u does not seem to be about the form."""
    async with screens(fill=villages.full) as user:
        acts = user.book.acts
        await user.press("2", "home", "e", "ctrl+s")
        assert user.book.acts == acts
        assert user.told() == ""
