"""What a slot says: its fields as JSON text, by which two ways of saying it are compared and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from fieldbook.domain.parts import Version
from fieldbook.domain.records import Record
from fieldbook.domain.slots import Slot

R = TypeVar("R", bound=Record)
INNER = "stamps"
"""Beside the fields: the stamps of those that were written earlier than the latest of the slot."""


def say(fields: Mapping[str, Any], inner: Mapping[str, str]) -> str:
    """Fields, and the stamps of the earlier ones, as one text; the same always gives the same."""
    said = {**fields, INNER: inner} if inner else fields
    return msgspec.json.encode(said, order="sorted").decode()


def fields_of(said: str) -> dict[str, Any]:
    """The fields that a text says."""
    found: dict[str, Any] = msgspec.json.decode(said)
    found.pop(INNER, None)
    return found


def inner_of(said: str) -> dict[str, str]:
    """The stamps of the fields that were written earlier."""
    found: dict[str, str] = msgspec.json.decode(said).get(INNER, {})
    return found


def speaks(said: str, slot: Slot) -> bool:
    """Whether anybody's words stand in it."""
    fields = fields_of(said)
    return any(fields.get(each) for each in slot.spoken)


def texts_in(fields: Mapping[str, Any], slot: Slot) -> Iterator[str]:
    """The words somebody wrote in a slot's fields, one by one."""
    for each in slot.spoken:
        yield from _texts(fields.get(each))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, dict):
        yield from (text for name, each in value.items() if name != "id" for text in _texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in _texts(each))


def words_of(said: str, slot: Slot) -> str:
    """What it says without its stamps, to be compared."""
    fields = fields_of(said)
    return say({each: fields[each] for each in slot.fields if each in fields}, {})


def said_of(record: Record, slot: Slot) -> str:
    """What a record's slot says now, without stamps."""
    document = msgspec.to_builtins(record)
    return say({each: document[each] for each in slot.fields if each in document}, {})


def saying(record: R, slot: Slot, version: Version) -> R:
    """The record with its slot as a version has it."""
    said = fields_of(version.said)
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(type(record)):
        if field.encode_name in slot.fields:
            given = said.get(field.encode_name, msgspec.UNSET)
            values[field.name] = (
                _default(field) if given is msgspec.UNSET else msgspec.convert(given, field.type)
            )
    return msgspec.structs.replace(record, **values)


def _default(field: msgspec.structs.FieldInfo) -> Any:
    return field.default if field.default is not msgspec.NODEFAULT else ""
