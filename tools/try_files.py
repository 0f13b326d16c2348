"""Files thrown together at random, read and taken in: no traceback, no hang, no row without a word.

    python tools/try_files.py [MINUTES] [SEED]

Every file is made of headings, cells and lines that real files have, in an order no file has, as text in
some encoding or as a workbook. Each is read and taken into a book in memory, and then once more. What
goes wrong is told with the seed that makes the file again.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import random
import sys
import tempfile
import time
import traceback
import zipfile
from pathlib import Path
from typing import Final, NamedTuple

import xlsxwriter

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.clock import Clock
from tests.village import new_book

from fieldbook.domain.codes import HOLDS
from fieldbook.domain.entries import Sheet
from fieldbook.domain.errors import IntakeError
from fieldbook.intake.headings import ALIASES
from fieldbook.intake.sheet import read_sheet

TODAY: Final = dt.date(2026, 11, 21)
SLOW: Final = 5.0
"""Seconds; a file this small that takes longer hangs."""
STRANGE: Final = (
    "序号",
    "民族",
    "政治面貌",
    "身份证号",
    "密级",
    "片",
    "",
    "x",
    "Religion",
    "其它说明栏",
)
CELLS: Final = (
    "", "", "", "陈桂生", "陈 桂 生", "李霞平（组长）", "周大海（3组）", "王芳、李霞平", "John Mensah", "3组", "３组", "第三村民小组",
    "3", "0311", "311", "５", "5人", "四口", "-1", "1e3", "2026-3-5", "26.3.5", "3月5日", "二〇二六年三月五日", "去年冬天", "待定",
    "立行立改", "长期坚持", "2027-01-01", "12/05/2019", "44000", "5-Mar-26", "2026年1-3月", "2026-02-30", "已办结", "正在办理",
    "未处理", "√", "×", "50%", "closed", "open", "pending", "每月2次", "看情况", "13800000000", "五保户，独居", "530102194901010011",
    "水渠漏水，浇不上地", "合计", "小计", "3组：", "=1+1", "=A1+B2", "#REF!", "#N/A", "\ufffd字", "一类", "未形成", "无", "——", "/",
    "多行\n的字", '带"引号"', "a,b", "\u3000全角空格\u3000", "e\u0301", "é", "\u202e倒", "很长" * 400, "'26.3.5", '="0311"',
)  # fmt: skip


class Made(NamedTuple):
    """A file, and as what it is read."""

    data: bytes
    holds: str | None


def made(dice: random.Random) -> Made:
    """A file out of a seed."""
    kind = dice.choice(HOLDS)
    known = [alias for aliases in ALIASES[kind].values() for alias in aliases]
    width = dice.randint(1, 14)
    headings = [dice.choice(known if dice.random() < 0.8 else STRANGE) for _ in range(width)]
    rows = [[dice.choice(CELLS) for _ in range(dice.choice((width, width, width - 1, width + 2)))]
            for _ in range(dice.choice((0, 1, 5, 30)))]  # fmt: skip
    for _ in range(dice.randint(0, 3)):
        if rows:
            rows.insert(
                dice.randrange(len(rows)), dice.choice((headings, dice.choice(rows), [], ["3组"]))
            )
    above = [[dice.choice(CELLS)] for _ in range(dice.choice((0, 0, 1, 4)))]
    table = [*above, headings, *rows]
    data = dice.choice((_workbook, _workbook, _open_document, _text, _text, _text))(table, dice)
    return Made(data, dice.choice((None, None, kind)))


def _text(table: list[list[str]], dice: random.Random) -> bytes:
    sign = dice.choice(",,\t;")
    quoted = ('"' + cell.replace('"', '""') + '"' if set('",;\t\n') & set(cell) else cell
              for line in table for cell in line)  # fmt: skip
    text = "\n".join(sign.join(next(quoted) for _ in line) for line in table)
    return text.encode(dice.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")), "replace")


def _workbook(table: list[list[str]], dice: random.Random) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": dice.random() < 0.3})
    sheet = book.add_worksheet()
    for at, line in enumerate(table):
        for column, cell in enumerate(line):
            if cell.isdecimal() and dice.random() < 0.5:
                sheet.write_number(at, column, int(cell))
            else:
                sheet.write(at, column, cell)
    if len(table) > 3 and dice.random() < 0.3:
        sheet.merge_range(1, 0, dice.randint(2, len(table) - 1), 0, dice.choice(CELLS))
    book.close()
    return out.getvalue()


def _open_document(table: list[list[str]], dice: random.Random) -> bytes:
    rows = []
    for line in table:
        cells = "".join(_open_cell(cell, dice) for cell in line)
        times = dice.choice(("", "", "", ' table:number-rows-repeated="2"'))
        rows.append(f"<table:table-row{times}>{cells}</table:table-row>")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                      for name in ("office", "table", "text"))  # fmt: skip
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="s">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("content.xml", content)
    return out.getvalue()


def _open_cell(cell: str, dice: random.Random) -> str:
    """A cell as office programs write it: a text, or a number, or with a formula behind it."""
    words = html.escape("".join(sign for sign in cell if sign.isprintable() or sign in "\n\t"))
    how = ""
    if cell.isdecimal() and dice.random() < 0.5:
        how = f' office:value-type="float" office:value="{int(cell)}"'
    elif cell.startswith("=") and dice.random() < 0.5:
        how = f' table:formula="of:{words}"'
    return f"<table:table-cell{how}><text:p>{words}</text:p></table:table-cell>"


def tried(path: Path, file: Made) -> tuple[int, str]:
    """How many rows were read, and what is wrong; the latter empty where nothing is."""
    path.write_bytes(file.data)
    try:
        sheet = read_sheet(path, holds=file.holds, today=TODAY)  # type: ignore[arg-type]
    except IntakeError:
        return 0, ""
    return sheet.rows, _wrong(sheet)


def _wrong(sheet: Sheet) -> str:
    """What does not add up: rows read are taken in, unchanged, changed or told, and again nothing is new."""
    if sheet.vanished:
        return f"{sheet.vanished} rows vanished"
    book = new_book(Clock())
    intake = book.intake.preview(sheet)
    entries = {each.row for each in sheet.entries}
    if {each.entry.row for each in intake.matches} != entries:
        return "not every entry is matched"
    book.intake.take(intake)
    again = book.intake.preview(sheet)
    new = [each.entry.row for each in again.matches if each.verdict == "new"]
    return f"rows {new} are new once more" if new else ""


def run(minutes: float, seed: int) -> int:
    """Try files until the time is over; how many went wrong."""
    ends, files, rows, wrong = time.monotonic() + minutes * 60, 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < ends:
            began = time.monotonic()
            try:
                count, told = tried(Path(folder) / "file", made(random.Random(seed)))
            except Exception:  # noqa: BLE001  whatever it is, it is what is looked for
                count, told = 0, traceback.format_exc()
            if not told and time.monotonic() - began > SLOW:
                told = f"took {time.monotonic() - began:.1f} s"
            if told:
                print(f"seed {seed}: {told}", flush=True)
            files, rows, wrong, seed = files + 1, rows + count, wrong + bool(told), seed + 1
    print(f"{files:,} files with {rows:,} rows: {wrong} went wrong")
    return wrong


if __name__ == "__main__":
    words = dict(enumerate(sys.argv[1:]))
    sys.exit(run(float(words.get(0, "5")), int(words.get(1, "1"))) > 0)
