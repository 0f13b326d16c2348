"""The words by which a user recognises a record, and the day it belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from fieldbook.domain import marks
from fieldbook.domain.records import Group, Household, Issue, Record, Solution, Survey, Visit
from fieldbook.domain.shelf import Shelf

_TELLING: Final = (
    "title", "head", "name", "topic", "method", "for_what", "text", "learned", "note",
    "production", "work", "study",
)  # fmt: skip
_NAMES: Final = frozenset(("title", "head", "name", "topic"))
"""Of these all lines are told: older builds joined two of them by the end of a line."""
LONGEST_NAME: Final = 80


def name_of(record: Record) -> str:
    """The words by which a user recognises a record; an empty text where only its number does."""
    return _words((field, getattr(record, field, "")) for field in _TELLING)


def name_in(document: Mapping[str, object]) -> str:
    """The same of a document that is no record of the book yet."""
    return _words((field, document.get(field, "")) for field in _TELLING)


def _words(texts: Iterable[tuple[str, object]]) -> str:
    """The first of the texts on one line, and a sign where it goes on."""
    for field, text in texts:
        if isinstance(text, str) and text:
            lines = text.split("\n")
            words = " ".join(lines) if field in _NAMES else lines[0]
            return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1] + "…"
    return ""


def place_name(shelf: Shelf, record: Record) -> str:
    """The words of what a record belongs to: its household, its group, or its solution."""
    found = place_of(shelf, record)
    return name_of(found) if found else ""


def place_of(shelf: Shelf, record: Record) -> Household | Group | Solution | None:
    """What a record belongs to: its household, its group, or its solution."""
    kinds: tuple[type[Household | Group | Solution], ...] = (Household, Group, Solution)
    for kind in kinds:
        record_id = getattr(record, kind.kind, "")
        found = shelf.living(kind, record_id) if record_id else None
        if found is not None:
            return found
    return None


_DAYS: Final = (
    "visited_on", "found_on", "studied_on", "checked_on", "cancelled_on", "surveyed_on", "on",
    "given_on", "from_on", "due_on",
)  # fmt: skip


def day_of(record: Record) -> dt.date:
    """The day a record belongs to; the day it was written down where it names none."""
    days = (getattr(record, name, None) for name in _DAYS)
    return next((each for each in days if each), None) or record.created_at.date()


def known_day(record: Record) -> dt.date | None:
    """The day a record belongs to, as far as it is known: a file may have words where a day belongs.

    A solution that somebody's file brought belongs to the day it was found to work.
    """
    if isinstance(record, Issue):
        return marks.found_day(record)
    if isinstance(record, Visit):
        return marks.visited_day(record)
    if isinstance(record, Survey):
        return marks.surveyed_day(record)
    if isinstance(record, Solution) and record.studied_text is not None:
        return marks.solved_day(record)
    return day_of(record)


def numbered_again(records: Iterable[Record]) -> Mapping[str, list[Record]]:
    """Records, by kind, whose short number an earlier one of their kind has already.

    What undoing put away is left out: a copy of another book that was brought back, and that again
    undone, may share numbers with the book, and nobody ever meets both. So is what has no id: it
    can be nobody's.
    """
    first: set[tuple[str, int]] = set()
    found: dict[str, list[Record]] = {}
    theirs = [each for each in records if each.id and not each.undone]
    for each in sorted(theirs, key=lambda each: (each.created_at.timestamp(), each.id)):
        if (each.kind, each.seq) in first:
            found.setdefault(each.kind, []).append(each)
        first.add((each.kind, each.seq))
    return found
