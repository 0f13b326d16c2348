"""The branch's own view: what was referred to it, and the members' reports.

Of a member there is the last exchange and his reports, those that are in and the days of those that
are not: nothing here counts, compares or orders persons. How contact is kept up is told of contact
groups.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.habits import Habits
from fieldbook.domain.merge.memory import Memory
from fieldbook.domain.records import (
    Diary,
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
from fieldbook.reports.due import VisitDue, visits_due
from fieldbook.reports.issues import IssueRow, issue_row
from fieldbook.reports.mine import as_number, contact_group, households_of
from fieldbook.reports.minutes import decided_days
from fieldbook.reports.rhythm import KINDS, due_on, every_days, first_work, last_page
from fieldbook.reports.waiting import is_late, unreferred_since, waits_for_answer


class AtDesk(NamedTuple):
    """An unsolved issue that the branch is to answer."""

    row: IssueRow
    contact_group: str
    waiting: str
    """``unanswered``, or ``late`` where it should have been referred by now."""
    since: dt.date
    """The day it was referred; of a late one, that it was found, or relapsed."""
    days: int
    """Days since then."""
    is_put_off: bool = False
    """Whether a meeting has put it off since it was referred."""


def referral_desk(shelf: Shelf, today: dt.date, habits: Habits) -> tuple[AtDesk, ...]:
    """What was referred and not answered, or should have been referred by now; the oldest first.

    What a meeting put off stands last: it was looked at, and has time.
    """

    def made() -> tuple[AtDesk, ...]:
        put_off = decided_days(shelf, put_off=True)
        waiting = [
            _at_desk(shelf, each, put_off.get(each.id), today, habits)
            for each in shelf.every(Issue)
            if shelf.status(each) in UNSOLVED
            if waits_for_answer(shelf, each) or is_late(shelf, each, today, habits)
        ]
        waiting.sort(key=_desk_order)
        return tuple(waiting)

    kinds = (Issue, Solution, FollowUp, Household, Group, Member, Diary)
    return shelf.remember("referral_desk", kinds, made, today, habits)


def _desk_order(row: AtDesk) -> tuple[bool, dt.date, tuple[bool, int, str], int]:
    return row.is_put_off, row.since, as_number(row.contact_group), row.row.issue.seq


def _at_desk(
    shelf: Shelf, issue: Issue, put_off_on: dt.date | None, today: dt.date, habits: Habits
) -> AtDesk:
    waits = waits_for_answer(shelf, issue)
    since = (issue.referred_on if waits else unreferred_since(shelf, issue)) or issue.found_on
    return AtDesk(
        row=issue_row(shelf, issue, today, habits),
        contact_group=contact_group_of(shelf, issue),
        waiting="unanswered" if waits else "late",
        since=since,
        # One written down under a clock that stood ahead has not waited yet.
        days=max((today - since).days, 0),
        is_put_off=bool(waits and put_off_on and put_off_on >= since),
    )


def contact_group_of(shelf: Shelf, record: Record) -> str:
    """The contact group a record is with: that of its household, else of who wrote it down."""
    homes = households_of(shelf, record)
    return contact_group(shelf, homes[0].contact if homes else record.created_by)


class Reports(NamedTuple):
    """One member's pages of one kind."""

    kind: str
    """``daily``, ``five_day`` or ``ten_day``."""
    pages: tuple[Diary, ...]
    """Those that are in, the latest first."""
    missing: tuple[dt.date, ...]
    """The days by which one was to be written and was not, the latest first."""
    days: int
    """Days until the next is due, as his own Today has it."""


class OfMember(NamedTuple):
    """What the branch has from a member."""

    member: Member
    exchanged_at: dt.datetime | None
    """When his book was exchanged last."""
    has_book: bool
    """Whether anything of his is here; where nothing is, nobody knows what he wrote."""
    reports: tuple[Reports, ...]


def members_reports(
    shelf: Shelf,
    from_on: dt.date,
    today: dt.date,
    habits: Habits,
    exchanged: Mapping[str, dt.datetime],
) -> tuple[OfMember, ...]:
    """The reports of each member in some days, contact group by contact group.

    Args:
        shelf: the records.
        from_on: the first day.
        today: the last day; what falls due today is not missing yet.
        habits: after how many days a summary is due.
        exchanged: the member's id → when his book was exchanged last.
    """
    pages: dict[str, list[Diary]] = defaultdict(list)
    for each in shelf.every(Diary):
        pages[each.created_by].append(each)
    began = first_work(shelf)

    def told(member: Member) -> OfMember:
        at, since = exchanged.get(member.id), began.get(member.id)
        reports = tuple(
            _reports(kind, pages[member.id], since, (from_on, today), habits) for kind in KINDS
        )
        return OfMember(member, at, bool(at or since), reports)

    members = sorted(shelf.every(Member), key=lambda e: (as_number(e.contact_group), e.seq))
    return tuple(map(told, members))


def last_exchanges(memories: Iterable[Memory]) -> Mapping[str, dt.datetime]:
    """The member's id → when a book of his was taken in last; he may have several."""
    found: dict[str, dt.datetime] = {}
    for each in memories:
        at = _moment(each.exchanged_at)
        if each.member and at is not None:
            found[each.member] = max(found.get(each.member, at), at)
    return found


def _moment(text: str) -> dt.datetime | None:
    """The moment that a bundle says; none where it says none with its offset."""
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None


def _reports(
    kind: str,
    pages: Sequence[Diary],
    began: dt.date | None,
    days: tuple[dt.date, dt.date],
    habits: Habits,
) -> Reports:
    from_on, today = days
    own = sorted((e for e in pages if e.diary_kind == kind), key=lambda e: (e.on, e.seq))
    yesterday = today - dt.timedelta(days=1)
    due: Iterable[tuple[dt.date, bool]] = ()
    if began is not None:
        written = [each.on for each in own]
        due = days_kept(began, every_days(kind, habits), written, yesterday)
    missing = [day for day, made in due if not made and day >= from_on]
    shown = [each for each in own if from_on <= each.on <= today]
    next_on = due_on(kind, last_page(own, kind), began or today, today, habits)
    return Reports(kind, tuple(reversed(shown)), tuple(reversed(missing)), (next_on - today).days)


def days_kept(
    since: dt.date, every: int, done: Iterable[dt.date], until: dt.date
) -> list[tuple[dt.date, bool]]:
    """Each day up to ``until`` on which a page fell due, and whether it had been done by then.

    It falls due ``every`` days after the last one (first: after ``since``, or an earlier one entered
    afterwards). A day that passed without it is missed, and another falls due ``every`` days later, or
    so many days after one done late.
    """
    days = sorted(done)
    start = min([since, *days[:1]])
    found: list[tuple[dt.date, bool]] = []
    step = dt.timedelta(days=every)
    while (due := start + step) <= until:
        made = [day for day in days if start < day <= due]
        late = [day for day in days if due < day <= due + step]
        found.append((due, bool(made)))
        start = made[-1] if made else late[0] if late else due
    return found


class Delays(NamedTuple):
    """What is late in one contact group: households and issues, whoever's contact they are in."""

    visits: tuple[VisitDue, ...]
    """The visits that are overdue, the longest first."""
    issues: tuple[IssueRow, ...]
    """The unsolved issues that are late to refer, or whose day, or that of their work, is past."""


def delays(shelf: Shelf, today: dt.date, habits: Habits) -> Mapping[str, Delays]:
    """The contact group → what is late in it."""

    def made() -> Mapping[str, Delays]:
        visits: dict[str, list[VisitDue]] = defaultdict(list)
        issues: dict[str, list[IssueRow]] = defaultdict(list)
        for due in visits_due(shelf, today, habits):
            if due.days < 0:
                visits[contact_group_of(shelf, due.household)].append(due)
        for each in shelf.every(Issue):
            if shelf.status(each) in UNSOLVED:
                row = issue_row(shelf, each, today, habits)
                is_overdue = row.due_on is not None and row.due_on < today
                if is_overdue or "late" in row.waiting:
                    issues[contact_group_of(shelf, each)].append(row)
        names = {*visits, *issues}
        return {name: Delays(tuple(visits[name]), tuple(issues[name])) for name in names}

    kinds = (Household, Group, Member, Visit, Issue, Solution, FollowUp)
    return shelf.remember("delays", kinds, made, today, habits)
