"""Where the user's own book lives. Light: ``fieldbook add`` asks here too."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from fieldbook.files import from_home

BOOK_VARIABLE: Final = "FIELDBOOK_BOOK"
"""The environment's word for a book elsewhere."""


def data_folder() -> Path:
    """Where the user's own book lives, unless told otherwise.

    Raises:
        StoreError: this system knows no home folder for this user.
    """
    import platformdirs

    try:
        folder = Path(platformdirs.user_data_dir("fieldbook", appauthor=False))
    except (RuntimeError, KeyError):
        folder = Path()
    if not folder.is_absolute():  # a relative home would be another one in every folder
        from fieldbook.domain.errors import NotABook

        raise NotABook("book.json", what="no_home")
    return folder


def is_there(book_path: Path) -> bool:
    """Whether anything of a book is there: its file, its log, or lines that wait to be taken in."""
    real = os.path.realpath(book_path)
    parts = ("", ".age", "-log", "-inbox", "-inbox-taking")
    return any(os.path.lexists(f"{real}{each}") for each in parts)


def default_book_path() -> Path:
    """The book that is meant when none is named."""
    named = os.environ.get(BOOK_VARIABLE)
    return from_home(named) if named else data_folder() / "book.json"
