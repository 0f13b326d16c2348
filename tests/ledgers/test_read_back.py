"""A ledger read back: nothing lost, nothing twice."""

from __future__ import annotations

import datetime as dt
from itertools import zip_longest
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledgers.conftest import Cells, cells_of, empty_book, preview_of, workbook_of

from fieldbook.book import Fieldbook
from fieldbook.demo import make_village
from fieldbook.domain.acts.making import Pen
from fieldbook.domain.changes import Change
from fieldbook.domain.records import (
    FollowUp,
    Issue,
    Person,
    Record,
    Referral,
    Solution,
    Step,
    Visit,
)
from fieldbook.i18n import use_language
from fieldbook.ledgers import workbook

HARD = ["=1+1", "=SUM(A1:A2)", "价格_x0041_问题", "_x000D_", "_x005F_", "😀" * 3, "无", "-", "#REF!", "'quoted", '"', "a | b",
        "甲、乙", "（空）", "1899-12-31", "0311", "３", " 两边 ", "a\tb", '="0311"', "TRUE", "\ufffe\uffff", "x\x0b\x1f", "a\rb",
        "@x", "+1", "号" * 70, "😀" * 33, "_" * 39 + "_x0041_"]  # fmt: skip
Fields = dict[str, Any]
TEXTS = st.one_of(
    st.sampled_from(HARD),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(
        lambda t: t.strip() != ""
    ),
)
NOTHING = st.just("")
DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31))
PEOPLE = st.builds(lambda name, role: Person(name=name, role=role), TEXTS, TEXTS | NOTHING)


def new(pen: Pen, *, kind: type[Record], **fields: Any) -> Change:
    """A record of any kind, which need not be one that an act would make."""
    return Change(None, pen.new(kind, **fields))


ISSUES = st.fixed_dictionaries(
    {
        "title": TEXTS,
        "found_on": DAYS,
        "found_text": st.none() | NOTHING,
        "detail": TEXTS | NOTHING,
        "summary": TEXTS | NOTHING,
        "issue_kind": st.sampled_from(["production", "other"]),
        "raised_by": st.none() | PEOPLE,
        "tags": st.lists(TEXTS, max_size=2).map(tuple),
        "referred_on": st.none() | DAYS,
        "referred_to": TEXTS | NOTHING,
        "answer": TEXTS | NOTHING,
        "household_text": TEXTS | NOTHING,
        "referred_before": st.lists(
            st.builds(
                lambda on, to, answer: Referral(referred_on=on, referred_to=to, answer=answer),
                DAYS, TEXTS, TEXTS | NOTHING,
            ),
            max_size=2,
        ).map(tuple),
    }
)  # fmt: skip
SOLUTIONS = st.fixed_dictionaries(
    {
        "studied_on": DAYS,
        "method": TEXTS,
        "with_whom": st.lists(PEOPLE, max_size=2).map(tuple),
        "responsible": st.none() | PEOPLE,
        "carried_by": st.sampled_from(["", "group", "jointly"]),
        "due_on": st.none() | DAYS,
        "result": TEXTS | NOTHING,
        "steps": st.lists(
            st.builds(
                lambda what, who, due: Step(what=what, who=who, due_on=due),
                TEXTS, TEXTS | NOTHING, st.none() | DAYS,
            ),
            max_size=2,
        ).map(tuple),
    }
)  # fmt: skip
CHECKS = st.lists(
    st.fixed_dictionaries(
        {"due_on": DAYS, "checked_on": st.none() | DAYS, "note": TEXTS | NOTHING,
         "result": st.sampled_from(["", "held", "relapsed"])}
    ),
    max_size=2, unique_by=lambda each: each["due_on"],
)  # fmt: skip


def through(book: Fieldbook) -> tuple[Cells, Cells]:
    """The cells of a book's ledger, and of the ledger of an empty book that took it in."""
    first = workbook_of(book)
    other = empty_book()
    again = preview_of(book, first)
    assert [each for each in again.matches if each.verdict != "same"] == []
    intake = preview_of(other, first)
    assert not intake.sheet.oddities
    other.intake.take(intake)
    return cells_of(first), cells_of(workbook_of(other))


def differing(first: Cells, second: Cells) -> list[object]:
    """The cells that are not the same, by sheet, row and heading."""
    return [
        (sheet, at, first[sheet][0][place], one, other)
        for sheet in first
        for at, rows in enumerate(zip_longest(first[sheet], second[sheet], fillvalue=()))
        for place, (one, other) in enumerate(zip_longest(*rows))
        if one != other
    ]


@pytest.fixture(autouse=True)
def small_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells so small that many a text has to go on in the rows below."""
    monkeypatch.setattr(workbook, "LONGEST", 40)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ISSUES, st.lists(SOLUTIONS, max_size=2), CHECKS)
def test_any_issue_is_read_back_as_it_was(
    issue: Fields, solutions: list[Fields], checks: list[Fields]
) -> None:
    """Whatever stands in an issue, its solutions and follow-ups stands there again, cell by cell."""
    book = empty_book()
    pen = book._desk.pen()
    made = new(pen, kind=Issue, **issue)
    changes = [made]
    for each in solutions:
        solution = new(pen, kind=Solution, issues=(made.after.id,), **each)
        changes.append(solution)
        changes += [new(pen, kind=FollowUp, solution=solution.after.id, **c) for c in checks]
    book._desk.commit("raise", changes)
    first, second = through(book)
    assert differing(first, second) == []


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PEOPLE, max_size=2), st.lists(TEXTS, max_size=3), TEXTS, DAYS)
def test_any_visit_is_read_back_as_it_was(
    met: list[Person], alongside: list[str], note: str, day: dt.date
) -> None:
    """Whatever stands in a visit stands there again, cell by cell."""
    book = empty_book()
    fields = {"met": tuple(met), "alongside": tuple(alongside), "note": note, "learned": note}
    visit = new(book._desk.pen(), kind=Visit, visited_on=day, household_text=note, **fields)
    book._desk.commit("visit", [visit])
    first, second = through(book)
    assert differing(first, second) == []


def test_the_village_comes_back_whole_in_both_languages() -> None:
    """A village's workbook fills an empty book whose workbook has the same cells."""
    for language in ("en", "zh_CN"):
        use_language(language)
        book = empty_book()
        make_village(book)
        first, second = through(book)
        assert differing(first, second) == []
        assert len(first) == 6
