"""From draft to typed values: every wrong field is named, all at once."""

from __future__ import annotations

import datetime as dt
import functools
import re
import string
import types
import typing
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

import msgspec

from fieldbook.domain import codes, marks
from fieldbook.domain.dates import EARLIEST, LATEST, days_of_two, read_date, toward
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Problem
from fieldbook.domain.given_first import given_first
from fieldbook.domain.records import Duty, Findings, Frozen, Matter, OnSite, Person, Record, Step
from fieldbook.patterns import pattern

CHOICES: Final[Mapping[tuple[str, str], tuple[Any, ...]]] = {
    ("visit", "manner"): codes.MANNER,
    ("visit", "explained"): codes.EXPLAINED,
    ("visit", "together"): codes.TOGETHER,
    ("issue", "kind"): codes.ISSUE_KIND,
    ("issue", "focus"): codes.FOCUS,
    ("solution", "carried_by"): codes.CARRIED_BY,
    ("follow_up", "result"): codes.CHECK_RESULT,
    ("diary", "kind"): codes.DIARY_KIND,
    ("diary", "spent"): codes.SPENT,
    ("survey", "type"): codes.SURVEY_TYPE,
    ("link", "kind"): codes.LINK_KIND,
    ("task", "kind"): codes.TASK_KIND,
    ("training", "kind"): codes.TRAINING_KIND,
    ("commendation", "kind"): codes.COMMENDATION_KIND,
}
"""Fields that take a code, by record kind and stored name."""

LONGEST_LINE: Final = 500
"""Characters of a one-line field; a longer text belongs into the notes."""
MOST_PEOPLE: Final = 999
MOST_DAYS: Final = 3660
_LONG: Final = frozenset({
    "note", "learned", "promised", "detail", "method", "result", "text", "explanation",
    "purpose", "situation", "action", "outcome", "discussed", "production", "work", "study",
    "looked_back", "took_home", "advice", "for_what", "answer", "drop_reason", "attendance",
    "labour", "management", "leadership", "other",
})  # fmt: skip
_NUMBERS: Final = frozenset({"code", "phone"})
"""Numbers that are names: their digits are kept half-width, however they were typed."""
_ONE_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "visit": ("household", "group", "household_text"),
    "follow_up": ("solution", "group"),
    "diary": ("text", "topic", "spent", "matters", "attendees"),
    "plan": ("production", "work", "study"),
}
"""Kinds of which at least one of these fields must be filled."""
_ORDERED: Final = (
    ("from_on", "to_on"), ("given_on", "until_on"), ("given_on", "ended_on"), ("studied_on", "solved_on"),
)  # fmt: skip
KEPT_BY_ACTS: Final = frozenset({
    "handovers", "post_changes", "referred_before", "studied_before", "due_text", *marks.WORDS.values(),
})  # fmt: skip
"""What acts write down by themselves; no draft sets it."""
_ONE_NAME: Final = pattern(r"(?:[(（][^(（)）\n]*[)）]|[^、，,;；\n])+")
"""A name with its role; what divides names divides nothing within brackets."""
_PERSONS: Final = frozenset({("household", "head"), ("member", "name")})
"""Fields of one line that are one person's name."""
_LETTERS: Final = frozenset(string.ascii_letters)
_ROLE: Final = pattern(r"(.+?)\s*[(（](.*?)[)）]\s*")


class _Wrong(Exception):
    """One field cannot be read: the reason, and the part of the field that is meant."""

    def __init__(self, reason: str, value: str = "") -> None:
        self.reason, self.value = reason, value
        super().__init__(reason)


def read_draft(
    record_type: type[Record], draft: Draft, today: dt.date
) -> tuple[dict[str, Any], list[Problem]]:
    """The draft's fields as typed values, by the record's own (Python) names, and what is wrong.

    Fields that the draft does not have, or that cannot be read, are absent from the values.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    readers = _readers(record_type)
    for name, given in draft.items():
        if name not in readers:
            problems.append(Problem(name, "unknown_field", name))
            continue
        attribute, reader = readers[name]
        try:
            values[attribute] = _chosen(record_type.kind, name, reader(given, today, name))
        except _Wrong as wrong:
            problems.append(Problem(name, wrong.reason, wrong.value or _shown(given)))
    return values, problems


def whole_problems(
    record_type: type[Record], values: Mapping[str, Any], unread: Collection[str]
) -> list[Problem]:
    """What is wrong with the whole: a required field empty, nothing told, an end before its start.

    Args:
        record_type: what the values are to become.
        values: by the record's own field names.
        unread: stored names of fields that are known to be wrong already, and not named again.
    """
    problems = [
        Problem(name, "required")
        for name, (attribute, _) in _readers(record_type).items()
        if attribute in _required(record_type)
        and name not in unread
        and values.get(attribute) in ("", (), None)
    ]
    one_of = _ONE_OF.get(record_type.kind, ())
    if one_of and not any(name in unread or values.get(name) for name in one_of):
        reason = "nothing_planned" if record_type.kind == "plan" else "required"
        problems.append(Problem(one_of[0], reason))
    for first, last in _ORDERED:
        start, end = values.get(first), values.get(last)
        marked = marks.is_marked(values, first) or marks.is_marked(values, last)
        if start and end and end < start and not marked:
            problems.append(Problem(last, "before_start", end.isoformat()))
    return problems


def read_people(text: str) -> tuple[Person, ...]:
    """People as typed: ``李霞平（组长、骨干）、王大山``; roles stand in brackets."""
    parts = _ONE_NAME.findall(text) if text else ()
    return tuple(_one(part.strip()) for part in parts if part.strip())


def _one(text: str) -> Person:
    """One person, with the role in brackets."""
    found = _ROLE.fullmatch(text)
    return Person(name=found[1].strip(), role=found[2].strip()) if found else Person(name=text)


def is_name(text: str) -> bool:
    """Whether a text can be what somebody is called: no name begins with a digit, nor has a letter alone."""
    return not text or (
        not text[0].isdigit() and any(map(str.isalpha, text)) and text not in _LETTERS
    )


def tidy(text: str) -> str:
    """The text without stray blanks at its ends (ideographic ones too) and control characters."""
    kept = "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
    )
    return "\n".join(line.rstrip() for line in kept.strip().split("\n"))


Reader = Callable[[Any, dt.date, str], Any]


@functools.cache
def _readers(record_type: type[Record]) -> dict[str, tuple[str, Reader]]:
    """Stored name → (attribute, reader) of the fields a draft may set."""
    shared = KEPT_BY_ACTS.union(Record.__struct_fields__)
    hints = typing.get_type_hints(record_type)
    return {
        field.encode_name: (field.name, _reader_for(hints[field.name]))
        for field in msgspec.structs.fields(record_type)
        if field.name not in shared
    }


@functools.cache
def _required(record_type: type[Record]) -> frozenset[str]:
    return frozenset(
        field.name for field in msgspec.structs.fields(record_type) if field.required
    ) - set(Record.__struct_fields__)


def _reader_for(hint: Any) -> Reader:
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    optional = type(None) in options
    inner = next(option for option in options if option is not type(None))
    reader = _READERS[inner]
    return _or_none(reader) if optional else reader


def _or_none(reader: Reader) -> Reader:
    """A reader that takes nothing for an answer: no text but blanks, a list of nobody."""

    def read(given: Any, today: dt.date, name: str) -> Any:
        if given in (None, (), []) or (isinstance(given, str) and not given.strip()):
            return None
        return reader(given, today, name)

    return read


def _text(given: Any, today: dt.date, name: str) -> str:  # noqa: ARG001
    if given is None:
        return ""
    if not isinstance(given, str):
        raise _Wrong("not_text")
    found = tidy(given)
    if name in _LONG:
        return found
    found = " ".join(found.split("\n"))
    if name in _NUMBERS:
        found = unicodedata.normalize("NFKC", found)
    if len(found) > LONGEST_LINE:
        raise _Wrong("too_long")
    return found


def _number(given: Any, today: dt.date, name: str) -> int:  # noqa: ARG001
    text = unicodedata.normalize("NFKC", str(given)).strip()
    if not text:
        raise _Wrong("required")
    if not re.fullmatch(r"\d{1,9}", text):
        raise _Wrong("not_a_number")
    if int(text) > (MOST_DAYS if name == "visit_every_days" else MOST_PEOPLE):
        raise _Wrong("too_large")
    if name == "visit_every_days" and int(text) == 0:
        raise _Wrong("not_a_number")
    return int(text)


def _date(given: Any, today: dt.date, name: str) -> dt.date:
    if isinstance(given, dt.datetime):
        given = given.date()
    if isinstance(given, dt.date):
        if EARLIEST <= given <= LATEST:
            return given
        raise _Wrong("bad_date")
    if not isinstance(given, str) or not given.strip():
        raise _Wrong("required")
    if (found := read_date(given, today, toward(name))) is None:
        raise _Wrong("two_days" if days_of_two(given) else "bad_date")
    return found


def _person(given: Any, today: dt.date, name: str) -> Person:
    if isinstance(given, Person):
        return given
    given = given_first(given) if isinstance(given, str) else given
    people = _people(given, today, name)
    if len(people) != 1:
        raise _Wrong("one_person")
    return people[0]


def _people(given: Any, today: dt.date, name: str) -> tuple[Person, ...]:  # noqa: ARG001
    if isinstance(given, str):
        return read_people(given)
    people: list[Person] = []
    for each in _listed(given):
        people += [each] if isinstance(each, Person) else _named(each)
    return tuple(each for each in people if each.name)


def _named(given: Any) -> tuple[Person, ...]:
    """One of a list of people: a text as typed, or the fields of a person.

    The names of a list are parted already: a comma within one parts nothing any more.
    """
    if isinstance(given, str):
        return (_one(given.strip()),)
    try:
        return (msgspec.convert(given, Person),)
    except msgspec.ValidationError:
        raise _Wrong("not_text") from None


def _texts(given: Any, today: dt.date, name: str) -> tuple[str, ...]:
    if given is None:
        return ()
    if isinstance(given, str):
        given = (
            re.split(r"\s*/\s*", given) if name == "unit" else re.split(r"[、，,;；\s#]+", given)
        )
    found = (_text(each, today, name) for each in _listed(given))
    return tuple(dict.fromkeys(each for each in found if each))


def _parts(part: type[Frozen], first: str) -> Reader:
    """A reader of nested parts (steps, on-site meetings) that says which line is wrong."""

    def read(given: Any, today: dt.date, name: str) -> tuple[Any, ...]:  # noqa: ARG001
        return tuple(
            each if isinstance(each, part) else _line(part, first, each, today)
            for each in _listed(given)
            if isinstance(each, part) or _told(each)
        )

    return read


def _listed(given: Any) -> Iterable[Any]:
    """What is to be several things; a text or a single thing is no list of them."""
    if given is None or isinstance(given, (list, tuple)):
        return given or ()
    raise _Wrong("not_several")


def _line(part: type[Frozen], first: str, given: Mapping[str, Any], today: dt.date) -> Any:
    """One line as a part; one that lacks what it is about is refused, for words stand in it."""
    if not str(given.get(first) or "").strip():
        raise _Wrong("lacks_first_part", " / ".join(_told(given)))
    return _part(part, given, today)


def _told(given: Mapping[str, Any]) -> list[str]:
    """What a line tells, part by part."""
    if not isinstance(given, Mapping):
        raise _Wrong("not_several")
    return [text for value in given.values() if (text := str(value or "").strip())]


def _part(part: type[Frozen], given: Mapping[str, Any], today: dt.date) -> Any:
    hints = typing.get_type_hints(part)
    fields: dict[str, Any] = {}
    for name, value in given.items():
        try:
            fields |= {name: _reader_for(hints[name])(value, today, name)} if name in hints else {}
        except _Wrong as wrong:
            reason = "bad_day_in_line" if wrong.reason == "bad_date" else wrong.reason
            raise _Wrong(reason, wrong.value or _shown(value)) from None
    return part(**fields)


def _findings(given: Any, today: dt.date, name: str) -> Findings:  # noqa: ARG001
    if isinstance(given, Findings):
        return given
    if isinstance(given, str):
        return Findings(other=tidy(given))
    if not isinstance(given or {}, Mapping):
        raise _Wrong("not_text")
    found: Findings = _part(Findings, given or {}, today)
    return found


_READERS: Final[Mapping[Any, Reader]] = {
    str: _text,
    int: _number,
    dt.date: _date,
    Person: _person,
    tuple[Person, ...]: _people,
    tuple[str, ...]: _texts,
    tuple[Step, ...]: _parts(Step, "what"),
    tuple[Duty, ...]: _parts(Duty, "area"),
    tuple[OnSite, ...]: _parts(OnSite, "on"),
    tuple[Matter, ...]: _parts(Matter, "topic"),
    Findings: _findings,
}


def _chosen(kind: str, name: str, value: Any) -> Any:
    if (kind, name) in _PERSONS:
        if kind == "member" and not is_name(value):
            raise _Wrong("one_person", value)
        return given_first(value)
    allowed = CHOICES.get((kind, name))
    if allowed is None or value in ("", None):
        return value
    if isinstance(value, tuple):
        if not set(value) <= set(allowed):
            raise _Wrong("not_a_choice")
        return tuple(code for code in allowed if code in value)
    if value not in allowed:
        raise _Wrong("not_a_choice")
    return value


def _shown(given: Any) -> str:
    return given[:40] if isinstance(given, str) else ""
