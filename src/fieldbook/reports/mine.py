"""Whose work is shown: a member's own and his contact group's, where the book knows the member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TypeVar

from fieldbook.domain.doers import doers
from fieldbook.domain.records import (
    FollowUp,
    Group,
    Household,
    Issue,
    Member,
    Record,
    Solution,
    Visit,
)
from fieldbook.domain.shelf import Shelf

R = TypeVar("R", bound=Record)
Members = frozenset[str]
"""The ids of those whose work is shown; empty: everybody's."""
EVERYBODY: Members = frozenset()


def colleagues(shelf: Shelf, name: str) -> Members:
    """The ids of the member of this name and of those in his contact group; empty where there is none."""
    own = [shelf.get(Member, each) for each in shelf.member_ids(name)] if name else []
    groups = {each.contact_group for each in own if each.contact_group}
    return frozenset(
        each.id for each in shelf.every(Member) if each in own or each.contact_group in groups
    )


def contact_group(shelf: Shelf, member_id: str) -> str:
    """The contact group of a member; of one who was removed, or of nobody, none."""
    member = shelf.living(Member, member_id)
    return member.contact_group if member else ""


def as_number(name: str) -> tuple[bool, int, str]:
    """The order of contact groups: group 2 comes before group 10, and those in none come last."""
    digits = "".join(each for each in name if each in "0123456789")
    return not name, int(digits or 0), name


def is_of(shelf: Shelf, record: Record, members: Members) -> bool:
    """Whether a record is these members' work: its households are theirs, or it is theirs to carry out.

    A group is where a household of it is. What is about no household is the work of who wrote it
    down, and where nobody knows who did, or he was removed, everybody's.
    """
    if isinstance(record, Member):
        return record.id in members
    named = frozenset(_doers(shelf, record)) if isinstance(record, Solution) else frozenset()
    if not named.isdisjoint(members):
        return True
    homes = households_of(shelf, record)
    if homes or isinstance(record, Group):
        return any(is_in_contact(each, members) for each in homes)
    if record.created_by in members:
        return True
    return not named and shelf.living(Member, record.created_by) is None


def _doers(shelf: Shelf, solution: Solution) -> Iterator[str]:
    """The ids of the members whom a solution names as responsible, for itself or for an open step."""
    undone = (each for each in solution.steps if not each.done_on)
    return chain.from_iterable(doers(shelf, solution, undone))


def is_in_contact(household: Household, members: Members) -> bool:
    """Whether a household is these members'; one that has no contact is everybody's.

    A roster rarely says who goes where: what nobody was given must not be missing from everybody's day.
    """
    return not household.contact or household.contact in members


def kept_to(
    shelf: Shelf, name: str, found: Sequence[R], members: Members, *given: object
) -> Sequence[R]:
    """Of records that a report found, those that are these members' work.

    Args:
        shelf: remembers the answer.
        name: what was asked.
        found: the records; what they are read from are issues, solutions, follow-ups, households, groups.
        members: whose work is meant.
        given: what else it depends on which records were found.
    """
    if not members:
        return found

    def those() -> list[R]:
        return [each for each in found if is_of(shelf, each, members)]

    kinds = (Issue, Solution, FollowUp, Household, Group, Member)
    return shelf.remember(f"{name}_of_members", kinds, those, members, *given)


def contacts_of(shelf: Shelf, record: Record) -> Members:
    """The ids of the members in whose contact a record is: those of the households it is about."""
    return frozenset(each.contact for each in households_of(shelf, record) if each.contact)


def households_of(shelf: Shelf, record: Record) -> tuple[Household, ...]:
    """The households a record is about: itself, its own, or those of its solution's issues."""
    if isinstance(record, Household):
        return (record,)
    if isinstance(record, Group):
        return shelf.pointing(Household, "group", record.id)
    if isinstance(record, (Visit, Issue)):
        found = shelf.household_of(record)
        return (found,) if found else ()
    if isinstance(record, Solution):
        issues = (shelf.living(Issue, each) for each in record.issues)
        return tuple(home for each in issues if each for home in households_of(shelf, each))
    solution = shelf.living(Solution, record.solution) if isinstance(record, FollowUp) else None
    return households_of(shelf, solution) if solution else ()


def groups_of(shelf: Shelf, record: Record) -> frozenset[str]:
    """The ids of the groups a record belongs to: itself, its own, those of its households."""
    if isinstance(record, Group):
        return frozenset({record.id})
    if isinstance(record, (Household, Visit, Issue)):
        group = shelf.group_of(record)
        return frozenset({group.id}) if group else frozenset()
    own = getattr(record, "group", "") or getattr(record, "whom", "")
    homes = {each.group for each in households_of(shelf, record) if each.group}
    return frozenset({own, *homes} if own else homes)
