"""The app as far as it speaks, and goes by settings: at the start, and by others once they were changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from rich.cells import cell_len
from textual.notifications import SeverityLevel
from textual.screen import Screen

from fieldbook.book import Fieldbook
from fieldbook.clean import clean
from fieldbook.domain.notices import Notice
from fieldbook.settings import BadSettings, Settings
from fieldbook.ui.everywhere import BESIDE, TABS
from fieldbook.ui.fitting import fitting_keys, wrong_keys
from fieldbook.ui.keys import use_keys
from fieldbook.ui.tables import screen_class
from fieldbook.ui.textual_private import show_cursor, withdraw_notes
from fieldbook.ui.themes import DEFAULT_THEME, ThemedApp
from fieldbook.ui.widgets.cells import on_a_line, wrapped
from fieldbook.ui.widgets.look import ASCII_CLASS, ASCII_TWINS, READER_CLASS, is_old_console
from fieldbook.units import use_unit_words

_ONE_COLUMN: Final = [(0, "-single")]
_LONG: Final = 20.0
"""Seconds that something stands which is told only once."""
READ: Final[Mapping[SeverityLevel, float]] = {"information": 1.0, "error": 3.0, "warning": 8.0}
"""Seconds after which what is told has been read, and the next key takes it away."""


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

    def wrong_keys(self, wished: Mapping[str, str]) -> list[str]:
        """What cannot be of the keys that are wished for acts, in words."""
        return wrong_keys(wished)

    # --- changing them -------------------------------------------------------------------------

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
        for each in self.screens_made():
            self.uninstall_screen(each)
            if each is not here:  # that one goes as another takes its place
                each.remove()
        self.install_screen(fresh, name)

    def screens_made(self) -> list[Screen[Any]]:
        """The screens over the whole book that were shown or asked for so far."""
        return [self.get_screen(e) for e in (*TABS, *BESIDE) if self.is_screen_installed(e)]

    # --- what is said --------------------------------------------------------------------------

    def tell(self, words: str, *, wrong: bool = False, about: str = "") -> None:
        """Say one sentence; a long name it is ``about`` is cut rather than cover a second line.

        What was said before makes room, but for what the opening came upon: it is told only once.
        """
        self.make_room()
        self.say(words, "error" if wrong else "information", 8 if wrong else 4, about)

    def make_room(self) -> None:
        """Take away what was told, but for what is told only once."""
        withdraw_notes(self, lambda told: told.severity != "warning")

    def put_away_what_was_read(self) -> None:
        """Take away what has stood long enough to be read: a key was pressed, so one goes on."""
        withdraw_notes(self, lambda told: told.timeout - told.time_left >= READ[told.severity])

    def show_cursor(self) -> None:
        """Show the terminal's cursor where the screens are read by it, else hide it."""
        show_cursor(self, shown=self.reader)

    def say(self, words: str, kind: SeverityLevel, seconds: float, about: str = "") -> None:
        """Show a sentence for so long, cleaned like all that leaves for a terminal."""
        width = max(20, self.size.width - 4)
        words, about = clean(words), clean(about)
        if self.ascii:
            words, about = words.translate(ASCII_TWINS), about.translate(ASCII_TWINS)
        short = on_a_line(words, about, width, ascii_only=self.ascii)
        lines = wrapped(short, width).split("\n")
        if max(map(cell_len, lines)) > width // 2:  # it covers a whole line, not half a title
            lines[-1] += " " * (width - cell_len(lines[-1]))
        self.notify("\n".join(lines), severity=kind, timeout=seconds, markup=False)

    def tell_notices(self, found: Sequence[Notice]) -> None:
        """Tell what the book came upon."""
        if found:
            from fieldbook.sentences import notice

            for each in found:
                self.say(notice(each), "warning", 20)
