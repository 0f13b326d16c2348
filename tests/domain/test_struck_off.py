"""An issue of a ledger is closed where the ledger says so, on the day it says, and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.records import Issue
from fieldbook.intake.sheet import read_sheet
from tests.domain.test_matching import take, verdicts

Lay = Callable[[str], Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Writes a ledger, each time under the same name."""

    def write(text: str) -> Path:
        path = tmp_path / "台账.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def state(book: Fieldbook) -> list[tuple[str, str]]:
    """Of each issue its status, and the day it was solved: none, a day, or only words for it."""
    found = []
    for issue in book.issues.all():
        solutions = book.shelf.solutions_of(issue)
        days = [
            f"“{each.solved_text}”" if each.solved_text is not None else str(each.solved_on)
            for each in solutions
            if each.solved_on
        ]
        found.append((book.shelf.status(issue), "".join(days)))
    return found


CASES = {
    ("是否销号,整改措施", "是,换灯泡"): ("solved", "“”"),
    ("是否销号,整改措施", "否,换灯泡"): ("acting", ""),
    ("是否销号,整改措施", "×,换灯泡"): ("acting", ""),
    ("是否销号,整改措施", "看情况,换灯泡"): ("acting", ""),
    ("整改措施", "换灯泡"): ("acting", ""),
    ("拟办意见", "转供电所"): ("acting", ""),
    ("处理意见", "转供电所"): ("acting", ""),
    ("整改措施", "已办结"): ("acting", ""),
    ("处理情况", "未处理"): ("open", ""),
    ("办理情况", "正在办理"): ("open", ""),
    ("办理情况", "已办结"): ("solved", "“”"),
    ("办理情况", "已联系供电所换灯泡"): ("acting", ""),
    ("办理情况,办结时间", "已联系供电所换灯泡,2026-03-09"): ("solved", "2026-03-09"),
    ("办理情况,办理状态", "已联系供电所换灯泡,办结"): ("solved", "“”"),
    ("整改措施,整改完成时间", "换灯泡,2026-03-09"): ("solved", "2026-03-09"),
    ("整改措施,整改完成时间", "换灯泡,春分前"): ("acting", ""),
    ("整改措施,整改完成时间", "换灯泡,2099-03-09"): ("acting", ""),
    ("完成情况,办结时间", "已办结,2026-03-09"): ("solved", "2026-03-09"),
    ("完成情况,办结时间", "办理中,"): ("open", ""),
    ("完成情况,办结时间", "办理中,2026-03-09"): ("open", ""),
    ("完成情况,办结时间", "已办结,去年冬天"): ("solved", "“去年冬天”"),
    ("完成情况,办结时间", "已于2026年3月9日办结,"): ("solved", "2026-03-09"),
    ("销号", "2026年3月9日"): ("solved", "2026-03-09"),
    ("完成情况,是否销号", "已完成,否"): ("open", ""),
    ("完成情况,是否销号", "已完成,是"): ("solved", "“”"),
    ("办理进度", "80%"): ("open", ""),
    ("办理进度", "100%"): ("solved", "“”"),
    ("办结时间", "2026-03-09"): ("solved", "2026-03-09"),
    ("答复意见", "已安排供电所处理，请等候"): ("acting", ""),
    ("答复意见,答复时间", "已安排供电所处理，请等候,2026-03-09"): ("solved", "2026-03-09"),
    ("答复意见,状态", "已安排供电所处理，请等候,已办结"): ("solved", "“”"),
    ("答复意见,答复时间,状态", "请等候,2026-03-09,办理中"): ("acting", ""),
    ("状态,答复意见,答复时间", "已解决,换好了灯泡三只,2026-03-09"): ("solved", "2026-03-09"),
    ("status,resolved_date", "RESOLVED,2026-03-09"): ("solved", "2026-03-09"),
    ("resolution_status", "IN_PROGRESS"): ("open", ""),
    ("status,closed_on", "closed,"): ("solved", "“”"),
    ("action_taken", "called the electrician"): ("acting", ""),
}


@pytest.mark.parametrize("case", CASES, ids="=".join)
def test_a_row_closes_only_where_it_says_so(
    book: Fieldbook, lay: Lay, case: tuple[str, str]
) -> None:
    """State, closing day, measure, handling and reply: each says what it says, and no more."""
    heads, cells = case
    take(book, read_sheet(lay(f"问题,发现时间,{heads}\n路灯不亮,2026-03-05,{cells}\n")))
    assert state(book) == [CASES[case]]
    assert take(book, read_sheet(lay(f"问题,发现时间,{heads}\n路灯不亮,2026-03-05,{cells}\n"))) == [
        "same"
    ]


def test_the_words_of_a_row_are_all_in_the_book(book: Fieldbook, lay: Lay) -> None:
    """What is done is the method, what came of it the result; words of an open state stay in the detail."""
    take(
        book,
        read_sheet(
            lay(
                "问题,日期,整改措施,处理情况,办理状态,整改时限\n"
                "甲,2026-3-5,换灯泡,换了三只,已办结,立行立改\n"
                "乙,2026-3-5,换灯泡,换了一只,部分完成,2026-4-1\n"
                "丙,2026-3-5,,,已转办镇供电所,长期坚持\n"
                "丁,2026-3-5,,,已完成,\n"
                "戊,2026-3-5,,,否,\n"
            )
        ),
    )
    solutions = [(each.method, each.result) for each in book.solutions.all()]
    assert solutions == [
        ("换灯泡", "换了三只"),
        ("换灯泡\n处理情况：换了一只", ""),
        ("办理状态：已完成", ""),
    ]
    issues = book.issues.all()
    assert [each.detail for each in issues] == [
        "",
        "办理状态：部分完成",
        "办理状态：已转办镇供电所",
        "",
        "",
    ]
    due = [(each.due_text, each.due_on) for each in issues[:3]]
    assert due == [("立行立改", None), ("", dt.date(2026, 4, 1)), ("长期坚持", None)]
    assert not any(each.with_whom for each in book.solutions.all())


def told(book: Fieldbook, path: Path) -> list[tuple[int, str]]:
    return [
        (each.row, each.reason) for each in book.intake.preview(read_sheet(path)).sheet.oddities
    ]


def test_what_is_not_clear_is_told_row_by_row(book: Fieldbook, lay: Lay) -> None:
    """Unclear words, words and days that contradict, closing without a day, a day that is to come."""
    rows = (
        "甲,看情况,\n", "乙,办理中,2026-3-9\n", "丙,已办结,\n", "丁,,2099-3-9\n", "戊,办理中,\n",
        "己,已办结,2026-3-9\n", "庚,已办结,腊月里\n",
    )  # fmt: skip
    path = lay(
        "问题,日期,状态,办结时间\n" + "".join(row.replace(",", ",2026-3-5,", 1) for row in rows)
    )
    assert told(book, path) == [
        (2, "unclear_state"), (3, "open_with_closing_day"), (4, "closed_without_day"),
        (5, "closing_day_ahead"), (8, "day_in_words"),
    ]  # fmt: skip


def test_a_closing_day_before_the_finding_is_told(book: Fieldbook, lay: Lay) -> None:
    """One of the two is a slip; both are taken as they stand, and somebody is to look."""
    path = lay("问题,发现时间,销号时间\n水渠,2026-3-6,2026-3-1\n路灯,2026-3-6,2026-3-6\n")
    sheet = read_sheet(path, today=book.today)
    told = [(o.row, o.reason, o.value) for o in book.intake.preview(sheet).sheet.oddities]
    assert told == [(2, "closed_before_found", "2026-03-01")]
    take(book, sheet)
    assert state(book) == [("solved", "2026-03-01"), ("solved", "2026-03-06")]


def test_a_ledger_without_days_is_told_once(book: Fieldbook, lay: Lay) -> None:
    """No issue of it is dated today in silence: the file is told, and each issue is marked."""
    path = lay("问题,哪一天\n甲,2026-3-5\n乙,2026-3-6\n")
    assert told(book, path) == [(0, "no_day_column")]
    take(book, read_sheet(path))
    assert [each.found_text for each in book.issues.all()] == ["", ""]


LATER = "编号,问题,日期,整改措施,状态,办结时间\n"


def test_a_later_version_closes_what_it_says_is_closed(book: Fieldbook, lay: Lay) -> None:
    """The row is changed; --update closes the solution that was under way, and undoing opens it again."""
    take(book, read_sheet(lay(LATER + "1,甲,2026-3-5,换灯泡,办理中,\n")))
    later = read_sheet(lay(LATER + "1,甲,2026-3-5,换灯泡,已办结,2026-3-9\n"))
    intake = book.intake.preview(later)
    assert verdicts(intake) == ["changed"]
    assert intake.matches[0].fields == ("status",)
    take(book, later)
    assert state(book) == [("acting", "")]
    take(book, later, update=True)
    assert state(book) == [("solved", "2026-03-09")]
    assert [each.detail for each in book.issues.all()] == [""]
    assert [each.method for each in book.solutions.all()] == ["换灯泡"]
    assert take(book, later, update=True) == ["same"]
    book.undo()
    assert state(book) == [("acting", "")]
    assert [each.detail for each in book.issues.all()] == ["状态：办理中"]


def test_a_later_version_does_not_open_what_the_book_has_solved(book: Fieldbook, lay: Lay) -> None:
    """What somebody found to be solved stays so: the ledger lags behind, and the row is told."""
    take(book, read_sheet(lay(LATER + "1,甲,2026-3-5,换灯泡,办理中,\n")))
    book.solutions.solve(book.solutions.all()[0].id, Draft(solved_on="2026-03-08"))
    later = lay(LATER + "1,甲,2026-3-5,换灯泡,整改中,\n")
    assert told(book, later) == [(2, "solved_in_the_book")]
    take(book, read_sheet(later), update=True)
    assert state(book) == [("solved", "2026-03-08")]
    assert [each.detail for each in book.issues.all()] == ["状态：整改中"]
    withdrawn = lay(LATER + "1,甲,2026-3-5,换灯泡,撤诉,\n")
    assert told(book, withdrawn) == [(2, "solved_in_the_book")]


def test_a_withdrawal_before_the_finding_is_told(book: Fieldbook, lay: Lay) -> None:
    """As a closing day before it is: one of the two days is wrong."""
    assert (2, "closed_before_found") in told(book, lay(LATER + "1,甲,2026-3-5,,撤诉,2026-3-1\n"))
    assert told(book, lay(LATER + "1,甲,2026-3-5,,撤诉,2026-3-6\n")) == [(2, "withdrawn")]


def test_a_first_measure_comes_with_a_later_version(book: Fieldbook, lay: Lay) -> None:
    """What is done by now becomes the issue's solution, one, and with the next version it changes."""
    take(book, read_sheet(lay(LATER + "1,甲,2026-3-5,,待办,\n")))
    assert state(book) == [("open", "")]
    take(book, read_sheet(lay(LATER + "1,甲,2026-3-5,换灯泡,办理中,\n")), update=True)
    take(book, read_sheet(lay(LATER + "1,甲,2026-3-5,换三只灯泡,办理中,\n")), update=True)
    assert [each.method for each in book.solutions.all()] == ["换三只灯泡"]
    assert [each.detail for each in book.issues.all()] == ["状态：办理中"]
    assert state(book) == [("acting", "")]


def test_a_solution_that_was_closed_without_a_day_gets_it_later(book: Fieldbook, lay: Lay) -> None:
    """A closing day that comes with a later version takes the place of the mark."""
    take(book, read_sheet(lay(LATER + "1,甲,2026-3-5,换灯泡,已办结,\n")))
    assert state(book) == [("solved", "“”")]
    take(book, read_sheet(lay(LATER + "1,甲,2026-3-5,换灯泡,已办结,2026-3-9\n")), update=True)
    assert state(book) == [("solved", "2026-03-09")]


def test_a_day_typed_by_hand_takes_the_place_of_the_words(book: Fieldbook, lay: Lay) -> None:
    """An edit that leaves the day empty leaves the words; a day typed, also before taking in, stands."""
    take(book, read_sheet(lay("问题,日期,状态,整改时限\n甲,去年冬天,已办结,立行立改\n")))
    (issue,), (solution,) = book.issues.all(), book.solutions.all()
    assert (issue.found_text, solution.solved_text) == ("去年冬天", "")
    same = book.issues.edit(issue.id, Draft(title="路灯", found_on="", due_on=""))
    assert (same.found_text, same.due_text, same.found_on) == (
        "去年冬天",
        "立行立改",
        issue.found_on,
    )
    typed = book.issues.edit(issue.id, Draft(found_on="2025-12-20", due_on="2026-04-01"))
    assert (typed.found_text, typed.due_text) == (None, "")
    assert typed.found_on == dt.date(2025, 12, 20)
    solved = book.solutions.edit(solution.id, Draft(solved_on="2026-01-05"))
    assert (solved.solved_on, solved.solved_text) == (dt.date(2026, 1, 5), None)
    book.undo()
    book.undo()
    assert book.shelf.get(Issue, issue.id).found_text == "去年冬天"


def test_nobody_types_a_mark(book: Fieldbook) -> None:
    """The words of a file are no field of a form."""
    with pytest.raises(Invalid) as refused:
        book.issues.raise_(Draft(title="甲", found_text="去年冬天"))
    assert refused.value.problems == (Problem("found_text", "unknown_field", "found_text"),)


@pytest.mark.parametrize(
    ("headings", "row"),
    [("整改措施", "换灯泡"), ("是否销号,销号时间", "是,2026-03-09")],
)
def test_who_answers_for_it_is_asked_about_when_the_ledger_names_him_later(
    book: Fieldbook, lay: Lay, headings: str, row: str
) -> None:
    """The same ledger saved anew with a column more: its new words change the solution that is there."""
    first = f"问题,发现日期,{headings}\n路灯不亮,2026-03-05,{row}\n"
    take(book, read_sheet(lay(first)))
    more = f"问题,发现日期,{headings},责任人\n路灯不亮,2026-03-05,{row},吕梅\n"
    assert book.intake.preview(read_sheet(lay(more))).matches[0].fields == ("responsible",)
    take(book, read_sheet(lay(more)), update=True)
    (solution,) = book.solutions.all()
    assert solution.responsible
    assert solution.responsible.name == "吕梅"
    assert take(book, read_sheet(lay(more))) == ["same"]


def test_who_is_to_see_to_it_is_kept_with_an_issue_without_a_solution(
    book: Fieldbook, lay: Lay
) -> None:
    """Where nothing was done yet, his name is a line of the issue, from the second taking in too."""
    take(book, read_sheet(lay("问题,发现日期\n路灯不亮,2026-03-05\n")))
    more = read_sheet(lay("问题,发现日期,责任人\n路灯不亮,2026-03-05,吕梅\n"))
    assert verdicts(book.intake.preview(more)) == ["changed"]
    take(book, more, update=True)
    (issue,) = book.issues.all()
    assert issue.detail.endswith("吕梅")
    assert not book.solutions.all()
    assert verdicts(book.intake.preview(more)) == ["same"]


@pytest.mark.parametrize(
    ("heads", "cells", "on_and_reason"),
    [
        ("状态", "已撤诉", (None, "已撤诉")),
        ("status,closed_on", "Withdrawn by complainant,2026-03-09", ("2026-03-09", "Withdrawn by complainant")),
        ("办理状态,是否办结", "已于2026年3月9日撤回,否", ("2026-03-09", "已于2026年3月9日撤回")),
        ("处理情况,答复意见,答复时间", "撤诉,请等候,2026-03-09", (None, "撤诉")),
        ("状态,整改措施,办结时间", "作废,换灯泡,2099-03-09", (None, "作废")),
    ],
)  # fmt: skip
def test_what_was_taken_back_is_dropped(
    book: Fieldbook, lay: Lay, heads: str, cells: str, on_and_reason: tuple[str | None, str]
) -> None:
    """It is neither open nor solved, on the day the row gives, with its words as the reason, once."""
    on, reason = on_and_reason
    text = f"问题,发现时间,{heads}\n路灯不亮,2026-03-05,{cells}\n"
    sheet = read_sheet(lay(text))
    assert [each.value for each in sheet.oddities if each.reason == "withdrawn"] == [reason]
    take(book, sheet)
    (issue,) = book.issues.all()
    assert (book.shelf.status(issue), issue.drop_reason) == ("dropped", reason)
    assert issue.dropped_on == (dt.date.fromisoformat(on) if on else book.today)
    assert reason not in issue.detail
    assert not any(each.solved_on for each in book.solutions.all())
    assert take(book, read_sheet(lay(text))) == ["same"]


def test_a_day_to_come_of_what_was_taken_back_is_kept(book: Fieldbook, lay: Lay) -> None:
    """It is dropped today, and the day the row gives stands among its words."""
    take(
        book, read_sheet(lay("问题,发现时间,状态,办结时间\n路灯不亮,2026-03-05,作废,2099-03-09\n"))
    )
    (issue,) = book.issues.all()
    assert issue.dropped_on == book.today
    assert "2099-03-09" in issue.detail


def test_what_is_taken_back_later_is_dropped_then(book: Fieldbook, lay: Lay) -> None:
    """Where the changed rows are taken over; what was taken up again since stays so."""
    text = "问题,发现时间,状态\n路灯不亮,2026-03-05,{}\n"
    take(book, read_sheet(lay(text.format("办理中"))))
    take(book, read_sheet(lay(text.format("撤诉"))))
    (issue,) = book.issues.all()
    assert book.shelf.status(issue) == "open"
    assert take(book, read_sheet(lay(text.format("撤诉"))), update=True) == ["changed"]
    issue = book.issues.get(issue.id)
    assert (issue.drop_reason, issue.detail) == ("撤诉", "")
    book.issues.take_up(issue.id)
    assert take(book, read_sheet(lay(text.format("撤诉"))), update=True) == ["same"]
    assert book.shelf.status(book.issues.get(issue.id)) == "open"
