"""One call of a command: its words, where it speaks, and the book it means."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fieldbook.cli.console import Console
from fieldbook.files import from_home
from fieldbook.settings import Settings

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook
    from fieldbook.store.keys import Key


class Call(NamedTuple):
    """What a command needs."""

    args: argparse.Namespace
    console: Console
    settings: Settings
    opened: list[Fieldbook]
    """The books that were opened: what closing them comes upon is told, too."""
    unlocked: dict[Path, Key]
    """The keys of locked books that were asked for, so that each is asked for once."""

    @property
    def book_path(self) -> Path:
        """The book that is meant."""
        from fieldbook.store.form import named_book
        from fieldbook.store.place import default_book_path

        named = getattr(self.args, "book", None)
        return named_book(from_home(named) if named else default_book_path())

    @property
    def key(self) -> Key | None:
        """What opens the book; ``None`` where it is a plain one. Asks for the passphrase.

        Raises:
            Locked: nobody can be asked, or it is another passphrase.
        """
        from fieldbook.cli.unlocking import key_of

        return key_of(self, self.book_path)

    @property
    def today(self) -> dt.date:
        """The local date."""
        return dt.datetime.now().astimezone().date()

    def open(self, *, backups: bool = True, make: bool = True) -> Fieldbook:
        """The book, to write in; what its opening came upon is told.

        Args:
            backups: whether the day's copy is made.
            make: whether a book that is not there is begun.
        """
        from fieldbook.opening import habits_of, open_book

        if not make:
            self.require_book()

        book = open_book(
            self.book_path,
            habits=habits_of(self.settings),
            writer=self.settings.name,
            backups=self.settings.backups if backups else None,
            key=self.key,
        )
        self._tell_notices(book)
        return book

    def read(self, *, or_none: bool = False) -> Fieldbook:
        """The book, to read beside whoever has it open; lines that wait are taken in if that can be.

        With ``or_none`` a book that is not there is an empty one: what would be begun is shown.
        """
        from fieldbook.domain.errors import FieldbookError
        from fieldbook.domain.notices import Notice
        from fieldbook.opening import habits_of, open_book
        from fieldbook.sentences import notice
        from fieldbook.store.inbox import Inbox

        if not or_none:
            self.require_book()
        key = self.key
        waits = Inbox(self.book_path).waits()
        if waits:
            try:
                return self.open()
            except (FieldbookError, OSError):
                self.console.tell(notice(Notice("inbox_waits")))
        habits = habits_of(self.settings)
        book = open_book(self.book_path, habits=habits, read_only=True, key=key)
        self._tell_notices(book)
        return book

    def require_book(self) -> None:
        """Refuse a book that was named and is not there: a mistyped path would look like an empty one.

        The user's own book needs no making: before its first entry it is empty.
        """
        from fieldbook.domain.errors import NotABook
        from fieldbook.store.place import BOOK_VARIABLE, is_there

        named = getattr(self.args, "book", None) or os.environ.get(BOOK_VARIABLE)
        if named and not is_there(self.book_path):
            raise NotABook(self.book_path, what="not_there")

    def agrees_to_replace(self, path: Path) -> bool:
        """Whether a file that is there may be written over: said before, or answered now.

        Raises:
            PaperError: it may not.
        """
        from fieldbook.domain.errors import PaperError
        from fieldbook.i18n import _

        if self.args.yes or not path.exists():
            return bool(self.args.yes)
        if not self.console.ask(_("{path} is there already. Replace it?").format(path=path)):
            raise PaperError(path, "not_replaced")
        return True

    def agrees(self, question: str, verb: str, path: Path) -> bool:
        """Whether what was shown is to be done: said before, or answered now.

        Where nobody can be asked, nothing is, and the command is told that does it unasked: the verb
        with its path, and the book where one was named.
        """
        from fieldbook.i18n import _

        if self.args.yes or self.console.ask(question):
            return True
        named = f' --book "{self.book_path}"' if getattr(self.args, "book", None) else ""
        command = f'fieldbook {verb} "{path}" --yes{named}'
        unasked = _("Nothing was changed; to do it without being asked: {command}")
        self.console.tell(
            _("Nothing was changed.") if self.console.can_ask else unasked.format(command=command)
        )
        return False

    def tell_the_rest(self) -> None:
        """Tell what was come upon since the opening, such as a day's copy that could not be made."""
        for book in self.opened:
            self._tell_new(book)

    def _tell_notices(self, book: Fieldbook) -> None:
        self.opened.append(book)
        self._tell_new(book)

    def _tell_new(self, book: Fieldbook) -> None:
        found = book.untold_notices()
        if found:
            from fieldbook.sentences import notice

            for each in found:
                self.console.tell(notice(each))
