"""Every field of every record is met somewhere: in a form, in a story, in the diary, in the paper."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

import msgspec
import pytest

from fieldbook.book import Fieldbook
from fieldbook.demo import make_village
from fieldbook.domain.changes import Change
from fieldbook.domain.checks import CHOICES
from fieldbook.domain.records import (
    BY_KIND,
    RECORD_TYPES,
    Diary,
    Group,
    Handover,
    Household,
    Issue,
    Member,
    PostChange,
    Record,
    Referral,
    Solution,
)
from fieldbook.domain.references import REFERENCES
from fieldbook.papers import ANNEXES
from fieldbook.papers.composing import compose
from fieldbook.reports.meeting import meeting
from fieldbook.ui.forms.table import FORMS
from fieldbook.ui.told.diary import day_lines
from fieldbook.ui.told.story import story_lines
from fieldbook.ui.widgets.fields import ChoiceField
from tests.clock import Clock
from tests.ui.hands import Screens
from tests.village import new_book

MET_NOWHERE: Mapping[tuple[str, str], str] = {
    ("training", "task"): "the topic is the task's title; a search leads from one to the other",
    ("training", "experience"): "the topic is its title; a search leads from one to the other",
}
"""(kind, field) → why nobody is to read it."""

ONE_DAY = dt.date(2026, 10, 3)
OTHERS: Mapping[Any, Any] = {
    dt.date: ONE_DAY,
    str: "另有说法",
    int: 7,
    bool: True,
    tuple[dt.date, ...]: (ONE_DAY,),
    tuple[Handover, ...]: (Handover(on=ONE_DAY),),
    tuple[PostChange, ...]: (PostChange(on=ONE_DAY, post="leader", after="另有其人"),),
    tuple[Referral, ...]: (Referral(referred_on=ONE_DAY, answer="另有答复"),),
}
"""Another value of a type, such as stands in no record of the sample village."""


def in_forms(record_type: type[Record]) -> set[str]:
    """The stored names of the fields that some form has a row for."""
    forms = [each.form for each in FORMS if each.form.record_type is record_type]
    return {name for form in forms for name in (*(row.name for row in form.rows), *form.shown_as)}


def elsewhere() -> Iterator[Any]:
    """Every field that no form has a row for."""
    for record_type in RECORD_TYPES:
        for each in msgspec.structs.fields(record_type):
            known = {*Record.__struct_encode_fields__, *in_forms(record_type)}
            if each.encode_name not in known and (record_type.kind, each.name) not in MET_NOWHERE:
                yield pytest.param(record_type, each.name, id=f"{record_type.kind}.{each.name}")


def said(book: Fieldbook) -> Iterator[str]:
    """All that stories, the diary and the meeting's paper say, piece by piece."""
    for kind in (Household, Group, Issue, Solution, Member):
        for each in book.shelf.every(kind):
            yield "\n".join(f"{line.date} {line.text}" for line in story_lines(book, each))
    for on in sorted({each.on for each in book.shelf.every(Diary)}):
        yield "\n".join(f"{line.date} {line.text}" for line in day_lines(book, on))
    first = dt.date(2026, 1, 1)
    paper = meeting(book.shelf, first, book.today, book.today, book.habits)
    yield str(compose(paper, audience="branch", annexes=ANNEXES))


def other_value(book: Fieldbook, record: Record, field: str) -> Any:
    """Another value of a record's field: another record, day or text."""
    kind = REFERENCES.get(record.kind, {}).get(field)
    now = getattr(record, field)
    if kind is not None:
        others = (each.id for each in book.shelf.every(BY_KIND[kind]) if each.id != now)
        return next(others, "")
    hint = typing.get_type_hints(type(record))[field]
    kinds = [each for each in typing.get_args(hint) if each is not type(None)]
    return OTHERS.get(hint) or OTHERS[kinds[0]]


@pytest.fixture(scope="module")
def book() -> Fieldbook:
    """The sample village, in memory."""
    book = new_book(Clock())
    make_village(book)
    return book


@pytest.fixture(scope="module")
def before(book: Fieldbook) -> list[str]:
    """What all of it says of the village as it is; every change is undone."""
    return list(said(book))


@pytest.mark.parametrize(("record_type", "field"), elsewhere())
def test_a_field_is_met_somewhere(
    book: Fieldbook, before: list[str], record_type: type[Record], field: str
) -> None:
    """Whoever changes a field that no form shows reads something else in a story or a paper."""
    for record in book.shelf.every(record_type):
        other = msgspec.structs.replace(record, **{field: other_value(book, record, field)})
        book._desk.commit("edit", [Change(record, other)])
        says_another = any(now != then for now, then in zip_longest(said(book), before))
        book.undo()
        if says_another:
            return
    raise AssertionError(f"{record_type.kind}.{field} is shown by no form, story or paper")


def test_what_nobody_reads_is_said_of_fields_there_are() -> None:
    """The list of what is met nowhere has only fields that are there, and that no form shows."""
    for kind, field in MET_NOWHERE:
        record_type = BY_KIND[kind]
        assert field in record_type.__struct_fields__
        assert field not in in_forms(record_type)


def never_empty(record_type: type[Record], name: str) -> str:
    """The code that a field has where nothing is said; empty where it may stay empty."""
    found = (e for e in msgspec.structs.fields(record_type) if e.encode_name == name)
    return next((e.default for e in found if isinstance(e.default, str)), "")


CODED = [
    (listed.form, row)
    for listed in FORMS
    for row in listed.form.rows
    if (listed.form.record_type.kind, row.name) in CHOICES
    and never_empty(listed.form.record_type, row.name)
]
"""Forms, with their rows for a code that is never empty."""


async def test_a_code_that_is_never_empty_cannot_be_emptied(screens: Screens) -> None:
    """Pressing its own digit leaves it ticked: a key too many does no harm."""
    async with screens(fill=make_village) as user:
        for form, row in CODED:
            record = next(iter(user.book.shelf.every(form.record_type)))
            field = row.make(form(user.book, record))
            assert isinstance(field, ChoiceField)
            await user.app.screen.mount(field)
            field.put(code := never_empty(form.record_type, row.name))
            field.action_tick()
            assert field.value == code, form
