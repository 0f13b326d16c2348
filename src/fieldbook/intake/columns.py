"""Finding the heading row, and which column holds what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from fieldbook.domain.codes import HOLDS, Holds
from fieldbook.domain.errors import IntakeError
from fieldbook.intake.grid import Grid
from fieldbook.intake.headings import (
    ALIASES,
    FIELDS,
    KNOWN,
    NAME,
    OF_WORDS,
    REQUIRED,
    TELLING,
    TOGETHER,
    beside,
    meant,
    plain,
    sounds_like,
)
from fieldbook.intake.numbering import meant_by_cells, number_column
from fieldbook.intake.other_words import is_running
from fieldbook.intake.spread_headings import spread
from fieldbook.intake.storeys import FIGURES, OF_PEOPLE, Storeys, texts_of
from fieldbook.intake.withheld_headings import is_withheld
from fieldbook.patterns import pattern

DEPTH: Final = 20
"""Lines within which the headings are looked for: titles and filled-in lines stand above them."""

_VISITS: Final = pattern(
    r"^(?!.*(?:问题|诉求|意见|整改)).*(?:走访|入户|家访|民情日记|慰问|探访|探訪|走訪|\bvisit(?:s|ing|ors?)? (?:sheet|log|diary|record|report|book)|\b(?:home|weekly) visits\b)",
    re.IGNORECASE,
)
"""What the title of a diary of visits says."""
_CALLED: Final = 4
"""What such a title counts beside the headings: as much as two fields less than telling."""


class Column(NamedTuple):
    """One column that is read."""

    field: str
    at: int
    heading: str


class Headings(NamedTuple):
    """A heading row, as good as it was understood."""

    holds: Holds
    columns: tuple[Column, ...]
    """In the sheet's order."""
    unread: tuple[str, ...]
    """The headings nothing is read from; one in two storeys as upper/lower."""
    score: int
    below: int
    """The first of the grid's lines that is no heading any more."""
    rows: int
    """How many lines stand below."""
    withheld: tuple[str, ...] = ()
    """The headings nothing is read from on purpose, whatever the user says of them."""
    running: int = -1
    """Where the running numbers stand, which are read by nobody but tell where a household begins."""
    of_sheets: str = ""
    """The field that the sheet's name says, where the user said so and no column does."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every heading there is, read or not."""
        return (*(column.heading for column in self.columns), *self.unread, *self.withheld)

    def sound(self) -> bool:
        """Whether the headings are those of such a sheet where nobody said that it is one."""
        return sounds_like(self.holds, {column.field: column.heading for column in self.columns})

    def rivals(self, other: Headings) -> bool:
        """Whether this reading of a file may as well be what is meant, and not just sound so."""
        return self.rows > 0 and len(self.columns) > 1 and self.score * 2 >= other.score


class Asked(NamedTuple):
    """What the user said of the sheet."""

    holds: Holds | None = None
    columns: Mapping[str, Sequence[str]] = {}
    """Of which headings he said that they are this field."""
    left_out: frozenset[str] = frozenset()
    """The headings nothing is to be read from, as they stand there."""
    of_sheets: str = ""
    """The field that the names of the sheets say."""

    @property
    def named(self) -> Iterator[tuple[str, str]]:
        """(field, heading) of each column he named."""
        return ((field, each) for field, headings in self.columns.items() for each in headings)

    def kinds(self) -> tuple[Holds, ...]:
        """The kinds of sheet it may be."""
        kinds: tuple[Holds, ...] = (self.holds,) if self.holds else HOLDS
        return tuple(kind for kind in kinds if all(f in FIELDS[kind] for f in self.columns))

    def as_kind(self, holds: Holds) -> Asked:
        """The same, of a sheet of this kind."""
        return self._replace(holds=holds)


def check(path: Path, asked: Asked) -> None:
    """Refuse a column for a field that no such sheet has, and one that is withheld on purpose."""
    for field, heading in asked.named:
        if is_withheld(heading, of_people=asked.holds in OF_PEOPLE):
            raise IntakeError(path, "withheld", field=field, heading=heading)
    if asked.kinds():
        return
    kinds: tuple[Holds, ...] = (asked.holds,) if asked.holds else HOLDS
    known = tuple(dict.fromkeys(field for kind in kinds for field in FIELDS[kind]))
    strange = [f for f in asked.columns if f not in known] or list(asked.columns)
    raise IntakeError(path, "unknown_field", field=strange[0], fields=known)


def best(grid: Grid, asked: Asked) -> Headings | None:
    """The heading row that explains most, or nothing where no row of the first lines is one."""
    found = [
        headings
        for at in range(min(DEPTH, len(grid.lines)))
        for kind in asked.kinds()
        for two in (False, True)
        if (headings := _read(grid, at, kind, asked, two=two))
        and (asked.holds or asked.columns or headings.sound() or _is_called(grid, headings))
    ]
    # max() keeps the first of equals: rosters before ledgers, the upper line before the lower.
    chosen = max(
        found, key=lambda each: each.score + _CALLED * _is_called(grid, each), default=None
    )
    guessed = not (asked.holds or asked.columns)
    return None if chosen and guessed and _says_more_of_another(grid, chosen) else chosen


def _is_called(grid: Grid, headings: Headings) -> bool:
    """Whether a list of days and whom they were with is called a diary of visits by its title or its sheet."""
    fields = {column.field for column in headings.columns}
    if headings.holds != "visits" or not fields >= {"visited_on", "household"}:
        return False
    over = grid.lines[: headings.below - 1]
    titles = (cell for line in over for cell in line.cells if isinstance(cell, str))
    return any(_VISITS.search(each) for each in (grid.name, *titles))


def _says_more_of_another(grid: Grid, headings: Headings) -> bool:
    """Whether the headings are rather those of another kind that lacks its main column.

    A list of tasks has a Name, and with it days, an assignee and a deadline: no roster of households.
    """
    texts = texts_of(grid, headings.below - 1)
    most = 2 * len({column.field for column in headings.columns})
    others = (kind for kind in HOLDS if kind != headings.holds)
    return any(len({each.field for each in columns_in(texts, kind, {})}) > most for kind in others)


def refused(path: Path, grids: Sequence[Grid], asked: Asked) -> IntakeError:
    """Why no heading row was found: the line that looks most like one is shown instead."""
    lines = _lines(grids)
    seen = tuple(text for text in _likeliest(lines) if text)
    for field, heading in asked.named:
        if not any(plain(heading) == plain(text) for line in lines for text in line if text):
            return IntakeError(path, "unknown_heading", field=field, heading=heading, headings=seen)
    other = Asked(None, {})
    looks = next((found.holds for grid in grids if (found := best(grid, other))), "")
    return IntakeError(path, "no_headings", headings=seen, holds=asked.holds or "", looks=looks)


def missing(path: Path, headings: Headings, asked: Asked) -> None:
    """Refuse a heading the user named that is not in the heading row."""
    # Of one in two storeys the lower does, too.
    there = {plain(part) for text in headings.all for part in (text, text.rpartition("/")[2])}
    for field, heading in asked.named:
        if plain(heading) not in there:
            raise IntakeError(
                path, "unknown_heading", field=field, heading=heading, headings=headings.all
            )


def likeliest(grids: Sequence[Grid]) -> list[str]:
    """The line that looks most like headings, whether it is one or not."""
    return _likeliest(_lines(grids))


def _lines(grids: Sequence[Grid]) -> list[list[str]]:
    return [texts_of(grid, at) for grid in grids for at in range(min(DEPTH, len(grid.lines)))]


def _likeliest(lines: Sequence[list[str]]) -> list[str]:
    """The first line of words alone that is hardly narrower than the widest one."""
    widest = max((_filled(line) for line in lines), default=0)
    wide = [line for line in lines if _filled(line) * 3 >= widest * 2]
    of_words = [line for line in wide if not any(FIGURES.fullmatch(text) for text in line)]
    return next(iter([*of_words, *wide]), [])


def _filled(line: list[str]) -> int:
    return sum(bool(text) for text in line)


def _read(grid: Grid, at: int, kind: Holds, asked: Asked, *, two: bool) -> Headings | None:
    """Take a line (or it and the one below, where headings are in two storeys) for the headings."""
    texts, merged = spread(grid, at, texts_of(grid, at)), False
    shown, told = texts, asked.columns
    if two:
        # A filled-in line above the headings is no upper storey: it means less than two fields.
        if at + 1 >= len(grid.lines) or len(columns_in(texts, kind, told)) < 2:
            return None
        if not (storeys := Storeys(grid, at)).stand:
            return None
        texts, shown, merged = (
            storeys.texts(kind, [heading for _field, heading in asked.named]),
            storeys.shown,
            storeys.merged,
        )
    texts = list(_as_asked(texts, shown, asked))
    columns = columns_in(texts, kind, told)
    fields = {column.field for column in columns}
    together = TOGETHER.get(kind, ())
    if fields.isdisjoint(REQUIRED[kind]) and not any(fields >= each for each in together):
        return None
    if not (two or told) and _heads_headings(grid, at, kind, columns):
        return None
    # What is kept beside a visit, telephones and people, stands in every roster, and tells none.
    telling = fields - {"besides"} if kind == "visits" else fields
    score = sum(3 if field in TELLING[kind] else 2 for field in telling)
    said = {(field, plain(heading)) for field, heading in asked.named}
    score += sum(10 for each in columns if (each.field, plain(each.heading)) in said)
    # Of equals, the one that needs no second storey, unless the cells themselves have two.
    score = score * 2 + (two if merged else -two)
    columns = tuple(sorted((*columns, *_beside(texts, kind, columns)), key=_place))
    below = at + (2 if two else 1)
    if kind == "households" and not told:
        lines = grid.lines[below:]
        meaning = meant_by_cells(lines, {each.field: each.at for each in columns})
        columns = tuple(c._replace(field=meaning.get(c.field, c.field)) for c in columns)
        by_field = {column.field: column.at for column in columns}
        if (number := number_column(lines, texts, by_field)) >= 0:
            others = [each for each in columns if each.at != number or each.field == "head"]
            columns = tuple(sorted((*others, Column("code", number, texts[number])), key=_place))
    read = {column.at for column in columns}
    rest = [text for i, text in enumerate(shown) if text and i not in read]
    withheld = tuple(text for text in rest if is_withheld(text, of_people=kind in OF_PEOPLE))
    unread = tuple(text for text in rest if text not in withheld)
    rows = len(grid.lines) - below
    return Headings(kind, columns, unread, score, below, rows, withheld, _running(texts, read))


def _as_asked(texts: Sequence[str], shown: Sequence[str], asked: Asked) -> Iterator[str]:
    """The headings without those left out; one in two storeys that the user named is called as he did."""
    named = {plain(heading) for _field, heading in asked.named} - {plain(t) for t in texts}
    for text, whole in zip(texts, shown, strict=True):
        left = not asked.left_out.isdisjoint((text, whole))
        yield "" if left else whole if plain(whole) in named else text


def _heads_headings(grid: Grid, at: int, kind: Holds, columns: Sequence[Column]) -> bool:
    """Whether headings stand below headings: in a card, 户主 above 住址, or in another language."""
    below = texts_of(grid, at + 1) if at + 1 < len(grid.lines) else []
    said = [(each.heading, below[each.at]) for each in columns if each.at < len(below)]
    other = [low for up, low in said if plain(low) != plain(up) and meant(low, kind) in KNOWN[kind]]
    return len(other) > 1 and len(other) * 2 >= len(columns)


def _running(texts: Sequence[str], read: Collection[int]) -> int:
    """The column of running numbers, or -1."""
    found = (at for at, text in enumerate(texts) if at not in read and is_running(plain(text)))
    return next(found, -1)


def columns_in(
    texts: Sequence[str], kind: Holds, told: Mapping[str, Sequence[str]]
) -> tuple[Column, ...]:
    """Which column holds which field: what the user said, then the table's first alias that fits."""
    said = tuple((field, tuple(headings)) for field, headings in told.items())
    return _columns_of(tuple(texts), kind, said)


@lru_cache(maxsize=1024)
def _columns_of(
    texts: tuple[str, ...], kind: Holds, said: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[Column, ...]:
    """The same. A line is looked at as one storey and as two, and again for what else it may be."""
    told = dict(said)
    keys = [meant(text, kind) for text in texts]
    if not told and KNOWN[kind].isdisjoint(keys):
        return ()  # as most lines looked at are: they say what the table says, and head nothing
    keys = [
        "" if is_withheld(text, of_people=kind in OF_PEOPLE) else key
        for text, key in zip(texts, keys, strict=True)
    ]
    found: list[Column] = []
    own = [plain(text) for text in texts]
    for field, headings in said:
        there = [at for each in headings if (at := _place_of(each, texts, own)) >= 0]
        for number, at in enumerate(there):
            if as_field := beside(kind, field) if number else field:
                found.append(Column(as_field, at, texts[at]))
    used = {column.at for column in found}
    in_parts = kind == "households" and _in_parts(keys, told)
    for field, aliases in ALIASES[kind].items():
        if field in NAME and not in_parts:
            continue
        # Who names the heads' column needs no other column of names guessed beside it.
        more = beside(kind, field) == field
        if (field in told and not more) or (field == "person" and "head" in told):
            continue
        fits = [at for at, key in enumerate(keys) if key in aliases and at not in used]
        fits.sort(key=lambda at: (keys[at] != own[at], aliases[keys[at]]))
        # 成员1 成员2 …, or 姓名 again and again, unless one column names everybody.
        same = len({own[at] for at in fits}) == 1 or all(keys[at] != own[at] for at in fits)
        for at in fits if more or (field == "person" and same) else fits[:1]:
            used.add(at)
            found.append(Column(field, at, texts[at]))
    if kind == "households" and not in_parts:
        found = _with_heads(found)
    return tuple(sorted(_in_one_house(found), key=_place))


def _place_of(heading: str, texts: Sequence[str], own: Sequence[str]) -> int:
    """Where a heading stands that the user named, or -1: “[x]” is not “x” where both are there."""
    if heading in texts:
        return texts.index(heading)
    key = plain(heading)
    return own.index(key) if key and key in own else -1


def _with_heads(columns: list[Column]) -> list[Column]:
    """The columns; where names stand beside nothing that says whose, they are the heads'."""
    fields = {each.field for each in columns}
    if "person" not in fields or fields & {"head", "relation"}:
        return columns
    first = min((each for each in columns if each.field == "person"), key=_place)
    return [each._replace(field="head") if each is first else each for each in columns]


_HOUSES: Final = frozenset(
    plain(word)
    for word in [
        "房号",
        "室号",
        "房间号",
        "室",
        "门牌号",
        "门牌",
        "门牌号码",
        "flat",
        "flat_no",
        "unit",
        "unit_no",
        "house_no",
        "house_number",
        "house",
        "door_no",
    ]
)
"""Columns that are all of an address in one street, and its last part where buildings stand beside them."""


def _in_one_house(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns; where buildings have some, a flat is one more part of the address, in its order."""
    has_buildings = any(each.field == "building" for each in columns)
    for each in columns:
        is_part = each.field in ("address", "unit") and plain(each.heading) in _HOUSES
        yield each._replace(field="building") if has_buildings and is_part else each


def _in_parts(keys: list[str], told: Mapping[str, Sequence[str]]) -> bool:
    """Whether names stand in two columns: a surname alone, or a given name, is no name."""
    return all(
        field in told or any(key in ALIASES["households"][field] for key in keys) for field in NAME
    )


def _beside(texts: list[str], kind: Holds, columns: Sequence[Column]) -> Iterator[Column]:
    """The columns of words that are one field with another column: each is kept as a line beside it."""
    if "besides" not in ALIASES[kind]:
        return
    used = {column.at for column in columns}
    words = [ALIASES[kind][column.field] for column in columns if column.field in OF_WORDS]
    for at, text in enumerate(texts):
        key = meant(text, kind)
        held = at not in used and any(key in aliases for aliases in words)
        if held and not is_withheld(text, of_people=kind in OF_PEOPLE):
            yield Column("besides", at, text)


def _place(column: Column) -> int:
    return column.at
