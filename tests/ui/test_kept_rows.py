"""The lists keep their rows: what an act did not touch is not made again, and nothing is stale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Issue
from fieldbook.ui import kept_rows
from fieldbook.ui.kept_rows import KeptRows, Order
from fieldbook.ui.screens.households import HouseholdsScreen
from fieldbook.ui.screens.issues import IssuesScreen
from fieldbook.ui.screens.solutions import SolutionsScreen
from fieldbook.ui.widgets.columns import ListRow
from tests.village import Village

Act = Callable[[Village], object]


def _visit(village: Village) -> object:
    household = village.households[1]
    draft = Draft(household=household.id, visited_on="2026-11-20", met=household.head)
    return village.book.visits.note(draft, [Draft(title="井台结冰")])


ACTS: tuple[Act, ...] = (
    _visit,
    lambda v: v.book.issues.edit(v.issues[1].id, Draft(title="改了的题目", found_on="2026-01-05")),
    lambda v: v.book.solutions.solve(v.solution.id, Draft(result="好了")),
    lambda v: v.book.follow_ups.check(v.book.follow_ups.pending()[0].id, Draft(result="relapsed")),
    lambda v: v.book.solutions.note(Draft(issues=[v.issues[1].id], method="一起修")),
    lambda v: v.book.households.edit(v.households[0].id, Draft(head="陈桂生二")),
    lambda v: v.book.groups.edit(v.groups[0].id, Draft(name="三组", visit_every_days="5")),
    lambda v: v.book.households.merge(v.households[0].id, [v.households[1].id]),
    lambda v: v.book.issues.remove(v.issues[0].id),
    lambda v: v.book.undo(),
    lambda v: v.book.undo(),
    lambda v: v.book.redo(),
    lambda v: v.book.members.edit(v.members[0].id, Draft(name="周大正")),
    lambda v: v.book.households.remove(v.households[2].id),
)


def _screen(kind: type[Any], village: Village) -> Any:
    class Screen(kind):  # type: ignore[misc]
        book = village.book

    return Screen()


def steps_of(screen: Any) -> Iterator[None]:
    """The making of the rows beforehand."""
    made: Iterator[None] = screen.kept.steps(screen.book.shelf, screen.book.today)
    return made


@pytest.mark.parametrize("kind", [HouseholdsScreen, IssuesScreen, SolutionsScreen])
def test_kept_rows_are_what_new_ones_would_be(
    village: Village,
    kind: type[Any],
) -> None:
    """After every act, undo and redo, the kept rows agree with rows made all anew."""
    screen = _screen(kind, village)
    screen.rows()
    for act in ACTS:
        act(village)
        fresh = KeptRows(screen.record_type, screen.make_row, screen.touched)
        assert screen.rows() == fresh.rows(village.book.shelf, village.book.today)


def test_one_act_makes_few_rows(village: Village) -> None:
    """Editing one issue makes one row anew, however many there are."""
    screen = _screen(IssuesScreen, village)
    screen.rows()
    made: list[str] = []
    make = screen.make_row

    def counted(record: Issue, on: dt.date) -> tuple[Order, ListRow]:
        made.append(record.id)
        row: tuple[Order, ListRow] = make(record, on)
        return row

    screen.kept._row_of = counted
    village.book.issues.edit(village.issues[0].id, Draft(detail="另一句"))
    screen.rows()
    assert made == [village.issues[0].id]


def test_another_day_is_another_list(village: Village) -> None:
    """At midnight the days until a visit change, though nobody wrote anything."""
    screen = _screen(HouseholdsScreen, village)
    before = screen.rows()
    village.clock.today = village.clock.today + dt.timedelta(days=3)
    assert [row.cells for row in screen.rows()] != [row.cells for row in before]


@pytest.mark.parametrize("kind", [HouseholdsScreen, IssuesScreen, SolutionsScreen])
@pytest.mark.parametrize("acts_between", [0, 3, 40])
def test_rows_made_beforehand_are_what_new_ones_would_be(
    village: Village,
    kind: type[Any],
    monkeypatch: pytest.MonkeyPatch,
    acts_between: int,
) -> None:
    """Acts between two steps are seen, few or more than the shelf can name, and rows asked early."""
    monkeypatch.setattr(kept_rows, "STEP", 1)
    screen = _screen(kind, village)
    steps = steps_of(screen)
    next(steps)
    for number in range(acts_between):
        village.book.issues.edit(village.issues[0].id, Draft(title=f"另一句 {number}"))
    village.book.households.assign(Draft(head="新户"))
    if acts_between == 3:
        for _step in steps:
            village.book.households.edit(village.households[0].id, Draft(head="改了"))
    fresh = KeptRows(screen.record_type, screen.make_row, screen.touched)
    assert screen.rows() == fresh.rows(village.book.shelf, village.book.today)
    assert list(steps) == []
    assert screen.rows() == fresh.rows(village.book.shelf, village.book.today)


def test_rows_made_beforehand_are_not_made_again(village: Village) -> None:
    """The first showing of the screen makes none."""
    screen = _screen(IssuesScreen, village)
    assert list(steps_of(screen))
    screen.kept._row_of = None
    assert len(screen.rows()) == len(village.book.issues.all())
    assert list(steps_of(screen)) == []


def test_rows_made_half_are_made_anew(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that cannot be drawn fails once, and does not hold up who asks again."""
    monkeypatch.setattr(kept_rows, "STEP", 1)
    screen = _screen(IssuesScreen, village)
    row_of = screen.kept._row_of

    def odd(record: Issue, on: dt.date) -> tuple[Order, ListRow]:
        raise KeyError(record.id)

    screen.kept._row_of = odd
    with pytest.raises(KeyError):
        screen.rows()
    screen.kept._row_of = row_of
    assert len(screen.rows()) == len(village.book.issues.all())
