"""What the book knows of some days: a summary's form opens filled with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from fieldbook.domain.doers import doers
from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import found_day, made_day, studied_day
from fieldbook.domain.parts import Step
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
from fieldbook.reports.mine import EVERYBODY, Members, contacts_of
from fieldbook.reports.rhythm import every_days, last_page, own_pages
from fieldbook.reports.solutions import is_studied


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
    steps: tuple[Step, ...]
    """The steps that were done, in order."""
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
            went along to, and of issues found those he wrote down. What became of an issue or a solution is
            told of his own. Tasks, meetings and the work with groups are the branch's.
        after: a stamp; what was written down until then is left out.
    """
    # The day after the period stands for today: its end is then closed, and nothing dated later
    # than the days that are summed up slips in.
    days = _Days(shelf, Period(from_on, to_on, to_on + dt.timedelta(days=1)), after)
    made = _made(days, writer)
    contact = contact_figures(shelf, days.period, made)
    visits = sorted(made, key=lambda each: (each.visited_on, each.seq))
    results = _results(days, writer)
    own = [each for each in shelf.every(Issue) if _is_own(shelf, each, writer)]
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
        found=_found(days, writer),
        solved=_solved(days, own),
        relapsed=_relapsed(days, own),
        referred=_referred(days, own),
        answered=_answered(days, own),
        dropped=tuple(e for e in own if days.has(e, "dropped_on")),
        studied=_studied(days, writer),
        steps=_steps(days, writer),
        held=results.count("held"),
        checks_relapsed=results.count("relapsed"),
        learned=tuple(each for each in visits if each.learned),
        promised=tuple(each for each in visits if each.promised),
        ended=tuple(e for e in shelf.every(Task) if days.has(e, "ended_on")),
        meetings=_meetings(days),
        group_work=group_work(shelf, days.period, after),
    )


class _Days(NamedTuple):
    """The days that are summed up; what was written down until a stamp is told already."""

    shelf: Shelf
    period: Period
    after: str

    def is_new(self, record: Record, field: str) -> bool:
        return written(record, field) > self.after

    def has(self, record: Record, field: str) -> bool:
        """Whether a record's day is one of them, and is news."""
        return self.period.has(getattr(record, field)) and self.is_new(record, field)

    def have(self, dates: Iterable[dt.date | None]) -> bool:
        return any(map(self.period.has, dates))

    def is_told(self, record: Record, field: str) -> bool:
        """Whether what may be done again is told: the last time, where the earlier are in the page."""
        return not self.after or self.has(record, field)


def _made(days: _Days, writer: Members) -> list[Visit]:
    """The visits that the writer made."""
    made = [each for each in days.shelf.every(Visit) if days.period.has(made_day(each))]
    return [e for e in made if days.is_new(e, "visited_on") and _was_there(days.shelf, e, writer)]


def _results(days: _Days, writer: Members) -> list[str]:
    """What the follow-ups found: those of the writer's own solutions, and of groups."""
    shelf = days.shelf
    checks = (each for each in shelf.every(FollowUp) if days.has(each, "checked_on"))
    found = ((e, shelf.living(Solution, e.solution)) for e in checks if has_its_subject(shelf, e))
    return [
        check.result
        for check, about in found
        if about is None or _wrote(shelf, check, writer) or _is_own(shelf, about, writer)
    ]


def _found(days: _Days, writer: Members) -> tuple[Issue, ...]:
    found = (each for each in days.shelf.every(Issue) if days.period.has(found_day(each)))
    return tuple(e for e in found if days.is_new(e, "found_on") and _wrote(days.shelf, e, writer))


def _solved(days: _Days, own: Sequence[Issue]) -> tuple[Issue, ...]:
    shelf = days.shelf
    solved = (each for each in own if days.have(solved_days(shelf, each)))
    return tuple(
        each
        for each in solved
        if any(days.is_told(e, "solved_on") for e in shelf.solutions_of(each))
    )


def _relapsed(days: _Days, own: Sequence[Issue]) -> tuple[Issue, ...]:
    shelf = days.shelf
    relapsed = (each for each in own if days.have(relapse_days(shelf, each)))
    return tuple(
        each
        for each in relapsed
        if any(days.is_told(e, "checked_on") for e in shelf.relapses_of(each))
    )


def _referred(days: _Days, own: Sequence[Issue]) -> tuple[Issue, ...]:
    issues = (each for each in own if days.is_told(each, "referred_on"))
    return tuple(each for each in issues if days.have(on for on, _ in referrals(each)))


def _answered(days: _Days, own: Sequence[Issue]) -> tuple[Issue, ...]:
    issues = (each for each in own if days.is_told(each, "answered_on"))
    return tuple(each for each in issues if days.have(on for _, on in referrals(each)))


def _studied(days: _Days, writer: Members) -> tuple[Solution, ...]:
    found = (each for each in days.shelf.every(Solution) if days.period.has(studied_day(each)))
    studied = (e for e in found if days.is_new(e, "studied_on") and is_studied(e))
    return tuple(each for each in studied if _is_own(days.shelf, each, writer))


def _steps(days: _Days, writer: Members) -> tuple[Step, ...]:
    """The steps done: of the writer's own solutions, and those that are his to do in another's."""
    found = [
        (each, solution.seq, step)
        for solution in days.shelf.every(Solution)
        for each, step in _steps_done(days, solution)
        if _is_own(days.shelf, solution, writer) or _does(days.shelf, solution, step, writer)
    ]
    return tuple(step for *_order, step in sorted(found, key=lambda each: each[:2]))


def _steps_done(days: _Days, solution: Solution) -> Iterator[tuple[dt.date, Step]]:
    """A solution's steps done in these days; all have one stamp, which says nothing of any but the last."""
    done = [(each.done_on, each) for each in solution.steps if each.done_on]
    last = max((on for on, _step in done), default=None)
    for on, step in done:
        if days.period.has(on) and (
            not days.after or (on == last and days.is_new(solution, "steps"))
        ):
            yield on, step


def _meetings(days: _Days) -> tuple[Diary, ...]:
    pages = (each for each in days.shelf.every(Diary) if each.diary_kind == "meeting")
    held = (each for each in pages if days.has(each, "on"))
    return tuple(sorted(held, key=lambda each: (each.on, each.seq)))


def _is_own(shelf: Shelf, record: Issue | Solution, writer: Members) -> bool:
    """Whether they wrote it down, or an issue it is for, or it is about a household in their contact."""
    issues = shelf.issues_of(record) if isinstance(record, Solution) else ()
    if any(_wrote(shelf, each, writer) for each in (record, *issues)):
        return True
    return not writer.isdisjoint(contacts_of(shelf, record))


def _does(shelf: Shelf, solution: Solution, step: Step, writer: Members) -> bool:
    """Whether a step is theirs: it names them, or they are responsible for all of it."""
    return any(not writer.isdisjoint(each) for each in doers(shelf, solution, [step]))


def _was_there(shelf: Shelf, visit: Visit, writer: Members) -> bool:
    """Whether a visit was made by these members: whoever wrote it down went, and whom he named besides."""
    names = {shelf.member_name(each) for each in writer}
    along = any(e.id in writer if e.id else e.name in names for e in visit.companions)
    return along or _wrote(shelf, visit, writer)


def _wrote(shelf: Shelf, record: Record, writer: Members) -> bool:
    """Whether they wrote it down; of what nobody knows any more who did, it is so."""
    by = record.created_by
    return not writer or by in writer or shelf.living(Member, by) is None
