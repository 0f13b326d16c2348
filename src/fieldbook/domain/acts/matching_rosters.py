"""Which household of the book a roster's row is."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from fieldbook.domain import folding
from fieldbook.domain.acts.matching import AS_IT_IS, Match, entry_digest, groups_meant, levels
from fieldbook.domain.entries import Oddity, RosterEntry
from fieldbook.domain.given_first import given_first
from fieldbook.domain.records import Household
from fieldbook.domain.seal import Seal
from fieldbook.domain.shelf import Shelf


def match_roster(shelf: Shelf, entries: Sequence[RosterEntry], seal: Seal) -> list[Match]:
    """Recognise households: the row that came before, else by number, else by what names them.

    Within its group a number counts; without one the head, and address or phone where both give them.
    Every household of the book is one row's at most. A row that fits more than one is ``unclear``.
    """
    return _Roster(shelf, entries, seal).matches()


class _Roster:
    """The rows of one roster, and the households that are not any row's yet."""

    def __init__(self, shelf: Shelf, entries: Sequence[RosterEntry], seal: Seal) -> None:
        self._known = _Households(shelf, seal)
        self._entries = entries
        self._texts = [entry_digest(each) for each in entries]
        self._found: dict[int, Match] = {}
        self._taken: dict[str, int] = {}
        """Household id → the row that is it."""

    def matches(self) -> list[Match]:
        """What every row means, in their order."""
        self._set_repeated_apart()
        self._each_of(self._very_rows)
        self._each_of(self._numbered)
        self._each_of(self._unchanged)
        self._by_what_names_them(self._known.named)
        self._by_what_names_them(self._known.without_accents)
        return [
            self._found.get(at) or Match(entry, "new") for at, entry in enumerate(self._entries)
        ]

    def _open(self) -> Iterator[int]:
        """The rows nothing is known of yet."""
        return (at for at in range(len(self._entries)) if at not in self._found)

    def _set_repeated_apart(self) -> None:
        """Rows for a household that an earlier row of the file is for."""
        earlier = _EarlierRows()
        for at, entry in enumerate(self._entries):
            before = earlier.same_household(entry)
            if before is not None:
                same = self._texts[before] == self._texts[at]
                self._found[at] = Match(entry, "same" if same else "clash")
            earlier.remember(entry, at)

    def _each_of(self, fitting: Callable[[int], Sequence[Household]]) -> None:
        """Give every open row the one household that fits it; more than one is unclear."""
        for at in list(self._open()):
            fits = fitting(at)
            free = [each for each in fits if each.id not in self._taken]
            if len(free) == 1:
                self._is(at, free[0])
            elif free:
                self._found[at] = Match(self._entries[at], "unclear", fits=tuple(free))
            elif fits:
                same = self._texts[self._taken[fits[0].id]] == self._texts[at]
                self._found[at] = Match(self._entries[at], "same" if same else "clash")

    def _is(self, at: int, household: Household) -> None:
        self._taken[household.id] = at
        entry = self._entries[at]
        fields: tuple[str, ...] = ()
        if not self._known.said(household, self._texts[at]):
            fields = changed_by(self._known.shelf, household, entry)
        self._found[at] = Match(entry, "changed" if fields else "same", household, fields)

    def _very_rows(self, at: int) -> Sequence[Household]:
        """The household this very row was taken in as; of several such, the first that is free."""
        found = self._known.of_row(self._entries[at], self._texts[at])
        return [each for each in found if each.id not in self._taken][:1]

    def _numbered(self, at: int) -> Sequence[Household]:
        return self._known.of_number(self._entries[at])

    def _unchanged(self, at: int) -> Sequence[Household]:
        """A household named like this of which the row says nothing new; the first that is free."""
        entry, shelf = self._entries[at], self._known.shelf
        free = (each for each in self._known.named(entry) if each.id not in self._taken)
        return [each for each in free if not changed_by(shelf, each, entry)][:1]

    def _by_what_names_them(self, named: Callable[[RosterEntry], Sequence[Household]]) -> None:
        """Give rows and households to each other as long as a row and a household fit only each other."""
        while True:
            fits = {at: self._free(named(self._entries[at])) for at in self._open()}
            wanted = Counter(each.id for found in fits.values() for each in found)
            sure = [
                (at, found[0])
                for at, found in fits.items()
                if len(found) == 1 and wanted[found[0].id] == 1
            ]
            for at, household in sure:
                self._is(at, household)
            if not sure:
                break
        for at, found in fits.items():
            if found:
                self._found[at] = Match(self._entries[at], "unclear", fits=tuple(found))

    def _free(self, households: Iterable[Household]) -> list[Household]:
        return [each for each in households if each.id not in self._taken]


class _EarlierRows:
    """The rows of one roster that were read before, by what makes a household the same."""

    def __init__(self) -> None:
        self._by_code: dict[tuple[str, ...], int] = {}
        self._by_place: dict[tuple[str, ...], tuple[str, int]] = {}

    def same_household(self, entry: RosterEntry) -> int | None:
        """Which earlier row is for the same household."""
        code = folding.solid(entry.code)
        if code and (found := self._by_code.get((*_where(entry), code))) is not None:
            return found
        before, at = self._by_place.get(_place(entry), ("", -1)) if entry.address else ("", -1)
        return None if at < 0 or (before and code and before != code) else at

    def remember(self, entry: RosterEntry, at: int) -> None:
        """This row is an earlier one for those that follow."""
        code = folding.solid(entry.code)
        if code:
            self._by_code.setdefault((*_where(entry), code), at)
        if entry.address:
            self._by_place.setdefault(_place(entry), (code, at))


def _where(entry: RosterEntry) -> tuple[str, str]:
    return folding.key(entry.unit), folding.group(entry.group)


def _place(entry: RosterEntry) -> tuple[str, ...]:
    """Who lives where: two brigades may each have one of this name at such a house."""
    return (*_where(entry), folding.key(entry.head), folding.solid(entry.address))


class _Households:
    """The book's households by what a roster may know of them."""

    def __init__(self, shelf: Shelf, seal: Seal) -> None:
        self.shelf = shelf
        self._seal = seal
        self._by_row: dict[str, list[Household]] = defaultdict(list)
        self._by_code: dict[str, list[Household]] = defaultdict(list)
        self._by_head: dict[str, list[Household]] = defaultdict(list)
        for each in shelf.every(Household):
            if each.source is not None:
                for digest in {each.source.digest, each.source.line} - {""}:
                    self._by_row[digest].append(each)
            if each.code:
                self._by_code[folding.without_zeros(each.code)].append(each)
            self._by_head[folding.key(given_first(each.head))].append(each)

    def said(self, household: Household, text: str) -> bool:
        """Whether the household was taken in from a row that said just this."""
        return household.source is not None and self._seal.fits(household.source.digest, text)

    def of_row(self, entry: RosterEntry, text: str) -> Sequence[Household]:
        """The households a row that said this, or a line that read like this, was taken in as."""
        by_row, seal = self._by_row, self._seal
        found = by_row.get(seal.of(text), ()) or by_row.get(text, ())
        return [
            each
            for each in found or by_row.get(seal.of(entry.line), ())
            if not _two_places(self.shelf, each, entry)
        ]

    def of_number(self, entry: RosterEntry) -> Sequence[Household]:
        """The households of this number, in the row's group; one without its zeros comes last."""
        if not entry.code:
            return ()
        meant = [each.id for each in groups_meant(self.shelf, levels(entry.unit), entry.group)]
        alike = self._by_code.get(folding.without_zeros(entry.code), ())
        there = [each for each in alike if self._may_be_there(each, entry, meant)]
        exact = [each for each in there if _same(folding.solid, each.code, entry.code)]
        if not exact:
            return [each for each in there if _same(folding.key, each.head, entry.head)]
        same_head = [each for each in exact if _same(folding.key, each.head, entry.head)]
        return same_head or exact

    def _may_be_there(self, household: Household, entry: RosterEntry, meant: list[str]) -> bool:
        """Whether a household of the row's number can be of the row's group.

        A number counts within its group. Where one of the two names none, or several are meant, the
        heads have to agree too, or, where neither does, the house or the telephone.
        """
        if entry.group and household.group:
            return meant == [household.group]
        if _same(folding.key, household.head, entry.head):
            return True
        return not (entry.group or household.group) and bool(_agreeing([household], entry))

    def named(self, entry: RosterEntry) -> Sequence[Household]:
        """The households of the row's head that may be the row's."""
        meant = [each.id for each in groups_meant(self.shelf, levels(entry.unit), entry.group)]
        alike = self._by_head.get(folding.key(entry.head), ())
        there = [each for each in alike if self._is_named(each, entry, meant)]
        # Where some share what the row says of its place, the others are somebody else's.
        return _agreeing(there, entry) or there

    def without_accents(self, entry: RosterEntry) -> Sequence[Household]:
        """The households of the row's head, where one of the two is written without its accents.

        So are many names by keyboards that have none; its place has to agree then.
        """
        plain = folding.unaccented(entry.head)
        own = folding.key(entry.head)
        alike = [
            each
            for each in self._by_plain_head.get(plain, ())
            if own == plain or folding.key(each.head) == plain
        ]
        meant = [each.id for each in groups_meant(self.shelf, levels(entry.unit), entry.group)]
        there = [each for each in alike if self._is_named(each, entry, meant)]
        in_group = [each for each in there if meant == [each.group]]
        return _agreeing(there, entry) or in_group

    @functools.cached_property
    def _by_plain_head(self) -> Mapping[str, Sequence[Household]]:
        """The households by their heads' names without accents, but for those that have no letters."""
        found: dict[str, list[Household]] = defaultdict(list)
        for head, households in self._by_head.items():
            if any(sign < "\u0250" and sign.isalpha() for sign in head):
                found[folding.unaccented(head)] += households
        return found

    def _is_named(self, household: Household, entry: RosterEntry, meant: list[str]) -> bool:
        """Not with another number, nor in another group, unless the address tells that it moved there."""
        if _both(folding.without_zeros, household.code, entry.code) is False:
            return False
        lives = _both(folding.solid, household.address, entry.address)
        calls = _both(_digits, household.phone, entry.phone)
        if lives is False and calls is not True:
            return False
        if not (entry.group and household.group) or meant == [household.group]:
            return True
        group = self.shelf.group_of(household)
        of_that_name = group is not None and folding.group(group.name) == folding.group(entry.group)
        # The row may name a unit where the household's group, of that name, has none yet.
        unit_unknown = bool(entry.unit) and group is not None and not group.unit
        return lives is True and (not of_that_name or unit_unknown)


def _two_places(shelf: Shelf, household: Household, entry: RosterEntry) -> bool:
    """Whether the row names a unit that the household's group is not of: lines may be alike there."""
    group = shelf.group_of(household)
    if group is None or not entry.unit or not group.unit:
        return False
    return group not in groups_meant(shelf, levels(entry.unit), entry.group or group.name)


def _agreeing(households: Iterable[Household], entry: RosterEntry) -> list[Household]:
    return [
        each
        for each in households
        if _both(folding.solid, each.address, entry.address)
        or _both(_digits, each.phone, entry.phone)
    ]


def _same(fold: Callable[[str], str], one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _both(fold: Callable[[str], str], one: str, other: str) -> bool | None:
    """Whether both say the same; ``None`` where one of them says nothing."""
    return _same(fold, one, other) if one and other else None


def _digits(phone: str) -> str:
    """A phone's own digits; a zero in front and the country's code make no other phone of it."""
    digits = re.sub(r"\D", "", folding.solid(phone))
    return re.sub(r"^(?:0086|86)(?=1\d{10}$)|^0+", "", digits) or folding.solid(phone)


_COMPARED: Final[Mapping[str, Callable[[str], str]]] = {
    "head": folding.key,
    "address": folding.solid,
    "note": folding.key,
}
"""How texts are compared that may be written in several ways; numbers see :func:`_says_more`."""


def changed_by(shelf: Shelf, household: Household, entry: RosterEntry) -> tuple[str, ...]:
    """The fields the row gives and the household has otherwise; how they are written is no change."""
    fields = [name for name in AS_IT_IS if _differs(name, getattr(household, name), entry)]
    group = shelf.group_of(household)
    alike = group is not None and folding.group(group.name) in _groups_of(entry.group)
    meant = () if alike else groups_meant(shelf, levels(entry.unit), entry.group)
    if entry.group and not alike and group not in meant and len(meant) < 2:
        fields.append("group")
    if entry.contact and not _same(
        folding.key, shelf.member_name(household.contact), entry.contact
    ):
        fields.append("contact")
    if is_visited_since(shelf, household, entry):
        fields.append("visited_on")
    return tuple(fields)


def is_visited_since(shelf: Shelf, household: Household, entry: RosterEntry) -> bool:
    """Whether the row's last visit lies after every visit to the household that the book has."""
    last = shelf.last_visit(household)
    return entry.visited_on is not None and (last is None or last.visited_on < entry.visited_on)


def _groups_of(name: str) -> set[str]:
    return {key for keys in folding.groups_alike(name) for key in keys}


def _differs(field: str, has: object, entry: RosterEntry) -> bool:
    gives = getattr(entry, field)
    if gives in ("", None, ()) or gives == has:
        return False
    if field in ("code", "phone"):
        return not has or _says_more(field, str(has), gives)
    fold = _COMPARED.get(field)
    return fold is None or not has or not _same(fold, str(has), gives)


def _says_more(field: str, has: str, gives: str) -> bool:
    """Whether a number is another; one that only lost its zeros is none, one that has them again is."""
    if field == "phone":
        return not _same(_digits, has, gives) or (gives[0] == "0" != has[0] and has in gives)
    if not _same(folding.without_zeros, has, gives):
        return True
    return len(folding.solid(gives)) > len(folding.solid(has))


def unclear_groups(shelf: Shelf, matches: Iterable[Match]) -> tuple[Oddity, ...]:
    """The rows whose group can be any of several, for households that have none yet."""
    return tuple(
        Oddity(each.entry.row, "group", "several_groups", each.entry.group)
        for each in matches
        if isinstance(each.entry, RosterEntry)
        and (each.verdict == "new" or _waits(shelf, each.record))
        and len(groups_meant(shelf, levels(each.entry.unit), each.entry.group)) > 1
    )


def groups_as_units(shelf: Shelf, matches: Iterable[Match]) -> Iterator[Oddity]:
    """What a file has for a unit, and the book for a work group, where no row names a group, once each."""
    entries = [each.entry for each in matches if isinstance(each.entry, RosterEntry)]
    if any(each.group for each in entries):
        return
    for unit in dict.fromkeys(each.unit for each in entries if each.unit):
        name = levels(unit)[-1]
        if shelf.groups_named(name):
            yield Oddity(0, "unit", "names_group", name)


def same_addresses(shelf: Shelf, matches: Sequence[Match]) -> Iterator[Oddity]:
    """The new rows that may be a household's whose head has changed.

    At the row's address, in its group, the book has one household and the file has no row for it,
    nor another new one: an address that many share, such as a village, tells nothing.
    """
    homes: dict[tuple[str, str], list[Household]] = defaultdict(list)
    for home in shelf.every(Household):
        homes[home.group, folding.solid(home.address)].append(home)
    taken = {each.record.id for each in matches if each.record is not None}
    new: dict[tuple[str, str], list[RosterEntry]] = defaultdict(list)
    for each in matches:
        entry = each.entry
        if isinstance(entry, RosterEntry) and each.verdict == "new" and entry.address:
            meant = groups_meant(shelf, levels(entry.unit), entry.group) if entry.group else ()
            for group in meant if len(meant) == 1 else ():
                new[group.id, folding.solid(entry.address)].append(entry)
    for place, entries in new.items():
        there = homes.get(place, ())
        if len(entries) == len(there) == 1 and there[0].id not in taken:
            yield Oddity(entries[0].row, "address", "same_address", there[0].head)


def _waits(shelf: Shelf, record: object) -> bool:
    """Whether this is a household that has no group yet."""
    return isinstance(record, Household) and shelf.group_of(record) is None
