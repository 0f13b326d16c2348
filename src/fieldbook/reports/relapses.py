"""Relapses: what did not hold, by group, by kind, and by who had carried it out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from fieldbook.domain.records import FollowUp, Group, Household, Issue, Solution
from fieldbook.domain.shelf import Shelf


class Relapse(NamedTuple):
    """One issue that relapsed once; or a group in which a follow-up found a relapse."""

    on: dt.date
    follow_up: FollowUp
    solution: Solution | None
    issue: Issue | None
    group: Group | None


class Relapses(NamedTuple):
    """Relapses, and how often each group, kind and bearer stands in them."""

    rows: tuple[Relapse, ...]
    """The latest first."""
    by_group: tuple[tuple[str, int], ...]
    """(group id, relapses), the most first; an empty id for issues of no group."""
    by_kind: tuple[tuple[str, int], ...]
    """(kind of issue, relapses), the most first."""
    by_carried: tuple[tuple[str, int], ...]
    """(``group``, ``jointly``, ``cadre`` or an empty text, relapses), the most first."""

    def issue_kinds(self) -> tuple[tuple[str, int], ...]:
        """(kind, issues that relapsed), the most first; each issue once, however often it did."""
        issues = {row.issue.id: row.issue for row in self.rows if row.issue}
        return _most_first(each.issue_kind for each in issues.values())

    def issues_carried(self) -> tuple[tuple[str, int], ...]:
        """(who carried it out, issues that relapsed), the most first; each as its last relapse has it."""
        found = {row.issue.id: row.solution for row in self.rows[::-1] if row.issue}
        return _most_first(each.carried_by for each in found.values() if each)


def relapses(
    shelf: Shelf,
    from_on: dt.date | None = None,
    to_on: dt.date | None = None,
    *,
    groups: Collection[str] | None = None,
) -> Relapses:
    """The relapses found from one day to another; of all time without days.

    Where groups are named by their ids, only theirs.
    """
    first, last = from_on or dt.date.min, to_on or dt.date.max
    rows = [
        row
        for each in shelf.every(FollowUp)
        if each.result == "relapsed" and first <= _day(each) <= last
        for row in _rows(shelf, each)
        if groups is None or (row.group and row.group.id in groups)
    ]
    rows.sort(key=lambda row: (row.on, row.follow_up.seq), reverse=True)
    of_issues = [row for row in rows if row.issue and row.solution]
    return Relapses(
        rows=tuple(rows),
        by_group=_most_first(row.group.id if row.group else "" for row in rows),
        by_kind=_most_first(row.issue.issue_kind for row in of_issues if row.issue),
        by_carried=_most_first(row.solution.carried_by for row in of_issues if row.solution),
    )


def relapses_by_group(shelf: Shelf) -> Mapping[str, int]:
    """Group id → relapses in it."""
    kinds = (FollowUp, Solution, Issue, Household, Group)
    return shelf.remember("relapses_by_group", kinds, lambda: dict(relapses(shelf).by_group))


def _rows(shelf: Shelf, check: FollowUp) -> list[Relapse]:
    """One row for each issue that relapsed.

    Issues, solutions and groups in the trash are left out, and a solution nobody can read.
    """
    if not check.solution:
        group = shelf.living(Group, check.group)
        return [Relapse(_day(check), check, None, None, group)] if group else []
    solution = shelf.living(Solution, check.solution)
    if solution is None:
        return []
    return [
        Relapse(_day(check), check, solution, issue, shelf.group_of(issue))
        for issue in shelf.issues_of(solution)
        if not check.relapsed_issues or issue.id in check.relapsed_issues
    ]


def _day(check: FollowUp) -> dt.date:
    return check.checked_on or check.due_on


def _most_first(found: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(found).most_common())
