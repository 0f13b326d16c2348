"""The app as far as it lays something over the screen that is shown: keys, acts, search, a short note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from textual.screen import Screen

from fieldbook.domain.codes import Holds
from fieldbook.domain.records import Household
from fieldbook.i18n import _
from fieldbook.ui.act import Acting
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.host import host_of
from fieldbook.ui.locking import Locking
from fieldbook.ui.tables import tables
from fieldbook.ui.under import any_record, key_of, record_of

SHOW_DEMO: Final = -1
"""The exit code of who wants to see the sample village."""


class Panels(Locking):
    """An app that shows sheets over its screens."""

    # --- what the rest of the app does ---------------------------------------------------------

    def after_act(self) -> None:
        """Something changed: redraw, and tidy the file once it is quiet."""
        raise NotImplementedError

    # --- what is laid over ---------------------------------------------------------------------

    def open_form(
        self, form: Screen[str | None], then: Callable[[], object] = lambda: None,
        *, goes_on_at: str | None = None,
    ) -> None:  # fmt: skip
        """Show a form, or another screen that writes; what it wrote is drawn when it closes."""
        behind, version = self.screen, self.book.shelf.version

        def closed(written: str | None) -> None:
            if written:
                self.after_act()
                then()
                self.show_written(written, behind, version)
            elif isinstance(behind, BookScreen):
                behind.draw_frame()
                if left := any_record(self.book.shelf, goes_on_at or ""):
                    behind.show(key_of(left))

        if goes_on_at is None:  # who goes on has read them, and the title stands below
            self.make_room()
        self.push_screen(form, closed)

    def show_keys(self) -> None:
        """Show all keys of the screen."""
        from fieldbook.ui.screens.help import HelpScreen

        if isinstance(self.screen, Acting):
            self.push_screen(HelpScreen(self.screen))

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

    def import_file(self, wanted: Holds | None) -> None:
        """Ask for a file and show what it would change."""
        from fieldbook.ui.screens.intake import IntakeScreen

        self.open_form(IntakeScreen(self.book, wanted))

    def exchange(self) -> None:
        """Exchange with the branch."""
        from fieldbook.ui.screens.exchange import Asking

        Asking(self, host_of(self.screen)).begin()

    def jot(self) -> None:
        """Ask for one line to be written down, whatever is shown."""
        from fieldbook.ui.forms.jotting import JotForm

        if not isinstance(self.screen, JotForm):
            self.open_form(JotForm(self.book))

    # --- settings -------------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask who begins an empty book for language, name and branch."""
        from fieldbook.ui.forms.first import FirstForm

        form = FirstForm(self.book, self.settings)

        def closed(written: str | None) -> None:
            if form.then == "demo":
                self.exit(SHOW_DEMO)
            if written:
                self.use_settings(form.wished)
            if written and form.then == "import":
                self.call_after_refresh(self.import_file, None)

        self.push_screen(form, closed)

    def set_up(self) -> None:
        """Show the settings, to be changed."""
        from fieldbook.ui.forms.settings import SettingsForm

        form = SettingsForm(self.book, self.settings, path=self.book_path)

        def then() -> None:
            self.use_settings(form.wished)
            self.tell(_("Settings saved."))

        self.open_form(form, then)

    # --- what was just written -----------------------------------------------------------------

    def show_written(self, written: str, here: Screen[Any], version: int) -> None:
        """Bring what was just written into sight, here and where it is listed, once one goes there.

        ``written`` is its key, ``version`` that of the shelf before, by which it is known whether it is new.
        """
        from fieldbook.ui.going import SCREENS, listed

        changes = self.book.shelf.changes_since(version) or ()
        is_new = any(not each.before and key_of(each.after) == written for each in changes)
        record = record_of(self.book.shelf, written)
        found = listed(self.book.shelf, record) if record else None
        if isinstance(here, BookScreen):
            here.show(written, is_new=is_new)
            if found is not None and found is not record:  # a visit's household
                here.show(key_of(found))
        if found is not None and SCREENS[found.kind] != here.name:
            self._written[SCREENS[found.kind]] = (key_of(found), is_new and found is record)

    def show_what_was_written(self, on: BookScreen) -> None:
        """Bring into sight what was written elsewhere since a screen was shown last, unless it is undone."""
        key, is_new = self._written.pop(on.tab, ("", False))
        record = record_of(self.book.shelf, key)
        if record is not None and not record.removed_at:
            on.show(key, is_new=is_new)

    # --- the households one was at -------------------------------------------------------------

    def opened(self, household: Household) -> None:
        """Remember that a household was read, as long as the book is open."""
        self._opened[household.id] = self.book.now

    def show_recent(self) -> None:
        """Show the households that were read or written about last."""
        from fieldbook.ui.screens.recent import RecentScreen

        self.push_screen(RecentScreen(self.book, self._opened))
