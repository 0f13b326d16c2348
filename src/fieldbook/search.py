"""Search over everything: plain, folded, every word somewhere in the record.

A word of letters may be the pinyin of a name, a title or a place; a telephone number is found by its
digits, however it is parted. Households, groups and members come first, then the newest.
"""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from fieldbook.domain import folding
from fieldbook.domain.changes import Change
from fieldbook.domain.marks import words_of
from fieldbook.domain.namesakes import Apart, apart
from fieldbook.domain.naming import day_of, known_day, name_of, place_of
from fieldbook.domain.records import (
    BY_KIND,
    Group,
    Household,
    Issue,
    Member,
    Record,
    Visit,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.texts import names_of, texts_of, titles_of
from fieldbook.patterns import pattern
from fieldbook.pinyin import LEAST, spelled, spelled_title, spelling

MOST_ROWS: Final = 200
"""Rows made of what was found; nobody reads further, another word is typed instead."""
_SHEAF: Final = 32
"""Texts joined into one, so that a word that is nowhere is looked for in few."""
_STRIDE: Final = 64
"""Sheaves looked through before it is asked whether enough is found."""
_STEP: Final = 250
"""Records whose texts are made in one step."""
_MOST_FRESH: Final = 1000
"""Changed records looked through one by one, before all texts are put in order anew."""
AROUND: Final = 40
"""Characters shown on either side of the hit."""
_CUT: Final = "…"
"""What stands where a text goes on."""
Test = Callable[[Record], bool]
_FIRST: Final = (Household, Group, Member)
"""Whom one looks for by name, most often."""
_PARTED: Final = pattern(r"\+?[0-9]+(?:[-(). ]+[0-9]+)+")
"""A number whose digits are parted, as telephone numbers are."""


class SearchRow(NamedTuple):
    """One record found."""

    kind: str
    id: str
    title: str
    on: dt.date | None
    """None where it is not known."""
    words: str
    """A file's own words for the day, where it is not known."""
    snippet: str
    """The text around the first word's first hit, in one line."""
    hit: tuple[int, int]
    """Where the hit begins and ends in the snippet; nothing is marked where both are 0."""
    apart: Apart = ()
    """What tells the one named in the title from others of the name."""
    group: str = ""
    """The name of the group it belongs to."""


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


class Found(NamedTuple):
    """What a search found."""

    rows: tuple[SearchRow, ...]
    """Those of places and members first, then the newest, 200 at most."""
    more: bool
    """Whether there may be more than the rows."""


class _Entry(NamedTuple):
    """One record as the search sees it."""

    order: tuple[int, int, int]
    """Places and members, then the newest: the day and the moment of writing, negative."""
    text: str
    record: Record

    @property
    def spelled(self) -> str:
        """Its names as they are looked through by pinyin. Kept by the search alone, and gone with it."""
        return spelled_names(self.record)


class _Word(NamedTuple):
    """A word that is looked for, folded, and what finds it as pinyin."""

    text: str
    pinyin: re.Pattern[str] | None

    def is_in(self, text: str, spelled_text: str) -> bool:
        """Whether it stands in a record's text, or in its names as they are spelled."""
        return self.text in text or (
            self.pinyin is not None and bool(self.pinyin.search(spelled_text))
        )


class _Looked(NamedTuple):
    """How far the last words were looked for, and what was found so far."""

    words: tuple[_Word, ...]
    told: tuple[str, ...]
    """What narrowed it."""
    hits: list[int]
    """Places of entries."""
    upto: int
    """The first sheaf not looked through."""


class Search:
    """Searches one shelf. The texts are made once; what changed since is looked through beside them.

    Looking stops when enough is found, newest first; words that grow letter by letter look through
    what the shorter ones had found, and go on from there. So a key costs one walk over the texts
    at most, however much there is to be found.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._version = -1
        self._making: Iterator[None] | None = None
        self._entries: list[_Entry] = []
        self._texts: list[str] = []
        self._sheaves: list[str] = []
        self._spelled: list[str] = []
        """The names of the entries, as pinyin looks through them; made at the first word of letters."""
        self._spelled_sheaves: list[str] = []
        self._fresh: dict[str, _Entry | None] = {}
        """By id, what changed since the texts were put in order; ``None`` where it went."""
        self._last = _Looked((), (), [], 0)

    def find(self, query: Query, most: int = MOST_ROWS) -> Found:
        """The records in which every word stands and that pass every test, the best first."""
        if not (query.words or query.told):
            return Found((), more=False)
        self._bring_up_to_date()
        words = tuple(_Word(_together(each), spelling(each)) for each in query.words)
        if any(each.pinyin for each in words):
            self._spell()
        self._last = looked = self._look(words, query, most + 1)
        in_order = (self._entries[place] for place in looked.hits)
        fresh = (each for each in self._fresh_with(words) if query.has(each.record))
        entries = heapq.merge(in_order, fresh, key=_order)
        records = [each.record for each in itertools.islice(entries, most + 1)]
        rows = tuple(self._row(each, next(iter(words), _ANY)) for each in records[:most])
        return Found(rows, more=len(records) > most)

    def steps(self) -> Iterator[None]:
        """Make the texts beforehand, in short steps; a search in between makes what is left."""
        if self._changes() is None:
            if self._making is None:
                self._making = self._make()
            try:
                yield from self._making
            finally:
                self._making = None

    def spelling_steps(self) -> Iterator[None]:
        """Spell the names beforehand, in short steps; a word of letters in between makes what is left."""
        yield from self.steps()
        entries, spelled_names = self._entries, self._spelled
        while entries is self._entries and len(spelled_names) < len(entries):
            at = len(spelled_names)
            spelled_names += [each.spelled for each in entries[at : at + _STEP]]
            yield

    def _spell(self) -> None:
        """Spell the names, once for all texts as they are in order now."""
        if self._spelled_sheaves and len(self._spelled_sheaves) == len(self._sheaves):
            return
        for _step in self.spelling_steps():
            pass
        self._spelled_sheaves = _sheaves(self._spelled)

    def _look(self, words: tuple[_Word, ...], query: Query, enough: int) -> _Looked:
        hits, upto = self._from_last(words, query)
        # The longest word is the rarest, most likely: the others are then asked of few texts.
        first, *others = sorted(words, key=lambda each: len(each.text), reverse=True) or [_ANY]
        while len(hits) < enough and upto < len(self._sheaves):
            end = min(upto + _STRIDE, len(self._sheaves))
            for number in range(upto, end):
                if self._sheaf_has(number, first):
                    at = number * _SHEAF
                    some = range(at, min(at + _SHEAF, len(self._texts)))
                    found = self._having(some, (first, *others))
                    hits += filter(lambda at: query.has(self._entries[at].record), found)
            upto = end
        return _Looked(words, query.told, hits, upto)

    def _sheaf_has(self, number: int, word: _Word) -> bool:
        names = self._spelled_sheaves[number] if word.pinyin else ""
        return word.is_in(self._sheaves[number], names)

    def _from_last(self, words: tuple[_Word, ...], query: Query) -> tuple[list[int], int]:
        """What the last look leaves, when every word then typed is part of one typed now.

        A look that is narrowed begins anew: the answers of its tests may have changed since.
        """
        last = self._last
        if last.told or query.told:
            return [], 0
        if last.words and all(any(_widens(old, new) for new in words) for old in last.words):
            return self._having(last.hits, words), last.upto
        return [], 0

    def _having(self, places: Sequence[int], words: Sequence[_Word]) -> list[int]:
        texts, entries, fresh = self._texts, self._entries, self._fresh
        by_letters = any(word.pinyin for word in words)
        return [
            each
            for each in places
            if all(w.is_in(texts[each], self._spelled[each] if by_letters else "") for w in words)
            and entries[each].record.id not in fresh
        ]

    def _fresh_with(self, words: Sequence[_Word]) -> list[_Entry]:
        by_letters = any(each.pinyin for each in words)
        found = [
            each
            for each in self._fresh.values()
            if each and all(w.is_in(each.text, each.spelled if by_letters else "") for w in words)
        ]
        return sorted(found, key=_order)

    def _bring_up_to_date(self) -> None:
        while (changes := self._changes()) is None:
            for _step in self.steps():
                pass
        for change in changes:
            after = change.after
            self._fresh[after.id] = None if after.removed_at else _entry(after)
        self._version = self._shelf.version

    def _changes(self) -> Sequence[Change] | None:
        """What the texts do not say yet; ``None`` where all are to be put in order anew."""
        if self._version < 0:
            return None
        changes = self._shelf.changes_since(self._version)
        return None if len(changes or ()) + len(self._fresh) > _MOST_FRESH else changes

    def _make(self) -> Iterator[None]:
        version = self._shelf.version
        known = {id(each.record): each for each in (*self._entries, *self._fresh.values()) if each}
        records = [each for kind in BY_KIND.values() for each in self._shelf.every(kind)]
        entries: list[_Entry] = []
        for start in range(0, len(records), _STEP):
            some = records[start : start + _STEP]
            entries += sorted((known.get(id(each)) or _entry(each) for each in some), key=_order)
            yield
        entries.sort(key=_order)
        yield
        self._texts = texts = [each.text for each in entries]
        self._sheaves = _sheaves(texts)
        self._spelled, self._spelled_sheaves = [], []
        self._entries, self._fresh, self._last = entries, {}, _Looked((), (), [], 0)
        self._version, self._making = version, None

    def _row(self, record: Record, word: _Word) -> SearchRow:
        snippet, hit = _snippet(record, word)
        named = self._named(record)
        title = name_of(named) if named else getattr(record, "household_text", "")
        told = apart(self._shelf, named) if named else ()
        on, words = known_day(record), words_of(record) or ""
        group = self._group(named or record)
        return SearchRow(record.kind, record.id, title, on, words, snippet, hit, told, group)

    def _group(self, record: Record) -> str:
        """The name of the group that a record belongs to; nothing where it is one itself."""
        if isinstance(record, Household | Visit | Issue):
            group = self._shelf.group_of(record)
        else:
            group = self._shelf.living(Group, getattr(record, "group", "") or "")
        return group.name if group else ""

    def _named(self, record: Record) -> Record | None:
        """The place of a visit, a survey or a stay; else the record, where it has words of its own."""
        if record.kind not in ("visit", "survey", "stay", "link") and name_of(record):
            return record
        return place_of(self._shelf, record)


_order: Final = itemgetter(0)
_ANY: Final = _Word("", None)
"""Stands everywhere: where a search only narrows."""


def _sheaves(texts: Sequence[str]) -> list[str]:
    return ["\n".join(texts[at : at + _SHEAF]) for at in range(0, len(texts), _SHEAF)]


def _entry(record: Record) -> _Entry:
    moment = int(record.created_at.timestamp() * 1000)
    text = folding.searchable(f"#{record.seq}", *texts_of(record), *_numbers(record))
    rank = 0 if isinstance(record, _FIRST) else 1
    return _Entry((rank, -day_of(record).toordinal(), -moment), text, record)


def spelled_names(record: Record) -> str:
    """The names, places and titles of a record, as pinyin looks through them."""
    titles = spelled_title("\n".join(titles_of(record)))
    return "\n".join((spelled("\n".join(names_of(record))), titles))


def _widens(old: _Word, new: _Word) -> bool:
    """Whether all that has the new word has the old one too."""
    if new.pinyin is None:
        return old.text in new.text
    if len(old.text) == LEAST < len(new.text):
        return False  # three letters are found where two are not
    return old.pinyin is not None and new.text.startswith(old.text)


def _numbers(record: Record) -> Iterator[str]:
    """A telephone number whose digits are parted, once more in one piece."""
    phone = getattr(record, "phone", "")
    if phone and not phone.isdecimal():
        yield "".join(filter(str.isdecimal, phone))


def _together(word: str) -> str:
    """A number without what parts its digits; any other word as it is."""
    return "".join(filter(str.isdecimal, word)) if _PARTED.fullmatch(word) else word


def _snippet(record: Record, word: _Word) -> tuple[str, tuple[int, int]]:
    """The words around the first hit, and where it stands in them; of pinyin the name alone."""
    for text in texts_of(record):
        plain = " ".join(text.split("\n"))
        if word.text not in folding.searchable(plain):
            continue
        hit = folding.place_of(plain, word.text)
        # A group's number may be written otherwise than it is looked for: better no mark than a wrong.
        at, end = hit or (0, 0)
        return excerpt(plain, (at, end), AROUND, AROUND if hit else 2 * AROUND)
    for names, spell in ((names_of, spelled), (titles_of, spelled_title)):
        for name in names(record):
            if word.pinyin and word.pinyin.search(spell(name)):
                return excerpt(name, (0, 0), AROUND, 2 * AROUND)
    return "", (0, 0)


def excerpt(
    text: str, hit: tuple[int, int], before: int, after: int
) -> tuple[str, tuple[int, int]]:
    """So many characters before and after a hit, in whole words, and where it stands in them."""
    at, end = hit
    start, stop = max(0, at - before), min(len(text), end + after)
    while 0 < start < at and (_within_a_word(text, start) or not text[start].isalnum()):
        start += 1
    while end < stop < len(text) and _within_a_word(text, stop):
        stop -= 1
    lead = _CUT if start else ""
    taken = lead + text[start:stop].rstrip() + (_CUT if stop < len(text) else "")
    moved = len(lead) - start
    return taken, (at + moved, end + moved) if end > at else (0, 0)


def _within_a_word(text: str, at: int) -> bool:
    """Whether a word written in letters would be cut there; Chinese may be cut anywhere."""
    left, right = text[at - 1], text[at]
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
