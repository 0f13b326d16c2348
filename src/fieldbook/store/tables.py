"""The tables in memory, and the entries that change them.

Invariant: a document in memory is never changed in place, only put in the place of another. So a
shallow copy of a table is a snapshot of it, and readers may share documents until one is handed out.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from fieldbook.collector import without_collector
from fieldbook.store.rows import NO_RECORD, AsText, Doc, Reader, Row, Rows, divided

Table = dict[int, Doc] | Rows

LARGE = 1024 * 1024
"""Bytes of a file from which making what reads all its tables at once takes less than dividing it."""
_DEEPEST = 200
"""How deep lists and maps may lie in one another: well below what any reader can follow."""


class Entry(msgspec.Struct, omit_defaults=True):
    """What one line of the log says. Absolute: applied twice, it says the same."""

    log: int = 0
    """The number of the log's format; only in the first line."""
    base: str | None = None
    """The digest of a JSON file the lines belong to; in the first line, and in marks."""
    after: int | None = None
    """Only in a mark: the JSON file named by ``base`` holds the lines up to this one."""
    high: dict[str, int] = {}
    """Only in the first line: the highest document id each table has ever had."""
    before: int = 0
    """Only in the first line of a locked book's log: how many lines the logs before it had."""
    drop: list[str] = []
    """Tables that go, before anything is put."""
    put: dict[str, dict[int, Doc | None]] = {}
    """Documents put in a table's place, ``None`` for those that go."""
    other: dict[str, Any] = {}
    """Values that are no table; only raw TinyDB storages know such."""


_entries = msgspec.json.Decoder(Entry)
_tables = msgspec.json.Decoder(dict[str, dict[int, Doc]])
_texts = msgspec.json.Decoder(dict[str, msgspec.Raw])
_table = msgspec.json.Decoder(dict[int, Doc])
_encode = msgspec.json.encode


def decode_entry(body: bytes) -> Entry:
    """The entry a line's body holds; ``ValueError`` where it holds none."""
    return _entries.decode(body)


def encode_entry(entry: Entry) -> tuple[bytes, Entry]:
    """The line's body, and the entry as it will be read back.

    What goes into memory is what was read back, so that memory never holds what the disk does not.

    Raises:
        TypeError: A value or a key that JSON does not know.
        ValueError: A number or a text that JSON cannot carry, or too deep a nesting.
    """
    try:
        body = _encode(entry)
    except UnicodeEncodeError as error:
        # Its own words would quote the text, and what was typed must not reach a crash report.
        raise ValueError(f"half a character: {error.reason}") from None
    again = _entries.decode(body)
    if _is_deep(body, again) or again.put != entry.put or again.other != entry.other:
        # Something may have changed on its way through JSON. Tuples may; for the rest this raises.
        _check_entry(entry)
    return body, again


def _is_deep(body: bytes, entry: Entry) -> bool:
    """Whether it is nested deeper than it may be. Few brackets cannot be; many are mostly side by side."""
    if body.count(b"{") + body.count(b"[") <= _DEEPEST:
        return False
    documents = (doc for docs in entry.put.values() for doc in docs.values())
    return any(_depth(each) > _DEEPEST for each in (*documents, entry.other))


def _depth(value: Any) -> int:
    """How many containers lie in one another."""
    depth, inner = 0, [value]
    while inner := [each for each in inner if type(each) in _CONTAINERS]:
        depth += 1
        inner = [e for c in inner for e in (c.values() if type(c) is dict else c)]
    return depth


def _check_entry(entry: Entry) -> None:
    for name, docs in entry.put.items():
        _check_key(name, str)
        for doc_id, doc in docs.items():
            _check_key(doc_id, int)
            _check(doc, 0)
    _check(entry.other, 0)


def _check_key(key: object, kind: type) -> None:
    if not isinstance(key, kind):
        raise TypeError(f"a key is {kind.__name__}, not {type(key).__name__}")


def _check(value: Any, depth: int) -> None:
    if value is None or isinstance(value, str | int):
        return
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("JSON has no such number")
    elif depth > _DEEPEST:
        raise ValueError("nested too deeply")
    elif isinstance(value, list | tuple):
        for part in value:
            _check(part, depth + 1)
    elif isinstance(value, dict):
        for key, part in value.items():
            _check_key(key, str)
            _check(part, depth + 1)
    else:
        raise TypeError(f"JSON has no {type(value).__name__}")


def copied(value: Any) -> Any:
    """A deep copy of a JSON value, for a reader to keep."""
    kind = type(value)
    if kind is dict:
        return {
            key: copied(part) if type(part) in _CONTAINERS else part for key, part in value.items()
        }
    if kind is list:
        return [copied(part) if type(part) in _CONTAINERS else part for part in value]
    return value


_CONTAINERS = frozenset({dict, list})


class Tables:
    """All tables of a book, by name."""

    def __init__(self) -> None:
        self.rows: dict[str, Table] = {}
        self.other: dict[str, Any] = {}
        """Values of the file that are no tables of documents with whole numbers for ids."""
        self.high: dict[str, int] = {}
        """The highest id a table has ever had, as far as it is known; see :meth:`highest`."""

    @classmethod
    def decoded(cls, text: bytes, as_text: AsText | None = None) -> Tables:
        """The tables a JSON text holds; ``ValueError`` where it is no JSON map.

        Args:
            text: the whole of it.
            as_text: the tables whose rows stay text until they are asked for, with what reads each
                of them whole. Only of text that was looked at whole before: see
                :class:`~fieldbook.store.rows.Rows`.
        """
        tables = cls()
        with without_collector():
            try:
                if as_text:
                    tables._read_typed(text, as_text)
                else:
                    tables.rows = dict(_tables.decode(text))
            except msgspec.ValidationError:
                tables._take_apart(_texts.decode(text), {})
        return tables

    def _read_typed(self, text: bytes, as_text: AsText) -> None:
        """Read the tables typed: those of a large file in one go; each by itself where one does not fit."""
        texts = functools.cache(lambda: _texts.decode(text))
        found: Mapping[str, Any] = {}
        if len(text) >= LARGE:
            with suppress(*NO_RECORD):
                found = as_text.at_once(text)

        def divide(name: str) -> dict[int, Row]:
            return divided(texts()[name])

        for name, table in (found or texts()).items():
            if isinstance(table, msgspec.Raw):
                self._take_apart({name: table}, as_text.tables)
            else:
                self.rows[name] = Rows({}, table, functools.partial(divide, name))

    def _take_apart(
        self, texts: Mapping[str, msgspec.Raw], readers: Mapping[str, Reader | None]
    ) -> None:
        for name, raw in texts.items():
            try:
                self.rows[name] = (
                    _rows(raw, readers[name]) if name in readers else _table.decode(raw)
                )
            except msgspec.ValidationError:
                self.other[name] = msgspec.json.decode(raw)

    def apply(self, entry: Entry) -> None:
        """Make an entry's change; it must have been read back from its line."""
        for name in entry.drop:
            self.rows.pop(name, None)
            self.other.pop(name, None)
            self.high.pop(name, None)
        for name, docs in entry.put.items():
            self.other.pop(name, None)
            self._put(name, docs)
        for name, value in entry.other.items():
            self.rows.pop(name, None)
            self.other[name] = value

    def _put(self, name: str, docs: Mapping[int, Doc | None]) -> None:
        rows = self.rows.setdefault(name, {})
        high = self.highest(name)
        for doc_id, doc in docs.items():
            if doc is None:
                rows.pop(doc_id, None)
            else:
                rows[doc_id] = doc
            high = max(high, doc_id)
        self.high[name] = high

    def highest(self, name: str) -> int:
        """The highest id the table has ever had, 0 for none; only the first question looks."""
        high = self.high.get(name)
        if high is None:
            high = self.high[name] = max(self.rows.get(name, ()), default=0)
        return high

    def learn_highest(self, high: Mapping[str, int]) -> None:
        """Take over what an earlier log knew of deleted ids."""
        for name, known in high.items():
            self.high[name] = max(known, self.highest(name))

    def all_highest(self) -> dict[str, int]:
        """The highest id of every table, for the next log's first line."""
        return {name: self.highest(name) for name in self.rows}

    def kept(self, name: str) -> Mapping[int, Row]:
        """One table's rows, each as text or as a document, as it is kept by now."""
        rows = self.rows.get(name, {})
        return rows.kept if isinstance(rows, Rows) else rows

    def snapshot(self) -> Snapshot:
        """The tables as they are now; costs a copy of the ids, not of the documents."""
        return Snapshot({name: dict(self.kept(name)) for name in self.rows}, dict(self.other))

    def is_empty(self) -> bool:
        """Whether there is not even an empty table."""
        return not self.rows and not self.other


def _rows(table: msgspec.Raw, reader: Reader | None) -> Rows:
    """A table as text, and read whole where its reader can."""
    if reader is not None:
        with suppress(*NO_RECORD):
            return Rows({}, reader(table), functools.partial(divided, table))
    return Rows(divided(table))


class Snapshot(NamedTuple):
    """All tables as they were at one time."""

    rows: Mapping[str, Mapping[int, Row]]
    other: Mapping[str, Any]


class Pace:
    """How many documents make one piece of the JSON file; set anew as it is seen how long one took."""

    def __init__(self, documents: int = 64) -> None:
        self.documents = documents

    def took(self, seconds: float) -> None:
        """Learn from the last piece: about 5 ms is short for a key press and long for a disk."""
        if seconds > 0.008:
            self.documents = max(8, self.documents // 2)
        elif seconds < 0.004:
            self.documents = min(8192, self.documents * 2)


def pieces(tables: Snapshot, pace: Pace) -> Iterator[bytes]:
    """The JSON text of a snapshot, in pieces of ``pace.documents`` documents."""
    before = b"{"
    for name, rows in tables.rows.items():
        yield before + _encode(name) + b":{"
        yield from _documents(rows, pace)
        before = b"},"
    opened = before == b"},"
    for name, value in tables.other.items():
        yield before + _encode(name) + b":" + _encode(value)
        before = b","
        opened = False
    yield b"}}" if opened else b"{}" if before == b"{" else b"}"


def _documents(rows: Mapping[int, Row], pace: Pace) -> Iterator[bytes]:
    left = iter(rows.items())
    between = b""
    while batch := dict(islice(left, pace.documents)):
        yield between + _encode(batch)[1:-1]
        between = b","
