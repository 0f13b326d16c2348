"""The app: holds the book, keeps drafts and the terminal safe, and goes between the screens."""

from __future__ import annotations

import asyncio
import datetime as dt
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from rich.text import Text
from textual import events, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from fieldbook.domain.errors import FieldbookError
from fieldbook.domain.records import BY_KIND, Household, Issue, Record, Solution
from fieldbook.i18n import _
from fieldbook.ui.act import Acting
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.everywhere import BESIDE, LOCK, how_to_leave
from fieldbook.ui.keys import keys_in
from fieldbook.ui.panels import Panels
from fieldbook.ui.tables import screen_class
from fieldbook.ui.textual_private import QuietApp
from fieldbook.ui.typing_ahead import TypingAhead
from fieldbook.ui.widgets.lines import PartLine

if TYPE_CHECKING:
    from pathlib import Path

    from textual.widget import Widget

    from fieldbook.book import Fieldbook
    from fieldbook.opening import Drafts
    from fieldbook.settings import Settings
    from fieldbook.ui.door import Door
    from fieldbook.ui.host import Discarded
    from fieldbook.ui.list_screen import ListScreen

IDLE_SECONDS = 30.0
"""Quiet after the last act before the JSON file is brought up to date."""

AFTER_START = 0.3
"""Seconds until the first screen has surely been painted."""
AFTER_BACKUP = 3.0
"""Seconds until the day's copy has been made, or could not be; later, the next act tells it."""
KEY_SECONDS = 0.1
"""What follows from a key is drawn by then; as long the tidying of the file stands back."""
MANY: Final = 5_000
"""Records below which nobody notices that something is made at the first key that wants it."""
LONG_LISTS: Final[Mapping[str, type[Record]]] = {
    "issues": Issue,
    "households": Household,
    "solutions": Solution,
}
"""The lists that grow long, and what they list."""


class FieldbookApp(Panels, QuietApp[int]):
    """The screens over one open book."""

    CSS_PATH = "fieldbook.tcss"
    ENABLE_COMMAND_PALETTE = False  # the palette of acts is ours: it knows both languages
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # as Textual declares it
        (0, "-single"), (72, "-narrow"), (100, "-wide"), (140, "-broad"),
    ]  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "act('quit')", show=False, priority=True, id="quit"),
        Binding(LOCK.keys, "act('lock')", show=False, priority=True, id="lock"),
        # Ctrl+C is copied text in some terminals and the wish to leave in others: neither quits.
        Binding("ctrl+c", "copy_or_hint", show=False),
    ]

    def __init__(
        self,
        book: Fieldbook,
        drafts: Drafts,
        settings: Settings,
        *,
        title: str = "",
        door: Door | None = None,
    ) -> None:
        """Make the screens of an open book; of an empty one while the ``door`` keeps its own locked.

        A ``title`` stands in the place of the branch's name.
        """
        super().__init__(book, drafts, settings, title, door)
        self.first_screen = "today"
        self.shows_all = False
        self.discarded: Discarded | None = None
        self._way: list[str] = []
        """The screens over which one came to one beside the seven: Esc goes back over them."""
        self._idle: Any = None
        self.keep_loaded: Callable[[], None] = lambda: None
        """Told when much was loaded that stays as long as the app."""
        self._warned = False
        self._key_at = 0.0
        self.opener: Callable[[Path], bool] | None = None
        """Opens a file or a folder outside; without one, what the computer has for it."""
        self.typing_ahead = TypingAhead(self, super().on_event)

    # --- going between the screens -------------------------------------------------------

    def on_mount(self) -> None:
        """Open the first screen."""
        self._catch_signals()
        self.show_cursor()
        self.app_resume_signal.subscribe(self, lambda _app: self.show_cursor())
        self.take_over_keys()
        self.tell_wrong_settings()
        self.watch_for_quiet()
        if self.is_shut:
            self.ask_for_passphrase()
        else:
            self.open_up()

    def open_up(self) -> None:
        """Show the first screen of the book that is open now."""
        if not self.go_back_to_place():
            self.go_to(self.first_screen)
        self._tell_notices()
        if self.is_first_start:
            self.is_first_start = False  # the book may be opened anew, as when it is encrypted
            self.begin()
        self.set_timer(AFTER_START, self._started)
        self.set_timer(AFTER_BACKUP, self._tell_notices)

    def _started(self) -> None:
        self.keep_loaded()
        self._make_beforehand()

    @work(group="beforehand")
    async def _make_beforehand(self) -> None:
        for _step in self._beforehand():
            await self._let_keys_go_first()
        self.keep_loaded()

    def _beforehand(self) -> Iterator[None]:
        """Make the rows of the long lists, and what a search looks through, in short steps."""
        shelf = self.book.shelf
        for name, record_type in LONG_LISTS.items():
            if shelf.count(record_type) >= MANY:
                kept = cast("ListScreen", self.made(name)).kept
                assert kept is not None
                yield from kept.steps(shelf, self.book.today)
        if sum(map(shelf.count, BY_KIND.values())) >= MANY:
            yield from self.book.search_steps()

    def _tell_notices(self) -> None:
        """Tell what the book came upon since it was asked last."""
        self.tell_notices(self.book.untold_notices())

    def go_to(self, name: str) -> Screen[Any]:
        """Show one of the screens over the whole book; it is made when it is first asked for."""
        screen = self.made(name)
        if len(self.screen_stack) == 1:
            self.push_screen(name)
        elif self.screen.name != name:
            self.switch_screen(name)
        return screen

    def begin_at(self, name: str) -> None:
        """Show one of the screens over the whole book, at its beginning: its list."""
        screen = self.go_to(name)
        if isinstance(screen, BookScreen) and screen.is_up:
            screen.panes.begin()

    def lines_above_keys(self) -> Iterable[Widget]:
        """What every screen over the book shows above its keys, besides its own."""
        return ()

    def go_beside(self, name: str) -> None:
        """Show a screen beside the seven; Esc there comes back here."""
        self._note_way_to(name)
        self.go_to(name)

    def _note_way_to(self, name: str) -> None:
        """Note where Esc there comes back to; who comes by a screen again has not gone in circles."""
        here = self.screen
        if isinstance(here, BookScreen) and here.tab != name:
            way = [*self._way, here.tab] if here.belongs_to else [here.tab]
            self._way = way[: way.index(name)] if name in way else way

    def open_list(
        self, code: str, unit: tuple[str, ...] = (), *, days: int = 0,
        on: dt.date | None = None, of: str | None = None,
    ) -> None:  # fmt: skip
        """Show the list of names behind a figure, of as many days as it counts; none: all."""
        screen: Any = self.made("lists")
        screen.open(code, unit, days=days, on=on, of=of)
        self.go_beside("lists")

    def go_back(self) -> None:
        """Go back to where one came from, from a screen beside the seven."""
        here = self.screen
        if isinstance(here, BookScreen):
            self.go_to(self._way.pop() if self._way else here.belongs_to)

    def made(self, name: str) -> Screen[Any]:
        """Give one of the screens over the whole book, shown or not."""
        if not self.is_screen_installed(name):
            self.install_screen(screen_class(name)(), name)
        return self.get_screen(name)

    def show_outside(self, path: Path) -> None:
        """Open a file or a folder with the program the computer has for it; else say where it is."""
        from fieldbook.outside import open_outside

        if not (self.opener or open_outside)(path):
            self.tell(_("Nothing here opens it. It is at {path}.").format(path=path))

    # --- acts --------------------------------------------------------------------------------

    def action_act(self, act: str) -> None:
        """Do what a key stands for."""
        self.perform(act)

    def on_part_line_chosen(self, message: PartLine.Chosen) -> None:
        """Do what was clicked."""
        self.perform(message.act)

    def perform(self, act: str) -> None:
        """Do an act of the screen that is shown, or say why it cannot be done."""
        screen = self.screen
        if not isinstance(screen, Acting) or act not in screen.acts:
            if act in ("quit", "lock"):  # over a question too
                self.over_a_question(self.leave if act == "quit" else self.lock_book)
            return
        at = screen.context()
        if isinstance(screen, BookScreen):
            screen.leave_filter()
        if refusal := screen.acts[act].refused(at):
            if screen.acts[act].writes:
                self.typing_ahead.forget()
            self.tell(refusal if isinstance(refusal, str) else _sentence(refusal))
            return
        screen.acts[act].done(at)
        if screen.is_current:
            screen.draw_frame()

    def perform_on(self, name: str, act: str) -> None:
        """Go to a screen and do one of its acts there."""
        (self.go_beside if name in BESIDE else self.go_to)(name)
        self.screen.call_after_refresh(self.perform, act)

    def leave(self) -> None:
        """Leave; every open form keeps its draft, or else a second Ctrl+Q is asked for."""
        if self.keep_drafts() or self._warned:
            self.exit(0)
            return
        self._warned = True
        told = keys_in(_("The draft could not be kept. {quit} again leaves without it."))
        self.tell(told, wrong=True)

    def action_copy_or_hint(self) -> None:
        """Say how to leave."""
        self.tell(how_to_leave())

    def attempt(self, act: Callable[[], object], told: str = "") -> bool:
        """Do an act and tell that it was done and how it is undone, or what went wrong.

        Returns whether it was done.
        """
        try:
            act()
        except (FieldbookError, OSError) as wrong:
            self.tell(_sentence(wrong), wrong=True)
            return False
        self.discarded = None
        self.after_act()
        if told:
            told = keys_in(_("{act}. {undo} undoes it."), act=told)
            self.tell(told, about=self.book.acts[-1].about if self.book.acts else "")
        return True

    def after_act(self) -> None:
        """Something changed: redraw, and tidy the file once it is quiet."""
        self._tell_notices()
        for screen in self.screen_stack:
            if isinstance(screen, BookScreen):
                screen.redraw_if_changed()
        if self._idle is not None:
            self._idle.stop()
        self._idle = self.set_timer(IDLE_SECONDS, self._tidy_when_quiet)

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
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            if self.lock_when_quiet():
                return  # nobody was there for long: who comes now is asked first
            self.somebody_is_there()
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._key_at = time.monotonic()
        self.put_away_what_was_read()
        self._take_in_inbox()
        await self.typing_ahead.take(event)

    def _take_in_inbox(self) -> None:
        with suppress(FieldbookError, OSError):
            if self.book.take_in_inbox():
                self.after_act()
        self._tell_notices()  # a line that could not be taken in is none that was

    # --- safety ------------------------------------------------------------------------------

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

    def crashed(self, error: BaseException) -> Text:
        """Keep the drafts and a report; say where it is, and nobody's words."""
        from fieldbook.crash import crash_sentence, kept_report

        with suppress(Exception):
            self.keep_drafts()
        return Text(crash_sentence(str(kept_report(error))))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """No built-in commands: their words know no Chinese."""
        del screen
        return ()


def _sentence(wrong: BaseException) -> str:
    """What went wrong, in words; they are loaded when something does."""
    from fieldbook.sentences import sentence

    return sentence(wrong)
