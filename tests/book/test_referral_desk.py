"""What the branch decides on an issue: one act, which undoing takes back as a whole."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid
from fieldbook.domain.records import Issue, Task
from fieldbook.reports.waiting import waits_for_answer
from tests import village
from tests.clock import Clock


@pytest.fixture
def found() -> village.Village:
    """The small village."""
    return village.build(Clock())


def both(found: village.Village) -> list[Issue]:
    """Both issues as they are now."""
    return [found.book.issues.get(each.id) for each in found.issues]


def test_several_issues_are_answered_in_one_act(found: village.Village) -> None:
    """One answer for all; those nobody had referred are referred by it, and undoing takes all back."""
    book, (first, second) = found.book, found.issues
    book.issues.refer([first.id])
    before, acts = both(found), len(book.acts)
    book.issues.answer_at_desk([first.id, second.id], Draft(answer="下周派人来"))
    for each in both(found):
        assert each.answer == "下周派人来"
        assert each.referred_on == each.answered_on == book.today
    assert len(book.acts) == acts + 1
    book.undo()
    for was, now in zip(before, both(found), strict=True):
        assert (now.answer, now.referred_on) == (was.answer, was.referred_on)


def test_an_answer_of_an_earlier_day_refers_on_that_day(found: village.Village) -> None:
    """What was told by word of mouth two days ago stands on its own day."""
    on = found.book.today - dt.timedelta(days=2)
    found.book.issues.answer_at_desk([found.issues[1].id], Draft(answer="行", answered_on=on))
    issue = found.book.issues.get(found.issues[1].id)
    assert issue.referred_on == issue.answered_on == on


def test_an_empty_answer_is_refused(found: village.Village) -> None:
    """Nothing is referred by an answer that is none."""
    with pytest.raises(Invalid):
        found.book.issues.answer_at_desk([found.issues[1].id], Draft(answer=""))
    assert found.book.issues.get(found.issues[1].id).referred_on is None


def test_what_is_taken_into_study_is_answered_so(found: village.Village) -> None:
    """An open issue is being studied then; one that is acted on keeps its status."""
    book, (first, second) = found.book, found.issues
    book.issues.take_into_study([first.id, second.id], "支部已列入研究。")
    assert {each.answer for each in both(found)} == {"支部已列入研究。"}
    assert [book.issues.status(each.id) for each in found.issues] == ["acting", "studying"]
    book.undo()
    assert [book.issues.status(each.id) for each in found.issues] == ["acting", "open"]
    assert {each.answer for each in both(found)} == {""}


def test_a_task_made_of_issues_answers_them(found: village.Village) -> None:
    """The task and all answers are one act."""
    book, tasks = found.book, found.book.shelf.count(Task)
    ids = [each.id for each in found.issues]
    task = book.issues.make_task(ids, Draft(title="修水渠", given_to="周正"), "已列为任务：修水渠")
    assert (task.title, task.given_on) == ("修水渠", book.today)
    assert {each.answer for each in both(found)} == {"已列为任务：修水渠"}
    assert not any(waits_for_answer(book.shelf, each) for each in both(found))
    book.undo()
    assert book.shelf.count(Task) == tasks
    assert {each.answered_on for each in both(found)} == {None}


def test_an_answer_before_the_relapse_stays_beside_the_new_one(found: village.Village) -> None:
    """Answered again after a relapse, the earlier referral keeps its answer."""
    book, issue = found.book, found.issues[0]
    book.issues.answer_at_desk([issue.id], Draft(answer="派人修"))
    book.solutions.solve(found.solution.id, Draft(result="好了"))
    book.follow_ups.check_at_once(found.solution.id, Draft(result="relapsed"))
    book.issues.answer_at_desk([issue.id], Draft(answer="换新管"))
    now = book.issues.get(issue.id)
    assert now.answer == "换新管"
    assert [each.answer for each in now.referred_before] == ["派人修"]
    assert book.shelf.is_referred(now)
