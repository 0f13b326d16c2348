"""The shelf: orders that neither an edit nor a wrong clock turns about, and what the trash gives back."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid
from fieldbook.domain.records import FollowUp, Issue, Visit
from fieldbook.domain.shelf import Shelf
from tests.clock import Clock, counted_ids
from tests.memory_store import MemoryStore
from tests.village import Village, new_book


def test_an_edited_record_keeps_its_place(village: Village) -> None:
    """What points to a record stands in the order it came, also after the first of it was edited."""
    book, shelf, home = village.book, village.book.shelf, village.households[0].id
    first, second = village.issues
    book.issues.edit(first.id, Draft(title="改了"))
    assert [each.id for each in shelf.pointing(Issue, "household", home)] == [first.id, second.id]
    book.issues.edit(first.id, Draft(household=village.households[1].id))
    assert [each.id for each in shelf.pointing(Issue, "household", home)] == [second.id]
    book.solutions.solve(village.solution.id, Draft())
    due = [each.id for each in shelf.pointing(FollowUp, "solution", village.solution.id)]
    book.follow_ups.edit(due[0], Draft(note="先去"))
    assert [e.id for e in shelf.pointing(FollowUp, "solution", village.solution.id)] == due


def test_of_two_visits_on_a_day_the_last_written_counts(book: Fieldbook) -> None:
    """After the clock was set back the ids go the other way; the later promise is shown all the same."""
    home = book.households.assign(Draft(head="陈桂生"))
    first = book.visits.note(Draft(household=home.id, promised="先说的"))
    second = book.visits.note(Draft(household=home.id, promised="后说的"))
    ids = {first.id: second.id, second.id: first.id}
    swapped = [_with_id(each, ids[each.id]) for each in (second, first)]
    shelf = Shelf([home, *swapped])
    assert [each.promised for each in shelf.visits_to(home.id)] == ["先说的", "后说的"]
    last = shelf.last_visit(home)
    assert last is not None
    assert last.promised == "后说的"


def _with_id(visit: Visit, record_id: str) -> Visit:
    fields = {name: getattr(visit, name) for name in Visit.__struct_fields__}
    return Visit(**{**fields, "id": record_id})


def test_the_trash_shows_the_latest_first_wherever_one_was(clock: Clock) -> None:
    """What was removed later stands before, also where the clocks stood in two time zones."""
    now = clock()

    def travelling() -> dt.datetime:
        return now

    book = Fieldbook(MemoryStore(), clock=travelling, new_id=counted_ids())
    issues = [book.issues.raise_(Draft(title=title)) for title in ("先", "后")]
    book.issues.remove(issues[0].id)
    now = (now + dt.timedelta(hours=1)).astimezone(dt.UTC)
    book.issues.remove(issues[1].id)
    assert [each.id for each in book.trash()] == [issues[1].id, issues[0].id]


def test_what_was_given_to_another_meanwhile_is_not_given_twice(village: Village) -> None:
    """A household's number and a group's name are its own when it is restored, too; it stays whole."""
    book, home = village.book, village.households[0]
    book.households.remove(home.id)
    new = book.households.assign(Draft(head="新来", code=home.code, group=home.group))
    with pytest.raises(Invalid) as wrong:
        book.households.restore(home.id)
    assert [each.reason for each in wrong.value.problems] == ["code_taken_since"]
    assert home.id in [each.id for each in book.trash()]
    book.households.edit(new.id, Draft(code="0399"))
    assert book.households.restore(home.id).code == home.code
    group = book.groups.found(Draft(name="5组", unit="甲"))
    book.groups.remove(group.id)
    other = book.groups.found(Draft(name="5组", unit="甲"))
    with pytest.raises(Invalid) as wrong:
        book.groups.restore(group.id)
    assert [each.reason for each in wrong.value.problems] == ["name_taken_since"]
    book.groups.edit(other.id, Draft(unit="乙"))
    assert book.groups.restore(group.id).name == "5组"


def test_households_without_a_number_are_restored_beside_each_other(clock: Clock) -> None:
    """No number is nobody's own."""
    book = new_book(clock)
    home = book.households.assign(Draft(head="陈桂生"))
    book.households.remove(home.id)
    book.households.assign(Draft(head="李霞平"))
    assert book.households.restore(home.id).removed_at is None


def test_a_group_and_a_member_are_found_however_they_are_written(book: Fieldbook) -> None:
    """As it is written first; else folded, of a group within its unit, told in more levels or fewer."""
    for name, unit in (("3组", "甲村"), ("三组", "红旗/乙村"), ("3队", "甲村"), ("陈组", "")):
        book.groups.found(Draft(name=name, unit=unit))
    book.members.write(Draft(name="José"))

    def named(name: str, *unit: str) -> list[str]:
        return ["/".join((*each.unit, each.name)) for each in book.shelf.groups_named(name, unit)]

    assert named("3组") == ["甲村/3组"]
    assert named("第３组") == ["甲村/3组", "红旗/乙村/三组"]
    assert named("3组", "乙村") == ["红旗/乙村/三组"]
    assert named("第三组", "红旗", "乙村") == ["红旗/乙村/三组"]
    assert named("3", "甲村") == ["甲村/3组", "甲村/3队"]
    assert named("3组", "丙村") == named("4组") == named("3组（南）") == []
    assert book.shelf.member_ids("JOSE\u0301") == book.shelf.member_ids("José") != ()
    with pytest.raises(Invalid):
        book.groups.found(Draft(name="第3组", unit="甲村"))
