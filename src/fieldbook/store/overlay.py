"""Changes that are not yet on the disk, laid over the documents that are.

TinyDB's operations change a table as if it were theirs. They are given an :class:`Overlay`: what they
read is copied first, what they write stays in the overlay, and nothing below is touched until the
disk has the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from fieldbook.store.rows import Doc
from fieldbook.store.tables import Entry, copied


class Layer(Mapping[int, Doc]):
    """One table as it will be: its documents on the disk, with changes over them. Reads share."""

    def __init__(self, below: Mapping[int, Doc], *, exists: bool) -> None:
        self.below = below
        self.own: dict[int, Doc | None] = {}
        self.cleared = False
        """Whether nothing below shines through any more."""
        self.exists = exists
        """Whether the table is there at all, be it empty."""
        self.touched = False

    def __getitem__(self, doc_id: int) -> Doc:
        if doc_id in self.own:
            doc = self.own[doc_id]
            if doc is None:
                raise KeyError(doc_id)
            return doc
        if self.cleared:
            raise KeyError(doc_id)
        return self.below[doc_id]

    def __contains__(self, doc_id: object) -> bool:
        if doc_id in self.own:
            return self.own[doc_id] is not None
        return not self.cleared and doc_id in self.below

    def __iter__(self) -> Iterator[int]:
        if not self.cleared:
            for doc_id in self.below:
                if self.own.get(doc_id, doc_id) is not None:
                    yield doc_id
        for doc_id, doc in self.own.items():
            if doc is not None and (self.cleared or doc_id not in self.below):
                yield doc_id

    def __len__(self) -> int:
        count = 0 if self.cleared else len(self.below)
        for doc_id, doc in self.own.items():
            was_there = not self.cleared and doc_id in self.below
            count += (doc is not None) - was_there
        return count

    def clear(self) -> None:
        """Take everything out of the table."""
        self.own.clear()
        self.cleared = self.touched = True

    def absorb(self, changes: Mapping[int, Doc | None]) -> None:
        """Take over what an operation did."""
        self.exists = self.touched = True
        self.own.update(changes)

    def leave(self) -> None:
        """The table goes, with everything in it."""
        self.clear()
        self.exists = False

    def into(self, entry: Entry, name: str) -> None:
        """Write this table's changes into an entry."""
        if not self.touched:
            return
        if self.cleared:
            entry.drop.append(name)
        if self.exists:
            put = self.own
            if self.cleared:
                put = {doc_id: doc for doc_id, doc in put.items() if doc is not None}
            entry.put[name] = put


class Overlay(Layer, MutableMapping[int, Doc]):
    """A table in the hands of one TinyDB operation: what it reads is its own copy."""

    def __getitem__(self, doc_id: int) -> Doc:
        shared = super().__getitem__(doc_id)
        if doc_id not in self.own:
            self.own[doc_id] = copied(shared)
        return self.own[doc_id]  # type: ignore[return-value]  # just put there

    def __setitem__(self, doc_id: int, doc: Doc) -> None:
        self.own[doc_id] = doc

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self.own[doc_id] = None

    def clear(self) -> None:
        """Take everything out of the table."""
        Layer.clear(self)

    def changes(self) -> dict[int, Doc | None]:
        """What really became different."""
        if self.cleared:
            return dict(self.own)
        return {doc_id: doc for doc_id, doc in self.own.items() if self.below.get(doc_id) != doc}


class Staged:
    """The tables of one transaction, until its end."""

    def __init__(self, rows: Mapping[str, Mapping[int, Doc]]) -> None:
        self._rows = rows
        self._layers: dict[str, Layer] = {}
        self._other: dict[str, Any] = {}

    def layer(self, name: str) -> Layer:
        """The table as the transaction sees it."""
        if name not in self._layers:
            below: Mapping[int, Any] = self._rows.get(name, {})
            self._layers[name] = Layer(below, exists=name in self._rows)
        return self._layers[name]

    def names(self) -> set[str]:
        """The tables there are."""
        gone = {name for name, layer in self._layers.items() if not layer.exists}
        return (set(self._rows) | set(self._layers)) - gone

    def take(self, entry: Entry) -> None:
        """Stage an entry made outside any table's operation."""
        for name in entry.drop:
            self.layer(name).leave()
        for name, docs in entry.put.items():
            self.layer(name).absorb(docs)
        self._other.update(entry.other)

    def entry(self) -> Entry:
        """Everything the transaction did, as one entry."""
        entry = Entry(other=self._other)
        for name, layer in self._layers.items():
            layer.into(entry, name)
        return entry


def difference(
    data: Mapping[str, Any], now: Mapping[str, Mapping[int, Doc]], other: Mapping[str, Any]
) -> Entry:
    """What must be put so that tables and other values become ``data``."""
    entry = Entry(drop=sorted((set(now) | set(other)) - set(data)))
    for name, value in data.items():
        wanted = _rows_of(value)
        if wanted is None:
            entry.other[name] = value
            continue
        have = now.get(name, {})
        put: dict[int, Doc | None] = {
            doc_id: doc for doc_id, doc in wanted.items() if have.get(doc_id) != doc
        }
        put.update(dict.fromkeys(set(have) - set(wanted)))
        if put or name not in now:
            entry.put[name] = put
    return entry


def _rows_of(value: Any) -> dict[int, Doc] | None:
    """The value as a table, if it is one: whole numbers for ids, documents under them."""
    if not isinstance(value, dict):
        return None
    rows: dict[int, Doc] = {}
    for key, doc in value.items():
        if not isinstance(doc, dict) or not str(key).removeprefix("-").isdecimal():
            return None
        rows[int(key)] = doc
    return rows
