"""The app as far as its book may be locked: letting go of it, and getting it back by the passphrase."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import msgspec
from textual.worker import WorkerError

from fieldbook.domain.errors import FieldbookError
from fieldbook.i18n import _
from fieldbook.opening import BookOnDisk, Drafts, no_book
from fieldbook.store.keys import AGE
from fieldbook.ui.host import Discarded, host_of
from fieldbook.ui.keys import keys_in
from fieldbook.ui.setting_up import SettingUp
from fieldbook.ui.textual_private import forget_copied, forget_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from fieldbook.book import Fieldbook
    from fieldbook.domain.notices import Notice
    from fieldbook.settings import Settings
    from fieldbook.ui.door import Door
    from fieldbook.ui.forms.locking import Change

LOOK_SECONDS: Final = 10.0
"""How often it is looked whether somebody is still there."""
_MINUTE: Final = 60
_ON_THE_BOOK: Final = ("beforehand", "tidy")
"""What goes on beside the keys and holds the book."""


class Locking(SettingUp):
    """An app that lets go of a locked book when nobody is there, or when it is told to."""

    discarded: Discarded | None

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
        self._place = b""
        """Where the user was when it was locked, encrypted like the book."""
        self._opened: dict[str, dt.datetime] = {}
        """When households were read last, by their ids."""
        self._written: dict[str, tuple[str, bool]] = {}
        """What was written elsewhere, by the screen that lists it, and whether it is new."""
        self._somebody_at = (0.0, 0.0)
        self.somebody_is_there()

    # --- what the rest of the app does ---------------------------------------------------------

    def open_up(self) -> None:
        """Show the first screen of the book that is open now."""
        raise NotImplementedError

    # --- whether somebody is there -------------------------------------------------------------

    def watch_for_quiet(self) -> None:
        """Look from now on whether somebody is still there."""
        self.set_interval(LOOK_SECONDS, self.lock_when_quiet)

    def somebody_is_there(self) -> None:
        """A key was pressed, or the mouse moved."""
        self._somebody_at = (time.monotonic(), time.time())

    def lock_when_quiet(self) -> bool:
        """Lock the book where nobody was there for so long as the settings say; whether it was locked."""
        minutes = self.settings.lock_after_minutes
        if not minutes or self.is_shut or not self.is_encrypted:
            return False
        # A computer that slept has stood still by one clock; the other may have been set back.
        steady, wall = self._somebody_at
        quiet = max(time.monotonic() - steady, time.time() - wall)
        if quiet < minutes * _MINUTE:
            return False
        self.lock_book()
        return self.is_shut

    @property
    def is_encrypted(self) -> bool:
        """Whether a passphrase opens the book."""
        return self.door is not None and self.door.was_unlocked

    # --- locking -------------------------------------------------------------------------------

    def lock_book(self) -> None:
        """Let go of the book now, and leave a blank screen; drafts are kept first."""
        if self.is_shut:
            return
        if not self.is_encrypted:
            self.tell(keys_in(_("The book is not encrypted. {palette} and “encrypt” encrypts it.")))
        elif self.keep_drafts():
            self._keep_place(self._place_now(), self.book)
            self.is_shut = True
            self.run_worker(self._lock(), group="lock")

    def keep_drafts(self) -> bool:
        """Write the drafts of all open forms to disk now; no where one could not be kept."""
        keeps = [getattr(screen, "keep_draft", None) for screen in self.screen_stack]
        kept = [keep() for keep in keeps if keep is not None]
        return all(kept)

    async def _lock(self) -> None:
        assert self.door is not None
        await self.let_go()
        self.ask_for_passphrase(blank=True)
        try:
            found = await asyncio.to_thread(self.door.shut)
        except (FieldbookError, OSError) as wrong:
            self._tell_on_door(wrong)
        else:
            self._left = found
        gc.unfreeze()
        gc.collect()

    def over_a_question(self, go: Callable[[], object]) -> None:
        """Leave, or lock the book, while a question stands; of one that would be lost it is asked first."""
        from fieldbook.ui.widgets.ask import Ask, Choice

        lost = self.screen.before_leaving if isinstance(self.screen, Ask) else ""
        if not lost:
            go()
            return

        def answered(answer: str | None) -> None:
            if answer:
                go()

        choices = [Choice("go", _("Leave it all the same"), "y"), Choice("", _("Go back"), "n")]
        self.push_screen(Ask(_("Nothing is done yet"), [lost], choices), answered)

    def _keep_place(self, place: bytes, book: Fieldbook) -> None:
        """Keep where the user is, encrypted as the book is."""
        if isinstance(book, BookOnDisk):
            self._place = book.codec.encode_note(place)

    def _place_now(self) -> bytes:
        from fieldbook.ui.place import place_of

        return msgspec.json.encode(place_of(self.screen_stack))

    async def let_go(self) -> None:
        """Let go of all screens, of the book, and of whatever holds words of it."""
        assert self.door is not None
        for each in [each for each in self.workers if each.group in _ON_THE_BOOK]:
            each.cancel()
            with suppress(WorkerError):
                await each.wait()
        with self.batch_update():
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            for screen in self.screens_made():
                self.uninstall_screen(screen)
                await screen.remove()
        self.forget_words()
        self.discarded = None
        self._opened, self._written = {}, {}
        self.door.settings = self.settings  # they may have changed since it was opened
        self.book, self.drafts = no_book(), Drafts(self.door.path)

    def forget_words(self) -> None:
        """Forget the notes that were shown, drawn lines, what was copied, and whatever a module kept."""
        self.clear_notifications()
        forget_lines()
        forget_copied(self)
        for name, module in list(sys.modules.items()):
            if name.startswith("fieldbook."):
                _forget_answers(module)

    # --- changing the lock ---------------------------------------------------------------------

    def change_lock(self, act: str) -> None:
        """Ask for what is needed to encrypt the book, to decrypt it or to change its passphrase."""
        from fieldbook.ui.forms.locking import LOCK_FORMS

        if self.door is None:  # a book that is no file of its own
            self.tell(_("This book cannot be encrypted."))
            return
        form = LOCK_FORMS[act](self.book, self.door.path)

        def closed(written: str | None) -> None:
            if written and form.change is not None and self.keep_drafts():
                self.is_shut = True
                self.run_worker(self._change(form.change, self._place_now()), group="lock")

        self.push_screen(form, closed)

    async def _change(self, change: Change, place: bytes) -> None:
        """Change the lock while nobody has the book, and go on where the user was."""
        from fieldbook.sentences import sentence
        from fieldbook.ui.screens.unlocking import Waiting

        door = self.door
        assert door is not None
        await self.let_go()
        await self.push_screen(Waiting(change.doing))
        told = [change.done]
        try:
            left = await asyncio.to_thread(door.change, change)
        except (FieldbookError, OSError) as wrong:
            told = [sentence(wrong)]
        else:
            if left:
                names = _(", ").join(map(str, left))
                told.append(
                    _("These files could not be brought along: {names}").format(names=names)
                )
        await self.pop_screen()
        if door.is_open:
            self._keep_place(place, door.book)
            self.go_on()
            self.tell("\n".join(told))
        elif door.is_locked:
            self.ask_for_passphrase()
        else:
            self.exit(1, message="\n".join(told))

    # --- unlocking -----------------------------------------------------------------------------

    _left: Sequence[Notice] = ()
    """What closing the book came upon; told once somebody is there."""

    def ask_for_passphrase(self, *, blank: bool = False) -> None:
        """Ask until the book is open."""
        from fieldbook.ui.screens.unlocking import UnlockScreen

        door = self.door
        assert door is not None
        # Named by what lies on the disk while the book is locked.
        file = door.path.with_name(door.path.name + AGE)
        asked = UnlockScreen(file, door.unlock, blank=blank)
        self.push_screen(asked, lambda is_open: self.go_on() if is_open else None)

    def _tell_on_door(self, wrong: Exception) -> None:
        from fieldbook.ui.screens.unlocking import UnlockScreen

        if isinstance(self.screen, UnlockScreen):
            self.screen.tell(wrong)

    def go_on(self) -> None:
        """Take the book that the door has opened, and go back to where the user was."""
        assert self.door is not None
        self.book, self.drafts = self.door.book, self.door.drafts
        self.is_shut = False
        self.somebody_is_there()
        left, self._left = self._left, ()
        self.open_up()
        self.tell_notices(left)

    def go_back_to_place(self) -> bool:
        """Go back to where the user was when the book was locked; no where that is not known."""
        place, self._place = self._place, b""
        if not place or not isinstance(self.book, BookOnDisk):
            return False  # as at every start, which loads no form for that
        from fieldbook.ui.place import Place, go_back_to

        try:
            found = msgspec.json.decode(self.book.codec.decode_note(place), type=Place)
        except (ValueError, msgspec.MsgspecError):
            return False  # the book has another key now
        go_back_to(host_of(self.screen), found)
        return True


def _forget_answers(module: object) -> None:
    """Empty the caches of answers to words; one without a bound is about types and codes."""
    for each in list(vars(module).values()):
        asked = getattr(each, "cache_parameters", None)
        if asked is not None and asked()["maxsize"] is not None:
            each.cache_clear()
