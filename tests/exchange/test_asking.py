"""Who gets what only the branch says: what a member's book says of it is asked for, and widens nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.merge.asking import ASKED
from fieldbook.domain.records import Household
from fieldbook.exchange.telling import asked_line, prospect_lines
from fieldbook.opening import open_book
from fieldbook.store.meetings import act_without
from tests.exchange.branch import Branch, Document, forge
from tests.exchange.carriers import MemoryCarrier

LATE = "01f1fb675298-0000-0000beef"
"""A stamp some years later than anything the tests write."""


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Branch]:
    """A branch over bundles in memory."""
    with Branch(tmp_path, MemoryCarrier()) as made:
        yield made


class Two:
    """Two members of two contact groups, each with a household in which something happened."""

    def __init__(self, branch: Branch) -> None:
        self.branch, self.own = branch, branch.own
        self.li, self.wang = branch.joined("李霞平", "1"), branch.joined("王明", "2")
        self.members = {each.name: each.id for each in self.own.members.all()}
        self.mine, self.theirs = self._home("李霞平", "甲"), self._home("王明", "乙")
        branch.round(self.li, self.wang)

    def _home(self, member: str, mark: str) -> Household:
        draft = Draft(head=f"户主{mark}", contact=self.members[member])
        home = self.own.households.assign(draft)
        issue = self.own.issues.raise_(Draft(title=f"问题{mark}", household=home.id))
        self.own.solutions.note(Draft(issues=(issue.id,), method=f"办法{mark}"))
        return home

    def document(self, table: str, record_id: str) -> Document:
        """A record as the branch's book has it."""
        return next(e for e in self.own.exchange.up()[table] if e["id"] == record_id)

    def forge(self, table: str, document: Document, number: int = 900_000, **fields: Any) -> None:
        """Hand in, with Li's keys, a document in which some fields are other and written late."""
        stamps = {**document.get("stamps", {}), **dict.fromkeys(fields, LATE)}
        stamps.pop("merged", None)
        forge(
            self.li, self.branch, (table, {**document, **fields, "stamps": stamps}), number=number
        )
        self.branch.swap(self.own)

    def li_gets(self) -> str:
        """All that the branch gives Li, as text."""
        return str(self.own.exchange.down("1"))

    def require_nothing_new(self) -> None:
        """Li must get nothing of the other's household."""
        text = self.li_gets()
        assert "甲" in text
        assert "乙" not in text


def test_a_members_contact_group_is_the_branchs_to_say(branch: Branch) -> None:
    """What he wrote goes back in his own book and is put to the branch, which may grant it."""
    two = Two(branch)
    own_id = two.members["李霞平"]
    two.li.members.edit(own_id, Draft(contact_group="2"))
    branch.swap(two.li)
    seen, _done = branch.swap(two.own)
    told = "\n".join(each.text for each in prospect_lines(seen, two.own.shelf))
    assert "李霞平: member #1 李霞平, Contact group: 2" in told
    two.require_nothing_new()
    branch.swap(two.li)
    assert two.li.members.get(own_id).contact_group == "1"
    (asked,) = two.own.exchange.asked()
    two.own.exchange.grant(asked)
    assert two.own.exchange.asked() == ()
    two.own.undo()
    assert two.own.exchange.asked() == (asked,)
    assert two.own.members.get(own_id).contact_group == "1"
    two.own.redo()
    assert two.own.exchange.asked() == ()
    branch.round(two.li)
    assert two.li.members.get(own_id).contact_group == "2"
    assert "问题乙" in {each.title for each in two.li.issues.all()}


def test_another_contact_of_a_household_is_asked_for(branch: Branch) -> None:
    """It is a handover once it is granted, and goes out to all."""
    two = Two(branch)
    two.li.households.reassign([two.mine.id], two.members["王明"])
    branch.swap(two.li)
    seen, _done = branch.swap(two.own)
    told = "\n".join(each.text for each in prospect_lines(seen, two.own.shelf))
    assert "李霞平: household #1 户主甲, Contact: member #2 王明" in told
    assert two.own.households.get(two.mine.id).contact == two.members["李霞平"]
    branch.swap(two.li)
    assert two.li.households.get(two.mine.id).contact == two.members["李霞平"]
    (asked,) = two.own.exchange.asked()
    two.own.exchange.grant(asked)
    (handover,) = two.own.households.get(two.mine.id).handovers
    assert handover.to_contact == two.members["王明"]
    branch.round(two.li, two.wang)
    assert two.li.households.get(two.mine.id).contact == two.members["王明"]
    assert two.wang.households.get(two.mine.id).head == "户主甲"


def test_declined_it_stands_as_it_is(branch: Branch) -> None:
    """Nothing changes, and it is not asked for again."""
    two = Two(branch)
    two.li.households.reassign([two.mine.id], two.members["王明"])
    branch.round(two.li)
    (asked,) = two.own.exchange.asked()
    two.own.exchange.decline(asked)
    two.own.undo()
    assert two.own.exchange.asked() == (asked,)
    two.own.redo()
    branch.round(two.li)
    assert two.own.exchange.asked() == ()
    for book in (two.own, two.li):
        assert book.households.get(two.mine.id).contact == two.members["李霞平"]


def test_what_the_branch_said_since_is_asked_for_no_more(branch: Branch) -> None:
    """The branch's own word on it is the answer."""
    two = Two(branch)
    own_id = two.members["李霞平"]
    two.li.members.edit(own_id, Draft(contact_group="2"))
    branch.round(two.li)
    two.own.members.edit(own_id, Draft(contact_group="3"))
    assert two.own.exchange.asked() == ()


def test_what_is_new_is_as_its_writer_says(branch: Branch) -> None:
    """A household a member writes down is in the contact of whom he says."""
    two = Two(branch)
    new = two.li.households.assign(Draft(head="新户", contact=two.members["王明"]))
    branch.round(two.li, two.wang)
    assert two.own.exchange.asked() == ()
    assert two.wang.households.get(new.id).head == "新户"


FORGED = {
    "the household": lambda two: ("households", two.theirs.id, {"contact": two.members["李霞平"]}),
    "an issue of it": lambda two: (
        "issues",
        two.own.issues.all()[1].id,
        {"household": two.mine.id},
    ),
    "an issue of nobody, by himself": lambda two: (
        "issues",
        two.own.issues.all()[1].id,
        {
            "household": "",
            "household_text": "x",
            "created_by": two.members["李霞平"],
            "created_at": "2020-01-01T00:00:00+08:00",
        },
    ),
    "a solution for it": lambda two: (
        "solutions",
        two.own.solutions.all()[1].id,
        {"issues": [two.own.issues.all()[0].id]},
    ),
    "his colleague's contact group": lambda two: (
        "members",
        two.members["王明"],
        {"contact_group": "1"},
    ),
    "his household and it as one": lambda two: (
        "households",
        two.mine.id,
        {"merged": {"also": [two.theirs.id]}},
    ),
    "an issue of his and of it as one": lambda two: (
        "issues",
        two.own.issues.all()[0].id,
        {"merged": {"also": [two.own.issues.all()[1].id]}},
    ),
    "himself and his colleague as one": lambda two: (
        "members",
        two.members["李霞平"],
        {"merged": {"also": [two.members["王明"]]}},
    ),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_a_forged_document_widens_nothing(branch: Branch, forged: Any) -> None:
    """Whatever a member's book says of a record that is another group's, he gets nothing of it.

    Where it made one of two records they are one, and are the other group's.
    """
    two = Two(branch)
    table, record_id, fields = forged(two)
    two.forge(table, two.document(table, record_id), **fields)
    text = two.li_gets()
    assert "问题乙" not in text
    assert "办法乙" not in text
    asked = two.own.exchange.asked()
    assert all(asked_line(each, two.own.shelf).startswith("李霞平: ") for each in asked)
    assert bool(asked) == (table == "members" or "merged" not in fields)


def test_a_member_who_was_removed_stays_so(branch: Branch) -> None:
    """A colleague who goes on writing in his record does not bring him back."""
    two = Two(branch)
    two.own.members.remove(two.members["王明"])
    two.li.members.edit(two.members["王明"], Draft(name="王小明"))
    branch.round(two.li)
    assert {each.name for each in two.own.members.all()} == {"李霞平"}
    assert {each.name for each in two.li.members.all()} == {"李霞平"}
    (asked,) = two.own.exchange.asked()
    two.own.exchange.grant(asked)
    assert {each.name for each in two.own.members.all()} == {"李霞平", "王小明"}


def test_a_member_removes_nobody(branch: Branch) -> None:
    """A colleague whom he removed in his own book stays a member, and is in his book again."""
    two = Two(branch)
    two.li.members.remove(two.members["王明"])
    branch.round(two.li)
    for book in (two.own, two.li):
        assert len(book.members.all()) == 2
    (asked,) = two.own.exchange.asked()
    assert asked_line(asked, two.own.shelf) == "李霞平: member #2 王明, removal: removed"
    two.own.exchange.grant(asked)
    branch.round(two.li)
    assert len(two.li.members.all()) == 1


def test_that_members_are_one_the_branch_says(branch: Branch) -> None:
    """A member whom somebody wrote down again is one with the first once the branch says so."""
    two = Two(branch)
    again = two.li.members.write(Draft(name="王明"))
    branch.round(two.li)
    two.li.exchange.join("member", [two.members["王明"], again.id])
    branch.round(two.li)
    assert len(two.own.members.all()) == 3
    (asked,) = two.own.exchange.asked()
    two.own.exchange.grant(asked)
    assert len(two.own.members.all()) == 2
    two.own.undo()
    assert two.own.exchange.asked() == (asked,)
    assert len(two.own.members.all()) == 3
    two.own.redo()
    branch.round(two.li)
    assert two.own.members.get(again.id) == two.own.members.get(two.members["王明"])
    assert len(two.li.members.all()) == 2


def test_the_words_of_what_left_his_group_still_go_up(branch: Branch) -> None:
    """What a member wrote before he knew that the household is another's now is taken, as words."""
    two = Two(branch)
    (issue,) = two.li.issues.all()
    two.own.households.reassign([two.mine.id], two.members["王明"])
    two.li.issues.edit(issue.id, Draft(detail="渠口堵了"))
    branch.round(two.li)
    assert two.own.issues.get(issue.id).detail == "渠口堵了"


def test_told_apart_is_an_act_on_the_disk(branch: Branch) -> None:
    """It is undone and redone, in this book and in the one that is opened next."""
    home = Draft(head="胡大成", address="西头")
    with branch.book("x") as book:
        ids = [book.households.assign(home).id for _ in range(2)]
        book.exchange.tell_apart(ids)
        assert book.acts[-1].about == "胡大成"
        path = book.path
    with open_book(path, backups=None) as book:
        assert book.exchange.alike() == ()
        book.undo()
        assert len(book.exchange.alike()) == 1
    with open_book(path, backups=None) as book:
        assert len(book.exchange.alike()) == 1
        book.redo()
        assert book.exchange.alike() == ()


def test_what_was_asked_of_an_erased_record_is_in_no_past_act() -> None:
    """What a past act would bring back of it goes with it."""
    act = {"images": {}, "kept": {ASKED: [{"id": "gone"}, {"id": "other"}]}}
    assert act_without(act, {"gone"})["kept"] == {ASKED: [{"id": "other"}]}
    assert act_without(act, {"third"}) is act


def test_a_member_joins_households_of_two_contacts(branch: Branch) -> None:
    """The contact he chose is put to the branch; granted, it is remembered whose the household was."""
    two = Two(branch)
    colleague = two.own.members.write(Draft(name="赵刚", contact_group="1")).id
    own_id = two.members["李霞平"]
    again = two.own.households.assign(Draft(head="户主甲", contact=colleague))
    branch.round(two.li)
    two.li.exchange.join("household", [two.mine.id, again.id], contact=own_id)
    branch.round(two.li)
    (asked,) = two.own.exchange.asked()
    two.own.exchange.grant(asked)
    assert two.own.exchange.asked() == ()
    branch.round(two.li)
    for book in (two.own, two.li):
        home = book.households.get(again.id)
        assert home.contact == own_id
        assert (colleague, own_id) in {(e.from_contact, e.to_contact) for e in home.handovers}


@pytest.mark.parametrize("forged", [
    {"responsible": {"name": "李霞平", "role": "member"}},
    {"steps": [{"what": "看", "who": "李霞平"}]},
    {"merged": {"past": ["1"]}},
])  # fmt: skip
def test_nobody_makes_anothers_solution_his_to_carry_out(
    branch: Branch, forged: dict[str, Any]
) -> None:
    """Who carries out a solution gets it: of one he does not have, only the branch says who does."""
    two = Two(branch)
    solution = next(e for e in two.own.solutions.all() if e.method == "办法乙")
    document = two.document("solutions", solution.id)
    two.forge("solutions", document, **forged)
    two.require_nothing_new()
    told = [asked_line(each, two.own.shelf) for each in two.own.exchange.asked()]
    assert len(told) == ("merged" not in forged)
    assert not any("{" in each for each in told)
