"""Minutes that are put right: what their decisions gave out follows, and nothing else does."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid
from fieldbook.domain.parts import Step
from fieldbook.domain.records import Issue, Solution, Task
from tests.clock import Clock
from tests.domain.test_minutes import keep, leak, matter

__all__ = ["leak"]
DAY = dt.timedelta(days=1)


def put_right(book: Fieldbook, *matters: dict[str, object], **more: object) -> None:
    """Write the only page of minutes anew."""
    (page,) = book.diary.all()
    book.diary.edit(page.id, Draft(matters=matters, **more))


def solution_of(book: Fieldbook) -> tuple[str, dt.date | None]:
    """Who is responsible for the only solution, and until when."""
    (solution,) = book.solutions.all()
    assert isinstance(solution, Solution)
    return solution.responsible.name if solution.responsible else "", solution.due_on


def task_of(book: Fieldbook) -> Task:
    """The only task."""
    (task,) = book.tasks.all()
    return task


@pytest.mark.parametrize("had", [None, 1, 20])
def test_a_first_day_is_the_issues_own_only_where_that_was_earlier(
    book: Fieldbook, leak: Issue, had: int | None
) -> None:
    """A day that is said later is carried out as if it had been said at once."""
    own = book.today + had * DAY if had else None
    book.issues.edit(leak.id, Draft(due_on=own))
    said = matter("水渠漏水", "修", issue=leak.id, who="王大山")
    keep(book, said)
    due = book.today + 9 * DAY
    put_right(book, {**said, "due_on": due})
    assert solution_of(book) == ("王大山", due)
    assert book.issues.get(leak.id).due_on == (due if had == 1 else own)


def test_a_step_put_right_leaves_the_whole_to_whom_it_was_given(
    book: Fieldbook, leak: Issue
) -> None:
    """Of two decisions on one issue the second is a step, though both named the same person and day."""
    due = book.today + 5 * DAY
    first, second = (
        matter("水渠漏水", what, issue=leak.id, who="王大山", due_on=due)
        for what in ("修渠", "买水泥")
    )
    keep(book, first, second)
    put_right(book, first, {**second, "who": "李霞平", "due_on": due - DAY})
    step = Step(what="买水泥", who="李霞平", due_on=due - DAY)
    assert (solution_of(book), book.solutions.all()[0].steps) == (("王大山", due), (step,))
    put_right(book, first, {**second, "who": "", "due_on": due})
    assert book.solutions.all()[0].steps == (Step(what="买水泥", who="李霞平", due_on=due),)
    solution = book.solutions.all()[0]
    done = Step(what="买水泥", who="李霞平", due_on=due, done_on=book.today)
    book.solutions.edit(solution.id, Draft(steps=(done,)))
    put_right(book, first, {**second, "who": "王大山"})
    assert (solution_of(book), book.solutions.all()[0].steps) == (("王大山", due), (done,))


def test_whose_a_task_is_changes_as_a_whole(book: Fieldbook) -> None:
    """What was one's work and is a group's task is not that person's, too; left open it stays."""
    group = book.groups.found(Draft(name="二组"))
    said = matter("送肥", "送肥", who="王大山")
    keep(book, said)
    put_right(book, {**said, "who": "", "due_on": book.today + DAY})
    task = task_of(book)
    assert [each.name for each in task.given_to] == ["王大山"]
    assert (task.task_kind, task.until_on) == ("work", book.today + DAY)
    put_right(book, {**said, "who": "王大山"})
    put_right(book, {**said, "who": "二组"})
    task = task_of(book)
    assert (task.given_to, task.groups, task.task_kind) == ((), (group.id,), "task")
    book.tasks.edit(task.id, Draft(given_to=["李霞平"]))
    put_right(book, {**said, "who": "王大山"})
    task = task_of(book)
    assert ([e.name for e in task.given_to], task.groups) == (["李霞平"], (group.id,))


def test_a_day_before_the_meeting_is_wrong_in_the_matters(book: Fieldbook, leak: Issue) -> None:
    """The form has no field for the day of a task: the fault stands where it was typed."""
    due = book.today + DAY
    keep(book, matter("送肥", "送肥", who="王大山", due_on=due))
    with pytest.raises(Invalid) as wrong:
        put_right(book, matter("送肥", "送肥", who="王大山", due_on=book.today - DAY))
    assert [each.field for each in wrong.value.problems] == ["matters"]
    assert task_of(book).until_on == due


def test_the_same_person_told_briefly_keeps_the_name_and_another_takes_over(
    book: Fieldbook, leak: Issue
) -> None:
    """Minutes that say Alice mean the Alice Brook who is responsible, before and behind an edit."""
    book.solutions.note(Draft(issues=[leak.id], method="修", responsible="Alice Brook"))
    said = matter("水渠漏水", "修", issue=leak.id, who="Alice")
    keep(book, said)
    due = book.today + DAY
    put_right(book, {**said, "due_on": due})
    assert solution_of(book) == ("Alice Brook", due)
    put_right(book, {**said, "who": "Tom Reed", "due_on": due})
    assert solution_of(book) == ("Tom Reed", due)


def test_a_day_taken_off_and_written_anew_counts(book: Fieldbook, leak: Issue) -> None:
    """Taken off it takes nothing back; another one that is said then is the decision's."""
    said = matter("水渠漏水", "修", issue=leak.id, who="王大山", due_on=book.today + DAY)
    keep(book, said)
    put_right(book, {**said, "due_on": None})
    assert solution_of(book) == ("王大山", book.today + DAY)
    put_right(book, {**said, "due_on": book.today + 8 * DAY})
    assert solution_of(book) == ("王大山", book.today + 8 * DAY)


def test_a_twin_that_has_a_decision_of_its_own_now_keeps_both(book: Fieldbook, leak: Issue) -> None:
    """Its answer is reworded with that of the issue solved with it, and its later day stays."""
    twin = book.issues.raise_(Draft(title="渠口塌", due_on=book.today))
    book.issues.refer([leak.id, twin.id])
    book.solutions.note(Draft(issues=[leak.id, twin.id], method="一起修"))
    said = matter("水渠漏水", "先堵", issue=leak.id)
    keep(book, said)
    due = book.today + 9 * DAY
    own = matter("渠口塌", "砌石", issue=twin.id, due_on=due)
    put_right(book, own, {**said, "decided": "先堵漏"})
    found = book.issues.get(twin.id)
    assert (found.answer, found.due_on) == ("先堵漏", due)


def test_another_day_of_the_page_is_that_of_what_it_decided(
    book: Fieldbook, leak: Issue, clock: Clock
) -> None:
    """Answer, referral, solution and task have it; a day to come is refused, and words go on to follow."""
    clock.pass_days(3)
    said = matter("水渠漏水", "修", issue=leak.id, who="王大山")
    manure = matter("送肥", "先送河滩地", who="李霞平")
    keep(book, said, manure)
    before, on = book.today, book.today - DAY
    put_right(book, said, manure, on=on)
    found, (solution,) = book.issues.get(leak.id), book.solutions.all()
    days = (found.referred_on, found.answered_on, solution.studied_on, task_of(book).given_on)
    assert days == (on,) * 4
    put_right(book, {**said, "decided": "马上修"}, manure)
    assert (book.issues.get(leak.id).answer, book.solutions.all()[0].method) == ("马上修",) * 2
    with pytest.raises(Invalid) as wrong:
        put_right(book, said, manure, on=before + DAY)
    assert [each.field for each in wrong.value.problems] == ["on"]
    book.undo()
    book.undo()
    assert book.issues.get(leak.id).answered_on == before


@pytest.mark.parametrize("referred", [True, False])
def test_a_day_before_an_issue_was_told_is_not_that_of_its_answer(
    book: Fieldbook, leak: Issue, clock: Clock, referred: bool
) -> None:
    """The page may have it; the answer keeps its own, and has the words of the page all the same."""
    if referred:
        book.issues.refer([leak.id])
        clock.pass_days(1)
    said = matter("水渠漏水", "修", issue=leak.id)
    keep(book, said)
    put_right(book, {**said, "decided": "马上修"}, on=leak.found_on - DAY)
    found = book.issues.get(leak.id)
    assert (found.answer, found.answered_on) == ("马上修", book.today)


def test_one_of_two_same_decisions_put_right_is_a_step(book: Fieldbook, leak: Issue) -> None:
    """Of two issues of one solution the other one's decision still says who does the whole, and when."""
    twin = book.issues.raise_(Draft(title="渠口塌"))
    book.solutions.note(Draft(issues=[leak.id, twin.id], method="一起修"))
    due = book.today + 5 * DAY
    first = matter("水渠漏水", "修", issue=leak.id, who="王大山", due_on=due)
    second = {**first, "topic": "渠口塌", "issue": twin.id}
    keep(book, first, second)
    late = due + 3 * DAY
    put_right(book, first, {**second, "due_on": late})
    step = Step(what="修", who="王大山", due_on=late)
    assert (solution_of(book), book.solutions.all()[0].steps) == (("王大山", due), (step,))
    put_right(book, {**first, "due_on": due + DAY}, {**second, "due_on": late})
    assert (solution_of(book), book.solutions.all()[0].steps) == (("王大山", due + DAY), (step,))
    book.undo()
    book.undo()
    put_right(book, {**first, "due_on": late}, {**second, "due_on": late})
    assert (solution_of(book), book.solutions.all()[0].steps) == (("王大山", late), ())


def test_a_decision_on_no_issue_whose_topic_is_put_otherwise_is_the_same(book: Fieldbook) -> None:
    """Known by what was decided, or by who and until when; its task is called anew, and no second made."""
    due = book.today + 5 * DAY
    keep(book, matter("送肥", "送两车肥", who="王大山", due_on=due))
    put_right(book, matter("往南坡送肥", "送两车肥", who="李霞平", due_on=due))
    task = task_of(book)
    assert (task.title, [e.name for e in task.given_to]) == ("往南坡送肥", ["李霞平"])
    put_right(book, matter("买泵", "买泵", who="李霞平", due_on=due))
    assert (task_of(book).title, task_of(book).explanation) == ("买泵", "")
    (page,) = book.diary.all()
    assert [each.task for each in page.matters] == [task.id]


def test_another_decision_on_no_issue_is_another_task(book: Fieldbook) -> None:
    """What names somebody else, or stands beside the first, is no other wording of it."""
    due = book.today + 5 * DAY
    first = matter("送肥", "送肥", who="王大山", due_on=due)
    keep(book, first)
    put_right(book, first, matter("买泵", "买泵", who="王大山", due_on=due))
    assert [each.title for each in book.tasks.all()] == ["送肥", "买泵"]
    put_right(book, first, matter("修桥", "修桥", who="李霞平", due_on=due))
    assert [each.title for each in book.tasks.all()] == ["送肥", "买泵", "修桥"]


def test_what_is_put_off_after_all_is_answered_no_more(book: Fieldbook, leak: Issue) -> None:
    """The issue waits for its answer, as the branch has heard of it; what was answered since stays."""
    said = matter("水渠漏水", "修渠", issue=leak.id)
    keep(book, said)
    put_right(book, {**said, "decided": "缓议"})
    issue = book.issues.get(leak.id)
    assert (issue.answer, issue.answered_on, issue.referred_on) == ("", None, book.today)
    put_right(book, {**said, "decided": "换管子"})
    assert book.issues.get(leak.id).answer == "换管子"
    book.issues.answer(leak.id, Draft(answer="公社来修"))
    put_right(book, {**said, "decided": "缓议"})
    assert book.issues.get(leak.id).answer == "公社来修"


@pytest.mark.parametrize("words", ["缓议", "不办"])
def test_what_was_given_out_goes_with_its_decision(
    book: Fieldbook, leak: Issue, words: str
) -> None:
    """The solution and the task go to the trash in the same act, and come back with the page."""
    due = book.today + 5 * DAY
    canal = matter("水渠漏水", "修渠", issue=leak.id, who="王大山", due_on=due)
    wall = matter("水渠漏水", "砌墙", issue=leak.id, who="李霞平")
    feast = matter("过年物资", "去买", who="王大山")
    keep(book, canal, wall, feast)
    put_right(book, *({**each, "decided": words} for each in (canal, wall, feast)))
    assert not book.solutions.all()
    assert not book.tasks.all()
    status = "open" if words == "缓议" else "dropped"
    assert book.shelf.status(book.issues.get(leak.id)) == status
    put_right(book, *({**each, "decided": words} for each in (canal, wall, feast)), place="堂屋")
    assert not book.tasks.all()
    book.undo()
    book.undo()
    assert solution_of(book) == ("王大山", due)
    assert task_of(book).title == "过年物资"
    assert book.issues.get(leak.id).answer == "修渠"
    book.redo()
    put_right(book, feast)
    assert task_of(book).title == "过年物资"


def test_what_was_worked_on_stays_when_its_decision_is_put_off(
    book: Fieldbook, leak: Issue
) -> None:
    """So does what was changed elsewhere, what another decision is about, and a task that was explained."""
    said = matter("水渠漏水", "修渠", issue=leak.id, who="王大山")
    feast = matter("过年物资", "去说", due_on=book.today + 5 * DAY)
    keep(book, said, feast)
    away = [{**each, "decided": "缓议"} for each in (said, feast)]
    (solution,), task = book.solutions.all(), task_of(book)
    home = book.households.assign(Draft(head="陈一"))
    book.visits.note(Draft(household=home.id, tasks=[task.id]))
    for more in ({"with_whom": "陈一"}, {"steps": [Step(what="量", done_on=book.today)]}):
        book.solutions.edit(solution.id, Draft(more))
        put_right(book, *away)
        assert book.solutions.all()
        assert book.tasks.all()
        book.undo()
        book.undo()
    put_right(book, away[0], matter("水渠漏水", "砌墙", issue=leak.id))
    assert solution_of(book) == ("王大山", None)
    book.undo()
    book.solutions.solve(solution.id, Draft())
    put_right(book, *away)
    assert book.solutions.all()
