"""The day of the last visit that a roster gives is a visit, from which the next one is counted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.intake.sheet import read_sheet
from fieldbook.reports.digest import prefill
from fieldbook.reports.due import next_visit_on
from fieldbook.reports.meeting import meeting
from tests.domain.test_matching import take

FIRST, LATER = dt.date(2026, 10, 3), dt.date(2026, 11, 2)


def on_file(folder: Path, *rows: str) -> Path:
    path = folder / "roster.csv"
    lines = ("户主姓名,组别,包户干部,上次走访", *rows)
    path.write_text("".join(f"{each}\n" for each in lines), encoding="utf-8")
    return path


def test_the_day_of_the_last_visit_is_a_visit(book: Fieldbook, tmp_path: Path) -> None:
    """It says that somebody was there, but not that the contact was, and where that stood."""
    intake = book.intake.preview(read_sheet(on_file(tmp_path, "王芳,3组,周正,2026-10-03")))
    assert book.intake.beside(intake).visits == 1
    book.intake.take(intake)
    (home,), (visit,) = book.households.all(), book.visits.all()
    assert (visit.household, visit.visited_on, visit.note) == (home.id, FIRST, "")
    assert (visit.manner, visit.companions) == ("listed", ())
    book.undo()
    assert not book.visits.all()


def test_a_listed_visit_is_nobodys_work(book: Fieldbook, tmp_path: Path) -> None:
    """The next is due after it, but no figure and no paper credits it to whoever took the roster in."""
    take(book, read_sheet(on_file(tmp_path, "王芳,3组,,2026-10-03")))
    shelf, habits, day = book.shelf, book.habits, dt.timedelta(days=1)
    (home,) = book.households.all()
    assert next_visit_on(shelf, home, habits) == FIRST + habits.visit_every_days * day
    found = meeting(shelf, FIRST - day, FIRST + day, FIRST + day, habits)
    assert not found.visits
    assert found.figures.contact["visits"].many == found.figures.contact["reached"].many == 0
    assert not any(each.visits or each.noted for each in found.method.contact_groups)
    assert prefill(shelf, "daily", FIRST, FIRST).visits == 0
    (visit,) = book.visits.all()
    book.visits.edit(visit.id, Draft(manner="visit"))  # the writer knows that it was he
    assert prefill(book.shelf, "daily", FIRST, FIRST).visits == 1


def test_a_later_day_is_another_visit_where_the_book_has_none_since(
    book: Fieldbook, tmp_path: Path
) -> None:
    """The same file again adds nothing; nor does a day before what was written down here."""
    rows = ("王芳,3组,,2026-10-03", "李明,3组,,2026-10-04")
    take(book, read_sheet(on_file(tmp_path, *rows)))
    acts = book.acts
    assert take(book, read_sheet(on_file(tmp_path, *rows)), update=True) == ["same", "same"]
    assert book.acts == acts
    changed = ("王芳,3组,,2026-11-02", "李明,3组,,2026-09-01")
    intake = book.intake.preview(read_sheet(on_file(tmp_path, *changed)))
    assert [each.fields for each in intake.matches] == [("visited_on",), ()]
    book.intake.take(intake, update=True)
    days = sorted(each.visited_on for each in book.visits.all())
    assert days == [FIRST, dt.date(2026, 10, 4), LATER]
    assert take(book, read_sheet(on_file(tmp_path, *changed)), update=True) == ["same", "same"]


def test_words_that_name_no_day_are_a_line_of_the_note(book: Fieldbook, tmp_path: Path) -> None:
    """Nobody can say when that was, and a day to come is no last visit."""
    rows = ("王芳,3组,,国庆前后", "李明,3组,,2031-01-01", "何一,3组,,")
    take(book, read_sheet(on_file(tmp_path, *rows), today=dt.date(2026, 11, 21)))
    assert not book.visits.all()
    notes = [each.note for each in book.households.all()]
    assert notes == ["上次走访：国庆前后", "上次走访：2031-01-01", ""]


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("3/10/2026", ""), ("2026年10月3日", ""), ("2026-10-03 女儿在家", "上次走访：2026-10-03 女儿在家"),
        ("2026年10月", "上次走访：2026年10月"),
    ],
)  # fmt: skip
def test_a_day_alone_is_no_note(book: Fieldbook, tmp_path: Path, said: str, note: str) -> None:
    """The visit has it; what stands beside it, or is no one day, is kept as it stood."""
    rows = ("李明,3组,,25/9/2026", f"王芳,3组,,{said}")
    take(book, read_sheet(on_file(tmp_path, *rows), today=dt.date(2026, 11, 21)))
    kept = {*(e.note for e in book.visits.all()), *(e.note for e in book.households.all())} - {""}
    assert kept == ({note} if note else set())


def test_what_was_said_at_the_last_visit_is_its_note(book: Fieldbook, tmp_path: Path) -> None:
    """A column of it is no remark on the household, unless no day is given."""
    path = tmp_path / "roster.csv"
    text = "户主姓名,组别,上次走访,上次走访情况\n王芳,3组,2026-10-03,水管漏\n李明,3组,,常不在家\n"
    path.write_text(text, encoding="utf-8")
    take(book, read_sheet(path))
    (visit,) = book.visits.all()
    assert visit.note == "水管漏"
    assert [each.note for each in book.households.all()] == ["", "常不在家"]
