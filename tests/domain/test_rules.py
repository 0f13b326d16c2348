"""The table of statuses and acts: every refusal says what can be done instead."""

import datetime as dt
from collections.abc import Callable

import pytest

from fieldbook import sentences
from fieldbook.book import Fieldbook
from fieldbook.domain.codes import STATUS, UNSOLVED
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import NotAllowed
from fieldbook.domain.records import Issue, Solution
from fieldbook.domain.rules import ALLOWED, require
from fieldbook.reports.relapses import relapses
from tests.domain.leads_to import LEADS_TO

Act = Callable[[Fieldbook, Issue, Solution | None], object]


def _check(book: Fieldbook, solution: Solution | None, result: str, issue: Issue) -> object:
    assert solution is not None
    named = [issue.id] if result == "relapsed" else []
    return book.follow_ups.check_at_once(solution.id, Draft(result=result, relapsed_issues=named))


ACTS: dict[str, Act] = {
    "study": lambda book, issue, _: book.issues.study(issue.id),
    "refer": lambda book, issue, _: book.issues.refer([issue.id]),
    "answer": lambda book, issue, _: book.issues.answer(issue.id, Draft(answer="已知")),
    "drop": lambda book, issue, _: book.issues.drop(issue.id, "不再需要"),
    "take_up": lambda book, issue, _: book.issues.take_up(issue.id),
    "solution": lambda book, issue, _: book.solutions.note(
        Draft(issues=[issue.id], method="再修一次")
    ),
    "solve": lambda book, _, solution: book.solutions.solve(
        solution.id if solution else "", Draft()
    ),
    "hold": lambda book, issue, solution: _check(book, solution, "held", issue),
    "relapse": lambda book, issue, solution: _check(book, solution, "relapsed", issue),
}
NEEDS_SOLUTION = {"solve", "hold", "relapse"}


def brought_to(book: Fieldbook, status: str) -> tuple[Issue, Solution | None]:
    """An issue in a status, with its solution where the status has one."""
    issue = book.issues.raise_(Draft(title="水渠漏水"))
    book.issues.refer([issue.id])
    solution = None
    if status == "studying":
        book.issues.study(issue.id)
    if status in ("acting", "solved", "held", "relapsed"):
        solution = book.solutions.note(Draft(issues=[issue.id], method="修"))
    if status in ("solved", "held", "relapsed"):
        assert solution is not None
        book.solutions.solve(solution.id, Draft())
    if status == "held":
        for each in book.follow_ups.pending():
            book.follow_ups.check(each.id, Draft(result="held"))
    if status == "relapsed":
        book.follow_ups.check(book.follow_ups.pending()[0].id, Draft(result="relapsed"))
    if status == "dropped":
        book.issues.drop(issue.id, "重复")
    assert book.issues.status(issue.id) == status
    return issue, solution


def test_the_table_knows_every_status_and_every_act() -> None:
    """Each status has a row, each act in it can be done, and leads only to statuses it knows."""
    assert set(ALLOWED) == set(STATUS)
    assert {act for acts in ALLOWED.values() for act in acts} == set(ACTS)
    assert set().union(*LEADS_TO.values()) <= set(STATUS)
    assert all(set(acts) - {"answer"} for acts in ALLOWED.values())
    assert set(STATUS) >= UNSOLVED


@pytest.mark.parametrize("status", STATUS)
@pytest.mark.parametrize("act", ACTS)
def test_the_table_decides_every_act(book: Fieldbook, status: str, act: str) -> None:
    """What the table allows is done and leads where it says; all else is refused with a way out."""
    issue, solution = brought_to(book, status)
    if act in NEEDS_SOLUTION and solution is None:
        # There is nothing to solve or to check: the table alone speaks.
        with pytest.raises(NotAllowed) as refused:
            require(act, status)
        assert refused.value.instead
        return
    allowed = act in ALLOWED[status] and not (act == "relapse" and status == "acting")
    allowed = allowed and not (act == "hold" and status == "acting")
    if allowed:
        ACTS[act](book, issue, solution)
        assert book.issues.status(issue.id) in LEADS_TO.get(act, frozenset({status}))
        return
    with pytest.raises(NotAllowed) as refused:
        ACTS[act](book, issue, solution)
    assert refused.value.status == status
    assert refused.value.instead
    assert set(refused.value.instead) <= set(ALLOWED[status])
    words = [sentences.ACTS[each] for each in refused.value.instead]
    assert all(each in sentences.sentence(refused.value) for each in words)
    assert book.issues.status(issue.id) == status


def test_an_issue_that_two_solutions_serve_waits_for_both(book: Fieldbook) -> None:
    """Solved is what nothing is under way for any more."""
    issue, first = brought_to(book, "acting")
    assert first is not None
    second = book.solutions.note(Draft(issues=[issue.id], method="再挖一条"))
    book.solutions.solve(first.id, Draft())
    assert book.issues.status(issue.id) == "acting"
    book.solutions.solve(second.id, Draft())
    assert book.issues.status(issue.id) == "solved"


def test_a_first_solution_can_be_checked_while_a_second_is_under_way(book: Fieldbook) -> None:
    """Each solution is followed up by itself; the issue stays with the one under way."""
    issue, first = brought_to(book, "acting")
    assert first is not None
    book.solutions.note(Draft(issues=[issue.id], method="再挖一条"))
    book.solutions.solve(first.id, Draft())
    held, relapsed, *_ = book.follow_ups.pending()
    book.follow_ups.check(held.id, Draft(result="held"))
    assert book.issues.status(issue.id) == "acting"
    book.follow_ups.check(relapsed.id, Draft(result="relapsed"))
    assert book.issues.status(issue.id) == "acting"
    assert not book.follow_ups.pending()


def test_a_relapse_is_not_counted_twice(book: Fieldbook) -> None:
    """What relapsed with a solution cannot relapse with it again, nor be found to hold."""
    issue, first = brought_to(book, "relapsed")
    assert first is not None
    book.solutions.note(Draft(issues=[issue.id], method="换管"))
    for result in ("relapsed", "held"):
        with pytest.raises(NotAllowed) as refused:
            book.follow_ups.check_at_once(first.id, Draft(result=result))
        assert refused.value.instead
    assert len(relapses(book.shelf).rows) == 1


def test_a_relapse_after_study_reads_as_a_relapse(book: Fieldbook) -> None:
    """An issue that had been studied before its solution is relapsed, not being studied."""
    issue = book.issues.raise_(Draft(title="水渠漏水"))
    book.issues.study(issue.id)
    solution = book.solutions.note(
        Draft(issues=[issue.id], method="修", solved_on=dt.date(2026, 11, 21))
    )
    book.follow_ups.check(book.follow_ups.pending()[0].id, Draft(result="relapsed"))
    assert book.issues.status(issue.id) == "relapsed"
    book.issues.study(issue.id)
    assert book.issues.status(issue.id) == "studying"
    assert book.solutions.get(solution.id).removed_at is None
