"""The room of the inbox: what was written down without opening the book, taken in one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from fieldbook.book.desk import Desk
from fieldbook.domain.acts.casework import raise_issue
from fieldbook.domain.acts.contact import note_visit
from fieldbook.domain.acts.making import Pen, make
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.naming import day_of, name_of
from fieldbook.domain.places import Places
from fieldbook.domain.records import Diary, Issue, Record, Visit
from fieldbook.domain.shelf import Shelf

_FIRST_WORDS: Final = 30
"""Signs of what was taken in by which it is known again."""


class _Kind(NamedTuple):
    """How one kind of line becomes a record."""

    record_type: type[Record]
    act: Callable[[Pen, Draft], Sequence[Change]]


def _issue(pen: Pen, draft: Draft) -> Sequence[Change]:
    return [Change(None, raise_issue(pen, draft))]


def _note(pen: Pen, draft: Draft) -> Sequence[Change]:
    filled = draft.filled(on=pen.today)
    return [Change(None, make(pen, Diary, filled))]


_KINDS: Final[Mapping[str, _Kind]] = {
    "issue": _Kind(Issue, _issue),
    "visit": _Kind(Visit, note_visit),
    "note": _Kind(Diary, _note),
}


class InboxRoom:
    """Where what was added from outside becomes records."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.unknown: list[dict[str, str]] = []
        """What was taken in whose household, as written, is none or several: its kind, its first words."""

    def take(self, kind: str, record_id: str, at: dt.datetime, draft: Draft) -> bool:
        """Make one line an act; no where its record is in the book already.

        Args:
            kind: ``issue``, ``visit`` or ``note``.
            record_id: the id the record will have.
            at: when it was written down; ``today`` and ``yesterday`` are counted from there.
            draft: what was typed; a ``household`` in it is named as people name it.

        Raises:
            Invalid: when it cannot become a record.
        """
        found = _KINDS.get(kind)
        if found is None:
            raise Invalid([Problem("kind", "not_a_choice", kind)])
        if self._desk.shelf.find(found.record_type, record_id) is not None:
            return False
        pen = Pen(
            self._desk.shelf,
            now=at,
            new_id=lambda: record_id,
            by=self._desk.me,
            habits=self._desk.habits,
        )
        changes = found.act(pen, _settled(self._desk.shelf, draft))
        self._desk.commit("inbox", changes, about=name_of(changes[0].after))
        if written := getattr(changes[0].after, "household_text", ""):
            made = changes[0].after
            about = name_of(made) or day_of(made).isoformat()
            about = about if len(about) <= _FIRST_WORDS else f"{about[:_FIRST_WORDS]}…"
            self.unknown.append({"kind": made.kind, "about": about, "household": written})
        return True


def _settled(shelf: Shelf, draft: Draft) -> Draft:
    """The draft with its household's id; one that cannot be told stays as text, to be settled."""
    text = str(draft.get("household") or "").strip()
    plain = draft.without("household")
    if not text:
        return plain
    found = Places.of(shelf).household(text)
    return plain.having(household=found) if found else plain.having(household_text=text)
