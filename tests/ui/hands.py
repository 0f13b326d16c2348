"""A user before the screens: presses keys, types words, and reads what is drawn."""

from __future__ import annotations

import asyncio
import contextlib
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from fieldbook.book import Fieldbook
from fieldbook.i18n import use_language
from fieldbook.opening import Drafts, habits_of, open_book
from fieldbook.settings import Settings
from fieldbook.ui.app import FieldbookApp
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.screens.writing import Making
from fieldbook.ui.widgets.record_list import RecordList
from tests.clock import Clock
from tests.ui import painting

Sitting = AbstractAsyncContextManager["Hands"]
Screens = Callable[..., Sitting]
PATIENCE = 120.0
"""Seconds a test waits for something before it says that it never came; machines may be busy."""


class Hands:
    """One user at one open book."""

    def __init__(self, app: FieldbookApp, pilot: Pilot[Any], opened: list[Path]) -> None:
        self.app, self.pilot = app, pilot
        self.opened = opened
        """The files and folders that were opened outside."""
        self.pressed = 0
        """Key presses besides words."""
        self.looks_always = False
        """Whether all is painted after every key."""

    @property
    def book(self) -> Fieldbook:
        return self.app.book

    @property
    def form(self) -> FormScreen:
        assert isinstance(self.app.screen, FormScreen), self.app.screen
        return self.app.screen

    @property
    def records(self) -> RecordList:
        """The list of the screen, the first where it has several."""
        return self.app.screen.query(RecordList).first()

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each done before the next; nobody looks before the last."""
        for left, key in zip(reversed(range(len(keys))), keys, strict=True):
            self.pressed += 1
            self._send(key_event(key))
            await self.settle(looking=self.looks_always or not left)

    async def type(self, words: str) -> None:
        """Type words as an input method does: all at once, without waiting in between."""
        for character in words:
            self._send(key_event("enter" if character == "\n" else character))
        await self.settle()

    def point(self, x: int, y: int) -> None:
        """Move the mouse somewhere."""
        self._send(events.MouseMove(None, x, y, 0, 0, 0, shift=False, meta=False, ctrl=False))

    def _send(self, event: events.Event) -> None:
        assert self.app._driver is not None
        event.set_sender(self.app)
        self.app._driver.send_message(event)

    async def settle(self, *, looking: bool = True) -> None:
        """Wait until all messages have been worked off and, where somebody looks, all is painted."""
        async with asyncio.timeout(PATIENCE):
            await self._settle(looking=looking)

    async def _settle(self, *, looking: bool) -> None:
        drawn = 0
        while self.app.is_running and drawn < 3:
            await at_rest()
            if not self.app.typing_ahead.is_idle:
                await asyncio.sleep(0.005)  # a widget that never answers is passed over later
            elif drawn == 0 or waits_to_be_drawn(self.app.screen):
                self.app.screen._on_timer_update()
                drawn += 1
            elif not looking or not painting.paint_now(self.app):
                return
        painting.paint_now(self.app)

    async def written(self) -> None:
        """Wait until a file that is being made is there, or is told not to be."""
        await self.until(lambda: not isinstance(self.app.screen, Making), "it is still being made")
        await self.settle()

    async def until(self, so: Callable[[], object], what: str = "") -> None:
        """Wait until something is so."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not so():
                    await asyncio.sleep(0.01)
                    await self.settle()
        assert so(), f"{what}\n{self.seen()}"

    async def see(self, *words: str) -> None:
        """Wait until all words are drawn."""
        await self.until(lambda: all(word in self.seen() for word in words), str(words))

    def seen(self) -> str:
        """All that is drawn."""
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """The drawn lines."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    def told(self) -> str:
        """The sentences told, the last one last, each as it was before it was wrapped."""
        return "\n".join(unwrapped(each.message).rstrip() for each in self.app._notifications)

    def footer(self) -> str:
        """The last line."""
        return self.lines()[-1]

    def where(self) -> str:
        """The name of the screen, or the class of what lies on it."""
        return self.app.screen.name or type(self.app.screen).__name__

    def field(self, name: str) -> Any:
        """A field's value."""
        return self.form.body.fields[name].value

    async def fill(self, name: str, words: str) -> None:
        """Go to a field at once, as by the mouse, and type into it."""
        body = self.form.body
        if body.current is not body.fields[name]:
            body.fields[name].focus()
            await self.settle(looking=False)
        await self.type(words)

    async def fill_by_keys(self, name: str, words: str) -> None:
        """Go to a field by Tab (counted) and type into it."""
        body = self.form.body
        for _ in range(40):
            if body.current is body.fields[name]:
                break
            await self.press("tab")
        else:
            raise AssertionError(f"no way to {name}")
        await self.type(words)

    def typing_in(self) -> str:
        """What stands in the focused input."""
        focused = self.app.focused
        assert isinstance(focused, Input), focused
        return focused.value


async def at_rest() -> None:
    """Wait until nothing goes on: whatever is left waits for a key, for time or for another thread.

    Textual asks every widget, by a message each, and that costs more than most keys.
    """
    loop: Any = asyncio.get_running_loop()
    await asyncio.sleep(0)
    while loop._ready:  # noqa: ASYNC110  # there is no event for this
        await asyncio.sleep(0)


def waits_to_be_drawn(screen: Screen[Any]) -> bool:
    """Whether a screen would be drawn at its next tick."""
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


def unwrapped(text: str) -> str:
    """A text without the ends of its lines; where a blank stood there, it stands there again."""
    whole, *others = text.split("\n")
    for line in others:
        is_word = line[:1].isascii() or line[:1] == "“"
        whole += (" " if whole[-1:].isascii() and is_word and whole[-1:] not in "/-" else "") + line
    return whole


async def resized(pilot: Pilot[Any], width: int, height: int) -> None:
    """Make the terminal as large as told, and wait until the screen is."""
    await pilot.resize_terminal(width, height)
    async with asyncio.timeout(PATIENCE):
        while pilot.app.screen.size != (width, height):
            await pilot.pause(0.01)
    await pilot.pause()


def key_event(key: str) -> events.Key:
    """A key as a terminal sends it."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    with contextlib.suppress(KeyError):
        spelled = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
        return events.Key(name, spelled)
    return events.Key(name, key if len(key) == 1 else None)


@contextlib.asynccontextmanager
async def sitting(
    path: Path,
    size: tuple[int, int] = (80, 24),
    lang: str = "zh_CN",
    *,
    fill: Callable[[Fieldbook], object] | None = None,
    settings: Settings | None = None,
    clock: Callable[[], Any] | None = None,
    made: type[FieldbookApp] = FieldbookApp,
) -> AsyncIterator[Hands]:
    """Open the book, sit down before it, and close it afterwards."""
    use_language(lang)
    settings = settings or Settings(name="周正", branch="崔寨子支部")
    book = open_book(
        path,
        clock=clock or Clock(),
        device="0000abcd",
        backups=None,
        habits=habits_of(settings),
        writer=settings.name,
    )
    with book:
        if fill is not None:
            fill(book)
        app = made(book, Drafts(path), settings)
        opened: list[Path] = []

        def opener(path: Path) -> bool:
            opened.append(path)  # no test opens a program
            return True

        app.opener = opener
        painting.put_off(app)
        async with app.run_test(size=size) as pilot:
            hands = Hands(app, pilot, opened)
            await hands.settle()
            yield hands
