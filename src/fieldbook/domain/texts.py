"""The texts of a record: all that somebody wrote in it, and what in it names somebody or something."""

from __future__ import annotations

import functools
import typing
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from fieldbook.domain.checks import CHOICES
from fieldbook.domain.parts import Frozen
from fieldbook.domain.records import Record
from fieldbook.domain.references import REFERENCES
from fieldbook.domain.saying import fields_of, texts_in
from fieldbook.domain.slots import slot_named

_SILENT: Final = frozenset({
    "id", "beyond", "created_by", "stamps", "file", "digest", "reply_digest", "measure_digest",
    "status_digest", "said", "line", "from_contact", "merged",
    "to_contact", "post", "issue", "task",
})  # fmt: skip
"""Fields whose texts nobody wrote to be read. Of a source only its own number is."""


_CLOSE: Final = frozenset(")）”\"’'」』》")
"""What may end a line that has no mark of its own."""
_NAMES: Final = frozenset({
    "head", "name", "place", "unit", "address", "household_text",
})  # fmt: skip
"""Fields that name somebody or a place: they are found by their pinyin too."""
_TITLES: Final = frozenset({"title", "topic"})
"""Fields that name a thing, in a sentence of words."""


def names_of(record: Frozen) -> Iterator[str]:
    """Names and places of a record, and the people named in it."""
    yield from _named(record, _NAMES)


def titles_of(record: Frozen) -> Iterator[str]:
    """Titles and topics of a record."""
    yield from _named(record, _TITLES)


def _named(record: Frozen, wanted: frozenset[str]) -> Iterator[str]:
    own, within = _naming(type(record), wanted)
    for name in own:
        if value := getattr(record, name):
            yield from (value,) if isinstance(value, str) else value
    for name in within:
        if value := getattr(record, name):
            for each in value if isinstance(value, tuple) else (value,):
                yield from _named(each, wanted)


@functools.cache
def _naming(
    struct: type[Frozen], wanted: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The wanted fields of a struct, and those that hold parts which may have such."""
    spoken = _spoken(struct)
    types = {field.name: field.type for field in msgspec.structs.fields(struct)}
    own = tuple(each for each in spoken if each in wanted)
    parts = tuple(each for each in spoken if each not in wanted and _holds_parts(types[each]))
    return own, parts


def _holds_parts(kind: Any) -> bool:
    if isinstance(kind, type) and issubclass(kind, Frozen):
        return True
    return any(map(_holds_parts, typing.get_args(kind)))


def texts_of(record: Frozen) -> Iterator[str]:
    """Every text somebody wrote in a record, those of its parts included; no codes, no ids.

    What lies beside is among them: somebody wrote that, too.
    """
    for name in _spoken(type(record)):
        yield from _texts(getattr(record, name))
    if isinstance(record, Record) and record.merged:
        for version in record.merged.beside:
            slot = slot_named(record.table, version.slot)
            yield from texts_in(fields_of(version.said), slot)


@functools.cache
def _spoken(struct: type[Frozen]) -> tuple[str, ...]:
    """The fields of a struct that hold words: neither codes nor ids."""
    kind = getattr(struct, "kind", "")
    return tuple(
        field.name
        for field in msgspec.structs.fields(struct)
        if field.name not in _SILENT
        and field.name not in REFERENCES.get(kind, {})
        and (kind, field.encode_name) not in CHOICES
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, Frozen):
        yield from texts_of(value)


def in_one_line(text: str) -> str:
    """The lines of a text as one: a semicolon parts them where the first ends without a mark."""
    lines = [each.strip() for each in text.split("\n") if each.strip()]
    for nth, each in enumerate(lines[:-1]):
        last = each[-1]
        if last.isalnum() or last in _CLOSE:
            lines[nth] += "; " if last.isascii() else "；"
        elif last.isascii():
            lines[nth] += " "
    return "".join(lines)
