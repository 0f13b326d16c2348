"""Reading files: a county's groups against a roster of as many rows, and files that unfold too far.

    python bench/bench_intake.py

Times are of the processor, best of three taken in turns; a small file that unfolds to gigabytes is
read in a process of its own, whose time by the clock and largest memory are told.
"""

from __future__ import annotations

import csv
import datetime as dt
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from fieldbook.intake.sheet import read_sheet

ROWS = 8105
TODAY = dt.date(2026, 11, 21)
READ = """
import resource, sys, time
from pathlib import Path
from fieldbook.domain.errors import IntakeError
from fieldbook.intake.sheet import read_sheet
began = time.monotonic()
try:
    came = f"{len(read_sheet(Path(sys.argv[1])).entries)} rows"
except IntakeError as error:
    came = f"refused: {error.what}"
most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(f"{came} | {time.monotonic() - began:.1f} | {most // 1024}")
"""
ODS = (
    '<?xml version="1.0"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string">'
    "<text:p>户主</text:p></table:table-cell></table:table-row>{rows}</table:table>"
    "</office:spreadsheet></office:body></office:document-content>"
)
CELL = '<table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>'
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def main() -> None:
    """Measure both, and print them as tables."""
    with tempfile.TemporaryDirectory() as name:
        county(Path(name))
        unfolding(Path(name))


def county(folder: Path) -> None:
    """8,105 groups of a county with their surveys, and a roster of as many rows and columns."""
    groups = (
        "公社",
        "大队",
        "小组名称",
        "组长",
        "骨干",
        "核心小组",
        "核心形成时间",
        "摸底类型",
        "摸底日期",
        "摸底情况",
    )
    roster = ("公社", "大队", "组别", "户主", "户号", "人口", "住址", "联系电话", "联系人", "备注")
    files = {"groups": folder / "groups.csv", "households": folder / "roster.csv"}
    write(files["groups"], groups, lambda at: (
        f"第{at // 400}公社", f"第{at // 10}大队", f"{at % 10 + 1}组", f"组长{at}", f"甲{at}、乙{at}",
        f"甲{at}、丙{at}", "2025年3月", "一类", f"2026-{at % 11 + 1}-{at % 28 + 1}", f"第{at}组的情况",
    ))  # fmt: skip
    write(files["households"], roster, lambda at: (
        f"第{at // 400}公社", f"第{at // 10}大队", f"{at % 10 + 1}组", f"户主{at}", f"{at:06}", str(at % 8 + 1),
        f"第{at}号", f"138{at:08}", f"干部{at % 60}", f"第{at}户的情况",
    ))  # fmt: skip
    best = dict.fromkeys(files, 9e9)
    for _turn in range(3):
        for kind, path in files.items():
            began = time.process_time()
            sheet = read_sheet(path, today=TODAY)
            best[kind] = min(best[kind], time.process_time() - began)
            assert (sheet.holds, len(sheet.entries)) == (kind, ROWS)
    print("| sheet of 8,105 rows | ms a 1,000 rows | × |\n|---|---|---|")
    for kind, seconds in best.items():
        print(f"| {kind} | {seconds / ROWS * 1e6:.0f} | {seconds / best['households']:.2f} |")


def write(path: Path, headings: tuple[str, ...], row) -> None:
    """A table of text."""
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([headings, *(row(at) for at in range(ROWS))])


def unfolding(folder: Path) -> None:
    """Small files that unfold to gigabytes, and rows repeated a thousand million times."""
    repeated = f'<table:table-row table:number-rows-repeated="1000000000">{CELL}</table:table-row>'
    wide = f'<table:table-row table:number-rows-repeated="1000000000">{CELL.replace("cell ", "cell table:number-columns-repeated=" + chr(34) + "16384" + chr(34) + " ")}</table:table-row>'
    zipped(folder / "repeated.ods", {"content.xml": [ODS.format(rows=repeated)]})
    zipped(folder / "repeated-wide.ods", {"content.xml": [ODS.format(rows=wide)]})
    zipped(folder / "blanks.ods", {"content.xml": [ODS.format(rows=""), *[" " * 2**20] * 3000]})
    for name, filling in (
        ("zeros.xlsx", "\0" * 2**20),
        ("rows.xlsx", "<row><c><v>1</v></c></row>" * 40_000),
    ):
        zipped(
            folder / name, {**workbook(), "xl/worksheets/sheet1.xml": [SHEET, *[filling] * 2500]}
        )
    print("\n| file | kB | came | s | MB |\n|---|---|---|---|---|")
    for path in sorted([*folder.glob("*.ods"), *folder.glob("*.xlsx")]):
        told = subprocess.run(
            [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True
        )
        print(f"| {path.name} | {path.stat().st_size // 1024:,} | {told.stdout.strip()} |")


def workbook() -> dict[str, list[str]]:
    """The parts of a workbook around its one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return {
        "[Content_Types].xml": [f'<Types xmlns="{types}"/>'],
        "_rels/.rels": [
            f'<Relationships xmlns="{packed}"><Relationship Id="a" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ],
        "xl/workbook.xml": [
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" r:id="b"/></sheets></workbook>'
        ],
        "xl/_rels/workbook.xml.rels": [
            f'<Relationships xmlns="{packed}"><Relationship Id="b" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ],
    }


def zipped(path: Path, parts: dict[str, list[str]]) -> None:
    """Parts packed so that they stay small; those that repeat are packed piece by piece."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, pieces in parts.items():
            with out.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece.encode())


if __name__ == "__main__":
    main()
