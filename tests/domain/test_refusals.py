"""What the branch decides against 不办: the issue is dropped by it, with its reason."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid
from fieldbook.domain.records import Diary, Issue
from tests.domain.test_minutes import keep, matter

REFUSED = "不办，没有资金"


@pytest.fixture
def leak(book: Fieldbook) -> Issue:
    """An issue that was referred to the branch."""
    issue = book.issues.raise_(Draft(title="水渠漏水"))
    book.issues.refer([issue.id])
    return issue


def decided(book: Fieldbook, issue: Issue, words: str = REFUSED, **more: object) -> Diary:
    """A meeting decided on the issue."""
    return keep(book, matter(issue.title, words, issue=issue.id, **more))


def dropped(book: Fieldbook, issue: Issue) -> tuple[str, dt.date | None, str]:
    """The status of an issue, when it was dropped, and why."""
    now = book.issues.get(issue.id)
    return book.issues.status(issue.id), now.dropped_on, now.drop_reason


def test_it_is_dropped_with_the_decision_as_reason(book: Fieldbook, leak: Issue) -> None:
    """In the act that keeps the page; it is answered, too, and nothing is given out."""
    page = decided(book, leak, who="王明")
    assert dropped(book, leak) == ("dropped", page.on, REFUSED)
    assert book.issues.get(leak.id).answer == REFUSED
    assert not book.solutions.all()
    book.undo()
    assert dropped(book, leak) == ("open", None, "")


def test_what_is_answered_already_is_dropped_nevertheless(book: Fieldbook, leak: Issue) -> None:
    """A meeting may decide otherwise than the desk; an answer of a later day stands."""
    book.issues.answer(leak.id, Draft(answer="研究"))
    keep(book, matter(leak.title, REFUSED, issue=leak.id), on=book.today - dt.timedelta(days=1))
    assert dropped(book, leak)[0] == "open"
    decided(book, leak)
    assert dropped(book, leak)[0] == "dropped"
    assert book.issues.get(leak.id).answer == "研究"


def test_what_is_solved_or_to_be_done_otherwise_stays(book: Fieldbook, leak: Issue) -> None:
    """Nothing is dropped that is done, nor of which the page decides something besides."""
    other = book.issues.raise_(Draft(title="泵坏"))
    book.solutions.note(Draft(issues=[leak.id], method="修", solved_on=book.today))
    lines = matter("泵坏", "不办", issue=other.id), matter("泵坏", "借一台", issue=other.id)
    keep(book, matter(leak.title, "不办", issue=leak.id), *lines)
    assert [dropped(book, each)[0] for each in (leak, other)] == ["solved", "open"]


def test_a_meeting_to_come_drops_nothing(book: Fieldbook, leak: Issue) -> None:
    """Its day is wrong, as it is for an answer."""
    book.issues.answer(leak.id, Draft(answer="研究"))
    with pytest.raises(Invalid) as wrong:
        keep(book, matter(leak.title, REFUSED, issue=leak.id), on=book.today + dt.timedelta(days=1))
    assert [each.field for each in wrong.value.problems] == ["on"]


def test_what_the_page_says_now_is_the_reason(book: Fieldbook, leak: Issue) -> None:
    """Reworded, it has the new words; decided otherwise, the issue is taken up again."""
    page = decided(book, leak)
    for words, said in (("不办，等明年", "不办，等明年"), ("由水利站修", "")):
        book.diary.edit(page.id, Draft(matters=[matter(leak.title, words, issue=leak.id)]))
        assert dropped(book, leak)[2] == said
    assert dropped(book, leak)[0] == "open"
    book.diary.edit(page.id, Draft(matters=[matter(leak.title, REFUSED, issue=leak.id)]))
    assert dropped(book, leak) == ("dropped", page.on, REFUSED)
    book.diary.edit(page.id, Draft(matters=[]))
    assert dropped(book, leak)[0] == "dropped"


def test_what_is_decided_otherwise_is_given_out_at_once(book: Fieldbook, leak: Issue) -> None:
    """Who and by when are not lost with the words that had dropped it; all of it is one act."""
    page = decided(book, leak)
    due = book.today + dt.timedelta(days=5)
    repaired = matter(leak.title, "由水利站修", issue=leak.id, who="王明", due_on=due)
    book.diary.edit(page.id, Draft(matters=[repaired]))
    (solution,) = book.solutions.all()
    assert (solution.method, solution.due_on) == ("由水利站修", due)
    assert solution.responsible
    assert solution.responsible.name == "王明"
    assert dropped(book, leak) == ("acting", None, "")
    assert book.issues.get(leak.id).answer == "由水利站修"
    book.undo()
    assert dropped(book, leak)[0] == "dropped"
    assert not book.solutions.all()


def test_what_was_taken_up_since_is_not_dropped_again(book: Fieldbook, leak: Issue) -> None:
    """The page is edited for another reason."""
    page = decided(book, leak)
    book.issues.take_up(leak.id)
    book.diary.edit(page.id, Draft(text="另记"))
    assert dropped(book, leak)[0] == "open"


@pytest.mark.parametrize(("words", "status"), [(REFUSED, "dropped"), ("下周派人来", "open")])
def test_so_does_an_answer_at_the_desk(
    book: Fieldbook, leak: Issue, words: str, status: str
) -> None:
    """The branch may say so without a meeting."""
    book.issues.answer_at_desk([leak.id], Draft(answer=words))
    assert dropped(book, leak)[0] == status
