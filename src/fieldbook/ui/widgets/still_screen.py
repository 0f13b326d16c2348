"""A screen that stays as it is painted while the focus goes from one widget to another."""

from __future__ import annotations

from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from fieldbook.ui.textual_private import compose_what_is_seen


class StillScreen(Screen[ScreenResultType]):
    """A screen that composes only what is seen, and of which a Tab paints two widgets.

    The widget that is left and the one gone to draw themselves; Textual draws the whole screen besides.
    """

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name)
        compose_what_is_seen(self)

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
