"""The parts of a record that a form names anew: what was known of them besides stays with them.

A form gives people as a text and steps as rows. The id of a person who is still there, and what a
newer fieldbook wrote beside the fields this one knows, would be lost by taking these as they come.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

import msgspec

from fieldbook.domain.records import Duty, Frozen, Matter, OnSite, Person, Record, Step

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=Frozen)


def with_known_parts(before: Record, after: R) -> R:
    """The edited record, its parts with what was known of them before the edit."""
    fields: dict[str, object] = {}
    for name in type(after).__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if isinstance(old, Frozen) and isinstance(new, Frozen):
            fields[name] = _as_known(new, [old])
        elif old and isinstance(new, tuple) and new and isinstance(new[0], Frozen):
            left = list(old)
            fields[name] = tuple(_as_known(each, left) for each in new)
    return msgspec.structs.replace(after, **fields) if fields else after


def _as_known(part: P, left: list[Frozen]) -> P:
    """The part with what its earlier self had; that one is taken from those that are left."""
    found = next((each for each in left if is_same(each, part)), None)
    if found is None:
        return part
    left.remove(found)
    kept: dict[str, object] = {"beyond": part.beyond or found.beyond}
    if isinstance(part, Person) and isinstance(found, Person):
        kept["id"] = part.id or found.id
    return msgspec.structs.replace(part, **kept)


_KNOWN_BY: Final[Mapping[type[Frozen], str]] = {
    Person: "name", Step: "what", Duty: "area", OnSite: "on",
}  # fmt: skip
"""What a part is known by; of others there is one only."""


def is_same(old: Frozen, new: Frozen) -> bool:
    """Whether one is the other's earlier self: by its name, its words or its day."""
    if isinstance(old, Matter) and isinstance(new, Matter):
        return old.issue == new.issue if old.issue or new.issue else old.topic == new.topic
    name = _KNOWN_BY.get(type(new))
    same = name is None or getattr(old, name, None) == getattr(new, name)
    return same and type(old) is type(new)
