"""The records' store: acts in, one durable line each, over a :class:`JournalDB`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from fieldbook import __version__
from fieldbook.domain.changes import ACTS_KEPT, Act, Change, PastAct, Swap
from fieldbook.domain.errors import Forged
from fieldbook.domain.records import BY_TABLE, Record
from fieldbook.domain.store import Image
from fieldbook.patterns import pattern
from fieldbook.store.codec import Document, Unreadable, decode, encode
from fieldbook.store.journal import JournalDB
from fieldbook.store.meetings import (
    PARTNERS,
    Replica,
    handed_in,
    keeping,
    kept_by,
    kept_in,
    memories_in,
    memory_of,
    memory_writes,
    place_of,
    replica_in,
)
from fieldbook.store.swapped import Pair, pair_of, read_of
from fieldbook.store.whole_tables import Places, records_in

if TYPE_CHECKING:
    from fieldbook.domain.merge.memory import Memory

Writes = dict[str, dict[int, Mapping[str, Any] | None]]
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

    def __init__(
        self, db: JournalDB, *, read_only: bool = False, device: str = "", replica: str = ""
    ) -> None:
        """Keep records in a book.

        Args:
            db: the book.
            read_only: whether writing is refused.
            device: this device's id; with the book's path it tells the book from its copies.
            replica: which replica the book is, where that is not for the book to say.
        """
        self.db = db
        self._read_only = read_only
        self._device, self._given = device, replica
        self._own: Replica | None = None
        self._doc_ids = Places()
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

    @property
    def replica(self) -> str:
        """This book's replica; a new one is written in the line of the next act."""
        return self._given or self._replica().id

    @property
    def former(self) -> Sequence[str]:
        """The replicas it was before."""
        return () if self._given else self._replica().former

    def begin_replica(self) -> None:
        """Be another replica from now on."""
        self._own = self._replica().renewed(self._place())
        if not self._read_only and (writes := self._meta()):
            self.db.commit(writes)

    def _replica(self) -> Replica:
        if self._own is None:
            kept, place = replica_in(self.db.rows(_META)), self._place()
            if kept is None:
                self._own = Replica(os.urandom(4).hex(), place)
            else:
                self._own = kept if kept.at == place else kept.renewed(place)
        return self._own

    def _place(self) -> str:
        return place_of(self._device, self.db.path)

    def records(self) -> Iterator[Record]:
        """Every record; a document that is none is named in :attr:`misfits` and left alone."""
        self.misfits.clear()
        for table, record_type in BY_TABLE.items():
            found, misfits = records_in(self.db, record_type)
            self.misfits += [Misfit(table, doc_id, where) for doc_id, where in misfits.items()]
            self._doc_ids.add(found)
            yield from found.values()

    def acts(self) -> Sequence[PastAct]:
        """The acts that can be undone or redone, oldest first; one that is none is left alone."""
        self._act_rows, found = {}, []
        for doc_id, row in sorted(self.db.kept(_ACTS).items(), key=itemgetter(0)):
            try:
                if isinstance(row, msgspec.Raw):
                    act = msgspec.json.decode(row, type=PastAct)
                else:
                    act = msgspec.convert(row, PastAct)
            except msgspec.ValidationError:
                self.misfits.append(Misfit(_ACTS, doc_id, "$"))
                continue
            self._act_rows[act.id] = doc_id
            found.append(act)
        return found

    def commit(
        self, act: Act, *, kept: Mapping[str, Any] | None = None, forget: Sequence[str] = ()
    ) -> None:
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
        self._write_act(self._keeping(row, writes, kept), writes, forget)

    def _keeping(self, row: Document, writes: Writes, kept: Mapping[str, Any] | None) -> Document:
        """The act's row with what was kept under these names before, which are written anew."""
        if not kept:
            return row
        writes.update(keeping(self.db, kept))
        return {**row, "kept": {each: kept_in(self.db, each) for each in kept}}

    def _write_act(self, row: Document, writes: Writes, forget: Sequence[str]) -> None:
        """Write an act with its documents, and let go of those that cannot be undone any more."""
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
        self._act_rows[row["id"]] = doc_id
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
        writes[_ACTS] = {doc_id: self._keeping(row, writes, kept_by(row))}
        self.db.commit(writes)

    # --- other books ---------------------------------------------------------------------------

    @property
    def handed(self) -> str:
        """The stamp at which a bundle was last written; empty where none ever was."""
        return handed_in(self.db)

    def as_document(self, record: Record) -> Document:
        """A record in JSON types, as it would be read from the disk."""
        found: Document = msgspec.json.decode(msgspec.json.encode(encode(record)))
        return found

    def as_record(self, table: str, document: Mapping[str, Any]) -> Record | None:
        """A document as a record; ``None`` where it is none."""
        try:
            return decode(BY_TABLE[table], document)
        except (Unreadable, KeyError):
            return None

    def memories(self) -> Mapping[str, Memory]:
        """What is known of partners, by their replicas."""
        return memories_in(self.db, self.replica)

    def kept(self, name: str) -> Any:
        """A value that is no record; ``None`` where there is none of that name."""
        return kept_in(self.db, name)

    def keep(self, name: str, value: Any) -> None:
        """Keep such a value, outside undo; ``None`` takes it away."""
        if writes := keeping(self.db, {name: value}):
            self.db.commit({**writes, **self._meta()})

    def take(
        self,
        act: PastAct | None,
        swaps: Sequence[Swap],
        memories: Mapping[str, Memory | None],
        *,
        kept: Mapping[str, Any] | None = None,
        forget: Sequence[str] = (),
    ) -> None:
        """Put records in place as they stand, with what is then known of partners, as one line."""
        pairs = [pair_of(each) for each in swaps]
        images = self._images(pairs)
        partners = {each: self._partner(each) for each in memories}
        writes = self._swapped(pairs)
        writes.update(memory_writes(self.db, memories, self.replica))
        if act is None:
            writes.update(self._meta())
            self.db.commit(writes)
            self._remember_swapped(pairs, writes)
            return
        row = {
            **msgspec.to_builtins(act),
            "images": images,
            **({"partners": partners} if partners else {}),
        }
        self._write_act(self._keeping(row, writes, kept), writes, forget)
        self._remember_swapped(pairs, writes)

    def put_back(self, act_id: str, stamp: str) -> Sequence[Swap]:
        """Undo or redo an act that is ``whole``, memories included; what was swapped.

        Raises:
            Forged: the act holds what no act of ours does.
        """
        doc_id = self._act_rows[act_id]
        row: Document = dict(self.db.rows(_ACTS)[doc_id])
        try:
            pairs = [
                (table, record_id, document)
                for table, images in row["images"].items()
                for record_id, document in images.items()
            ]
            now = self._images(pairs)
            swaps = [
                Swap(read_of(table, now[table][each]), read_of(table, document))
                for table, each, document in pairs
            ]
            partners = row.get("partners", {})
            memories = {each: told and memory_of(told) for each, told in partners.items()}
        except (Unreadable, AttributeError, KeyError, TypeError, ValueError):
            raise Forged(self.db.journal.path, number=doc_id) from None
        row.update(images=now, undone=not row["undone"], stamp=stamp)
        if partners:
            row["partners"] = {each: self._partner(each) for each in partners}
        writes = self._swapped(pairs)
        writes.update(memory_writes(self.db, memories, self.replica))
        writes[_ACTS] = {doc_id: self._keeping(row, writes, kept_by(row))}
        self.db.commit(writes)
        self._remember_swapped(pairs, writes)
        return swaps

    def _images(self, pairs: Sequence[Pair]) -> dict[str, dict[str, Any]]:
        """What the book has now where these are to be put."""
        found: dict[str, dict[str, Any]] = {}
        for table, record_id, _document in pairs:
            doc_id = self._doc_ids.get(record_id)
            now = None if doc_id is None else self.db.rows(table).get(doc_id)
            found.setdefault(table, {})[record_id] = now
        return found

    def _swapped(self, pairs: Sequence[Pair]) -> Writes:
        writes: Writes = {}
        for table, record_id, document in pairs:
            doc_id = self._doc_ids.get(record_id)
            if doc_id is None:
                if document is None:
                    continue
                doc_id = self._new_doc_id(table)
            writes.setdefault(table, {})[doc_id] = document
        return writes

    def _partner(self, replica: str) -> Mapping[str, Any] | None:
        rows = self.db.rows(PARTNERS).values()
        return next((row for row in rows if row.get("replica") == replica), None)

    # --- writing -------------------------------------------------------------------------------

    def _documents(self, changes: Sequence[Change]) -> Writes:
        writes: Writes = {}
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

    def _remember_swapped(self, pairs: Sequence[Pair], writes: Writes) -> None:
        for _table, record_id, document in pairs:
            if document is None:
                self._doc_ids.forget(record_id)
        self._remember(writes)

    def _meta(self) -> Writes:
        """What a write says of the book besides: its format, its secret, and which replica it is now."""
        kept = self.db.rows(_META)
        first = min(kept, default=1)
        row = dict(kept[first]) if kept else dict(fresh_meta()[1] or {})
        if self._secret and not secret_in(self.db):
            row["secret"] = self._secret
        if not self._given and (own := self._replica()) != replica_in(kept):
            row["replica"] = own.document()
        return {} if row == kept.get(first) else {_META: {first: row}}

    def close(self) -> None:
        """Bring the JSON file up to date and let go of the book."""
        self.db.close()
