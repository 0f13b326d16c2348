"""What a record knows of: which writing, in which book, whoever wrote in it last had before him.

A writing is told by its origin (the record it was made on) and its stamp. Books hand records on
whole, so who has one writing of a book on a record has had all its earlier ones: the highest stamp
for each origin and replica says it all. Most of it the stamps say of themselves; the record keeps
the rest only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from fieldbook.domain.parts import Version
from fieldbook.domain.slots import CONTACT, REMOVAL, slot_of
from fieldbook.domain.stamps import NEVER, replica_of

Seen = dict[tuple[str, str], str]
"""(origin, replica) → the highest stamp."""


def covers(seen: Mapping[tuple[str, str], str], origin: str, stamp: str) -> bool:
    """Whether whoever knew this much knew of a writing."""
    return seen.get((origin, replica_of(stamp)), NEVER) >= stamp


def united(*several: Mapping[tuple[str, str], str]) -> Seen:
    """All that any of them knew."""
    found: Seen = {}
    for each in several:
        for key, stamp in each.items():
            if stamp > found.get(key, NEVER):
                found[key] = stamp
    return found


def told_by_stamps(
    table: str,
    own_id: str,
    also: Collection[str],
    stamps: Mapping[str, str],
    beside: Iterable[Version],
) -> Seen:
    """What a record's stamps say of themselves.

    Of a record that was joined with another, nobody can tell on which of them a stamp was made, but
    for its texts. The stamp of a contact may have come alone, with a household that was given away.
    """
    pairs = [(each.origin, each.stamp) for each in beside if each.slot != REMOVAL]
    if not also:
        pairs += [
            (own_id, stamp)
            for field, stamp in stamps.items()
            if slot_of(table, field).name != CONTACT
        ]
    return united(*({(origin, replica_of(stamp)): stamp} for origin, stamp in pairs))


def beyond(seen: Mapping[tuple[str, str], str], told: Mapping[tuple[str, str], str]) -> Seen:
    """What is known besides what the stamps tell."""
    return {key: stamp for key, stamp in seen.items() if stamp > told.get(key, NEVER)}
