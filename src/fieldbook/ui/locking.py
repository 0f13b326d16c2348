"""The app as far as its book may be locked: asking for the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldbook.ui.setting_up import SettingUp

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook
    from fieldbook.opening import Drafts
    from fieldbook.settings import Settings
    from fieldbook.ui.door import Door


class Locking(SettingUp):
    """An app that lets go of its book, and gets it back by the passphrase."""

    def __init__(
        self,
        book: Fieldbook,
        drafts: Drafts,
        settings: Settings,
        title: str,
        door: Door | None,
    ) -> None:
        super().__init__(book, settings, title)
        self.drafts = drafts
        self.door = door
        self.is_shut = False
        """Whether the book is locked, and not open here."""

    # --- what the rest of the app does ---------------------------------------------------------

    def open_up(self) -> None:
        """Show the first screen of the book that is open now."""
        raise NotImplementedError

    # --- unlocking -----------------------------------------------------------------------------

    def ask_for_passphrase(self, *, blank: bool = False, wrong: str = "") -> None:
        """Ask until the book is open."""
        from fieldbook.ui.screens.unlocking import UnlockScreen

        door = self.door
        assert door is not None
        door.settings = self.settings
        screen = UnlockScreen(door.path, door.unlock, blank=blank, wrong=wrong)
        self.push_screen(screen, self._unlocked)

    def _unlocked(self, is_open: bool | None) -> None:
        if is_open and self.door is not None:
            self.book, self.drafts = self.door.book, self.door.drafts
            self.is_shut = False
            self.open_up()
