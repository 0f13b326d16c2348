"""What the book knows of some days: a summary's form opens filled with it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import found_day, made_day, studied_day
from fieldbook.domain.records import (
    RECORD_TYPES,
    Diary,
    FollowUp,
    Issue,
    Member,
    Record,
    Solution,
    Task,
    Visit,
)
from fieldbook.domain.rules import written
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.follow_ups import has_its_subject
from fieldbook.reports.group_work import GroupWork, group_work
from fieldbook.reports.meeting_figures import (
    Counts,
    Period,
    contact_figures,
    referrals,
    relapse_days,
    solved_days,
)
from fieldbook.reports.mine import EVERYBODY, Members
from fieldbook.reports.rhythm import every_days, last_page, own_pages
from fieldbook.reports.solutions import is_studied_together


class Digest(NamedTuple):
    """Some days, as data; the words are made where they are shown."""

    kind: str
    """The diary page it is for."""
    from_on: dt.date
    to_on: dt.date
    visits: int
    came_to_us: int
    nobody_home: int
    households: int
    """Households reached: somebody was met there, or came."""
    explained: Counts
    """How many visits gave each kind of explanation."""
    together: Counts
    alongside: Counts
    found: tuple[Issue, ...]
    solved: tuple[Issue, ...]
    relapsed: tuple[Issue, ...]
    referred: tuple[Issue, ...]
    answered: tuple[Issue, ...]
    dropped: tuple[Issue, ...]
    studied: tuple[Solution, ...]
    """With the people there, as the paper counts them: not what a meeting decided on its own."""
    held: int
    """Follow-ups that found that it holds."""
    checks_relapsed: int
    """Follow-ups that found a relapse."""
    learned: tuple[Visit, ...]
    """The visits at which something was learned, in order."""
    promised: tuple[Visit, ...]
    """The visits at which something was promised, in order."""
    ended: tuple[Task, ...]
    meetings: tuple[Diary, ...]
    """The branch's, of which there are minutes; in order."""
    group_work: GroupWork


def period_of(shelf: Shelf, kind: str, on: dt.date, habits: Habits) -> tuple[dt.date, dt.date]:
    """The days a page of a day is to cover: that day, or from the day after the last one's end.

    A page written afterwards follows the last one before it, not the last of the book. Where none
    of its kind was written by then, as many days as its kind covers, its own the last of them.
    """
    every = every_days(kind, habits) if kind in ("five_day", "ten_day") else 1
    last = last_page(own_pages(shelf, habits), kind, until=on) if every > 1 else None
    if last is None:
        return on - dt.timedelta(days=every - 1), on
    return min((last.to_on or last.on) + dt.timedelta(days=1), on), on


def since_written(shelf: Shelf, page: Diary, writer: Members = EVERYBODY) -> Digest:
    """What a summary that is there does not hold yet: what was written down after its text."""
    kind, first, last = page.diary_kind, page.from_on or page.on, page.to_on or page.on

    def found() -> Digest:
        return prefill(shelf, kind, first, last, writer, after=written(page, "text"))

    return shelf.remember(f"since_{kind}", RECORD_TYPES, found, page.id, writer)


def prefill(
    shelf: Shelf,
    kind: str,
    from_on: dt.date,
    to_on: dt.date,
    writer: Members = EVERYBODY,
    *,
    after: str = "",
) -> Digest:
    """What was done, found and learned from the first day to the last, both included.

    Args:
        shelf: the records.
        kind: the page it is for.
        from_on: the first day.
        to_on: the last one.
        writer: whose page it is. A branch's book has others' visits, too: his are those he wrote down or
            went along to, and of issues found those he wrote down. What became of an issue is the book's.
        after: a stamp; what was written down until then is left out.
    """
    # The day after the period stands for today: its end is then closed, and nothing dated later
    # than the days that are summed up slips in.
    period = Period(from_on, to_on, to_on + dt.timedelta(days=1))

    def is_new(record: Record, field: str) -> bool:
        return written(record, field) > after

    def is_told(record: Record, field: str) -> bool:
        """Whether what may be done again is told: the last time, where the earlier are in the page."""
        return not after or (period.has(getattr(record, field)) and is_new(record, field))

    issues = shelf.every(Issue)
    made = [each for each in shelf.every(Visit) if period.has(made_day(each))]
    made = [e for e in made if is_new(e, "visited_on") and _was_there(shelf, e, writer)]
    contact = contact_figures(shelf, period, made)
    visits = sorted(
        made,
        key=lambda each: (each.visited_on, each.seq),
    )
    checks = [
        each.result
        for each in shelf.every(FollowUp)
        if period.has(each.checked_on)
        and is_new(each, "checked_on")
        and has_its_subject(shelf, each)
    ]
    return Digest(
        kind=kind,
        from_on=from_on,
        to_on=to_on,
        visits=contact["visits"].many,
        came_to_us=contact["came_to_us"].many,
        nobody_home=contact["nobody_home"].many,
        households=contact["reached"].many,
        explained=tuple(contact["explained"].by_part.items()),
        together=tuple(contact["together"].by_part.items()),
        alongside=tuple(contact["alongside"].by_part.items()),
        found=tuple(
            each
            for each in issues
            if period.has(found_day(each))
            and is_new(each, "found_on")
            and _wrote(shelf, each, writer)
        ),
        solved=tuple(
            each
            for each in issues
            if any(map(period.has, solved_days(shelf, each)))
            and any(is_told(e, "solved_on") for e in shelf.solutions_of(each))
        ),
        relapsed=tuple(
            each
            for each in issues
            if any(map(period.has, relapse_days(shelf, each)))
            and any(is_told(e, "checked_on") for e in shelf.relapses_of(each))
        ),
        referred=tuple(
            each
            for each in issues
            if any(period.has(on) for on, _ in referrals(each)) and is_told(each, "referred_on")
        ),
        answered=tuple(
            each
            for each in issues
            if any(period.has(on) for _, on in referrals(each)) and is_told(each, "answered_on")
        ),
        dropped=tuple(
            each for each in issues if period.has(each.dropped_on) and is_new(each, "dropped_on")
        ),
        studied=tuple(
            each
            for each in shelf.every(Solution)
            if period.has(studied_day(each))
            and is_new(each, "studied_on")
            and is_studied_together(each)
        ),
        held=checks.count("held"),
        checks_relapsed=checks.count("relapsed"),
        learned=tuple(each for each in visits if each.learned),
        promised=tuple(each for each in visits if each.promised),
        ended=tuple(
            each
            for each in shelf.every(Task)
            if period.has(each.ended_on) and is_new(each, "ended_on")
        ),
        meetings=tuple(
            each
            for each in sorted(shelf.every(Diary), key=lambda each: (each.on, each.seq))
            if each.diary_kind == "meeting" and period.has(each.on) and is_new(each, "on")
        ),
        group_work=group_work(shelf, period, after),
    )


def _was_there(shelf: Shelf, visit: Visit, writer: Members) -> bool:
    """Whether a visit was made by these members: whoever wrote it down went, and whom he named besides."""
    names = {shelf.member_name(each) for each in writer}
    along = any(e.id in writer if e.id else e.name in names for e in visit.companions)
    return along or _wrote(shelf, visit, writer)


def _wrote(shelf: Shelf, record: Record, writer: Members) -> bool:
    """Whether they wrote it down; of what nobody knows any more who did, it is so."""
    by = record.created_by
    return not writer or by in writer or shelf.living(Member, by) is None
