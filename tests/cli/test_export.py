"""``fieldbook export``: the paper from the command line."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from pathlib import Path

import docx
import pytest

from fieldbook.cli.console import Console
from fieldbook.domain.drafts import Draft
from fieldbook.opening import open_book
from tests.cli.conftest import Run


@pytest.fixture
def full(fieldbook: Run, path: Path, ledger: Path) -> Path:
    """A book with three issues."""
    fieldbook("import", ledger, "--book", path)
    return path


def test_every_issue_of_the_period_is_in_the_paper(fieldbook: Run, full: Path) -> None:
    """A Markdown and a Word paper hold every issue of the period; the path is said."""
    for name in ("p.md", "p.docx"):
        target = full.with_name(name)
        said = fieldbook(
            "export", "--since", "2000-01-01", "--annex", "issues", "-o", target, "--book", full
        )
        assert (said.code, said.err) == (0, "")
        assert str(target) in said.out
    words = full.with_name("p.md").read_text("utf-8")
    with zipfile.ZipFile(full.with_name("p.docx")) as document:
        word = document.read("word/document.xml").decode("utf-8")
    for title in ("水渠漏水", "路灯不亮", "要办夜校"):
        assert title in words
        assert title in word


def test_the_paper_has_a_name_of_its_own(
    fieldbook: Run, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without ``-o`` the paper gets a name that says what is inside, where the user is."""
    monkeypatch.chdir(tmp_path)
    assert fieldbook("export", "--format", "md", "--book", full).code == 0
    assert len(list(tmp_path.glob("*.md"))) == 1


def test_an_annex_is_known_by_its_title_too(fieldbook: Run, full: Path) -> None:
    """The annex “Groups, study and examples” is asked for as ``method`` or as ``groups``."""
    for name in ("method", "groups"):
        target = full.with_name(f"{name}.md")
        said = fieldbook("export", "--annex", name, "-o", target, "--book", full)
        assert (said.code, said.err) == (0, "")
    assert full.with_name("method.md").read_bytes() == full.with_name("groups.md").read_bytes()


def test_export_works_beside_an_open_book(fieldbook: Run, full: Path) -> None:
    """A paper can be made while the book is open elsewhere."""
    with open_book(full):
        said = fieldbook("export", "-o", full.with_name("p.md"), "--book", full)
        assert (said.code, said.err) == (0, "")


def test_a_paper_that_cannot_be_written_is_told_of(fieldbook: Run, full: Path) -> None:
    """A folder that is not there, or a folder in the file's place, ends with 1 and a sentence."""
    for target in (full.parent / "no" / "p.md", full.parent):
        said = fieldbook("export", "--format", "md", "-o", target, "--book", full)
        assert said.code == 1
        assert said.err.count("\n") == 1


def test_a_pipe_is_refused_and_a_link_stays(fieldbook: Run, full: Path) -> None:
    """With ``--yes`` too: a device would be lost; of a link the file it leads to is written."""
    pipe, link, target = (full.with_name(name) for name in ("pipe", "link", "paper.md"))
    os.mkfifo(pipe)
    link.symlink_to(target)
    said = fieldbook("export", "-o", pipe, "--yes", "--book", full)
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert pipe.is_fifo()
    target.write_text("old", encoding="utf-8")
    assert fieldbook("export", "-o", link, "--yes", "--book", full).code == 0
    assert link.is_symlink()
    assert target.read_text("utf-8").startswith("# ")


def test_nobody_is_asked_about_what_is_refused(
    fieldbook: Run, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A book's file is refused without a question, also one that the half-written paper would take."""
    asked: list[str] = []

    def ask(_console: Console, question: str) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(Console, "ask", ask)
    hidden = full.with_name(".p.md.part")
    hidden.write_bytes(full.read_bytes())
    for target in (full, full.with_name("p.md")):
        said = fieldbook("export", "-o", target, "--book", full)
        assert said.code == 1
        assert "belongs to a book" in said.err
    assert hidden.read_bytes() == full.read_bytes()
    assert not asked


def test_the_paper_covers_ten_days_and_names_its_author(
    fieldbook: Run, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without days the last ten, today counted, as on the screen; the author as settings name them."""
    monkeypatch.setattr("fieldbook.settings.settings_folder", lambda: full.parent)
    full.with_name("settings.toml").write_text('name = "李霞平"\n', encoding="utf-8")
    target = full.with_name("p.md")
    said = fieldbook("export", "--until", "2026-11-20", "-o", target, "--book", full)
    assert said.code == 0
    words = target.read_text("utf-8")
    assert "11 November 2026 to 20 November 2026" in words
    assert "Reported by 李霞平" in words


def test_the_fields_of_a_template_are_listed(fieldbook: Run) -> None:
    """``--fields`` lists every field with its mark, needs no book, and writes nothing."""
    said = fieldbook("export", "--fields")
    assert (said.code, said.err) == (0, "")
    for mark in ("{{ title }}", "{{ branch }}", "{%p for line in lines %}", "{{p body }}"):
        assert mark in said.out


def test_a_template_to_start_from_is_written(fieldbook: Run, full: Path) -> None:
    """``--fields -o`` writes our own template, which fills as it is, and replaces nothing unasked."""
    own, paper = full.with_name("own.docx"), full.with_name("p.docx")
    said = fieldbook("export", "--fields", "-o", own, "--book", full)
    assert (said.code, said.err) == (0, "")
    assert str(own) in said.out
    assert fieldbook("export", "--template", own, "-o", paper, "--book", full).code == 0
    assert docx.Document(str(paper)).paragraphs[0].text == "Work report"
    before = own.read_bytes()
    assert fieldbook("export", "--fields", "-o", own, "--book", full).code == 1
    assert own.read_bytes() == before


def test_a_wrong_template_is_named_and_nothing_written(fieldbook: Run, full: Path) -> None:
    """A template's wrong field ends with 1 and a sentence that names it; no paper is written."""
    own = docx.Document()
    own.add_paragraph("{{ titel }}")
    own.add_paragraph("{{p body }}")
    own.save(str(full.with_name("own.docx")))
    target = full.with_name("p.docx")
    said = fieldbook(
        "export", "--template", full.with_name("own.docx"), "-o", target, "--book", full
    )
    assert said.code == 1
    assert "titel" in said.err
    assert said.err.count("\n") == 1
    assert not target.exists()


def test_a_template_alone_asks_for_word(
    fieldbook: Run, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a template and no format the paper is a Word document."""
    own = docx.Document()
    own.add_paragraph("{{p body }}")
    own.save(str(full.with_name("own.docx")))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    said = fieldbook("export", "--template", full.with_name("own.docx"), "--book", full)
    assert said.code == 0
    assert [each.suffix for each in folder.iterdir()] == [".docx"]


@pytest.mark.parametrize("period", ["全部", "everything", "all", "2000-01-01..2199-01-01"])
def test_the_period_may_be_said_in_words(fieldbook: Run, full: Path, period: str) -> None:
    """``--period`` takes a name in either language, its code, or days."""
    since = "2000-01-01" if ".." in period else "2026-11-01"
    said = fieldbook("export", "--period", period, "-o", full.with_name("p.md"), "--book", full)
    assert (said.code, said.err) == (0, "")
    assert f"for {since} to" in said.out


def test_without_a_period_it_is_that_of_the_meeting_screen(fieldbook: Run, full: Path) -> None:
    """From the day after the last meeting before the last day; before the first one ten days."""
    export = ("export", "-o", full.with_name("p.md"), "--yes", "--book", full)
    with open_book(full) as book:
        today = book.today
    ten, day = dt.timedelta(days=9), dt.timedelta(days=1)
    assert f"for {today - ten} to {today}" in fieldbook(*export).out
    with open_book(full) as book:
        for on in (today - 16 * day, today - 2 * day):
            book.diary.keep_minutes(Draft(topic="支部会", text="议水利", on=on))
    assert f"for {today - day} to {today}" in fieldbook(*export).out
    until = today - 3 * day
    assert f"for {today - 15 * day} to {until}" in fieldbook(*export, "--until", until).out


@pytest.mark.parametrize(
    "words",
    [("--period", "three moons"), ("--period", "tomorrow"), ("--period", "all", "--since", "2026-11-01")],
)  # fmt: skip
def test_a_wrong_period_is_told(fieldbook: Run, full: Path, words: tuple[str, ...]) -> None:
    """What is no period, or is said twice, ends with 2 and a sentence; nothing is written."""
    target = full.with_name("p.md")
    said = fieldbook("export", *words, "-o", target, "--book", full)
    assert said.code == 2
    assert "--period" in said.err or words[1] in said.err
    assert not target.exists()


def test_minutes_are_written_instead_of_the_report(fieldbook: Run, full: Path) -> None:
    """``--minutes`` writes the last meeting's, or a day's; none, or for others than the branch: a sentence."""
    target = full.with_name("m.md")
    none = fieldbook("export", "--minutes", "-o", target, "--book", full)
    assert (none.code, none.err.count("\n")) == (1, 1)
    with open_book(full) as book:
        day = book.diary.keep_minutes(Draft(topic="支部会", attendees="陈一", text="议水利")).on
    said = fieldbook("export", "--minutes", "-o", target, "--book", full)
    assert (said.code, said.err) == (0, "")
    assert str(target) in said.out
    assert "陈一" in target.read_text("utf-8")
    said = fieldbook("export", "--minutes", day, "-o", "-", "--book", full)
    assert "议水利" in said.out
    other = fieldbook("export", "--minutes", "2001-01-01", "-o", "-", "--book", full)
    assert (other.code, "2001-01-01" in other.err) == (1, True)
    above = fieldbook("export", "--minutes", "--audience", "above", "-o", "-", "--book", full)
    assert (above.code, above.out) == (2, "")
