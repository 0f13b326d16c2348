"""What is closed is gone: neither Textual's list of watchers nor its cache keeps it."""

from __future__ import annotations

import gc
import weakref
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen

from fieldbook.ui.textual_private import forget_lines
from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.caret import CaretArea


class Form(Screen[None]):
    """A screen with a field for long texts."""

    def compose(self) -> ComposeResult:
        """One field."""
        yield CaretArea("学到的")


async def opened_and_closed(app: App[None], pilot: Pilot[None]) -> tuple[weakref.ref[Any], ...]:
    """Its field and the lines it was drawn in, as they are when the form is gone."""
    await app.push_screen(Form())
    await pilot.pause()
    field = app.screen.query_one(CaretArea)
    field.focus()
    await pilot.pause()
    await app.pop_screen()
    await pilot.pause()
    return weakref.ref(field), weakref.ref(field._styles_cache)


async def test_closed_forms_are_let_go_of() -> None:
    """A form that is opened and closed after another one leaves the first no longer in memory."""
    app: App[None] = ThemedApp()
    async with app.run_test() as pilot:
        closed = [await opened_and_closed(app, pilot) for _round in range(3)]
        forget_lines()
        gc.collect()
        assert not any(each() is not None for form in closed[:-1] for each in form)
