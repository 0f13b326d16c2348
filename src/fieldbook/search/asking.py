"""What is looked for: words, and what narrows a search."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from fieldbook.domain.records import Record
from fieldbook.patterns import pattern
from fieldbook.pinyin import pairs, pairs_in, spelled, spelling

Test = Callable[[Record], bool]
_PARTED: Final = pattern(r"\+?[0-9]+(?:[-(). ]+[0-9]+)+")
"""A number whose digits are parted, as telephone numbers are."""


class Query(NamedTuple):
    """A search as it was understood."""

    words: tuple[str, ...]
    """What is looked for, folded."""
    told: tuple[str, ...] = ()
    """What narrows it, as it was typed, folded: the same words, the same tests."""
    tests: tuple[Test, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    """(field, value) of what narrows to nothing, since nothing is called so."""

    def has(self, record: Record) -> bool:
        """Whether a record passes every test."""
        return all(test(record) for test in self.tests)


NOTHING: Final = Query(())
"""A search for nothing."""


class Word(NamedTuple):
    """A word that is looked for, folded, and what finds it as pinyin."""

    text: str
    pinyin: re.Pattern[str] | None
    pairs: frozenset[int] = frozenset()
    """The pairs of its letters, which a name has that it finds."""

    def names(self, names: Iterable[str]) -> bool:
        """Whether it is the pinyin of one of these names."""
        return self.pinyin is not None and any(_is_spelled(self, each) for each in names)

    @property
    def is_a_pair(self) -> bool:
        """Whether its only pair of letters finds nothing else than the word does."""
        return len(self.pairs) == 1

    def widens(self, other: Word) -> bool:
        """Whether all that has the other word has this one too."""
        if other.pinyin is None:
            return self.text in other.text
        return self.pinyin is not None and other.text.startswith(self.text)


ANY: Final = Word("", None)
"""Stands everywhere: where a search only narrows."""


def word_of(typed: str) -> Word:
    """A folded word as it is looked for; a number without what parts its digits."""
    if (pinyin := spelling(typed)) is not None:
        return Word(typed, pinyin, pairs_in(typed))
    is_parted = _PARTED.fullmatch(typed)
    return Word("".join(filter(str.isdecimal, typed)) if is_parted else typed, None)


@functools.lru_cache(maxsize=4096)
def _is_spelled(word: Word, name: str) -> bool:
    """Whether a word is the pinyin of a name; the names of households are met again and again."""
    return word.pairs <= pairs(name) and (
        word.is_a_pair or bool(word.pinyin and word.pinyin.search(spelled(name)))
    )
