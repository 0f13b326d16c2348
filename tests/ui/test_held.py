"""What a form holds of a record becomes the same record again."""

from __future__ import annotations

import datetime as dt
import functools
import types
import typing
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldbook.domain.checks import CHOICES, KEPT_BY_ACTS, MOST_PEOPLE, read_draft
from fieldbook.domain.dates import EARLIEST, LATEST
from fieldbook.domain.marks import words_for
from fieldbook.domain.parts import Duty
from fieldbook.domain.records import (
    RECORD_TYPES,
    Findings,
    Issue,
    Matter,
    OnSite,
    Person,
    Record,
    Solution,
    Step,
    Visit,
)
from fieldbook.i18n import use_language
from fieldbook.ui.forms.held import drafted, held
from fieldbook.ui.widgets.fields import Picked

TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 8, tzinfo=dt.UTC)

words = st.text("水渠漏x9é🐂", min_size=1, max_size=6)
text = st.one_of(st.just(""), st.builds("{} {}".format, words, words))
days = st.dates(EARLIEST, LATEST)
maybe_days = st.one_of(st.none(), days)
people = st.builds(Person, name=words, role=st.one_of(st.just(""), words))
steps = st.builds(Step, what=words, who=text, due_on=maybe_days, done_on=maybe_days)
duties = st.builds(Duty, area=words, who=text)
meetings = st.builds(OnSite, on=days, who=text, note=text)
matters = st.builds(Matter, topic=words, decided=text, who=text, due_on=maybe_days)

BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: text,
    int: st.integers(1, MOST_PEOPLE),
    dt.date: days,
    Person: people,
    tuple[Person, ...]: st.lists(people, max_size=3).map(tuple),
    tuple[str, ...]: st.lists(words, max_size=3, unique=True).map(tuple),
    tuple[Step, ...]: st.lists(steps, max_size=3, unique_by=lambda each: each.what).map(tuple),
    tuple[OnSite, ...]: st.lists(meetings, max_size=3).map(tuple),
    tuple[Duty, ...]: st.lists(duties, max_size=3, unique_by=lambda each: each.area).map(tuple),
    tuple[Matter, ...]: st.lists(matters, max_size=3, unique_by=lambda each: each.topic).map(tuple),
    Findings: st.builds(
        Findings, attendance=text, labour=text, management=text, leadership=text, other=text
    ),
}


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type."""
    if isinstance(hint, types.UnionType):
        kinds = [each for each in typing.get_args(hint) if each is not type(None)]
        return st.one_of(st.none(), *map(of_type, kinds))
    return BY_TYPE[hint]


names = st.builds("水{}".format, words)
"""A member's name begins with no digit."""


def of_field(kind: str, name: str, hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a field; of a closed list its codes, several in the list's order."""
    codes = CHOICES.get((kind, name))
    if codes is None:
        return names if (kind, name) == ("member", "name") else of_type(hint)
    if hint != tuple[str, ...]:
        return st.sampled_from(codes)
    chosen = st.sets(st.sampled_from(codes))
    return chosen.map(lambda few: tuple(each for each in codes if each in few))


@functools.cache
def records(record_type: type[Record]) -> st.SearchStrategy[Any]:
    """Any record of a kind, as far as forms write it."""
    hints = typing.get_type_hints(record_type)
    values = {
        each.name: of_field(record_type.kind, each.encode_name, hints[each.name])
        for each in msgspec.structs.fields(record_type)
        if each.name not in KEPT_BY_ACTS.union(Record.__struct_fields__)
    }
    return st.builds(
        record_type, id=st.just("x"), seq=st.just(1), created_at=st.just(NOW), **values
    )


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda each: each.kind)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_what_is_held_is_the_record_again(record_type: type[Record], data: st.DataObject) -> None:
    """What a form holds of any record, drafted and read, is the record with every field."""
    use_language(data.draw(st.sampled_from(["en", "zh_CN"])))
    record = data.draw(records(record_type))
    if getattr(record, "household", ""):
        record = msgspec.structs.replace(record, household_text="")  # a form has one field for both
    draft = drafted(record_type, held(record), TODAY, record)
    values, problems = read_draft(record_type, draft, TODAY)
    assert problems == []
    assert msgspec.structs.replace(record, **values) == record


def test_a_step_done_before_keeps_its_day() -> None:
    """A step that stays done keeps the day on which it was done; one ticked now is done today."""
    fixed = dt.date(2026, 3, 1)
    before = Solution(
        id="x", seq=1, created_at=NOW, issues=(), studied_on=TODAY, method="清渠",
        steps=(Step(what="清渠", done_on=fixed), Step(what="换管")),
    )  # fmt: skip
    lines = held(before)["steps"].replace("换管", "[x] 换管")
    draft = drafted(Solution, {"steps": lines}, TODAY, before)
    values, problems = read_draft(Solution, draft, TODAY)
    assert problems == []
    assert [each.done_on for each in values["steps"]] == [fixed, TODAY]


def test_words_that_name_no_household_stay_words() -> None:
    """A household is either picked or told in words, and the other one of both is emptied."""
    picked = drafted(Visit, {"household": Picked("h1", "陈桂生")}, TODAY)
    assert dict(picked) == {"household": "h1", "household_text": ""}
    typed = drafted(Visit, {"household": Picked("", "村口的老王")}, TODAY)
    assert dict(typed) == {"household": "", "household_text": "村口的老王"}


def test_a_day_known_only_in_words_is_held_by_no_field() -> None:
    """Where a file had words for a day, the field is empty and shows them, and the day stays."""
    issue = Issue(
        id="x", seq=1, created_at=NOW, title="水渠漏水", found_on=TODAY, found_text="去年冬天"
    )
    assert held(issue)["found_on"] is None
    assert words_for(issue, "found_on") == "去年冬天"
    assert words_for(issue, "due_on") == words_for(None, "found_on") == ""
    late = msgspec.structs.replace(issue, due_text="立行立改")
    assert words_for(late, "due_on") == "立行立改"
