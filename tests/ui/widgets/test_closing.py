"""What is closed is gone: neither Textual's list of watchers nor its cache keeps it."""

from __future__ import annotations

import gc

from textual._styles_cache import StylesCache
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen

from fieldbook.ui.widgets.caret import CaretArea
from fieldbook.ui.widgets.closing import forget_lines


class Form(Screen[None]):
    """A screen with a field for long texts."""

    def compose(self) -> ComposeResult:
        """One field."""
        yield CaretArea("学到的")


def kept() -> tuple[int, int]:
    """How many fields, and how many widgets' drawn lines, are in memory."""
    forget_lines()
    gc.collect()
    objects = gc.get_objects()
    return (
        sum(isinstance(each, CaretArea) for each in objects),
        sum(isinstance(each, StylesCache) for each in objects),
    )


async def opened_and_closed(app: App[None], pilot: Pilot[None]) -> None:
    await app.push_screen(Form())
    await pilot.pause()
    app.screen.query_one(CaretArea).focus()
    await pilot.pause()
    await app.pop_screen()
    await pilot.pause()


async def test_closed_forms_are_let_go_of() -> None:
    """Opening and closing a form over and over leaves no more in memory than once does."""
    app: App[None] = App()
    async with app.run_test() as pilot:
        await opened_and_closed(app, pilot)
        once = kept()
        for _round in range(5):
            await opened_and_closed(app, pilot)
        assert kept() == once
