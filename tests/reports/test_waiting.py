"""What issues wait for: their day, the branch's being told, its answer."""

from __future__ import annotations

import datetime as dt

from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Issue, Solution
from fieldbook.reports.pressing import is_asked_above, only_waits
from fieldbook.reports.waiting import waiting
from tests.reports import test_meeting as of_meeting
from tests.reports.test_meeting import SINCE, TODAY
from tests.village import Village


def waits(village: Village, issue: Issue) -> tuple[str, ...]:
    book = village.book
    return waiting(book.shelf, book.issues.get(issue.id), book.today, book.habits)


def relapse(village: Village) -> None:
    """The first issue is solved, and a check finds that it did not hold."""
    book = village.book
    book.solutions.solve(village.solution.id, Draft())
    book.follow_ups.check_at_once(village.solution.id, Draft(result="relapsed"))


def test_an_issue_past_its_day_is_overdue_until_it_is_solved(village: Village) -> None:
    """Today has it from its day on; the day after it is overdue; solved it is no more."""
    book, issue = village.book, village.issues[0]
    book.issues.edit(issue.id, Draft(due_on="2026-11-22"))
    assert [e.row.issue.id for e in book.agenda().issues] == []
    village.clock.pass_days(1)
    assert [(e.row.issue.id, e.days) for e in book.agenda().issues] == [(issue.id, 0)]
    assert "overdue" not in waits(village, issue)
    village.clock.pass_days(1)
    assert [(e.row.issue.id, e.days) for e in book.agenda().issues] == [(issue.id, -1)]
    assert "overdue" in waits(village, issue)
    book.solutions.solve(village.solution.id, Draft())
    assert waits(village, issue) == ()
    assert not book.agenda().issues


def test_an_answer_is_waited_for_until_it_comes(village: Village) -> None:
    """A referred issue waits so many days; an answer, solving or dropping it ends that."""
    book, (first, second) = village.book, village.issues
    book.issues.refer([second.id, first.id])
    village.clock.pass_days(9)
    assert [(e.row.issue.id, e.days) for e in book.agenda().unanswered] == [
        (first.id, 9), (second.id, 9),
    ]  # fmt: skip
    assert waits(village, first) == ("unanswered",)
    book.issues.answer(first.id, Draft(answer="派人来修"))
    assert waits(village, first) == ()
    book.issues.drop(second.id, "并到第一件")
    assert not book.agenda().unanswered


def test_a_relapse_is_referred_again_whatever_was_answered(village: Village) -> None:
    """Of one day the order in which things were written decides; the earlier referral is kept."""
    book, issue = village.book, village.issues[0]
    book.issues.refer([issue.id])
    book.issues.answer(issue.id, Draft(answer="派人来修"))
    assert waits(village, issue) == ()
    relapse(village)
    assert waits(village, issue) == ("unreferred",)
    assert issue.id in [each.id for each in book.issues.not_referred()]
    assert issue.id in [each.row.issue.id for each in book.agenda().not_referred]
    book.issues.refer([issue.id])
    assert waits(village, issue) == ("unanswered",)
    book.issues.answer(issue.id, Draft(answer="换管"))
    assert waits(village, issue) == ()
    found = book.issues.get(issue.id)
    assert [(e.answer, e.answered_on) for e in found.referred_before] == [("派人来修", book.today)]


def test_a_referral_without_an_answer_is_kept_too_when_it_relapsed(village: Village) -> None:
    """When a relapse is referred, the first referral keeps its day."""
    book, issue = village.book, village.issues[0]
    book.issues.refer([issue.id])
    first = book.today
    village.clock.pass_days(2)
    relapse(village)
    assert waits(village, issue) == ("unreferred",)
    village.clock.pass_days(4)
    assert waits(village, issue) == ("unreferred", "late")
    (row,) = [e for e in book.agenda().not_referred if e.row.issue.id == issue.id]
    assert (row.age_days, row.late) == (4, True)
    book.issues.refer([issue.id])
    found = book.issues.get(issue.id)
    assert (found.first_referred_on, found.referred_on) == (first, book.today)
    assert waits(village, issue) == ("unanswered",)


def test_a_referral_put_right_takes_no_place(village: Village) -> None:
    """Referred again before any answer, and with no relapse between, it is the same referral."""
    book, issue = village.book, village.issues[1]
    book.issues.refer([issue.id])
    village.clock.pass_days(1)
    book.issues.refer([issue.id], "公社")
    found = book.issues.get(issue.id)
    assert (found.referred_before, found.referred_to) == ((), "公社")


def test_late_is_what_the_branch_was_not_told_in_its_days(village: Village) -> None:
    """On the last allowed day it is not late yet, on the next it is."""
    book = village.book
    issue = book.issues.raise_(Draft(title="晒场不平"))
    village.clock.pass_days(book.habits.refer_within_days)
    assert waits(village, issue) == ("unreferred",)
    village.clock.pass_days(1)
    assert waits(village, issue) == ("unreferred", "late")


def test_one_referred_on_a_day_to_come_has_not_waited(village: Village) -> None:
    """A clock that stood ahead and was set right makes no negative days."""
    book, issue = village.book, village.issues[1]
    village.clock.pass_days(9)
    book.issues.refer([issue.id])
    village.clock.pass_days(-5)
    (row,) = book.agenda().unanswered
    assert (row.days, row.row.answer_days) == (0, 0)


def test_what_is_carried_out_in_time_only_waits() -> None:
    """Help is asked for where it is late and unanswered, and not for what the branch put off itself."""
    village = of_meeting.Village()
    issue = village.add(Issue, title="缺柴", found_on=SINCE, referred_on=SINCE)
    village.add(Solution, issues=(issue.id,), studied_on=SINCE, method="打柴", due_on=TODAY)
    (found,) = village.meeting().issues
    waits, answered = (found._replace(waits=each) for each in (("unanswered",), ()))
    put_off, late = waits._replace(put_off_on=TODAY), TODAY + dt.timedelta(days=1)
    told = [
        (only_waits(line, today), is_asked_above(line, today))
        for line, today in ((waits, TODAY), (waits, late), (put_off, TODAY), (answered, TODAY))
    ]
    assert told == [(True, False), (False, True), (False, False), (False, False)]
