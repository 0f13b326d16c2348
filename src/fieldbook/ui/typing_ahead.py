"""Typing ahead: a key is handed over only when what the key before it opened is there.

Textual gives every key at once to whatever has the focus at that moment. On an old laptop a form
needs a third of a second to open; what a quick typist wrote meanwhile would be lost or, worse, be
taken for keys of the screen behind.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from textual.app import App
from textual.events import Callback, Event
from textual.message_pump import MessagePump
from textual.timer import Timer

PATIENCE = 2.0
"""Seconds after which the next key is handed over in any case."""
_ROUNDS = 5


class TypingAhead:
    """The keys and pastes that wait for the ones before them."""

    def __init__(self, app: App[Any], hand_over: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._hand_over = hand_over
        self._waiting: deque[Event] = deque()
        self._turn = 0
        self._busy = False
        self._seen: object = None
        self._watch: Timer | None = None

    @property
    def is_idle(self) -> bool:
        """Whether every key has been worked off."""
        return not self._busy

    async def take(self, event: Event) -> None:
        """Hand a key over, now or when its turn comes."""
        self._waiting.append(event)
        if not self._busy:
            await self._next(self._turn)
        elif self._watch is None:
            self._watch_over(self._turn)

    def forget(self) -> None:
        """Drop what was typed already for what did not open: it would be taken for keys of the screen."""
        self._waiting.clear()

    async def _next(self, turn: int) -> None:
        """Hand the next key over, unless its turn has come another way."""
        if turn != self._turn:
            return
        self._turn += 1
        if self._watch is not None:
            self._watch.stop()
            self._watch = None
        while self._waiting and self._is_word(self._waiting[0]):
            await self._hand_over(self._waiting.popleft())
        self._busy = bool(self._waiting)
        if self._busy:
            event = self._waiting.popleft()
            if self._waiting:
                self._watch_over(self._turn)
            way = self._way()
            await self._hand_over(event)
            _Way(way, partial(self._settle, self._turn, _ROUNDS)).go_on()

    def _way(self) -> list[MessagePump]:
        """What a key comes by from where the focus is; what it causes there goes the same way."""
        return [*(self._app.focused or self._app.screen).ancestors_with_self]

    def _is_word(self, event: Event) -> bool:
        """Whether this is a character for an editor: nothing opens by it, nothing has to wait."""
        editor = getattr(self._app.focused, "takes_words", False)
        return editor and getattr(event, "is_printable", False)

    def _watch_over(self, turn: int) -> None:
        """Go on after a while even if a widget never answers."""
        self._watch = self._app.set_timer(PATIENCE, lambda: self._next(turn))

    def _settle(self, turn: int, rounds: int) -> None:
        """Go round again as long as another screen or widget has got the focus."""
        if turn != self._turn:
            return
        before, self._seen = self._seen, (self._app.screen, self._app.focused)
        if rounds == _ROUNDS or (rounds and before != self._seen):
            again = partial(self._settle, turn, rounds - 1)
            _Way(self._way(), again).go_on()
        else:
            self._app.call_later(self._next, turn)


class _Way:
    """The widgets a key comes by, which are come by after it, one after the other."""

    def __init__(self, pumps: list[MessagePump], arrived: Callable[[], None]) -> None:
        self._pumps, self._arrived = pumps, arrived

    def go_on(self) -> None:
        """Come by the next.

        Not by ``call_later``: Textual would look up anew at each what this takes.
        """
        while self._pumps:
            if self._pumps.pop(0).post_message(Callback(callback=self.go_on)):
                return
        self._arrived()
