"""Search over everything: plain, without case, every word somewhere in the record."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import msgspec

from fieldbook.domain.checks import CHOICES
from fieldbook.domain.naming import day_of, name_of
from fieldbook.domain.records import BY_KIND, Frozen, Group, Household, Record, Solution
from fieldbook.domain.references import REFERENCES
from fieldbook.domain.shelf import Shelf

MOST_ROWS: Final = 200
"""Rows made of what was found; nobody reads further, another word is typed instead."""
AROUND: Final = 24
"""Characters shown on either side of the hit."""
_SILENT: Final = frozenset({
    "id", "beyond", "created_by", "stamps", "file", "digest", "reply_digest", "from_contact",
    "to_contact", "post",
})  # fmt: skip
"""Fields whose texts nobody wrote to be read. Of a source only its own number is."""


class SearchRow(NamedTuple):
    """One record found."""

    kind: str
    id: str
    title: str
    on: dt.date
    snippet: str
    """The text around the first word's first hit, in one line."""
    hit: tuple[int, int]
    """Where the hit begins and ends in the snippet; nothing is marked where both are 0."""


class Found(NamedTuple):
    """What a search found."""

    rows: tuple[SearchRow, ...]
    """The newest first, 200 at most."""
    total: int


class _Entry(NamedTuple):
    """One record as the search sees it."""

    order: tuple[int, int]
    """Newest first: the day and the moment of writing, negative."""
    text: str
    record: Record


class Search:
    """Searches one shelf. The texts are made once, and again for what has changed."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._version = -1
        self._entries: dict[str, _Entry] = {}
        self._last: tuple[tuple[str, ...], list[_Entry]] = ((), [])

    def find(self, text: str, most: int = MOST_ROWS) -> Found:
        """The records in which every word of ``text`` stands, the newest first.

        Words that grow letter by letter look only through what the shorter ones had found.
        """
        words = tuple(dict.fromkeys(text.casefold().split()))
        if not words:
            return Found((), 0)
        self._bring_up_to_date()
        hits = self._within(words)
        for word in sorted(words, key=len, reverse=True):
            hits = [each for each in hits if word in each.text]
        self._last = (words, hits)
        rows = tuple(self._row(each.record, words[0]) for each in hits[:most])
        return Found(rows, len(hits))

    def _within(self, words: tuple[str, ...]) -> list[_Entry]:
        """Where to look: the last hits, when every word then typed is still part of one typed now."""
        before, hits = self._last
        if before and all(any(old in new for new in words) for old in before):
            return hits
        return list(self._entries.values())

    def _bring_up_to_date(self) -> None:
        if self._version == self._shelf.version:
            return
        known, fresh = self._entries, {}
        for kind in BY_KIND.values():
            for each in self._shelf.every(kind):
                entry = known.get(each.id)
                if entry is None or entry.record is not each:
                    entry = _entry(each)
                fresh[each.id] = entry
        ordered = sorted(fresh.values(), key=lambda entry: entry.order)
        self._entries = {entry.record.id: entry for entry in ordered}
        self._last = ((), [])
        self._version = self._shelf.version

    def _row(self, record: Record, word: str) -> SearchRow:
        snippet, hit = _snippet(record, word)
        title = self._title(record)
        return SearchRow(record.kind, record.id, title, day_of(record), snippet, hit)

    def _title(self, record: Record) -> str:
        """The place of a visit, a survey or a stay; else the words the record is known by."""
        if record.kind in ("visit", "survey", "stay", "link"):
            place = self._shelf.find(
                Household, getattr(record, "household", "")
            ) or self._shelf.find(Group, getattr(record, "group", ""))
            return name_of(place) if place else getattr(record, "household_text", "")
        if solution := self._shelf.find(Solution, getattr(record, "solution", "")):
            return name_of(record) or name_of(solution)
        return name_of(record)


def _entry(record: Record) -> _Entry:
    moment = int(record.created_at.timestamp() * 1000)
    text = "\n".join((f"#{record.seq}", *texts_of(record))).casefold()
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
        at = plain.casefold().find(word)
        if at < 0:
            continue
        start, end = max(0, at - AROUND), at + len(word) + AROUND
        snippet = plain[start:end]
        # Folding may lengthen a text (ß), then the place is only near; better no mark than a wrong.
        exact = len(plain) == len(plain.casefold())
        return snippet, (at - start, at - start + len(word)) if exact else (0, 0)
    return "", (0, 0)
