"""Which fields point to which records. One table: indexes, verify, merging and purging read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

import msgspec

from fieldbook.domain.records import Commendation, Frozen, Record

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=Frozen)

REFERENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "household": {"group": "group", "contact": "member"},
    "task": {"groups": "group"},
    "visit": {"household": "household", "group": "group", "tasks": "task"},
    "issue": {"household": "household", "group": "group", "visit": "visit"},
    "solution": {"issues": "issue"},
    "follow_up": {"solution": "solution", "group": "group", "relapsed_issues": "issue"},
    "survey": {"group": "group"},
    "stay": {"group": "group"},
    "plan": {"group": "group"},
    "on_site_meeting": {
        "group": "group", "groups": "group", "came": "group", "experience": "experience",
    },
    "link": {"group": "group", "member": "member"},
    "training": {
        "issue": "issue", "task": "task", "experience": "experience", "group": "group", "groups": "group",
    },
    "experience": {"group": "group", "solution": "solution", "visit": "visit"},
}  # fmt: skip
"""Record kind → field → kind of the record it points to. A field holds one id or a tuple of ids."""
IN_PARTS: Final[Mapping[str, Mapping[str, Mapping[str, str]]]] = {
    "diary": {"matters": {"issue": "issue", "task": "task"}},
}
"""Record kind → field that holds parts → their fields that point to a record."""


def pointed_at(record: Record) -> Iterator[tuple[str, str, str]]:
    """(field, kind, id) of every record this one points to."""
    for field, kind in REFERENCES.get(record.kind, {}).items():
        value = getattr(record, field)
        if not value:
            continue
        for each in value if isinstance(value, tuple) else (value,):
            if each:
                yield field, kind, each
    for field, names in IN_PARTS.get(record.kind, {}).items():
        for part in getattr(record, field):
            for name, kind in names.items():
                if target := getattr(part, name):
                    yield field, kind, target
    if isinstance(record, Commendation) and record.whom.id:
        yield "whom", record.whom.role, record.whom.id


def targets(record: Record, field: str) -> Iterable[str]:
    """The ids of the records that one field of this one points to."""
    if field in REFERENCES.get(record.kind, {}):
        value = getattr(record, field)
        return () if not value else filter(None, value) if isinstance(value, tuple) else (value,)
    return (target for name, _kind, target in pointed_at(record) if name == field)


def pointed_elsewhere(record: Record, kind: str, old: str, new: str) -> dict[str, object]:
    """The fields of ``record`` that point to ``old`` (of ``kind``), pointing to ``new`` instead."""
    fields: dict[str, object] = {}
    for field, target in REFERENCES.get(record.kind, {}).items():
        value = getattr(record, field)
        if target != kind:
            continue
        if isinstance(value, tuple) and old in value:
            fields[field] = tuple(dict.fromkeys(new if each == old else each for each in value))
        elif value == old:
            fields[field] = new
    if isinstance(record, Commendation) and (record.whom.role, record.whom.id) == (kind, old):
        # Not a new person: what a newer fieldbook wrote beside these fields stays.
        fields["whom"] = msgspec.structs.replace(record.whom, id=new)
    return fields


def resolved(record: R, aliases: Mapping[str, str]) -> R:
    """The record naming others by the ids they have now that they were joined."""
    fields: dict[str, object] = {}
    for field in ("created_by", *REFERENCES.get(record.kind, {})):
        value = getattr(record, field)
        now = _resolved(value, aliases)
        if now != value:
            fields[field] = now
    for field, names in IN_PARTS.get(record.kind, {}).items():
        parts = getattr(record, field)
        now = tuple(_with_resolved(each, names, aliases) for each in parts)
        if now != parts:
            fields[field] = now
    if isinstance(record, Commendation) and record.whom.id in aliases:
        fields["whom"] = msgspec.structs.replace(record.whom, id=aliases[record.whom.id])
    return msgspec.structs.replace(record, **fields) if fields else record


def _resolved(value: object, aliases: Mapping[str, str]) -> object:
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(aliases.get(each, each) for each in value))
    return aliases.get(value, value) if isinstance(value, str) else value


def _with_resolved(part: P, names: Iterable[str], aliases: Mapping[str, str]) -> P:
    fields = {each: aliases[at] for each in names if (at := getattr(part, each)) in aliases}
    return msgspec.structs.replace(part, **fields) if fields else part
