"""The sheets of a workbook that are one list: a sheet a group, a sheet a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from fieldbook.domain import folding
from fieldbook.domain.entries import SHEET, Entry, Oddity, RosterEntry
from fieldbook.intake import columns as found_columns
from fieldbook.intake.columns import Asked, Headings
from fieldbook.intake.grid import Grid
from fieldbook.intake.roster import Known
from fieldbook.patterns import pattern

Part = tuple[Grid, Headings]
"""One sheet, and how its headings were understood."""

_PLACES: Final = frozenset({"group", "brigade", "commune", "unit"})
_NO_LIST: Final = pattern(
    r".*(?:样表|样例|示例|范例|模板|模版|填表说明|填写说明|备份|作废|旧表|汇总|sample|example|template|backup|instructions).*"
)
"""What a sheet is called that is none of the lists: one to fill in, one of before, one of them all."""


_AGAIN: Final = pattern(r"\s*[(（]\d{1,2}[)）]$|\s*(?:副本|copy)\s*\d*$|(?:20)?\d\d\s*年度?|20\d\d")
"""What a sheet is called beyond its list, where that is copied or said anew each year."""
_OF_A_YEAR: Final = pattern(r"(?<!\d)(?:20)?(\d\d)(?=年)|(?<!\d)20(\d\d)(?!\d)")
"""The year in the name of a sheet."""


def alike(grids: Sequence[Grid], chosen: Part, asked: Asked) -> list[Part]:
    """The sheets that are read with the chosen one, in the order of the workbook, itself among them.

    They hold the same, and say where a row belongs in the same columns: the sheet of all groups together
    stands often beside theirs.
    """
    grid, headings = chosen
    if grid.hidden or _NO_LIST.fullmatch(grid.name.casefold()):
        return [chosen]
    return [
        chosen if other is grid else (other, its)
        for other in grids
        if not other.hidden
        and (other is grid or not _NO_LIST.fullmatch(other.name.casefold()))
        and (its := found_columns.best(other, asked.as_kind(headings.holds)))
        and its.rows > 0
        and (other is grid or _is_alike(its, headings))
    ]


def _is_alike(one: Headings, other: Headings) -> bool:
    """Whether two sheets have most of their columns, and the places, in common."""
    fields, others = ({column.field for column in each.columns} for each in (one, other))
    if fields & _PLACES != others & _PLACES:
        return False
    return len(fields & others) * 2 > max(len(fields), len(others))


def moved(entry: Entry, first: int) -> Entry:
    """An entry of one of several sheets, its rows numbered on from a number."""
    if not first:
        return entry
    row = entry.row + first
    if isinstance(entry, RosterEntry):
        return replace(entry, row=row, also=tuple(each + first for each in entry.also))
    return replace(entry, row=row)


def without_repeats(
    entries: Sequence[Entry], names: Sequence[str]
) -> tuple[list[Entry], list[Oddity]]:
    """The entries without those that say what one of a sheet before says already; each is told.

    A household is known again, too, of which something has changed from one sheet to the next. Of the
    sheets of several years the newest counts, wherever it stands.

    Args:
        entries: those of all sheets.
        names: what the sheets are called; one may be a copy of another, or the same list a year on.
    """
    seen: dict[Entry, int] = {}
    alike: set[Entry] = set()
    newest: dict[str, int] = {}
    homes = Known()
    years = [_year_of(name) for name in names]
    entries = sorted(entries, key=lambda each: -years[each.row // SHEET])
    again = _known_by_name([each for each in entries if isinstance(each, RosterEntry)], names)
    found: list[Entry] = []
    told: list[Oddity] = []
    for entry in entries:
        at = entry.row // SHEET
        counts = newest.setdefault(folding.key(_called(entry)), years[at])
        said, is_roster = _said(entry), isinstance(entry, RosterEntry)
        is_met = isinstance(entry, RosterEntry) and homes.meets(entry) == "repeated"
        read = replace(entry, row=0, also=(), line="") if isinstance(entry, RosterEntry) else said
        if seen.setdefault(said, at) == at and not is_met and entry.row not in again:
            found.append(entry)
            alike.add(read)
            continue
        also = entry.also if isinstance(entry, RosterEntry) else ()
        reason = "told_otherwise" if is_roster and read not in alike else "repeated"
        reason = "newer_counts" if years[at] < counts else reason
        told += [
            Oddity(row, "", reason, _called(entry), left_out=True) for row in (entry.row, *also)
        ]
    return sorted(found, key=lambda each: each.row), sorted(told)


def _year_of(name: str) -> int:
    """The year of which a sheet is; one that names none is of now."""
    found = _OF_A_YEAR.search(name)
    return int(found[1] or found[2]) if found else 100


def _known_by_name(entries: Sequence[RosterEntry], names: Sequence[str]) -> set[int]:
    """The rows of households that a sheet of the same list has before, by group and head alone.

    Each of the two sheets has one such household only, and no number, address or telephone of them
    says that they are two.
    """
    stems = [_AGAIN.sub("", name) for name in names]
    by_name: dict[tuple[str, ...], list[RosterEntry]] = defaultdict(list)
    for each in entries:
        stem = stems[each.row // SHEET]
        where = (folding.key(each.unit), folding.group(each.group))
        by_name[stem, *where, folding.key(each.head)].append(each)
    return {
        each.row
        for alike in by_name.values()
        if len({each.row // SHEET for each in alike}) == len(alike)
        for each in alike[1:]
        if not _are_two(alike[0], each)
    }


def _are_two(one: RosterEntry, other: RosterEntry) -> bool:
    said = [
        folding.solid(getattr(one, field)) == folding.solid(getattr(other, field))
        for field in ("code", "address", "phone")
        if getattr(one, field) and getattr(other, field)
    ]
    return not all(said)


def _said(entry: Entry) -> Entry:
    """An entry apart from where it stands."""
    return replace(entry, row=0, **({"also": ()} if isinstance(entry, RosterEntry) else {}))


def _called(entry: Entry) -> str:
    names = (getattr(entry, each, "") for each in ("head", "title", "name", "household"))
    return next(filter(None, names), "")
