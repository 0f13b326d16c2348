"""The whole book as JSON, for other programs: every record that is not in the trash, every field."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import Final

import msgspec

from fieldbook.domain.habits import Habits
from fieldbook.domain.records import RECORD_TYPES
from fieldbook.domain.shelf import Shelf
from fieldbook.ledgers.documents import document
from fieldbook.ledgers.imprint import LedgerImprint

FORMAT: Final = 1
"""Rises when a field goes or means something else; a field more leaves it as it is."""


def render(shelf: Shelf, today: dt.date, habits: Habits, imprint: LedgerImprint) -> bytes:
    """The book as one JSON object, a record a line; ``docs/json.md`` says what stands in it."""
    encode = msgspec.json.encode
    head = {"fieldbook": FORMAT, "branch": imprint.branch, "on": today}
    # Pieces that are joined once: a book may be large, and each joining copies it.
    pieces = [b"{", encode(head)[1:-1]]
    for kind in RECORD_TYPES:
        records = sorted(shelf.every(kind), key=attrgetter("id"))
        before = b',\n"' + kind.table.encode() + b'": [\n'
        for each in records:
            pieces += before, encode(document(shelf, today, habits, each))
            before = b",\n"
        pieces.append(b"\n]" if records else before.rstrip() + b"]")
    pieces.append(b"\n}\n")
    return b"".join(pieces)
