"""Records made apart, in two books, for one thing: told by what names them, never by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from typing import Final, NamedTuple

from fieldbook.domain import folding
from fieldbook.domain.given_first import given_first
from fieldbook.domain.records import Group, Household, Member, Record, Task

Name = tuple[str, ...]
NAMED: Final[tuple[type[Record], ...]] = (Household, Group, Member, Task)
"""The kinds that have a name of their own."""


class Alike(NamedTuple):
    """Records that look like one, the oldest id first."""

    table: str
    ids: tuple[str, ...]


def alike(records: Iterable[Record]) -> tuple[Alike, ...]:
    """Every set of living records that have a name in common."""
    named: dict[tuple[str, Name], set[str]] = defaultdict(set)
    for record in records:
        if record.removed_at is None:
            for name in names_of(record):
                named[record.table, name].add(record.id)
    found = {Alike(table, tuple(sorted(ids))) for (table, _), ids in named.items() if len(ids) > 1}
    return tuple(sorted(found))


def without(found: Iterable[Alike], apart: Collection[frozenset[str]]) -> Iterator[Alike]:
    """What is left of records alike, when of these pairs of ids it is known that they are two."""
    for each in found:
        pairs = [pair for pair in combinations(each.ids, 2) if frozenset(pair) not in apart]
        if ids := tuple(sorted({one for pair in pairs for one in pair})):
            yield Alike(each.table, ids)


def names_of(record: Record) -> Iterator[Name]:
    """What names a record, folded: whatever else has one of its names is made for the same thing."""
    if isinstance(record, Household):
        head = folding.key(given_first(record.head))
        if record.group and record.code:
            yield "code", record.group, folding.key(record.code), head
        if record.address:
            yield "address", head, folding.key(record.address)
    elif isinstance(record, Group):
        yield (*map(folding.group, record.unit), folding.group(record.name))
    elif isinstance(record, Member):
        yield (folding.key(given_first(record.name)),)
    elif isinstance(record, Task):
        yield folding.key(record.title), record.given_on.isoformat()
