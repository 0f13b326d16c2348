"""What a member can only ask for: who gets what, the branch alone says.

By what his book hands in, a member could come to more than he is given: by another contact group of
his, another contact of a household, another household of an issue of which he knows the id. Of a record
that the branch has, none of this counts from him. What the branch says stands, written anew, so that it
is the latest in his book too; what he said is put to the branch as asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any, Final, TypeVar

import msgspec

from fieldbook.domain.merge.documents import Document, Short, State, join, read, stamps_of, write
from fieldbook.domain.parts import Version
from fieldbook.domain.records import Household, Member, Record
from fieldbook.domain.saying import say, saying
from fieldbook.domain.slots import CONTACT, REMOVAL, Slot, slot_named
from fieldbook.domain.stamps import NEVER

R = TypeVar("R", bound=Record)
ASKED: Final = "asked"
"""Under which name a book keeps what was asked for."""
JOINED: Final = "also"
"""In place of a slot: that records are one."""
_BRANCHS: Final[Mapping[str, tuple[str, ...]]] = {
    Member.table: ("contact_group", REMOVAL),
    Household.table: (CONTACT,),
}
"""Table → slots that count from the branch only."""
_POINTING: Final[Mapping[str, tuple[str, ...]]] = {
    "households": ("group",),
    "visits": ("household", "group"),
    "issues": ("household", "group", "visit"),
    "solutions": ("issues", "responsible", "steps"),
    "follow_ups": ("solution", "group"),
    "trainings": ("issue", "experience"),
    "experiences": ("solution", "visit"),
    "on_site_meetings": ("experience",),
    "commendations": ("whom",),
}
"""Table → slots that say on what a record hangs, or who is to see to it, and so who gets it."""


class Asked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that a member's book said and that the branch has to say."""

    table: str
    id: str
    slot: str
    """The slot; ``also``: that this and further members are one."""
    said: str
    """What the member's book says of it, as JSON text."""
    now: str
    """What the branch's book says of it now."""
    member: str
    """Who asks: his id."""


class Held(msgspec.Struct, frozen=True):
    """A record as it is once what its member can only ask for was put back."""

    document: Document | None
    """``None`` where nothing of it is taken: it would make one of two members."""
    asked: tuple[Asked, ...] = ()


def held(
    table: str,
    known: Sequence[Document],
    result: Document,
    *,
    is_outside: Callable[[Document], bool],
    member: str,
    fresh: Callable[[Iterator[str]], str],
) -> Held:
    """What becomes of a document that a member's book handed in.

    Args:
        table: its table.
        known: the book's own documents that it met.
        result: all of them joined with it.
        is_outside: tells of which of those the member gets nothing.
        member: his id.
        fresh: makes a stamp later than those given.
    """
    if not known or not _differ(table, known, result):
        return Held(result)
    if table == Member.table and len(known) > 1:
        ids = sorted(each["id"] for each in known)
        said = msgspec.json.encode(ids).decode()
        return Held(
            None, (Asked(table=table, id=ids[0], slot=JOINED, said=said, now="", member=member),)
        )
    outside = [each for each in known if is_outside(each)]
    own = reduce(join, (read(table, each) for each in outside or known))
    own_document = write(table, own)
    names = (*_BRANCHS.get(table, ()), *(_POINTING.get(table, ()) if outside else ()))
    state = read(table, result)
    stamp = fresh(stamps_of(result))
    asked = []
    for slot in (slot_named(table, each) for each in names):
        now, said = _says(slot, own_document), _says(slot, result)
        if now != said:
            state = _put_back(state, own, slot, Short(stamp, len(now), now))
            asked.append(
                Asked(
                    table=table, id=result["id"], slot=slot.name, said=said, now=now, member=member
                )
            )
    if outside:
        state = state._replace(made=own.made)
    state = state._replace(past=frozenset().union(*map(_past, known)))
    return Held(write(table, state), tuple(asked))


def _differ(table: str, known: Sequence[Document], result: Document) -> bool:
    """Whether anything of what decides who gets it would be another."""
    slots = [slot_named(table, e) for e in (*_BRANCHS.get(table, ()), *_POINTING.get(table, ()))]
    fields = ("created_by", *(field for slot in slots for field in slot.fields))
    return (
        len(known) > 1
        or _past(known[0]) != _past(result)
        or any(known[0].get(field) != result.get(field) for field in fields)
    )


def _past(document: Document) -> frozenset[str]:
    """The shares it was ever handed to, which count from the branch only."""
    return frozenset(document.get("merged", {}).get("past", ()))


def _says(slot: Slot, document: Mapping[str, Any]) -> str:
    return say({each: document[each] for each in slot.fields if each in document}, {})


def _put_back(state: State, own: State, slot: Slot, now: Short) -> State:
    """The state with a slot as the branch has it."""
    if slot.manner == "short":
        return state._replace(short={**state.short, slot.name: now})
    return state._replace(texts={**state.texts, slot.name: own.texts.get(slot.name, {})})


def wants(asked: Asked) -> Any:
    """What was asked for: the slot's fields, or the ids of the members that are to be one."""
    return msgspec.json.decode(asked.said)


def as_asked(record: R, asked: Asked) -> R:
    """The record as a member asked for it."""
    version = Version(slot=asked.slot, stamp=NEVER, origin=record.id, said=asked.said)
    return saying(record, slot_named(asked.table, asked.slot), version)
