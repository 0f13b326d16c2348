"""The last line of the help says what leads on from where one is."""

from __future__ import annotations

from tests.ui import villages
from tests.ui.hands import Screens


async def test_at_its_end_the_help_names_no_way_down(screens: Screens) -> None:
    """There is nothing below: PgDn is named as long as there is, and again further up."""
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("3", "question_mark")
        await user.see("PgDn: more keys   Enter: read the manual   Esc: back")
        await user.press("end")
        await user.until(lambda: "PgDn: more keys" not in user.seen())
        await user.see("Enter: read the manual   Esc: back")
        await user.press("home")
        await user.see("PgDn: more keys")
