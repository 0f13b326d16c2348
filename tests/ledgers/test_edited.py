"""A ledger that somebody worked on in a spreadsheet, taken back in."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from tests.ledgers.conftest import empty_book, preview_of, workbook_of
from tests.village import Village

from fieldbook.book import Fieldbook
from fieldbook.demo import make_village
from fieldbook.domain.entries import BookEntry
from fieldbook.domain.records import Household, Issue, Solution


def edited(book: Fieldbook, sheet: str, edit: Callable[[Any, dict[str, int]], None]) -> bytes:
    """The book's workbook after an edit of one sheet: the sheet, and heading → column."""
    read = openpyxl.load_workbook(io.BytesIO(workbook_of(book)))
    columns = {each.value: each.column for each in read[sheet][1]}
    edit(read[sheet], columns)
    file = io.BytesIO()
    read.save(file)
    return file.getvalue()


def test_what_was_changed_is_taken_over_when_it_is_wished(village: Village) -> None:
    """Another title and another contact are told first; with an update they stand in the book."""
    book = village.book
    issue = next(iter(sorted(book.shelf.every(Issue), key=lambda each: each.id)))

    def edit(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Matter"]).value = "another title"

    data = edited(book, "Issues", edit)
    intake = preview_of(book, data)
    assert [each.fields for each in intake.rows("changed")] == [("title",)]
    book.intake.take(intake)
    assert book.shelf.get(Issue, issue.id).title == issue.title
    book.intake.take(intake, update=True)
    assert book.shelf.get(Issue, issue.id).title == "another title"
    assert {each.verdict for each in preview_of(book, data).matches} == {"same"}


def test_another_name_means_another_household(village: Village) -> None:
    """Whoever writes another head into an issue's row moves it there, whatever id stands beside it."""
    book = village.book
    heads = [each.head for each in book.shelf.every(Household)]

    def edit(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Head"]).value = heads[-1]

    intake = preview_of(book, edited(book, "Issues", edit))
    (changed,) = intake.rows("changed")
    book.intake.take(intake, update=True)
    assert isinstance(changed.record, Issue)
    moved = book.shelf.get(Issue, changed.record.id)
    household = book.shelf.household_of(moved)
    assert household is not None
    assert household.head == heads[-1]


def test_another_contact_is_a_handover(village: Village) -> None:
    """A household whose contact was changed in the sheet has changed hands on that day."""
    book = village.book

    def edit(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Contact"]).value = "Somebody New"

    intake = preview_of(book, edited(book, "Households", edit))
    (changed,) = intake.rows("changed")
    book.intake.take(intake, update=True)
    assert isinstance(changed.record, Household)
    household = book.shelf.get(Household, changed.record.id)
    assert book.shelf.member_name(household.contact) == "Somebody New"
    assert household.handovers[-1].on == book.today


def test_a_row_written_below_is_new_once(village: Village) -> None:
    """A row without an id becomes a record, and nothing when the same file comes again."""
    book = village.book
    head = book.shelf.every(Household)[0].head

    def edit(sheet: Any, columns: dict[str, int]) -> None:
        row = sheet.max_row + 1
        for heading, value in {"Matter": "new one", "Head": head, "Measure": "mend it"}.items():
            sheet.cell(row, columns[heading]).value = value

    data = edited(book, "Issues", edit)
    intake = preview_of(book, data)
    assert len(intake.rows("new")) == 1
    book.intake.take(intake)
    made = next(each for each in book.shelf.every(Issue) if each.title == "new one")
    assert [each.method for each in book.shelf.solutions_of(made)] == ["mend it"]
    household = book.shelf.household_of(made)
    assert household is not None
    assert household.head == head
    assert not preview_of(book, data).rows("new")


def test_a_copied_row_is_a_record_of_its_own(village: Village) -> None:
    """Who copies a row and writes another title into it means another issue."""
    book = village.book
    count = len(book.shelf.every(Issue))

    def edit(sheet: Any, columns: dict[str, int]) -> None:
        row = sheet.max_row + 1
        for column in range(1, sheet.max_column + 1):
            sheet.cell(row, column).value = sheet.cell(2, column).value
        sheet.cell(row, columns["Matter"]).value = "copied"

    intake = preview_of(book, edited(book, "Issues", edit))
    assert [len(intake.rows(each)) for each in ("new", "changed")] == [1, 0]
    book.intake.take(intake)
    assert len(book.shelf.every(Issue)) == count + 1


def test_a_solution_written_into_a_row_is_one_more(village: Village) -> None:
    """A measure in the row of an issue that had none is its solution, and is so once."""
    book = village.book
    bare = [e for e in book.shelf.every(Issue) if not book.shelf.solutions_of(e)]
    ids = {each.id for each in bare}

    def edit(sheet: Any, columns: dict[str, int]) -> None:
        rows = range(2, sheet.max_row + 1)
        row = next(r for r in rows if sheet.cell(r, columns["fieldbook-id"]).value in ids)
        sheet.cell(row, columns["Measure"]).value = "ask the brigade"
        sheet.cell(row, columns["Studied with"]).value = "Old Chen, Li (leader)"

    data = edited(book, "Issues", edit)
    for _ in range(2):
        book.intake.take(preview_of(book, data), update=True)
    (solution,) = [e for e in book.shelf.every(Solution) if e.method == "ask the brigade"]
    assert [(each.name, each.role) for each in solution.with_whom] == [
        ("Old Chen", ""),
        ("Li", "leader"),
    ]


def test_what_cannot_be_read_is_told_and_left_as_it_was(village: Village) -> None:
    """A word that is no choice, or a day that is none, is told by its row; the field stays."""
    book = village.book

    def edit(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Kind"]).value = "cows"
        sheet.cell(2, columns["Referral made on"]).value = "some day"

    intake = preview_of(book, edited(book, "Issues", edit))
    told = {(each.row, each.field, each.reason) for each in intake.sheet.oddities}
    assert told == {(2, "kind", "not_a_choice"), (2, "referred_on", "bad_date")}
    assert not intake.rows("changed")


def test_undone_and_taken_in_again(village: Village) -> None:
    """What was taken in, undone and taken in again is there once, under the ids it had."""
    data, other = workbook_of(village.book), empty_book()
    for _ in range(2):
        other.intake.take(preview_of(other, data))
        ids = {each.id for each in other.shelf.every(Issue)}
        assert ids == {each.id for each in village.book.shelf.every(Issue)}
        other.undo()
        assert not other.shelf.every(Issue)
    other.redo()
    assert {each.id for each in other.shelf.every(Issue)} == ids


@pytest.mark.usefixtures("made_anew")
def test_another_book_of_the_same_village_brings_nothing_twice() -> None:
    """Records of another book are known by names and words; a bare name may be a namesake's."""
    mine, other = empty_book(), empty_book()
    make_village(mine)
    make_village(other)
    intake = preview_of(mine, workbook_of(other))
    assert not {each.id for each in mine.shelf.every(Household)} & {
        each.id for each in other.shelf.every(Household)
    }
    new = [each.entry for each in intake.rows("new")]
    assert all(isinstance(each, BookEntry) for each in new)
    bare = [e for e in other.shelf.every(Household) if not (e.group or e.code)]
    assert [each.told.id for each in new if isinstance(each, BookEntry)] == [e.id for e in bare]


def test_rows_may_be_sorted(village: Village) -> None:
    """In whatever order the rows stand, each belongs to its record."""
    book = village.book

    def edit(sheet: Any, columns: dict[str, int]) -> None:
        rows = [[each.value for each in row] for row in sheet.iter_rows(min_row=2)]
        for at, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(at, column).value = value

    intake = preview_of(book, edited(book, "Issues", edit))
    assert {each.verdict for each in intake.matches} == {"same"}
