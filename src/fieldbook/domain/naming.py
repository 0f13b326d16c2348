"""The words by which a user recognises a record, and the day it belongs to."""

from __future__ import annotations

import datetime as dt
from typing import Final

from fieldbook.domain.records import Record

_TELLING: Final = (
    "title", "head", "name", "topic", "method", "for_what", "text", "learned", "note",
)  # fmt: skip
LONGEST_NAME: Final = 80


def name_of(record: Record) -> str:
    """The words by which a user recognises a record; an empty text where only its number does."""
    for field in _TELLING:
        found = getattr(record, field, "")
        if isinstance(found, str) and found:
            return found.split("\n")[0][:LONGEST_NAME]
    return ""


_DAYS: Final = (
    "visited_on", "found_on", "studied_on", "checked_on", "cancelled_on", "surveyed_on", "on",
    "given_on", "from_on", "due_on",
)  # fmt: skip


def day_of(record: Record) -> dt.date:
    """The day a record belongs to; the day it was written down where it names none."""
    days = (getattr(record, name, None) for name in _DAYS)
    return next((each for each in days if each), None) or record.created_at.date()
