"""``fieldbook export`` for others: texts come along masked, once the list of masks is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldbook.cli.console import Console
from fieldbook.domain.drafts import Draft
from fieldbook.opening import open_book
from tests.cli.conftest import Run

ABOVE = ("export", "--audience", "above", "--texts", "--annex", "issues")


@pytest.fixture
def told(path: Path) -> Path:
    """A book with a household that an issue's title names, and a clerk whom it does not know."""
    with open_book(path) as book:
        group = book.groups.found(Draft(name="3组"))
        home = book.households.assign(Draft(head="陈桂生", group=group.id, address="东头3号"))
        book.issues.raise_(Draft(title="桂生家的渠漏水", detail="王会计去看过", household=home.id))
        book.issues.raise_(Draft(title="灯不亮", summary="老陈门前的灯不亮", household=home.id))
    return path


def test_a_dry_run_lists_masks_and_suspects(fieldbook: Run, told: Path) -> None:
    """Every mask and every suspect is listed with its place, and nothing is written."""
    target = told.with_name("p.md")
    said = fieldbook(*ABOVE, "--dry-run", "-o", target, "--book", told)
    assert said.code == 0
    assert "issue #1, Title: [桂生]家的渠漏水 → 陈某某" in said.out
    assert "issue #1, Detail: [王会计]去看过" in said.out
    assert "issue #2, For others: [老陈]门前的灯不亮 → 陈某" in said.out
    assert said.out.endswith("Nothing was written.\n")
    assert not target.exists()


def test_where_nobody_answers_the_list_is_only_shown(fieldbook: Run, told: Path) -> None:
    """Without --yes, and with nobody to ask, the list is told and nothing written; --yes writes."""
    target = told.with_name("p.md")
    said = fieldbook(*ABOVE, "-o", target, "--book", told)
    assert said.code == 1
    assert "[桂生]家的渠漏水" in said.err
    assert "--yes" in said.err
    assert not target.exists()
    assert fieldbook(*ABOVE, "--yes", "-o", target, "--book", told).code == 0
    written = target.read_text("utf-8")
    assert "陈某某家的渠漏水" in written
    assert "桂生" not in written


def test_on_a_terminal_the_list_is_accepted_by_an_answer(
    fieldbook: Run, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is asked writes the paper by answering yes, and leaves it by answering no."""
    target = told.with_name("p.md")
    for answer in (False, True):
        monkeypatch.setattr(Console, "ask", lambda _console, _question, yes=answer: yes)
        assert fieldbook(*ABOVE, "-o", target, "--book", told).code == (0 if answer else 1)
        assert target.exists() is answer


def test_lines_meant_for_others_are_masked_without_a_question(fieldbook: Run, told: Path) -> None:
    """Without --texts only the lines meant for others come along, masked, and it is told that they are."""
    said = fieldbook("export", "--audience", "above", "-o", "-", "--book", told)
    assert said.code == 0
    assert "陈某门前的灯不亮" in said.out
    assert "渠漏水" not in said.out
    assert "1 place in lines meant for others was masked" in said.err


def test_texts_are_for_reports_to_others(fieldbook: Run, told: Path) -> None:
    """A ledger is not written by a dry run, nor minutes: both are refused with a sentence."""
    for words in (("--format", "json"), ("--minutes",)):
        said = fieldbook("export", *words, "--dry-run", "-o", "-", "--book", told)
        assert said.code == 2
        assert "reports to others" in said.err


def test_a_paper_for_the_branch_has_nothing_to_mask(fieldbook: Run, told: Path) -> None:
    """The branch reads everything: a dry run says that there is nothing to mask."""
    said = fieldbook("export", "--dry-run", "--book", told)
    assert (said.code, said.err) == (0, "")
    assert "nothing to mask" in said.out


def test_issues_without_a_line_for_others_are_told(fieldbook: Run, told: Path) -> None:
    """What only its kind names in a paper for above is told; with masked texts it has its title."""
    target = told.with_name("p.md")
    above = ("export", "--audience", "above", "-o", target, "--book", told)
    assert (
        "1 issue has no line for others and is called by its kind alone (#1)"
        in fieldbook(*above).err
    )
    assert "no line for others" not in fieldbook(*above, "--texts", "--yes").err
