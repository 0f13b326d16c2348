"""The records' store: acts in, one durable line each, over a :class:`JournalDB`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from fieldbook import __version__
from fieldbook.domain.changes import ACTS_KEPT, Act, Change, PastAct
from fieldbook.domain.errors import Forged
from fieldbook.domain.records import BY_TABLE, Record
from fieldbook.domain.store import Image
from fieldbook.patterns import pattern
from fieldbook.store.codec import Document, Unreadable, decode, encode
from fieldbook.store.journal import JournalDB

FORMAT: Final = 1
"""The format this program writes; :mod:`fieldbook.store.upgrade` opens every older one."""
_ACTS: Final = "acts"
_META: Final = "meta"
_SECRET: Final = pattern(r"[0-9a-f]{64}")


class Misfit(NamedTuple):
    """A document that could not be read; it is left untouched where it lies."""

    table: str
    doc_id: int
    where: str


def fresh_meta(secret: str = "") -> dict[int, Mapping[str, Any] | None]:
    """The table that says which format the book is in, as this program writes it."""
    kept = {"secret": secret} if secret else {}
    return {1: {"format": FORMAT, "made_by": f"fieldbook {__version__}", **kept}}


def secret_in(db: JournalDB) -> str:
    """The secret the book has; an empty text where it has none yet, or something that is none."""
    kept = (str(row.get("secret")) for row in db.rows(_META).values())
    return next((each for each in kept if _SECRET.fullmatch(each)), "")


class RecordStore:
    """Keeps records and acts in a book. Implements :class:`fieldbook.domain.store.Store`."""

    def __init__(self, db: JournalDB, *, read_only: bool = False) -> None:
        self.db = db
        self._read_only = read_only
        self._doc_ids: dict[str, int] = {}
        self._next_doc_id: dict[str, int] = {}
        self._act_rows: dict[str, int] = {}
        self._secret = ""
        self.misfits: list[Misfit] = []

    @property
    def read_only(self) -> bool:
        """Whether writing is refused."""
        return self._read_only

    @property
    def secret(self) -> str:
        """The book's secret; a new one is written in the line of the next act, and not undone with it."""
        if not self._secret:
            self._secret = secret_in(self.db) or os.urandom(32).hex()
        return self._secret

    def records(self) -> Iterator[Record]:
        """Every record; a document that is none is named in :attr:`misfits` and left alone."""
        self.misfits.clear()
        for table, record_type in BY_TABLE.items():
            for doc_id, document in self.db.rows(table).items():
                try:
                    record = decode(record_type, document)
                except Unreadable as wrong:
                    self.misfits.append(Misfit(table, doc_id, wrong.where))
                    continue
                self._doc_ids[record.id] = doc_id
                yield record

    def acts(self) -> Sequence[PastAct]:
        """The acts that can be undone or redone, oldest first; one that is none is left alone."""
        self._act_rows, found = {}, []
        for doc_id, row in sorted(self.db.rows(_ACTS).items()):
            try:
                act = msgspec.convert(row, PastAct)
            except msgspec.ValidationError:
                self.misfits.append(Misfit(_ACTS, doc_id, "$"))
                continue
            self._act_rows[act.id] = doc_id
            found.append(act)
        return found

    def commit(self, act: Act, *, forget: Sequence[str] = ()) -> None:
        """Write an act as one line."""
        writes = self._documents(act.changes)
        images: dict[str, dict[str, Any]] = {}
        for change in act.changes:
            before = None if change.before is None else encode(change.before)
            images.setdefault(change.after.table, {})[change.after.id] = before
        row = {
            "id": act.id,
            "verb": act.verb,
            "at": act.at.isoformat(),
            "by": act.by,
            "stamp": act.stamp,
            "about": act.about,
            "count": len(act.changes),
            "undone": False,
            "images": images,
        }
        doc_id = self._new_doc_id(_ACTS)
        act_writes: dict[int, Mapping[str, Any] | None] = {doc_id: row}
        kept = [each for each in self._act_rows if each not in forget]
        too_old = kept[: max(0, len(kept) + 1 - ACTS_KEPT)]
        gone = [*forget, *too_old]
        act_writes.update({self._act_rows[each]: None for each in gone})
        writes[_ACTS] = act_writes
        writes.update(self._meta())
        self.db.commit(writes)
        for each in gone:
            del self._act_rows[each]
        self._act_rows[act.id] = doc_id
        self._remember(writes)

    def images(self, act_id: str) -> Sequence[Image]:
        """What undoing (or redoing) a past act brings back.

        Raises:
            Forged: the act holds what no act of ours does.
        """
        row = self.db.rows(_ACTS)[self._act_rows[act_id]]
        try:
            return [
                Image(
                    BY_TABLE[table].kind,
                    record_id,
                    None if document is None else decode(BY_TABLE[table], document),
                )
                for table, images in row["images"].items()
                for record_id, document in images.items()
            ]
        except (Unreadable, AttributeError, KeyError, TypeError, ValueError):
            raise Forged(self.db.journal.path, number=self._act_rows[act_id]) from None

    def toggle(self, act_id: str, changes: Sequence[Change], stamp: str) -> None:
        """Write the undoing (or redoing) of a past act, and remember its way back."""
        doc_id = self._act_rows[act_id]
        row: Document = dict(self.db.rows(_ACTS)[doc_id])
        images: dict[str, dict[str, Any]] = {}
        for change in changes:
            assert change.before is not None
            table, record_id = change.after.table, change.after.id
            made = row["images"][table][record_id] is None
            images.setdefault(table, {})[record_id] = None if made else encode(change.before)
        row.update(images=images, undone=not row["undone"], stamp=stamp)
        writes = self._documents(changes)
        writes[_ACTS] = {doc_id: row}
        self.db.commit(writes)

    def _documents(
        self, changes: Sequence[Change]
    ) -> dict[str, dict[int, Mapping[str, Any] | None]]:
        writes: dict[str, dict[int, Mapping[str, Any] | None]] = {}
        for change in changes:
            record = change.after
            doc_id = self._doc_ids.get(record.id)
            if doc_id is None:
                doc_id = self._new_doc_id(record.table)
            writes.setdefault(record.table, {})[doc_id] = encode(record)
        return writes

    def _new_doc_id(self, table: str) -> int:
        """The next integer key of a table; keys are TinyDB's, never an identity."""
        found = self._next_doc_id.get(table) or max(self.db.rows(table), default=0) + 1
        self._next_doc_id[table] = found + 1
        return found

    def _remember(self, writes: Mapping[str, Mapping[int, Mapping[str, Any] | None]]) -> None:
        """Where the records lie, once the disk has them."""
        for table in writes.keys() & BY_TABLE.keys():
            for doc_id, document in writes[table].items():
                if document is not None:
                    self._doc_ids[document["id"]] = doc_id

    def _meta(self) -> dict[str, dict[int, Mapping[str, Any] | None]]:
        """The first write of a book says which format it is in, the first that needs it its secret."""
        kept = self.db.rows(_META)
        if not kept:
            return {_META: fresh_meta(self._secret)}
        if not self._secret or secret_in(self.db):
            return {}
        first = min(kept)
        return {_META: {first: {**kept[first], "secret": self._secret}}}

    def close(self) -> None:
        """Bring the JSON file up to date and let go of the book."""
        self.db.close()
