"""What every record has, and the days between which a record can lie."""

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from fieldbook.domain.parts import Frozen, Merged, Source

if TYPE_CHECKING:
    Stamps = tuple[tuple[str, str], ...]
else:
    Stamps = dict[str, str]  # read from a document so; who reads it makes the tuple of them
"""For each field the stamp of its last write (:mod:`fieldbook.domain.stamps`), sorted by field.
``"*"`` stands for all fields of a new record. A JSON object in the document."""

EARLIEST = dt.date(1800, 1, 1)
LATEST = dt.date(2199, 12, 31)
"""The days between which a record can lie; one outside was never written by hand."""


class Record(Frozen, frozen=True, kw_only=True):
    """What every record has."""

    kind: ClassVar[str] = ""
    """The record's word, singular, such as ``household``."""
    table: ClassVar[str] = ""
    """Its table in the book, plural, such as ``households``."""

    id: str
    """UUIDv7 text; never shown, never reused."""
    seq: int
    """The short number shown as ``#41``: per book and kind, never a key."""
    created_at: dt.datetime
    created_by: str = ""
    """The member who wrote it down; empty where the book does not know who writes."""
    removed_at: dt.datetime | None = None
    """When it was put in the trash; nothing that people told is deleted by that."""
    undone: bool = False
    """Whether undoing its making, not a removal, put it away: then it is not in the trash."""
    stamps: Stamps = ()
    source: Source | None = None
    merged: Merged | None = None
    """What the meeting of books left on it."""
