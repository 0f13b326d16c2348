"""A ledger as a workbook: real days and numbers, filters, heads that stay, set up for printing."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any, Final

from fieldbook.children import stage
from fieldbook.i18n import _
from fieldbook.labels import code_label, codes_of
from fieldbook.ledgers.columns import FIGURES, Column, Table
from fieldbook.ledgers.imprint import LedgerImprint
from fieldbook.ledgers.rows import KEYS, Row, Rows, heading
from fieldbook.patterns import pattern

LONGEST: Final = 32_767
"""UTF-16 units of a cell; what is longer goes on in the rows below."""
EARLIEST: Final = dt.date(1900, 3, 1)
"""The first day that every spreadsheet counts alike; earlier ones are written as texts."""
_DAY_NOUGHT: Final = dt.date(1899, 12, 30).toordinal()
"""A workbook counts days from it."""
_A4: Final = 9
_ONE_LINE: Final = 15.0
_LINE: Final = 16.5
_TALLEST: Final = 409.0
"""Points: of a row of one line, of a line in a higher one, and of the tallest row there can be."""
_WIDE: Final = pattern(r"[\u2e80-\U0010ffff]")
"""Signs that are as wide as two of the others, and a little more."""
_HEAD: Final = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter",
                "border": 1, "bg_color": "#E7E6E6"}  # fmt: skip


def render(sheets: Sequence[Rows], imprint: LedgerImprint) -> bytes:
    """The workbook as a file holds it."""
    from xlsxwriter import Workbook  # a fifth of a second, which only who writes one waits for

    file = io.BytesIO()
    book = Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    created = dt.datetime.combine(imprint.on, dt.time())
    book.set_properties(
        {"title": imprint.title, "author": imprint.author, "company": imprint.branch,
         "created": created}
    )  # fmt: skip
    formats = _Formats(book)
    for each in sheets:
        stage(_("writing the sheet {name}").format(name=_(each.table.name)))
        _draw(book.add_worksheet(_(each.table.name)), each, formats, imprint)
    _figures(book, sheets[0], formats)
    book.close()
    return file.getvalue()


class _Formats:
    """The formats of cells, each made once for the workbook."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format(_HEAD)
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.story = book.add_format({"valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "center", "valign": "top"})
        self.number = book.add_format({"align": "center", "valign": "top"})


def _draw(sheet: Any, rows: Rows, formats: _Formats, imprint: LedgerImprint) -> None:
    """One sheet: its headings, its rows, and how it is looked at and printed."""
    columns = rows.table.columns
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width, None, {"hidden": column.form == "id"})
        sheet.write_string(0, at, heading(column), formats.head)
    looks = [formats.text if column.printed else formats.story for column in columns]
    printed = [(at, column.width) for at, column in enumerate(columns) if column.printed]
    sheet.set_row(0, _height(printed, [heading(column) for column in columns]))
    at = 0
    for row in rows.rows:
        for piece in _pieces(columns, row):
            at += 1
            _write(sheet, at, piece, looks, formats)
            height = _height(printed, piece)
            if height > _ONE_LINE:
                sheet.set_row(at, height)
    _set_up(sheet, rows.table, at, imprint)


def _write(sheet: Any, at: int, row: Row, looks: Sequence[Any], formats: _Formats) -> None:
    """The cells of a row, each by its type."""
    for place, cell in enumerate(row):
        if cell is None or cell == "":
            continue
        if isinstance(cell, str):
            sheet.write_string(at, place, cell, looks[place])
        elif isinstance(cell, int):
            sheet.write_number(at, place, cell, formats.number)
        elif cell >= EARLIEST:
            sheet.write_number(at, place, cell.toordinal() - _DAY_NOUGHT, formats.day)
        else:
            sheet.write_string(at, place, cell.isoformat(), looks[place])


def _pieces(columns: Sequence[Column], row: Row) -> Iterator[Row]:
    """The row, and below it what was too long for a cell; whose row it is stands in each."""
    if not [cell for cell in row if type(cell) is str and len(cell) * 2 > LONGEST]:
        yield row
        return
    long = {
        at: list(_cut(cell)) for at, cell in enumerate(row)
        if isinstance(cell, str) and len(cell) * 2 > LONGEST
    }  # fmt: skip
    yield [long[at][0] if at in long else cell for at, cell in enumerate(row)]
    for number in range(1, max(map(len, long.values()), default=0)):
        yield [
            long[at][number] if number < len(long.get(at, ()))
            else row[at] if column.field in KEYS else None
            for at, column in enumerate(columns)
        ]  # fmt: skip


def _cut(text: str) -> Iterator[str]:
    """The text in pieces that a cell can hold, no sign cut in two."""
    start = size = 0
    for at, sign in enumerate(text):
        units = 2 if sign > "\uffff" else 1
        if size + units > LONGEST:
            yield text[start:at]
            start, size = at, 0
        size += units
    yield text[start:]


def _height(printed: Sequence[tuple[int, int]], row: Row) -> float:
    """What a row needs for the words that are printed; nobody else measures them in time."""
    most = 1
    for at, width in printed:
        cell = row[at]
        if isinstance(cell, str) and (len(cell) * 2 > width or "\n" in cell):
            most = max(most, sum(_lines(line, width) for line in cell.split("\n")))
    return min(most * _LINE, _TALLEST) if most > 1 else _ONE_LINE


def _lines(text: str, width: int) -> int:
    cells = len(text) if text.isascii() else len(text) + 1.1 * len(_WIDE.findall(text))
    return max(ceil(cells / width), 1)


def _set_up(sheet: Any, table: Table, last: int, imprint: LedgerImprint) -> None:
    """Filters, a head that stays, and pages: A4 across, as wide as one page, the head on each."""
    printed = sum(column.printed for column in table.columns)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.print_area(0, 0, last, printed - 1)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(0)
    name = f"{imprint.title} {_(table.name)}".replace("&", "&&")
    sheet.set_header(f"&L{name}&R{imprint.on.isoformat()}")
    sheet.set_footer("&C&P / &N")


def _figures(book: Any, issues: Rows, formats: _Formats) -> None:
    """How many issues stand how, as a table and a chart."""
    place = [column.field for column in issues.table.columns].index("status")
    counts = Counter(row[place] for row in issues.rows if row[place])
    states = [code_label("status", code) for code, _word in codes_of("status")]
    name = _(FIGURES)
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 10)
    sheet.write_string(0, 0, _("State"), formats.head)
    sheet.write_string(0, 1, _("Issues"), formats.head)
    for at, state in enumerate(states, 1):
        sheet.write_string(at, 0, state, formats.text)
        sheet.write_number(at, 1, counts[state], formats.number)
    last = len(states)
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": _("Issues"),
            "categories": [name, 1, 0, last, 0],
            "values": [name, 1, 1, last, 1],
            "data_labels": {"value": True},
            "fill": {"color": "#404040"},
            "gap": 60,
        }
    )
    chart.set_title({"name": _("Issues by state")})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"major_gridlines": {"visible": False}, "visible": False})
    sheet.insert_chart(0, 3, chart, {"x_scale": 1.2, "y_scale": 1.1})
    sheet.fit_to_pages(1, 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
