"""Stubs: all that a contact group is told of a household that is another's now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldbook.domain.merge.documents import Document, Short, read, write
from fieldbook.domain.records import Household
from fieldbook.domain.saying import say
from fieldbook.domain.slots import CONTACT, slot_named
from fieldbook.domain.stamps import ALL_FIELDS, NEVER


def stub_of(document: Mapping[str, Any]) -> Document:
    """Whose a household is now, and nothing else of it."""
    stamps = document.get("stamps", {})
    everywhere = stamps.get(ALL_FIELDS, NEVER)
    fields = slot_named(Household.table, CONTACT).fields  # it may be as late as a handover alone
    latest = max(stamps.get(each, everywhere) for each in (CONTACT, *fields))
    stub: Document = {
        "id": document["id"],
        "contact": document.get("contact", ""),
        "stamps": {CONTACT: latest},
        "stub": True,
    }
    also = document.get("merged", {}).get("also", ())
    return {**stub, "merged": {"also": list(also)}} if also else stub


def is_stub(document: Mapping[str, Any]) -> bool:
    """Whether a document is a stub."""
    return document.get("stub") is True


def is_sound_stub(table: str, document: Mapping[str, Any]) -> bool:
    """Whether a stub is one of a household, and says what a stub does."""
    also = document.get("merged", {}).get("also", ())
    return (
        table == Household.table
        and isinstance(document.get("contact"), str)
        and CONTACT in document["stamps"]
        and all(isinstance(each, str) for each in also)
    )


def with_stub(table: str, ours: Document, stub: Document) -> Document:
    """Our household with the contact of the stub, where that was written later.

    It says less than what the branch has of that handover, and so gives way to it wherever they meet.
    """
    state = read(table, ours)
    stamp, own = stub["stamps"][CONTACT], state.short.get(CONTACT)
    ids = state.ids | {stub["id"], *stub.get("merged", {}).get("also", ())}
    short = dict(state.short)
    if own is None or stamp > own.stamp:
        said = say({"contact": stub["contact"]} if stub["contact"] else {}, {})
        short[CONTACT] = Short(stamp, len(said), said)
    if ids == state.ids and short == state.short:
        return ours
    found = write(table, state._replace(ids=ids, short=short))
    return {**found, "seq": ours["seq"]} if "seq" in ours else found
