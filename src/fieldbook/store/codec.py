"""Between record and document (what TinyDB keeps). Unknown fields survive, at every depth."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import types
import typing
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any, Final, NamedTuple, cast

import msgspec
from msgspec.structs import force_setattr

from fieldbook.domain.parts import BEYOND, Version
from fieldbook.domain.records import EARLIEST, LATEST, Frozen, Record, stored_name
from fieldbook.domain.stamps import is_stamp
from fieldbook.store.rows import NO_RECORD, Row

Document = dict[str, Any]


MOST: Final = 36_500
"""Days between two visits, or people of a household, beyond which a number is a mistake."""
_COUNTS: Final = frozenset({"people", "visit_every_days"})
_beyond: Final = attrgetter("beyond")
_year: Final = attrgetter("year")


class Unreadable(Exception):
    """A document that is no record; ``where`` is the place in it, such as ``$.found_on``."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(where)


class _Form(NamedTuple):
    """What a struct looks like in a document."""

    known: frozenset[str]
    nested: Mapping[str, tuple[type[Frozen], bool]]
    """Of the fields that hold structs: their type, and whether there are several."""
    days: tuple[str, ...]
    """The fields that hold a day or a moment."""
    counts: tuple[str, ...]
    """The fields that hold a number of people or of days."""


def encode(record: Record) -> Document:
    """The record as a document: JSON types only, fields at their default left out."""
    document: Document = _spread(msgspec.to_builtins(record))
    if record.stamps:
        document["stamps"] = dict(record.stamps)
    return document


def decode(record_type: type[Record], document: Mapping[str, Any]) -> Record:
    """The document as a record.

    Raises:
        Unreadable: when a field is missing, of another type, or a day or number that cannot be.
    """
    try:
        record = msgspec.convert(_fold(document, record_type), record_type)
        _require_possible(record)
        freeze_stamps([record])
    except (msgspec.ValidationError, AttributeError, TypeError) as wrong:
        raise Unreadable(_place(str(wrong))) from None
    except (ValueError, OverflowError, RecursionError):
        # Half a surrogate pair, say. These messages hold the text itself, so they are not read.
        raise Unreadable("$") from None
    return record


def decode_rows(
    record_type: type[Record], rows: Mapping[int, Row]
) -> tuple[dict[int, Record], dict[int, str]]:
    """A table's records by their numbers, and of the rows that are none the place that is wrong.

    Says what :func:`decode` says of each; but most rows fit as they are, so all are read straight from
    the text, and what cannot be is looked for in all of them at once.
    """
    if not rows:
        return {}, {}
    found: dict[int, Record] = _quickly(record_type, rows)
    if not are_sound(record_type, found.values()):
        found = {}
    if len(found) == len(rows):
        return found, {}
    records, misfits = {}, {}
    for number, row in rows.items():
        try:
            records[number] = found.get(number) or decode(record_type, _document(row))
        except Unreadable as wrong:
            misfits[number] = wrong.where
    return records, misfits


def _quickly(record_type: type[Record], rows: Mapping[int, Row]) -> dict[int, Record]:
    """The records of those rows that hold known fields of the right types alone."""
    found = {}
    read = msgspec.json.Decoder(record_type).decode
    for number, row in rows.items():
        try:
            if isinstance(row, msgspec.Raw):
                record = read(row)
            else:
                record = msgspec.convert(row, record_type)
        except NO_RECORD:
            continue
        found[number] = record
    freeze_stamps(found.values())
    return found


def _document(row: Row) -> Document:
    try:
        return msgspec.json.decode(row, type=Document) if isinstance(row, msgspec.Raw) else row
    except NO_RECORD:
        raise Unreadable("$") from None


def freeze_stamps(records: Iterable[Record]) -> None:
    """Make of the stamps what they are; nobody has seen the records yet."""
    for record in records:
        stamps: Any = record.stamps
        if stamps:
            frozen = tuple(stamps.items() if len(stamps) == 1 else sorted(stamps.items()))
            force_setattr(record, "stamps", frozen)


def are_sound(struct: type[Frozen], values: Iterable[Frozen]) -> bool:
    """Whether all are possible, and none brought what only :func:`_fold` may put in."""
    values = tuple(values)
    if any(map(_beyond, values)):
        return False
    if struct is Version:
        return all(_tells_something(cast("Version", each)) for each in values)
    form = _form(struct)
    years = {
        year
        for name in form.days
        for year in map(_year, filter(None, map(attrgetter(name), values)))
    }
    counts = {each for name in form.counts for each in filter(None, map(attrgetter(name), values))}
    if not all(EARLIEST.year <= each <= LATEST.year for each in years):
        return False
    if not all(0 <= each <= MOST for each in counts):
        return False
    return all(
        are_sound(inner, _parts(values, name, several=several))
        for name, (inner, several) in form.nested.items()
    )


def _tells_something(version: Version) -> bool:
    """Whether its stamp is one, and it says a JSON object: joining and settling take both as they are."""
    try:
        return is_stamp(version.stamp) and isinstance(msgspec.json.decode(version.said), dict)
    except NO_RECORD:
        return False


def _parts(values: Iterable[Frozen], name: str, *, several: bool) -> Iterable[Frozen]:
    found = filter(None, map(attrgetter(name), values))
    return itertools.chain.from_iterable(found) if several else found


def _require_possible(value: Frozen) -> None:
    """Refuse a day or an interval that no calendar reaches: counting from it would lead out of all."""
    if isinstance(value, Version) and not _tells_something(value):
        raise Unreadable("$.merged.beside")
    form = _form(type(value))
    for name in form.days:
        day = getattr(value, name)
        if day is not None and not EARLIEST.year <= day.year <= LATEST.year:
            raise Unreadable(f"$.{stored_name(type(value), name)}")
    for name in form.counts:
        count = getattr(value, name)
        if count is not None and not 0 <= count <= MOST:
            raise Unreadable(f"$.{name}")
    for name, (_inner, several) in form.nested.items():
        part = getattr(value, name)
        for each in part if several else (part,):
            if each is not None:
                _require_possible(each)


def _place(why: str) -> str:
    """Only the place out of the decoder's message: a value in it may be somebody's words."""
    return why[why.rfind("`$") :].strip("`") if "`$" in why else "$"


def _spread(value: Any) -> Any:
    """Put what stands in ``beyond`` back beside the known fields."""
    if isinstance(value, dict):
        found = {name: _spread(e) if type(e) in _PARTED else e for name, e in value.items()}
        beyond = found.pop(BEYOND, None)
        return {**msgspec.json.decode(beyond), **found} if beyond else found
    if isinstance(value, tuple):
        return [_spread(each) if type(each) in _PARTED else each for each in value]
    return value


_PARTED: Final = frozenset({dict, tuple})
"""What has parts; most values have none, and are not gone into. A record has no lists."""


def _fold(document: Mapping[str, Any], struct: type[Frozen]) -> Document:
    """Gather the fields that ``struct`` does not know in its ``beyond``."""
    form = _form(struct)
    folded = dict(document)
    # Most documents hold nothing unknown and no structs: each is asked once, for the whole of it.
    if not form.known.issuperset(document):
        kept = {name: folded.pop(name) for name in document if name not in form.known}
        folded[BEYOND] = msgspec.json.encode(kept).decode()
    if form.nested.keys().isdisjoint(document):
        return folded
    for name, (inner, several) in form.nested.items():
        value = folded.get(name)
        if several and isinstance(value, list):
            folded[name] = [
                _fold(each, inner) if isinstance(each, dict) else each for each in value
            ]
        elif isinstance(value, dict):
            folded[name] = _fold(value, inner)
    return folded


@functools.cache
def _form(struct: type[Frozen]) -> _Form:
    fields = msgspec.structs.fields(struct)
    nested, days = {}, []
    for field in fields:
        union = isinstance(field.type, types.UnionType)
        options = typing.get_args(field.type) if union else (field.type,)
        if dt.date in options or dt.datetime in options:
            days.append(field.name)
        for option in options:
            inner = typing.get_args(option)[0] if typing.get_origin(option) is tuple else option
            if isinstance(inner, type) and issubclass(inner, Frozen):
                nested[field.encode_name] = (inner, inner is not option)
    known = {field.encode_name for field in fields} - {BEYOND}
    counts = tuple(sorted(_COUNTS & known))
    return _Form(frozenset(known), nested, tuple(days), counts)
