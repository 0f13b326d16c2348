"""Screens that stay as they are painted while the focus goes from one widget to another."""

from __future__ import annotations

from textual import events
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widget import Widget

from fieldbook.ui.textual_private import compose_what_is_seen


class StillScreen(Screen[ScreenResultType]):
    """A screen that composes only what is seen, is styled once, and of which a Tab paints two widgets.

    The widget that is left and the one gone to draw themselves; Textual draws the whole screen besides.
    """

    def __init__(
        self,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(name, id, classes)
        compose_what_is_seen(self)
        self._styled: object = None

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def on_compose(self) -> None:
        """Be as wide as the app before there is anything to style, so that nothing is styled twice."""
        width = self.app.size.width
        fits = [name for least, name in self.app.HORIZONTAL_BREAKPOINTS or () if width >= least]
        self.set_class(True, *fits[-1:])
        self._styled = self._looks()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Work styles out again only where what they depend on is no longer as it was.

        That takes longer than to draw the screen.
        """
        styled = self._looks()
        event.refresh_styles, self._styled = styled != self._styled, styled

    def _looks(self) -> object:
        """What styles depend on: the theme, the room, and how the app draws."""
        return self.app.theme, self.app.size, self.app.classes


class StillModal(ModalScreen[ScreenResultType], StillScreen[ScreenResultType]):
    """The same, laid over another screen."""
