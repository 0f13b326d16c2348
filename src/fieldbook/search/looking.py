"""Looking through all records of a shelf, key by key."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from fieldbook.domain.records import BY_KIND, Record
from fieldbook.domain.rows import Rows
from fieldbook.domain.shelf import Shelf
from fieldbook.search.asking import ANY, Query, Word, word_of
from fieldbook.search.entries import Entry, belongs_to, best_first, entry_of, touched
from fieldbook.search.found import Found, SearchRow, row_of
from fieldbook.search.letters import Letters, is_set, letters_in, places

MOST_ROWS: Final = 200
"""Rows made of what was found; nobody reads further, another word is typed instead."""
_SHEAF: Final = 32
"""Texts joined into one, so that a word that is nowhere is looked for in few."""
_STRIDE: Final = 8
"""Sheaves looked through before it is asked whether enough is found."""
_STEP: Final = 250
"""Records whose texts are made in one step."""
_MOST_FRESH: Final = 1000
"""Changed records looked through one by one, before all texts are put in order anew."""


class _Looked(NamedTuple):
    """How far the last words were looked for, and what was found so far."""

    words: tuple[Word, ...]
    told: tuple[str, ...]
    """What narrowed the search."""
    hits: list[int]
    """Places of entries."""
    upto: int
    """The first sheaf not looked through."""


class Search:
    """Searches one shelf. The texts are made once; what changed since is looked through beside them.

    Looking stops when enough is found, best first; words that grow letter by letter look through
    what the shorter ones had found, and go on from there. So a key costs one walk over the texts
    at most, however much there is to be found. A word of letters is looked for in the words of letters
    that the texts hold, which Chinese ones seldom do, and as pinyin by its pairs of letters.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._version = -1
        self._making: Iterator[None] | None = None
        self._entries: list[Entry] = []
        self._sheaves: list[str] = []
        self._letters = Letters(0)
        """What the names of the entries can be found by; made at the first word of letters."""
        self._lettered: list[str] = []
        """The words of letters in each sheaf; as many as the names were taken in."""
        self._fresh: dict[str, Entry | None] = {}
        """By id, what changed since the texts were put in order; ``None`` where it went."""
        self._last = _Looked((), (), [], 0)

    def find(self, query: Query, most: int = MOST_ROWS) -> Found:
        """The records in which every word stands and that pass every test, the best first."""
        if not (query.words or query.told) or query.unknown:
            return Found((), more=False)
        self._bring_up_to_date()
        words = tuple(map(word_of, query.words))
        if any(each.pinyin for each in words):
            for _step in self.spelling_steps():
                pass
        self._last = looked = self._look(words, query, most + 1 + len(self._fresh))
        as_they_were = map(self._entries.__getitem__, looked.hits)
        still = (each for each in as_they_were if each.record.id not in self._fresh)
        found = list(itertools.islice(still, most + 1))
        fresh = [e for e in self._fresh.values() if e and e.has(words) and query.has(e.record)]
        if fresh:
            found = sorted((*found, *fresh), key=_order)
        best = best_first(found[:most], words)
        word = next(iter(words), ANY)

        def row(entry: Entry) -> SearchRow:
            return row_of(self._shelf, entry, word)

        return Found(Rows(best, row), more=len(found) > most)

    def steps(self) -> Iterator[None]:
        """Make the texts beforehand, in short steps; a search in between makes what is left."""
        if self._fresh_records() is None:
            if self._making is None:
                self._making = self._make()
            try:
                yield from self._making
            finally:
                self._making = None

    def spelling_steps(self) -> Iterator[None]:
        """Take in the names beforehand, in short steps; a word of letters in between takes the rest."""
        yield from self.steps()
        entries, letters, lettered = self._entries, self._letters, self._lettered
        while entries is self._entries and len(lettered) < len(self._sheaves):
            start, sheaf = len(lettered) * _SHEAF, self._sheaves[len(lettered)]
            for place in range(start, min(start + _SHEAF, len(entries))):
                letters.take(place, entries[place].names)
            lettered.append(letters_in(sheaf))
            yield

    def _look(self, words: tuple[Word, ...], query: Query, enough: int) -> _Looked:
        hits, upto = self._from_last(words, query)
        # The longest word is the rarest, most likely: the others are then asked of few texts.
        first, *others = sorted(words, key=lambda each: len(each.text), reverse=True) or [ANY]
        fitting = self._fitting(first)
        while len(hits) < enough and upto < len(self._sheaves):
            end = min(upto + _STRIDE, len(self._sheaves))
            found = self._in_texts(first, upto, end)
            if fitting:
                found = sorted({*found, *self._in_names(first, fitting, upto, end)})
            hits += self._having(found, others, query)
            upto = end
        return _Looked(words, query.told, hits, upto)

    def _fitting(self, word: Word) -> bytes:
        return self._letters.fitting(word.pairs) if word.pinyin else b""

    def _in_texts(self, word: Word, start: int, end: int) -> list[int]:
        """The places in some sheaves where the word stands in the text."""
        text, entries = word.text, self._entries
        sheaves = self._lettered if word.pinyin else self._sheaves
        return [
            place
            for number in range(start, end)
            if text in sheaves[number]
            for place in range(number * _SHEAF, min((number + 1) * _SHEAF, len(entries)))
            if text in entries[place].text
        ]

    def _in_names(self, word: Word, fitting: bytes, start: int, end: int) -> Iterator[int]:
        """The places in some sheaves where the word is the pinyin of a name."""
        for place in places(fitting, start * _SHEAF, end * _SHEAF):
            if word.is_a_pair or word.names(self._entries[place].names):
                yield place

    def _from_last(self, words: tuple[Word, ...], query: Query) -> tuple[list[int], int]:
        """What the last look leaves, when every word then typed is part of one typed now.

        A look that is narrowed begins anew: the answers of its tests may have changed since.
        """
        last = self._last
        if last.told or query.told:
            return [], 0
        if last.words and all(any(old.widens(new) for new in words) for old in last.words):
            others = [each for each in words if each not in last.words]
            return self._having(last.hits, others, query), last.upto
        return [], 0

    def _having(self, found: list[int], words: Iterable[Word], query: Query) -> list[int]:
        """Those that hold these words too and pass every test."""
        entries = self._entries
        for word in words:
            text, fitting = word.text, self._fitting(word)
            found = [
                place
                for place in found
                if text in entries[place].text
                or (fitting and is_set(fitting, place) and word.names(entries[place].names))
            ]
        if query.tests:
            found = [place for place in found if query.has(entries[place].record)]
        return found

    def _bring_up_to_date(self) -> None:
        while (records := self._fresh_records()) is None:
            for _step in self.steps():
                pass
        for each in records:
            self._fresh[each.id] = None if each.removed_at else entry_of(self._shelf, each)
        self._version = self._shelf.version

    def _fresh_records(self) -> Sequence[Record] | None:
        """What the texts do not say yet; ``None`` where all are to be put in order anew."""
        changes = self._shelf.changes_since(self._version) if self._version >= 0 else None
        if changes is None:
            return None
        records = [each for change in changes for each in touched(self._shelf, change)]
        return None if len(records) + len(self._fresh) > _MOST_FRESH else records

    def _make(self) -> Iterator[None]:
        version = self._shelf.version
        known = {each.record.id: each for each in (*self._entries, *self._fresh.values()) if each}
        records = [each for kind in BY_KIND.values() for each in self._shelf.every(kind)]
        entries: list[Entry] = []
        for start in range(0, len(records), _STEP):
            some = records[start : start + _STEP]
            entries += sorted((self._entry(each, known.get(each.id)) for each in some), key=_order)
            yield
        entries.sort(key=_order)
        yield
        self._sheaves = [
            "\n".join([each.text for each in entries[at : at + _SHEAF]])
            for at in range(0, len(entries), _SHEAF)
        ]
        self._letters, self._lettered = Letters(len(entries)), []
        self._entries, self._fresh, self._last = entries, {}, _Looked((), (), [], 0)
        self._version, self._making = version, None

    def _entry(self, record: Record, known: Entry | None) -> Entry:
        if known and known.record is record and known.belongs_to == belongs_to(self._shelf, record):
            return known
        return entry_of(self._shelf, record)


_order: Final = itemgetter(0)
