"""What a screen may ask of the app. Screens know this much of it and no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol, cast

from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widget import Widget

from fieldbook.book import Fieldbook
from fieldbook.domain.codes import Holds
from fieldbook.domain.records import Household
from fieldbook.opening import Drafts
from fieldbook.settings import Settings


class Discarded(NamedTuple):
    """The draft discarded last, by its form and what that was about."""

    form: str
    target: str
    exchanged: bool = False
    """Whether it was put away only because an earlier one was brought back in its place."""


class Host(Protocol):
    """The app, as screens see it."""

    book: Fieldbook
    drafts: Drafts
    settings: Settings
    book_title: str
    discarded: Discarded | None
    """The draft discarded last, as long as undoing brings it back."""
    shows_all: bool
    """Whether Today and the route show everybody's work, where they could keep to one's own."""
    ascii: bool
    """Whether frames are drawn with ASCII characters."""
    reader: bool
    """Whether the screens are made to be read aloud."""

    @property
    def keymap(self) -> Mapping[str, str]:
        """Other keys for acts, by the act's id, as far as they fit."""

    def lines_above_keys(self) -> Iterable[Widget]:
        """What every screen over the book shows above its keys, besides its own."""

    def tell(self, words: str, *, wrong: bool = False, about: str = "") -> None:
        """Say one sentence; the name it is ``about`` is cut where the line is too short for it."""

    def attempt(self, act: Callable[[], object], told: str = "") -> bool:
        """Do an act and tell that it was done and how it is undone, or what went wrong.

        Returns whether it was done.
        """

    def after_act(self) -> None:
        """Draw anew what an act changed."""

    def perform(self, act: str) -> None:
        """Do an act of the screen that is shown, or say why it cannot be done."""

    def perform_on(self, name: str, act: str) -> None:
        """Go to a screen and do one of its acts there."""

    def leave(self) -> None:
        """Leave the program; what is typed in open forms is kept."""

    def go_to(self, name: str) -> Screen[Any]:
        """Show one of the screens over the whole book."""

    def begin_at(self, name: str) -> None:
        """Show one of the screens over the whole book, at its beginning: its list."""

    def go_beside(self, name: str) -> None:
        """Show a screen beside the seven; Esc there comes back here."""

    def open_list(
        self, code: str, unit: tuple[str, ...] = (), *, days: int = 0,
        on: dt.date | None = None, of: str | None = None,
    ) -> None:  # fmt: skip
        """Show the list of names behind a figure, of a contact group alone if told; Esc comes back."""

    def go_back(self) -> None:
        """Go back to where one came from, from a screen beside the seven."""

    def made(self, name: str) -> Screen[Any]:
        """Give a screen without showing it; it is made when it is first asked for."""

    def open_form(
        self, form: Screen[str | None], then: Callable[[], object] = lambda: None,
        *, goes_on_at: str | None = None,
    ) -> None:  # fmt: skip
        """Show a form; what it wrote is drawn when it closes, and ``then`` is done.

        What was told before is taken back, but where it goes on with another one: ``goes_on_at`` is then
        the id of what it is about, and left without a word it leaves the cursor there.
        """

    def show_what_was_written(self, on: Any) -> None:
        """Bring into sight what was written elsewhere since a screen was shown last."""

    def say(self, words: str, kind: SeverityLevel, seconds: float, about: str = "") -> None:
        """Show a sentence for so long, besides what was told before."""

    def show_keys(self) -> None:
        """Show all keys of the screen."""

    def find_act(self) -> None:
        """Let any act be found by its name."""

    def search(self) -> None:
        """Search everything that is in the book."""

    def jot(self) -> None:
        """Ask for one line to be written down, whatever is shown."""

    def opened(self, household: Household) -> None:
        """Remember that a household was read, as long as the book is open."""

    def show_recent(self) -> None:
        """Show the households that were read or written about last."""

    def set_up(self) -> None:
        """Show the settings, to be changed."""

    def use_settings(self, settings: Settings) -> None:
        """Go by other settings from now on."""

    @property
    def is_encrypted(self) -> bool:
        """Whether a passphrase opens the book."""

    def change_lock(self, act: str) -> None:
        """Ask for what is needed to encrypt the book, to decrypt it or to change its passphrase."""

    def exchange(self) -> None:
        """Exchange with the branch: show what would go and come, then do it."""

    def lock_book(self) -> None:
        """Lock the book: nothing of it is seen until the passphrase is typed."""

    def wrong_keys(self, wished: Mapping[str, str]) -> list[str]:
        """What cannot be of the keys that are wished for acts, in words."""

    def show_outside(self, path: Path) -> None:
        """Open a file or a folder with the program the computer has for it; else say where it is."""

    def import_file(self, wanted: Holds | None) -> None:
        """Ask for a file and show what it would change."""


def host_of(screen: Screen[Any]) -> Host:
    """The app a screen is shown by."""
    return cast("Host", screen.app)
