"""What is known of a partner: which documents it has, by what it acknowledged.

A bundle may be lost, so nothing counts as had because it was sent. It counts once the partner says
that it took the bundle in, or once both were found to have the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from fieldbook.domain import stamps
from fieldbook.domain.merge.documents import (
    Document,
    digest,
    ids_of,
    read,
    stamps_of,
    wordings_of,
    write,
)
from fieldbook.patterns import pattern

_ID: Final = pattern(r"[0-9A-Za-z._-]{1,64}")
"""The form of ids: ours are UUIDs; what cannot stand in one says what no book says."""
_DEEPEST: Final = 100
"""How deep values may lie in a document; no record of ours comes near it."""
Documents = Mapping[str, Sequence[Document]]
"""Documents by their table."""
replace = msgspec.structs.replace


class Memory(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of one partner: of one book of somebody's, on one device."""

    replica: str
    member: str = ""
    """Whose it is: the member's id; empty: the branch's own."""
    known: dict[str, str] = {}
    """Document id → digest of what the partner has."""
    pending: dict[int, dict[str, str]] = {}
    """Number of a bundle written for it → id → digest, until it is acknowledged."""
    number: int = 0
    """The number of the last bundle written for it."""
    taken: int = 0
    """The highest number of a bundle of its that was taken in."""
    handed: str = ""
    """The stamp at which a bundle was last written for it."""
    exchanged_at: str = ""
    """When the last bundle of its that was taken in had been written."""
    retired: bool = False
    """Whether another replica has taken its place: what it still hands in is taken, what it
    acknowledges is not believed."""


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle that was read, and known to be from whom it says."""

    replica: str
    member: str = ""
    """Whose it is; empty: the branch's own."""
    number: int
    documents: dict[str, list[dict[str, Any]]]
    acknowledges: int = 0
    """The highest number of ours that the writer had taken in."""
    written_at: str = ""
    replaces: tuple[str, ...] = ()
    """What its replica was before: those have retired."""


def acknowledged(memory: Memory, number: int) -> Memory:
    """The memory once the partner says it took our bundle of this number.

    Each bundle holds all that was not acknowledged when it was written, so the earlier ones go with it.
    """
    left = {each: sent for each, sent in memory.pending.items() if each > number}
    known = {**memory.known, **memory.pending.get(number, {})}
    return replace(memory, known=known, pending=left)


def to_send(memory: Memory, documents: Documents) -> dict[str, list[Document]]:
    """Of what is in the partner's reach, all that differs from what it is known to have."""
    found = {
        table: [each for each in those if memory.known.get(each["id"]) != digest(each)]
        for table, those in documents.items()
    }
    return {table: those for table, those in found.items() if those}


def handed_out(memory: Memory, documents: Documents, stamp: str) -> Memory:
    """The memory once a bundle with these documents is written; an empty one counts too."""
    sent = {each["id"]: digest(each) for those in documents.values() for each in those}
    number = memory.number + 1
    pending = {**memory.pending, number: sent}
    return replace(memory, number=number, pending=pending, handed=stamp)


def found_equal(memory: Memory, documents: Iterable[Document]) -> Memory:
    """The memory once these were found to be what the partner has."""
    return replace(memory, known={**memory.known, **{e["id"]: digest(e) for e in documents}})


def taken_in(memory: Memory, bundle: Incoming) -> Memory:
    """The memory once a bundle of the partner's was taken in."""
    if bundle.number <= memory.taken:
        return memory
    return replace(
        memory, member=bundle.member, taken=bundle.number, exchanged_at=bundle.written_at
    )


def is_refused(table: str, document: Mapping[str, Any]) -> bool:
    """Whether a document is none, or bears a stamp that no clock of a book can have made.

    What lies beside in it must be fit to be joined, too: it is read only when it meets another.
    """
    try:
        ids = (*ids_of(document), *_origins(document))
        if not (all(map(_is_id, ids)) and all(map(stamps.is_possible, stamps_of(document)))):
            return True
        if "merged" in document and document.get("stub") is not True:
            write(table, read(table, dict(document)))
        return any(_nests_too_deep(each) for each in wordings_of(dict(document)))
    except (
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
        msgspec.MsgspecError,
    ):
        return True


def is_ahead(document: Mapping[str, Any]) -> bool:
    """Whether it was written by a clock that stood where none goes."""
    try:
        return any(map(stamps.is_ahead, stamps_of(document)))
    except (AttributeError, LookupError, TypeError, ValueError):
        return False


def _is_id(value: object) -> bool:
    """Whether a value may be a record's id."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _origins(document: Mapping[str, Any]) -> Iterator[object]:
    """The ids of the records that its versions were made on."""
    merged = document.get("merged", {})
    yield from (each["origin"] for each in merged.get("beside", ()))
    yield from (origin for origin, _replica, _stamp in merged.get("seen", ()))


def _nests_too_deep(document: Mapping[str, Any]) -> bool:
    """Whether values lie deeper in one another than a book may keep them."""
    inner: list[Any] = [document]
    for _level in range(_DEEPEST):
        several = [each for each in inner if isinstance(each, dict | list)]
        inner = [e for c in several for e in (c.values() if isinstance(c, dict) else c)]
        if not inner:
            return False
    return True
