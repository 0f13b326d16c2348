"""The door to the book: opened at the start, shut while the book is locked, and at the end."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

from fieldbook.domain.errors import FieldbookError
from fieldbook.opening import Drafts, drafts_of, habits_of, no_book, open_book
from fieldbook.store.form import is_locked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fieldbook.book import Fieldbook
    from fieldbook.domain.notices import Notice
    from fieldbook.settings import Settings
    from fieldbook.store.keys import Key
    from fieldbook.ui.forms.locking import Change


class Door:
    """Opens and closes one book; while it is shut, there is an empty one that takes nothing."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self.settings = settings
        """What the next opening goes by."""
        self.book: Fieldbook = no_book()
        self.is_open = False
        """Whether the book is open."""
        self.was_unlocked = False
        """Whether the book is open, and a passphrase opens it."""
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.shut()

    @property
    def is_locked(self) -> bool:
        """Whether a passphrase opens it."""
        return is_locked(self.path)

    @property
    def drafts(self) -> Drafts:
        """The drafts of the open book, in its form."""
        return drafts_of(self.book, self.path)

    def unlock(self, passphrase: str) -> Fieldbook:
        """Open a locked book.

        Raises:
            Locked: it is another passphrase, or something else keeps the book shut.
            StoreError: the book cannot be opened.
        """
        from fieldbook.store.unlocking import unlock

        return self.open(unlock(self.path, passphrase))

    def open(self, key: Key | None = None) -> Fieldbook:
        """Open the book, a locked one with its key."""
        with self._turn:  # it may still be about to be shut
            self.book = open_book(
                self.path,
                habits=habits_of(self.settings),
                writer=self.settings.name,
                backups=self.settings.backups,
                key=key,
            )
            self.is_open, self.was_unlocked = True, key is not None
            return self.book

    def change(self, change: Change) -> Sequence[Path]:
        """Change what opens the book, which is shut meanwhile; the files that could not be brought along.

        Raises:
            FieldbookError: it could not be changed, and the book is open as it was; or it cannot be opened.
            OSError: the disk refused.
        """
        self.shut()
        try:
            changed = change.do(self.path)
        except (FieldbookError, OSError):
            self.open(change.before)
            raise
        self.open(changed.key)
        return changed.left

    def shut(self) -> Sequence[Notice]:
        """Close the book and let go of it; what that came upon and nobody was told yet."""
        with self._turn:
            book, self.book = self.book, no_book()
            if not self.is_open:
                return ()
            self.is_open = self.was_unlocked = False
            book.close()
            return book.untold_notices()
