"""Two documents of one record joined: in any order, twice, or by way of others, with one outcome.

A document is read into a :class:`State`, of which every part only grows or takes the later of two;
so joining is commutative, associative and idempotent by its making. A state is written back as a
plain document: the shown values in their fields, the rest in ``merged``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from fieldbook.domain.merge.elements import together
from fieldbook.domain.parts import Version
from fieldbook.domain.saying import fields_of, inner_of, say, speaks
from fieldbook.domain.seen import Seen, beyond, covers, told_by_stamps, united
from fieldbook.domain.slots import REMOVAL, UNSLOTTED, Slot, slot_named, slot_of
from fieldbook.domain.stamps import ALL_FIELDS, NEVER, replica_of

Document = dict[str, Any]
"""A record in JSON types, as it lies in the book."""
Key = tuple[str, str]
"""(stamp, origin) of a version, later ones greater."""


class Short(NamedTuple):
    """The value of a short slot; the greater of two counts."""

    stamp: str
    length: int
    """Of two with one stamp, the one that says more: an id may have been resolved in one of them."""
    said: str


class State(NamedTuple):
    """What a document says, so that it can be joined."""

    ids: frozenset[str]
    made: tuple[str, str]
    everything: str
    """The stamp of all fields of a new record."""
    short: Mapping[str, Short]
    texts: Mapping[str, Mapping[Key, str]]
    """Slot → version → what it says."""
    seen: Seen
    past: frozenset[str]


def joined(table: str, ours: Document, theirs: Document) -> Document:
    """Both documents as one, without a short number where ``ours`` has none."""
    if ours == theirs:
        return ours
    found = write(table, join(read(table, ours), read(table, theirs)))
    return {**found, "seq": ours["seq"]} if "seq" in ours else found


def digest(document: Mapping[str, Any]) -> str:
    """By what a document is known again: all of it but its short number, which is each book's own."""
    said = {name: value for name, value in document.items() if name != "seq"}
    return hashlib.blake2b(msgspec.json.encode(said, order="sorted"), digest_size=8).hexdigest()


def ids_of(document: Mapping[str, Any]) -> frozenset[str]:
    """Its id, and those of the records that were joined with it."""
    return frozenset({document["id"], *document.get("merged", {}).get("also", ())})


def stamps_of(document: Mapping[str, Any]) -> Iterator[str]:
    """Every stamp in it."""
    merged = document.get("merged", {})
    yield from document.get("stamps", {}).values()
    yield from (each["stamp"] for each in merged.get("beside", ()))
    yield from (stamp for _origin, _replica, stamp in merged.get("seen", ()))


def wordings_of(document: Document) -> Iterator[Document]:
    """The document, and as it would be with each of the wordings that lie beside."""
    yield document
    for each in document.get("merged", {}).get("beside", ()):
        yield {**document, **fields_of(each["said"])}


def read(table: str, document: Document) -> State:
    """What a document says."""
    merged = document.get("merged", {})
    stamps: Mapping[str, str] = document.get("stamps", {})
    beside = [msgspec.convert(each, Version) for each in merged.get("beside", ())]
    short: dict[str, Short] = {}
    texts: dict[str, dict[Key, str]] = {}
    for slot in _slots_in(table, document, stamps):
        stamp, said = _said(slot, document, stamps)
        if slot.manner == "short":
            short[slot.name] = Short(stamp, len(said), said)
        else:
            versions = {(e.stamp, e.origin): e.said for e in beside if e.slot == slot.name}
            whole = any(at == stamp for at, _origin in versions)
            texts[slot.name] = versions if whole else {**versions, (stamp, document["id"]): said}
    for each in beside:
        if each.slot == REMOVAL:
            outlived = Short(each.stamp, len(each.said), each.said)
            short[REMOVAL] = max(outlived, short.get(REMOVAL, outlived))
    return State(
        ids_of(document),
        (document["created_at"], document.get("created_by", "")),
        stamps.get(ALL_FIELDS, NEVER),
        short,
        texts,
        _seen(table, document, beside),
        frozenset(merged.get("past", ())),
    )


def _slots_in(table: str, document: Document, stamps: Mapping[str, str]) -> Iterable[Slot]:
    """The slots that were ever written in: they hold something, or were emptied."""
    fields = (document.keys() | stamps.keys()) - UNSLOTTED - {ALL_FIELDS}
    return dict.fromkeys(slot_of(table, each) for each in sorted(fields))


def _said(slot: Slot, document: Document, stamps: Mapping[str, str]) -> tuple[str, str]:
    """The stamp of a slot's latest field, and what it says."""
    everywhere = stamps.get(ALL_FIELDS, NEVER)
    found = {
        each: stamps.get(each, everywhere)
        for each in slot.fields
        if each in document or each in stamps
    }
    latest = max(found.values())
    inner = {each: stamp for each, stamp in found.items() if stamp != latest}
    return latest, say({each: document[each] for each in found if each in document}, inner)


def _seen(table: str, document: Document, beside: Iterable[Version]) -> Seen:
    merged = document.get("merged", {})
    told = told_by_stamps(
        table, document["id"], merged.get("also", ()), document.get("stamps", {}), beside
    )
    kept = {(origin, replica): stamp for origin, replica, stamp in merged.get("seen", ())}
    return united(told, kept)


def join(one: State, other: State) -> State:
    """Two states as one."""
    return State(
        one.ids | other.ids,
        min(one.made, other.made),
        max(one.everything, other.everything),
        {name: max(_both(one.short, other.short, name)) for name in {*one.short, *other.short}},
        {
            name: _joined_versions(
                one.texts.get(name, {}), one.seen, other.texts.get(name, {}), other.seen
            )
            for name in {*one.texts, *other.texts}
        },
        united(one.seen, other.seen),
        one.past | other.past,
    )


def _both(one: Mapping[str, Short], other: Mapping[str, Short], name: str) -> list[Short]:
    return [each[name] for each in (one, other) if name in each]


def _joined_versions(
    one: Mapping[Key, str], one_seen: Seen, other: Mapping[Key, str], other_seen: Seen
) -> dict[Key, str]:
    """The versions both have, and those of either that the other did not know of."""
    found = {key: max(said, other[key]) for key, said in one.items() if key in other}
    for mine, theirs, known in ((one, other, other_seen), (other, one, one_seen)):
        found |= {
            key: said for key, said in mine.items() if key not in theirs and not _knew(known, key)
        }
    return found


def _knew(seen: Seen, key: Key) -> bool:
    stamp, origin = key
    return covers(seen, origin, stamp)


def write(table: str, state: State) -> Document:
    """A state as a document, always the same for the same state."""
    own_id, *also = sorted(state.ids)
    found: Document = {"id": own_id, "created_at": state.made[0]}
    if state.made[1]:
        found["created_by"] = state.made[1]
    stamps = {ALL_FIELDS: state.everything} if state.everything != NEVER else {}
    beside: list[Version] = []
    for name, value in sorted(state.short.items()):
        if name == REMOVAL and _is_outlived(value, state):
            outlived = Version(slot=REMOVAL, stamp=value.stamp, origin=own_id, said=value.said)
            beside += [outlived] if value.stamp > NEVER else []
        else:
            _put(found, stamps, slot_named(table, name), value.stamp, value.said)
    for name, versions in sorted(state.texts.items()):
        if versions:
            slot = slot_named(table, name)
            beside += _put_text(found, stamps, slot, _heard(versions), own_id)
    if stamps:
        found["stamps"] = dict(sorted(stamps.items()))
    told = told_by_stamps(table, own_id, also, stamps, beside)
    parts = {
        "beside": [msgspec.to_builtins(each) for each in beside],
        "seen": sorted([*key, stamp] for key, stamp in beyond(state.seen, told).items()),
        "also": also,
        "past": sorted(state.past),
    }
    if merged := {name: part for name, part in parts.items() if part}:
        found["merged"] = merged
    return found


def _heard(versions: Mapping[Key, str]) -> Mapping[Key, str]:
    """The versions without what a repair made up, once there is any other."""
    real = {key: said for key, said in versions.items() if key[0] > NEVER}
    return real or versions


def _is_outlived(removal: Short, state: State) -> bool:
    """Whether somebody wrote in the record, in another book, after it was removed."""
    stamps = [
        state.everything,
        *state.seen.values(),
        *(each.stamp for name, each in state.short.items() if name != REMOVAL),
    ]
    removed = "removed_at" in fields_of(removal.said)
    remover = replica_of(removal.stamp)
    return removed and any(
        stamp > removal.stamp and replica_of(stamp) != remover for stamp in stamps
    )


def _put(found: Document, stamps: dict[str, str], slot: Slot, stamp: str, said: str) -> None:
    """Lay a slot's fields and their stamps into a document."""
    fields, inner = fields_of(said), inner_of(said)
    found.update(fields)
    for each in {*fields, *inner}:
        at = inner.get(each, stamp)
        if at != stamps.get(ALL_FIELDS) or each not in fields:
            stamps[each] = at
    if fields.keys() <= inner.keys():  # what was written last was emptied
        stamps[next(each for each in slot.fields if each not in inner)] = stamp


def _put_text(
    found: Document, stamps: dict[str, str], slot: Slot, versions: Mapping[Key, str], own_id: str
) -> list[Version]:
    """The same for a slot with several versions; which of them lie beside what is shown."""
    latest = max(versions, key=lambda key: (speaks(versions[key], slot), key))
    if slot.manner == "elements":
        latest = max(versions)
    said = versions[latest]
    if slot.manner == "elements" and len(versions) > 1:
        field = slot.name
        lists = [fields_of(versions[key]).get(field, []) for key in sorted(versions, reverse=True)]
        said = say({field: united_list} if (united_list := together(lists)) else {}, {})
    _put(found, stamps, slot, latest[0], said)
    others = sorted(key for key in versions if key != latest)
    alike = slot.manner == "elements" or any(stamp == latest[0] for stamp, _origin in others)
    if (others and alike) or latest[1] != own_id:
        others = sorted(versions)
    return [
        Version(slot=slot.name, stamp=stamp, origin=origin, said=versions[stamp, origin])
        for stamp, origin in others
    ]
