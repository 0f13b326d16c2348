"""A screen that stays as it is painted while the focus goes from one widget to another."""

from __future__ import annotations

from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget


class StillScreen(Screen[ScreenResultType]):
    """A screen of which a Tab paints two widgets anew, and not every line.

    The widget that is left and the one gone to draw themselves; Textual draws the whole screen besides.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
