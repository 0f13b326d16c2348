"""Days as cells hold them: as texts, as numbers, and as what spreadsheets count.

A cell says nothing of today: ``昨天`` was the day before somebody wrote it, and is no day here.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from fieldbook.domain.dates import LONGEST, Order, Toward, read_full, within
from fieldbook.domain.dates.folding import plain
from fieldbook.domain.dates.named import Named, last_of
from fieldbook.domain.dates.orders import order_in
from fieldbook.domain.dates.written import written
from fieldbook.intake.cells import one_line, unquoted
from fieldbook.intake.grid import Cell, Lost
from fieldbook.intake.traditional import simplified
from fieldbook.intake.years import with_years
from fieldbook.patterns import pattern

_FIRST_SERIAL: Final = 18_264
"""1 January 1950 as a spreadsheet counts days; a smaller number is some other number."""
_FIRST_YEAR: Final = 1950
_LAST_SERIAL: Final = 73_050
"""31 December 2099."""
_DAY_ZERO: Final = dt.date(1899, 12, 30)
_MOST: Final = 10**14
"""A day and its time in one number have fourteen digits."""
_LEAP_YEAR: Final = 2000
_ONE_DAY: Final = "2000-01-01"
"""Stands for all that begin with their year of four digits: they all say the same of a column."""
_full: Final = lru_cache(maxsize=4096)(read_full)
_ORDERS: Final[Sequence[tuple[Order, re.Pattern[str]]]] = (
    ("republic", pattern(r"民国|\(r\.?o\.?c\.?|minguo")),
    ("year_first", pattern(r"yy+\W?m+\W?d|年\W月\W日")),
    ("day_first", pattern(r"dd?\W?m+\W?yy|日\W月\W年|日\W月\)")),
    ("month_first", pattern(r"mm?\W?d+\W?yy|月\W日\W年")),
)


def read(
    cell: Cell, order: Order = "", today: dt.date | None = None, *, term: bool = False
) -> dt.date | Named | None:
    """The day a cell names; a day without its year is only named; ``None`` where it names none.

    Args:
        cell: what a sheet holds there.
        order: how its column writes ``03/04/2019``, where that is known.
        today: tells which year two digits may be.
        term: whether it is until when something is due.
    """
    if isinstance(cell, str):
        return _full(cell) or _of_text(cell, order, today, term=term)
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, dt.date):
        # 1900-01-05 is a number, such as 6, in a cell that shows days.
        return within(cell) if cell.year >= _FIRST_YEAR else None
    if isinstance(cell, (bool, dt.time, Lost)):
        return None
    return _of_number(cell, order, today)


def of_column(
    cells: Sequence[Cell],
    toward: Toward,
    today: dt.date | None = None,
    *,
    after: Sequence[dt.date | None] = (),
    order: Order = "",
    otherwise: Order = "",
) -> list[dt.date | None]:
    """The days of a column, each where its cell is.

    Args:
        cells: from top to bottom.
        toward: which way the column's field looks from today.
        today: the day of taking in; without it a day that has no year beside it stays unread.
        after: per row a day before which the row's cannot lie, such as that of the finding.
        order: how it writes its days, where its heading or its sheet says so.
        otherwise: how the sheet's other columns write their days, for one in which nothing tells.
    """
    # A ledger has many rows of few days: each is read once.
    texts = {cell: unquoted(one_line(cell)) if isinstance(cell, str) else cell for cell in cells}
    order = order or order_of(texts.values()) or otherwise
    is_term = toward == "ahead"
    days = {cell: read(text, order, today, term=is_term) for cell, text in texts.items()}
    found = with_years([days[cell] for cell in cells], toward, today, after)
    if is_term:
        return [_until(texts[cell], day, order) for cell, day in zip(cells, found, strict=True)]
    for at, (day, first) in enumerate(zip(found, after, strict=False)):
        if day and first:
            found[at] = not_before(texts[cells[at]], day, first)
    return found


def not_before(text: Cell, day: dt.date, first: dt.date) -> dt.date:
    """Of a month, ``2026年3月``, the first day that does not lie before another; else the day itself."""
    if day >= first or not isinstance(text, str):
        return day
    named = written(plain(text))
    return first if named and named.last and (last_of(named, day) or day) >= first else day


def _until(text: Cell, day: dt.date | None, order: Order) -> dt.date | None:
    """Of a term such as ``2026年上半年`` the last day; else the day itself."""
    if day is None or not isinstance(text, str) or _full(text):
        return day
    named = written(plain(text), day, order)
    return last_of(named, day) if named else day


def is_one_day(text: str, order: Order) -> bool:
    """Whether a text that was read as a day names one, and says nothing else."""
    named = written(plain(text), None, order)
    return named is not None and named.last is None


def order_of(cells: Iterable[Cell]) -> Order:
    """Whether a column writes the year, the day or the month first."""
    texts = [str(cell) for cell in set(cells) if isinstance(cell, (str, int))]
    rest = [text for text in texts if len(text) < LONGEST and _full(text) is None]
    some = [_ONE_DAY] if len(rest) < len(texts) else []
    return order_in(some + [plain(text) for text in rest]) if rest else "year_first" if some else ""


def order_said(heading: str) -> Order:
    """How a column writes its days, where its heading says so: 日期（民國）, Date (DD/MM/YYYY)."""
    folded = simplified("".join(unicodedata.normalize("NFKC", heading).casefold().split()))
    if folded.isalpha():
        return "republic" if "民国" in folded else ""
    return next((order for order, words in _ORDERS if words.search(folded)), "")


def _of_text(
    text: str, order: Order, today: dt.date | None, *, term: bool
) -> dt.date | Named | None:
    # A spreadsheet's mark for a text, '26.3.5, is no part of it.
    if len(text) > LONGEST or not (folded := plain(text).removeprefix("'")):
        return None
    if folded[:5].isdigit() and folded[5:6] in {"", "."}:
        return _of_serial(folded)
    return _whole(written(folded, today, order, term=term))


def _of_serial(text: str) -> dt.date | None:
    """``43468.5``: a day counted the spreadsheet's way, that became a text."""
    try:
        number = float(text)
    except ValueError:
        return None
    return _counted(number) if _FIRST_SERIAL <= number < _LAST_SERIAL + 1 else None


def _of_number(number: float, order: Order, today: dt.date | None) -> dt.date | Named | None:
    """A number in a column of days: days counted, 20190103, or ``3.5`` that was meant for a day.

    A number has no last nought: 3.1 may have been the tenth, and is none.
    """
    if _FIRST_SERIAL <= number < _LAST_SERIAL + 1:
        return _counted(number)
    if not 1 <= number < _MOST:
        return None
    if float(number).is_integer():
        text = str(int(number))
        is_long = len(text) in {6, 7, 8, 12, 14}
        return _whole(written(text, today, order)) if is_long else None
    texts = (str(number), f"{number}0")
    read_in = (written(text, today, order) for text in texts)
    days = [day for day in read_in if day and day.in_year(day.year or _LEAP_YEAR)]
    return _whole(days[0]) if len(set(days)) == 1 else None


def _counted(number: float) -> dt.date:
    return _DAY_ZERO + dt.timedelta(days=int(number))


def _whole(named: Named | None) -> dt.date | Named | None:
    """The day in its year, or as it is named where only the year is missing; never one from today."""
    if named is None or named.yearless:
        return named
    return within(named.in_year(named.year)) if named.year is not None else None
