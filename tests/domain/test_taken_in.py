"""What a row says is in the book afterwards, whatever was made of it since; nothing is written over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fieldbook.book import Fieldbook
from fieldbook.book.intake import Intake
from fieldbook.domain.acts.matching import AS_IT_IS
from fieldbook.domain.drafts import Draft
from fieldbook.domain.entries import Oddity, RosterEntry
from fieldbook.intake.sheet import read_sheet
from tests.clock import Clock
from tests.domain.test_matching import home, ledger, roster, row, take, verdicts

SHEET = (
    "留言编号,留言主题,留言时间,留言详情,反映人,承办人,答复意见,办结时间,备注\n"
    "1,水渠漏水,2026-11-01,南坡的水渠漏了,甲、乙,李霞平,,,等天晴\n"
    "2,路灯不亮,2026-11-02,,甲,李霞平,修好了,2026-11-05,\n"
    "3,要办夜校,2026-11-03,,甲,王大山、孙二娘,,2026-11-06,\n"
)


def test_every_column_of_a_ledger_is_in_the_book(book: Fieldbook, tmp_path: Path) -> None:
    """What no field can hold stands in the detail, under the sheet's own heading; again adds nothing."""
    path = tmp_path / "台账.csv"
    path.write_text(SHEET, encoding="utf-8")
    take(book, read_sheet(path))
    assert [each.detail for each in book.issues.all()] == [
        "南坡的水渠漏了\n反映人：甲、乙\n承办人：李霞平\n备注：等天晴",
        "",
        "承办人：王大山、孙二娘",
    ]
    solution, closed = book.solutions.all()
    assert solution.responsible is not None
    assert solution.responsible.name == "李霞平"
    assert (closed.method, closed.solved_on) == ("办结时间：2026-11-06", dt.date(2026, 11, 6))
    acts = book.acts
    assert take(book, read_sheet(path), update=True) == ["same"] * 3
    assert book.acts == acts


@pytest.mark.parametrize("before", [(), (home(1, group="", address="", contact=""),)])
def test_every_column_of_a_roster_is_in_the_book(
    book: Fieldbook, before: tuple[RosterEntry, ...]
) -> None:
    """What a roster says of a household comes in whole, at first and when the row has changed."""
    whole = home(1, people=4, phone="0311", visit_every_days=7, note="有牛", tags=("独居",))
    take(book, roster(*before))
    take(book, roster(whole), update=True)
    (household,) = book.households.all()
    for name in AS_IT_IS:
        said = getattr(whole, name)
        assert said, f"the roster of this test has no {name}: give it one"
        assert getattr(household, name) == said, name


def test_a_changed_row_keeps_its_note_too(book: Fieldbook) -> None:
    """Taking changed words or a first reply over leaves every labelled line there, once."""
    asked = {"reply": "", "replied_on": None, "replied_text": ""}
    noted = (("note", "Note"),)
    rows = (row(1, note="等天晴", **asked), row(2, note="急", **asked))
    take(book, ledger(*rows)._replace(columns=noted))
    assert [each.detail for each in book.issues.all()] == ["详情\nNote: 等天晴", "详情\nNote: 急"]
    rows = (row(1, detail="新的", note="等天晴", **asked), row(2, note="急\n再急"))
    changed = ledger(*rows)._replace(columns=noted)
    assert take(book, changed, update=True) == ["changed", "changed"]
    assert [each.detail for each in book.issues.all()] == [
        "新的\nNote: 等天晴",
        "详情\nNote: 急\nNote: 急\n再急",
    ]
    assert take(book, changed, update=True) == ["same", "same"]


def test_a_reply_that_is_dated_back_leaves_the_solution_right(book: Fieldbook) -> None:
    """The day of the study moves with the reply's day, so that the solution can still be edited."""
    take(book, ledger(row(1), row(2)))
    book.solutions.edit(book.solutions.all()[1].id, Draft(studied_on="2019-05-01"))
    again = {"replied_on": dt.date(2019, 4, 20), "replied_text": "2019/4/20"}
    take(book, ledger(row(1, **again), row(2, **again)), update=True)
    for each in book.solutions.all():
        assert (each.studied_on, each.solved_on) == (dt.date(2019, 4, 20), dt.date(2019, 4, 20))
        assert book.solutions.edit(each.id, Draft(result="好")).result == "好"


@pytest.mark.parametrize(
    ("replied_on", "status"), [("2026-11-20", "acting"), ("", "acting"), ("2026-11-23", "solved")]
)
def test_the_solution_with_which_an_issue_relapsed_stays_readable(
    book: Fieldbook, clock: Clock, replied_on: str, status: str
) -> None:
    """A new reply after a relapse is a new solution; an older one does not say that it is solved."""
    take(book, ledger(row(1)))
    (old,) = book.solutions.all()
    book.follow_ups.check_at_once(old.id, Draft(result="relapsed"))
    day = dt.date.fromisoformat(replied_on) if replied_on else None
    new = row(1, reply="重新修了", replied_on=day, replied_text=replied_on)
    clock.pass_days(3)
    assert take(book, ledger(new), update=True) == ["changed"]
    assert [each.method for each in book.solutions.all()] == ["办了", "重新修了"]
    assert book.solutions.get(old.id).solved_on == old.solved_on
    assert book.issues.status(book.issues.all()[0].id) == status
    take(book, ledger(row(1, reply="又修了", replied_text="x")), update=True)
    assert [each.method for each in book.solutions.all()] == ["办了", "又修了"]


def two_brigades(book: Fieldbook) -> None:
    """Two brigades, each with a first group and a household of the same head there."""
    for unit in ("甲队", "乙队"):
        book.groups.found(Draft(name="1组", unit=unit))
    take(book, roster(home(1, group="1组", unit="甲队", address="1号", people=3)))


def test_a_roster_without_units_leaves_other_brigades_alone(book: Fieldbook) -> None:
    """Of two groups of one name nobody can say which is meant: no household is written over, it is told."""
    two_brigades(book)
    (first,) = book.households.all()
    nameless = roster(home(1, group="1组", address="1号", people=9), home(2, group="1组"))
    intake = book.intake.preview(nameless)
    assert verdicts(intake) == ["new", "new"]
    assert intake.sheet.oddities == tuple(
        Oddity(number, "group", "several_groups", "1组") for number in (1, 2)
    )
    book.intake.take(intake, update=True)
    assert book.households.get(first.id) == first
    assert [each.group for each in book.households.all()] == [first.group, "", ""]
    assert take(book, nameless, update=True) == ["same", "same"]
    more = roster(home(1, group="1组", address="1号", people=10))
    assert take(book, more, update=True) == ["changed"]
    assert [each.people for each in book.households.all()] == [3, 10, None]
    book.households.edit(book.households.all()[1].id, Draft(group=book.groups.all()[1].id))
    assert take(book, more, update=True) == ["same"]
    assert not book.intake.preview(more).sheet.oddities, "nothing is unclear any more"


@pytest.mark.parametrize(
    ("group", "told"), [("", [Oddity(0, "unit", "names_group", "石桥")]), ("1组", [])]
)
def test_a_unit_that_the_book_has_as_a_group_is_told_once(
    book: Fieldbook, group: str, told: list[Oddity]
) -> None:
    """It is taken as the file says; where groups are named beside it, it is a unit indeed."""
    book.groups.found(Draft(name="石桥"))
    rows = (home(nth, unit="石桥", group=group) for nth in (1, 2))
    intake = book.intake.preview(roster(*rows, home(3, unit="王庄", group=group)))
    assert [each for each in intake.sheet.oddities if each.reason == "names_group"] == told


def test_a_roster_with_units_tells_the_same_name_apart(book: Fieldbook) -> None:
    """The same head at the same number of a street in two brigades is two households."""
    two_brigades(book)
    rows = [home(n, head="户主1", code="", group="1组", unit=unit, address="1号", people=7)
            for n, unit in enumerate(("甲队", "乙队"), 1)]  # fmt: skip
    assert take(book, roster(*rows), update=True) == ["changed", "new"]
    assert [each.people for each in book.households.all()] == [7, 7]
    assert take(book, roster(*rows), update=True) == ["same", "same"]


def test_a_household_that_fits_none_is_told(book: Fieldbook) -> None:
    """Its words stay with the issue; that no household, or more than one, fits them is said, and at no other."""
    take(
        book,
        roster(
            home(1, head="甲", code="1"), home(2, head="乙", code="2"), home(3, head="乙", code="3")
        ),
    )
    rows = [row(1, household="甲"), row(2, household="丙"), row(3, household="乙"), row(4),
            row(5, raised_by="乙"), row(6, raised_by="甲"), row(7, raised_by="丙")]  # fmt: skip
    intake = book.intake.preview(ledger(*rows))
    assert _told_of_households(intake) == [
        (2, "no_household", "丙"),
        (3, "several_households", "乙"),
        (5, "several_households", "乙"),
    ]
    book.intake.take(intake)
    issues = book.issues.all()
    assert [each.household_text for each in issues] == ["", "丙", "乙", "", "", "", ""]
    assert [bool(each.household) for each in issues] == [True, *[False] * 4, True, False]
    assert not _told_of_households(book.intake.preview(ledger(*rows)))


def _told_of_households(intake: Intake) -> list[tuple[int, str, str]]:
    reasons = {"no_household", "several_households"}
    return [(o.row, o.reason, o.value) for o in intake.sheet.oddities if o.reason in reasons]
