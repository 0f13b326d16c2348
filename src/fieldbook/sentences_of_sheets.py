"""What a sheet holds and what came of taking it in, in words; screens and commands say the same."""

from __future__ import annotations

from typing import NamedTuple

from fieldbook.domain.entries import Entry, GroupEntry, LedgerEntry, VisitEntry


class EntryText(NamedTuple):
    """A row in few words."""

    what: str
    more: str


def entry_text(entry: Entry) -> EntryText:
    """What a row is about, and what else tells it from others."""
    if isinstance(entry, LedgerEntry):
        return EntryText(entry.title, _first_line(entry.reply))
    if isinstance(entry, VisitEntry):
        whom = entry.household or entry.place or entry.group
        day = entry.visited_on.isoformat() if entry.visited_on else entry.visited_text
        return EntryText(" ".join(text for text in (day, whom) if text), _first_line(entry.note))
    if isinstance(entry, GroupEntry):
        return EntryText(entry.name, " ".join(x for x in (entry.unit, entry.leader) if x))
    more = (entry.group, entry.code, entry.address)
    return EntryText(entry.head, " ".join(text for text in more if text))


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]
