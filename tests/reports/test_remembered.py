"""What the shelf remembers of a report is what the report would say if it were asked anew."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Household, Visit
from fieldbook.domain.rows import Rows
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.agenda import Agenda, agenda
from fieldbook.reports.county import county
from fieldbook.reports.diary_calendar import calendar, records_of
from fieldbook.reports.groups import group_row, group_rows
from fieldbook.reports.rhythm import days_between
from fieldbook.reports.tasks import TaskRow
from tests.book.test_undo import DOINGS, Verb
from tests.clock import Clock
from tests.village import Village

TOUCHED: dict[str, Verb] = {
    "a check is made": lambda v: v.book.follow_ups.check(
        v.book.follow_ups.pending()[0].id, Draft(result="held")
    ),
    "a check finds it relapsed": lambda v: v.book.follow_ups.check(
        v.book.follow_ups.pending()[0].id, Draft(result="relapsed")
    ),
    "a solution goes": lambda v: v.book.solutions.remove(v.solution.id),
    "a group goes": lambda v: v.book.groups.remove(v.groups[0].id),
    "a group is seen more often": lambda v: v.book.groups.edit(
        v.groups[0].id, Draft(visit_every_days="3")
    ),
    "an issue under way loses its solution": lambda v: v.book.solutions.remove(
        v.book.solutions.note(Draft(issues=[v.issues[1].id], method="修灯")).id
    ),
}
"""Acts on a book in which follow-ups have come due, each on a record that some part only reads."""


def said(found: Agenda) -> list[Any]:
    """Everything an agenda says, in a form that can be compared."""
    return [each if isinstance(each, (int, str)) else list(map(_row, each)) for each in found[1:]]


def _row(row: object) -> object:
    if isinstance(row, TaskRow):  # its households stand in no order of their own
        return row.task, {e.id for e in row.told}, {e.id for e in row.untold}, row.running
    return row


def assert_fresh(book: Fieldbook) -> None:
    """The book's agenda and its groups are those of a shelf which remembers nothing."""
    fresh = Shelf(book.shelf.everything())
    assert said(book.agenda()) == said(agenda(fresh, book.today, book.habits))
    one = frozenset(each.id for each in book.members.all()[:1])
    now, then = (agenda(each, book.today, book.habits, one) for each in (book.shelf, fresh))
    assert said(now) == said(then)
    assert book.groups.rows() == group_rows(fresh, book.today)
    assert book.groups.figures() == county(fresh, (), book.today)
    for each in book.groups.all():
        assert book.groups.row(each.id) == group_row(fresh, each, book.today)
    first, last = book.today - dt.timedelta(days=120), book.today + dt.timedelta(days=120)
    days = list(days_between(first, last))
    assert [records_of(book.shelf, on) for on in days] == [records_of(fresh, on) for on in days]
    assert book.diary.calendar(first, last) == calendar(fresh, first, last, book.today, book.habits)


@pytest.mark.parametrize("name", DOINGS)
def test_nothing_is_ever_stale(village: Village, name: str) -> None:
    """After every verb, undone and redone, and on another day, with everything asked before."""
    book = village.book
    book.tasks.write(Draft(title="冬修"))
    village.clock.pass_days(9)
    _do_and_undo(village, DOINGS[name])


@pytest.mark.parametrize("name", TOUCHED)
def test_what_is_only_read_counts_too(village: Village, name: str) -> None:
    """Also where the record that changed has no row of its own in the part."""
    book = village.book
    book.solutions.solve(village.solution.id, Draft())
    book.follow_ups.plan(Draft(group=village.groups[0].id, due_on="+3"))
    village.clock.pass_days(100)
    _do_and_undo(village, TOUCHED[name])


def _do_and_undo(village: Village, verb: Verb) -> None:
    book = village.book
    assert_fresh(book)
    known = len(book.acts)
    verb(village)
    assert_fresh(book)
    for _each in book.acts[known:]:
        book.undo()
        assert_fresh(book)
    for _each in book.acts[known:]:
        book.redo()
        assert_fresh(book)
    village.clock.pass_days(1)
    assert_fresh(book)


def test_the_summaries_count_from_the_first_record_that_is_left(
    book: Fieldbook, clock: Clock
) -> None:
    """Where the first record goes, the five days are counted from the next."""
    first = book.members.write(Draft(name="周大"))
    clock.pass_days(4)
    book.members.write(Draft(name="周二"))
    due = [each.due_on for each in book.agenda().marks]
    book.members.remove(first.id)
    later = [each.due_on for each in book.agenda().marks]
    assert [(b - a).days for a, b in zip(due, later, strict=True)] == [0, 4, 4]


def test_an_answer_is_kept_until_its_kinds_change(village: Village) -> None:
    """Asked again nothing is made; a change of another kind leaves the answer standing."""
    made: list[int] = []

    def ask(*given: object) -> int:
        def make() -> int:
            made.append(1)
            return len(made)

        return village.book.shelf.remember("asked", (Household, Visit), make, *given)

    assert (ask(), ask()) == (1, 1)
    village.book.issues.raise_(Draft(title="另一件"))
    assert ask() == 1
    village.book.visits.remove(village.visit.id)
    assert (ask(), ask()) == (2, 2)
    village.book.undo()
    assert (ask(), ask("another day")) == (3, 4)


def test_today_asked_again_goes_through_no_issue(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was picked of the unsolved issues stands until an issue, or what was done on one, changes."""
    book, asked = village.book, []
    monkeypatch.setattr("fieldbook.reports.agenda.waits_for_answer", lambda *of: asked.append(of))
    book.agenda()
    before = len(asked)
    book.visits.remove(village.visit.id)
    book.agenda()
    assert (before > 0, len(asked)) == (True, before)
    book.issues.raise_(Draft(title="另一件"))
    book.agenda()
    assert len(asked) > before


def test_the_last_visit_follows_a_visit_to_another_household(village: Village) -> None:
    """A visit that was written down for the wrong door counts for the right one afterwards."""
    book, (first, second, *_) = village.book, village.households
    before = book.shelf.last_visit(first), book.shelf.last_visit(second)
    assert before[0] == village.visit
    book.visits.edit(village.visit.id, Draft(household=second.id))
    assert book.shelf.last_visit(first) is None
    last = book.shelf.last_visit(second)
    assert last is not None
    assert last.id == village.visit.id
    book.undo()
    assert book.shelf.last_visit(first) is not None
    assert book.shelf.last_visit(second) == before[1]


def test_rows_are_made_when_they_are_looked_at() -> None:
    """Counting makes none, a slice its own, and they are the same rows in whatever way."""
    made: list[int] = []

    def row_of(number: int) -> str:
        made.append(number)
        return f"row {number}"

    rows = Rows([1, 2, 3, 4], row_of)
    assert len(rows) == 4
    assert made == []
    assert list(rows[:2]) == ["row 1", "row 2"]
    assert made == [1, 2]
    assert rows[-1] == "row 4"
    assert list(rows) == [f"row {number}" for number in (1, 2, 3, 4)]
