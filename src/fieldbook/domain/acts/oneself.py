"""Whoever writes may say me, I or 我 where a name belongs: his own name is kept."""

from __future__ import annotations

from typing import Any, Final, TypeVar

import msgspec

from fieldbook.domain.acts.given_out import BETWEEN_PEOPLE
from fieldbook.domain.records import Frozen, Person, Record

R = TypeVar("R", bound=Record)
replace = msgspec.structs.replace
_ME: Final = frozenset(("me", "i", "myself", "我"))


def is_me(name: str) -> bool:
    """Whether somebody says so that it is he himself."""
    return name.strip().casefold() in _ME


def by_name(record: R, before: Record | None, writer: str) -> R:
    """The record with the writer's name where he says that it is he; what somebody else wrote stays.

    Args:
        record: as it was typed.
        before: as it was before; a field that said so then may mean another.
        writer: his name; empty where the book does not know it.
    """
    fields: dict[str, Any] = {}
    for name in type(record).__struct_fields__ if writer else ():
        old, new = getattr(before, name, None), getattr(record, name)
        if old != new and _named(old, writer) == old and (named := _named(new, writer)) != new:
            fields[name] = named
    return replace(record, **fields) if fields else record


def _named(value: Any, writer: str) -> Any:
    if isinstance(value, tuple) and value and isinstance(value[0], Frozen):
        return tuple(_named(each, writer) for each in value)
    if isinstance(value, Person):
        return replace(value, name=writer) if is_me(value.name) else value
    if isinstance(value, Frozen) and (who := getattr(value, "who", "")):
        names = BETWEEN_PEOPLE.split(who)
        if any(map(is_me, names)):
            said = (writer if is_me(each) else each for each in names)
            return replace(value, who="、".join(said))
    return value
