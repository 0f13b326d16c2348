"""Slots: which fields of a record are joined as one when two books meet, and how.

Most slots are one field. Fields that one act writes together are one slot, a *unit*: a referral is
never put together from two people's halves. Three manners there are:

- ``short``: a day, a number, a code, one reference; the later stamp counts.
- ``text``: what somebody typed, lists of people included; of two that did not know of each other
  both stay, the later shown, the other beside it.
- ``elements``: links, steps, tags; what either has is in it.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, NamedTuple

import msgspec

from fieldbook.domain.checks import CHOICES
from fieldbook.domain.records import BY_TABLE, Record
from fieldbook.domain.references import REFERENCES

REMOVAL: Final = "removal"
CONTACT: Final = "contact"
UNITS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "household": {CONTACT: ("contact", "handovers")},
    "task": {"ended": ("ended_on", "outcome")},
    "visit": {"visited": ("visited_on", "visited_text")},
    "issue": {
        "found": ("found_on", "found_text"),
        "due": ("due_on", "due_text"),
        "referral": ("referred_on", "referred_to", "answer", "answered_on", "referred_before"),
        "dropped": ("dropped_on", "drop_reason"),
    },
    "solution": {
        "studied": ("studied_on", "studied_text"),
        "solved": ("solved_on", "solved_text", "result"),
    },
    "follow_up": {"checked": ("checked_on", "result", "relapsed_issues", "cancelled_on")},
    "survey": {"surveyed": ("surveyed_on", "surveyed_text")},
    "link": {"ended": ("to_on", "outcome")},
}
"""Record kind → unit → its fields, by their stored names."""
_REMOVAL_FIELDS: Final = ("removed_at", "undone")
_SHORT_UNITS: Final = frozenset({REMOVAL, CONTACT, "checked"})
_ELEMENTS: Final = frozenset(
    {"tags", "alongside", "steps", "post_changes", "meetings", "studied_before"}
)
"""Lists, besides links and codes, of which every element stands for itself."""
_ASSIGNED: Final = frozenset({"source", "contact_group"})
"""What is written as words and is none: it says where something belongs."""
UNSLOTTED: Final = frozenset(
    {"id", "seq", "created_at", "created_by", "stamps", "merged", "beyond"}
)
"""What is joined in a way of its own."""


class Slot(NamedTuple):
    """What is joined as one."""

    name: str
    """The stored name of its one field, or of the unit."""
    fields: tuple[str, ...]
    """The stored names of its fields."""
    manner: str
    spoken: tuple[str, ...] = ()
    """Those of its fields in which somebody's words stand."""


def slot_of(table: str, field: str) -> Slot:
    """The slot a field belongs to; one that this version does not know is a text of its own."""
    return _slots(table).get(field) or Slot(field, (field,), "text", (field,))


def slots_of(table: str) -> tuple[Slot, ...]:
    """All slots of a kind of record, each once."""
    return tuple(dict.fromkeys(_slots(table).values()))


def slot_named(table: str, name: str) -> Slot:
    """The slot of this name."""
    return _named(table).get(name) or slot_of(table, name)


@cache
def _named(table: str) -> Mapping[str, Slot]:
    return {each.name: each for each in slots_of(table)}


@cache
def _slots(table: str) -> Mapping[str, Slot]:
    record_type = BY_TABLE[table]
    manners = dict(_manners(record_type))
    units = {REMOVAL: _REMOVAL_FIELDS, **UNITS.get(record_type.kind, {})}
    found: dict[str, Slot] = {}
    for name, fields in units.items():
        manner = "short" if name in _SHORT_UNITS else "text"
        spoken = tuple(each for each in fields if manners[each] == "text")
        found.update(dict.fromkeys(fields, Slot(name, fields, manner, spoken)))
    for name, manner in manners.items():
        spoken = (name,) if manner != "short" else ()
        found.setdefault(name, Slot(name, (name,), manner, spoken))
    return found


def _manners(record_type: type[Record]) -> typing.Iterator[tuple[str, str]]:
    """Every field's stored name, and how it would be joined if it stood alone."""
    references = REFERENCES.get(record_type.kind, {})
    hints = typing.get_type_hints(record_type)
    for field in msgspec.structs.fields(record_type):
        if field.name not in UNSLOTTED:
            coded = field.name in references or (record_type.kind, field.encode_name) in CHOICES
            yield field.encode_name, _manner(field.name, hints[field.name], coded=coded)


def _manner(name: str, hint: Any, *, coded: bool) -> str:
    several = typing.get_origin(hint) is tuple
    if name in _ELEMENTS or (several and coded):
        return "elements"
    options = typing.get_args(hint) or (hint,)
    typed = several or str in options or any(map(_is_part, options))
    return "text" if typed and not coded and name not in _ASSIGNED else "short"


def _is_part(option: Any) -> bool:
    return isinstance(option, type) and issubclass(option, msgspec.Struct)
