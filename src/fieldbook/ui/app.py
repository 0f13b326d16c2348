"""The app: holds the book, keeps drafts and the terminal safe, and goes between the screens."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from fieldbook.domain.errors import FieldbookError
from fieldbook.i18n import _
from fieldbook.labels import verb_label
from fieldbook.ui.fitting import DEFAULT_THEME, require_fitting
from fieldbook.ui.typing_ahead import TypingAhead

if TYPE_CHECKING:
    from textual import events

    from fieldbook.book import Fieldbook
    from fieldbook.opening import Drafts
    from fieldbook.settings import Settings

IDLE_SECONDS = 30.0
"""Quiet after the last act before the JSON file is brought up to date."""

AFTER_START = 0.3
"""Seconds until the first screen has surely been painted."""
AFTER_BACKUP = 3.0
"""Seconds until the day's copy has been made, or could not be; later, the next act tells it."""
KEY_SECONDS = 0.1
"""What follows from a key is drawn by then; as long the tidying of the file stands back."""


class Discarded(NamedTuple):
    """The draft discarded last, by its form and what that was about."""

    form: str
    target: str
    exchanged: bool = False
    """Whether it was put away only because an earlier one was brought back in its place."""


class FieldbookApp(App[int]):
    """The screens over one open book."""

    CSS_PATH = "fieldbook.tcss"
    ENABLE_COMMAND_PALETTE = False  # the palette of acts is ours: it knows both languages
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # as Textual declares it
        (0, "-narrow"), (100, "-wide"), (140, "-broad"),
    ]  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "act('quit')", show=False, priority=True, id="quit"),
        # Ctrl+C is copied text in some terminals and the wish to leave in others: neither quits.
        Binding("ctrl+c", "copy_or_hint", show=False),
    ]

    def __init__(
        self, book: Fieldbook, drafts: Drafts, settings: Settings, *, title: str = ""
    ) -> None:
        self.ascii = settings.ascii or _is_old_console()
        super().__init__()
        self.book = book
        self.drafts = drafts
        self.settings = settings
        self.book_title = title or settings.branch
        self.first_screen = "today"
        self.discarded: Discarded | None = None
        """The draft discarded last, as long as undoing brings it back."""
        self._idle: Any = None
        self.keep_loaded: Callable[[], None] = lambda: None
        """Told when much was loaded that stays as long as the app."""
        self._warned = False
        self._key_at = 0.0
        self.typing_ahead = TypingAhead(self, super().on_event)

    # --- going between the screens -------------------------------------------------------

    def on_mount(self) -> None:
        """Open the first screen."""
        self._catch_signals()
        self.theme = self.settings.theme or DEFAULT_THEME
        if self.settings.keys:
            self.set_keymap(self.settings.keys)
        self.go_to(self.first_screen)
        self._tell_notices()
        self.set_timer(AFTER_START, self._started)
        self.set_timer(AFTER_BACKUP, self._tell_notices)

    def _started(self) -> None:
        self.keep_loaded()
        self.run_worker(self._make_beforehand(), group="beforehand")

    async def _make_beforehand(self) -> None:
        from fieldbook.ui.beforehand import beforehand

        for _step in beforehand(self):
            await self._let_keys_go_first()
        self.keep_loaded()

    def _tell_notices(self) -> None:
        """Tell what the book came upon since it was asked last."""
        found = self.book.untold_notices()
        if found:
            from fieldbook.sentences import notice

            for each in found:
                self.notify(notice(each), severity="warning", timeout=20, markup=False)

    def go_to(self, name: str) -> Screen[Any]:
        """Show one of the seven screens; it is made when it is first asked for."""
        screen = self.made(name)
        if len(self.screen_stack) == 1:
            self.push_screen(name)
        elif self.screen.name != name:
            self.switch_screen(name)
        return screen

    def made(self, name: str) -> Screen[Any]:
        """One of the seven screens, shown or not."""
        if not self.is_screen_installed(name):
            self.install_screen(_screen_factory(name)(), name)
        return self.get_screen(name)

    # --- acts every screen shares ------------------------------------------------------------

    async def action_act(self, act: str) -> None:
        """Do an act that belongs to no screen."""
        if act == "quit":
            await self.leave()

    async def leave(self) -> None:
        """Leave; every open form keeps its draft, or else a second Ctrl+Q is asked for."""
        if self.keep_drafts() or self._warned:
            self.exit(0)
            return
        self._warned = True
        self.tell(_("The draft could not be kept. Ctrl+Q again leaves without it."), wrong=True)

    def action_copy_or_hint(self) -> None:
        """Say how to leave."""
        self.notify(_("Ctrl+Q leaves; everything is saved."))

    def draft_discarded(self, form: str, target: str) -> None:
        """A draft was discarded: undoing brings it back, as long as nothing else is done."""
        self.discarded = Discarded(form, target)

    def undo(self) -> None:
        """Undo the last act and say which it was; a draft discarded just now comes back first."""
        discarded, self.discarded = self.discarded, None
        if discarded is None or not self._brought_back(discarded):
            self._toggle(self.book.undo, _("undone: {act}"))

    def _brought_back(self, discarded: Discarded) -> bool:
        form, target, exchanged = discarded
        is_newer_there = self.drafts.find(form, target) is not None
        try:
            if self.drafts.bring_back(form, target) is None:
                return False
        except OSError as wrong:
            self.discarded = discarded
            self.tell(_sentence(wrong), wrong=True)
            return True
        words = _("The draft is back: the same key takes it up again.")
        if is_newer_there and not exchanged:
            # What was typed since is put away, not lost; once, or undoing would never go on.
            self.discarded = Discarded(form, target, exchanged=True)
            words = _("The draft is back; u again brings what was typed since instead.")
        self.tell(words)
        self.after_act()
        return True

    def redo(self) -> None:
        """Redo the act undone last and say which it was."""
        self._toggle(self.book.redo, _("redone: {act}"))

    def _toggle(self, toggle: Callable[[], Any], words: str) -> None:
        def run() -> None:
            act = toggle()
            told = " ".join(text for text in (verb_label(act.verb), act.about) if text)
            self.tell(words.format(act=told))

        version = self.book.shelf.version
        if self.attempt(run):
            changes = self.book.shelf.changes_since(version) or ()
            show = getattr(self.screen, "show_changed", None)
            if show is not None:
                show([each.after for each in changes if each.after.removed_at is None])

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do an act; what goes wrong is told in one sentence. Returns whether it was done."""
        try:
            act()
        except FieldbookError as wrong:
            self.tell(_sentence(wrong), wrong=True)
            return False
        self.discarded = None
        self.after_act()
        return True

    def after_act(self) -> None:
        """Something changed: redraw, and tidy the file once it is quiet."""
        self._tell_notices()
        for screen in self.screen_stack:
            redraw = getattr(screen, "redraw_if_changed", None)
            if redraw is not None:
                redraw()
        if self._idle is not None:
            self._idle.stop()
        self._idle = self.set_timer(IDLE_SECONDS, self._tidy_when_quiet)

    def tell(self, words: str, *, wrong: bool = False) -> None:
        """Say one sentence; what was said before makes room for it, but for the opening's notices.

        What the opening came upon, such as damage, stands its full time: it is told only once.
        """
        for each in [told for told in self._notifications if told.severity != "warning"]:
            self._unnotify(each, refresh=False)
        self.notify(words, severity="error" if wrong else "information", timeout=8 if wrong else 4,
                    markup=False)  # fmt: skip

    def _tidy_when_quiet(self) -> None:
        self.run_worker(self.tidy(), group="tidy", exclusive=True)

    async def tidy(self) -> None:
        """Bring the JSON file up to date in small steps; keys go before."""
        try:
            for _step in self.book.tidy_steps():
                await self._let_keys_go_first()
        except FieldbookError as wrong:
            self.tell(_sentence(wrong), wrong=True)

    async def _let_keys_go_first(self) -> None:
        """Wait until what the last key asked for is drawn; who never rests is not waited for."""
        await asyncio.sleep(0)
        for _pause in range(10):
            if time.monotonic() - self._key_at > KEY_SECONDS:
                return
            await asyncio.sleep(KEY_SECONDS / 4)

    async def on_event(self, event: events.Event) -> None:
        """Keys one after the other; at each, take in what ``fieldbook add`` wrote."""
        from textual import events as kinds

        if not isinstance(event, kinds.Key | kinds.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._key_at = time.monotonic()
        self._take_in_inbox()
        await self.typing_ahead.take(event)

    def _take_in_inbox(self) -> None:
        with suppress(FieldbookError, OSError):
            if self.book.take_in_inbox():
                self.after_act()
        self._tell_notices()  # a line that could not be taken in is none that was

    # --- safety ------------------------------------------------------------------------------

    def keep_drafts(self) -> bool:
        """Write the drafts of all open forms to disk now; no where one could not be kept."""
        keeps = [getattr(screen, "keep_draft", None) for screen in self.screen_stack]
        kept = [keep() for keep in keeps if keep is not None]
        return all(kept)

    def _catch_signals(self) -> None:
        """A closed window or SIGTERM keeps the drafts and closes the book."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._hung_up, number)

    def _hung_up(self, number: int) -> None:
        self.keep_drafts()
        self.exit(128 + number)

    def _fatal_error(self) -> None:
        """Textual would print local variables here, and people's words with them."""
        from rich.text import Text

        from fieldbook.crash import crash_sentence, kept_report

        error = self._exception or sys.exc_info()[1]
        if error is not None:
            self._exit_renderables[:] = [Text(crash_sentence(str(kept_report(error))))]
        with suppress(Exception):
            self.keep_drafts()
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """No built-in commands: their words know no Chinese."""
        del screen
        return ()


def _sentence(wrong: BaseException) -> str:
    """What went wrong, in words; they are loaded when something does."""
    from fieldbook.sentences import sentence

    return sentence(wrong)


def _is_old_console() -> bool:
    """Whether this is a Windows console that draws ambiguous characters twice as wide."""
    return os.name == "nt" and "WT_SESSION" not in os.environ


def _screen_factory(name: str) -> Callable[[], Screen[Any]]:
    """The class of a screen, imported when it is first shown."""
    from importlib import import_module

    module = import_module(f"fieldbook.ui.screens.{name}")
    found: Callable[[], Screen[Any]] = module.SCREEN
    return found


def _keep_what_is_loaded() -> None:
    """What was loaded stays as long as the app, and no collection need look at it.

    A full one over 100,000 records would hold a key press for longer than one may notice.
    """
    gc.freeze()
    gc.enable()


def run(book_path: Path, settings: Settings, *, demo: bool = False) -> int:
    """Open the book and show the screens; returns the exit code."""
    from fieldbook.opening import Drafts, habits_of, open_book

    require_fitting(settings)
    title = _("Sample village") if demo else ""
    book = open_book(
        book_path, habits=habits_of(settings), writer=settings.name, backups=settings.backups
    )
    with book:
        app = FieldbookApp(book, Drafts(book_path), settings, title=title)
        app.keep_loaded = _keep_what_is_loaded
        code = app.run()
    _tell_the_rest(book)
    return (app.return_code or 0) if code is None else code


def _tell_the_rest(book: Fieldbook) -> None:
    """What closing the book came upon, where the user looks now."""
    found = book.untold_notices()
    if found:
        from fieldbook.sentences import notice

        sys.stderr.writelines(notice(each) + "\n" for each in found)
