"""The room of keeping: bringing an earlier state back, and adding what is missing."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from fieldbook.book.desk import Desk
from fieldbook.domain.acts.making import Pen
from fieldbook.domain.changes import Change, Swap
from fieldbook.domain.merge.documents import joined
from fieldbook.domain.naming import numbered_again
from fieldbook.domain.parts import Merged
from fieldbook.domain.records import BY_KIND, Record
from fieldbook.domain.references import pointed_at
from fieldbook.domain.stamps import ALL_FIELDS, NEVER

replace = msgspec.structs.replace

LOST: Final = "(?)"
"""Stands in the required text of a record that had to be made anew."""


class Difference(NamedTuple):
    """What bringing another state back would change."""

    made: tuple[Change, ...]
    """Records the book does not have."""
    changed: tuple[Change, ...]
    put_away: tuple[Change, ...]
    """Records the other state does not have; they go where undone ones are."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes: what is made, changed and put away."""
        return (*self.made, *self.changed, *self.put_away)


class KeepingRoom:
    """Where a backup is compared with the book, and lost records are made up for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def compare(self, records: Iterable[Record], unreadable: Iterable[str] = ()) -> Difference:
        """What would change if these were the book's records; nothing is changed.

        ``unreadable`` are the ids of what the other state has and cannot be read: as it is there
        nobody knows, so what the book has of it stays as it is.
        """
        shelf, now = self._desk.shelf, self._desk.now
        made, changed, wanted = [], [], set(unreadable)
        for each in records:
            wanted.add(each.id)
            present = shelf.find(type(each), each.id)
            if present is None:
                made.append(Change(None, each))
            elif _as_read(present) != _as_read(each):
                changed.append(Change(present, each))
        gone = [
            Change(each, _put_away(each, now))
            for each in shelf.everything()
            if each.id not in wanted and each.removed_at is None
        ]
        return Difference(tuple(made), tuple(changed), tuple(gone))

    def bring_back(self, difference: Difference, *, about: str) -> None:
        """Make the difference one act, undone as one.

        What comes back has the stamps it had: nobody wrote it anew. So what others of the branch have
        of it that is later comes back from them; and the book goes on as another replica, since it
        no longer is what it was when it last met them.
        """
        if difference.changed or difference.put_away:
            self._desk.store.begin_replica()
        stamps = (stamp for each in difference.changes for _field, stamp in each.after.stamps)
        swaps = [Swap(*each) for each in difference.changes]
        self._desk.put("restore_backup", swaps, about=about, stamps=stamps)

    def add_later(self, records: Iterable[Record]) -> int:
        """Take over records the book does not have, or has as they were before; how many."""
        swaps = [each for each in map(self._later, records) if each is not None]
        stamps = (at for each in swaps if each.after for _field, at in each.after.stamps)
        self._desk.put("repair", swaps, stamps=stamps)
        return len(swaps)

    def _later(self, record: Record) -> Swap | None:
        """What a record adds to the one of the book, field by field."""
        present, store = self._desk.shelf.find(type(record), record.id), self._desk.store
        if present is None:
            return Swap(None, record)
        ours = store.as_document(present)
        found = joined(record.table, ours, store.as_document(record))
        after = store.as_record(record.table, found) if found != ours else None
        return None if after is None else Swap(present, after)

    def make_up_for_lost(self) -> int:
        """Add a record, in the trash, for each that others point to and nobody has; how many.

        In a branch others may have it: there it is not made up.
        """
        made = () if self._desk.store.memories() else self._made_up()
        swaps = [Swap(None, replace(each, stamps=((ALL_FIELDS, NEVER),))) for each in made]
        self._desk.put("repair", swaps)
        return len(swaps)

    def number_anew(self) -> int:
        """Give the later of two records with one number a number of its own; how many."""
        swaps = []
        for kind, again in numbered_again(self._desk.shelf.everything()).items():
            free = itertools.count(self._desk.shelf.next_seq(kind))
            swaps += [Swap(each, replace(each, seq=next(free))) for each in again]
        self._desk.put("repair", swaps)
        return len(swaps)

    def _made_up(self) -> Iterator[Record]:
        everything = tuple(self._desk.shelf.everything())
        ids = {each.id for each in everything}  # one that is of another kind is not lost
        lost = {
            target: kind
            for record in everything
            for _field, kind, target in pointed_at(record)
            if kind in BY_KIND and target not in ids
        }
        pen = self._desk.pen()  # one for all: each new pen would give the same number again
        for record_id, kind in lost.items():
            made = self._blank(pen, BY_KIND[kind])
            yield replace(made, id=record_id, removed_at=self._desk.now)

    def _blank(self, pen: Pen, record_type: type[Record]) -> Record:
        """A record of the kind with as little in it as it may have."""
        blanks = {
            each.name: self._blank_value(each.type)
            for each in msgspec.structs.fields(record_type)
            if each.required and each.name not in Record.__struct_fields__
        }
        if "household_text" in record_type.__struct_fields__:
            blanks["household_text"] = LOST
        return pen.new(record_type, **blanks)

    def _blank_value(self, hint: object) -> Any:
        values: Sequence[Any] = (LOST, 1, (), self._desk.today)
        return next(
            (each for each in values if isinstance(hint, type) and isinstance(each, hint)), ()
        )


def _as_read(record: Record) -> Record:
    """The record without what only an exchange leaves on it: what is known elsewhere stays known there."""
    merged = replace(record.merged or Merged(), seen=(), past=())
    return replace(record, stamps=(), merged=merged)


def _put_away(record: Record, now: dt.datetime) -> Record:
    """The record as undone, but not by anybody: it lives on where somebody else has it."""
    stamps = dict(record.stamps) | {"removed_at": NEVER, "undone": NEVER}
    return replace(record, removed_at=now, undone=True, stamps=tuple(sorted(stamps.items())))
