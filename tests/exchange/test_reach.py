"""What a bundle holds for whom, proven by opening it with the key of whoever it is for."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import Habits
from fieldbook.domain.records import Household, Member
from fieldbook.exchange.belonging import require_belonging
from fieldbook.exchange.keys import decrypted
from fieldbook.exchange.telling import done_sentence
from fieldbook.opening import BookOnDisk
from fieldbook.reports.agenda import agenda
from fieldbook.reports.mine import colleagues, is_of
from tests.exchange.branch import Branch
from tests.exchange.carriers import MemoryCarrier

STUB = {"id", "contact", "stamps", "stub", "merged"}


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Branch]:
    """A branch over bundles in memory."""
    with Branch(tmp_path, MemoryCarrier()) as made:
        yield made


def work(branch: Branch, member: Member, mark: str) -> Household:
    """All that can happen in a household, each word of it marked."""
    own = branch.own
    home = own.households.assign(Draft(head=f"户主{mark}", contact=member.id, note=f"记{mark}"))
    visit = own.visits.note(
        Draft(household=home.id, learned=f"学到{mark}", promised=f"答应{mark}"),
        [Draft(title=f"走访时的问题{mark}")],
    )
    issue = own.issues.raise_(
        Draft(title=f"问题{mark}", detail=f"详{mark}", household=home.id, visit=visit.id)
    )
    solution = own.solutions.note(Draft(issues=(issue.id,), method=f"办法{mark}"))
    own.solutions.solve(solution.id, Draft(result=f"结果{mark}"))
    own.trainings.write(Draft(topic=f"训练{mark}", issue=issue.id, kind="lesson"))
    own.experiences.write(Draft(title=f"经验{mark}", solution=solution.id, situation=f"情况{mark}"))
    own.commendations.write(Draft(whom=home.head, for_what=f"表扬{mark}"))
    return home


def opened(branch: Branch, writer: BookOnDisk, reader: BookOnDisk) -> list[dict[str, Any]]:
    """The documents of the bundles from one book that the other's key opens."""
    assert isinstance(branch.carrier, MemoryCarrier)
    key = require_belonging(reader.exchange).identity
    found = []
    for name, data in branch.carrier.held.items():
        packed = decrypted(data, [key]) if f"/{writer.exchange.replica}/" in name else None
        if packed is not None:
            lines = zlib.decompress(packed, wbits=31).splitlines()[1:-1]
            found += [msgspec.json.decode(line) for line in lines]
    return found


@pytest.mark.parametrize("groups", [("1", "2"), ("", ""), ("", "1")])
def test_a_member_gets_nothing_of_another_groups_households(
    branch: Branch, groups: tuple[str, str]
) -> None:
    """No visit, issue, solution, follow-up, class, experience or commendation of one, and no word of it.

    Who is in no contact group has his own households all the same.
    """
    li, wang = branch.joined("李霞平", groups[0]), branch.joined("王明", groups[1])
    members = {each.name: each for each in branch.own.members.all()}
    work(branch, members["李霞平"], "甲")
    work(branch, members["王明"], "乙")
    for book in (li, wang, branch.own):
        branch.swap(book)
    for book, mine, theirs in ((li, "甲", "乙"), (wang, "乙", "甲")):
        text = msgspec.json.encode(opened(branch, branch.own, book)).decode()
        tables = {each["table"] for each in opened(branch, branch.own, book)}
        assert {"households", "visits", "issues", "solutions", "follow_ups", "trainings",
                "experiences", "commendations", "members"} <= tables  # fmt: skip
        assert mine in text
        assert theirs not in text


def test_of_a_household_that_left_only_the_stub_comes(branch: Branch) -> None:
    """The former contact group is told whose it is now, and gets no word written after that."""
    li, wang = branch.joined("李霞平", "1"), branch.joined("王明", "2")
    members = {each.name: each for each in branch.own.members.all()}
    home = work(branch, members["李霞平"], "甲")
    branch.round(li, wang)
    branch.round(li, wang)
    branch.own.households.reassign([home.id], members["王明"].id)
    branch.own.issues.raise_(Draft(title="后来的事丙", household=home.id))
    branch.swap(branch.own)
    found = opened(branch, branch.own, li)
    (stub,) = [each["document"] for each in found if each["table"] == "households"]
    assert set(stub) <= STUB
    assert (stub["id"], stub["contact"]) == (home.id, members["王明"].id)
    assert "丙" not in msgspec.json.encode(found).decode()
    branch.round(li, wang)
    assert "后来的事丙" in {each.title for each in wang.issues.all()}
    assert "后来的事丙" not in {each.title for each in li.issues.all()}


def test_notes_stay_at_home(branch: Branch) -> None:
    """Of the diary the branch gets summaries and meetings, and no note that was not reported."""
    li = branch.joined("李霞平", "1")
    li.diary.write(Draft(kind="note", text="只给自己看"))
    li.diary.write(Draft(kind="daily", text="今天的总结"))
    branch.swap(li)
    text = msgspec.json.encode(opened(branch, li, branch.own)).decode()
    assert "今天的总结" in text
    assert "只给自己看" not in text


def test_what_nobody_joined_for_says_nothing(branch: Branch) -> None:
    """Neither names of files nor their bytes hold a word of what is in them."""
    li = branch.joined("李霞平", "1")
    li.issues.raise_(Draft(title="水渠漏水"))
    branch.round(li)
    assert isinstance(branch.carrier, MemoryCarrier)
    for name, data in branch.carrier.held.items():
        assert name.isascii()
        assert "水渠".encode() not in data
        assert "李霞平".encode() not in data


def test_who_reports_for_the_first_time_is_told_what_comes_next(branch: Branch) -> None:
    """The branch knows nobody before his first bundle: nothing came, and that is no mistake."""
    li = branch.joined("李霞平", "")
    first, second = branch.swap(li)[1], branch.swap(li)[1]
    assert done_sentence(first) == (
        "This book has reported to the branch; once the branch has exchanged, exchange again."
    )
    assert done_sentence(second) == "There was nothing new to exchange."


def lent(
    branch: Branch, responsible: str = "", who: str = ""
) -> tuple[BookOnDisk, BookOnDisk, str]:
    """The books of Li and of Wang, and a solution for a household of Li's that another is to carry out."""
    li, wang = branch.joined("李霞平", "1"), branch.joined("王明", "2")
    members = {each.name: each for each in branch.own.members.all()}
    own = branch.own
    home = own.households.assign(Draft(head="户主甲", contact=members["李霞平"].id))
    issue = own.issues.raise_(Draft(title="问题甲", detail="详甲", household=home.id))
    steps = [{"what": "买槽", "who": who}] if who else []
    draft = Draft(issues=(issue.id,), method="换檐槽", responsible=responsible, steps=steps,
                  due_on="2026-11-20")  # fmt: skip
    solution = own.solutions.note(draft)
    own.solutions.note(Draft(issues=(issue.id,), method="办法甲"))
    own.experiences.write(Draft(title="经验甲", solution=solution.id))
    branch.round(li, wang)
    return li, wang, solution.id


@pytest.mark.parametrize("named", [{"responsible": "王明"}, {"who": "王明"}])
def test_who_is_to_carry_out_a_solution_gets_it_and_nothing_of_the_household(
    branch: Branch, named: dict[str, str]
) -> None:
    """It is his work on the same day; of the issue, the household and their other solutions not a word."""
    _li, wang, solution = lent(branch, **named)
    assert [each.id for each in wang.solutions.all()] == [solution]
    mine = colleagues(wang.shelf, "王明")
    assert solution in {
        e.solution.id for e in agenda(wang.shelf, wang.today, Habits(), mine).solutions
    }
    text = msgspec.json.encode(opened(branch, branch.own, wang)).decode()
    assert "换檐槽" in text
    assert "甲" not in text


def test_what_its_carrier_does_reaches_the_contact_and_the_other_way_round(branch: Branch) -> None:
    """He solves it, and the issue is solved with whose household it is; he hears how it goes on."""
    li, wang, solution = lent(branch, responsible="王明")
    wang.solutions.solve(solution, Draft(result="换好了"))
    branch.round(wang, li)
    assert li.solutions.get(solution).result == "换好了"
    check = wang.follow_ups.all()[0]
    li.follow_ups.check(check.id, Draft(result="held"))
    branch.round(li, wang)
    assert wang.follow_ups.get(check.id).result == "held"
    assert branch.own.exchange.asked() == ()


def test_who_carries_it_out_no_more_hears_of_it(branch: Branch) -> None:
    """It leaves his own work, instead of standing there for good."""
    _li, wang, solution = lent(branch, responsible="王明")
    branch.own.solutions.edit(solution, Draft(responsible="李霞平"))
    branch.round(wang)
    found = wang.solutions.get(solution)
    assert found.responsible
    assert found.responsible.name == "李霞平"
    assert not is_of(wang.shelf, found, colleagues(wang.shelf, "王明"))


def test_a_name_that_two_members_have_gives_it_to_neither(branch: Branch) -> None:
    """A step names somebody as it was typed: of two it is not known who."""
    branch.member("王明", "4")
    _li, wang, _solution = lent(branch, who="王明")
    assert wang.solutions.all() == []
