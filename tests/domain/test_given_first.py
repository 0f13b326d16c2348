"""A person whom an office list writes surname first is one person, and is written as he is called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldbook.book import Fieldbook
from fieldbook.domain import folding
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.entries import GroupEntry, RosterEntry, Sheet, VisitEntry
from fieldbook.domain.errors import Invalid
from fieldbook.domain.given_first import given_first
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.merge.alike import alike
from fieldbook.intake.sheet import read_sheet
from fieldbook.papers.masking import seen_by
from fieldbook.reports.meeting import meeting
from tests.domain.test_matching import take

ROSTER = (
    'Head,Group,Members,Contact\n"Brook, Alice",Willow,4,"Reed, Tom"\n'
    '"Slater, Joan",Willow,2,"Reed, Tom"\nAdam Hill,Willow,3,\n'
)
LEDGER = 'Issue,Household,Raised by,Date found\nDitch,"Brook, Alice","Brook, Alice",2026-11-01\n'
Read = Callable[[str], Sheet]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a text as a file of its own."""

    def read_text(text: str) -> Sheet:
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        return read_sheet(path)

    return read_text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Brook, Alice", "Alice Brook"),
        ("BROOK,ALICE", "ALICE BROOK"),
        ("de la Cruz, María Elena", "María Elena de la Cruz"),
        ("O'Brien, J. B.", "J. B. O'Brien"),
        ("Brook, Alice (chairwoman)", "Alice Brook (chairwoman)"),
    ],
)
def test_a_name_with_a_comma_is_written_given_name_first(written: str, said: str) -> None:
    """The comma goes; what stands in brackets stays behind."""
    assert given_first(written) == said
    assert given_first(said) == said


@pytest.mark.parametrize(
    "text",
    [
        "Smith, Jr.", "Smith, Sr.", "Smith, II", "Smith, III", "Smith, MD", "John Smith, Jr.",
        "Banda, chairman", "Banda, Chairman", "Smith, John and Mary", "Smith, John, Jr.",
        "Brook, Vice-Chairman", "Banda, Midwife", "Brook, Junior", "Brook, Deceased", "A, B",
        "Committee, Water", "School, Primary", "Willow, North", "Mill Lane, North", "School, primary",
        "Tom, Dick", "Mary, Joseph", "Alice Brook, Tom Reed", "陈桂生，李霞平", "陈桂生, Li", "Brook, alice", "brook, Alice", "Brook, Alice sells", "B., Alice", "Brook,", ", Alice",
    ],
)  # fmt: skip
def test_suffixes_posts_and_two_people_stay(text: str) -> None:
    """They are as they were written."""
    assert given_first(text) == text


def test_a_roster_is_taken_in_told_once_and_known_again(book: Fieldbook, read: Read) -> None:
    """Heads and contacts alike; the same list again changes nothing."""
    oddities = read(ROSTER).oddities
    assert [(e.row, e.reason, e.value) for e in oddities] == [(0, "given_first", "Brook, Alice")]
    assert take(book, read(ROSTER)) == ["new"] * 3
    heads = [each.head for each in book.households.all()]
    assert heads == ["Alice Brook", "Joan Slater", "Adam Hill"]
    assert [each.name for each in book.members.all()] == ["Tom Reed"]
    assert take(book, read(ROSTER)) == ["same"] * 3
    assert take(book, read(ROSTER.replace("Members", "People"))) == ["same"] * 3


def test_several_behind_a_surname_stay_and_are_told(read: Read) -> None:
    """Beside those that are turned, once a sheet; the heading names both parts of a name."""
    sheet = read(
        '"Surname, First name",Ref\n"Vance, Tom & Linda",R1\n"Brook, Alice",R2\n"Hill, Jo and Al",R3\n'
    )
    told = [(e.head, e.code) for e in sheet.entries if isinstance(e, RosterEntry)]
    assert told == [("Vance, Tom & Linda", "R1"), ("Alice Brook", "R2"), ("Hill, Jo and Al", "R3")]
    assert [(e.row, e.reason, e.value) for e in sheet.oddities] == [
        (0, "given_first", "Brook, Alice"), (0, "several_behind", "Vance, Tom & Linda"),
    ]  # fmt: skip


def test_everybody_of_a_list_of_persons_is_one(read: Read) -> None:
    """Whoever lives alone counts as one."""
    sheet = read(
        'Name,Relation,HH No\n"Brook, Alice",Head,1\n"Brook, Tom",Son,1\n"Hill, Jo",Head,2\n'
    )
    told = [(e.head, e.people) for e in sheet.entries if isinstance(e, RosterEntry)]
    assert told == [("Alice Brook", 2), ("Jo Hill", 1)]


def test_a_leader_alone_is_turned_and_two_are_not(read: Read) -> None:
    """Those in a column of several stay as they are; Tom and Dick are two, Martin is a surname."""
    sheet = read(
        'Group,Leader,Key members\n1,"Brook, Alice","Ann, Tom"\n2,"Jo Hill, Tom Reed",\n'
        '3,"Tom, Dick",\n4,"Martin, Ann",\n'
    )
    told = [(e.leader, e.key_members) for e in sheet.entries if isinstance(e, GroupEntry)]
    assert told == [
        ("Alice Brook", "Ann, Tom"), ("Jo Hill, Tom Reed", ""), ("Tom, Dick", ""), ("Ann Martin", "")
    ]  # fmt: skip


def test_one_in_a_column_of_several_is_turned_where_the_given_name_is_known(read: Read) -> None:
    """Brook, Alice is one; two given names are two, and so may be two words nobody knows."""
    sheet = read(
        'Date,Household,Met,Note\n2026-11-03,Ann Hill,"Brook, Alice",ok\n2026-11-04,Jo Hill,"Tom, Dick",ok\n'
        '2026-11-05,Al Hill,"Banda, Zola",ok\n2026-11-06,Al Hill,"Reed, James (son)",ok\n'
    )
    told = [each.met for each in sheet.entries if isinstance(each, VisitEntry)]
    assert told == ["Alice Brook", "Tom, Dick", "Banda, Zola", "James Reed (son)"]
    assert [each.reason for each in sheet.oddities] == ["given_first"]


def test_a_deputy_alone_is_turned(read: Read) -> None:
    """Reed, Tom in a column of deputies made two people of him."""
    sheet = read('Group,Leader,Deputy leader\n1,Jo Hill,"Reed, Tom"\n2,Ann Hill,"Tom, Dick"\n')
    told = [each.key_members for each in sheet.entries if isinstance(each, GroupEntry)]
    assert told == ["Tom Reed（Deputy leader）", "Tom（Deputy leader）、Dick（Deputy leader）"]
    assert [each.value for each in sheet.oddities] == ["Reed, Tom"]


def test_an_issue_finds_its_household_and_who_raised_it(book: Fieldbook, read: Read) -> None:
    """Both are written surname first in the list of issues too."""
    take(book, read(ROSTER))
    assert take(book, read(LEDGER)) == ["new"]
    (issue,) = book.issues.all()
    assert issue.household == book.households.all()[0].id
    assert issue.raised_by
    assert issue.raised_by.name == "Alice Brook"
    assert take(book, read(LEDGER)) == ["same"]


@pytest.mark.parametrize("typed", ["Brook, Alice", "brook, alice", "Brook， Alice"])
def test_a_search_finds_by_the_name_as_the_list_has_it(typed: str) -> None:
    """The comma parts two words, and is none of them; alone it is looked for."""
    plain = folding.searchable("Alice Brook")
    assert all(word in plain for word in folding.words(typed))
    assert folding.words(",") == (",",)


def test_a_household_written_surname_first_before_is_found(book: Fieldbook, read: Read) -> None:
    """A book of before has such a head: the list tells a change of the name, not a new household."""
    book.households.assign(Draft(head="Alice Brook"))
    (there,) = book.households.all()
    book.shelf.take_in([Change(there, replace(there, head="Brook, Alice"))])
    assert take(book, read('Head,Members\n"Brook, Alice",4\n')) == ["changed"]


def test_two_books_that_write_her_either_way_made_her_twice(book: Fieldbook) -> None:
    """After an exchange with a book of before, household and member look the same."""
    made = [book.households.assign(Draft(head="Alice Brook", address="Mill Lane 3")) for _ in "12"]
    members = [book.members.write(Draft(name="Tom Reed")) for _ in "12"]
    older = replace(made[0], head="Brook, Alice"), replace(members[0], name="Reed, Tom")
    assert len(alike([*older, made[1], members[1]])) == 2


def test_what_a_form_gives_is_turned(book: Fieldbook) -> None:
    """Head, member, leader, and who raised an issue."""
    assert book.households.assign(Draft(head="Brook, Alice")).head == "Alice Brook"
    assert book.members.write(Draft(name="Slater, Joan")).name == "Joan Slater"
    assert len(book.shelf.member_ids("Slater, Joan")) == 1
    household = book.households.assign(Draft(head="Jo Hill"), new_contact="Reed, Tom")
    assert book.shelf.member_name(household.contact) == "Tom Reed"
    group = book.groups.found(Draft(name="Willow, East", leader="Reed, Tom"))
    assert group.name == "Willow, East"
    assert group.leader
    assert group.leader.name == "Tom Reed"
    issue = book.issues.raise_(Draft(title="Ditch", raised_by="Brook, Alice (head)"))
    assert issue.raised_by
    assert (issue.raised_by.name, issue.raised_by.role) == ("Alice Brook", "head")


@pytest.mark.parametrize("two", [("Alice Brook", "Tom Reed"), ("Tom", "Dick"), ("A", "B")])
def test_two_names_that_a_form_parted_are_not_made_one(
    book: Fieldbook, two: tuple[str, str]
) -> None:
    """What parted them may have been no comma: nobody is made of Tom; Dick."""
    with pytest.raises(Invalid):
        book.issues.raise_(Draft(title="Ditch", raised_by=two))


def test_a_name_of_a_list_is_one_comma_or_not(book: Fieldbook) -> None:
    """What a form found to be one person stays one."""
    visit = book.visits.note(Draft(household_text="Hill", met=("Brook, Alice", "Tom Reed (son)")))
    assert [(e.name, e.role) for e in visit.met] == [("Brook, Alice", ""), ("Tom Reed", "son")]
    issue = book.issues.raise_(Draft(title="Ditch", raised_by=("Brook, Alice",)))
    assert issue.raised_by
    assert issue.raised_by.name == "Brook, Alice"


def test_above_the_head_of_such_a_list_is_masked(book: Fieldbook, read: Read) -> None:
    """In what was written about her, and where she raised it."""
    take(book, read(ROSTER))
    draft = Draft(title="Ditch", raised_by="Brook, Alice", found_on=book.today)
    book.issues.raise_(draft.having(detail="Alice Brook says it leaks; Slater, Joan agrees"))
    told = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    (seen,) = seen_by(told, "above", texts=True).issues
    assert seen.raised_by
    assert seen.raised_by.name == "A.1"
    assert not [each for each in ("Alice", "Brook", "Slater", "Joan") if each in seen.detail]
