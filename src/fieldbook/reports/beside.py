"""What lies beside 另一种写法: wordings that books of the branch wrote without knowing of each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from fieldbook.domain.parts import Version
from fieldbook.domain.records import RECORD_TYPES, Record
from fieldbook.domain.saying import fields_of, said_of, speaks, texts_in, words_of
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.slots import REMOVAL, Slot, slot_named
from fieldbook.domain.stamps import milliseconds, replica_of


class Beside(NamedTuple):
    """One wording that lies beside the one that is shown."""

    record: Record
    slot: str
    """The field's stored name, or the unit's: ``referral``, ``solved``…; ``removal``: somebody had
    removed the record, not knowing that another went on writing in it."""
    shown: tuple[str, ...]
    """The words that are shown, field by field."""
    other: tuple[str, ...]
    """The words that lie beside."""
    at: dt.datetime
    """When those were written, by the clock they were written by."""
    replica: str
    """In which book."""
    version: Version
    """What settling takes, where these words are to stand."""


def beside(shelf: Shelf) -> tuple[Beside, ...]:
    """All that lies beside in the book, kind by kind, the records in the order they came."""

    def found() -> tuple[Beside, ...]:
        records = (each for kind in RECORD_TYPES for each in shelf.every(kind) if each.merged)
        return tuple(row for each in records for row in beside_of(each))

    return shelf.remember("beside", RECORD_TYPES, found)


def beside_of(record: Record) -> tuple[Beside, ...]:
    """What lies beside in one record; wordings that say the same are told once."""
    return tuple(_rows(record))


def _rows(record: Record) -> Iterator[Beside]:
    told: set[tuple[str, str]] = set()
    for version in record.merged.beside if record.merged else ():
        slot = slot_named(record.table, version.slot)
        shown = said_of(record, slot)
        words = words_of(version.said, slot)
        known = (slot.name, words) in told or words == shown
        if slot.name == REMOVAL or (slot.manner == "text" and speaks(words, slot) and not known):
            told.add((slot.name, words))
            yield _row(record, slot, version, shown)


def _row(record: Record, slot: Slot, version: Version, shown: str) -> Beside:
    at = dt.datetime.fromtimestamp(milliseconds(version.stamp) / 1000, dt.UTC)
    own, other = (tuple(texts_in(fields_of(each), slot)) for each in (shown, version.said))
    return Beside(record, slot.name, own, other, at, replica_of(version.stamp), version)
