"""A record with all its fields, for other programs: stored names, defaults included."""

from __future__ import annotations

from typing import Any

from fieldbook.book import Fieldbook
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Record
from fieldbook.ledgers.documents import derived, document, plain
from fieldbook.reports.lists import LISTS, Line, Told


def all_fields(book: Fieldbook, record: Record) -> dict[str, Any]:
    """The record as JSON types, with what is derived; unknown fields are there too."""
    return document(book.shelf, book.today, book.habits, record)


def derived_of(book: Fieldbook, record: Record) -> dict[str, Any]:
    """What is read off other facts: status and what is waited for, a state, when a visit is due."""
    return derived(book.shelf, book.today, book.habits, record)


def fields_of(code: str, line: Line) -> dict[str, Any]:
    """A line of a list of names: what it is about, and its cells by the names of its columns."""
    record = line.record
    about: dict[str, Any] = {"list": code}
    if record is not None:
        about |= {"kind": record.kind, "seq": record.seq, "id": record.id}
    cells = zip(LISTS[code].columns, line.cells, strict=True)
    return {**about, **{name: _told(each) for name, each in cells}}


def _told(value: Told) -> Any:
    return name_of(value) if isinstance(value, Record) else plain(value)
