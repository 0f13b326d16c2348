"""The work groups as rows: type and road, core group, issues, who carries the work, relapses."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.marks import in_order, surveyed_day
from fieldbook.domain.records import FollowUp, Group, Household, Issue, Person, Solution, Survey
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.carried import Carried, carried, leans_on_cadre, solutions_by_group

ORDER: Final = (3, 2, None, 1)
"""Types as they want work: not formed, not strong, not surveyed yet, formed."""
AROUND: Final = (Group, Household, Issue, Solution, FollowUp)
"""The kinds by which an issue, its status, and its group are known."""


class GroupRow(NamedTuple):
    """A group as a list shows it: where it stands by its surveys, and what was done with it."""

    group: Group
    type: int | None
    """As the latest survey has it; none where it was never surveyed."""
    latest: Survey | None
    road: tuple[tuple[dt.date | None, int], ...]
    """(day, type) of every survey, the earliest first."""
    core: bool
    key_members: tuple[Person, ...]
    households: int
    unsolved: int
    carried: Carried
    leans_on_cadre: bool
    relapses: int


def group_rows(shelf: Shelf, today: dt.date, only_type: int | None = None) -> tuple[GroupRow, ...]:
    """Every group (of one type when asked): what wants work first, by type, then open issues."""

    def all_rows() -> tuple[GroupRow, ...]:
        around = _Around(shelf)
        rows = [_row(each, around, today) for each in shelf.every(Group)]
        rank = {each: number for number, each in enumerate(ORDER)}
        rows.sort(key=lambda row: (rank.get(row.type, len(rank)), -row.unsolved, row.group.seq))
        return tuple(rows)

    found = shelf.remember("group_rows", (Survey, *AROUND), all_rows, today)
    return found if only_type is None else tuple(each for each in found if each.type == only_type)


def group_row(shelf: Shelf, group: Group, today: dt.date) -> GroupRow:
    """One group as a row, without those beside it."""
    return _row(group, _Around(shelf), today)


class _Around:
    """What lies around the groups, gathered in one walk over the book."""

    def __init__(self, shelf: Shelf) -> None:
        from fieldbook.reports.relapses import relapses_by_group

        self.surveys = surveys_by_group(shelf)
        self.households = households_by_group(shelf)
        self.unsolved = unsolved_by_group(shelf)
        self.solutions = solutions_by_group(shelf)
        self.relapses = relapses_by_group(shelf)


def _row(group: Group, around: _Around, today: dt.date) -> GroupRow:
    surveys = around.surveys.get(group.id, ())
    solutions = around.solutions.get(group.id, ())
    return GroupRow(
        group=group,
        type=surveys[-1].type if surveys else None,
        latest=surveys[-1] if surveys else None,
        road=tuple((surveyed_day(each), each.type) for each in surveys),
        core=has_core(group, today),
        key_members=group.key_members,
        households=around.households.get(group.id, 0),
        unsolved=around.unsolved.get(group.id, 0),
        carried=carried(solutions),
        leans_on_cadre=leans_on_cadre(solutions, today),
        relapses=around.relapses.get(group.id, 0),
    )


def survey_order(survey: Survey) -> tuple[dt.date, int]:
    """The earliest first; of one day, as they were noted."""
    return in_order(surveyed_day(survey)), survey.seq


def surveys_by_group(shelf: Shelf) -> Mapping[str, Sequence[Survey]]:
    """Group id → its surveys, the earliest first; of one day, in the order they were noted."""

    def found() -> dict[str, list[Survey]]:
        by_group: dict[str, list[Survey]] = defaultdict(list)
        for each in shelf.every(Survey):
            by_group[each.group].append(each)
        for surveys in by_group.values():
            surveys.sort(key=survey_order)
        return dict(by_group)

    return shelf.remember("surveys_by_group", (Survey,), found)


def households_by_group(shelf: Shelf) -> Mapping[str, int]:
    """Group id → how many households it has."""

    def found() -> Counter[str]:
        return Counter(each.group for each in shelf.every(Household) if each.group)

    return shelf.remember("households_by_group", (Household,), found)


def unsolved_by_group(shelf: Shelf) -> Mapping[str, int]:
    """Group id → its issues that still want work, those of its households among them."""

    def found() -> Counter[str]:
        unsolved = (each for each in shelf.every(Issue) if shelf.status(each) in UNSOLVED)
        groups = (shelf.group_of(each) for each in unsolved)
        return Counter(each.id for each in groups if each)

    return shelf.remember("unsolved_by_group", AROUND, found)


def has_core(group: Group, today: dt.date) -> bool:
    """Whether a core group stands: since a day that has come, or its members are named."""
    if group.core_since:
        return group.core_since <= today
    return bool(group.core_members)
