"""Books for the screens: an empty one, and one where everything has happened."""

from __future__ import annotations

from fieldbook.book import Fieldbook
from tests import village
from tests.clock import Clock


def nothing(book: Fieldbook) -> None:
    """Leave the book empty."""


def full(book: Fieldbook) -> None:
    """The sample village."""
    try:
        from fieldbook.demo import make_village
    except ImportError:
        made = village.build(Clock()).book.shelf.everything()
        book.keeping.bring_back(book.keeping.compare(made), about="x")
    else:
        make_village(book)
