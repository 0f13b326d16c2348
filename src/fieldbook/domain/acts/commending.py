"""Commendations of good work: whom they mean."""

from __future__ import annotations

import msgspec

from fieldbook.domain.acts.making import Pen, make
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Commendation, Group, Household, Member, Person
from fieldbook.domain.shelf import Shelf


def commend(pen: Pen, draft: Draft) -> Commendation:
    """A commendation; a name that only one group, household or member has is taken to mean it."""
    commendation = make(pen, Commendation, draft)
    return msgspec.structs.replace(commendation, whom=_meant(pen.shelf, commendation.whom))


def _meant(shelf: Shelf, whom: Person) -> Person:
    if whom.id:
        return whom
    households = (each.id for each in shelf.every(Household) if each.head == whom.name)
    found = [
        *((Group.kind, each.id) for each in shelf.groups_named(whom.name)),
        *((Member.kind, each) for each in shelf.member_ids(whom.name)),
        *((Household.kind, each) for each in households),
    ]
    found = [each for each in found if whom.role in ("", each[0])]
    if len(found) != 1:
        return whom
    role, record_id = found[0]
    return msgspec.structs.replace(whom, id=record_id, role=role)
