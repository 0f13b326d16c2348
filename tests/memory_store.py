"""A store that keeps everything in memory: the store's promises without a disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from fieldbook.domain.changes import Act, Change, PastAct
from fieldbook.domain.errors import WriteFailed
from fieldbook.domain.records import Record
from fieldbook.domain.store import Image

ACTS_KEPT = 1000


class MemoryStore:
    """Implements ``fieldbook.domain.store.Store``; a second book can be opened over it."""

    def __init__(self, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self.secret = "5ec4e7"
        self.fails = False
        """Set it, and every write is refused as by a full disk."""
        self.closed = False
        self._records: dict[str, Record] = {}
        self._acts: dict[str, PastAct] = {}
        self._images: dict[str, tuple[Image, ...]] = {}

    def records(self) -> Iterable[Record]:
        return list(self._records.values())

    def acts(self) -> Sequence[PastAct]:
        return list(self._acts.values())

    def put(self, record: Record) -> None:
        """Lay a record in before a book is opened over the store."""
        self._records[record.id] = record

    def commit(self, act: Act, *, forget: Sequence[str] = ()) -> None:
        self._write(act.changes)
        too_old = [each for each in self._acts if each not in forget][: -ACTS_KEPT + 1]
        for each in (*forget, *too_old):
            del self._acts[each], self._images[each]
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
        made = {each.id for each in self._images[act_id] if each.record is None}
        self._images[act_id] = tuple(
            Image(each.after.kind, each.after.id, None if each.after.id in made else each.before)
            for each in changes
        )
        act = self._acts[act_id]
        self._acts[act_id] = msgspec.structs.replace(act, undone=not act.undone, stamp=stamp)

    def close(self) -> None:
        self.closed = True

    def _write(self, changes: Sequence[Change]) -> None:
        if self.fails:
            raise WriteFailed("", why="full")
        for each in changes:
            self._records[each.after.id] = each.after
