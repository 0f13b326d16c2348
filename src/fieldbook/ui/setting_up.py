"""The app as far as it goes by settings: at the start, and by others once they were changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual.screen import Screen

from fieldbook.i18n import _
from fieldbook.ui.everywhere import BESIDE, TABS
from fieldbook.ui.fitting import fitting_keys, wrong_keys
from fieldbook.ui.keys import use_keys
from fieldbook.ui.tables import screen_class
from fieldbook.ui.themes import DEFAULT_THEME, ThemedApp
from fieldbook.ui.widgets.look import ASCII_CLASS, READER_CLASS, is_old_console
from fieldbook.units import use_unit_words

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from fieldbook.book import Fieldbook
    from fieldbook.domain.codes import Holds
    from fieldbook.settings import BadSettings, Settings

SHOW_DEMO: Final = -1
"""The exit code of who wants to see the sample village."""
_ONE_COLUMN: Final = [(0, "-single")]
_LONG: Final = 20.0
"""Seconds that something stands which is told only once."""


class SettingUp(ThemedApp[int]):
    """An app that goes by settings."""

    first_screen: str

    def __init__(self, book: Fieldbook, settings: Settings, title: str) -> None:
        """Go by these settings; a title stands in the place of the branch's name."""
        self.ascii = settings.ascii or is_old_console()
        self.reader = settings.reader
        super().__init__(settings.theme or DEFAULT_THEME)
        self._draw_by_settings()
        self.book = book
        self.settings = settings
        self._title = title
        self.book_title = title or settings.branch
        self.keymap: dict[str, str] = {}
        self.wrong: list[BadSettings] = []
        """What could not be read of the settings; told at the start."""
        self.book_path: Path | None = None
        """The book's file, which the settings name."""
        self.is_first_start = False
        use_unit_words(settings.units)
        use_keys(self.keymap)

    # --- what the rest of the app does ---------------------------------------------------------

    def tell(self, words: str, *, wrong: bool = False, about: str = "") -> None:
        """Say one sentence."""
        raise NotImplementedError

    def show_cursor(self) -> None:
        """Show the terminal's cursor where the screens are read by it, else hide it."""
        raise NotImplementedError

    def say(self, words: str, kind: SeverityLevel, seconds: float, about: str = "") -> None:
        """Show a sentence for so long."""
        raise NotImplementedError

    def open_form(
        self, form: Screen[str | None], then: Callable[[], object] = lambda: None
    ) -> None:
        """Show a form, and go on with something once it has written."""
        raise NotImplementedError

    def import_file(self, wanted: Holds | None) -> None:
        """Ask for a file and show what it would change."""
        raise NotImplementedError

    def _draw_by_settings(self) -> None:
        """Draw with ASCII characters only, or as it is read aloud."""
        self.set_class(self.ascii, ASCII_CLASS)
        self.set_class(self.reader, READER_CLASS)
        self.HORIZONTAL_BREAKPOINTS = (
            _ONE_COLUMN if self.reader else type(self).HORIZONTAL_BREAKPOINTS
        )

    # --- at the start --------------------------------------------------------------------------

    def take_over_keys(self) -> None:
        """Use the keys of the settings; an act whose new key is another's keeps its own."""
        if self.settings.keys or self.keymap:
            self.keymap, clashes = fitting_keys(self.settings.keys)
            self.set_keymap(self.keymap)
            use_keys(self.keymap)
            for each in clashes:
                self.say(each.sentence(), "warning", _LONG)

    def tell_wrong_settings(self) -> None:
        """Tell what could not be read."""
        if not self.wrong:
            return
        from fieldbook.sentences import sentence

        for each in self.wrong:
            self.say(sentence(each), "warning", _LONG)

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

    def wrong_keys(self, wished: Mapping[str, str]) -> list[str]:
        """What cannot be of the keys that are wished for acts, in words."""
        return wrong_keys(wished)

    # --- changing them -------------------------------------------------------------------------

    def set_up(self) -> None:
        """Show the settings, to be changed."""
        from fieldbook.ui.forms.settings import SettingsForm

        form = SettingsForm(self.book, self.settings, path=self.book_path)

        def then() -> None:
            self.use_settings(form.wished)
            self.tell(_("Settings saved."))

        self.open_form(form, then)

    def use_settings(self, settings: Settings) -> None:
        """Go by other settings from now on; what is shown is made anew in their words and keys."""
        from fieldbook.opening import habits_of

        self.settings = settings
        self.book_title = self._title or settings.branch
        self.ascii = settings.ascii or is_old_console()
        self.reader = settings.reader
        self._draw_by_settings()
        self.show_cursor()
        self.theme = settings.theme or DEFAULT_THEME
        self.book.go_by(habits_of(settings), settings.name)
        use_unit_words(settings.units)
        self.take_over_keys()
        self._make_screens_anew()

    def _make_screens_anew(self) -> None:
        """Put another of its kind in the place of the screen that is shown, and forget the others."""
        here: Screen[Any] = self.screen
        name = here.name or self.first_screen
        fresh = screen_class(name)()
        self.switch_screen(fresh)
        for each in (*TABS, *BESIDE):
            if self.is_screen_installed(each):
                old = self.get_screen(each)
                self.uninstall_screen(each)
                if old is not here:  # that one goes as another takes its place
                    old.remove()
        self.install_screen(fresh, name)
