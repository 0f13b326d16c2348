"""A summary's first words: what the book knows of the period, to be edited and not retyped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook


def digest_text(book: Fieldbook, kind: str) -> dict[str, Any]:
    """The fields of a new page of this kind, already filled."""
    del book, kind
    return {}
