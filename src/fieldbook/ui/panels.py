"""The app as far as it lays something over the screen that is shown: keys, acts, search, a short note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldbook.ui.act import Acting
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.locking import Locking
from fieldbook.ui.tables import tables

if TYPE_CHECKING:
    from fieldbook.domain.records import Household


class Panels(Locking):
    """An app that shows sheets over its screens."""

    def show_keys(self) -> None:
        """Show all keys of the screen."""
        from fieldbook.ui.forms.form import FORM, FormScreen
        from fieldbook.ui.list_screen import ListScreen
        from fieldbook.ui.screens.help import HelpScreen

        screen = self.screen
        if isinstance(screen, Acting):
            meanings = screen.meanings() if isinstance(screen, FormScreen | ListScreen) else ()
            self.push_screen(HelpScreen(screen, FORM, meanings))

    def find_act(self) -> None:
        """Let any act be found by its name."""
        from fieldbook.ui.screens.palette import Palette

        screen = self.screen
        if isinstance(screen, Acting):
            # A form is left by its own keys, so that what is typed is kept or discarded first.
            on_the_book = isinstance(screen, BookScreen)
            self.push_screen(Palette(screen, tables() if on_the_book else {}))

    def search(self) -> None:
        """Search everything that is in the book."""
        from fieldbook.ui.screens.search import SearchScreen

        self.push_screen(SearchScreen(self.book))

    def jot(self) -> None:
        """Ask for one line to be written down, whatever is shown."""
        from fieldbook.ui.forms.jotting import JotForm

        if not isinstance(self.screen, JotForm):
            self.open_form(JotForm(self.book))

    # --- the households one was at -------------------------------------------------------------

    def opened(self, household: Household) -> None:
        """Remember that a household was read, as long as the book is open."""
        self._opened[household.id] = self.book.now

    def show_recent(self) -> None:
        """Show the households that were read or written about last."""
        from fieldbook.ui.screens.recent import RecentScreen

        self.push_screen(RecentScreen(self.book, self._opened))
