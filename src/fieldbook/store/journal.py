"""A TinyDB whose writes are one appended, flushed line each.

Public: :class:`JournalDB`, :class:`JournalStorage`, :class:`JournalTable`. They extend TinyDB at its
own seams, a storage and a table, and know nothing of what the documents mean.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from fieldbook.domain.errors import InUse
from fieldbook.store.disk import RealDisk
from fieldbook.store.lock import Held
from fieldbook.store.overlay import Overlay
from fieldbook.store.plain import Codec, PlainCodec
from fieldbook.store.recovery import Finding, set_log_aside
from fieldbook.store.rows import Doc, Row, Rows
from fieldbook.store.storage import JournalStorage
from fieldbook.store.tables import Entry, copied

__all__ = [
    "Codec",
    "Finding",
    "JournalDB",
    "JournalStorage",
    "JournalTable",
    "PlainCodec",
]

Changes = Mapping[str, Mapping[int, Mapping[str, Any] | None]]
"""Table name → document id → the new document, or ``None`` for one that goes."""
Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class JournalTable(Table):
    """A TinyDB table that reads from memory and writes what an operation changed, no more.

    Invariant: what a caller gets is the caller's own; what the table holds is nobody else's. Over
    any storage but a :class:`JournalStorage` it is a plain TinyDB table.
    """

    def __init__(self, storage: Any, name: str, **kwargs: Any) -> None:
        self._journal = storage if isinstance(storage, JournalStorage) else None
        self._seen = self._given_in = -1
        self._given = 0
        super().__init__(storage, name, **kwargs)

    # --- reading ---

    def _rows(self) -> Mapping[int, Doc]:
        assert self._journal is not None
        return self._journal.rows(self.name)

    def _document(self, doc_id: int, doc: Doc) -> Document:
        return self.document_class(copied(doc), self.document_id_class(doc_id))

    def _found(self, cond: QueryLike) -> list[tuple[int, Doc]]:
        """The documents that match, still shared; the cache holds such lists."""
        journal = self._journal
        assert journal is not None
        cache = cast("Any", self._query_cache)
        if self._seen != journal.version:
            cache.clear()
            self._seen = journal.version
        found: list[tuple[int, Doc]] | None = cache.get(cond)
        if found is None:
            found = [(doc_id, doc) for doc_id, doc in self._rows().items() if cond(doc)]
            if getattr(cond, "is_cacheable", _always)():
                cache[cond] = found
        return found

    def search(self, cond: QueryLike) -> list[Document]:
        """All documents that match."""
        if self._journal is None:
            return super().search(cond)
        return [self._document(doc_id, doc) for doc_id, doc in self._found(cond)]

    def count(self, cond: QueryLike) -> int:
        """How many documents match."""
        return super().count(cond) if self._journal is None else len(self._found(cond))

    def get(
        self,
        cond: QueryLike | None = None,
        doc_id: int | None = None,
        doc_ids: list[int] | None = None,
    ) -> Any:
        """One document by id or query, or a list of them by ids."""
        if self._journal is None:
            return cast("Any", super()).get(cond, doc_id, doc_ids)
        rows = self._rows()
        if doc_id is not None:
            doc = rows.get(doc_id)
            return None if doc is None else self._document(doc_id, doc)
        if doc_ids is not None:
            wanted = set(doc_ids)
            return [self._document(each, doc) for each, doc in rows.items() if each in wanted]
        if cond is None:
            raise RuntimeError("You have to pass either cond or doc_id or doc_ids")
        for each, doc in rows.items():
            if cond(doc):
                return self._document(each, doc)
        return None

    def contains(self, cond: QueryLike | None = None, doc_id: int | None = None) -> bool:
        """Whether there is such a document."""
        if self._journal is None or (doc_id is None and cond is None):
            return super().contains(cond, doc_id)
        if doc_id is not None:
            return doc_id in self._rows()
        assert cond is not None
        return any(cond(doc) for doc in self._rows().values())

    def __len__(self) -> int:
        return len(self._read_table() if self._journal is None else self._rows())

    def __iter__(self) -> Iterator[Document]:
        if self._journal is None:
            yield from super().__iter__()
            return
        for doc_id, doc in self._rows().items():
            yield self._document(doc_id, doc)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        if self._journal is None:
            return super()._read_table()
        return {str(doc_id): copied(doc) for doc_id, doc in self._rows().items()}

    # --- writing ---

    def _get_next_id(self) -> int:
        if self._journal is None:
            return cast("int", super()._get_next_id())  # type: ignore[no-untyped-call]
        given = self._given if self._given_in == self._journal.version else 0
        self._given = max(self._journal.highest(self.name), given) + 1
        self._given_in = self._journal.version
        return self._given

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        journal = self._journal
        if journal is None:
            super()._update_table(updater)
            return
        exists = self.name in journal.names()
        overlay = Overlay(journal.rows(self.name), exists=exists)
        updater(overlay)
        entry = Entry()
        changes = overlay.changes()
        if overlay.cleared:
            entry.drop.append(self.name)
            changes = {doc_id: doc for doc_id, doc in changes.items() if doc is not None}
        if changes or overlay.cleared or not exists:
            entry.put[self.name] = changes
        journal.put(entry)
        self.clear_cache()

    def update(
        self,
        fields: Fields,
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """Change all matching documents; only those are copied."""
        if self._journal is not None and doc_ids is None and cond is not None:
            doc_ids = [doc_id for doc_id, doc in self._rows().items() if cond(doc)]
        return super().update(fields, cond, doc_ids)

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[int]:
        """Change all documents that match any of the queries, each by those it matches."""
        if self._journal is None:
            return super().update_multiple(updates)
        asked = list(updates)
        rows = self._rows()
        touched = [each for each, doc in rows.items() if any(cond(doc) for _, cond in asked)]
        done: list[int] = []

        def updater(table: MutableMapping[int, Doc]) -> None:
            for doc_id in touched:
                for fields, cond in asked:
                    if cond(table[doc_id]):
                        done.append(doc_id)
                        _set(table[doc_id], fields)

        self._update_table(updater)
        return done

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """Remove all matching documents; none is copied."""
        if self._journal is not None and doc_ids is None and cond is not None:
            doc_ids = [doc_id for doc_id, doc in self._rows().items() if cond(doc)]
        return super().remove(cond, doc_ids)


def _always() -> bool:
    return True


def _set(doc: Doc, fields: Fields) -> None:
    if callable(fields):
        fields(doc)
    else:
        doc.update(fields)


class JournalDB(TinyDB):
    """A TinyDB whose writes are durable when they return, at a cost that does not grow.

    ``JournalDB(path, read_only=…, codec=…, lock=…, as_text=…, disk=…)`` opens a book; see
    :class:`JournalStorage` for what the arguments mean and what can be wrong. As with any TinyDB
    another storage can be given (``storage=…``); then only TinyDB's own methods work.
    """

    table_class: type[Table] = JournalTable
    # Any storage may stand here; TinyDB's annotation is only read off its default.
    default_storage_class = JournalStorage  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if "storage" not in kwargs:
            kwargs.setdefault("create_dirs", True)
            kwargs.setdefault("tables_only", True)
        super().__init__(*args, **kwargs)

    @staticmethod
    def take_json_as_it_is(path: str | os.PathLike[str]) -> str:
        """After somebody changed the JSON file on purpose: set the log aside, so that it opens.

        Returns the log's new name; nothing is removed, and what only the log held is only there.

        Raises:
            InUse: Another program writes in this book.
            FileNotFoundError: There is no log.
        """
        place, disk = os.path.realpath(path), RealDisk()
        try:
            lock = disk.lock(place + "-lock")
        except Held as held:
            who = held.holder
            raise InUse(place, pid=who.pid, host=who.host, since=who.since) from None
        try:
            return set_log_aside(place, disk)
        finally:
            lock.release()

    @property
    def journal(self) -> JournalStorage:
        """The storage, where it is ours."""
        if not isinstance(self._storage, JournalStorage):
            raise TypeError("this storage keeps no journal")
        return self._storage

    def commit(self, changes: Changes) -> None:
        """Put and remove documents in several tables, as one line: all of it, or none.

        The cost is that of the change, not of the book. Inside :meth:`transaction` it is a part
        of that. For what is raised see :meth:`JournalStorage.put`.
        """
        put = {
            name: {doc_id: _plain(doc) for doc_id, doc in docs.items()}
            for name, docs in changes.items()
        }
        self.journal.put(Entry(put=put))

    def transaction(self) -> AbstractContextManager[None]:
        """Make all TinyDB operations inside one line; an exception inside undoes them all."""
        return self.journal.transaction()

    def rows(self, table: str) -> Mapping[int, Doc]:
        """One table's documents, shared and not copied: the caller promises not to change them."""
        return MappingProxyType(cast("dict[int, Doc]", self.journal.rows(table)))

    def kept(self, table: str) -> Mapping[int, Row]:
        """The same, with those rows as text that nobody asked for yet."""
        rows = self.journal.rows(table)
        return MappingProxyType(
            cast("dict[int, Row]", rows.kept if isinstance(rows, Rows) else rows)
        )

    def read(self, table: str) -> Mapping[int, Any] | None:
        """What the table's reader made of it; none where a row did not fit, or was asked for since."""
        rows = self.journal.rows(table)
        return rows.read if isinstance(rows, Rows) else None

    def next_id(self, table: str) -> int:
        """The lowest id above all the table has ever had; it is not reserved."""
        return self.journal.highest(table) + 1

    @property
    def path(self) -> str:
        """The JSON file, links followed."""
        return self.journal.path

    def checkpoint(self) -> None:
        """Bring the JSON file up to date in one go."""
        self.journal.checkpoint()

    def checkpoint_steps(self) -> Generator[None, None, None]:
        """Bring the JSON file up to date in short steps, between which one may write."""
        return self.journal.checkpoint_steps()

    def tables(self) -> set[str]:
        """The names of all tables."""
        if isinstance(self._storage, JournalStorage):
            return self._storage.names()
        return super().tables()

    def drop_table(self, name: str) -> None:
        """Remove a table and all its documents."""
        if not isinstance(self._storage, JournalStorage):
            super().drop_table(name)
            return
        if name in self._storage.names():
            self._storage.put(Entry(drop=[name]))
        self._tables.pop(name, None)

    def drop_tables(self) -> None:
        """Remove all tables."""
        if not isinstance(self._storage, JournalStorage):
            super().drop_tables()
            return
        self._storage.put(Entry(drop=sorted(self._storage.names())))
        self._tables.clear()


def _plain(doc: Mapping[str, Any] | None) -> Doc | None:
    return doc if doc is None or type(doc) is dict else dict(doc)
