"""Whose work is shown: a member's own and his contact group's, where the book knows the member."""

from __future__ import annotations

from fieldbook.domain.records import FollowUp, Household, Issue, Member, Record, Solution, Visit
from fieldbook.domain.shelf import Shelf


def colleagues(shelf: Shelf, name: str) -> frozenset[str]:
    """The ids of the member of this name and of those in his contact group; empty where there is none."""
    own = [shelf.get(Member, each) for each in shelf.member_ids(name)] if name else []
    groups = {each.contact_group for each in own if each.contact_group}
    return frozenset(
        each.id for each in shelf.every(Member) if each in own or each.contact_group in groups
    )


def contacts_of(shelf: Shelf, record: Record) -> frozenset[str]:
    """The ids of the members in whose contact a record is: those of the households it is about."""
    return frozenset(each.contact for each in households_of(shelf, record) if each.contact)


def households_of(shelf: Shelf, record: Record) -> tuple[Household, ...]:
    """The households a record is about: itself, its own, or those of its solution's issues."""
    if isinstance(record, Household):
        return (record,)
    if isinstance(record, (Visit, Issue)):
        found = shelf.household_of(record)
        return (found,) if found else ()
    if isinstance(record, Solution):
        issues = (shelf.find(Issue, each) for each in record.issues)
        return tuple(home for each in issues if each for home in households_of(shelf, each))
    solution = shelf.find(Solution, record.solution) if isinstance(record, FollowUp) else None
    return households_of(shelf, solution) if solution else ()
