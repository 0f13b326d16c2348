"""Ledgers that others wrote, with the columns of a study and of a referral."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from tests.ledgers.conftest import empty_book, preview, take
from tests.village import Village

from fieldbook.book import Fieldbook
from fieldbook.domain.records import Issue, Solution
from fieldbook.i18n import use_language
from fieldbook.ledgers import LedgerImprint, ledger_files

HEAD = ["问题编号", "事由", "发现日期", "整改措施", "共同研究人", "研究日期", "由谁办", "办理步骤", "向上反映日期",
        "反映给", "上级答复", "上级答复日期", "备注"]  # fmt: skip


def written(path: Path, *rows: list[str]) -> Path:
    """A CSV file with these columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


def issue_of(book: Fieldbook) -> tuple[Issue, tuple[Solution, ...]]:
    """The one issue, and its solutions."""
    (issue,) = book.shelf.every(Issue)
    return issue, book.shelf.solutions_of(issue)


def test_who_studied_it_and_what_is_to_be_done_in_which_steps_are_read(tmp_path: Path) -> None:
    """A study, who carries it out, the steps and the referral with its answer become fields."""
    row = ["0311", "水渠漏水", "2026-11-01", "换两丈铁管", "田满仓（组长）、柳二牛", "2026-11-05", "共同办",
           "1.买管子；2.挖开\n3.接上", "2026-11-06", "大队", "同意拨管子", "2026-11-09", ""]  # fmt: skip
    book = empty_book()
    take(book, written(tmp_path / "ledger.csv", row))
    issue, (solution,) = issue_of(book)
    assert [(e.name, e.role) for e in solution.with_whom] == [("田满仓", "组长"), ("柳二牛", "")]
    assert (solution.studied_on, solution.studied_text) == (dt.date(2026, 11, 5), None)
    assert solution.carried_by == "jointly"
    assert [each.what for each in solution.steps] == ["买管子", "挖开", "接上"]
    assert (issue.referred_on, issue.referred_to) == (dt.date(2026, 11, 6), "大队")
    assert (issue.answer, issue.answered_on) == ("同意拨管子", dt.date(2026, 11, 9))
    assert issue.detail == ""
    assert {each.verdict for each in preview(book, tmp_path / "ledger.csv").matches} == {"same"}


def test_what_has_no_field_stays_as_a_line(tmp_path: Path) -> None:
    """Without a measure, a day of the referral or a known word nothing is lost: it stands in the detail."""
    row = [
        "0311",
        "水渠漏水",
        "2026-11-01",
        "",
        "田满仓",
        "",
        "隔壁村",
        "买管子",
        "",
        "大队",
        "等一等",
        "",
        "",
    ]
    book = empty_book()
    use_language("zh_CN")
    take(book, written(tmp_path / "ledger.csv", row))
    issue, solutions = issue_of(book)
    assert not solutions
    assert issue.referred_on is None
    assert issue.detail.splitlines() == [
        "共同研究人：田满仓", "由谁办：隔壁村", "办理步骤：买管子", "反映给：大队", "上级答复：等一等",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_ledger_of_ours_without_its_ids_is_a_ledger_like_any_other(
    village: Village, tmp_path: Path, language: str
) -> None:
    """Who takes the columns of ids away still has every issue read, under its own words and days."""
    use_language(language)
    book = village.book
    imprint = LedgerImprint("", "", book.today)
    files = ledger_files("csv", book.shelf, book.today, book.habits, imprint=imprint)
    rows = list(csv.reader(files["issues.csv"].decode().splitlines()))
    kept = [at for at, head in enumerate(rows[0]) if not head.startswith("fieldbook-")]
    path = tmp_path / "stripped.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[row[at] for at in kept] for row in rows])
    other = empty_book()
    intake = preview(other, path)
    assert (intake.sheet.holds, intake.sheet.unread) == ("issues", (rows[0][0],))
    other.intake.take(intake)
    mine = {each.title: each for each in book.shelf.every(Issue)}
    for each in other.shelf.every(Issue):
        its = mine.pop(each.title)
        assert (each.found_on, each.issue_kind) == (its.found_on, its.issue_kind)
        assert (each.referred_on, each.answer) == (its.referred_on, its.answer)
    assert not mine
