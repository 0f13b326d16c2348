"""Writing: the stamps a record carries once it is written, and what it then knows of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from fieldbook.domain.parts import Merged, Version
from fieldbook.domain.records import Record, stored_name
from fieldbook.domain.saying import said_of, speaks, words_of
from fieldbook.domain.seen import Seen, beyond, told_by_stamps, united
from fieldbook.domain.slots import Slot, slot_of
from fieldbook.domain.stamps import ALL_FIELDS, replica_of

replace = msgspec.structs.replace
_UNSTAMPED: Final = frozenset({"id", "seq", "stamps", "created_at", "created_by", "merged"})


def changed_fields(before: Record, after: Record) -> tuple[str, ...]:
    """The stored names of the fields that differ; both records are of one kind."""
    return tuple(
        stored_name(type(after), name)
        for name in type(after).__struct_fields__
        if name not in _UNSTAMPED and getattr(before, name) != getattr(after, name)
    )


def written(before: Record | None, after: Record, stamp: str) -> Record:
    """``after`` as it is written at ``stamp``: with its stamps, knowing all that ``before`` knew.

    What is written replaces what was shown. What lies beside it stays there, unless ``after`` was
    made without it: that is settling.
    """
    if before is None:
        return replace(after, stamps=((ALL_FIELDS, stamp),))
    fields = {*changed_fields(before, after), *_settled(before, after)}
    if not fields:
        return replace(after, stamps=before.stamps)
    if before.removed_at is not None and after.removed_at == before.removed_at:
        fields.add("undone")  # of the removal: what moves in the trash does not come back by that
    stamps = dict(before.stamps)
    stamps.update(dict.fromkeys(fields, stamp))
    fresh = replace(after, stamps=tuple(sorted(stamps.items())))
    if before.merged is None and _is_of(before, replica_of(stamp)):
        return fresh
    return replace(fresh, merged=_merged(before, fresh, fields, stamp))


def _settled(before: Record, after: Record) -> Iterable[str]:
    """The fields of the slots beside which something lay that was taken away."""
    if before.merged is None or before.merged is after.merged:
        return ()
    left = after.merged.beside if after.merged else ()
    gone = {each.slot for each in before.merged.beside if each not in left}
    names = (each for each in type(before).__struct_fields__ if each not in _UNSTAMPED)
    slots = {slot_of(before.table, stored_name(type(before), name)) for name in names}
    return [field for slot in slots if slot.name in gone for field in slot.fields]


def _is_of(record: Record, replica: str) -> bool:
    """Whether it was written in this book alone."""
    return all(replica_of(stamp) == replica for _field, stamp in record.stamps)


def _merged(before: Record, fresh: Record, fields: Iterable[str], stamp: str) -> Merged | None:
    slots = {slot.name: slot for slot in (slot_of(fresh.table, each) for each in fields)}
    known = fresh.merged or Merged()
    lay = before.merged.beside if before.merged else ()  # what undoing lays beside again, stays
    beside = tuple(
        each
        for each in known.beside
        if each.slot not in slots or each not in lay or _stays(before, each, slots[each.slot])
    )
    seen = united(seen_by(before), {(fresh.id, replica_of(stamp)): stamp})
    told = told_by_stamps(fresh.table, fresh.id, known.also, dict(fresh.stamps), beside)
    kept = tuple(sorted((*key, at) for key, at in beyond(seen, told).items()))
    merged = replace(known, beside=beside, seen=kept)
    return None if merged == Merged() else merged


def seen_by(record: Record) -> Seen:
    """All that a record knows of."""
    known = record.merged or Merged()
    told = told_by_stamps(record.table, record.id, known.also, dict(record.stamps), known.beside)
    return united(told, {(origin, replica): stamp for origin, replica, stamp in known.seen})


def _stays(before: Record, version: Version, slot: Slot) -> bool:
    """Whether a version goes on lying beside when its slot is written: it was not what was shown."""
    if slot.manner != "text":
        return False  # elements were shown together; a removal was outlived
    return speaks(version.said, slot) and words_of(version.said, slot) != said_of(before, slot)
