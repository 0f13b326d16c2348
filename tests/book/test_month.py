"""A scripted month: every figure of Today, Groups, Diary and the paper, against plain loops."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import msgspec
import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.changes import Change
from fieldbook.domain.records import Diary, Solution
from fieldbook.reports.digest import prefill
from fieldbook.reports.meeting_figures import Period, figures
from tests.book.month import LAST, Month, Plain, day


def test_the_month_is_as_large_as_it_was_planned(plain: Plain) -> None:
    """Twenty members, 60 households, nine groups, 240 visits, 45 issues, 30 solutions, 4 relapses."""
    assert (len(plain.members), len(plain.households), len(plain.groups)) == (20, 60, 9)
    assert (len(plain.visits), len(plain.issues)) == (240, 45)
    assert len(plain.solutions) == 30
    assert sum(each.result == "relapsed" for each in plain.follow_ups) == 4
    assert sum(each.result == "held" for each in plain.follow_ups) > 4
    statuses = {plain.status(each) for each in plain.issues}
    assert {"open", "acting", "solved", "dropped", "relapsed"} <= statuses


def test_every_status_is_what_the_facts_say(month: Fieldbook, plain: Plain) -> None:
    """The derived status of each issue, worked out a second way."""
    assert [month.issues.status(each.id) for each in plain.issues] == [
        plain.status(each) for each in plain.issues
    ]


def test_today_visits(month: Fieldbook, plain: Plain) -> None:
    """Visits due and overdue, the longest overdue first."""
    expected = []
    for household in plain.households:
        met = plain.met(household.id)
        since = met[-1] if met else day(1)
        due = since + dt.timedelta(days=plain.interval(household.id))
        if due <= LAST:
            expected.append((due, household.seq, (due - LAST).days))
    found = [(each.due_on, each.household.seq, each.days) for each in month.agenda().visits]
    assert found == sorted(expected)
    assert found


def test_today_follow_ups(month: Fieldbook, plain: Plain) -> None:
    """Follow-ups due and not made, with what they are about."""
    expected = []
    for each in plain.follow_ups:
        if each.due_on <= LAST and not each.checked_on and not each.cancelled_on:
            about = next((s for s in plain.solutions if s.id == each.solution), None)
            issues = [i.id for i in plain.issues if about and i.id in about.issues]
            expected.append((each.due_on, each.seq, about and about.id, issues))
    found = [
        (
            e.follow_up.due_on,
            e.follow_up.seq,
            e.solution and e.solution.id,
            [i.id for i in e.issues],
        )
        for e in month.agenda().follow_ups
    ]
    assert found == sorted(expected, key=lambda each: each[:2])
    assert found


def test_today_issues(month: Fieldbook, plain: Plain) -> None:
    """Issues without a solution under way; issues not referred, with their age and lateness.

    One that relapsed is to be referred again: its days count from the relapse.
    """
    waiting = {e.id for e in plain.issues if plain.status(e) in ("open", "studying", "relapsed")}
    unreferred = set()
    for each in plain.issues:
        if not plain.wants_work(each):
            continue
        if each.referred_on is None:
            days = (LAST - each.found_on).days
        elif not plain.was_told_since_its_relapse(each):
            days = (LAST - max(plain.relapsed_on(each))).days
        else:
            continue
        unreferred.add((each.id, days, days > 3))
    found = month.agenda()
    assert {each.issue.id for each in found.without_solution} == waiting
    assert len(found.without_solution) == len(waiting)
    assert {(e.row.issue.id, e.age_days, e.late) for e in found.not_referred} == unreferred
    assert len(found.not_referred) == len(unreferred)
    ages = [each.age_days or 0 for each in found.not_referred]
    assert ages == sorted(ages, reverse=True)
    assert waiting
    assert unreferred


def test_today_solutions(month: Fieldbook, plain: Plain) -> None:
    """Steps and solutions due or overdue of what is under way."""
    expected: set[tuple[str, int | None, dt.date]] = set()
    for each in plain.solutions:
        stands = any(i.id in each.issues and not i.dropped_on for i in plain.issues)
        if each.solved_on or not stands:
            continue
        for number, step in enumerate(each.steps):
            if step.due_on and step.due_on <= LAST and not step.done_on:
                expected.add((each.id, number, step.due_on))
        if each.due_on and each.due_on <= LAST:
            expected.add((each.id, None, each.due_on))
    found = [(each.solution.id, each.step, each.due_on) for each in month.agenda().solutions]
    assert set(found) == expected
    assert len(found) == len(expected) > 0


def test_today_tasks_marks_and_stays(month: Fieldbook, plain: Plain) -> None:
    """Households not told of each running task; the three marks; the stay that runs."""
    expected = {}
    for task in plain.tasks:
        if task.until_on and task.until_on < LAST:
            continue
        told = set()
        for visit in plain.visits:
            if task.id in visit.tasks and visit.manner != "nobody_home":
                told.add(visit.household)
        expected[task.title] = [each.id for each in plain.households if each.id not in told]
    found = month.agenda()
    assert {each.task.title: [h.id for h in each.untold] for each in found.tasks} == expected
    assert all(0 < len(each) < 60 for each in expected.values())
    assert [(each.kind, each.due_on, each.days) for each in found.marks] == [
        ("daily", dt.date(2026, 12, 1), 1), ("five_day", LAST, 0), ("ten_day", dt.date(2026, 12, 1), 1),
    ]  # fmt: skip
    assert [(each.group and each.group.name, each.days) for each in found.stays] == [("4组", 9)]


def test_the_route_holds_all_that_is_due_once(month: Fieldbook, plain: Plain) -> None:
    """Each group in one piece, each household with its last promise."""
    stops = month.households.route()
    assert {each.due.household.id for each in stops} == {
        each.household.id for each in month.agenda().visits
    }
    order = [each.group.id if each.group else "" for each in stops]
    assert len(list(dict.fromkeys(order))) == sum(
        here != before for here, before in zip(order, [None, *order[:-1]], strict=True)
    )
    for stop in stops:
        last = ""
        latest = dt.date.min
        for visit in plain.visits:
            met = visit.household == stop.due.household.id and visit.manner != "nobody_home"
            if met and visit.visited_on >= latest:
                latest, last = visit.visited_on, visit.promised
        assert (stop.due.last.promised if stop.due.last else "") == last


def test_the_diary_day_by_day(month: Fieldbook, plain: Plain) -> None:
    """Each day's visits, issues, pages and mark; kept, late and missed marks of the month."""
    rows = month.diary.calendar(day(1), LAST)
    assert [each.on for each in rows] == [day(number) for number in range(1, 31)]
    for row in rows:
        pages: list[Diary] = [each for each in plain.diary if each.on == row.on]
        assert row.visits == sum(
            e.visited_on == row.on and e.manner != "nobody_home" for e in plain.visits
        )
        assert row.issues_found == sum(each.found_on == row.on for each in plain.issues)
        assert set(row.pages) == {each.diary_kind for each in pages}
        assert row.spent == next((each.spent for each in pages if each.spent), "")
        assert row.reported == any(each.reported_on for each in pages)
    assert {row.on.day: row.five_day for row in rows if row.five_day} == {
        5: "kept", 10: "kept", 15: "missed", 16: "late", 20: "kept", 25: "kept", 30: "due",
    }  # fmt: skip
    assert {row.on.day: row.ten_day for row in rows if row.ten_day} == {
        10: "kept", 20: "missed", 21: "late",
    }  # fmt: skip


def test_the_streak_and_the_week(month: Fieldbook) -> None:
    """Thirteen days in a row since the 17th was left out; the 30th is a Monday."""
    found = month.rhythm()
    assert found.streak == 13
    assert found.week.spent == (("study", 1, 1), ("meeting", 0, 2), ("front_line", 0, 3))
    assert month.diary.week(day(25)).spent == (
        ("study", 1, 1),
        ("meeting", 2, 2),
        ("front_line", 3, 3),
    )
    assert month.diary.week(day(18)).spent[1] == ("meeting", 1, 2)


def test_the_next_summary_opens_filled(month: Fieldbook, plain: Plain) -> None:
    """From the 26th, the day after the last one's end, to today."""
    found = month.diary.digest("five_day")
    assert (found.from_on, found.to_on) == (day(26), LAST)
    visits = [each for each in plain.visits if each.visited_on >= day(26)]
    assert found.visits == sum(each.manner != "nobody_home" for each in visits)
    assert found.nobody_home == sum(each.manner == "nobody_home" for each in visits)
    assert found.came_to_us == sum(each.manner == "came_to_us" for each in visits)
    assert found.households == len({e.household for e in visits if e.manner != "nobody_home"})
    assert dict(found.explained) == Counter(kind for each in visits for kind in each.explained)
    assert dict(found.together) == Counter(kind for each in visits for kind in each.together)
    assert [e.id for e in found.found] == [e.id for e in plain.issues if e.found_on >= day(26)]
    answered = [each for each in plain.issues if each.answered_on and each.answered_on >= day(26)]
    assert [e.id for e in found.answered] == [e.id for e in answered]
    checks = [each for each in plain.follow_ups if each.checked_on and each.checked_on >= day(26)]
    assert found.held == sum(each.result == "held" for each in checks)
    assert found.checks_relapsed == sum(each.result == "relapsed" for each in checks)
    assert [e.learned for e in found.learned] == [e.learned for e in visits if e.learned]
    assert [e.promised for e in found.promised] == [e.promised for e in visits if e.promised]
    together = [e for e in plain.solutions if e.with_whom or e.carried_by]
    assert [e.id for e in found.studied] == [e.id for e in together if e.studied_on >= day(26)]
    assert {e.id for e in found.solved} == solved_between(plain, day(26), LAST)
    done = [step for each in plain.solutions for step in each.steps if step.done_on]
    assert len(found.steps) == sum(each.done_on >= day(26) for each in done if each.done_on)


def test_a_members_summary_is_of_his_own_work() -> None:
    """Parted among writers and contacts, each issue is told to whoever wrote it down or goes to its household.

    A solution goes with its issues, or with whoever wrote it down; so do its checks and its steps. The
    member named for the steps of another's has those alone.
    """
    book = Month().live_through()
    plain = Plain(book)
    first, second = plain.members[0].id, plain.members[1].id
    doer = plain.members[3]
    changes = []
    for kind in (plain.issues, plain.solutions, plain.follow_ups):
        for number, each in enumerate(kind):
            fields: dict[str, object] = {"created_by": (first, second)[number % 2]}
            if isinstance(each, Solution):
                steps = [
                    msgspec.structs.replace(e, done_on=LAST, who=doer.name) for e in each.steps
                ]
                fields["steps"] = tuple(steps)
            changes.append(Change(each, msgspec.structs.replace(each, **fields)))
    book._desk.commit("edit", changes)
    now = Plain(book)
    contact = {each.id: each.contact for each in now.households}

    for who in (first, second, doer.id):
        found = prefill(book.shelf, "five_day", day(1), LAST, frozenset({who}))
        mine = {e.id for e in now.issues if who in (e.created_by, contact.get(e.household))}
        told = {e.id for e in now.solutions if e.created_by == who or mine & set(e.issues)}
        assert {e.id for e in found.found} == {e.id for e in now.issues if e.created_by == who}
        assert {e.id for e in found.referred} == mine & {e.id for e in now.issues if e.referred_on}
        assert {e.id for e in found.answered} == mine & {e.id for e in now.issues if e.answered_on}
        assert {e.id for e in found.dropped} == mine & {e.id for e in now.issues if e.dropped_on}
        assert {e.id for e in found.solved} == mine & solved_between(now, day(1), LAST)
        checks = [e for e in now.follow_ups if e.result == "relapsed"]
        assert {e.id for e in found.relapsed} == mine & {
            i for e in checks for i in e.relapsed_issues
        }
        assert found.checks_relapsed == sum(
            e.created_by == who or e.solution in told for e in checks
        )
        together = {e.id for e in now.solutions if e.with_whom or e.carried_by}
        assert {e.id for e in found.studied} == told & together
        theirs = [e for e in now.solutions if who == doer.id or e.id in told]
        assert len(found.steps) == sum(len(each.steps) for each in theirs) > 0


def solved_between(plain: Plain, first: dt.date, last: dt.date) -> set[str]:
    """The issues solved in a period: each has one solution in this month, so its day decides."""
    found = set()
    for issue in plain.issues:
        for each in plain.solutions:
            if issue.id in each.issues and each.solved_on and first <= each.solved_on <= last:
                found.add(issue.id)
    return found


@pytest.mark.parametrize(("first", "last"), [(1, 30), (10, 20), (21, 30)])
def test_the_papers_figures(month: Fieldbook, plain: Plain, first: int, last: int) -> None:
    """The meeting paper's figures of the whole month and of parts of it."""
    since, until = day(first), day(last)
    found = figures(month.shelf, Period(since, until, LAST))
    visits = [each for each in plain.visits if since <= each.visited_on <= until]
    assert found.contact["visits"].many == sum(each.manner != "nobody_home" for each in visits)
    assert found.contact["reached"].many == len(
        {e.household for e in visits if e.manner != "nobody_home"}
    )
    assert found.contact["explained"].by_part == Counter(
        k for each in visits for k in each.explained
    )
    issues = [each for each in plain.issues if since <= each.found_on <= until]
    assert found.issues["found"].many == len(issues)
    assert found.issues["kinds"].by_part == Counter(each.issue_kind for each in issues)
    assert found.issues["solved"].many == len(solved_between(plain, since, until))
    checks = [e for e in plain.follow_ups if e.checked_on and since <= e.checked_on <= until]
    assert found.issues["relapsed"].many == len(
        {i for each in checks for i in each.relapsed_issues}
    )
    unsolved = [each for each in plain.issues if plain.wants_work(each, until)]
    assert found.issues["open"].many == len(unsolved)
    told = [e for e in unsolved if e.referred_on and e.referred_on <= until
            if plain.was_told_since_its_relapse(e, until)]  # fmt: skip
    assert found.issues["not_referred"].many == len(unsolved) - len(told)
    assert found.issues["unanswered"].many == sum(
        not each.answered_on or each.answered_on > until for each in told
    )
    assert found.issues["referred"].many == sum(
        bool(each.referred_on and since <= each.referred_on <= until) for each in plain.issues
    )
    assert found.solutions["checks"].by_part == Counter(each.result for each in checks)
    studied = [each for each in plain.solutions if since <= each.studied_on <= until]
    together = [each for each in studied if each.with_whom or each.carried_by]
    assert found.solutions["studied"].many == len(together)
    counted = [e for e in together if e.with_whom or e.carried_by in ("group", "jointly")]
    assert found.solutions["with_people"][:2] == (len(counted), len(together))
    assert found.solutions["carried"].by_part == Counter(each.carried_by for each in together)
    pages = [each for each in plain.diary if since <= each.on <= until]
    assert found.rhythm["diary"].by_part == Counter(each.diary_kind for each in pages)
    assert found.rhythm["reported"].many == sum(bool(each.reported_on) for each in pages)
    assert found.rhythm["spent"].by_part == Counter(each.spent for each in pages if each.spent)
    latest = {}
    for survey in plain.surveys:
        if survey.surveyed_on <= until:
            latest[survey.group] = str(survey.type)
    assert found.groups["types"].by_part == Counter(latest.values())
    assert (found.groups["surveyed"].of, found.groups["surveyed"].many) == (9, len(latest))
