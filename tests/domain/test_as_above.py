"""Minutes in which a decision is written as 同上: the one before it, stored written out."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Diary


def keep(book: Fieldbook, *lines: tuple[str, str, dict[str, object]]) -> Diary:
    """Keep the minutes of a meeting of today; each line is an issue's id, the decision, and more."""
    matters = [
        {"topic": "议题", "issue": issue, "decided": decided, **more}
        for issue, decided, more in lines
    ]
    return book.diary.keep_minutes(Draft(topic="支部会", matters=matters))


@pytest.mark.parametrize(
    "words", ["同上", "同上。", "意见同上", "同上一条", "Ditto", "as above", "Same"]
)
def test_as_above_is_the_decision_before(book: Fieldbook, words: str) -> None:
    """The answer says what was decided, and who does it by when; the page keeps it so."""
    first, second = (book.issues.raise_(Draft(title=each)).id for each in ("水渠漏水", "水泵坏了"))
    due = book.today + dt.timedelta(days=3)
    page = keep(book, (first, "派人修", {"who": "王大山", "due_on": due}), (second, words, {}))
    assert [each.decided for each in page.matters] == ["派人修", "派人修"]
    assert book.issues.get(second).answer == "派人修"
    begun = next(each for each in book.solutions.all() if second in each.issues)
    assert begun.responsible is not None
    assert (begun.method, begun.responsible.name, begun.due_on) == ("派人修", "王大山", due)


def test_who_and_when_of_its_own_stay(book: Fieldbook) -> None:
    """同上，李四 names somebody else for the same."""
    first, second = (book.issues.raise_(Draft(title=each)).id for each in ("水渠漏水", "水泵坏了"))
    page = keep(book, (first, "派人修", {"who": "王大山"}), (second, "同上", {"who": "李四"}))
    assert [each.who for each in page.matters] == ["王大山", "李四"]


def test_one_solution_of_both_is_given_out_once(book: Fieldbook) -> None:
    """Both issues are answered; the solution they share has who and when, and no step of the same."""
    first, second = (book.issues.raise_(Draft(title=each)).id for each in ("水渠漏水", "水泵坏了"))
    there = book.solutions.note(Draft(issues=[first, second], method="一起修"))
    keep(book, (first, "同意，抓紧办", {"who": "王大山"}), (second, "同上", {}))
    found = book.solutions.get(there.id)
    assert found.responsible is not None
    assert (found.responsible.name, found.steps) == ("王大山", ())
    assert book.issues.get(second).answer == "同意，抓紧办"


def test_what_is_written_twice_is_given_out_once(book: Fieldbook) -> None:
    """The same on one issue again is no step of the solution that was there."""
    issue = book.issues.raise_(Draft(title="水渠漏水")).id
    there = book.solutions.note(Draft(issues=[issue], method="一起修"))
    said: tuple[str, str, dict[str, object]] = (issue, "同意，抓紧办", {"who": "王大山"})
    keep(book, said, said)
    assert book.solutions.get(there.id).steps == ()


def test_with_nothing_above_the_words_stay(book: Fieldbook) -> None:
    """There is no decision it could mean: what was typed is kept."""
    issue = book.issues.raise_(Draft(title="水渠漏水")).id
    assert keep(book, (issue, "同上", {})).matters[0].decided == "同上"


def test_what_a_page_said_already_stays(book: Fieldbook) -> None:
    """Editing the page does not give out again what somebody has taken in hand since."""
    first, second = (book.issues.raise_(Draft(title=each)).id for each in ("水渠漏水", "水泵坏了"))
    page = keep(book, (second, "同上", {}))
    begun = book.solutions.note(Draft(issues=[second], method="自己修", responsible="李四")).id
    matters = [
        {"topic": "议题", "issue": first, "decided": "派人修", "who": "王大山"},
        {"topic": "议题", "issue": second, "decided": "同上"},
    ]
    edited = book.diary.edit(page.id, Draft(matters=matters))
    assert [each.decided for each in edited.matters] == ["派人修", "同上"]
    responsible = book.solutions.get(begun).responsible
    assert responsible is not None
    assert responsible.name == "李四"


def test_below_what_a_page_said_already_it_means_the_decision_above_both(book: Fieldbook) -> None:
    """No issue is answered with the word 同上."""
    titles = ("水渠漏水", "水泵坏了", "路灯不亮")
    first, second, third = (book.issues.raise_(Draft(title=each)).id for each in titles)
    page = keep(book, (second, "同上", {}))
    said = ((first, "派人修"), (second, "同上"), (third, "同上"))
    matters = [{"topic": "议题", "issue": issue, "decided": words} for issue, words in said]
    edited = book.diary.edit(page.id, Draft(matters=matters))
    assert [each.decided for each in edited.matters] == ["派人修", "同上", "派人修"]
    assert book.issues.get(third).answer == "派人修"


def test_below_what_was_only_talked_about_it_means_the_decision_above_that(book: Fieldbook) -> None:
    """What nothing was decided on has nothing to mean."""
    titles = ("水渠漏水", "水泵坏了", "路灯不亮")
    first, second, third = (book.issues.raise_(Draft(title=each)).id for each in titles)
    page = keep(book, (first, "派人修", {}), (second, "", {}), (third, "同上", {}))
    assert [each.decided for each in page.matters] == ["派人修", "", "派人修"]


def test_a_decision_that_only_begins_so_is_one_of_its_own(book: Fieldbook) -> None:
    """同上游大队商量 is no 同上."""
    first, second = (book.issues.raise_(Draft(title=each)).id for each in ("水渠漏水", "水泵坏了"))
    page = keep(book, (first, "派人修", {}), (second, "同上游大队商量", {}))
    assert page.matters[1].decided == "同上游大队商量"
