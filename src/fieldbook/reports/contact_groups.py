"""How contact by household is kept up, by contact group: the work is compared, not the persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fieldbook.domain.codes import EXPLAINED
from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import found_day, visited_day
from fieldbook.domain.records import Household, Issue, Member, Visit
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.due import interval_of
from fieldbook.reports.tables import Column, Share, Table


class ContactGroupRow(NamedTuple):
    """One contact group; the households whose contact is in none stand together in one row."""

    contact_group: str
    """Its number or name; an empty text for those in none."""
    households: int
    reached: int
    """Households at which somebody was met in the period."""
    visits: int
    """Visits of the period at which somebody was met."""
    kept: Share
    """Of the times a visit of these households fell due in the period: when one had been made."""
    explained: tuple[tuple[str, int], ...]
    """How many of the visits gave each kind of explanation."""
    in_time: Share
    """Of the issues found in the period that had to be referred by its end, or were: in time."""


def contact_groups(
    shelf: Shelf, from_on: dt.date, to_on: dt.date, habits: Habits
) -> tuple[ContactGroupRow, ...]:
    """One row a contact group, in the order of their numbers.

    Work is credited to the group of whoever was the household's contact on its day, and so is what
    was due: a household that changes hands does not take its past along.
    """
    found = {each.contact_group: _Work() for each in shelf.every(Member) if each.contact_group}
    for household in shelf.every(Household):
        found.setdefault(_group_on(shelf, household, to_on), _Work()).households += 1
        _credit(found, shelf, household, from_on, to_on, habits=habits)
    return tuple(found[name].row(name) for name in sorted(found, key=_as_number))


def side_by_side(rows: Sequence[ContactGroupRow]) -> Table:
    """The contact groups compared, a row each."""
    return (
        Column("contact_group", [each.contact_group for each in rows]),
        Column("households", [each.households for each in rows]),
        Column("visits", [each.visits for each in rows]),
        Column("kept", [each.kept for each in rows]),
        *(
            Column(f"explained:{code}", [dict(each.explained).get(code, 0) for each in rows])
            for code, _count in rows[0].explained
        ),
        Column("in_time", [each.in_time for each in rows]),
    )


def _as_number(name: str) -> tuple[bool, int, str]:
    """Group 2 comes before group 10, and those in none come last."""
    digits = "".join(each for each in name if each in "0123456789")
    return not name, int(digits or 0), name


def contact_on(household: Household, day: dt.date) -> str:
    """The id of the contact on a day; on the day of a handover it is the new one."""
    later = [each for each in household.handovers if each.on > day]
    return min(later, key=lambda each: each.on).from_contact if later else household.contact


def _group_on(shelf: Shelf, household: Household, day: dt.date) -> str:
    """The contact group a household was with; a contact who has left the branch is still theirs."""
    member = shelf.living(Member, contact_on(household, day))
    return member.contact_group if member else ""


class _Work:
    """What is credited to one contact group, while it is counted."""

    def __init__(self) -> None:
        self.households = 0
        self.visits: list[Visit] = []
        self.kept: list[bool] = []
        self.referred: list[bool] = []

    def row(self, name: str) -> ContactGroupRow:
        """The counted work as figures."""
        return ContactGroupRow(
            contact_group=name,
            households=self.households,
            reached=len({each.household for each in self.visits}),
            visits=len(self.visits),
            kept=Share(sum(self.kept), len(self.kept)),
            explained=tuple(
                (kind, sum(kind in each.explained for each in self.visits)) for kind in EXPLAINED
            ),
            in_time=Share(sum(self.referred), len(self.referred)),
        )


def _credit(
    found: dict[str, _Work],
    shelf: Shelf,
    household: Household,
    from_on: dt.date,
    to_on: dt.date,
    *,
    habits: Habits,
) -> None:
    """Credit a household's visits, the days they fell due, and the referral of its issues."""

    def whose(day: dt.date) -> _Work:
        return found.setdefault(_group_on(shelf, household, day), _Work())

    met = [(on, each) for each in _met(shelf, household) if (on := visited_day(each))]
    for on, visit in met:
        if from_on <= on <= to_on:
            whose(on).visits.append(visit)
    every, since = interval_of(shelf, household, habits), household.created_at.date()
    for due, made in visits_kept(since, every, [on for on, _ in met], to_on):
        if due >= from_on:
            whose(due).kept.append(made)
    for issue in shelf.pointing(Issue, "household", household.id):
        found_on = found_day(issue)
        if found_on is None or not from_on <= found_on <= to_on:
            continue
        in_time = _referred_in_time(issue, found_on, to_on, habits)
        if in_time is not None:
            whose(found_on).referred.append(in_time)


def _met(shelf: Shelf, household: Household) -> list[Visit]:
    visits = shelf.pointing(Visit, "household", household.id)
    return [each for each in visits if each.manner != "nobody_home"]


def visits_kept(
    since: dt.date, every: int, visited: Iterable[dt.date], until: dt.date
) -> list[tuple[dt.date, bool]]:
    """Each day up to ``until`` on which a visit fell due, and whether one had been made by then.

    A visit falls due ``every`` days after the last one (first: after ``since``, or an earlier
    visit entered afterwards). Several visits between two such days keep one of them, so that going
    often to one house does not stand for not going to another. A day that passed without a visit is
    missed, and another falls due ``every`` days later, or so many days after a visit made late.
    """
    days = sorted(visited)
    start = min([since, *days[:1]])
    found: list[tuple[dt.date, bool]] = []
    step = dt.timedelta(days=every)
    while (due := start + step) <= until:
        made = [day for day in days if start < day <= due]
        late = [day for day in days if due < day <= due + step]
        found.append((due, bool(made)))
        start = made[-1] if made else late[0] if late else due
    return found


def _referred_in_time(
    issue: Issue, found_on: dt.date, to_on: dt.date, habits: Habits
) -> bool | None:
    """Whether an issue of the period was referred in time; none where it had not to be.

    One found too late in the period to be late counts only once it was referred; one that was
    dropped within its days asks for no referral.
    """
    by = found_on + dt.timedelta(days=habits.refer_within_days)
    referred_on = issue.first_referred_on
    if referred_on is not None and referred_on <= to_on:
        return referred_on <= by
    dropped = issue.dropped_on is not None and issue.dropped_on <= by
    return False if by < to_on and not dropped else None
