"""``fieldbook slip``, ``fieldbook route`` and the calendar from the command line."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import docx
import pytest
from icalendar import Calendar

from fieldbook.domain.drafts import Draft
from fieldbook.opening import open_book
from tests.cli.conftest import Run


@pytest.fixture
def full(path: Path) -> Path:
    """Three households of two groups, two of one name, one of them visited today."""
    today = dt.date.today().isoformat()  # noqa: DTZ011  the day of the computer is what is meant
    with open_book(path, backups=None) as book:
        east, west = (book.groups.found(Draft(name=each)) for each in ("East", "West"))
        for head, code, group in (
            ("Adam Reed", "11", east),
            ("Adam Reed", "12", west),
            ("Bo", "13", east),
        ):
            home = book.households.assign(
                Draft(head=head, code=code, group=group.id, visit_every_days="1")
            )
        book.issues.raise_(Draft(title="The canal leaks", household=home.id, due_on=today))
    return path


def titles(path: Path) -> int:
    """How many slips a Word paper holds."""
    paragraphs = docx.Document(str(path)).paragraphs
    return sum(each.text == "Visit slip" for each in paragraphs)


def test_slips_are_of_the_households_named(fieldbook: Run, full: Path, tmp_path: Path) -> None:
    """By number, by head, by #N, and by group: a page for each, private to their owner."""
    for words, pages in ((("11", "Bo"), 2), (("#3",), 1), (("--group", "East"), 2)):
        target = tmp_path / "slips.docx"
        said = fieldbook("slip", *words, "-o", target, "--yes", "--book", full)
        assert (said.code, said.err) == (0, "")
        assert str(target) in said.out
        assert titles(target) == pages
        assert os.name == "nt" or target.stat().st_mode & 0o777 == 0o600


def test_nobody_is_guessed(fieldbook: Run, full: Path, tmp_path: Path) -> None:
    """A name of two, a name of none, and no name at all: one sentence each, and nothing is written."""
    for words, code, told in (
        (("Adam Reed",), 2, "#1 Adam Reed 11, #2 Adam Reed 12"),
        (("Eve",), 1, "Eve"),
        ((), 2, "--route"),
        (("Bo", "--format", "odt"), 2, "odt"),
    ):
        said = fieldbook("slip", *words, "-o", tmp_path / "slips.docx", "--book", full)
        assert said.code == code
        assert told in said.err
        assert said.err.count("\n") == 1
    assert fieldbook("slip", "Adam Reed", "--group", "West", "-o", "-", "--format", "md",
                     "--book", full).out.count("Adam Reed") == 1  # fmt: skip
    assert not (tmp_path / "slips.docx").exists()


def test_the_route_is_of_those_that_are_due(
    fieldbook: Run, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is due on the day it was assigned; later the route and its slips have all of them."""
    said = fieldbook("route", "--book", full)
    assert (said.code, said.err) == (1, "No visit is due today.\n")
    with open_book(full, backups=None) as book:
        for home in book.households.all():
            book.visits.note(Draft(household=home.id, visited_on="2026-01-05", met="x"))
    monkeypatch.chdir(tmp_path)
    assert fieldbook("route", "--format", "md", "--book", full).code == 0
    (route,) = tmp_path.glob("route-*.md")
    assert "13" in route.read_text("utf-8")
    assert fieldbook("slip", "--route", "--group", "East", "--book", full).code == 0
    (slips,) = tmp_path.glob("slips-*.docx")
    assert titles(slips) == 2


def test_a_single_slip_is_called_by_its_head(
    fieldbook: Run, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the second household's of a day does not meet the first one's; what no file is called goes."""
    with open_book(full, backups=None) as book:
        book.households.assign(Draft(head="Ann/Lee: (old)"))
    monkeypatch.chdir(tmp_path)
    for household in ("11", "12", "Ann/Lee: (old)"):
        assert fieldbook("slip", household, "--book", full).code == 0
    today = dt.date.today().isoformat()  # noqa: DTZ011  the day of the computer is what is meant
    assert {each.name for each in tmp_path.glob("slip*.docx")} == {
        f"slip-{called}-{today}.docx" for called in ("Adam-Reed-11", "Adam-Reed-12", "Ann-Lee-old")
    }


@pytest.mark.parametrize("words", [("slip", "Bo"), ("route",), ("export", "--format", "ics")])
def test_bad_places_are_told_of(
    fieldbook: Run, full: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """A folder, a folder that is not there, the book itself: a sentence, 1, and nothing lost."""
    with open_book(full, backups=None) as book:
        for home in book.households.all():
            book.visits.note(Draft(household=home.id, visited_on="2026-01-05", met="x"))
    before = full.read_bytes()
    for place in (tmp_path, tmp_path / "no" / "x.docx", full):
        said = fieldbook(*words, "-o", place, "--yes", "--book", full)
        assert said.code == 1
        assert str(place) in said.err
    assert full.read_bytes() == before


def test_a_calendar_is_exported(fieldbook: Run, full: Path, tmp_path: Path) -> None:
    """By its format or its ending; without names unless they are asked for; as far as is said."""
    target = tmp_path / "due.ics"
    assert fieldbook("export", "-o", target, "--book", full).code == 0
    plain = target.read_bytes()
    assert len(list(Calendar.from_ical(plain).walk("VEVENT"))) == 6
    assert b"Adam" not in plain
    assert b"canal" not in plain
    assert fieldbook("export", "-o", target, "--names", "--yes", "--book", full).code == 0
    assert b"Adam Reed" in target.read_bytes()
    today = dt.date.today().isoformat()  # noqa: DTZ011
    said = fieldbook("export", "--format", "ics", "-o", "-", "--until", today, "--book", full)
    assert said.out.count("BEGIN:VEVENT") == 1
    assert "Issue due: #1" in said.out


@pytest.mark.parametrize(
    "words",
    [
        ("--audience", "above"),
        ("--since", "2026-01-01"),
        ("--until", "2020-01-01"),
        ("--annex", "all"),
        ("--mine",),
    ],
)
def test_what_a_calendar_does_not_know_is_refused(
    fieldbook: Run, full: Path, words: tuple[str, ...]
) -> None:
    """Words of a report are not passed over: they are wrong words, and nothing is written."""
    said = fieldbook("export", "--format", "ics", "-o", "-", *words, "--book", full)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1


def test_names_are_for_calendars(fieldbook: Run, full: Path) -> None:
    """A report takes no word that is a calendar's."""
    assert fieldbook("export", "--names", "-o", "-", "--book", full).code == 2


def test_a_slip_can_go_to_standard_output(fieldbook: Run, full: Path) -> None:
    """With ``-`` the file's words alone are written there."""
    said = fieldbook("slip", "Bo", "--format", "html", "-o", "-", "--book", full)
    assert said.code == 0
    assert said.out.startswith("<!DOCTYPE html>")
