"""What goes to whom: no more of anybody than whoever gets it needs for his own work.

Up, from a member to the branch, goes the work, but not what he wrote for himself. Down, to a contact
group, go the branch's matters and the group's own households, with all that hangs on them; and of
others' work what one of the group is to carry out, without the issue and the household it is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, TypeVar

from fieldbook.domain.doers import doers
from fieldbook.domain.records import (
    Commendation,
    Diary,
    Experience,
    FollowUp,
    Group,
    Household,
    Issue,
    Link,
    Member,
    OnSiteMeeting,
    Plan,
    Record,
    Solution,
    Stay,
    Survey,
    Task,
    Training,
    Visit,
)
from fieldbook.domain.shelf import Shelf

R = TypeVar("R", bound=Record)
_OF_ALL: Final[tuple[type[Record], ...]] = (
    Task,
    Member,
    Group,
    Survey,
    Link,
    Stay,
    Plan,
    OnSiteMeeting,
)
"""Kinds that all of the branch may know: they are about no household."""


class Reach(NamedTuple):
    """What goes down to a contact group."""

    records: tuple[Record, ...]
    stubs: tuple[Household, ...]
    """Households that were once the group's: of them only whose they are now."""
    lent: frozenset[str] = frozenset()
    """The ids of solutions for other groups' issues that one of this group carries out, or once did."""


def up(shelf: Shelf) -> Iterator[Record]:
    """What a member hands in: everything but notes that he did not report."""
    return (each for each in shelf.everything() if not _stays_at_home(each))


def _stays_at_home(record: Record) -> bool:
    return isinstance(record, Diary) and record.diary_kind == "note" and not record.reported_on


def share_of(member: Member) -> str:
    """Whose share a member gets: his contact group's; who is in none has one of his own."""
    return member.contact_group or member.id


def down(shelf: Shelf, share: str) -> Reach:
    """What the branch gives to those of a share; a record in the trash goes where it went before."""
    return _Down(shelf, share).reach()


def share_with(shelf: Shelf, household: Household) -> str:
    """The share a household is in; empty where it is nobody's."""
    contact = shelf.find(Member, household.contact) if household.contact else None
    return share_of(contact) if contact else ""


class _Down:
    """The records of a contact group, kind by kind, each hanging on the ones before."""

    def __init__(self, shelf: Shelf, share: str) -> None:
        self._shelf = shelf
        self._share = share
        everything = tuple(shelf.everything())
        self._all = everything
        homes = [each for each in everything if isinstance(each, Household)]
        self.own = [e for e in homes if share_with(shelf, e) == share]
        self._homes = {each.id for each in self.own}
        self._groups = {each.group for each in self.own if each.group}
        self._members = {
            each.id for each in everything if isinstance(each, Member) and share_of(each) == share
        }
        self.left = [
            each
            for each in homes
            if each.id not in self._homes and each.merged and share in each.merged.past
        ]
        self._places: dict[str, bool] = {}

    def reach(self) -> Reach:
        """All of it, in the order of the kinds."""
        if not self._share:
            return Reach(tuple(each for each in self._all if isinstance(each, _OF_ALL)), ())
        issues = self._ids(e for e in self._of(Issue) if self._is_here(e))
        visits = self._ids(e for e in self._of(Visit) if self._is_here(e))
        solutions = self._ids(e for e in self._of(Solution) if issues & set(e.issues))
        lent = self._ids(e for e in self._of(Solution) if self._is_lent(e)) - solutions
        checks = self._ids(e for e in self._of(FollowUp) if self._checks(e, solutions | lent))
        taught = self._ids(e for e in self._of(Experience) if self._teaches(e, solutions, visits))
        lessons = self._ids(e for e in self._of(Training) if self._is_open(e, issues, taught))
        praised = self._ids(e for e in self._of(Commendation) if self._may_praise(e))
        found = (
            self._homes | issues | visits | solutions | lent | checks | taught | lessons | praised
        )
        return Reach(
            tuple(each for each in self._all if each.id in found or self._is_of_all(each, taught)),
            tuple(self.left),
            frozenset(lent),
        )

    def _of(self, kind: type[R]) -> Iterator[R]:
        return (each for each in self._all if isinstance(each, kind))

    @staticmethod
    def _ids(records: Iterable[Record]) -> set[str]:
        return {each.id for each in records}

    def _is_here(self, record: Issue | Visit) -> bool:
        """Of a household of the group's; of none, then of a work group where it has one.

        What is about nothing the book knows goes to the group of whoever wrote it down.
        """
        if record.household:
            return record.household in self._homes
        if record.household_text or not record.group:
            return record.created_by in self._members
        return record.group in self._groups

    def _is_lent(self, solution: Solution) -> bool:
        """Whether one of the group is to carry it out; who once was hears how it goes on.

        A name that several members have says of none that it is he.
        """
        if solution.merged and self._share in solution.merged.past:
            return True
        named = doers(self._shelf, solution, solution.steps)
        return any(len(ids) == 1 and ids[0] in self._members for ids in named)

    def _checks(self, follow_up: FollowUp, solutions: set[str]) -> bool:
        if follow_up.solution:
            return follow_up.solution in solutions
        return not follow_up.relapsed_issues and follow_up.group in self._groups

    def _teaches(self, record: Experience, solutions: set[str], visits: set[str]) -> bool:
        """An experience is for all, but for one that was made with another group's household."""
        return self._is_of_no_other(record.solution, solutions) and self._is_of_no_other(
            record.visit, visits
        )

    def _is_of_no_other(self, target: str, reached: set[str]) -> bool:
        return not target or target in reached or self._is_of_no_household(target)

    def _is_of_no_household(self, target: str) -> bool:
        """Whether a visit, an issue or a solution is about no household at all."""
        if target not in self._places:
            self._places[target] = self._names_none(target)
        return self._places[target]

    def _names_none(self, target: str) -> bool:
        found = self._shelf.find(Visit, target) or self._shelf.find(Issue, target)
        if found is not None:
            return not (found.household or found.household_text)
        solution = self._shelf.find(Solution, target)
        return solution is not None and all(map(self._names_none, solution.issues))

    def _is_open(self, lesson: Training, issues: set[str], taught: set[str]) -> bool:
        return self._is_of_no_other(lesson.issue, issues) and (
            not lesson.experience or lesson.experience in taught
        )

    def _may_praise(self, praise: Commendation) -> bool:
        return praise.whom.role != "household" or praise.whom.id in self._homes

    @staticmethod
    def _is_of_all(record: Record, taught: set[str]) -> bool:
        if isinstance(record, OnSiteMeeting) and record.experience:
            return record.experience in taught
        return isinstance(record, _OF_ALL)
