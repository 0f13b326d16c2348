"""A day that is only that of taking in counts nowhere: figures, ages and delays by plain loops."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.drafts import Draft
from fieldbook.domain.entries import LedgerEntry
from fieldbook.domain.habits import Habits
from fieldbook.domain.records import Issue, Solution
from fieldbook.reports.agenda import agenda
from fieldbook.reports.carried import carried_by_month
from fieldbook.reports.contact_groups import contact_groups
from fieldbook.reports.diary_calendar import calendar
from fieldbook.reports.digest import prefill
from fieldbook.reports.meeting import meeting
from fieldbook.reports.meeting_figures import Period, figures, solved_days
from fieldbook.reports.stories import issue_story
from tests.clock import Clock
from tests.domain.test_matching import ledger, take

HABITS = Habits()


def entries(today: dt.date) -> Iterator[LedgerEntry]:
    """Rows of a ledger, with days and without, closed and open, as chance has it."""
    chance = random.Random(8)
    for row in range(1, 121):
        found = today - dt.timedelta(days=chance.randrange(1, 60))
        closed = chance.choice((True, True, None, False))
        day = found + dt.timedelta(days=chance.randrange(40))
        has_day = chance.random() < 0.6
        knows = chance.random() < 0.5
        yield LedgerEntry(
            row=row,
            title=f"第{row}事",
            code=str(row),
            found_on=found if has_day else None,
            found_text=str(found) if has_day else chance.choice(("去年冬天", "")),
            measure="换灯泡",
            closed=closed,
            closed_on=day if knows and closed is not False else None,
            closed_text=str(day) if knows and closed is not False else "",
            household="陈桂生",
        )


@pytest.fixture
def taken(book: Fieldbook, clock: Clock) -> Fieldbook:
    """A book with a ledger of mixed days taken in, and some of its solutions worked on since."""
    contact = book.members.write(Draft(name="吕梅", contact_group="1"))
    book.households.assign(Draft(head="陈桂生", contact=contact.id))
    take(book, ledger(*entries(clock.today)))
    for number, each in enumerate(book.solutions.all()):
        if number % 3 == 0:
            book.solutions.edit(each.id, Draft(carried_by="cadre"))
        if number % 4 == 0:
            book.solutions.edit(each.id, Draft(with_whom="李霞平", carried_by="group"))
        if number % 8 == 0:
            book.solutions.edit(each.id, Draft(studied_on="2026-11-01"))
    return book


def known(record: Issue | Solution, name: str) -> dt.date | None:
    """A day of a record where it is no mark."""
    return getattr(record, f"{name}_on") if getattr(record, f"{name}_text") is None else None


def test_the_figures_of_a_period_leave_marked_days_out(taken: Fieldbook, clock: Clock) -> None:
    """Found, solved and studied are counted by known days; studied only where somebody is named."""
    shelf, today = taken.shelf, clock.today
    assert {each.found_text for each in shelf.every(Issue)} == {None, "去年冬天", ""}
    for since in (today, today - dt.timedelta(days=30), dt.date(2020, 1, 1)):
        period = Period(since, today, today)
        found = solved = studied = 0
        for issue in shelf.every(Issue):
            on = known(issue, "found")
            found += on is not None and since <= on
            (solution,) = shelf.solutions_of(issue)
            on = known(solution, "solved")
            solved += on is not None and since <= on
            assert solved_days(shelf, issue) == ({on} if on else set())
            on = known(solution, "studied")
            studied += bool(on and solution.with_whom and since <= on)
        told = figures(shelf, period)
        assert told.issues["found"].many == found
        assert told.issues["solved"].many == solved
        assert told.solutions["studied"].many == studied
        digest = prefill(shelf, "ten_day", since, today)
        assert (len(digest.found), len(digest.studied)) == (found, studied)


def test_ages_and_delays_leave_marked_days_out(taken: Fieldbook, clock: Clock) -> None:
    """Nobody is late with an issue of which no day is known; it comes after the others."""
    shelf, today = taken.shelf, clock.today
    rows = list(agenda(shelf, today, HABITS).not_referred)
    assert len(rows) == sum(shelf.status(each) in UNSOLVED for each in shelf.every(Issue))
    for row in rows:
        on = known(row.row.issue, "found")
        assert row.age_days == ((today - on).days if on else None)
        assert row.late == (on is not None and (today - on).days > HABITS.refer_within_days)
    days = [known(row.row.issue, "found") or dt.date.max for row in rows]
    assert days == sorted(days)
    due = sum(
        (today - on).days > HABITS.refer_within_days
        for on in (known(each, "found") for each in shelf.every(Issue))
        if on is not None
    )
    groups = contact_groups(shelf, dt.date(2020, 1, 1), today, HABITS)
    assert sum(each.in_time.whole for each in groups) == due


def test_the_calendar_leaves_marked_days_out(taken: Fieldbook, clock: Clock) -> None:
    """On the day of taking in nothing is said to have been found that nobody found then."""
    today = clock.today
    (row,) = calendar(taken.shelf, today, today, today, HABITS)
    on_that_day = sum(known(each, "found") == today for each in taken.shelf.every(Issue))
    assert row.issues_found == on_that_day == 0


def test_months_count_what_somebody_studied(taken: Fieldbook) -> None:
    """Who carried it out is told of the solutions whose study is known, and of no other."""
    rows = carried_by_month(taken.shelf)
    assert [each.month for each in rows] == [dt.date(2026, 11, 1)]
    studied = [each for each in taken.shelf.every(Solution) if known(each, "studied")]
    assert rows[0].carried.group == sum(bool(each.with_whom) for each in studied) > 0


def test_the_paper_has_the_words(taken: Fieldbook, clock: Clock) -> None:
    """A line of the meeting has the file's words beside a day that is only that of taking in."""
    today = clock.today
    lines = {line.seq: line for line in meeting(taken.shelf, today, today, today, HABITS).issues}
    marked = [each for each in taken.shelf.every(Issue) if each.found_text is not None]
    for each in marked:
        discussed = taken.shelf.status(each) in UNSOLVED
        assert (each.seq in lines) == discussed
        if discussed:
            assert lines[each.seq].found_text == each.found_text


def test_a_story_begins_with_the_finding(taken: Fieldbook) -> None:
    """Where the day it was found is not known, it was before all that was done about it."""
    for issue in taken.shelf.every(Issue):
        if issue.found_text is not None:
            assert issue_story(taken.shelf, issue)[-1].kind == "issue"


def test_a_solution_studied_after_the_relapse_takes_no_solved_day_back(book: Fieldbook) -> None:
    """What was told as solved stays told, also where all of it happens on one day."""
    issue = book.issues.raise_(Draft(title="水渠漏水"))
    first = book.solutions.note(Draft(issues=[issue.id], method="堵", solved_on="today"))
    book.follow_ups.check_at_once(first.id, Draft(result="relapsed"))
    assert solved_days(book.shelf, issue) == {book.today}
    book.solutions.note(Draft(issues=[issue.id], method="换管"))
    assert solved_days(book.shelf, issue) == {book.today}
