"""Contact groups are compared by what the book knows of them, and all their work is in some row."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import Issue, Visit
from fieldbook.i18n import use_language
from fieldbook.papers import ANNEXES
from fieldbook.papers.composing import compose
from fieldbook.reports.contact_groups import contact_groups, in_all, side_by_side, without_notes
from fieldbook.reports.figures import figures
from fieldbook.reports.meeting import Meeting, meeting
from fieldbook.reports.meeting_method import FellBack
from fieldbook.reports.tables import Share
from fieldbook.ui.told.contact import comparison_lines
from tests.clock import Clock

SINCE = dt.timedelta(days=30)


def assigned(book: Fieldbook, head: str, contact_group: str) -> str:
    """A household in the contact of a member of a contact group."""
    name = f"第{contact_group}组联系人"
    ids = book.shelf.member_ids(name)
    contact = (
        ids[0] if ids else book.members.write(Draft(name=name, contact_group=contact_group)).id
    )
    return book.households.assign(Draft(head=head, contact=contact, visit_every_days=7)).id


@pytest.fixture
def two(book: Fieldbook) -> Fieldbook:
    """Two contact groups; of the second one nobody wrote anything in this book."""
    homes = [assigned(book, head, group) for head, group in (("甲", "1"), ("乙", "1"), ("丙", "2"))]
    group = book.groups.found(Draft(name="三组")).id
    start = book.today - dt.timedelta(days=20)
    book.visits.note(Draft(household=homes[0], visited_on=start))
    book.visits.note(Draft(household=homes[1], manner="came_to_us", visited_on=start))
    book.visits.note(Draft(household=homes[1], manner="nobody_home", visited_on=book.today))
    book.visits.note(Draft(group=group, visited_on=book.today))
    book.visits.note(Draft(household_text="路上的人", visited_on=book.today))
    book.issues.raise_(Draft(title="户里的", household=homes[0], found_on=start))
    book.issues.raise_(Draft(title="组里的", group=group, found_on=start))
    return book


def of_the_month(book: Fieldbook) -> Meeting:
    """The meeting of the last 30 days."""
    return meeting(book.shelf, book.today - SINCE, book.today, book.today, DEFAULT_HABITS)


def test_a_contact_group_without_notes_has_no_figures(two: Fieldbook) -> None:
    """It is named as one of whom there are no notes here; nought of it is never told."""
    rows = of_the_month(two).method.contact_groups
    assert without_notes(rows) == ("2",)
    at = [each.contact_group for each in rows].index("2")
    told = {column.word: column.cells[at] for column in side_by_side(rows)}
    assert told.pop("contact_group") == "2"
    assert told.pop("households") == 1
    assert set(told.values()) == {None}


@pytest.mark.parametrize("width", [40, 100])
def test_a_contact_group_without_notes_is_named_below_the_table(two: Fieldbook, width: int) -> None:
    """On a screen the line below the table says of whom nothing is known here."""
    rows = of_the_month(two).method.contact_groups
    use_language("en")
    *_, below = comparison_lines(rows, "1", width)
    assert below.text.startswith("No visit and no issue in this book yet: ")
    assert below.text.endswith(": 2.")


def test_what_is_in_no_contact_group_is_not_named_as_one(book: Fieldbook) -> None:
    """Households without a contact have a row, but on the first day none is said to lack their notes."""
    assigned(book, "甲", "1")
    book.households.assign(Draft(head="乙"))
    rows = of_the_month(book).method.contact_groups
    assert [each.contact_group for each in rows] == ["1", ""]
    assert without_notes(rows) == ("1",)


def test_what_was_done_before_a_handover_of_the_day_stays(book: Fieldbook) -> None:
    """Visited in the morning, handed over at noon: the visit is his who went, the next one is the other's."""
    home, other = assigned(book, "甲", "1"), assigned(book, "乙", "2")
    book.visits.note(Draft(household=home))
    book.issues.raise_(Draft(title="漏水", household=home))
    book.households.reassign([home], book.households.get(other).contact)
    told = {each.contact_group: each for each in of_the_month(book).method.contact_groups}
    assert [(told[e].households, told[e].visits, told[e].noted) for e in "12"] == [
        (0, 1, True), (2, 0, False),
    ]  # fmt: skip
    book.visits.note(Draft(household=home))
    told = {each.contact_group: each for each in of_the_month(book).method.contact_groups}
    assert [told[each].visits for each in "12"] == [1, 1]


def test_visits_in_the_table_add_up(two: Fieldbook) -> None:
    """To those of the figures: whoever came is counted, and a visit to a group or to nobody known."""
    found = of_the_month(two)
    met = [each for each in two.shelf.every(Visit) if each.manner != "nobody_home"]
    assert sum(row.visits for row in found.method.contact_groups) == len(met) == 4
    assert found.figures.contact["visits"].many == len(met)
    assert found.figures.contact["came_to_us"].many == 1


def test_a_work_group_s_own_issue_is_in_some_row(two: Fieldbook) -> None:
    """Whether it was referred in time is asked of it as of any other."""
    rows = of_the_month(two).method.contact_groups
    late = [each for each in two.shelf.every(Issue) if each.referred_on is None]
    assert sum(row.in_time.whole for row in rows) == len(late) == 2
    assert in_all(rows)[1] == Share(0, 2)


def test_one_contact_group_has_its_shares(book: Fieldbook) -> None:
    """A book with one contact group has nothing to compare, and tells what was kept all the same."""
    home = assigned(book, "甲", "1")
    for days in (21, 14):
        book.visits.note(Draft(household=home, visited_on=book.today - dt.timedelta(days=days)))
    book.issues.raise_(Draft(title="灯", found_on=book.today - dt.timedelta(days=10)))
    found = of_the_month(book).figures
    # Due after 7 and 14 days, the first kept by the second visit; the third is due today.
    assert found.contact["kept"][:2] == (1, 2)
    assert found.issues["referred_in_time"][:2] == (0, 1)


def test_what_fell_due_before_there_was_a_contact_counts(book: Fieldbook, clock: Clock) -> None:
    """It is due to whoever went there last, like his visit, and stands in no row of nobody's."""
    member = book.members.write(Draft(name="甲", contact_group="1"))
    home = book.households.assign(Draft(head="乙", visit_every_days=10)).id
    never = book.households.assign(Draft(head="丙")).id
    clock.pass_days(40)
    visit = book.visits.note(Draft(household=home, visited_on=book.today - dt.timedelta(days=24)))
    his = msgspec.structs.replace(visit, created_by=member.id)
    book._desk.commit("edit", [Change(visit, his)])
    book.households.reassign([home, never], member.id)
    found = of_the_month(book)
    assert found.figures.contact["kept"][:2] == (0, 1)
    assert [each.contact_group for each in found.method.contact_groups] == ["1"]


def test_what_nobody_signed_before_there_was_a_contact_is_the_first_contacts(
    book: Fieldbook,
) -> None:
    """A new book knows nobody yet; what is written down then, back-dated too, is in a group's row."""
    home = book.households.assign(Draft(head="甲")).id
    book.visits.note(Draft(household=home, visited_on=book.today - dt.timedelta(days=9)))
    first, second = (book.members.write(Draft(name=f"李{e}", contact_group=e)).id for e in "12")
    book.households.reassign([home], first)
    book.households.reassign([home], second)
    rows = contact_groups(book.shelf, book.today - SINCE, book.today, DEFAULT_HABITS)
    assert [(each.contact_group, each.visits) for each in rows] == [("1", 1), ("2", 0)]


def test_where_nothing_fell_due_nothing_was_kept(book: Fieldbook) -> None:
    """A household assigned today asks for no visit yet: no share is told, and no nought of nought."""
    assigned(book, "甲", "1")
    found = of_the_month(book).figures
    assert "kept" not in found.contact
    assert "referred_in_time" not in found.issues


def test_who_has_his_days_yet_is_not_counted(book: Fieldbook) -> None:
    """A household that was just assigned is not overdue, and no part of those to be visited in time."""
    first = assigned(book, "甲", "1")
    assigned(book, "乙", "1")
    found = figures(book.shelf, book.today, DEFAULT_HABITS)
    assert found.share_in_time == (0, 0)
    assert found.share_in_time.ratio is None
    book.visits.note(Draft(household=first))
    assert figures(book.shelf, book.today, DEFAULT_HABITS).share_in_time == (1, 1)
    later = book.today + 2 * SINCE
    assert figures(book.shelf, later, DEFAULT_HABITS).share_in_time == (0, 2)


def test_a_visit_with_a_marked_day_is_a_note(book: Fieldbook) -> None:
    """Its contact group is not without notes, though no period has the visit."""
    home = assigned(book, "甲", "1")
    visit = book.visits.note(Draft(household=home))
    marked = msgspec.structs.replace(visit, visited_text="去年冬天")
    book._desk.commit("edit", [Change(visit, marked)])
    rows = contact_groups(book.shelf, book.today - SINCE, book.today, DEFAULT_HABITS)
    (row,) = [each for each in rows if each.contact_group == "1"]
    assert (row.noted, row.visits) == (True, 0)


def test_a_relapse_after_a_stay_is_told_with_it(book: Fieldbook) -> None:
    """The stay stands in the period in which it did not hold, with its figures and the check's words."""
    group = book.groups.found(Draft(name="甲组")).id
    ago = [book.today - dt.timedelta(days=days) for days in (60, 50, 5)]
    stay = book.stays.begin(Draft(group=group, from_on=ago[0], purpose="帮着记账"))
    book.stays.end(stay.id, ago[1])
    check = next(each for each in book.follow_ups.pending() if each.group == group)
    book.follow_ups.check(check.id, Draft(result="relapsed", checked_on=ago[2], note="账又停了"))
    found = meeting(book.shelf, book.today - SINCE, book.today, book.today, DEFAULT_HABITS)
    (line,) = found.method.stays
    assert (line.group, line.relapses) == ("甲组", (FellBack(ago[2], "账又停了"),))
    assert len(line.sides) == 3
    assert found.figures.groups["after_stays"].many == 1
    assert found.figures.groups["stays"].many == 0
    paper = str(compose(found, audience="branch", annexes=ANNEXES))
    assert "账又停了" in paper
    assert "账又停了" not in str(compose(found, audience="above", annexes=ANNEXES))
    before = meeting(book.shelf, ago[1], ago[2] - dt.timedelta(days=1), book.today, DEFAULT_HABITS)
    assert before.figures.groups["after_stays"].many == 0
    assert all(not each.relapses for each in before.method.stays)


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(199, 200, 99), (1, 300, 1), (0, 300, 0), (200, 200, 100), (2, 3, 67), (0, 0, None)],
)
def test_all_and_none_are_told_of_nothing_else(part: int, whole: int, told: int | None) -> None:
    """A share is 100 percent where nothing is wanting, 0 where there is nothing."""
    assert Share(part, whole).percent == told
