"""Whoever writes may say me, I or 我 where a name belongs: his own name is kept."""

from __future__ import annotations

from typing import Any, Final, TypeVar

import msgspec

from fieldbook.domain.records import Frozen, Person, Record
from fieldbook.patterns import pattern

R = TypeVar("R", bound=Record)
replace = msgspec.structs.replace
_ME: Final = frozenset(("me", "i", "myself", "我"))
_BETWEEN: Final = pattern(r"\s*[、，,;；]+\s*|\s+and\s+|(?<=^我)[和与跟同]|[和与跟同](?=我$)")
"""What parts the names of several, me among them."""


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
        named = [_named(each, writer) for each in value]
        own = [at for at, e in enumerate(named) if isinstance(e, Person) and e.name == writer]
        return tuple(each for at, each in enumerate(named) if at not in own[1:])
    if isinstance(value, Person):
        return replace(value, name=_said(value.name, writer))
    if isinstance(value, Frozen) and (who := getattr(value, "who", "")):
        return replace(value, who=_said(who, writer))
    return value


def _said(who: str, writer: str) -> str:
    names = _BETWEEN.split(who)
    if not any(map(is_me, names)):
        return who
    return "、".join(dict.fromkeys(writer if is_me(each) else each for each in names))
