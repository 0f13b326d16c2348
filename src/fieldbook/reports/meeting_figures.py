"""The figures of a period: what was done, what was found, what holds. Counted, never judged."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from fieldbook.domain import codes
from fieldbook.domain.marks import (
    found_day,
    in_order,
    made_day,
    solved_day,
    studied_day,
    surveyed_day,
)
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
from fieldbook.reports.as_of import as_of
from fieldbook.reports.carried import by_month, leans_on_cadre, solutions_by_group
from fieldbook.reports.follow_ups import has_its_subject, held_at
from fieldbook.reports.groups import has_core, survey_order, surveys_by_group
from fieldbook.reports.minutes import each_meeting_once
from fieldbook.reports.on_site import held
from fieldbook.reports.relapses import Relapse, relapses
from fieldbook.reports.rhythm import spent_on
from fieldbook.reports.solutions import is_studied, is_studied_together
from fieldbook.reports.tasks import households_told, task_rows
from fieldbook.reports.waiting import waits_for_answer

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

    def standing(self, shelf: Shelf) -> Shelf:
        """What stood at the end: the book itself, or as it was on the last day of a past period."""
        return as_of(shelf, self.until) if self.until < self.today else shelf

    def has(self, day: dt.date | None) -> bool:
        """Whether a day lies in the period."""
        return day is not None and self.since <= day <= self.last


class Part(NamedTuple):
    """A code of a field, a month or a task, how often it came up, and of how many where it is said."""

    key: str
    many: int
    of: int = 0


class Figure(NamedTuple):
    """How many, and of how many; or how often each part of it came up."""

    many: int
    of: int = 0
    field: str = ""
    """Whose codes the parts are, as ``labels.CODES`` names it; else ``month`` or ``task``."""
    parts: tuple[Part, ...] = ()

    @property
    def by_part(self) -> dict[str, int]:
        """How often each part came up."""
        return {each.key: each.many for each in self.parts}


Lines = Mapping[str, Figure]
"""Figures of one kind of work, by their words in ``labels.FIGURES``, in the order they are told."""


class Figures(NamedTuple):
    """The period in figures."""

    contact: Lines
    issues: Lines
    solutions: Lines
    groups: Lines
    rhythm: Lines


def figures(shelf: Shelf, period: Period) -> Figures:
    """The figures of a period."""
    return Figures(
        contact_figures(shelf, period, shelf.every(Visit)),
        _issues(shelf, period),
        _solutions(shelf, period),
        _groups(shelf, period),
        _rhythm(shelf, period),
    )


def solved_days(shelf: Shelf, issue: Issue) -> frozenset[dt.date]:
    """The days on which the issue came to be solved, later relapses notwithstanding."""
    solutions = shelf.solutions_of(issue)
    solved = {each.id: day for each in solutions if (day := solved_day(each))}
    if len(solutions) < 2:  # nothing else can have been under way
        return frozenset(solved.values())
    spent = {each.solution: each.checked_on for each in shelf.relapses_of(issue)}
    days = set()
    for solution, day in solved.items():
        # What was studied after its relapse, be it on the same day, was not there yet.
        since = spent.get(solution) or dt.date.max
        others = (each for each in solutions if each.studied_on < since)
        if not any(_under_way(each, day, spent.get(each.id)) for each in others):
            days.add(day)
    return frozenset(days)


def relapse_days(shelf: Shelf, issue: Issue) -> frozenset[dt.date]:
    """The days on which a follow-up found the issue relapsed."""
    return frozenset(each.checked_on for each in shelf.relapses_of(issue) if each.checked_on)


def _under_way(solution: Solution, day: dt.date, spent_on: dt.date | None) -> bool:
    """Whether a solution was studied, not yet solved and not yet given up at the end of a day."""
    if solution.studied_on > day or (spent_on and spent_on <= day):
        return False
    return solution.solved_on is None or solution.solved_on > day


def contact_figures(shelf: Shelf, period: Period, among: Iterable[Visit]) -> Lines:
    """The figures of contact by household, of the visits among which it is looked."""
    visits = [each for each in among if period.has(made_day(each))]
    manners = Counter(each.manner for each in visits)
    met_at = [each for each in visits if each.manner != "nobody_home"]
    met = {each.household for each in met_at if shelf.living(Household, each.household)}
    all_three = Figure(sum(all_explained(each) for each in met_at), len(met_at))
    return {
        # At which somebody was met, wherever that was: as the contact groups' visits are counted.
        "visits": Figure(len(met_at)),
        "came_to_us": Figure(manners["came_to_us"]),
        "nobody_home": Figure(manners["nobody_home"]),
        # Households at which somebody was met at least once, or from which somebody came.
        "reached": Figure(len(met), shelf.count(Household)),
        "explained": _coded("explained", (code for each in visits for code in each.explained)),
        **({"all_three": all_three} if met_at else {}),
        "together": _coded("together", (code for each in visits for code in each.together)),
        # In the branch's own words: there is no list of them, and who used the most comes first.
        "alongside": _figure(
            "alongside", Counter(e for v in visits for e in v.alongside).most_common()
        ),
        "tasks": _tasks(shelf, period),
    }


def all_explained(visit: Visit) -> bool:
    """Whether all three explanations were given at a visit."""
    return set(codes.EXPLAINED) <= set(visit.explained)


def _issues(shelf: Shelf, period: Period) -> Lines:
    issues = shelf.every(Issue)
    found = [each for each in issues if period.has(found_day(each))]
    then = period.standing(shelf)
    unsolved = [each for each in then.every(Issue) if then.status(each) in codes.UNSOLVED]
    return {
        "found": Figure(len(found)),
        "kinds": _coded("issue.kind", (each.issue_kind for each in found)),
        "focuses": _coded("focus", (each.focus for each in found)),
        "solved": Figure(sum(any(map(period.has, solved_days(shelf, each))) for each in issues)),
        "relapsed": Figure(sum(any(map(period.has, relapse_days(shelf, each))) for each in issues)),
        "referred": Figure(
            sum(any(period.has(on) for on, _ in referrals(each)) for each in issues)
        ),
        "answered": Figure(
            sum(any(period.has(on) for _, on in referrals(each)) for each in issues)
        ),
        "statuses": _coded("status", (then.status(each) for each in then.every(Issue))),
        "open": Figure(len(unsolved)),  # whenever they were found
        "not_referred": Figure(sum(not then.is_referred(each) for each in unsolved)),
        "unanswered": Figure(sum(waits_for_answer(then, each) for each in unsolved)),
    }


def referrals(issue: Issue) -> Iterator[tuple[dt.date | None, dt.date | None]]:
    """(referred on, answered on) of every time an issue was referred, the earlier ones first."""
    yield from ((each.referred_on, each.answered_on) for each in issue.referred_before)
    yield issue.referred_on, issue.answered_on


def _solutions(shelf: Shelf, period: Period) -> Lines:
    solutions = [
        each for each in shelf.every(Solution) if (studied_day(each) or dt.date.max) <= period.last
    ]
    studied = [e for e in solutions if period.has(studied_day(e)) and is_studied(e)]
    made = (each for each in shelf.every(FollowUp) if period.has(each.checked_on))
    checks = [each for each in made if has_its_subject(shelf, each)]
    relapsed = relapses(shelf, period.since, period.last)
    return {
        "studied": Figure(len(studied)),
        "with_people": Figure(sum(map(is_studied_together, studied)), len(studied)),
        "carried": _coded("carried_by", (each.carried_by for each in studied), shared=True),
        "months": _months(solutions),
        "checks": _coded("result", (each.result for each in checks)),  # times; what follows, things
        "held": Figure(len(held_at(shelf, checks))),
        "relapsed_kinds": _figure("issue.kind", relapsed.issue_kinds()),
        "relapsed_carried": _figure("carried_by", relapsed.issues_carried()),
    }


def _groups(shelf: Shelf, period: Period) -> Lines:
    groups = shelf.every(Group)
    then = period.standing(shelf).every(Group)
    live = {each.id for each in groups}
    latest: dict[str, Survey] = {}
    for each in sorted(shelf.every(Survey), key=survey_order):
        if each.group in live and in_order(surveyed_day(each)) <= period.last:
            latest[each.group] = each
    roads = [surveys for _group, surveys in surveyed_in(shelf, period)]
    moves = [_moved(surveys, period) for surveys in roads]
    return {
        # As the latest surveys up to the end of the period have them.
        "surveyed": Figure(len(latest), len(groups)),
        "types": _coded("survey.type", (str(e.type) for e in latest.values()), shared=True),
        "surveys": Figure(sum(period.has(surveyed_day(each)) for road in roads for each in road)),
        # Than the survey before found the core.
        "stronger": Figure(sum(move < 0 for move in moves)),
        "weaker": Figure(sum(move > 0 for move in moves)),
        "with_core": Figure(sum(has_core(each, period.end) for each in then), len(then)),
        "stays": Figure(len(stays_in(shelf, period))),
        "after_stays": Figure(len(relapses_after_stays(shelf, period))),
        "links": _coded("link.kind", (each.link_kind for each in links_in(shelf, period))),
        "leaning": Figure(len(leaning_groups(shelf, period.end))),
    }


def surveyed_in(shelf: Shelf, period: Period) -> list[tuple[Group, list[Survey]]]:
    """The groups surveyed in the period, each with its surveys up to the end of it."""
    by_group = surveys_by_group(shelf)
    found = (
        (group, [e for e in by_group.get(group.id, ()) if in_order(surveyed_day(e)) <= period.last])
        for group in shelf.every(Group)
    )
    return [(group, road) for group, road in found if road and period.has(surveyed_day(road[-1]))]


def _moved(road: list[Survey], period: Period) -> int:
    """From the last survey before the period, or its first one, to its latest; less is stronger."""
    before = [each for each in road if in_order(surveyed_day(each)) < period.since]
    return road[-1].type - (before[-1] if before else road[0]).type


def stays_in(shelf: Shelf, period: Period) -> list[Stay]:
    """The stays with groups of the book of which some day lies in the period."""
    return [each for each in shelf.every(Stay) if _runs_in(shelf, each, period)]


def relapses_after_stays(
    shelf: Shelf, period: Period
) -> list[tuple[Stay, FollowUp, tuple[Issue, ...]]]:
    """The checks of the period that found a relapse in what a stay left behind.

    In the group itself, or in what was studied during the stay. Each with its stay, of several the
    last, and with the issues that relapsed.
    """
    found: dict[str, tuple[Stay, FollowUp, tuple[Issue, ...]]] = {}
    for row in relapses(shelf, period.since, period.last).rows:
        stays = shelf.pointing(Stay, "group", row.group.id) if row.group else ()
        ended = [each for each in stays if _left_behind(each, row)]
        if ended and row.follow_up.checked_on:
            last = max(ended, key=lambda each: (each.to_on or dt.date.max, each.from_on, each.seq))
            before = found[row.follow_up.id][2] if row.follow_up.id in found else ()
            issues = (*before, row.issue) if row.issue else before
            found[row.follow_up.id] = last, row.follow_up, issues
    return list(found.values())


def _left_behind(stay: Stay, relapse: Relapse) -> bool:
    if stay.to_on is None or stay.to_on > relapse.on:
        return False
    if relapse.solution is None:
        return True
    since = studied_day(relapse.solution) or solved_day(relapse.solution)
    return since is not None and stay.from_on <= since <= stay.to_on


def links_in(shelf: Shelf, period: Period) -> list[Link]:
    """The linked groups that were taken on in the period or before, and not given up before it."""
    return [each for each in shelf.every(Link) if _runs_in(shelf, each, period)]


def _runs_in(shelf: Shelf, each: Stay | Link, period: Period) -> bool:
    from_on, to_on = each.from_on or dt.date.min, each.to_on or dt.date.max
    there = shelf.living(Group, each.group) is not None
    return there and from_on <= period.last and to_on >= period.since


def leaning_groups(shelf: Shelf, on: dt.date) -> list[Group]:
    """The groups whose work leans on the cadre on a day."""
    studied = solutions_by_group(shelf)
    return [each for each in shelf.every(Group) if leans_on_cadre(studied.get(each.id, ()), on)]


def _rhythm(shelf: Shelf, period: Period) -> Lines:
    pages = [each for each in shelf.every(Diary) if period.has(each.on)]
    written = (e.diary_kind for e in each_meeting_once(pages) if e.diary_kind != "note")
    trainings = (each.training_kind for each in shelf.every(Training) if period.has(each.on))
    spent = (spent for on, spent in spent_on(pages).items() if period.has(on))
    experiences = shelf.every(Experience)
    commended = [each for each in shelf.every(Commendation) if period.has(each.on)]
    return {
        "diary": _coded("diary.kind", written),
        "reported": Figure(
            sum(bool(each.reported_on) for each in pages if each.diary_kind == "daily")
        ),
        "spent": _coded("spent", spent),
        "trainings": _coded("training.kind", trainings),
        "experiences": Figure(sum(period.has(each.on) for each in experiences)),
        # Whenever the experience was written up.
        "on_site": Figure(sum(period.has(day) for day, _held in held(shelf))),
        "commendations": Figure(len(commended)),
        "commended": _coded("commendation.kind", (each.commendation_kind for each in commended)),
    }


def _tasks(shelf: Shelf, period: Period) -> Figure:
    """The tasks for households that ran in the period, each with those told up to its end."""
    work = {row.task.id for row in task_rows(shelf, period.today) if row.is_work}
    every = (each for each in shelf.every(Task) if each.id not in work)
    ends = ((each, each.ended_on or each.until_on or dt.date.max) for each in every)
    running = [e for e, end in ends if e.given_on <= period.last and end >= period.since]
    parts = tuple(Part(e.title, *households_told(shelf, e, period.last)) for e in running)
    return Figure(len(parts), field="task", parts=parts)


def _months(solutions: Iterable[Solution]) -> Figure:
    """Who carried out the solutions, month by month up to the end of the period; the latest six."""
    said = [each for each in by_month(solutions) if each.carried.said][-MONTHS_TOLD:]
    parts = (Part(f"{e.month:%Y-%m}", e.carried.group, e.carried.said) for e in said)
    return Figure(len(said), field="month", parts=tuple(parts))


def _coded(field: str, found: Iterable[str], *, shared: bool = False) -> Figure:
    """Counts in the order of the field's list; codes a newer fieldbook knows come last.

    Where the parts are shares of what was said, how many say nothing comes behind them.
    """
    counts = Counter(found)
    unsaid = counts.pop("", 0)
    known = codes.OF_FIELD[field]
    unknown = sorted(set(counts) - set(known))
    told = ((code, counts[code]) for code in (*known, *unknown) if counts[code])
    figure = _figure(field, told, of=counts.total() if shared else 0)
    last = (Part("", unsaid),) if shared and unsaid else ()
    return figure._replace(parts=figure.parts + last)


def _figure(field: str, counts: Iterable[tuple[str, int]], of: int = 0) -> Figure:
    parts = tuple(Part(code, count, of) for code, count in counts)
    return Figure(sum(each.many for each in parts), field=field, parts=parts)
