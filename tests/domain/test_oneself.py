"""Where a name belongs me, I and 我 are whoever writes."""

from __future__ import annotations

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft


@pytest.mark.parametrize("me", ["me", "Me", "I", "我"])
def test_who_says_me_is_named(book: Fieldbook, me: str) -> None:
    """In a field of people, a step, a decision and what that gives out, alone or among others."""
    writer = book.members.write(Draft(name="周正"))
    book.go_by(book.habits, "周正")
    issue = book.issues.raise_(Draft(title="渠", raised_by=f"{me}（组长）"))
    assert issue.raised_by
    assert (issue.raised_by.name, issue.raised_by.id, issue.raised_by.role) == (
        "周正",
        writer.id,
        "组长",
    )
    draft = Draft(issues=[issue.id], method="修", responsible=me, with_whom=["王芳", me])
    steps = [{"what": "问价", "who": me}, {"what": "买管", "who": f"王芳, {me}"}]
    solution = book.solutions.note(draft.having(steps=steps))
    assert solution.responsible
    assert solution.responsible.id == writer.id
    assert [each.name for each in solution.with_whom] == ["王芳", "周正"]
    assert [each.who for each in solution.steps] == ["周正", "王芳、周正"]
    book.diary.keep_minutes(Draft(matters=[{"topic": "泵", "decided": "买泵", "who": me}]))
    (task,) = book.tasks.all()
    assert [(each.name, each.id) for each in task.given_to] == [("周正", writer.id)]
    (page,) = book.diary.all()
    assert page.matters[0].who == "周正"


@pytest.mark.parametrize("who", ["me and 王芳", "我和王芳", "我、周正、王芳"])
def test_whoever_says_me_beside_others_stands_there_once(book: Fieldbook, who: str) -> None:
    """Words between names part them, and his own name beside me is the same person."""
    book.members.write(Draft(name="周正"))
    book.go_by(book.habits, "周正")
    draft = Draft(method="修", with_whom=["我", "周正"], steps=[{"what": "问价", "who": who}])
    issue = book.issues.raise_(Draft(title="渠"))
    solution = book.solutions.note(draft.having(issues=[issue.id]))
    assert [each.name for each in solution.with_whom] == ["周正"]
    assert [each.who for each in solution.steps] == ["周正、王芳"]


def test_another_ones_me_is_not_the_one_who_edits(book: Fieldbook) -> None:
    """What was written as me before the book knew who writes stays, whoever ticks another step."""
    issue = book.issues.raise_(Draft(title="渠"))
    steps = [{"what": "问价", "who": "me"}, {"what": "买管", "who": "王芳"}]
    solution = book.solutions.note(Draft(issues=[issue.id], method="修", steps=steps))
    assert [each.who for each in solution.steps] == ["me", "王芳"]
    book.members.write(Draft(name="周正"))
    book.go_by(book.habits, "周正")
    ticked = [steps[0], {**steps[1], "done_on": book.today}]
    edited = book.solutions.edit(solution.id, Draft(steps=ticked))
    assert [each.who for each in edited.steps] == ["me", "王芳"]
    named = book.solutions.edit(solution.id, Draft(steps=[{**steps[0], "who": "周正"}]))
    assert [each.who for each in named.steps] == ["周正"]
