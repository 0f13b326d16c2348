"""Matching what a file brings with what the book has: what one row means, and by what it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, Final, Literal, NamedTuple

import msgspec

from fieldbook.domain import folding
from fieldbook.domain.entries import Entry, LedgerEntry, Oddity, RosterEntry
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Group, Household, Issue, Person, Visit
from fieldbook.domain.seal import digest_of
from fieldbook.domain.shelf import Shelf

Verdict = Literal["new", "same", "changed", "clash", "unclear"]


class Match(NamedTuple):
    """What one row means for the book."""

    entry: Entry
    verdict: Verdict
    """``clash``: the same identity as an earlier row of the file, with other words. ``unclear``: it
    fits more than one record; it is told, and nothing is taken in."""
    record: Household | Issue | Visit | Group | None = None
    """What it was recognised as."""
    fields: tuple[str, ...] = ()
    """What the row would change."""
    reason: str = "clash"
    """Why a clash is one: a code of ``fieldbook.sentences.REASONS``."""
    fits: tuple[Household | Issue, ...] = ()
    """What an unclear row can be."""


_OF_ROSTER: Final = (
    "address", "code", "contact", "group", "head", "note", "people", "phone", "tags", "unit",
    "visit_every_days",
)  # fmt: skip
"""What a roster says of a household. The digests in books depend on these names and this order."""
AS_IT_IS: Final = tuple(
    name for name in RosterEntry.__struct_fields__
    if name in Household.__struct_fields__ and name not in ("group", "contact")
)  # fmt: skip
"""What a household takes over from a roster as it stands; groups and contacts are found by their names."""
_COME_LATER: Final = (
    *(name for name in AS_IT_IS if name not in _OF_ROSTER),
    "visited_on",
    "visited_text",
)
"""They count only where a row gives them, so that the rows of before are known again."""


def entry_digest(entry: RosterEntry | LedgerEntry) -> str:
    """What the row says, apart from where it stands in its sheet."""
    if isinstance(entry, LedgerEntry):
        return entry.digest or digest_of(entry.title, entry.detail)
    given = (f"{name}={value}" for name in _COME_LATER if (value := getattr(entry, name)))
    return digest_of(*(str(getattr(entry, name)) for name in _OF_ROSTER), *given)


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


def said_digest(entry: LedgerEntry) -> str:
    """All that was read of a row, but for where it stands and what was not read of it."""
    later = [str(value) for value in _SAID_LATER(entry) if value]
    return digest_of(*map(str, _SAID(entry)), *later)


_LATER: Final = (
    "with_whom", "studied_text", "carried_by", "steps", "referred_text", "referred_to", "answer",
    "answered_text", "dropped",
)  # fmt: skip
"""Columns of which nothing was read once: rows taken in then are known again."""
_UNSAID: Final = {"row", "line", "digest", "studied_on", "referred_on", "answered_on", *_LATER}
_SAID: Final = attrgetter(*sorted({*LedgerEntry.__struct_fields__} - _UNSAID))
_SAID_LATER: Final = attrgetter(*_LATER)


def levels(unit: str) -> tuple[str, ...]:
    """The levels of a unit, outermost first."""
    return tuple(part.strip() for part in unit.split("/") if part.strip())


def groups_meant(shelf: Shelf, unit: tuple[str, ...], name: str) -> tuple[Group, ...]:
    """The groups a row may mean: of its unit where it gives one, else all of that name.

    石桥村一组 and 一组 are one in 石桥村, whichever of them a list has.
    """
    if not name or not unit:
        return shelf.groups_named(name, unit) if name else ()
    bare = folding.without_unit(unit[-1], name)
    names = (name, bare, folding.in_unit(unit[-1], bare))
    return next(filter(None, (shelf.groups_named(each, unit) for each in names)), ())


def without_ids(value: Any) -> Any:
    """A value without the ids that the book knows of its people."""
    if isinstance(value, tuple):
        return tuple(map(without_ids, value))
    return msgspec.structs.replace(value, id="") if isinstance(value, Person) else value


def unclear_rows(matches: Iterable[Match]) -> tuple[Oddity, ...]:
    """The rows that fit more than one record, each with those it fits."""
    return tuple(
        Oddity(each.entry.row, "", "unclear", _candidates(each), left_out=True)
        for each in matches
        if each.verdict == "unclear"
    )


def lost_zeros(matches: Iterable[Match]) -> tuple[Oddity, ...]:
    """The rows that were recognised though a spreadsheet took zeros away, or brought them back."""
    return tuple(
        Oddity(each.entry.row, field, "zeros" if field else "zeros_of_ledger", f"{gives} = {has}")
        for each in matches
        for field, gives, has in _numbers(each)
        if folding.solid(gives) != folding.solid(has)
        and folding.without_zeros(gives) == folding.without_zeros(has)
    )


def _numbers(match: Match) -> Iterator[tuple[str, str, str]]:
    """(field, in the row, in the book) of the numbers that both have; a ledger's own is no field."""
    entry, record = match.entry, match.record
    if isinstance(entry, RosterEntry) and isinstance(record, Household):
        pairs = [("code", entry.code, record.code), ("phone", entry.phone, record.phone)]
    elif isinstance(entry, LedgerEntry) and record is not None and record.source is not None:
        pairs = [("", entry.code, record.source.code)]  # no household's number
    else:
        pairs = []
    yield from (each for each in pairs if each[1] and each[2])


def _candidates(match: Match) -> str:
    return " | ".join(f"#{each.seq} {_shown(each)}" for each in match.fits[:_MOST_SHOWN])


_MOST_SHOWN: Final = 4
"""Records named for an unclear row; whoever has more homonyms looks them up."""


def _shown(record: Household | Issue) -> str:
    if not isinstance(record, Household):
        return name_of(record)[:20]
    told = (record.head, record.code, record.address, record.phone)
    return " ".join(text for text in told if text)
