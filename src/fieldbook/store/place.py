"""Where the user's own book lives. Light: ``fieldbook add`` asks here too."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

BOOK_VARIABLE: Final = "FIELDBOOK_BOOK"
"""The environment's word for a book elsewhere."""


def data_folder() -> Path:
    """Where the user's own book lives, unless told otherwise."""
    import platformdirs

    return Path(platformdirs.user_data_dir("fieldbook", appauthor=False))


def default_book_path() -> Path:
    """The book that is meant when none is named."""
    named = os.environ.get(BOOK_VARIABLE)
    return Path(named).expanduser() if named else data_folder() / "book.json"
