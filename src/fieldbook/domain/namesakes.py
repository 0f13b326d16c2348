"""What tells a household, a group or a member apart from another of the same name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from fieldbook.domain.changes import Change
from fieldbook.domain.folding import in_unit
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import BY_KIND, Group, Household, Member, Person, Record
from fieldbook.domain.shelf import Shelf

Apart = tuple[str, ...]
"""What tells: ``place`` (group, number), ``address``, ``phone``, ``unit``, ``contact_group`` or
``seq``; then its words. Empty where nobody else has the name."""
ALONE: Final[Apart] = ()


def apart(shelf: Shelf, record: Record) -> Apart:
    """What tells a record apart from those of the same name, where there are any."""
    if type(record) not in _FACTS:
        return ALONE
    name, kinds, facts = _FACTS[type(record)]
    kind = kinds[0]

    def found() -> Mapping[str, Apart]:
        gone = () if record.removed_at is None else shelf.trash()
        every = (*shelf.every(kind), *(each for each in gone if type(each) is kind))
        return _all(shelf, every, name, facts)

    # Who is removed is told apart from those that are there, and who is there not from the removed.
    which = "removed" if record.removed_at else "living"
    told = shelf.remember(f"namesakes_of_{which}_{record.table}", kinds, found)
    return told.get(record.id, ALONE)


def name_apart(shelf: Shelf, record: Record) -> str:
    """The name of a record, and where others have it too what tells it apart, in the book's own words."""
    return " ".join(filter(None, (name_of(record), *apart(shelf, record)[1:])))


def apart_of(shelf: Shelf, whom: Person) -> Apart:
    """What tells apart whom somebody named by a record means; nothing where the book has no such one."""
    record_type = BY_KIND.get(whom.role) if whom.id else None
    found = shelf.living(record_type, whom.id) if record_type else None
    return apart(shelf, found) if found else ALONE


def placed(shelf: Shelf, group: Group | None) -> str:
    """The name of a group as where something is: its unit goes before it where others have the name.

    Its number goes behind it where they have the unit, too.
    """
    if group is None:
        return ""
    told = apart(shelf, group)
    if told[:1] == ("unit",):
        return in_unit(told[1], name_of(group))
    return " ".join((name_of(group), *told[1:]))


def has_namesake(shelf: Shelf, change: Change) -> bool:
    """Whether a changed household has, or had, the name of another: then that one is told otherwise."""
    names = {each.head for each in change if isinstance(each, Household)}

    def by_head() -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for each in shelf.every(Household):
            found[each.head].add(each.id)
        return found

    heads = shelf.remember("households_by_head", (Household,), by_head)
    return any(heads.get(name, set()) - {change.after.id} for name in names)


def _all(shelf: Shelf, every: Iterable[Record], name: str, facts: _Facts) -> Mapping[str, Apart]:
    """By id, what tells each record that shares its name: of all its facts the first only it has."""
    by_name: dict[str, list[Record]] = defaultdict(list)
    for each in every:
        by_name[getattr(each, name)].append(each)
    found: dict[str, Apart] = {}
    for same in by_name.values():
        if len(same) > 1:
            told = {each.id: list(facts(shelf, each)) for each in same}
            often = Counter(fact for those in told.values() for fact in those)
            for one, those in told.items():
                found[one] = next((fact for fact in those if often[fact] == 1), those[-1])
    return found


def _of_household(shelf: Shelf, household: Household) -> Iterator[Apart]:
    group = shelf.group_of(household)
    if group or household.code:
        yield "place", placed(shelf, group), household.code
    if household.address:
        yield "address", household.address
    if household.phone:
        yield "phone", household.phone
    yield "seq", f"#{household.seq}"


def _of_group(shelf: Shelf, group: Group) -> Iterator[Apart]:
    del shelf
    if group.unit:
        yield "unit", group.unit[-1]
    if group.unit[1:]:
        yield "unit", "/".join(group.unit)
    yield "seq", f"#{group.seq}"


def _of_member(shelf: Shelf, member: Member) -> Iterator[Apart]:
    del shelf
    if member.contact_group:
        yield "contact_group", member.contact_group
    yield "seq", f"#{member.seq}"


_Facts = Callable[[Shelf, Any], Iterator[Apart]]
_FACTS: Final[Mapping[type[Record], tuple[str, tuple[type[Record], ...], _Facts]]] = {
    Household: ("head", (Household, Group), _of_household),
    Group: ("name", (Group,), _of_group),
    Member: ("name", (Member,), _of_member),
}
"""Kind → the field of its name, the kinds that its facts are read from, and these."""
