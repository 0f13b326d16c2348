"""Opens a ledger in LibreOffice Calc and sees that every cell of it is the one that was written.

Run: ``python tools/ledger_in_calc.py [FOLDER]``. Writes the sample village's ledger as a workbook in both
languages, with texts that look like formulas and signs of every plane added, has Calc
write each sheet out again as CSV, and compares cell by cell. The files stay in the folder.

Needs ``soffice`` with Calc (Debian: libreoffice-calc).
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Final

from fieldbook.demo import make_village
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.i18n import _, use_language
from fieldbook.ledgers import LedgerImprint, ledger_files
from fieldbook.ledgers.cells import as_text
from fieldbook.ledgers.rows import Rows, heading, ledger
from fieldbook.opening import open_book

EVERY_SHEET: Final = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Commas, quotes, UTF-8, from the first line on; cells as they are shown, no formulas, all sheets."""
HOSTILE: Final = (
    "=1+1",
    "+86",
    "-5",
    "@SUM(A1)",
    "0311",
    "_x0041_",
    "😀 渠",
    "'quoted'",
    "1/2",
    "TRUE",
)
"""Titles that a spreadsheet would make something else of."""


def main(folder: Path) -> int:
    """Write them, have them opened, and say what became another cell."""
    if not shutil.which("soffice"):
        print(f"soffice is not installed; see the head of {__file__}", file=sys.stderr)
        return 1
    wrong = [each for language in ("zh_CN", "en") for each in problems(folder / language, language)]
    print("\n".join(wrong[:20]) or "every cell of every sheet is as it was written")
    return 1 if wrong else 0


def problems(folder: Path, language: str) -> Iterator[str]:
    """What is another cell in Calc than in the book."""
    use_language(language)
    folder.mkdir()
    sheets = _written(folder)
    _converted(folder)
    cells = 0
    for each in sheets:
        found = list(folder.glob(f"ledger-{_(each.table.name)}.csv"))
        if not found:
            yield f"{language}: Calc shows no sheet {_(each.table.name)}"
            continue
        with found[0].open(encoding="utf-8", newline="") as file:
            shown = list(csv.reader(file))
        meant = [[heading(column) for column in each.table.columns]]
        meant += [[as_text(cell) for cell in row] for row in each.rows]
        cells += sum(map(len, meant))
        yield from _differences(f"{language}, {_(each.table.name)}", meant, shown)
    print(f"{language}: {len(sheets)} sheets, {cells} cells")


def _written(folder: Path) -> Sequence[Rows]:
    """Write the workbook; returns what stands in it."""
    with tempfile.TemporaryDirectory() as scratch:
        with open_book(Path(scratch, "book.json"), backups=None) as book:
            make_village(book)
            for each in HOSTILE:
                book.issues.raise_(Draft(title=each, detail=f"{each}\n{each}"))
        imprint = LedgerImprint("崔寨子支部", "", book.today)
        made = ledger_files("xlsx", book.shelf, book.today, DEFAULT_HABITS, imprint=imprint)
        (folder / "ledger.xlsx").write_bytes(next(iter(made.values())))
        return ledger(book.shelf, book.today, None, None)


def _converted(folder: Path) -> None:
    """Have Calc write every sheet as a CSV file of its own."""
    profile = (folder / "profile").absolute().as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", EVERY_SHEET,
         "--outdir", str(folder), str(folder / "ledger.xlsx")],
        stdout=subprocess.DEVNULL, timeout=110, check=True,
    )  # fmt: skip


def _differences(where: str, meant: list[list[str]], shown: list[list[str]]) -> Iterator[str]:
    for number, (row, seen) in enumerate(zip_longest(meant, shown, fillvalue=[]), 1):
        for column, (cell, found) in enumerate(zip_longest(row, seen, fillvalue=""), 1):
            if cell != found:
                yield f"{where}, row {number}, column {column}: {found!r} instead of {cell!r}"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        sys.exit(main(Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as made:
        sys.exit(main(Path(made)))
