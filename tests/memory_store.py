"""A store that keeps everything in memory: the store's promises without a disk."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from fieldbook.domain.changes import Act, Change, PastAct, Swap
from fieldbook.domain.errors import WriteFailed
from fieldbook.domain.merge.memory import Memory
from fieldbook.domain.records import BY_TABLE, Record
from fieldbook.domain.store import Image
from fieldbook.store.codec import Unreadable, decode, encode

ACTS_KEPT = 1000


class MemoryStore:
    """Implements ``fieldbook.domain.store.Store``; a second book can be opened over it."""

    def __init__(self, *, read_only: bool = False, replica: str = "0000abcd") -> None:
        self.read_only = read_only
        self.secret = "5ec4e7"
        self.replica = replica
        self.former: tuple[str, ...] = ()
        self.fails = False
        """Set it, and every write is refused as by a full disk."""
        self.closed = False
        self._records: dict[str, Record] = {}
        self._acts: dict[str, PastAct] = {}
        self._images: dict[str, tuple[Image, ...]] = {}
        self._memories: dict[str, Memory] = {}
        self._partners: dict[str, dict[str, Memory | None]] = {}
        self._kept: dict[str, Any] = {}
        self._kept_before: dict[str, dict[str, Any]] = {}

    def records(self) -> Iterable[Record]:
        return list(self._records.values())

    def acts(self) -> Sequence[PastAct]:
        return list(self._acts.values())

    def put(self, record: Record) -> None:
        """Lay a record in before a book is opened over the store."""
        self._records[record.id] = record

    def commit(
        self, act: Act, *, kept: Mapping[str, Any] | None = None, forget: Sequence[str] = ()
    ) -> None:
        self._write(act.changes)
        self._keep_all(act.id, kept or {})
        too_old = [each for each in self._acts if each not in forget][: -ACTS_KEPT + 1]
        self._forget(*forget, *too_old)
        self._images[act.id] = tuple(
            Image(each.after.kind, each.after.id, each.before) for each in act.changes
        )
        self._acts[act.id] = PastAct(
            id=act.id,
            verb=act.verb,
            at=act.at,
            by=act.by,
            stamp=act.stamp,
            about=act.about,
            count=len(act.changes),
        )

    def images(self, act_id: str) -> Sequence[Image]:
        return self._images[act_id]

    def toggle(self, act_id: str, changes: Sequence[Change], stamp: str) -> None:
        self._write(changes)
        self._keep_all(act_id, self._kept_before[act_id])
        made = {each.id for each in self._images[act_id] if each.record is None}
        self._images[act_id] = tuple(
            Image(each.after.kind, each.after.id, None if each.after.id in made else each.before)
            for each in changes
        )
        act = self._acts[act_id]
        self._acts[act_id] = msgspec.structs.replace(act, undone=not act.undone, stamp=stamp)

    @property
    def handed(self) -> str:
        return max((each.handed for each in self._memories.values()), default="")

    def as_document(self, record: Record) -> dict[str, Any]:
        found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(encode(record)))
        return found

    def as_record(self, table: str, document: Mapping[str, Any]) -> Record | None:
        try:
            return decode(BY_TABLE[table], document)
        except Unreadable:
            return None

    def memories(self) -> Mapping[str, Memory]:
        return dict(self._memories)

    def take(
        self,
        act: PastAct | None,
        swaps: Sequence[Swap],
        memories: Mapping[str, Memory | None],
        *,
        kept: Mapping[str, Any] | None = None,
        forget: Sequence[str] = (),
    ) -> None:
        if self.fails:
            raise WriteFailed("", why="full")
        images = [self._image(each) for each in swaps]
        partners = {each: self._memories.get(each) for each in memories}
        self._swap(swaps, memories)
        if act is not None:
            self._forget(*forget)
            self._keep_all(act.id, kept or {})
            self._images[act.id] = tuple(images)
            self._partners[act.id] = partners
            self._acts[act.id] = act

    def put_back(self, act_id: str, stamp: str) -> Sequence[Swap]:
        if self.fails:
            raise WriteFailed("", why="full")
        images, partners = self._images[act_id], self._partners[act_id]
        swaps = [Swap(self._records.get(each.id), each.record) for each in images]
        self._images[act_id] = tuple(self._image(each) for each in swaps)
        self._partners[act_id] = {each: self._memories.get(each) for each in partners}
        self._swap(swaps, partners)
        self._keep_all(act_id, self._kept_before[act_id])
        act = self._acts[act_id]
        self._acts[act_id] = msgspec.structs.replace(act, undone=not act.undone, stamp=stamp)
        return swaps

    def begin_replica(self) -> None:
        self.become(f"{int(self.replica, 16) + 0x10000:08x}")

    def become(self, replica: str) -> None:
        """Be this replica from now on."""
        self.former = (*self.former, self.replica)
        self.replica = replica

    def copy(self) -> MemoryStore:
        """A store that holds the same, and goes its own way from here."""
        copied = copy.copy(self)
        for name, value in vars(self).items():
            if isinstance(value, dict):
                setattr(copied, name, dict(value))
        return copied

    def kept(self, name: str) -> Any:
        return self._kept.get(name)

    def keep(self, name: str, value: Any) -> None:
        self._kept[name] = value

    def _keep_all(self, act_id: str, kept: Mapping[str, Any]) -> None:
        self._kept_before[act_id] = {each: self._kept.get(each) for each in kept}
        self._kept.update(copy.deepcopy(dict(kept)))

    def _image(self, swap: Swap) -> Image:
        record = swap.after or swap.before
        assert record is not None
        return Image(record.kind, record.id, self._records.get(record.id))

    def _swap(self, swaps: Sequence[Swap], memories: Mapping[str, Memory | None]) -> None:
        for each in swaps:
            if each.after is not None:
                self._records[each.after.id] = each.after
            elif each.before is not None:
                del self._records[each.before.id]
        for replica, memory in memories.items():
            self._memories.pop(replica, None)
            if memory is not None:
                self._memories[replica] = memory

    def _forget(self, *act_ids: str) -> None:
        for each in act_ids:
            del self._acts[each], self._images[each]
            self._partners.pop(each, None)

    def close(self) -> None:
        self.closed = True

    def _write(self, changes: Sequence[Change]) -> None:
        if self.fails:
            raise WriteFailed("", why="full")
        for each in changes:
            self._records[each.after.id] = each.after
