"""The figures of a period: what was done, what was found, what holds. Counted, never judged."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from fieldbook.domain import codes, rules
from fieldbook.domain.records import (
    Commendation,
    Diary,
    Experience,
    FollowUp,
    Group,
    Household,
    Issue,
    Link,
    Solution,
    Stay,
    Survey,
    Task,
    Training,
    Visit,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.carried import MonthRow, by_month, leans_on_cadre, solutions_by_group
from fieldbook.reports.groups import has_core, surveys_by_group
from fieldbook.reports.relapses import relapses
from fieldbook.reports.rhythm import spent_on

Counts = tuple[tuple[str, int], ...]
"""How often each code came up, in the order of the code's own list; what never came up is absent."""
MONTHS_TOLD: Final = 6
"""Months of which the share carried out by the groups is told: whether it grows can be seen then."""


class Period(NamedTuple):
    """The days a meeting looks back on, both ends included."""

    since: dt.date
    until: dt.date
    today: dt.date

    @property
    def end(self) -> dt.date:
        """The last day of the period that has come: what stands and what leans is said of it."""
        return min(self.until, self.today)

    @property
    def last(self) -> dt.date:
        """The last day that counts. A period that reaches today is open at its end.

        A clock that stood wrong dates a record ahead; it is to be discussed all the same.
        """
        return self.until if self.until < self.today else dt.date.max

    def has(self, day: dt.date | None) -> bool:
        """Whether a day lies in the period."""
        return day is not None and self.since <= day <= self.last


class TaskTold(NamedTuple):
    """How far a task of the branch has been explained."""

    title: str
    told: int
    """Households to which it was explained."""
    households: int


class ContactFigures(NamedTuple):
    """Contact by household."""

    visits: int
    nobody_home: int
    came_to_us: int
    reached: int
    """Households at which somebody was met at least once, or from which somebody came."""
    households: int
    explained: Counts
    together: Counts
    tasks: tuple[TaskTold, ...]


class IssueFigures(NamedTuple):
    """Issues."""

    found: int
    kinds: Counts
    """The kinds of those found."""
    focuses: Counts
    """The four focuses among those found, where one was marked."""
    solved: int
    """Issues solved in the period: no other solution was under way for them any more."""
    relapsed: int
    open: int
    """Issues that want work today, whenever they were found."""
    not_referred: int
    """Of these, the ones the branch has not been told of."""
    referred: int
    answered: int


class SolutionFigures(NamedTuple):
    """Jointly studied solutions, and whether they hold."""

    studied: int
    carried: Counts
    """Who carried out the solutions studied in the period, where it was said."""
    months: tuple[MonthRow, ...]
    """Who carried out the solutions, month by month up to the end of the period; the latest six."""
    checks: Counts
    """What the follow-ups of the period found."""
    relapsed_kinds: Counts
    """The kinds of the issues that relapsed in the period, each time they did."""
    relapsed_carried: Counts
    """Who had carried out what did not hold; an empty code where nobody said."""


class GroupFigures(NamedTuple):
    """Work groups, as the latest surveys up to the end of the period have them."""

    groups: int
    surveyed: int
    types: Counts
    surveys: int
    """Surveys made in the period."""
    stronger: int
    """Groups whose core the surveys of the period found stronger than the survey before."""
    weaker: int
    with_core: int
    stays: int
    links: Counts
    """Groups that members had taken on in the period: advanced, lagging."""
    leaning: int
    """Groups whose work leans on the cadre, as the end of the period has it."""


class RhythmFigures(NamedTuple):
    """Summaries, study, training, and what was worth passing on."""

    diary: Counts
    reported: int
    """Daily summaries that were reported to the branch."""
    spent: Counts
    trainings: Counts
    experiences: int
    on_site: int
    """On-site meetings held in the period, whenever the experience was written up."""
    commendations: int
    commended: Counts
    """The kinds of the commendations."""


class Figures(NamedTuple):
    """The period in figures."""

    contact: ContactFigures
    issues: IssueFigures
    solutions: SolutionFigures
    groups: GroupFigures
    rhythm: RhythmFigures


def figures(shelf: Shelf, period: Period) -> Figures:
    """The figures of a period."""
    return Figures(
        _contact(shelf, period),
        _issues(shelf, period),
        _solutions(shelf, period),
        _groups(shelf, period),
        _rhythm(shelf, period),
    )


def solved_days(shelf: Shelf, issue: Issue) -> frozenset[dt.date]:
    """The days on which the issue came to be solved, later relapses notwithstanding."""
    solutions = shelf.solutions_of(issue)
    days = {each.solved_on for each in solutions if each.solved_on}
    if len(solutions) < 2:  # nothing else can have been under way
        return frozenset(days)
    relapses = rules.relapses_of(issue.id, shelf.follow_ups_of(solutions))
    spent = {each.solution: each.checked_on for each in relapses}
    return frozenset(
        day
        for day in days
        if not any(_under_way(each, day, spent.get(each.id)) for each in solutions)
    )


def relapse_days(shelf: Shelf, issue: Issue) -> frozenset[dt.date]:
    """The days on which a follow-up found the issue relapsed."""
    relapses = rules.relapses_of(issue.id, shelf.follow_ups_of(shelf.solutions_of(issue)))
    return frozenset(each.checked_on for each in relapses if each.checked_on)


def _under_way(solution: Solution, day: dt.date, spent_on: dt.date | None) -> bool:
    """Whether a solution was studied, not yet solved and not yet given up at the end of a day."""
    if solution.studied_on > day or (spent_on and spent_on <= day):
        return False
    return solution.solved_on is None or solution.solved_on > day


def _contact(shelf: Shelf, period: Period) -> ContactFigures:
    visits = [each for each in shelf.every(Visit) if period.has(each.visited_on)]
    manners = Counter(each.manner for each in visits)
    met = {each.household for each in visits if each.household and each.manner != "nobody_home"}
    return ContactFigures(
        visits=manners["visit"],
        nobody_home=manners["nobody_home"],
        came_to_us=manners["came_to_us"],
        reached=sum(_is_there(shelf, each) for each in met),
        households=shelf.count(Household),
        explained=_counted(codes.EXPLAINED, (code for each in visits for code in each.explained)),
        together=_counted(codes.TOGETHER, (code for each in visits for code in each.together)),
        tasks=_tasks(shelf, period),
    )


def _is_there(shelf: Shelf, household_id: str) -> bool:
    household = shelf.find(Household, household_id)
    return household is not None and household.removed_at is None


def _issues(shelf: Shelf, period: Period) -> IssueFigures:
    issues = shelf.every(Issue)
    found = [each for each in issues if period.has(each.found_on)]
    unsolved = [each for each in issues if shelf.status(each) in codes.UNSOLVED]
    return IssueFigures(
        found=len(found),
        kinds=_counted(codes.ISSUE_KIND, (each.issue_kind for each in found)),
        focuses=_counted(codes.FOCUS, (each.focus for each in found)),
        solved=sum(any(map(period.has, solved_days(shelf, each))) for each in issues),
        relapsed=sum(any(map(period.has, relapse_days(shelf, each))) for each in issues),
        open=len(unsolved),
        not_referred=sum(each.referred_on is None for each in unsolved),
        referred=sum(any(period.has(on) for on, _ in referrals(each)) for each in issues),
        answered=sum(any(period.has(on) for _, on in referrals(each)) for each in issues),
    )


def referrals(issue: Issue) -> Iterator[tuple[dt.date | None, dt.date | None]]:
    """(referred on, answered on) of every time an issue was referred, the earlier ones first."""
    yield from ((each.referred_on, each.answered_on) for each in issue.referred_before)
    yield issue.referred_on, issue.answered_on


def _solutions(shelf: Shelf, period: Period) -> SolutionFigures:
    solutions = [each for each in shelf.every(Solution) if each.studied_on <= period.last]
    studied = [each for each in solutions if period.has(each.studied_on)]
    checks = (each.result for each in shelf.every(FollowUp) if period.has(each.checked_on))
    relapsed = relapses(shelf, period.since, period.last)
    return SolutionFigures(
        studied=len(studied),
        carried=_counted(codes.CARRIED_BY, (each.carried_by for each in studied)),
        months=tuple(each for each in by_month(solutions) if each.carried.said)[-MONTHS_TOLD:],
        checks=_counted(codes.CHECK_RESULT, checks),
        relapsed_kinds=relapsed.by_kind,
        relapsed_carried=relapsed.by_carried,
    )


def _groups(shelf: Shelf, period: Period) -> GroupFigures:
    groups = shelf.every(Group)
    live = {each.id for each in groups}
    latest: dict[str, Survey] = {}
    for each in sorted(shelf.every(Survey), key=lambda each: (each.surveyed_on, each.seq)):
        if each.group in live and each.surveyed_on <= period.last:
            latest[each.group] = each
    types = (str(each.type) for each in latest.values())
    roads = [surveys for _group, surveys in surveyed_in(shelf, period)]
    moves = [_moved(surveys, period) for surveys in roads]
    return GroupFigures(
        groups=len(groups),
        surveyed=len(latest),
        types=_counted(map(str, codes.SURVEY_TYPE), types),
        surveys=sum(period.has(each.surveyed_on) for road in roads for each in road),
        stronger=sum(move < 0 for move in moves),
        weaker=sum(move > 0 for move in moves),
        with_core=sum(has_core(each, period.end) for each in groups),
        stays=len(stays_in(shelf, period)),
        links=_counted(codes.LINK_KIND, (each.link_kind for each in links_in(shelf, period))),
        leaning=len(leaning_groups(shelf, period.end)),
    )


def surveyed_in(shelf: Shelf, period: Period) -> list[tuple[Group, list[Survey]]]:
    """The groups surveyed in the period, each with its surveys up to the end of it."""
    by_group = surveys_by_group(shelf)
    found = (
        (group, [e for e in by_group.get(group.id, ()) if e.surveyed_on <= period.last])
        for group in shelf.every(Group)
    )
    return [(group, road) for group, road in found if road and period.has(road[-1].surveyed_on)]


def _moved(road: list[Survey], period: Period) -> int:
    """From the last survey before the period, or its first one, to its latest; less is stronger."""
    before = [each for each in road if each.surveyed_on < period.since]
    return road[-1].type - (before[-1] if before else road[0]).type


def stays_in(shelf: Shelf, period: Period) -> list[Stay]:
    """The stays of which some day lies in the period."""
    return [each for each in shelf.every(Stay) if _overlaps(each.from_on, each.to_on, period)]


def links_in(shelf: Shelf, period: Period) -> list[Link]:
    """The linked groups that were taken on in the period or before, and not given up before it."""
    return [each for each in shelf.every(Link) if _overlaps(each.from_on, each.to_on, period)]


def _overlaps(from_on: dt.date | None, to_on: dt.date | None, period: Period) -> bool:
    return (from_on or dt.date.min) <= period.last and (to_on or dt.date.max) >= period.since


def leaning_groups(shelf: Shelf, on: dt.date) -> list[Group]:
    """The groups whose work leans on the cadre on a day."""
    studied = solutions_by_group(shelf)
    return [each for each in shelf.every(Group) if leans_on_cadre(studied.get(each.id, ()), on)]


def _rhythm(shelf: Shelf, period: Period) -> RhythmFigures:
    pages = [each for each in shelf.every(Diary) if period.has(each.on)]
    written = (each.diary_kind for each in pages if each.diary_kind != "note")
    trainings = (each.training_kind for each in shelf.every(Training) if period.has(each.on))
    spent = (spent for on, spent in spent_on(shelf).items() if period.has(on))
    experiences = shelf.every(Experience)
    commended = [each for each in shelf.every(Commendation) if period.has(each.on)]
    return RhythmFigures(
        trainings=_counted(codes.TRAINING_KIND, trainings),
        diary=_counted(codes.DIARY_KIND, written),
        reported=sum(bool(each.reported_on) for each in pages if each.diary_kind == "daily"),
        spent=_counted(codes.SPENT, spent),
        experiences=sum(period.has(each.on) for each in experiences),
        on_site=sum(period.has(held.on) for each in experiences for held in each.meetings),
        commendations=len(commended),
        commended=_counted(codes.COMMENDATION_KIND, (each.commendation_kind for each in commended)),
    )


def _tasks(shelf: Shelf, period: Period) -> tuple[TaskTold, ...]:
    """The tasks that ran in the period, each with the households told up to its end."""
    running = [
        each
        for each in shelf.every(Task)
        if each.given_on <= period.last and (each.until_on or dt.date.max) >= period.since
    ]
    households = shelf.count(Household)
    return tuple(
        TaskTold(each.title, len(_told(shelf, each, period)), households) for each in running
    )


def _told(shelf: Shelf, task: Task, period: Period) -> set[str]:
    return {
        each.household
        for each in shelf.pointing(Visit, "tasks", task.id)
        if each.visited_on <= period.last
        and each.manner != "nobody_home"
        and _is_there(shelf, each.household)
    }


def _counted(order: Iterable[str], found: Iterable[str]) -> Counts:
    """Counts in the order of the list; codes a newer fieldbook knows come last."""
    counts = Counter(each for each in found if each)
    known = tuple(order)
    unknown = sorted(set(counts) - set(known))
    return tuple((code, counts[code]) for code in (*known, *unknown) if counts[code])
