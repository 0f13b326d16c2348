"""Rows of a roster as households: one a row, or many rows a household."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from fieldbook.domain.entries import Oddity, RosterEntry
from fieldbook.intake.rows import Row

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
        "head",
        "self",
        "householder",
        "yes",
        "y",
        "true",
    ]
)
"""What stands under 与户主关系 (or 是否户主) in the head's own row; 01 and 02 are GB/T 4761's."""


def entries(rows: Iterable[Row], fields: frozenset[str]) -> tuple[list[RosterEntry], list[Oddity]]:
    """The households of a roster, and what was odd in its rows."""
    if fields & {"relation", "person"}:
        households, oddities = _gathered(rows)
    else:
        households, oddities = [(row, []) for row in rows], []
    found: list[RosterEntry] = []
    known = _Known()
    for row, others in households:
        entry = _entry(row, others)
        if not row.left_out and (reason := known.meets(entry)):
            row.odd("code" if reason == "code_twice" else "", reason, _shown(entry), left_out=True)
        if not row.left_out:
            found.append(entry)
        oddities += row.oddities
        if row.left_out:
            # Who belongs to a household that is left out is left out with it, and for its reason.
            oddities += [why._replace(row=other) for why in row.oddities for other in entry.also]
    return found, sorted(oddities)


class _Known:
    """The households met so far, by code within the group, else by head and address."""

    def __init__(self) -> None:
        self._coded: dict[tuple[str, str, str], RosterEntry] = {}
        self._placed: set[tuple[str, str, str, str]] = set()

    def meets(self, entry: RosterEntry) -> str:
        """Why this household was met already, or an empty text. A blank address never matches."""
        if entry.code:
            first = self._coded.setdefault((entry.unit, entry.group, entry.code), entry)
            if first is entry:
                return ""
            return "repeated" if first.head == entry.head else "code_twice"
        if not entry.address:
            return ""
        key = (entry.unit, entry.group, entry.head, entry.address)
        if key in self._placed:
            return "repeated"
        self._placed.add(key)
        return ""


def _shown(entry: RosterEntry) -> str:
    return " ".join(text for text in (entry.code, entry.head) if text)


def _entry(row: Row, household: Sequence[Row]) -> RosterEntry:
    """The entry of a head's row; where a roster has a row a person, of all rows of the household."""
    head = row.name("head") or (row.name("person") if household else "")
    if not head:
        row.require("head")
    people = row.count("people")
    return RosterEntry(
        row=row.number,
        also=tuple(each.number for each in household if each is not row),
        head=head,
        code=row.code("code"),
        people=(len(household) or None) if people is None else people,
        address=row.text("address"),
        phone=row.code("phone"),
        group=row.text("group"),
        unit=unit_above(row),
        contact=row.name("contact"),
        visit_every_days=row.count("visit_every_days") or None,
        note=row.long("note"),
        tags=row.several("tags"),
    )


def unit_above(row: Row) -> str:
    """The levels above the group, outermost first."""
    above = [row.text("unit").replace("／", "/"), row.text("commune"), row.text("brigade")]
    return "/".join(dict.fromkeys(level for level in above if level))


class _Household:
    """One household while its rows are gathered."""

    def __init__(self) -> None:
        self.head: Row | None = None
        self.rows: list[Row] = []


def _gathered(rows: Iterable[Row]) -> tuple[list[tuple[Row, list[Row]]], list[Oddity]]:
    """The heads' rows with the rows of their household; rows of no household are odd."""
    households: list[_Household] = []
    named: dict[tuple[str, ...], _Household] = {}
    current = _Household()
    for row in rows:
        key = _name(row)
        place = named.get(key) if key else current
        if _is_head(row, member=bool(key and place and place.head)):
            # A head may stand below the members of his household: then it is there, without a head.
            if place is None or place.head is not None or not key:
                place = _Household()
            place.head = row
        place = place or _Household()
        if not place.rows:
            households.append(place)
        place.rows.append(row)
        current = place
        if key:
            named[key] = place
    return _told(households)


def _name(row: Row) -> tuple[str, ...]:
    """What a row calls its household, by number or by head; empty where it only stands below one."""
    where = (row.peek("brigade"), row.peek("group"))
    if code := row.peek("code"):
        return (*where, "code", code)
    head = row.peek("head")
    return (*where, "head", head) if head and row.peek("person") else ()


def _told(
    households: list[_Household],
) -> tuple[list[tuple[Row, list[Row]]], list[Oddity]]:
    found: list[tuple[Row, list[Row]]] = []
    oddities: list[Oddity] = []
    for household in households:
        first = household.rows[0]
        if household.head or (first.peek("head") and first.peek("person")):
            # The head may have no row of his own; every member's row names him.
            found.append((household.head or first, household.rows))
            continue
        for row in household.rows:
            row.odd("head", "no_head", row.peek("person") or row.peek("head"), left_out=True)
            oddities += row.oddities
    return found, oddities


def _is_head(row: Row, *, member: bool) -> bool:
    """Whether this row is the head's own. Where no relation is given, the names decide."""
    relation = unicodedata.normalize("NFKC", row.peek("relation")).casefold()
    relation = "".join(sign for sign in relation if sign.isalnum() or sign in "√✓")
    if relation:
        return relation in _IS_HEAD
    person, head = row.peek("person"), row.peek("head")
    if person and head:
        return "".join(person.split()) == "".join(head.split())
    # Nothing says what this row is: in a household that has its head it is a member; else it is
    # better taken for a household than lost.
    return not member
