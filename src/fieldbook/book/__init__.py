"""The book: the one door for screens, commands and tests."""

from fieldbook.book.fieldbook import Fieldbook

__all__ = ["Fieldbook"]
