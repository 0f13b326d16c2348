"""What the fields of a form hold of a record, and the draft that is made of it again.

Both go by the names and the types of the record's fields, so that no form fills itself by hand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec

from fieldbook.domain.checks import CHOICES, KEPT_BY_ACTS
from fieldbook.domain.drafts import Draft
from fieldbook.domain.marks import is_marked
from fieldbook.domain.records import Duty, Findings, OnSite, Person, Record, Step
from fieldbook.domain.references import REFERENCES
from fieldbook.labels import people_text, person_text
from fieldbook.ui.told.typed import (
    duties_to_text,
    meetings_to_text,
    steps_to_text,
    text_to_duties,
    text_to_meetings,
    text_to_steps,
)
from fieldbook.ui.widgets.fields import Picked

FINDINGS = tuple(name for name in Findings.__struct_fields__ if name != "beyond")
"""The headings of a survey; a form has a field for each."""


def held(record: Record) -> dict[str, Any]:
    """What a form's fields hold of a record, by their stored names; no day that is not known."""
    values = msgspec.structs.asdict(record)
    found: dict[str, Any] = {
        each.encode_name: _held(record, each.encode_name, values[each.name])
        for each in msgspec.structs.fields(type(record))
        if each.name not in KEPT_BY_ACTS.union(Record.__struct_fields__)
    }
    found |= {day: None for day in found if is_marked(values, day)}
    if words := found.pop("household_text", ""):
        found["household"] = found["household"] or Picked("", words)
    return {**found, **found.pop("findings", {})}


def _held(record: Record, name: str, value: Any) -> Any:  # noqa: PLR0911  # one a type
    match value:
        case int():
            return str(value)
        case Person():
            return person_text(value)
        case Findings():
            return {each: getattr(value, each) for each in FINDINGS}
        case (Person(), *_others):
            return people_text(value)
        case (Step(), *_others):
            return steps_to_text(value)
        case (Duty(), *_others):
            return duties_to_text(value)
        case (OnSite(), *_others):
            return meetings_to_text(value)
        case (str(), *_others) if not _is_chosen(record, name):
            return (" / " if name == "unit" else " ").join(value)
    return value or None


def _is_chosen(record: Record, name: str) -> bool:
    """Whether a field is ticked or picked, and not typed."""
    return (
        name == "alongside"
        or (record.kind, name) in CHOICES
        or name in REFERENCES.get(record.kind, {})
    )


def drafted(
    record_type: type[Record],
    values: Mapping[str, Any],
    today: dt.date,
    before: Record | None = None,
    since: dt.date | None = None,
) -> Draft:
    """The draft that a form's fields make, each by what it is typed as.

    Args:
        record_type: what the draft is of.
        values: what stands in the fields, by their names.
        today: the day by which dates without a year are read.
        before: the record that is edited; its steps keep the days on which they were done, and one
            field several names that a decision wrote into it.
        since: the day that a term without its year follows, where it is not today.
    """
    found = {name: _plain(value) for name, value in values.items()}
    for name, value in values.items():
        was = getattr(before, name, None)
        is_of_names = isinstance(value, tuple) and not isinstance(value, Picked)
        if isinstance(was, Person) and is_of_names and was == Person(name="、".join(value)):
            found[name] = was
    names = record_type.__struct_fields__
    if "household_text" in names and isinstance(values.get("household"), Picked):
        found["household"], found["household_text"] = values["household"]
        if found["household"]:
            found["household_text"] = ""
    if "steps" in names and "steps" in found:
        done_before = getattr(before, "steps", ())
        found["steps"] = text_to_steps(found["steps"] or "", done_before, today, since)
    if "meetings" in names and "meetings" in found:
        found["meetings"] = text_to_meetings(found["meetings"] or "", today)
    if "duties" in names and "duties" in found:
        found["duties"] = text_to_duties(found["duties"] or "")
    if "findings" in names and "other" in found:
        found["findings"] = {each: found.pop(each) for each in FINDINGS if each in found}
    return Draft(found)


def _plain(value: Any) -> Any:
    """A record that was picked is drafted by its key, or else by the words typed for it."""
    return (value.key or value.text) if isinstance(value, Picked) else value
