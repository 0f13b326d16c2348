"""A record with all its fields, for other programs: stored names, defaults included."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from operator import attrgetter
from typing import Any, Final

import msgspec

from fieldbook.domain.habits import Habits
from fieldbook.domain.records import FollowUp, Frozen, Household, Issue, Record
from fieldbook.domain.rules import follow_up_state
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.due import next_visit_on
from fieldbook.reports.waiting import answer_days, waiting


def document(shelf: Shelf, today: dt.date, habits: Habits, record: Record) -> dict[str, Any]:
    """The record as JSON types, with what is derived; unknown fields are there too."""
    found = _fields(record)
    found["stamps"] = dict(record.stamps)
    also = derived(shelf, today, habits, record)
    return found | {name: plain(value) for name, value in also.items()}


def derived(shelf: Shelf, today: dt.date, habits: Habits, record: Record) -> dict[str, Any]:
    """What is read off other facts: status and what is waited for, a state, when a visit is due."""
    if isinstance(record, Issue):
        return {
            "status": shelf.status(record),
            "waiting": waiting(shelf, record, today, habits),
            "answer_days": answer_days(shelf, record, today),
        }
    if isinstance(record, FollowUp):
        return {"state": follow_up_state(record)}
    if isinstance(record, Household):
        return {"due_on": next_visit_on(shelf, record, habits)}
    return {}


def _fields(value: Frozen) -> dict[str, Any]:
    names, get = _names(type(value))
    found = {
        name: each if type(each) in _PLAIN else plain(each)
        for name, each in zip(names, get(value), strict=True)
    }
    return {**msgspec.json.decode(value.beyond), **found} if value.beyond else found


@functools.cache
def _names(struct: type[Frozen]) -> tuple[tuple[str, ...], Callable[[Frozen], tuple[Any, ...]]]:
    """The stored names of every field that a document names, and what gets all of them at once."""
    fields = zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True)
    told = {attribute: name for attribute, name in fields if attribute != "beyond"}
    if len(told) == 1:
        get = attrgetter(*told)
        return tuple(told.values()), lambda value: (get(value),)
    return tuple(told.values()), attrgetter(*told)


_PLAIN: Final = frozenset({str, int, bool, type(None)})
"""What JSON has a word for; most values are so, and are not gone into."""


def plain(value: Any) -> Any:
    """A value as JSON types."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, tuple):
        return [plain(each) for each in value] if value else []
    if isinstance(value, Frozen):
        return _fields(value)
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return value
