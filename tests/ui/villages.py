"""Books for the screens: an empty one, and one where everything has happened."""

from __future__ import annotations

from fieldbook.book import Fieldbook
from fieldbook.demo import make_village


def nothing(book: Fieldbook) -> None:
    """Leave the book empty."""


def full(book: Fieldbook) -> None:
    """The sample village."""
    make_village(book)
