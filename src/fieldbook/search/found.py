"""What a search found, as it is shown: a row with the words around the first hit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final, NamedTuple

from fieldbook.domain import folding
from fieldbook.domain.marks import words_of
from fieldbook.domain.namesakes import Apart, apart, placed
from fieldbook.domain.naming import known_day, name_of, place_of
from fieldbook.domain.records import Group, Household, Issue, Record, Visit
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.texts import texts_of, titles_of
from fieldbook.search.asking import Word
from fieldbook.search.entries import Entry

AROUND: Final = 40
"""Characters shown on either side of the hit."""
_CUT: Final = "…"
"""What stands where a text goes on."""


class SearchRow(NamedTuple):
    """A record that was found, as the list shows it."""

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
    """What tells the one named in the title from others of the name, or else its household."""
    group: str = ""
    """The name of the group it belongs to."""


class Found(NamedTuple):
    """What a search found."""

    rows: Sequence[SearchRow]
    """Those of places and members first, then the newest, 200 at most; each made when it is looked at."""
    more: bool
    """Whether there may be more than the rows."""


def row_of(shelf: Shelf, entry: Entry, word: Word) -> SearchRow:
    """The row of a record in which a word was found."""
    record = entry.record
    snippet, hit = _snippet(entry, word)
    named = _named(shelf, record)
    title = name_of(named) if named else getattr(record, "household_text", "")
    if not title:  # minutes may have no topic, but what they treated has
        title = next(chain(titles_of(record), texts_of(record)), "").split("\n")[0]
    told = next(filter(None, (apart(shelf, e) for e in (named, place_of(shelf, record)) if e)), ())
    on, words = known_day(record), words_of(record) or ""
    group = _group(shelf, named or record)
    return SearchRow(record.kind, record.id, title, on, words, snippet, hit, told, group)


def _group(shelf: Shelf, record: Record) -> str:
    """The name of the group that a record belongs to; nothing where it is one itself."""
    if isinstance(record, Household | Visit | Issue):
        group = shelf.group_of(record)
    else:
        group = shelf.living(Group, getattr(record, "group", "") or "")
    return placed(shelf, group)


def _named(shelf: Shelf, record: Record) -> Record | None:
    """The place of a visit, a survey or a stay; else the record, where it has words of its own."""
    if record.kind not in ("visit", "survey", "stay", "link") and name_of(record):
        return record
    return place_of(shelf, record)


def _snippet(entry: Entry, word: Word) -> tuple[str, tuple[int, int]]:
    """The words around the first hit, and where it stands in them; of pinyin the name alone."""
    return (
        _around(texts_of(entry.record), word)
        or _around(entry.belongs_to, word)
        or next(
            (
                excerpt(each, (0, 0), AROUND, 2 * AROUND)
                for each in entry.names
                if word.names((each,))
            ),
            ("", (0, 0)),
        )
    )


def _around(texts: Iterable[str], word: Word) -> tuple[str, tuple[int, int]] | None:
    for text in texts:
        plain = " ".join(text.split("\n"))
        hit = folding.place_of(plain, word.text)
        if hit is None and word.text not in folding.searchable(plain):
            continue
        # A group's number may be written otherwise than it is looked for: better no mark than a wrong.
        at, end = hit or (0, 0)
        return excerpt(plain, (at, end), AROUND, AROUND if hit else 2 * AROUND)
    return None


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
