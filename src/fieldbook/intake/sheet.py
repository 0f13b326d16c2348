"""A file in, a sheet out: the one way through the intake."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from fieldbook.domain.codes import Holds
from fieldbook.domain.entries import OF_SHEETS, SHEET, Entry, Oddity, Sheet
from fieldbook.domain.errors import IntakeError
from fieldbook.intake import columns as found_columns
from fieldbook.intake import groups, ledger, own, plain, roster, together, visits, workbook
from fieldbook.intake.beginning import Begun, begin
from fieldbook.intake.columns import Asked, Headings
from fieldbook.intake.day_lines import with_days_of_lines
from fieldbook.intake.day_parts import with_whole_days
from fieldbook.intake.grid import Grid
from fieldbook.intake.row import Row
from fieldbook.intake.rows import Rows
from fieldbook.intake.side_by_side import sides
from fieldbook.intake.together import Part
from fieldbook.intake.unheaded import without_heading
from fieldbook.intake.unnamed import unnamed
from fieldbook.intake.withheld import WITHHELD

Progress = Callable[[int, int], None]
Reader = Callable[[Iterable[Row], frozenset[str]], tuple[Sequence[Entry], list[Oddity]]]

_READERS: Final[Mapping[Holds, Reader]] = {
    "households": roster.entries,
    "issues": ledger.entries,
    "visits": visits.entries,
    "groups": groups.entries,
}
"""What makes entries of the rows of each kind of sheet."""
_OF_NAMES: Final = frozenset({"given_first", "several_behind"})


class _Choice(NamedTuple):
    """The sheet that is read, and how its headings were understood."""

    grid: Grid
    headings: Headings
    together: tuple[Part, ...]
    """The sheets that are read, this one among them, in the order of the workbook."""
    names: tuple[str, ...]
    """What they are called; lists beside each other on one sheet by the letters of their columns."""
    others: tuple[str, ...]
    could_hold: tuple[Holds, ...]


def read_sheet(
    path: Path,
    *,
    holds: Holds | None = None,
    wanted: Holds | None = None,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    left_out: Iterable[str] = (),
    encoding: str | None = None,
    progress: Progress | None = None,
    today: dt.date | None = None,
    or_unnamed: bool = False,
) -> Sheet:
    """Read a roster, a ledger, a diary of visits or a list of work groups.

    Args:
        path: an XLSX, XLS, ODS or CSV file; which one is told by its content.
        holds: what the sheet holds; without it the headings decide.
        wanted: what it is read as where its headings may as well mean that.
        columns: the heading, or headings, the user names for a field, which go before the known ones.
        left_out: headings of which the user says that nothing is to be read from them.
        encoding: how a text file is encoded, where that cannot be found out.
        progress: is told the rows done and all rows, every few hundred rows.
        today: the day of taking in, for days without a year where no row beside them has one.
        or_unnamed: a table none of whose columns names what it holds is a sheet without entries; without
            it such a file is refused.

    Returns:
        The entries that could be read, and what was odd in the others.

    Raises:
        IntakeError: nothing of the file can be taken in; its ``what`` says why.
    """
    with begin(path, encoding) as begun:
        return sheet_of(
            begun, holds=holds, wanted=wanted, columns=columns, left_out=left_out,
            progress=progress, today=today, or_unnamed=or_unnamed,
        )  # fmt: skip


def sheet_of_folder(path: Path) -> Sheet:
    """The same of a folder, into which fieldbook wrote its ledger as CSV files.

    Raises:
        IntakeError: ``folder``: there is no such file in it.
    """
    found = own.own_folder(path)
    if found is None:
        raise IntakeError(path, "folder")
    return found


def sheet_of(
    begun: Begun,
    *,
    holds: Holds | None = None,
    wanted: Holds | None = None,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    left_out: Iterable[str] = (),
    progress: Progress | None = None,
    today: dt.date | None = None,
    or_unnamed: bool = False,
) -> Sheet:
    """The same of a file of which reading has begun."""
    path = begun.path
    asked = _asked(holds, columns or {}, left_out)
    found_columns.check(path, asked)
    may_be_own, is_text, text = not (holds or columns), begun.child is None, begun.text
    if may_be_own and is_text and (its_own := own.own_text(path, text)):
        return its_own
    grids = _grids(begun, asked)
    if may_be_own and (its_own := own.own(path, grids, text.encoding, guarded=is_text)):
        return its_own
    try:
        chosen = _choose(path, grids, asked, wanted)
    except IntakeError as wrong:
        names_none = or_unnamed and wrong.what == "no_headings"
        sheet = unnamed(path, grids, asked, wanted, text.encoding) if names_none else None
        if sheet is None and names_none:
            raise IntakeError(path, "no_table", headings=wrong.data["headings"]) from wrong
        if sheet is None:
            raise
        return sheet
    read = [_read(part, at, progress, today, path.name) for at, part in enumerate(chosen.together)]
    entries: Sequence[Entry] = [entry for each in read for entry in each.entries]
    oddities = [oddity for each in read for oddity in each.oddities]
    if len(read) > 1:
        entries, repeated = together.without_repeats(entries, chosen.names)
        oddities += repeated
    if not entries:
        raise _nothing(path, chosen.headings, oddities)
    of = [headings for _grid, headings in chosen.together]
    named = [(each.field, each.heading) for headings in of for each in headings.columns]
    if chosen.together[0][1].of_sheets:
        named.append((chosen.together[0][1].of_sheets, OF_SHEETS))
    return Sheet(
        file=path.name,
        holds=chosen.headings.holds,
        entries=tuple(entries),
        oddities=tuple(oddities),
        skipped=sum(each.rows.skipped for each in read),
        columns=tuple(dict.fromkeys(named)),
        unread=tuple(dict.fromkeys(each for headings in of for each in headings.unread)),
        unheaded=tuple(
            dict.fromkeys(each for part in chosen.together for each in without_heading(*part))
        ),
        sheet=chosen.grid.name if len(grids) > 1 or not text.encoding else "",
        withheld=tuple(dict.fromkeys(each for headings in of for each in headings.withheld)),
        others=chosen.others,
        encoding=text.encoding,
        unlikely=text.unlikely,
        rows=sum(each.rows.count for each in read),
        totals=tuple(at for each in read for at in each.totals),
        could_hold=chosen.could_hold,
        together=chosen.names if len(chosen.names) > 1 else (),
    )


def _asked(
    holds: Holds | None, columns: Mapping[str, str | Sequence[str]], left_out: Iterable[str]
) -> Asked:
    """What the user says of the sheet; of the names of the sheets apart from its headings."""
    said_of = {
        field: [said] if isinstance(said, str) else list(said) for field, said in columns.items()
    }
    of_sheets = next((field for field, said in said_of.items() if OF_SHEETS in said), "")
    named = {field: [each for each in said if each != OF_SHEETS] for field, said in said_of.items()}
    named = {field: said for field, said in named.items() if said}
    return Asked(holds, named, frozenset(left_out), of_sheets)


class _Read(NamedTuple):
    """What one of the sheets that are read held."""

    rows: Rows
    entries: Sequence[Entry]
    oddities: Sequence[Oddity]
    totals: Sequence[int]


def _read(
    part: Part, at: int, progress: Progress | None, today: dt.date | None, file: str
) -> _Read:
    """Read a sheet; its rows are numbered apart from those of the sheets before it."""
    grid, headings = part
    rows = Rows(grid, headings, progress, today, file)
    entries, oddities = _entries(rows, headings)
    first = at * SHEET
    return _Read(
        rows,
        [together.moved(entry, first) for entry in entries],
        [
            each._replace(row=each.row + first)
            for each in (*oddities, *_strays(grid), *_unseen(part))
        ],
        [row + first for row in rows.totals],
    )


def _grids(begun: Begun, asked: Asked) -> Sequence[Grid]:
    """The sheets of the file."""
    if begun.child is not None:
        return [with_whole_days(grid) for grid in workbook.grids(begun, begun.child)]

    def score(grid: Grid) -> int:
        headings = found_columns.best(grid, asked)
        return headings.score if headings else 0

    grid = plain.grid(begun.path, begun.text, score)
    if not grid.lines:
        raise IntakeError(begun.path, "empty")
    return [with_whole_days(grid)]


def _choose(path: Path, grids: Sequence[Grid], asked: Asked, wanted: Holds | None) -> _Choice:
    """The sheet to be read, and as what; what else it may be is found out beside it."""
    grid, headings = _best(path, grids, asked)
    could_hold = _could_hold(grids, headings, asked, wanted)
    if asked.holds is None and wanted in could_hold and wanted != headings.holds:
        as_wanted = _best(path, grids, asked.as_kind(wanted))
        if as_wanted[1].rivals(headings):
            grid, headings = as_wanted
    found_columns.missing(path, headings, asked)
    parts = together.alike(grids, (grid, headings), asked)
    read = [each for each, _headings in parts]
    names = tuple(each.name for each in read)
    if len(parts) == 1 and not asked.columns:
        kind, beside = asked.as_kind(headings.holds), sides(grid, headings)
        found = ((at, side, found_columns.best(side, kind)) for at, side in beside.items())
        lists = {at: (side, its) for at, side, its in found if its}
        parts, names = list(lists.values()) or parts, tuple(lists) or names
    others = tuple(other.name for other in grids if not any(other is each for each in read))
    parts = [with_days_of_lines(*part) for part in parts]
    parts = [(each, its._replace(of_sheets=asked.of_sheets)) for each, its in parts]
    return _Choice(grid, headings, tuple(parts), names, others, could_hold)


def _best(path: Path, grids: Sequence[Grid], asked: Asked) -> tuple[Grid, Headings]:
    """The sheet with the best headings; one that is shown and has rows goes before one that is not."""
    found = [(grid, headings) for grid in grids if (headings := found_columns.best(grid, asked))]
    if not found:
        raise found_columns.refused(path, grids, asked)

    def merit(pair: tuple[Grid, Headings]) -> tuple[bool, bool, int]:
        grid, headings = pair
        return headings.rows > 0, not grid.hidden, headings.score

    return max(found, key=merit)


def _could_hold(
    grids: Sequence[Grid], chosen: Headings, asked: Asked, wanted: Holds | None
) -> tuple[Holds, ...]:
    """What the file can be read as: what it is, what it sounds like too, and what is wanted of it."""
    kinds = []
    for kind in Asked(None, asked.columns).kinds():
        its = [found_columns.best(grid, asked.as_kind(kind)) for grid in grids]
        read = [headings for headings in its if headings and headings.rows > 0]
        if kind in (chosen.holds, asked.holds) or any(
            kind == wanted or (headings.sound() and headings.rivals(chosen)) for headings in read
        ):
            kinds.append(kind)
    return tuple(kinds)


def _entries(rows: Rows, headings: Headings) -> tuple[tuple[Entry, ...], list[Oddity]]:
    found, oddities = _READERS[headings.holds](rows, rows.fields)
    # Of how names are written one is told of a whole sheet.
    names = {
        each.reason: each._replace(row=0) for each in reversed(oddities) if each.reason in _OF_NAMES
    }
    oddities = [each for each in oddities if each.reason not in _OF_NAMES]
    return tuple(found), sorted([*_counted(oddities), *names.values(), *rows.sections])


def _counted(oddities: Sequence[Oddity]) -> Iterator[Oddity]:
    """The oddities, and of what is left out on purpose one a column: word by word, and of which rows."""
    found: dict[tuple[str, str], dict[str, list[int]]] = {}
    for each in sorted(oddities):
        if each.left_out or each.reason not in WITHHELD:
            yield each
        else:
            words = found.setdefault((each.field, each.reason), {})
            words.setdefault(each.value, []).append(each.row)
    for (field, reason), words in found.items():
        first = min(rows[0] for rows in words.values())
        told = "\n".join(f"{word}\t{_spans(rows)}" for word, rows in words.items())
        yield Oddity(first, field, reason, told)


def _spans(rows: Sequence[int]) -> str:
    """Numbers of rows, those that follow upon each other as one: ``2-5 8``."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row <= spans[-1][-1] + 1:
            spans[-1][1:] = [row]
        else:
            spans.append([row])
    return " ".join("-".join(map(str, each)) for each in spans)


def _strays(grid: Grid) -> list[Oddity]:
    """The cells that stand far from the table: the first are named, the others counted."""
    if not grid.strays:
        return []
    names = ", ".join(name for _row, name in grid.strays)
    more = f" … ({grid.stray_count})" if grid.stray_count > len(grid.strays) else ""
    return [Oddity(grid.strays[0][0], "", "stray_cell", names + more)]


def _unseen(part: Part) -> Iterator[Oddity]:
    """The rows that the spreadsheet does not show: they are read, and the first is named."""
    grid, headings = part
    above = grid.lines[headings.below - 1].number
    hidden = [row for row in grid.unseen if row > above]
    if hidden:
        yield Oddity(hidden[0], "", "hidden_rows", str(len(hidden)))


def _nothing(path: Path, headings: Headings, oddities: Sequence[Oddity]) -> IntakeError:
    """Why there is no entry at all: no rows, or none that can be read; the first says for all."""
    if not oddities:
        return IntakeError(path, "only_headings", headings=headings.all)
    first = oddities[0]
    return IntakeError(
        path,
        "no_rows",
        rows=len({oddity.row for oddity in oddities if oddity.left_out}),
        row=first.row,
        field=first.field,
        reason=first.reason,
        value=first.value,
        oddities=tuple(oddities),
    )
