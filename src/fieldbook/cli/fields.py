"""A record with all its fields, for other programs: stored names, defaults included."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from fieldbook.book import Fieldbook
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import FollowUp, Frozen, Household, Issue, Record
from fieldbook.domain.rules import follow_up_state
from fieldbook.reports.due import next_visit_on
from fieldbook.reports.lists import LISTS, Line, Told
from fieldbook.reports.waiting import answer_days, waiting


def all_fields(book: Fieldbook, record: Record) -> dict[str, Any]:
    """The record as JSON types, with what is derived; unknown fields are there too."""
    found = _fields(record)
    found["stamps"] = dict(record.stamps)
    return found | {name: _plain(value) for name, value in derived_of(book, record).items()}


def derived_of(book: Fieldbook, record: Record) -> dict[str, Any]:
    """What is read off other facts: status and what is waited for, a state, when a visit is due."""
    shelf = book.shelf
    if isinstance(record, Issue):
        return {
            "status": shelf.status(record),
            "waiting": waiting(shelf, record, book.today, book.habits),
            "answer_days": answer_days(shelf, record, book.today),
        }
    if isinstance(record, FollowUp):
        return {"state": follow_up_state(record)}
    if isinstance(record, Household):
        return {"due_on": next_visit_on(shelf, record, book.habits)}
    return {}


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


def fields_of(code: str, line: Line) -> dict[str, Any]:
    """A line of a list of names: what it is about, and its cells by the names of its columns."""
    record = line.record
    about = {"list": code, "kind": record.kind, "seq": record.seq, "id": record.id}
    cells = zip(LISTS[code].columns, line.cells, strict=True)
    return {**about, **{name: _told(each) for name, each in cells}}


def _told(value: Told) -> Any:
    return name_of(value) if isinstance(value, Record) else _plain(value)
