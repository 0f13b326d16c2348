"""The workbook of a ledger: what other programs find in it, and what is printed of it."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.ledgers.conftest import cells_of, empty_book, preview_of, workbook_of
from tests.ledgers.test_read_back import new
from tests.village import Village

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Issue
from fieldbook.i18n import use_language
from fieldbook.intake.sheet import read_sheet

UNITS = 32_767


def opened(book: Fieldbook) -> Any:
    """The workbook as openpyxl has it."""
    return openpyxl.load_workbook(io.BytesIO(workbook_of(book)))


def cell(sheet: Any, heading: str, row: int = 2) -> Any:
    """The cell of a row under a heading."""
    heads = [each.value for each in sheet[1]]
    return sheet.cell(row, heads.index(heading) + 1)


def test_days_and_numbers_are_days_and_numbers(village: Village) -> None:
    """What can be sorted and reckoned with is no text."""
    sheet = opened(village.book)["Households"]
    assert cell(sheet, "Serial").value == 1
    issues = opened(village.book)["Issues"]
    assert isinstance(cell(issues, "Found on").value, dt.datetime)
    assert cell(issues, "Found on").number_format == "yyyy-mm-dd"


def test_every_sheet_has_filters_and_a_head_that_stays(village: Village) -> None:
    """The headings stay while one scrolls, and each sheet can be filtered."""
    book = opened(village.book)
    assert book.sheetnames == ["Issues", "Households", "Work groups", "Visits", "Tasks", "Figures"]
    for sheet in book.worksheets[:-1]:
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_pages_lie_across_as_wide_as_one_and_repeat_the_head(village: Village) -> None:
    """A4 across, one page wide, the head on each page; the detail stands outside of what is printed."""
    for sheet in opened(village.book).worksheets[:-1]:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"
    issues = opened(village.book)["Issues"]
    last = re.search(r"\$([A-Z]+)\$\d+$", issues.print_area)
    assert last
    assert cell(issues, "Detail").column > openpyxl.utils.column_index_from_string(last[1])


def test_the_day_of_a_measure_is_printed(village: Village) -> None:
    """Most issues have no day but that of their measure: it stands on the page, intervals beside it."""
    for sheet, heading, is_printed in (
        ("Issues", "Measure due on", True),
        ("Households", "Visit every (days)", False),
        ("Work groups", "Visit every (days)", False),
    ):
        found = opened(village.book)[sheet]
        last = re.search(r"\$([A-Z]+)\$\d+$", found.print_area)
        assert last
        at = cell(found, heading).column
        assert (at <= openpyxl.utils.column_index_from_string(last[1])) is is_printed


def test_the_chart_shows_how_many_issues_stand_how(village: Village) -> None:
    """A native chart draws the counts that stand beside it, and they are those of the book."""
    sheet = opened(village.book)["Figures"]
    counts = {row[0]: row[1] for row in sheet.iter_rows(min_row=2, max_col=2, values_only=True)}
    assert sum(counts.values()) == len(village.book.shelf.every(Issue))
    (chart,) = sheet._charts
    assert "Figures" in chart.series[0].val.numRef.f
    page = sheet.page_setup
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (page.fitToWidth or 1, page.fitToHeight or 1, page.paperSize) == (1, 1, 9)


def test_no_cell_is_cut_however_long_its_text() -> None:
    """32,767 UTF-16 units stand in one cell; what is longer goes on below it, and is read back whole."""
    for text, rows in (("号" * UNITS, 1), ("😀" * (UNITS // 2 + 1), 2), ("=" * 3 * UNITS, 3)):
        book = empty_book()
        book.issues.raise_(Draft(title="long", detail=text))
        written = workbook_of(book)
        lines = cells_of(written)["Issues"]
        assert len(lines) - 1 == rows
        at = lines[0].index("Detail")
        assert "".join(row[at] for row in lines[1:]) == text
        assert all(len(row[at].encode("utf-16-le")) <= 2 * UNITS for row in lines[1:])
        other = empty_book()
        other.intake.take(preview_of(other, written))
        assert other.shelf.every(Issue)[0].detail == text


def test_days_that_spreadsheets_count_differently_are_texts() -> None:
    """A day before March 1900 is written as it is said, and is a day again when it is read back."""
    for day in (
        dt.date(1800, 1, 1),
        dt.date(1899, 12, 31),
        dt.date(1900, 2, 28),
        dt.date(1900, 3, 1),
        dt.date(2199, 12, 31),
    ):
        book = empty_book()
        book._desk.commit("raise", [new(book._desk.pen(), kind=Issue, title="old", found_on=day)])
        written = workbook_of(book)
        lines = cells_of(written)["Issues"]
        value = lines[1][lines[0].index("Found on")]
        assert isinstance(value, str) == (day < dt.date(1900, 3, 1))
        assert str(value).startswith(day.isoformat())
        other = empty_book()
        other.intake.take(preview_of(other, written))
        assert other.shelf.every(Issue)[0].found_on == day


def test_half_a_sign_is_refused() -> None:
    """A text that no file can hold is refused, and not changed in silence."""
    book = empty_book()
    half = new(book._desk.pen(), kind=Issue, title="half \ud83d", found_on=book.today)
    book._desk.commit("raise", [half])
    with pytest.raises(UnicodeEncodeError):
        workbook_of(book)


def test_no_text_is_a_formula_or_a_link(village: Village) -> None:
    """What looks like a formula, a number or an address is a text in the file itself."""
    book = village.book
    for title in ("=1+1", "https://example.org", "0311", "{=1}"):
        book.issues.raise_(Draft(title=title))
    with zipfile.ZipFile(io.BytesIO(workbook_of(book))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_headings_are_in_the_language_of_the_book(village: Village) -> None:
    """A Chinese book writes Chinese sheets; the columns of ids are called the same everywhere."""
    use_language("zh_CN")
    cells = cells_of(workbook_of(village.book))
    head = cells["问题"][0]
    assert {"序号", "问题编号", "事由", "共同研究人", "由谁办", "fieldbook-id"} <= set(head)


@pytest.mark.usefixtures("without_child")
def test_a_book_of_ours_is_read_as_another_table_where_that_is_asked_for(
    village: Village, tmp_path: Path
) -> None:
    """Whoever says what a file holds has it read as that."""
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(workbook_of(village.book))
    assert read_sheet(path).holds == "book"
    assert read_sheet(path, holds="issues").holds == "issues"
