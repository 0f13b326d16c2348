"""Search over everything: plain, folded, every word somewhere in the record."""

from __future__ import annotations

import datetime as dt
import functools
import heapq
import itertools
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, Final, NamedTuple

import msgspec

from fieldbook.domain import folding
from fieldbook.domain.changes import Change
from fieldbook.domain.checks import CHOICES
from fieldbook.domain.marks import words_of
from fieldbook.domain.namesakes import Apart, apart
from fieldbook.domain.naming import day_of, known_day, name_of, place_of
from fieldbook.domain.records import BY_KIND, Frozen, Group, Household, Issue, Record, Visit
from fieldbook.domain.references import REFERENCES
from fieldbook.domain.shelf import Shelf

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
_SILENT: Final = frozenset({
    "id", "beyond", "created_by", "stamps", "file", "digest", "reply_digest", "measure_digest",
    "status_digest", "said", "line", "from_contact",
    "to_contact", "post", "issue", "task",
})  # fmt: skip
"""Fields whose texts nobody wrote to be read. Of a source only its own number is."""


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


class Found(NamedTuple):
    """What a search found."""

    rows: tuple[SearchRow, ...]
    """The newest first, 200 at most."""
    more: bool
    """Whether there may be more than the rows."""


class _Entry(NamedTuple):
    """One record as the search sees it."""

    order: tuple[int, int]
    """Newest first: the day and the moment of writing, negative."""
    text: str
    record: Record


class _Looked(NamedTuple):
    """How far the last words were looked for, and what was found so far."""

    words: tuple[str, ...]
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
        self._fresh: dict[str, _Entry | None] = {}
        """By id, what changed since the texts were put in order; ``None`` where it went."""
        self._last = _Looked((), [], 0)

    def find(self, text: str, most: int = MOST_ROWS) -> Found:
        """The records in which every word of ``text`` stands, the newest first."""
        words = folding.words(text)
        if not words:
            return Found((), more=False)
        self._bring_up_to_date()
        self._last = looked = self._look(words, most + 1)
        in_order = (self._entries[place] for place in looked.hits)
        entries = heapq.merge(in_order, self._fresh_with(words), key=_order)
        records = [each.record for each in itertools.islice(entries, most + 1)]
        rows = tuple(self._row(each, words[0]) for each in records[:most])
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

    def _look(self, words: tuple[str, ...], enough: int) -> _Looked:
        hits, upto = self._from_last(words)
        # The longest word is the rarest, most likely: the others are then asked of few texts.
        first, *others = sorted(words, key=len, reverse=True)
        while len(hits) < enough and upto < len(self._sheaves):
            end = upto + _STRIDE
            sheaves = enumerate(self._sheaves[upto:end], upto)
            for at in [number * _SHEAF for number, sheaf in sheaves if first in sheaf]:
                some = range(at, min(at + _SHEAF, len(self._texts)))
                hits += self._having(some, (first, *others))
            upto = end
        return _Looked(words, hits, upto)

    def _from_last(self, words: tuple[str, ...]) -> tuple[list[int], int]:
        """What the last look leaves, when every word then typed is part of one typed now."""
        last = self._last
        if last.words and all(any(old in new for new in words) for old in last.words):
            return self._having(last.hits, words), last.upto
        return [], 0

    def _having(self, places: Sequence[int], words: Sequence[str]) -> list[int]:
        texts, entries, fresh = self._texts, self._entries, self._fresh
        return [
            each
            for each in places
            if all(word in texts[each] for word in words) and entries[each].record.id not in fresh
        ]

    def _fresh_with(self, words: Sequence[str]) -> list[_Entry]:
        found = [
            each for each in self._fresh.values() if each and all(w in each.text for w in words)
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
        starts = range(0, len(texts), _SHEAF)
        self._sheaves = ["\n".join(texts[at : at + _SHEAF]) for at in starts]
        self._entries, self._fresh, self._last = entries, {}, _Looked((), [], 0)
        self._version, self._making = version, None

    def _row(self, record: Record, word: str) -> SearchRow:
        snippet, hit = _snippet(record, word)
        named = self._named(record)
        title = name_of(named) if named else getattr(record, "household_text", "")
        told = apart(self._shelf, named) if named else ()
        on, words = known_day(record), words_of(record) or ""
        return SearchRow(
            record.kind,
            record.id,
            title,
            on,
            words,
            snippet,
            hit,
            told,
            self._group(named or record),
        )

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


def _entry(record: Record) -> _Entry:
    moment = int(record.created_at.timestamp() * 1000)
    text = folding.searchable(f"#{record.seq}", *texts_of(record))
    return _Entry((-day_of(record).toordinal(), -moment), text, record)


def texts_of(record: Frozen) -> Iterator[str]:
    """Every text somebody wrote in a record, those of its parts included; no codes, no ids."""
    for name in _spoken(type(record)):
        yield from _texts(getattr(record, name))


@functools.cache
def _spoken(struct: type[Frozen]) -> tuple[str, ...]:
    """The fields of a struct that hold words: neither codes nor ids."""
    kind = getattr(struct, "kind", "")
    return tuple(
        field.name
        for field in msgspec.structs.fields(struct)
        if field.name not in _SILENT
        and field.name not in REFERENCES.get(kind, {})
        and (kind, field.encode_name) not in CHOICES
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, Frozen):
        yield from texts_of(value)


def _snippet(record: Record, word: str) -> tuple[str, tuple[int, int]]:
    """The words around the first hit, and where it stands in them."""
    for text in texts_of(record):
        plain = " ".join(text.split("\n"))
        if word not in folding.searchable(plain):
            continue
        hit = folding.place_of(plain, word)
        # A group's number may be written otherwise than it is looked for: better no mark than a wrong.
        at, end = hit or (0, 0)
        return excerpt(plain, (at, end), AROUND, AROUND if hit else 2 * AROUND)
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
