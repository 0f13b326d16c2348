"""The book in one of the formats of ledgers: file names and what is in the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from fieldbook.domain.habits import Habits
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import _
from fieldbook.ledgers.columns import TABLES
from fieldbook.ledgers.formats import LEDGERS
from fieldbook.ledgers.imprint import LedgerImprint
from fieldbook.ledgers.rows import ledger


def ledger_files(
    fmt: str,
    shelf: Shelf,
    today: dt.date,
    habits: Habits,
    *,
    imprint: LedgerImprint,
    since: dt.date | None = None,
    until: dt.date | None = None,
    tables: Collection[str] = (),
    bom: bool = False,
) -> dict[str, bytes]:
    """The files of a format: one, or of CSV one a table.

    Args:
        fmt: a name of ``LEDGERS``.
        shelf: the book.
        today: the day it is written.
        habits: the branch's habits, by which the whole book tells what is due.
        imprint: whose ledger it is.
        since: the first day of a period; without it all that came before the last day is in.
        until: the last day, else today.
        tables: the kinds of record of which CSV files are made; none: all of them.
        bom: whether CSV files begin with a mark by which Excel knows their encoding.

    Raises:
        UnicodeEncodeError: half a sign stands in a text, which no file can hold.
    """
    name = default_name(fmt, imprint)
    if fmt == "json":
        from fieldbook.ledgers.whole import render as whole

        return {name: whole(shelf, today, habits, imprint)}
    sheets = ledger(shelf, today, since, until)
    if fmt == "xlsx":
        from fieldbook.ledgers.workbook import render as workbook

        return {name: workbook(sheets, imprint)}
    from fieldbook.ledgers.plain import render as plain

    return {
        f"{each.table.file}.csv": plain(each, bom=bom)
        for each in sheets
        if not tables or each.table.kind in tables
    }


def default_name(fmt: str, imprint: LedgerImprint, tables: Collection[str] = ()) -> str:
    """What a ledger is usually called; CSV files lie in a folder, or are called by their table."""
    form = LEDGERS[fmt]
    if form.in_folder and tables:
        return "".join(TABLES[each].file for each in tables) + form.suffix
    name = f"{_('Book') if fmt == 'json' else _('Ledger')} {imprint.on.isoformat()}"
    return name.replace(" ", "-") + ("" if form.in_folder else form.suffix)
