"""Records put in place of others, as documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldbook.domain.changes import Swap
from fieldbook.domain.records import BY_TABLE, Record
from fieldbook.store.codec import Document, decode, encode

Pair = tuple[str, str, Document | None]
"""Table, id, and the document that is to be there."""


def pair_of(swap: Swap) -> Pair:
    """What is to be written of a swap."""
    record = swap.after or swap.before
    assert record is not None
    return record.table, record.id, None if swap.after is None else encode(swap.after)


def read_of(table: str, document: Mapping[str, Any] | None) -> Record | None:
    """The record of a document; none where there is none."""
    return None if document is None else decode(BY_TABLE[table], document)
