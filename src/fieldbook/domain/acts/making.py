"""Making, editing, removing and restoring: what every kind of record has in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec

from fieldbook.domain.acts.oneself import by_name
from fieldbook.domain.acts.parts import with_known_parts
from fieldbook.domain.changes import Change
from fieldbook.domain.checks import read_draft, whole_problems
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, NotAllowed, Problem
from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import left_as_marked, settled
from fieldbook.domain.records import BY_KIND, Commendation, Person, Record, Source
from fieldbook.domain.references import IN_PARTS, REFERENCES
from fieldbook.domain.seal import Seal
from fieldbook.domain.shelf import Shelf

R = TypeVar("R", bound=Record)


class Pen:
    """Who writes, when, and into which book: what an act needs besides the draft."""

    def __init__(
        self,
        shelf: Shelf,
        *,
        now: dt.datetime,
        new_id: Callable[[], str],
        by: str = "",
        habits: Habits,
        secret: Callable[[], str] = str,
    ) -> None:
        self.shelf = shelf
        self.now = now
        self.today = now.date()
        self.by = by
        self.habits = habits
        self._new_id = new_id
        self._secret = secret
        self._given: dict[str, int] = {}

    @property
    def seal(self) -> Seal:
        """The book's key for digests of what files said."""
        return Seal(self._secret())

    def new(self, record_type: type[R], *, source: Source | None = None, **fields: Any) -> R:
        """A new record with an id and the next short number of its kind; not yet checked."""
        kind = record_type.kind
        seq = max(self.shelf.next_seq(kind), self._given.get(kind, 0) + 1)
        self._given[kind] = seq
        return record_type(
            id=self._new_id(),
            seq=seq,
            created_at=self.now,
            created_by=self.by,
            source=source,
            **fields,
        )


def make(pen: Pen, record_type: type[R], draft: Draft, **fixed: Any) -> R:
    """A new record from a draft; ``fixed`` are typed values the draft does not decide.

    Raises:
        Invalid: naming every wrong field.
    """
    values = _right(pen, record_type, draft, fixed)
    made = by_name(pen.new(record_type, **values), None, pen.shelf.member_name(pen.by))
    return known_people(pen.shelf, made)


def edit(pen: Pen, record: R, draft: Draft, **fixed: Any) -> R:
    """The record with the draft's fields.

    Raises:
        Invalid: naming every wrong field.
    """
    before = msgspec.structs.asdict(record)
    values = _right(pen, type(record), left_as_marked(record, draft), fixed, before)
    edited = with_known_parts(record, msgspec.structs.replace(record, **values))
    named = by_name(edited, record, pen.shelf.member_name(pen.by))
    return known_people(pen.shelf, named)


def not_ahead(pen: Pen, record: R, *fields: str, before: Record | None = None) -> R:
    """The record, of which these days are not still to come; one left as it was is not looked at.

    Raises:
        Invalid: naming each day that lies in the future.
    """
    days = {each: getattr(record, each) for each in fields}
    problems = [
        Problem(field, "in_future", on.isoformat())
        for field, on in days.items()
        if on is not None and on > pen.today and on != getattr(before, field, None)
    ]
    if problems:
        raise Invalid(problems)
    return record


def _right(
    pen: Pen,
    record_type: type[Record],
    draft: Draft,
    fixed: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The fields to be set, all of them right; else every wrong one is named.

    What an edit leaves alone may point to something unreadable: it does not stand in its way.
    """
    values, problems = read_draft(record_type, draft, pen.today)
    values |= fixed
    values |= settled(record_type, values)
    unread = {each.field for each in problems}
    whole = {**(before or {}), **values}
    problems += whole_problems(record_type, whole, unread)
    problems += [
        Problem(field, "unknown_record", each)
        for field, kind in REFERENCES.get(record_type.kind, {}).items()
        for each in _ids(values.get(field, ""))
        if not _can_be_named(pen.shelf.find(BY_KIND[kind], each), (before or {}).get(field))
    ]
    problems += [
        Problem(field, "unknown_record", target)
        for field, fields in IN_PARTS.get(record_type.kind, {}).items()
        for part in values.get(field, ())
        for name, kind in fields.items()
        if (target := getattr(part, name))
        if pen.shelf.find(BY_KIND[kind], target) is None
    ]
    if problems:
        raise Invalid(problems)
    return values


def remove(pen: Pen, record: R) -> Change:
    """Put a record in the trash.

    Raises:
        NotAllowed: when it is there already.
    """
    if record.removed_at is not None:
        raise NotAllowed("remove", "removed", instead=("restore",))
    return Change(record, msgspec.structs.replace(record, removed_at=pen.now))


def restore(record: R) -> Change:
    """Take a record out of the trash.

    Raises:
        NotAllowed: when it is not there; what undoing put away comes back by redoing.
    """
    if record.undone:
        raise NotAllowed("restore", "not_removed", instead=("redo",))
    if record.removed_at is None:
        raise NotAllowed("restore", "not_removed", instead=("edit", "remove"))
    return Change(record, msgspec.structs.replace(record, removed_at=None, undone=False))


def known_people(shelf: Shelf, record: R) -> R:
    """The record with the id of every member whose name it names, where just one has that name.

    The one commended may be a group or a household of the same name: what is there is kept.
    """
    if isinstance(record, Commendation):
        return record
    fields: dict[str, Any] = {}
    for name in _people_of(type(record)):
        value = getattr(record, name)
        if isinstance(value, Person):
            fields[name] = _known(shelf, value)
        elif value:
            fields[name] = tuple(_known(shelf, each) for each in value)
    return msgspec.structs.replace(record, **fields) if fields else record


@cache
def _people_of(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record in which people stand."""
    return tuple(each.name for each in msgspec.structs.fields(kind) if "Person" in str(each.type))


def _known(shelf: Shelf, person: Person) -> Person:
    if person.id:
        return person
    found = shelf.member_ids(person.name)
    return msgspec.structs.replace(person, id=found[0]) if len(found) == 1 else person


def _can_be_named(record: Record | None, before: Any) -> bool:
    """Whether a field may point to a record: one in the trash only where it did so before."""
    return record is not None and (record.removed_at is None or record.id in _ids(before or ""))


def require_kept(act: str, record: Record) -> None:
    """Refuse an act on what lies in the trash.

    Raises:
        NotAllowed: restoring it comes first.
    """
    if record.removed_at is not None:
        raise NotAllowed(act, "removed", instead=("restore",))


def _ids(value: str | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()
