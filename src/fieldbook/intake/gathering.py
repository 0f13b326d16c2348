"""Rosters with a row for every person: which rows are one household, and which of them is its head's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fieldbook.domain import folding
from fieldbook.domain.entries import Oddity
from fieldbook.intake.row import Row
from fieldbook.intake.traditional import simplified
from fieldbook.patterns import pattern

_IS_HEAD: Final = frozenset(
    [
        "户主",
        "本人",
        "户主本人",
        "本人户主",
        "本户户主",
        "02",
        "01",
        "是",
        "√",
        "✓",
        "户长",
        "家长",
        "head",
        "hoh",
        "hh",
        "hhh",
        "hhhead",
        "headofhousehold",
        "headofhh",
        "headoffamily",
        "headofthefamily",
        "headofthehousehold",
        "householdhead",
        "familyhead",
        "self",
        "selfhead",
        "headself",
        "householder",
        "yes",
        "y",
        "true",
    ]
)
"""What stands under 与户主关系 (or 是否户主) in the head's own row; 01 and 02 are GB/T 4761's."""

_DOOR: Final = pattern(r"(?:no\.?|#)?[a-z]?\d{1,4}(?:[-/]\d{1,4})?[a-z]?[号號]?")
"""What a house number is and no more; where households have no number of their own it is theirs."""


class _Household:
    """One household while its rows are gathered."""

    def __init__(self) -> None:
        self.head: Row | None = None
        self.rows: list[Row] = []
        self.where = ("", "", "")
        self.code = ""
        self.named = ""
        """The head's name, where any row gives it."""
        self.door = ""

    def add(self, row: Row, where: tuple[str, str, str]) -> None:
        """Take a row in, and what it says of the household."""
        self.rows.append(row)
        self.where = where
        self.code = self.code or folding.solid(row.peek("code"))
        self.door = self.door or folding.solid(row.peek("address"))
        if row.peek("person"):  # without a column of persons the heads' column names everybody
            self.named = self.named or folding.key(row.peek("head"))


def gathered(
    rows: Iterable[Row], fields: frozenset[str]
) -> tuple[list[tuple[Row, list[Row]]], list[Oddity]]:
    """The heads' rows with the rows of their household; rows of no household are odd."""
    rows = list(rows)
    begun = sum(row.begins for row in rows)
    gathering = _Gathering(heads_named=fields >= {"head", "person"}, numbered=0 < begun < len(rows))
    for row in rows:
        gathering.add(row)
    return _told(gathering.households)


class _Gathering:
    """The households so far. A row without a name of its household's belongs to the one above."""

    def __init__(self, *, heads_named: bool, numbered: bool) -> None:
        self._numbered = numbered
        """Whether running numbers count the households, not everybody."""
        self._heads_named = heads_named
        """Whether heads have a column beside everybody's: who is not named there is none."""
        self.households: list[_Household] = []
        self._by_name: dict[tuple[str, ...], _Household] = {}
        self._current: _Household | None = None

    def add(self, row: Row) -> None:
        """Put a row into its household."""
        where = self._where(row)
        name = _name(row, where, heads_named=self._heads_named)
        place = self._place_of(row, name)
        has_head = place is not None and place.head is not None
        if _is_head(row, member=self._heads_named or (bool(name) and has_head)):
            # The head may stand below others of his household, who wait for him there.
            if place is None or has_head:
                place = _Household()
            place.head = row
        place = place or _Household()
        if not place.rows:
            self.households.append(place)
        place.add(row, where)
        self._current = place
        if name:
            self._by_name[name] = place

    def _where(self, row: Row) -> tuple[str, str, str]:
        """The village, the group, the building; where they stand in a household's first row only, those."""
        above = self._current.where if self._current else ("", "", "")
        brigade, group = folding.key(row.peek("brigade")), folding.group(row.peek("group"))
        building = folding.key("|".join(row.peek_each("building")))
        return (brigade or above[0], group or above[1], building or above[2])

    def _place_of(self, row: Row, name: tuple[str, ...]) -> _Household | None:
        if self._numbered and row.begins:
            return self._by_name.get(name) if row.peek("code") else None
        if not name:
            return self._current
        return self._by_name.get(name) or self._continued(row)

    def _continued(self, row: Row) -> _Household | None:
        """The household above, where its number stands in its first row and its head is named here.

        A member at its door whose relation says that he is not the head is of it too.
        """
        above = self._current
        if above is None or not above.code or row.peek("code"):
            return None
        door = folding.solid(row.peek("address"))
        if door and door == above.door and row.peek("relation") and not _is_head(row, member=True):
            return above
        named = folding.key(row.peek("head"))
        return above if above.named == named or not (above.named or above.head) else None


def _name(row: Row, where: tuple[str, str, str], *, heads_named: bool) -> tuple[str, ...]:
    """What a row calls its household, by number, by head or by its door; empty where it only stands below one."""
    if code := folding.solid(row.peek("code")):
        return (*where, "code", code)
    head = folding.key(row.peek("head"))
    if head and heads_named:
        return (*where, "head", head)
    door = folding.solid(row.peek("address"))
    return (*where, "door", door) if _DOOR.fullmatch(door) else ()


def _told(
    households: list[_Household],
) -> tuple[list[tuple[Row, list[Row]]], list[Oddity]]:
    found: list[tuple[Row, list[Row]]] = []
    oddities: list[Oddity] = []
    for household in households:
        if household.head or household.named or not any(r.peek("relation") for r in household.rows):
            # The head may have no row of his own; the members' rows name him. Where nothing says who
            # is whose, the first is better taken for the head than lost.
            found.append((household.head or household.rows[0], household.rows))
            continue
        for row in household.rows:
            row.odd("head", "no_head", row.peek("person") or row.peek("head"), left_out=True)
            oddities += row.oddities
    return found, oddities


def _is_head(row: Row, *, member: bool) -> bool:
    """Whether this row is the head's own. Where no relation is given, the names decide."""
    relation = simplified(folding.folded(row.peek("relation")))
    relation = "".join(sign for sign in relation if sign.isalnum() or sign in "√✓")
    if relation:
        return relation in _IS_HEAD
    person, head = folding.solid(row.peek("person")), folding.solid(row.peek("head"))
    if person and head:
        return person == head
    # Nothing says what this row is: else it is better taken for a household than lost.
    return not member
