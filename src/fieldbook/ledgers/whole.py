"""The whole book as JSON, for other programs: every record that is not in the trash, every field."""

from __future__ import annotations

import datetime as dt
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
    head = {"fieldbook": FORMAT, "branch": imprint.branch, "on": today}
    parts = [b"{" + msgspec.json.encode(head)[1:-1]]
    for kind in RECORD_TYPES:
        records = sorted(shelf.every(kind), key=lambda each: each.id)
        lines = [msgspec.json.encode(document(shelf, today, habits, each)) for each in records]
        body = b"[\n" + b",\n".join(lines) + b"\n]" if lines else b"[]"
        parts.append(b'"' + kind.table.encode() + b'": ' + body)
    return b",\n".join(parts) + b"\n}\n"
