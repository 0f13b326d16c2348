"""``fieldbook export`` of the book itself: the ledger as a workbook or CSV files, the whole as JSON."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from fieldbook.book import Fieldbook
from fieldbook.cli.call import Call
from fieldbook.cli.target import STANDARD_OUTPUT, target
from fieldbook.cli.words import WrongWords, require_in_order, require_known
from fieldbook.domain.errors import PaperError
from fieldbook.files import free_name, from_home
from fieldbook.i18n import _, in_every_language
from fieldbook.ledgers import LEDGERS, TABLES, LedgerImprint, default_name, ledger_files
from fieldbook.papers import write_file, write_files
from fieldbook.store.own_files import require_free

Period = Callable[[argparse.Namespace, Fieldbook], tuple[dt.date, dt.date]]


def run(call: Call, fmt: str, period: Period) -> int:
    """Write the ledger and say where it is.

    Args:
        call: what was asked.
        fmt: a name of ``LEDGERS``.
        period: the days meant, where a period is named.
    """
    args = call.args
    _require_fitting(args, fmt)
    tables = _tables(args, fmt)
    require_in_order(args.since, args.until)
    with call.read() as book:
        since, until = period(args, book) if args.period else (args.since, args.until)
        imprint = LedgerImprint(call.settings.branch, call.settings.name, until or book.today)
        path = Path(args.output or default_name(fmt, imprint, tables))
        try:
            files = ledger_files(
                fmt, book.shelf, book.today, book.habits, imprint=imprint, since=since,
                until=until, tables=tables, bom=args.bom,
            )  # fmt: skip
        except UnicodeEncodeError as error:
            raise PaperError(path, "half_sign") from error
    if args.output == STANDARD_OUTPUT:
        call.console.say_bytes(_only(files, path))
        return 0
    if LEDGERS[fmt].in_folder and not tables:
        path = _folder(call, path, files)
        write_files(path, files)
    else:
        path = target(call, path.name)
        write_file(path, _only(files, path))
    call.console.say(_("The tables are in {path}.").format(path=path))
    return 0


def _only(files: Mapping[str, bytes], path: Path) -> bytes:
    """The one file there is; several go into a folder and nowhere else."""
    if len(files) > 1:
        raise PaperError(path, "several_files", known=tuple(each.file for each in TABLES.values()))
    return next(iter(files.values()))


def _require_fitting(args: argparse.Namespace, fmt: str) -> None:
    """Refuse what belongs to a paper, or to another format."""
    where = Path(args.output or "")
    if args.audience != "branch":
        raise PaperError(where, "branch_only", given=fmt)
    if args.template:
        raise PaperError(where, "takes_no_template", given=fmt)
    if args.annex or args.minutes:
        raise WrongWords(_("Tables have no annexes and no minutes; leave these out."))
    if (args.bom or args.table) and fmt != "csv":
        raise WrongWords(_("--bom and --table are for CSV; say --format csv."))
    if fmt == "json" and (args.period or args.since or args.until):
        raise WrongWords(_("JSON holds the whole book; leave out the period."))


def _tables(args: argparse.Namespace, fmt: str) -> tuple[str, ...]:
    """The one table asked for, by name or by what the CSV file is called; none: all of them."""
    if fmt != "csv":
        return ()
    path = Path(args.output or "")
    named = args.table or (path.stem if path.suffix.casefold() == ".csv" else "")
    if not named:
        return ()
    for kind, table in TABLES.items():
        if named.casefold() in (table.file, *map(str.casefold, in_every_language(table.name))):
            return (kind,)
    known = tuple(each.file for each in TABLES.values())
    if args.table:
        require_known(named, known, _("There is no table “{given}”; there are: {known}."))
    raise PaperError(path, "several_files", known=known)


def _folder(call: Call, path: Path, files: Mapping[str, bytes]) -> Path:
    """The folder of the files; what lies in it is written over only when that is wished."""
    if not call.args.output:
        return free_name(path)
    path = from_home(path)
    if path.exists() and not path.is_dir():
        raise PaperError(path, "no_folder_there")
    for name in files:
        require_free(path / name, call.book_path, replace=True)
    there = [path / name for name in files if (path / name).exists()]
    if there:
        require_free(there[0], call.book_path, replace=call.agrees_to_replace(there[0]))
    return path
