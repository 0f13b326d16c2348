"""The method's other pieces, written with whatever may be typed: taken or refused, and told all the same."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.codes import LISTS
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import FieldbookError
from fieldbook.domain.references import pointed_at
from fieldbook.list_cells import line_cells
from fieldbook.sentences import sentence
from fieldbook.ui.told.group import group_lines
from fieldbook.ui.told.story import story_lines
from tests.book.ten_days import ten_days

VALUES: Final = (
    "9999-12-31", "1000000000000", "", "长" * 10_000, "😀👨‍👩‍👧", "\u202eabc", "2199-12-31",
    "1800-01-01", "\x1b[31m", "/", ["a", "b"],
)  # fmt: skip
FIELDS: Final[Mapping[str, tuple[dict[str, Any], tuple[str, ...]]]] = {
    "plans": ({"production": "秋翻"}, ("from_on", "to_on", "production", "made_with")),
    "on_site_meetings": (
        {"topic": "看渠", "on": "2026-12-05"},
        ("topic", "on", "held_on", "groups", "came", "attendees", "group", "experience"),
    ),
    "links": (
        {"kind": "key_point", "committee": "县委"},
        ("kind", "member", "committee", "from_on", "to_on", "outcome"),
    ),
    "trainings": ({"topic": "评工"}, ("on", "kind", "groups", "unit", "batch", "lecturers", "task")),
    "experiences": ({"title": "先听"}, ("title", "visit", "told_by", "group")),
    "commendations": ({"whom": "3组", "for_what": "记工"}, ("on", "whom", "kind", "for_what")),
    "tasks": ({"title": "秋种"}, ("kind", "groups", "given_on", "until_on", "ended_on", "given_to")),
}  # fmt: skip
"""Room → what a right record has, and the fields that get each of the values."""


def everything_told(book: Fieldbook) -> None:
    """Every list, of today and of other days, and every story."""
    for code in LISTS:
        for on in (None, dt.date(2026, 11, 25), dt.date(1800, 1, 1)):
            for line in book.names(code, on=on):
                line_cells(book.shelf, code, line)
    for record in book.shelf.everything():
        story_lines(book, record)
    for group in book.groups.all():
        list(group_lines(book, group))
    book.groups.by_month()
    book.trainings.coverage()
    book.diary.calendar(dt.date(2026, 11, 1), dt.date(2026, 12, 31))
    book.agenda()


@pytest.mark.parametrize("room", FIELDS)
def test_whatever_is_typed_is_taken_or_refused(room: str) -> None:
    """A value is written or refused with a sentence; what was written is told, and undone."""
    book = ten_days().book
    before = [each.id for each in getattr(book, room).all()]
    right, fields = FIELDS[room]
    if room in ("plans", "links"):
        right = {**right, "group": book.groups.all()[0].id}
    acts, refused = len(book.acts), list[str]()
    for field in fields:
        for value in VALUES:
            try:
                getattr(book, room).write(Draft({**right, field: value}))
            except FieldbookError as error:
                refused.append(sentence(error))
    assert len(book.acts) > acts
    assert refused
    assert all(refused)
    everything_told(book)
    for _each in range(len(book.acts) - acts):
        book.undo()
    assert [each.id for each in getattr(book, room).all()] == before


@pytest.mark.parametrize("room", ["groups", "members", "tasks", "experiences", "visits"])
def test_what_others_point_to_is_removed(room: str) -> None:
    """Everything is told without it; undone and redone at random it ends where it began."""
    book, chance = ten_days().book, random.Random(room)
    for each in list(getattr(book, room).all()):
        getattr(book, room).remove(each.id)
        everything_told(book)
    assert not getattr(book, room).all()
    for _each in range(40):
        with suppress(FieldbookError):
            chance.choice((book.undo, book.redo))()
    everything_told(book)
    with suppress(FieldbookError):
        while True:
            book.undo()
    assert not any(each.all() for each in book.rooms())
    targets = {to for each in book.shelf.everything() for _, _, to in pointed_at(each)}
    assert targets <= {each.id for each in book.shelf.everything()}
