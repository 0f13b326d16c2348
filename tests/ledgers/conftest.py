"""What the tests of ledgers share: writing a book's ledger, and taking one in."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
from tests.clock import Clock
from tests.memory_store import MemoryStore

from fieldbook.book import Fieldbook
from fieldbook.book.intake import Intake, TakenIn
from fieldbook.domain.habits import Habits
from fieldbook.intake.beginning import Begun
from fieldbook.intake.encodings import Text
from fieldbook.intake.sheet import read_sheet, sheet_of
from fieldbook.ledgers.imprint import LedgerImprint
from fieldbook.ledgers.rows import ledger
from fieldbook.ledgers.workbook import render
from fieldbook.store.ids import id_maker
from fieldbook.workbooks.reading import told


def empty_book() -> Fieldbook:
    """An empty book, whose ids are no other book's."""
    return Fieldbook(MemoryStore(), clock=Clock(), new_id=id_maker(), habits=Habits())


Cells = dict[str, list[tuple[Any, ...]]]


def workbook_of(book: Fieldbook) -> bytes:
    """The whole book as a workbook."""
    imprint = LedgerImprint("East branch", "Chen Gui", book.today)
    return render(ledger(book.shelf, book.today, None, None), imprint)


def cells_of(workbook: bytes) -> Cells:
    """What another program reads in it, sheet by sheet."""
    read = openpyxl.load_workbook(io.BytesIO(workbook))
    return {each.title: list(each.iter_rows(values_only=True)) for each in read.worksheets}


class _Here:
    """Reads a workbook in this process: a child for every example would take most of the time."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def answer(self) -> bytes:
        return told(self._data, "zip")


def preview_of(book: Fieldbook, data: bytes) -> Intake:
    """What a workbook means for a book."""
    begun = Begun(Path("ledger.xlsx"), data, "zip", Text("", ""), _Here(data))  # type: ignore[arg-type]
    return book.intake.preview(sheet_of(begun, today=book.today))


def preview(book: Fieldbook, path: Path) -> Intake:
    """What a file means for a book."""
    return book.intake.preview(read_sheet(path, today=dt.date(2026, 11, 21)))


def take(book: Fieldbook, path: Path, *, update: bool = False) -> TakenIn:
    """Take a file into a book."""
    return book.intake.take(preview(book, path), update=update)
