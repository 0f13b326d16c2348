"""Filtering of many rows while a query is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fieldbook.domain import folding
from fieldbook.pinyin import spelled, spelling

_NAMING = 60
"""Characters at the beginning of a row in which pinyin looks: what names it stands there."""


class RowFilter:
    """Finds the texts, made by :func:`~fieldbook.ui.widgets.columns.sought`, that hold every word of a query.

    A word of letters may be the pinyin of what a text begins with. While a query grows, only what the shorter one had found is looked through.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._words: tuple[str, ...] = ()
        self._hits: Sequence[int] = range(len(texts))
        self._spelled: Sequence[str] = ()

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
        narrower = all(any(_widens(old, new) for new in words) for old in self._words)
        hits = self._hits if narrower else range(len(self._texts))
        for word in words:
            if not narrower or word not in self._words:
                hits = self._having(word, hits)
        self._words, self._hits = words, hits
        return hits

    def ranked(self, query: str) -> Sequence[int]:
        """Look for a query; what begins with it comes first, then what has a word that does, then the others.

        For what is offered while one types: a table keeps its own order.
        """
        typed = folding.numbered(folding.folded(query.strip()))
        hits = self.find(query)
        if not typed:
            return hits
        texts, pinyin = self._texts, spelling(typed)
        names = self._names() if pinyin else ()
        within = re.compile(rf"(?<!\w){re.escape(typed)}")

        def rank(index: int) -> int:
            if texts[index].startswith(typed) or (pinyin and pinyin.match(names[index])):
                return 0
            return 1 if within.search(texts[index]) else 2

        return sorted(hits, key=rank)

    def _having(self, word: str, places: Sequence[int]) -> list[int]:
        texts, pinyin = self._texts, spelling(word)
        if pinyin is None:
            return [index for index in places if word in texts[index]]
        names = self._names()
        return [i for i in places if word in texts[i] or pinyin.search(names[i])]

    def _names(self) -> Sequence[str]:
        """How the texts begin, spelled; made at the first word of letters."""
        if len(self._spelled) != len(self._texts):
            self._spelled = [spelled(text[:_NAMING]) for text in self._texts]
        return self._spelled


def _widens(old: str, new: str) -> bool:
    """Whether all that has the new word has the old one too."""
    if spelling(new) is None:
        return old in new
    return spelling(old) is not None and new.startswith(old)
