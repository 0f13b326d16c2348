"""How contact by household is kept up, by contact group: the work is compared, not the persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fieldbook.domain.codes import EXPLAINED
from fieldbook.domain.habits import Habits
from fieldbook.domain.records import Household, Issue, Member, Visit
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.due import interval_of


class ContactGroupRow(NamedTuple):
    """One contact group; the households whose contact is in none stand together in one row."""

    contact_group: str
    """Its number or name; an empty text for those in none."""
    households: int
    reached: int
    """Households at which somebody was met in the period."""
    visits: int
    """Visits of the period at which somebody was met."""
    visits_due: int
    """How often a visit of these households fell due in the period."""
    visits_kept: int
    """How often one had been made by then."""
    explained: tuple[tuple[str, int], ...]
    """How many of the visits gave each kind of explanation."""
    referrals_due: int
    """Issues found in the period that had to be referred by its end, or were."""
    referrals_in_time: int

    @property
    def share_kept(self) -> float | None:
        """The part of the visits due that was kept; none where none fell due."""
        return self.visits_kept / self.visits_due if self.visits_due else None

    @property
    def share_in_time(self) -> float | None:
        """The part of the referrals that was made in time; none where none was due."""
        return self.referrals_in_time / self.referrals_due if self.referrals_due else None


def contact_groups(
    shelf: Shelf, from_on: dt.date, to_on: dt.date, habits: Habits
) -> tuple[ContactGroupRow, ...]:
    """One row a contact group, in the order of their numbers."""
    group_of = {each.id: each.contact_group for each in shelf.every(Member)}
    households: dict[str, list[Household]] = {
        name: [] for name in sorted(set(group_of.values()), key=_as_number) if name
    }
    for each in shelf.every(Household):
        households.setdefault(group_of.get(each.contact, ""), []).append(each)
    return tuple(
        _row(shelf, name, found, from_on, to_on, habits=habits)
        for name, found in households.items()
    )


def _as_number(name: str) -> tuple[int, str]:
    """Group 2 comes before group 10."""
    digits = "".join(each for each in name if each in "0123456789")
    return int(digits or 0), name


def _row(
    shelf: Shelf,
    name: str,
    households: Sequence[Household],
    from_on: dt.date,
    to_on: dt.date,
    *,
    habits: Habits,
) -> ContactGroupRow:
    met = {each.id: _met(shelf, each) for each in households}
    visits = [
        each for found in met.values() for each in found if from_on <= each.visited_on <= to_on
    ]
    kept = [
        fell_due
        for each in households
        for fell_due in visits_kept(
            each.created_at.date(),
            interval_of(shelf, each, habits),
            [visit.visited_on for visit in met[each.id]],
            to_on,
        )
        if fell_due[0] >= from_on
    ]
    issues = [i for each in households for i in shelf.pointing(Issue, "household", each.id)]
    in_time = _referrals(issues, from_on, to_on, habits)
    return ContactGroupRow(
        contact_group=name,
        households=len(households),
        reached=len({each.household for each in visits}),
        visits=len(visits),
        visits_due=len(kept),
        visits_kept=sum(made for _, made in kept),
        explained=tuple(
            (kind, sum(kind in each.explained for each in visits)) for kind in EXPLAINED
        ),
        referrals_due=len(in_time),
        referrals_in_time=sum(in_time),
    )


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


def _referrals(
    issues: Iterable[Issue], from_on: dt.date, to_on: dt.date, habits: Habits
) -> list[bool]:
    """For each issue of the period that had to be referred: whether that was in time.

    One found too late in the period to be late counts only once it was referred; one that was
    dropped within its days asks for no referral.
    """
    limit = dt.timedelta(days=habits.refer_within_days)
    found = []
    for each in issues:
        if not from_on <= each.found_on <= to_on:
            continue
        by = each.found_on + limit
        if each.referred_on is not None and each.referred_on <= to_on:
            found.append(each.referred_on <= by)
        elif by < to_on and not (each.dropped_on and each.dropped_on <= by):
            found.append(False)
    return found
