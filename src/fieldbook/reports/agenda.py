"""Today: what is due, what waits, and what is still to be written."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.doers import is_lent
from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import found_day
from fieldbook.domain.records import FollowUp, Group, Household, Issue, Member, Solution, Stay
from fieldbook.domain.rows import Rows
from fieldbook.domain.rules import is_pending
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.due import VisitDue, visits_due
from fieldbook.reports.figures import Figures, figures
from fieldbook.reports.follow_ups import has_its_subject
from fieldbook.reports.issues import IssueRow, issue_row
from fieldbook.reports.mine import EVERYBODY, Members, is_of, kept_to
from fieldbook.reports.rhythm import Mark, marks
from fieldbook.reports.tasks import TaskRow, kept_to_members, task_rows, work_given
from fieldbook.reports.waiting import unreferred_days, unreferred_since, waits_for_answer

NO_SOLUTION = frozenset({"open", "studying", "relapsed"})
"""The statuses in which nothing that was studied is under way."""
NOTHING_STUDIED = NO_SOLUTION - {"relapsed"}
"""Those in which nothing has relapsed either."""


AHEAD = 7
"""Days ahead for which solutions and steps are told: who carries them out can be asked in time."""


class FollowUpDue(NamedTuple):
    """A follow-up whose day has come."""

    follow_up: FollowUp
    solution: Solution | None
    issues: tuple[Issue, ...]
    household: Household | None
    """Where to go: the household of the solution's first issue that has one."""
    group: Group | None
    days: int
    """Days until it is due; negative: overdue."""


class NotReferred(NamedTuple):
    """An unsolved issue the branch has not been told of, or not since it relapsed."""

    row: IssueRow
    age_days: int | None
    """Since it was found, or relapsed; none where that day is not known."""
    late: bool
    """Whether it is older than the branch's habits allow."""


class IssueDue(NamedTuple):
    """An unsolved issue whose day has come."""

    row: IssueRow
    days: int
    """Days until it is due; negative: overdue."""


class Unanswered(NamedTuple):
    """An unsolved issue that was referred and not answered."""

    row: IssueRow
    days: int
    """Days since it was referred."""


class SolutionDue(NamedTuple):
    """A solution, or one step of it, whose day has come or is near."""

    solution: Solution
    step: int | None
    """The step's number, counted from 0; none where the solution itself is meant."""
    what: str
    who: str
    issues: tuple[Issue, ...]
    due_on: dt.date
    days: int
    """Days until it is due; negative: overdue."""


class StayRunning(NamedTuple):
    """A stay that has not ended."""

    stay: Stay
    group: Group
    days: int
    """Days since it began, the first one counted."""


class Agenda(NamedTuple):
    """Everything Today shows."""

    today: dt.date
    visits: tuple[VisitDue, ...]
    """Visits due and overdue, the longest overdue first."""
    follow_ups: Rows[FollowUp, FollowUpDue]
    without_solution: Rows[Issue, IssueRow]
    not_referred: Rows[Issue, NotReferred]
    unanswered: Rows[Issue, Unanswered]
    issues: Rows[Issue, IssueDue]
    solutions: tuple[SolutionDue, ...]
    """Also those of the days :data:`AHEAD`."""
    tasks: tuple[TaskRow, ...]
    """The running tasks that some household has not been told of; the households are those meant."""
    work: tuple[TaskRow, ...]
    """The running tasks that are for no household: somebody is to do them."""
    marks: tuple[Mark, ...]
    """The daily summary, the five-day summary, the ten-day study."""
    stays: tuple[StayRunning, ...]
    figures: Figures
    """Of the whole book, whoever's work is shown."""
    narrowed: bool
    """Whether some members' work alone is shown."""


def agenda(shelf: Shelf, today: dt.date, habits: Habits, members: Members = EVERYBODY) -> Agenda:
    """What is due on a day, or was due before it; where members are named, of their work alone.

    What each part is read from is remembered by the shelf, so that after an act only the parts
    that it touched are read again.
    """
    unsolved = kept_to(shelf, "unsolved", _unsolved(shelf), members)
    due = visits_due(shelf, today, habits, members)
    return Agenda(
        today=today,
        visits=due[: bisect_right(due, 0, key=lambda each: each.days)],
        follow_ups=follow_ups_due(shelf, today, members),
        without_solution=_without_solution(shelf, unsolved, today, habits, members),
        not_referred=_not_referred(shelf, unsolved, today, habits, members),
        unanswered=_unanswered(shelf, unsolved, today, habits, members),
        issues=_issues_due(shelf, unsolved, today, habits, members),
        solutions=tuple(
            each
            for each in solutions_due(shelf, today, AHEAD)
            if not members or is_of(shelf, each.solution, members)
        ),
        tasks=_tasks(shelf, today, members),
        work=work_given(shelf, today, members),
        marks=marks(shelf, today, habits),
        stays=tuple(
            each
            for each in stays_running(shelf, today)
            if not members or is_of(shelf, each.stay, members)
        ),
        figures=figures(shelf, today, habits),
        narrowed=bool(members),
    )


def _unsolved(shelf: Shelf) -> Sequence[Issue]:
    """The issues that still want work, the oldest first; those of which no day is known come last."""

    def found() -> list[Issue]:
        statuses = shelf.statuses()
        unsolved = [each for each in shelf.every(Issue) if statuses[each.id] in UNSOLVED]
        unsolved.sort(key=attrgetter("seq"))
        unsolved.sort(key=lambda each: found_day(each) or dt.date.max)
        return unsolved

    return shelf.remember("unsolved", (Issue, Solution, FollowUp), found)


def _without_solution(
    shelf: Shelf, unsolved: Sequence[Issue], today: dt.date, habits: Habits, members: Members
) -> Rows[Issue, IssueRow]:
    """The unsolved issues for which nothing is under way: relapses first, then the oldest."""

    def found() -> list[Issue]:
        statuses = shelf.statuses()
        relapsed = [each for each in unsolved if statuses[each.id] == "relapsed"]
        return relapsed + [each for each in unsolved if statuses[each.id] in NOTHING_STUDIED]

    chosen = _chosen(shelf, "without_solution", found, members)
    return Rows(chosen, lambda each: issue_row(shelf, each, today, habits))


def _not_referred(
    shelf: Shelf, unsolved: Sequence[Issue], today: dt.date, habits: Habits, members: Members
) -> Rows[Issue, NotReferred]:
    """The unsolved issues of which the branch has not been told, the oldest first."""

    def row_of(issue: Issue) -> NotReferred:
        row = issue_row(shelf, issue, today, habits)
        return NotReferred(row, unreferred_days(shelf, issue, today), "late" in row.waiting)

    def found() -> list[Issue]:
        untold = [each for each in unsolved if not shelf.is_referred(each)]
        untold.sort(key=lambda each: unreferred_since(shelf, each) or dt.date.max)
        return untold

    return Rows(_chosen(shelf, "not_referred", found, members), row_of)


def _unanswered(
    shelf: Shelf, unsolved: Sequence[Issue], today: dt.date, habits: Habits, members: Members
) -> Rows[Issue, Unanswered]:
    """The unsolved issues referred and not answered, the longest waiting first."""

    def row_of(issue: Issue) -> Unanswered:
        row = issue_row(shelf, issue, today, habits)
        return Unanswered(row, row.answer_days or 0)

    def found() -> list[Issue]:
        waiting = [each for each in unsolved if waits_for_answer(shelf, each)]
        waiting.sort(key=lambda each: (each.referred_on or today, each.seq))
        return waiting

    return Rows(_chosen(shelf, "unanswered", found, members), row_of)


def _issues_due(
    shelf: Shelf, unsolved: Sequence[Issue], today: dt.date, habits: Habits, members: Members
) -> Rows[Issue, IssueDue]:
    """The unsolved issues whose own day has come, the longest overdue first."""

    def row_of(issue: Issue) -> IssueDue:
        days = ((issue.due_on or today) - today).days
        return IssueDue(issue_row(shelf, issue, today, habits), days)

    def found() -> list[Issue]:
        due = [each for each in unsolved if each.due_on and each.due_on <= today]
        due.sort(key=lambda each: (each.due_on or today, each.seq))
        return due

    return Rows(_chosen(shelf, "issues_due", found, members, today), row_of)


def _chosen(
    shelf: Shelf, name: str, found: Callable[[], list[Issue]], members: Members, *given: object
) -> list[Issue]:
    """Of the unsolved issues some, remembered as long as which are unsolved, and whose, is."""
    kinds = (Issue, Solution, FollowUp)
    whose = (Household, Group, Member) if members else ()
    return shelf.remember(name, (*kinds, *whose), found, members, *given)


def _tasks(shelf: Shelf, today: dt.date, members: Members) -> tuple[TaskRow, ...]:
    """The running tasks that some household of theirs has not been told of."""
    rows = (kept_to_members(each, members) for each in task_rows(shelf, today))
    return tuple(each for each in rows if each.running and each.untold)


def follow_ups_due(
    shelf: Shelf, today: dt.date, members: Members = EVERYBODY
) -> Rows[FollowUp, FollowUpDue]:
    """The follow-ups whose day has come, the longest overdue first.

    A follow-up of a solution or a group that lies in the trash is not asked for.
    """

    def found() -> list[FollowUp]:
        due = [
            each
            for each in shelf.every(FollowUp)
            if is_pending(each) and each.due_on <= today and has_its_subject(shelf, each)
        ]
        due.sort(key=lambda each: (each.due_on, each.seq))
        return due

    every = shelf.remember("follow_ups_due", (FollowUp, Solution, Group), found, today)
    due = kept_to(shelf, "follow_ups_due", every, members, today)
    return Rows(due, lambda each: follow_up_due(shelf, each, today))


def follow_up_due(shelf: Shelf, follow_up: FollowUp, today: dt.date) -> FollowUpDue:
    """A follow-up with what it is about, and where to go for it."""
    solution = shelf.living(Solution, follow_up.solution) if follow_up.solution else None
    issues = shelf.issues_of(solution) if solution else ()
    homes = (shelf.household_of(each) for each in issues)
    groups = (shelf.group_of(each) for each in issues)
    group = shelf.living(Group, follow_up.group) if follow_up.group else None
    return FollowUpDue(
        follow_up=follow_up,
        solution=solution,
        issues=issues,
        household=next((each for each in homes if each), None),
        group=group or next((each for each in groups if each), None),
        days=(follow_up.due_on - today).days,
    )


def solutions_due(shelf: Shelf, today: dt.date, ahead: int = 0) -> tuple[SolutionDue, ...]:
    """Solutions under way, and open steps of them, whose day has come; the longest overdue first.

    Those that fall due within some days ahead follow. A solution all of whose issues were dropped or
    removed is no longer under way.
    """

    def rows() -> tuple[SolutionDue, ...]:
        open_yet = [
            each
            for each in shelf.every(Solution)
            if each.solved_on is None and (each.due_on or each.steps)
        ]
        found = [row for each in open_yet for row in _due_of(shelf, each, today, ahead)]
        found.sort(key=lambda row: (row.due_on, row.solution.seq, row.step is None, row.step or 0))
        return tuple(found)

    return shelf.remember("solutions_due", (Solution, Issue), rows, today, ahead)


def _due_of(shelf: Shelf, solution: Solution, today: dt.date, ahead: int) -> Iterator[SolutionDue]:
    until = today + dt.timedelta(days=ahead)
    dates = (solution.due_on, *(each.due_on for each in solution.steps))
    if not any(each and each <= until for each in dates) or not is_under_way(shelf, solution):
        return
    issues = shelf.issues_of(solution)
    for number, step in enumerate(solution.steps):
        if step.due_on and step.due_on <= until and not step.done_on:
            days = (step.due_on - today).days
            yield SolutionDue(solution, number, step.what, step.who, issues, step.due_on, days)
    if solution.due_on and solution.due_on <= until:
        who = solution.responsible.name if solution.responsible else ""
        days = (solution.due_on - today).days
        yield SolutionDue(solution, None, solution.method, who, issues, solution.due_on, days)


def is_under_way(shelf: Shelf, solution: Solution) -> bool:
    """Whether a solution is being carried out for an issue that still stands.

    Of one that was given to its carrier alone, an issue that never was in this book stands elsewhere.
    """
    issues = (shelf.find(Issue, each) for each in solution.issues)
    return solution.solved_on is None and any(
        not (each.removed_at or each.dropped_on) if each else is_lent(solution) for each in issues
    )


def stays_running(shelf: Shelf, today: dt.date) -> tuple[StayRunning, ...]:
    """The stays that have begun and not ended, with groups of the book; the longest first."""
    found = [
        StayRunning(each, group, (today - each.from_on).days + 1)
        for each in shelf.every(Stay)
        if each.from_on <= today and (each.to_on is None or each.to_on > today)
        if (group := shelf.living(Group, each.group))
    ]
    return tuple(sorted(found, key=lambda row: (row.stay.from_on, row.stay.seq)))
