"""Filtering of many rows while a query is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldbook.domain import folding

if TYPE_CHECKING:
    from collections.abc import Sequence


def sought(*texts: str) -> str:
    """Texts as a filter looks through them: in a row, folded as the search folds them.

    It is done when a row is made: folding 100,000 long texts at the first letter would be felt.
    """
    return folding.searchable(*texts)


class RowFilter:
    """Finds the texts, made by :func:`sought`, that hold every word of a query.

    While a query grows, only what the shorter one had found is looked through.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._words: tuple[str, ...] = ()
        self._hits: Sequence[int] = range(len(texts))

    @property
    def hits(self) -> Sequence[int]:
        """The indexes of the texts found by the last query, in their order."""
        return self._hits

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the last query, folded."""
        return self._words

    def find(self, query: str) -> Sequence[int]:
        """Look for a query; an empty one finds everything."""
        words = folding.words(query)
        if words == self._words:
            return self._hits
        narrower = all(any(old in new for new in words) for old in self._words)
        hits = self._hits if narrower else range(len(self._texts))
        texts = self._texts
        for word in words:
            if not narrower or word not in self._words:
                hits = [index for index in hits if word in texts[index]]
        self._words, self._hits = words, hits
        return hits
