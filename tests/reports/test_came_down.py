"""What the last exchange brought from the branch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from fieldbook.domain.acts.making import make
from fieldbook.domain.changes import Swap
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Experience, Household, Task
from fieldbook.reports.came_down import CameDown
from tests import village
from tests.clock import Clock
from tests.exchange.branch import Branch
from tests.exchange.carriers import MemoryCarrier


@pytest.fixture
def found() -> village.Village:
    """The small village."""
    return village.build(Clock())


ELSEWHERE = (("answer", "000000000001-0000-00005678"),)
"""The stamp of what was written in another book."""


def exchanged(found: village.Village, answer: str = "派人修") -> None:
    """An exchange brought a task, an experience, a household, and the answer to an issue."""
    desk, issue = found.book._desk, found.book.issues.get(found.issues[0].id)
    pen = desk.pen()
    answered = msgspec.structs.replace(
        issue, answer=answer, answered_on=found.book.today, stamps=ELSEWHERE
    )
    desk.put("exchange", [
        Swap(None, make(pen, Task, Draft(title="冬修水利", given_on=pen.today))),
        Swap(None, make(pen, Experience, Draft(title="记工公开", on=pen.today))),
        Swap(None, make(pen, Household, Draft(head="新来户", group=found.groups[0].id))),
        Swap(issue, answered),
    ])  # fmt: skip


def test_a_book_that_was_never_exchanged_has_nothing_from_the_branch(
    found: village.Village,
) -> None:
    """What was written into the book itself did not come down."""
    found.book.issues.answer_at_desk([found.issues[0].id], Draft(answer="行"))
    assert found.book.came_down() == CameDown()


def test_tasks_answers_and_experiences_are_told(found: village.Village) -> None:
    """New records of these kinds, and issues whose answer is new; other records are not."""
    exchanged(found)
    came = found.book.came_down()
    assert [each.title for each in came.tasks] == ["冬修水利"]
    assert [each.id for each in came.answered] == [found.issues[0].id]
    assert [each.title for each in came.experiences] == ["记工公开"]
    assert len(came.records()) == 3


def test_an_answer_that_was_known_is_not_told_again(found: village.Village) -> None:
    """An issue that came again with the same answer brings nothing new."""
    exchanged(found)
    exchanged(found)
    assert found.book.came_down().answered == ()
    exchanged(found, "换新管")
    assert [each.answer for each in found.book.came_down().answered] == ["换新管"]


def test_an_answer_that_was_written_here_is_no_news(found: village.Village) -> None:
    """Who noted it himself after the exchange knows it."""
    exchanged(found)
    own = found.book.issues.answer_at_desk
    other = found.issues[1].id
    own([other], Draft(answer="明天修"))
    own([found.issues[0].id], Draft(answer="换新管"))
    assert found.book.came_down().answered == ()


def test_what_is_ended_removed_or_undone_is_told_no_longer(found: village.Village) -> None:
    """It is told as it stands now."""
    exchanged(found)
    came = found.book.came_down()
    found.book.tasks.end(came.tasks[0].id, Draft(outcome="修好了"))
    found.book.experiences.remove(came.experiences[0].id)
    assert found.book.came_down().records() == came.answered
    for _ in range(3):
        found.book.undo()
    assert found.book.came_down() == CameDown()


@pytest.fixture
def lone(tmp_path: Path) -> Iterator[Branch]:
    """A branch over bundles in memory."""
    with Branch(tmp_path, MemoryCarrier()) as made:
        yield made


def test_what_the_branch_drops_is_told_with_its_reason(lone: Branch) -> None:
    """It stands with the dropped ones in the member's book, and waits for nothing there."""
    joined = lone.joined("王明")
    home = lone.own.households.assign(Draft(head="李大", contact=lone.own.members.all()[0].id)).id
    lone.round(joined)
    first, second = (
        joined.issues.raise_(Draft(title=each, household=home)) for each in ("水渠漏水", "泵坏")
    )
    joined.issues.refer([first.id])
    joined.issues.drop(joined.issues.raise_(Draft(title="路滑")).id, "自己铲了雪")
    lone.round(joined)
    decided = {"issue": first.id, "topic": first.title, "decided": "不办，没有资金"}
    lone.own.diary.keep_minutes(Draft(topic="支部会", matters=[decided]))
    lone.own.issues.drop(second.id, "已换新泵")
    lone.round(joined)
    came = joined.came_down()
    assert {each.drop_reason for each in came.dropped} == {"不办，没有资金", "已换新泵"}
    assert not came.answered
    assert {joined.issues.status(each.id) for each in came.dropped} == {"dropped"}
    assert not joined.agenda().without_solution
