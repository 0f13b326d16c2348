"""Which columns a plain list has, one row a kind, and what stands in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from fieldbook.book import Fieldbook
from fieldbook.domain import marks
from fieldbook.domain.namesakes import apart, apart_of
from fieldbook.domain.records import BY_KIND, BY_TABLE, Diary, Issue, Person, Record, Visit
from fieldbook.domain.references import REFERENCES
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import _, ngettext
from fieldbook.labels import (
    CODES,
    code_label,
    field_label,
    kind_label,
    name_told,
    people_text,
    waiting_text,
    with_role,
)
from fieldbook.ledgers.documents import derived
from fieldbook.titles import unsettled

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "households": ("seq", "group", "code", "head", "people", "contact", "due_on", "phone", "address"),
    "groups": ("seq", "unit", "name", "leader", "core_since"),
    "members": ("seq", "name", "contact_group"),
    "tasks": ("seq", "kind", "given_on", "until_on", "ended_on", "title", "groups", "outcome"),
    "visits": ("seq", "visited_on", "household", "group", "manner", "explained", "learned", "note"),
    "issues": ("seq", "found_on", "status", "kind", "household", "group", "title"),
    "solutions": ("seq", "studied_on", "solved_on", "carried_by", "responsible", "issues", "method"),
    "follow_ups": ("seq", "due_on", "checked_on", "state", "solution", "group", "note"),
    "diary": ("seq", "on", "kind", "topic", "text"),
    "surveys": ("seq", "surveyed_on", "group", "type"),
    "stays": ("seq", "from_on", "to_on", "group", "purpose"),
    "links": ("seq", "member", "committee", "kind", "group", "from_on", "to_on", "outcome"),
    "plans": ("seq", "from_on", "to_on", "group", "production", "work", "study", "looked_back"),
    "on_site_meetings": ("seq", "on", "held_on", "topic", "place", "group", "came", "took_home"),
    "trainings": ("seq", "on", "kind", "batch", "topic", "group", "lecturers", "attendees"),
    "experiences": ("seq", "on", "title", "group", "told_by"),
    "commendations": ("seq", "on", "kind", "whom", "for_what"),
}  # fmt: skip
"""Table → the fields of a plain list, in their order."""

_WHOLE: Final = frozenset(
    {"seq", "group", "code", "head", "name", "contact", "leader", "phone", "on"}
)
"""Fields that say nothing any more once they are cut, as days do: names, groups, numbers."""


def headings(table: str) -> list[str]:
    """The columns' headings."""
    kind = BY_TABLE[table].kind
    return ["#" if name == "seq" else field_label(f"{kind}.{name}") for name in COLUMNS[table]]


def whole(table: str) -> list[int]:
    """The columns that are cut last where a terminal is narrow."""
    names = enumerate(COLUMNS[table])
    return [at for at, name in names if name in _WHOLE or name.endswith("_on")]


def cells(book: Fieldbook, record: Record) -> list[str]:
    """What a record shows in its columns."""
    also = derived(book.shelf, book.today, book.habits, record)
    return [_cell(book.shelf, record, name, also) for name in COLUMNS[record.table]]


def _cell(shelf: Shelf, record: Record, name: str, also: Mapping[str, Any]) -> str:
    if name == "status":
        told = (
            code_label(name, also[name]),
            waiting_text(also["waiting"], also["answer_days"]),
        )
        return _(", ").join(filter(None, told))
    if name in also:
        return code_label(name, also[name]) if name in CODES else _text(also[name])
    value = _value(record, name)
    if name == "group" and isinstance(record, (Visit, Issue)):
        group = shelf.group_of(record)  # where it was settled with a household, that household's
        value = group.id if group else value
    if name == "whom":
        return with_role(name_told(value.name, apart_of(shelf, value)), kind_label(value.role))
    if name in REFERENCES.get(record.kind, {}):
        return _place(shelf, record, name, value)
    field = f"{record.kind}.{name}" if f"{record.kind}.{name}" in CODES else name
    if field in CODES:
        codes = value if isinstance(value, tuple) else (value,)
        return _(", ").join(code_label(field, each) for each in codes if each)
    words = getattr(record, marks.WORDS.get(name, ""), None)
    return _text(value) if words is None else _words(name, words)


def _said_first(page: Diary) -> str:
    """The first line of a page of the diary; of minutes without a text, how many matters they have."""
    if page.text or not page.matters:
        return page.text.strip().split("\n")[0]
    count = len(page.matters)
    return ngettext("{count} matter", "{count} matters", count).format(count=count)


def _words(name: str, words: str) -> str:
    """A file's own words for a day; no file has one for a study nobody told of."""
    return words or ("" if name == "studied_on" else _("day not given"))


def _value(record: Record, name: str) -> Any:
    """The field by its stored name: ``kind`` is an attribute of every record already."""
    if isinstance(record, Diary) and name == "text":
        return _said_first(record)
    attribute = f"{record.kind}_kind" if name == "kind" else name
    return getattr(record, attribute)


def _place(shelf: Shelf, record: Record, name: str, record_id: Any) -> str:
    """The names of what a field points to; a household not settled yet as it was written."""
    if isinstance(record_id, tuple):
        return _("; ").join(_place(shelf, record, name, each) for each in record_id)
    found = shelf.living(BY_KIND[REFERENCES[record.kind][name]], record_id) if record_id else None
    if found is None:
        return unsettled(getattr(record, "household_text", "")) if name == "household" else ""
    told = ("head", "name", "title", "method")
    called = next((str(getattr(found, each)) for each in told if hasattr(found, each)), "")
    return name_told(called, apart(shelf, found))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Person):
        return people_text((value,))
    if isinstance(value, tuple):
        if value and isinstance(value[0], Person):
            return people_text(value)
        return "/".join(str(each) for each in value)
    return str(value)
