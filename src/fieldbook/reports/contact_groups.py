"""How contact by household is kept up, by contact group: the work is compared, not the persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from fieldbook.domain.codes import EXPLAINED
from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import found_day, visited_day
from fieldbook.domain.records import Household, Issue, Member, Visit
from fieldbook.domain.rules import written
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.stamps import ALL_FIELDS
from fieldbook.reports.due import interval_of
from fieldbook.reports.mine import as_number, contact_group
from fieldbook.reports.tables import Cell, Column, Share, Table


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
    noted: bool = True
    """Whether any of its work is in this book; where none is, nobody knows how it was kept up."""


def contact_groups(
    shelf: Shelf,
    from_on: dt.date,
    to_on: dt.date,
    habits: Habits,
    *,
    last: dt.date | None = None,
    today: dt.date | None = None,
) -> tuple[ContactGroupRow, ...]:
    """One row a contact group, in the order of their numbers.

    Work is credited to the group of whoever was the household's contact on its day, and so is what
    was due: a household that changes hands does not take its past along. What is about no household,
    such as a work group's own issue, is the work of the group of whoever wrote it down; so is what is
    about a household of which nobody was the contact yet, and what fell due there after his visit. Where
    nobody knows who wrote it down, as before the book had members, it is its first contact's.

    Args:
        shelf: the records.
        from_on: the first day.
        to_on: the last day that has come: until then visits fall due and issues grow late.
        habits: after how many days they do.
        last: the last day of which visits and issues count, where that is another one.
        today: the day it is, where that is another one: a visit due today is not missed yet.
    """
    days = _Days(from_on, to_on, last or to_on, today or to_on)
    found = {each.contact_group: _Work() for each in shelf.every(Member) if each.contact_group}
    for household in shelf.every(Household):
        found.setdefault(_group_on(shelf, household, to_on), _Work()).households += 1
        _credit_due(found, shelf, household, days, habits)
    for visit in shelf.every(Visit):
        _credit_visit(found, shelf, visit, days)
    for issue in shelf.every(Issue):
        _credit_issue(found, shelf, issue, days, habits)
    rows = (found[name].row(name) for name in sorted(found, key=as_number))
    return tuple(row for row in rows if row.contact_group or row.households or row.noted)


def in_all(rows: Sequence[ContactGroupRow]) -> tuple[Share, Share]:
    """(kept when due, referred in time) of all contact groups whose work is in the book."""
    noted = [each for each in rows if each.noted]
    kept, in_time = [each.kept for each in noted], [each.in_time for each in noted]
    return (
        Share(sum(each.part for each in kept), sum(each.whole for each in kept)),
        Share(sum(each.part for each in in_time), sum(each.whole for each in in_time)),
    )


def side_by_side(rows: Sequence[ContactGroupRow]) -> Table:
    """The contact groups compared, a row each; of one without notes only its households are known."""

    def column(word: str, figure: Callable[[ContactGroupRow], Cell]) -> Column:
        return Column(word, [figure(each) if each.noted else None for each in rows])

    return (
        Column("contact_group", [each.contact_group for each in rows]),
        Column("households", [each.households for each in rows]),
        column("visits", lambda each: each.visits),
        column("kept", lambda each: each.kept),
        *(
            column(f"explained:{code}", partial(_explained, code))
            for code, _count in rows[0].explained
        ),
        column("in_time", lambda each: each.in_time),
    )


def _explained(code: str, row: ContactGroupRow) -> int:
    return dict(row.explained).get(code, 0)


def without_notes(rows: Sequence[ContactGroupRow]) -> tuple[str, ...]:
    """The contact groups of whose work this book holds nothing; what is in none is no group's."""
    return tuple(name for each in rows if (name := each.contact_group) and not each.noted)


def contact_on(household: Household, day: dt.date, at: str = "") -> str:
    """The id of the contact on a day; on the day of a handover it is the new one.

    For what was written down that day before the handover, ``at`` a stamp, it is the former.
    """
    since = day + dt.timedelta(days=not at or at > written(household, "contact"))
    later = [each for each in household.handovers if each.on >= since]
    return min(later, key=lambda each: each.on).from_contact if later else household.contact


def _group_on(shelf: Shelf, household: Household, day: dt.date, at: str = "") -> str:
    """The contact group a household was with; where its contact was removed, in none."""
    return contact_group(shelf, contact_on(household, day, at))


def _group_of(shelf: Shelf, record: Visit | Issue, day: dt.date) -> str:
    """The contact group whose work a visit or an issue of a day is."""
    household = shelf.household_of(record)
    is_of_day = day == (record.visited_on if isinstance(record, Visit) else record.found_on)
    at = written(record, ALL_FIELDS) if is_of_day else ""
    if household is not None and contact_on(household, day, at):
        return _group_on(shelf, household, day, at)
    if isinstance(record, Visit) and record.manner == "listed":
        return ""
    if household is None or shelf.living(Member, record.created_by):
        return contact_group(shelf, record.created_by)
    return contact_group(shelf, _first_contact(household))


def _first_contact(household: Household) -> str:
    """The id of whoever was a household's contact first."""
    handovers = sorted(household.handovers, key=lambda each: each.on)
    return next((each.to_contact for each in handovers if each.to_contact), household.contact)


class _Days(NamedTuple):
    """The days that are looked at."""

    from_on: dt.date
    to_on: dt.date
    last: dt.date
    today: dt.date

    def have(self, day: dt.date | None) -> bool:
        """Whether what is of a day counts."""
        return day is not None and self.from_on <= day <= self.last


class _Work:
    """What is credited to one contact group, while it is counted."""

    def __init__(self) -> None:
        self.households = 0
        self.noted = False
        self.reached: set[str] = set()
        self.visits: list[Visit] = []
        self.kept: list[bool] = []
        self.referred: list[bool] = []

    def row(self, name: str) -> ContactGroupRow:
        """The counted work as figures."""
        return ContactGroupRow(
            contact_group=name,
            households=self.households,
            reached=len(self.reached),
            visits=len(self.visits),
            kept=Share(sum(self.kept), len(self.kept)),
            explained=tuple(
                (kind, sum(kind in each.explained for each in self.visits)) for kind in EXPLAINED
            ),
            in_time=Share(sum(self.referred), len(self.referred)),
            noted=self.noted,
        )


_Found = dict[str, _Work]


def _credit_due(
    found: _Found, shelf: Shelf, household: Household, days: _Days, habits: Habits
) -> None:
    """Credit the visits of a household that fell due, and one that was overdue when the period began."""
    every, since = interval_of(shelf, household, habits), household.created_at.date()
    visits = {day: each for each in _met(shelf, household) if (day := visited_day(each))}
    for due, made_on in fell_due(since, every, visits, days.to_on):
        in_time = made_on is not None and made_on <= due
        ended = due if in_time else made_on or days.to_on
        if ended < days.from_on or not (in_time or due < days.today):
            continue
        # While nobody was its contact it is due to whoever went there last, as that visit is his.
        on = max(due, days.from_on)
        last = max((day for day in visits if day <= due), default=None)
        whose = _group_of(shelf, visits[last], on) if last else _group_on(shelf, household, on)
        found.setdefault(whose, _Work()).kept.append(in_time)


def _credit_visit(found: _Found, shelf: Shelf, visit: Visit, days: _Days) -> None:
    """Credit a visit; one at which nobody was met says only that there are notes."""
    if visit.manner == "listed":
        return
    day = visited_day(visit)
    work = found.setdefault(_group_of(shelf, visit, day or visit.visited_on), _Work())
    work.noted = True
    if days.have(day) and visit.manner != "nobody_home":
        work.visits.append(visit)
        if shelf.household_of(visit):
            work.reached.add(visit.household)


def _credit_issue(found: _Found, shelf: Shelf, issue: Issue, days: _Days, habits: Habits) -> None:
    """Credit an issue, and whether it was referred in time."""
    day = found_day(issue)
    work = found.setdefault(_group_of(shelf, issue, day or issue.found_on), _Work())
    work.noted = True
    if day is not None and days.have(day):
        in_time = _referred_in_time(issue, day, days.to_on, habits)
        if in_time is not None:
            work.referred.append(in_time)


def _met(shelf: Shelf, household: Household) -> list[Visit]:
    visits = shelf.pointing(Visit, "household", household.id)
    return [each for each in visits if each.manner != "nobody_home"]


def fell_due(
    since: dt.date, every: int, visited: Iterable[dt.date], until: dt.date
) -> Iterator[tuple[dt.date, dt.date | None]]:
    """Each day up to ``until`` on which a visit fell due, and the day it was made; none: it still stands open.

    A visit falls due ``every`` days after the last one (first: after ``since``, or an earlier visit
    entered afterwards). Several visits between two such days keep one of them, so that going often to
    one house does not stand for not going to another. One that was missed stays the same one until it
    is made, so that going there late never lowers the number of those that were due.
    """
    days = sorted(visited)
    start = min([since, *days[:1]])
    while (due := start + dt.timedelta(days=every)) <= until:
        in_time = [day for day in days if start < day <= due]
        made_on = in_time[-1] if in_time else next((day for day in days if day > due), None)
        yield due, made_on
        if made_on is None:
            return
        start = made_on


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
