"""The ledger as the level above reads it: a table of few columns, in which no day is torn."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.clock import Clock

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.i18n import use_language
from fieldbook.papers import paper_bytes
from fieldbook.reports.meeting import meeting


def above(book: Fieldbook, since: dt.date | None = None) -> str:
    """The report and the ledger as the level above reads them, without the branch's words."""
    found = meeting(book.shelf, since or book.today, book.today, book.today, DEFAULT_HABITS)
    return paper_bytes(
        found, fmt="md", audience="above", branch="", author="", path=Path("x.md"), texts=False,
        annexes=("issues",),
    ).decode()  # fmt: skip


def test_a_second_referral_and_a_focus_take_no_room_of_the_days(
    book: Fieldbook, clock: Clock
) -> None:
    """The last referral's day stands with how many there were; the focus beside the kind."""
    use_language("zh_CN")
    since = book.today
    issue = book.issues.raise_(
        Draft(title="闸门漏水", summary="闸门漏水", kind="production", focus="key_issue")
    ).id
    for days in (0, 3):
        clock.pass_days(days)
        book.issues.refer([issue])
        book.issues.answer(issue, Draft(answer="同意修"))
        solution = book.solutions.note(Draft(issues=[issue], method="修"))
        if not days:
            book.solutions.solve(solution.id, Draft())
            book.follow_ups.check_at_once(solution.id, Draft(result="relapsed"))
    text = above(book, since)
    assert "| 类别、重点 |" in text
    assert "| #1 | 闸门漏水 | 生产、关键问题 | 11月21日 | 11月24日（共2次） |" in text


def test_a_day_solved_that_did_not_hold_says_so(book: Fieldbook, clock: Clock) -> None:
    """What relapsed and is studied anew has no bare day under solved, in a table of few or of many."""
    issue = book.issues.raise_(Draft(title="gate", summary="gate")).id
    solution = book.solutions.note(Draft(issues=[issue], method="mend")).id
    book.solutions.solve(solution, Draft())
    clock.pass_days(3)
    book.follow_ups.check_at_once(solution, Draft(result="relapsed"))
    book.issues.study(issue)
    for many in (0, 41):
        for number in range(many):
            book.issues.raise_(Draft(title=f"gate {number}", summary=f"gate {number}"))
        for language, told in (("zh_CN", "11月21日，反弹"), ("en", "21 Nov, relapsed")):
            use_language(language)
            assert f"| {told} |" in above(book)


@pytest.mark.parametrize(
    ("language", "asked", "others"),
    [
        ("zh_CN", "其中{}件请上级协助答复。", "未答复但正按期办理1件。会议缓议1件。"),
        (
            "en",
            "The level above is asked to help with an answer to {} of them. ",
            "Carried out in time without an answer: 1. Put off by a meeting: 1.",
        ),
    ],
)
def test_each_without_an_answer_is_told_of(
    book: Fieldbook, language: str, asked: str, others: str
) -> None:
    """The level above is asked about none that is carried out in time, and reads how many were put off."""
    use_language(language)
    group = book.groups.found(Draft(name="东队")).id
    waits, goes, later = (
        book.issues.raise_(Draft(title=each, group=group)).id for each in ("渠", "桥", "路")
    )
    book.issues.refer([waits, goes])
    solution = book.solutions.note(Draft(issues=[goes], method="修", carried_by="group"))
    book.diary.keep_minutes(Draft(matters=[{"topic": "路", "decided": "缓议", "issue": later}]))
    assert asked.format(1) + others in above(book)
    book.solutions.edit(solution.id, Draft(due_on=book.today - dt.timedelta(days=1)))
    assert asked.format(2) in above(book)
