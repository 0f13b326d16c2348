"""Matching what a file brings with what the book has, so that the same file adds nothing twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec

from fieldbook.domain.entries import Entry, LedgerEntry, Oddity, RosterEntry
from fieldbook.domain.records import Group, Household, Issue, Source, Visit
from fieldbook.domain.shelf import Shelf

Verdict = Literal["new", "same", "changed", "clash"]


class Match(NamedTuple):
    """What one row means for the book."""

    entry: Entry
    verdict: Verdict
    """``clash``: the same identity as an earlier row of the file, with other words."""
    record: Household | Issue | Visit | Group | None = None
    """What it was recognised as."""
    fields: tuple[str, ...] = ()
    """What the row would change."""
    reason: str = "clash"
    """Why a clash is one: a code of ``fieldbook.sentences.REASONS``."""


def digest_of(*texts: str) -> str:
    """SHA-256 over texts, hexadecimal; two lists of texts agree only when each text does."""
    return hashlib.sha256("\x1f".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def entry_digest(entry: RosterEntry | LedgerEntry) -> str:
    """What the row says, apart from where it stands in its sheet."""
    if isinstance(entry, LedgerEntry):
        return entry.digest or digest_of(entry.title, entry.detail)
    fields = msgspec.structs.asdict(entry)
    return digest_of(*(str(fields[name]) for name in sorted(fields) if name not in _NO_IDENTITY))


def reply_digest(entry: LedgerEntry) -> str:
    """What the reply says, and when it was given; empty without a reply."""
    return digest_of(entry.reply, entry.replied_text) if entry.reply else ""


def measure_digest(entry: LedgerEntry) -> str:
    """What is done about it; empty where the row does not say."""
    said = (entry.measure, entry.handling)
    return digest_of(*said) if any(said) else ""


def status_digest(entry: LedgerEntry) -> str:
    """How far it is, and since when; empty where the row does not say."""
    said = (*(text for _, text in entry.status), entry.closed_text)
    return digest_of(*said) if any(said) else ""


_NO_IDENTITY = frozenset({"row"})


def match_ledger(shelf: Shelf, file: str, entries: Iterable[LedgerEntry]) -> list[Match]:
    """Recognise a ledger's rows by file name, the ledger's own number, and a digest of the text.

    With a number: the same number and text is the same row, also from a renamed file; the same
    number in the same file with another text is a changed row. Without: file and text decide.
    """
    known = _Issues(shelf)
    seen: dict[str, str] = {}
    matches = []
    for entry in entries:
        text = entry_digest(entry)
        if entry.code and entry.code in seen:
            matches.append(Match(entry, "same" if seen[entry.code] == text else "clash"))
        else:
            seen[entry.code] = text
            matches.append(_match_entry(file, entry, known))
    return matches


class _Issues:
    """The book's imported issues by what a ledger may know of them."""

    def __init__(self, shelf: Shelf) -> None:
        self.by_code: dict[tuple[str, str], Issue] = {}
        self._by_text: dict[tuple[str, str], list[Issue]] = {}
        self._given: set[str] = set()
        for issue in shelf.every(Issue):
            if source := issue.source:
                key = _text_key(source.file, source.code, source.digest)
                self._by_text.setdefault(key, []).append(issue)
                if source.code:
                    self.by_code[source.file, source.code] = issue

    def saying(self, key: tuple[str, str]) -> Issue | None:
        """The issue of this text. Without a number, two rows of one text are two issues."""
        for issue in self._by_text.get(key, ()):
            if key[0].startswith("#") or issue.id not in self._given:
                self._given.add(issue.id)
                return issue
        return None


def _text_key(file: str, code: str, digest: str) -> tuple[str, str]:
    return (f"#{code}" if code else f"/{file}", digest)


def _match_entry(file: str, entry: LedgerEntry, known: _Issues) -> Match:
    issue = known.saying(_text_key(file, entry.code, entry_digest(entry)))
    fields: tuple[str, ...] = ()
    if issue is None and entry.code:
        issue = known.by_code.get((file, entry.code))
        fields = ("title", "detail")
    if issue is None:
        return Match(entry, "new")
    source = issue.source or Source()
    if reply_digest(entry) != source.reply_digest and entry.reply:
        fields += ("reply",)
    if measure_digest(entry) not in ("", source.measure_digest):
        fields += ("measure",)
    if status_digest(entry) not in ("", source.status_digest):
        fields += ("status",)
    if entry.found_text != source.found_text and entry.found_on:
        fields += ("found_on",)
    return Match(entry, "changed" if fields else "same", issue, fields)


def match_roster(shelf: Shelf, entries: Sequence[RosterEntry]) -> list[Match]:
    """Recognise households by code within the group, else by head and address.

    A blank address never matches, and two codes that differ are two households.
    """
    known = _Households(shelf)
    earlier = _EarlierRows()
    matches = []
    for entry in entries:
        text = entry_digest(entry)
        before = earlier.same_household(entry)
        match = _match_household(entry, known, text) if before is None else None
        if match is not None and match.record is not None:
            # Two rows for one household of the book: the first is it.
            before = earlier.taken.setdefault(match.record.id, text)
            before = None if before == text else before
        if match is None or before is not None:
            match = Match(entry, "same" if before == text else "clash")
        earlier.remember(entry, text)
        matches.append(match)
    return matches


class _EarlierRows:
    """The rows of one roster that were read before, by what makes a household the same."""

    def __init__(self) -> None:
        self.taken: dict[str, str] = {}
        """Household id → what the row said that was recognised as it."""
        self._by_code: dict[tuple[str, ...], str] = {}
        self._by_place: dict[tuple[str, ...], tuple[str, str]] = {}

    def same_household(self, entry: RosterEntry) -> str | None:
        """What an earlier row of the same household said."""
        if entry.code and (found := self._by_code.get((entry.unit, entry.group, entry.code))):
            return found
        code, found = self._by_place.get(_place(entry), ("", ""))
        two = code and entry.code and code != entry.code
        return found if found and not two else None

    def remember(self, entry: RosterEntry, text: str) -> None:
        """This row is an earlier one for those that follow."""
        if entry.code:
            self._by_code.setdefault((entry.unit, entry.group, entry.code), text)
        if entry.address:
            self._by_place.setdefault(_place(entry), (entry.code, text))


def _place(entry: RosterEntry) -> tuple[str, ...]:
    """Who lives where: two brigades may each have one of this name at such a house."""
    return (entry.unit, entry.group, entry.head, entry.address)


class _Households:
    """The book's households by what a roster may know of them."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.by_code: dict[tuple[str, str], Household] = {}
        self.by_place: dict[tuple[str, str], list[Household]] = {}
        self.by_text: dict[str, Household] = {}
        for each in shelf.every(Household):
            if each.source is not None:
                self.by_text[each.source.digest] = each
            if each.code:
                self.by_code[each.group, each.code] = each
            if each.address:
                self.by_place.setdefault((each.head, each.address), []).append(each)


def _match_household(entry: RosterEntry, known: _Households, text: str) -> Match:
    found = _recognised(entry, known, text)
    if found is None:
        return Match(entry, "new")
    if found.source is not None and found.source.digest == text:
        return Match(entry, "same", found)
    fields = changed_by(known.shelf, found, entry)
    return Match(entry, "changed" if fields else "same", found, fields)


def _recognised(entry: RosterEntry, known: _Households, text: str) -> Household | None:
    meant = groups_meant(known.shelf, unit_of(entry), entry.group)
    if len(meant) > 1 and (found := known.by_text.get(text)):
        return found  # the very row: its household was put into its group by hand since
    if entry.code and (meant or not entry.group):
        group = meant[0].id if len(meant) == 1 else ""
        found = known.by_code.get((group, entry.code))
        if found is not None and (len(meant) < 2 or found.head == entry.head):
            return found
    there = known.by_place.get((entry.head, entry.address), ()) if entry.address else ()
    return next((each for each in there if _may_be(known.shelf, each, entry, meant)), None)


def _may_be(shelf: Shelf, found: Household, entry: RosterEntry, meant: Sequence[Group]) -> bool:
    """Whether one of this head and address can be the row's.

    It is not with another number, nor in a group that only shares the name of the row's.
    """
    group = shelf.group_of(found)
    if found.code and entry.code and found.code != entry.code:
        return False
    if group is None or group.name != entry.group or (entry.unit and not group.unit):
        return True
    return [each.id for each in meant] == [group.id]


def changed_by(shelf: Shelf, household: Household, entry: RosterEntry) -> tuple[str, ...]:
    """The fields the row gives and the household has otherwise."""
    plain = ("head", "code", "people", "address", "phone", "visit_every_days", "note", "tags")
    fields = [
        name
        for name in plain
        if getattr(entry, name) not in ("", None, ())
        and getattr(entry, name) != getattr(household, name)
    ]
    group = shelf.group_of(household)
    other = entry.group and (group is None or group.name != entry.group)
    if other and len(groups_meant(shelf, unit_of(entry), entry.group)) < 2:
        fields.append("group")
    if entry.contact and shelf.member_name(household.contact) != entry.contact:
        fields.append("contact")
    return tuple(fields)


def unit_of(entry: RosterEntry) -> tuple[str, ...]:
    """The levels above the entry's group."""
    return levels(entry.unit)


def levels(unit: str) -> tuple[str, ...]:
    """The levels of a unit, outermost first."""
    return tuple(part.strip() for part in unit.split("/") if part.strip())


def groups_meant(shelf: Shelf, unit: tuple[str, ...], name: str) -> tuple[Group, ...]:
    """The groups a row may mean: of its unit where it gives one, else all of that name."""
    return shelf.groups_named(name, unit) if name else ()


def unclear_groups(shelf: Shelf, matches: Iterable[Match]) -> tuple[Oddity, ...]:
    """The rows whose group can be any of several, for households that have none yet."""
    return tuple(
        Oddity(each.entry.row, "group", "several_groups", each.entry.group)
        for each in matches
        if isinstance(each.entry, RosterEntry)
        and (each.verdict == "new" or _waits(shelf, each.record))
        and len(groups_meant(shelf, unit_of(each.entry), each.entry.group)) > 1
    )


def _waits(shelf: Shelf, record: object) -> bool:
    """Whether this is a household that has no group yet."""
    return isinstance(record, Household) and shelf.group_of(record) is None
