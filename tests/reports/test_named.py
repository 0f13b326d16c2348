"""Whom a book names: every field that holds somebody is looked into."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from fieldbook.domain.parts import Frozen, Merged, Person, PostChange, Referral, Version
from fieldbook.domain.records import (
    RECORD_TYPES,
    Commendation,
    Diary,
    Group,
    Household,
    Issue,
    Link,
    Member,
    Record,
    Visit,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.named import is_named, named

DAY = dt.date(2026, 11, 26)
WRITTEN = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)
NAME = "葛满仓"
OF_TYPE = {str: "秋种", int: 1, dt.date: DAY, dt.datetime: WRITTEN}


def made(kind: Any, **given: Any) -> Any:
    """One of a kind, with what it must have."""
    needed = {
        each.name: OF_TYPE.get(each.type, Person(name="宋长河", role="group"))
        for each in msgspec.structs.fields(kind)
        if each.required
    }
    return kind(**{**needed, **given})


def who_stands_in() -> Iterator[tuple[type[Record], str, Any]]:
    """Each field of each kind that holds persons, or parts that say who; and somebody in it."""
    for kind in RECORD_TYPES:
        for field, held in typing.get_type_hints(kind).items():
            parts = [each for each in (held, *typing.get_args(held)) if isinstance(each, type)]
            for part in parts:
                if part is Person:
                    who: Frozen = Person(name=NAME)
                elif issubclass(part, Frozen) and "who" in part.__struct_fields__:
                    who = made(part, who=NAME)
                else:
                    continue
                several = typing.get_origin(held) is tuple
                yield kind, field, (who,) if several else who


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [pytest.param(*each, id=f"{each[0].kind}.{each[1]}") for each in who_stands_in()],
)
def test_whoever_stands_in_a_record_is_named(kind: type[Record], field: str, value: Any) -> None:
    """No field of a person, or of a part that says who, is passed by: papers are masked from these."""
    found = named(Shelf([made(kind, **{field: value})]))
    assert NAME in (*found.people, *found.loosely)


@pytest.mark.parametrize(
    "record",
    [
        made(Issue, referred_to=f"{NAME}、水利站"),
        made(Issue, referred_before=(Referral(referred_on=DAY, referred_to=NAME),)),
        made(Link, committee=NAME),
    ],
)
def test_whoever_may_stand_where_an_office_does_is_named(record: Record) -> None:
    """Whom an issue was referred to, and who has a key point, may be somebody."""
    assert NAME in named(Shelf([record])).loosely


def test_a_group_that_is_commended_is_nobody() -> None:
    """What a group is called is no person's name, though a commendation keeps it where others have one."""
    whole, one = (made(Commendation, whom=Person(name=NAME, role=role)) for role in ("group", ""))
    assert NAME not in named(Shelf([whole])).people
    assert NAME in named(Shelf([one])).people


def test_who_led_a_group_before_is_named() -> None:
    """Whoever had a post of a group and whoever got it are people, each of several by himself."""
    change = PostChange(on=DAY, post="key_members", before=f"{NAME}、陈桂生", after="周小兰、吴梅")
    found = named(Shelf([made(Group, post_changes=(change,))]))
    assert {*found.people} == {NAME, "陈桂生", "周小兰", "吴梅"}


def test_who_stands_in_a_wording_beside_is_named() -> None:
    """Another book's wording lies beside the one that is shown, and names people too; no home is two."""
    said = ('{"head":"陈桂生"}', '{"head":"陈贵生"}', "nothing that is read", '{"head":[1]}')
    versions = tuple(Version(slot="head", stamp="", origin="", said=each) for each in said)
    found = named(Shelf([made(Household, head="陈贵生", merged=Merged(beside=versions))]))
    assert set(found.people) == {"陈贵生", "陈桂生"}
    assert not found.namesakes


@pytest.mark.parametrize("undone", [False, True])
def test_who_lies_in_the_trash_is_named_but_nobody_who_was_undone(undone: bool) -> None:
    """A household that was removed is masked where a text tells of it; one typed by mistake never was."""
    home = made(Household, head=NAME, phone="0631-5561234", removed_at=WRITTEN, undone=undone)
    found = named(Shelf([home]))
    assert (NAME in found.people, bool(found.phones)) == (not undone, not undone)


@pytest.mark.parametrize("removed_at", [None, WRITTEN])
@pytest.mark.parametrize(
    "record",
    [
        made(Member, name=NAME),
        made(Household, head=NAME),
        made(Visit, met=(Person(name=NAME),)),
        made(Diary, attendees=(Person(name=NAME),)),
    ],
)
def test_who_lies_in_the_trash_alone_is_asked_about(
    record: Record, removed_at: dt.datetime | None
) -> None:
    """A member taken away by mistake is no longer somebody whom a form takes as known."""
    shelf = Shelf([msgspec.structs.replace(record, removed_at=removed_at)])
    assert is_named(shelf, NAME) is (removed_at is None)


@pytest.mark.parametrize("kind", [Visit, Issue])
@pytest.mark.parametrize("between", ["\n", "；", "; "])
def test_two_homes_that_were_both_kept_are_two_persons(kind: type[Record], between: str) -> None:
    """A household that two books wrote down otherwise names both, each without what stands behind it."""
    record = made(kind, household_text=f"陈桂生家{between}3组陈桂森家里")
    assert named(Shelf([record])).people == ("陈桂生", "陈桂森")
