"""The meeting: the period's figures, its visits, the issues to discuss, and what is due next."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.dates.periods import span_before
from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import found_day, made_day, studied_day
from fieldbook.domain.namesakes import ALONE, apart, placed
from fieldbook.domain.records import (
    Diary,
    FollowUp,
    Group,
    Household,
    Issue,
    Solution,
    Task,
    Training,
    Visit,
)
from fieldbook.domain.rules import is_pending, relapses_of
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.agenda import solutions_due
from fieldbook.reports.contact_groups import ContactGroupRow, in_all
from fieldbook.reports.due import visits_due
from fieldbook.reports.follow_ups import has_its_subject
from fieldbook.reports.issues import ORDER, issues_due
from fieldbook.reports.meeting_examples import Examples, examples
from fieldbook.reports.meeting_figures import (
    Figure,
    Figures,
    Period,
    figures,
    referrals,
    relapse_days,
    solved_days,
)
from fieldbook.reports.meeting_lines import (
    LOOK_AHEAD,
    CheckLine,
    DueLine,
    IssueLine,
    MatterLine,
    PageLine,
    Place,
    ReferralLine,
    SolutionLine,
    StepLine,
    VisitLine,
)
from fieldbook.reports.meeting_method import Method, method
from fieldbook.reports.minutes import decided_days, decisions, matter_line
from fieldbook.reports.named import Named, named
from fieldbook.reports.promises import promised_to
from fieldbook.reports.solutions import is_studied, next_day, state_of
from fieldbook.reports.tasks import groups_given, task_rows
from fieldbook.reports.waiting import waiting


class Meeting(NamedTuple):
    """Everything the meeting's paper is made of."""

    since: dt.date
    until: dt.date
    today: dt.date
    figures: Figures
    method: Method
    examples: Examples
    visits: tuple[VisitLine, ...]
    issues: tuple[IssueLine, ...]
    due: tuple[DueLine, ...]
    before: Figures | None = None
    """Those of the equally long period before; none where the book tells nothing of it."""
    written: tuple[PageLine, ...] = ()
    """What was written down in the diary and of trainings, the earliest first."""
    named: Named = Named()
    """Whom the book names, and what else leads to them: to be kept from others."""
    for_everybody: tuple[str, ...] = ()
    """Of a meeting as everybody may see it: the lines for others of what is not solved."""


def meeting(
    shelf: Shelf, since: dt.date, until: dt.date, today: dt.date, habits: Habits
) -> Meeting:
    """What the branch is to hear about the days from ``since`` to ``until``.

    Discussed is every issue that was found in the period, and of the older ones those that still
    want work and those that were solved, found relapsed, answered or dropped in it. What an issue's
    status and what is due next say, they say of today.
    """
    period = Period(since, until, today)
    found = method(shelf, period, habits)
    return Meeting(
        since,
        until,
        today,
        _with_shares(figures(shelf, period), found.contact_groups),
        found,
        examples(shelf, period),
        _visit_lines(shelf, period),
        _issue_lines(shelf, period, habits),
        _due_lines(shelf, period, habits),
        _figures_before(shelf, period),
        _page_lines(shelf, period),
        named(shelf),
    )


def _with_shares(found: Figures, rows: Sequence[ContactGroupRow]) -> Figures:
    """The figures with what is kept up in all, where a visit or a referral was asked for at all."""
    kept, in_time = in_all(rows)
    contact, issues = dict(found.contact), dict(found.issues)
    if kept.whole:
        contact["kept"] = Figure(*kept)
    if in_time.whole:
        issues["referred_in_time"] = Figure(*in_time)
    return found._replace(contact=contact, issues=issues)


def _visit_lines(shelf: Shelf, period: Period) -> tuple[VisitLine, ...]:
    visits = [each for each in shelf.every(Visit) if period.has(made_day(each))]
    visits.sort(key=lambda each: (each.visited_on, each.seq), reverse=True)
    return tuple(_visit_line(shelf, each) for each in visits)


def _visit_line(shelf: Shelf, visit: Visit) -> VisitLine:
    writer = shelf.member_name(visit.created_by)
    others = (each.name for each in visit.companions)
    tasks = (shelf.living(Task, each) for each in visit.tasks)
    return VisitLine(
        on=visit.visited_on,
        manner=visit.manner,
        place=_place(shelf, visit),
        visitors=tuple(dict.fromkeys(name for name in (writer, *others) if name)),
        explained=visit.explained,
        together=visit.together,
        met=visit.met,
        tasks=tuple(each.title for each in tasks if each),
        note=visit.note,
        learned=visit.learned,
        promised=visit.promised,
    )


def _figures_before(shelf: Shelf, period: Period) -> Figures | None:
    """The figures of the period it is compared with; none where nothing was noted in that."""
    before = Period(*span_before(period.since, period.end), period.today)
    noted = any(before.has(made_day(each)) for each in shelf.every(Visit)) or any(
        before.has(found_day(each)) for each in shelf.every(Issue)
    )
    return figures(shelf, before) if noted else None


def _page_lines(shelf: Shelf, period: Period) -> tuple[PageLine, ...]:
    pages = [
        PageLine(each.on, each.diary_kind, each.topic, each.text, _decided(shelf, each))
        for each in shelf.every(Diary)
        if period.has(each.on)
    ]
    pages += [
        PageLine(each.on, each.training_kind, each.topic, each.note)
        for each in shelf.every(Training)
        if period.has(each.on)
    ]
    told = (each for each in pages if each.text or each.matters)
    return tuple(sorted(told, key=lambda each: each.on))


def _decided(shelf: Shelf, page: Diary) -> tuple[MatterLine, ...]:
    return tuple(matter_line(shelf, each) for each in page.matters if each.decided)


def _issue_lines(shelf: Shelf, period: Period, habits: Habits) -> tuple[IssueLine, ...]:
    discussed = [each for each in shelf.every(Issue) if _is_discussed(shelf, each, period)]
    homes: dict[str, set[str]] = defaultdict(set)
    for home in shelf.every(Household):
        homes[home.group].add(home.id)
    decided, put_off = decided_days(shelf), decided_days(shelf, put_off=True)
    said = decisions(shelf)
    lines = [
        _issue_line(shelf, each)._replace(
            waits=waiting(shelf, each, period.today, habits),
            reach=_reach(shelf, each, homes),
            decided=tuple(said.get(each.id, ())),
            decided_on=decided.get(each.id),
            put_off_on=put_off.get(each.id),
        )
        for each in discussed
    ]
    lines.sort(key=lambda line: (line.found_on, line.seq), reverse=True)
    lines.sort(key=lambda line: ORDER.index(line.status))
    return tuple(lines)


def _is_discussed(shelf: Shelf, issue: Issue, period: Period) -> bool:
    if period.has(found_day(issue)) or shelf.status(issue) in UNSOLVED:
        return True
    days = {issue.dropped_on, *(answered_on for _, answered_on in referrals(issue))}
    return any(map(period.has, days | solved_days(shelf, issue) | relapse_days(shelf, issue)))


def is_found_after(line: IssueLine, found: Meeting) -> bool:
    """Whether an issue was found after the last day of a past period."""
    is_past = found.until < found.today
    return is_past and line.found_text is None and line.found_on > found.until


def _reach(shelf: Shelf, issue: Issue, homes: Mapping[str, set[str]]) -> int:
    """One household, those of a whole group, or those whose issues are solved together with it."""
    together = {issue.id: issue}
    for solution in shelf.solutions_of(issue):
        together |= {each.id: each for each in shelf.issues_of(solution)}
    found = {each.household for each in together.values() if shelf.household_of(each)}
    for each in together.values():
        if each.group and not each.household:
            found |= homes.get(each.group, set())
    return len(found)


def _issue_line(shelf: Shelf, issue: Issue) -> IssueLine:
    solutions = shelf.solutions_of(issue)
    household = shelf.household_of(issue)
    return IssueLine(
        seq=issue.seq,
        status=shelf.status(issue),
        kind=issue.issue_kind,
        found_on=issue.found_on,
        found_text=issue.found_text,
        focus=issue.focus,
        due_on=issue.due_on,
        due_text=issue.due_text,
        relapses=len(relapses_of(issue.id, shelf.follow_ups_of(solutions))),
        referred_on=issue.referred_on,
        answered_on=issue.answered_on,
        dropped_on=issue.dropped_on,
        place=_place(shelf, issue),
        contact=shelf.member_name(household.contact if household else issue.created_by),
        raised_by=issue.raised_by,
        title=issue.title,
        summary=issue.summary,
        detail=issue.detail,
        referred_to=issue.referred_to,
        answer=issue.answer,
        drop_reason=issue.drop_reason,
        referred_before=tuple(
            ReferralLine(each.referred_on, each.answered_on, each.referred_to, each.answer)
            for each in issue.referred_before
        ),
        solutions=tuple(
            _solution_line(shelf, issue, each)
            for each in sorted(solutions, key=lambda each: (each.studied_on, each.seq))[::-1]
        ),
    )


def _solution_line(shelf: Shelf, issue: Issue, solution: Solution) -> SolutionLine:
    checks = shelf.follow_ups_of([solution])
    # A relapse of another issue that shares the solution says nothing about this one.
    own = tuple(
        each for each in checks if each.result != "relapsed" or relapses_of(issue.id, [each])
    )
    return SolutionLine(
        state=state_of(solution, own),
        studied_on=studied_day(solution) if is_studied(solution) else None,
        carried_by=solution.carried_by,
        due_on=solution.due_on,
        next_on=next_day([solution]),
        solved_on=solution.solved_on,
        solved_text=solution.solved_text,
        responsible=solution.responsible,
        with_whom=solution.with_whom,
        method=solution.method,
        steps=tuple(StepLine(e.what, e.who, e.due_on, e.done_on) for e in solution.steps),
        result=solution.result,
        checks=tuple(
            CheckLine(each.checked_on, each.result, each.note) for each in own if each.checked_on
        ),
        issues=tuple(sorted(each.seq for each in shelf.issues_of(solution))),
    )


def _due_lines(shelf: Shelf, period: Period, habits: Habits) -> tuple[DueLine, ...]:
    lines = [
        *_visits_next(shelf, period, habits),
        *_checks_next(shelf, period),
        *_solutions_next(shelf, period),
        *_issues_next(shelf, period),
        *_tasks_next(shelf, period),
    ]
    lines.sort(key=lambda line: line.on)
    return tuple(line for line in lines if line.days <= LOOK_AHEAD)


def _visits_next(shelf: Shelf, period: Period, habits: Habits) -> Iterator[DueLine]:
    for row in visits_due(shelf, period.today, habits):
        place = _place_of_household(shelf, row.household)
        who = tuple(filter(None, [shelf.member_name(row.household.contact)]))
        promised = promised_to(shelf, row.household)
        yield DueLine(row.due_on, row.days, "visit", place, who, promised)


def _checks_next(shelf: Shelf, period: Period) -> Iterator[DueLine]:
    for each in shelf.every(FollowUp):
        if not (is_pending(each) and has_its_subject(shelf, each)):
            continue
        solution = shelf.living(Solution, each.solution) if each.solution else None
        days = (each.due_on - period.today).days
        if solution:
            yield _due_of_solution(shelf, solution, each.due_on, days, "follow_up")
        else:
            group = shelf.living(Group, each.group)
            yield DueLine(each.due_on, days, "follow_up", _place_of_group(shelf, group))


def _solutions_next(shelf: Shelf, period: Period) -> Iterator[DueLine]:
    for row in solutions_due(shelf, period.today, LOOK_AHEAD):
        if row.step is None:
            yield _due_of_solution(shelf, row.solution, row.due_on, row.days, "solution")
        else:
            line = _due_of_solution(shelf, row.solution, row.due_on, row.days, "step")
            yield line._replace(who=(row.who,) if row.who else line.who, method=row.what)


def _issues_next(shelf: Shelf, period: Period) -> Iterator[DueLine]:
    for each in issues_due(shelf):
        if each.due_on:
            days = (each.due_on - period.today).days
            place = _place(shelf, each)
            told = (each.title, each.summary, (each.seq,))
            yield DueLine(each.due_on, days, "issue", place, (), *told)


def _tasks_next(shelf: Shelf, period: Period) -> Iterator[DueLine]:
    """What somebody is to do, and what households are to be told of, by the last day."""
    for row in task_rows(shelf, period.today):
        task = row.task
        if task.until_on and row.running:
            what = "work" if row.is_work else "task"
            who = tuple(each.name for each in task.given_to)
            days = (task.until_on - period.today).days
            groups = groups_given(shelf, task)
            place = _place_of_group(shelf, groups[0] if groups else None)
            yield DueLine(task.until_on, days, what, place, who, task.title)


def _due_of_solution(
    shelf: Shelf, solution: Solution, on: dt.date, days: int, what: str
) -> DueLine:
    issues = shelf.issues_of(solution)
    return DueLine(
        on=on,
        days=days,
        what=what,
        place=_place(shelf, issues[0]) if issues else Place(),
        who=(solution.responsible.name,) if solution.responsible else (),
        about=issues[0].title if issues else "",
        summary=issues[0].summary if issues else "",
        issues=tuple(each.seq for each in issues),
        method=solution.method if what == "solution" or not issues else "",
    )


def _place(shelf: Shelf, record: Visit | Issue) -> Place:
    household = shelf.household_of(record)
    if household:
        return _place_of_household(shelf, household)
    place = _place_of_group(shelf, shelf.group_of(record))
    return place._replace(as_written=record.household_text)


def _place_of_household(shelf: Shelf, household: Household) -> Place:
    group, told = shelf.group_of(household), apart(shelf, household)
    return Place(
        household=household.head,
        code=household.code,
        group=placed(shelf, group),
        apart=ALONE if told[:1] == ("place",) else told,
    )


def _place_of_group(shelf: Shelf, group: Group | None) -> Place:
    return Place(group=placed(shelf, group))
