"""What a row of a ledger says of its issue, field by field, besides the words and what was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from fieldbook.domain.acts.matching import Match
from fieldbook.domain.checks import read_people
from fieldbook.domain.codes import CARRIED_BY
from fieldbook.domain.entries import LedgerEntry, Oddity
from fieldbook.domain.places import Places
from fieldbook.domain.records import Issue, Person
from fieldbook.domain.shelf import Shelf

_TOGETHER: Final = (
    ("household", "group", "household_text"),
    ("raised_by",),
    ("due_on", "due_text"),
    ("issue_kind",),
    ("tags",),
    ("referred_on", "referred_to", "answer", "answered_on"),
)
"""Fields that say one thing: the book has none of it, or it has its own."""
_NOTHING: Final = ("", (), None, "other")


def given_by(shelf: Shelf, entry: LedgerEntry) -> dict[str, Any]:
    """The issue's fields as the row gives them; what cannot be resolved stays as text.

    Who raised it tells the household too, where just one has a head of that name; what stands in
    brackets behind the name may be the group.
    """
    places, people = Places.of(shelf), read_people(entry.raised_by)
    _field, named = _whose(entry, people)
    household = places.household(named, entry.group) if named else ""
    group = places.group(entry.group)
    unresolved = [entry.group] if entry.group and not group else []
    unresolved += [entry.household] if entry.household and not household else []
    return {
        "household": household,
        "group": group,
        "household_text": " ".join(unresolved),
        "raised_by": people[0] if people else None,
        "due_on": entry.due_on,
        "due_text": "" if entry.due_on else entry.due_text,
        "issue_kind": entry.kind or "other",
        "tags": entry.tags,
        **_referral(entry),
    }


def dropped_by(entry: LedgerEntry, today: dt.date) -> dict[str, Any]:
    """That the row takes the issue back: on its day, else on that of taking in, its words the reason."""
    if not entry.dropped:
        return {}
    day = entry.closed_on
    return {"dropped_on": day if day and day <= today else today, "drop_reason": entry.dropped}


def _referral(entry: LedgerEntry) -> dict[str, Any]:
    """The referral with its answer; one without a day is none, and its words are kept as lines."""
    if entry.referred_on is None:
        return {"referred_on": None, "referred_to": "", "answer": "", "answered_on": None}
    in_order = entry.answered_on is not None and entry.answered_on >= entry.referred_on
    answered = in_order and bool(entry.answer)
    return {
        "referred_on": entry.referred_on,
        "referred_to": entry.referred_to,
        "answer": entry.answer if answered else "",
        "answered_on": entry.answered_on if answered else None,
    }


def studied_by(entry: LedgerEntry, solved_on: dt.date | None) -> dt.date | None:
    """The day of the study, where the row gives one that is not after the solving."""
    day = entry.studied_on
    return day if day and not (solved_on and day > solved_on) else None


def unheld(entry: LedgerEntry, *, made: bool) -> Iterator[tuple[str, str]]:
    """(field, text) of the study and the referral that no field of the issue or its solution holds.

    Args:
        entry: the row.
        made: whether a solution is made of it, which has fields for the study.
    """
    if not made:
        yield from _told(("with_whom", entry.with_whom), ("studied_on", entry.studied_text),
                         ("carried_by", entry.carried_by), ("steps", "\n".join(entry.steps)))  # fmt: skip
    elif entry.carried_by not in CARRIED_BY:
        yield from _told(("carried_by", entry.carried_by))
    held = _referral(entry)
    if held["referred_on"] is None:
        yield from _told(("referred_on", entry.referred_text), ("referred_to", entry.referred_to))
    if held["answered_on"] is None:
        yield from _told(("answer", entry.answer), ("answered_on", entry.answered_text))


def _told(*said: tuple[str, str]) -> Iterator[tuple[str, str]]:
    yield from (each for each in said if each[1])


def without_household(shelf: Shelf, matches: Iterable[Match]) -> Iterator[Oddity]:
    """The new rows whose household 户主 is none of the book's, or may be several.

    Of who raised it only the latter is told: many who raise something are of no household here.
    """
    places = Places.of(shelf)
    for match in matches:
        entry = match.entry
        if not isinstance(entry, LedgerEntry) or match.verdict != "new":
            continue
        field, named = _whose(entry, read_people(entry.raised_by))
        found = places.households(named, entry.group) if named else ()
        if len(found) > 1:
            yield Oddity(entry.row, field, "several_households", named)
        elif entry.household and not found:
            yield Oddity(entry.row, field, "no_household", named)


def _whose(entry: LedgerEntry, people: Sequence[Person]) -> tuple[str, str]:
    """(field, words) of the household: its own column, else the one person who raised it."""
    if entry.household:
        return "household", entry.household
    return "raised_by", _named(people[0]) if len(people) == 1 else ""


def _named(person: Person) -> str:
    return f"{person.name}（{person.role}）" if person.role else person.name


def added_by(shelf: Shelf, issue: Issue, entry: LedgerEntry) -> dict[str, Any]:
    """The fields of which the row says something and the issue nothing yet."""
    given = given_by(shelf, entry)
    return {
        name: given[name]
        for names in _TOGETHER
        if all(getattr(issue, name) in _NOTHING for name in names)
        for name in names
        if given[name] not in _NOTHING
    }
