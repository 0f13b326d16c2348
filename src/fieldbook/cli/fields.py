"""A record with all its fields, for other programs: stored names, defaults included."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from fieldbook.domain.records import Frozen, Issue, Record
from fieldbook.domain.shelf import Shelf


def all_fields(shelf: Shelf, record: Record) -> dict[str, Any]:
    """The record as JSON types. An issue has its derived status; unknown fields are there too."""
    found = _fields(record)
    found["stamps"] = dict(record.stamps)
    if isinstance(record, Issue):
        found["status"] = shelf.status(record)
    return found


def _fields(value: Frozen) -> dict[str, Any]:
    struct = type(value)
    names = zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True)
    found = {
        name: _plain(getattr(value, attribute))
        for attribute, name in names
        if attribute != "beyond"
    }
    return {**msgspec.json.decode(value.beyond), **found} if value.beyond else found


def _plain(value: Any) -> Any:
    if isinstance(value, Frozen):
        return _fields(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return value
