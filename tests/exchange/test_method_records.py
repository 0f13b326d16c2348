"""The method's records come over with all they say, and follow a group or a household that is made one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Record
from fieldbook.domain.references import pointed_at
from tests.exchange.branch import Branch
from tests.exchange.carriers import MemoryCarrier

Write = Callable[[Fieldbook, str], Record]


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Branch]:
    """A branch over bundles in memory."""
    with Branch(tmp_path, MemoryCarrier()) as made:
        yield made


def _held(book: Fieldbook, group: str) -> Record:
    meeting = book.on_site_meetings.write(Draft(
        topic="看评工", place="井台边", group=group, groups=[group], on="2026-11-21",
    ))  # fmt: skip
    held = Draft(came=[group], attendees="王大山", took_home="立一块板子")
    return book.on_site_meetings.hold(meeting.id, held)


def _ended(book: Fieldbook, group: str) -> Record:
    task = book.tasks.write(Draft(title="借粮还粮", kind="policy", groups=[group]))
    return book.tasks.end(task.id, Draft(outcome="都还了"))


WRITES: dict[str, Write] = {
    "duties": lambda book, group: book.groups.edit(
        group, Draft(duties=[{"area": "生产", "who": "王大山"}, {"area": "学习", "who": "孙二娘"}])
    ),
    "plan": lambda book, group: book.plans.write(
        Draft(group=group, production="秋翻", made_with="王大山", looked_back="")
    ),
    "key_point": lambda book, group: book.links.write(
        Draft(group=group, kind="key_point", committee="公社党委", outcome="走了两趟")
    ),
    "on_site_meeting": _held,
    "training": lambda book, group: book.trainings.write(
        Draft(
            topic="评工",
            kind="class",
            batch="1",
            groups=[group],
            lecturers="周正",
            discussed="字要大",
        )
    ),
    "red_flag": lambda book, group: book.commendations.write(
        Draft(whom=book.groups.get(group).name, kind="red_flag", for_what="记工公开")
    ),
    "told": lambda book, _group: book.experiences.write(
        Draft(title="先听完再记", told_by="吴梅", situation="急着记，人家就不说了")
    ),
    "task": _ended,
    "alongside": lambda book, group: book.visits.note(
        Draft(group=group, alongside=["边劳动", "边宣传"], learned="先浇一遍再下种")
    ),
}
"""How each is written down for a group."""


def said(record: Record) -> dict[str, Any]:
    """What a record says, besides what each book numbers and keeps for itself."""
    fields = msgspec.structs.asdict(record)
    return {name: fields[name] for name in fields if name not in ("seq", "merged")}


@pytest.mark.parametrize("what", WRITES)
def test_it_comes_over_both_ways(branch: Branch, what: str) -> None:
    """What a member writes stands so in the branch's book, and what the branch writes in his."""
    li = branch.joined("李霞平")
    (member,) = branch.own.members.all()
    group = branch.own.groups.found(Draft(name="1组")).id
    branch.own.households.assign(Draft(head="王树林", group=group, contact=member.id))
    branch.round(li)
    up = WRITES[what](li, group)
    branch.round(li)
    down = WRITES[what](branch.own, group)
    branch.round(li)
    for book in (li, branch.own):
        for record in (up, down):
            there = book.shelf.get(type(record), record.id)
            if what != "duties":
                assert said(there) == said(record)
        assert said(book.shelf.get(type(down), down.id)) == said(down)


@pytest.mark.parametrize("what", WRITES)
def test_it_follows_a_group_that_is_made_one(branch: Branch, what: str) -> None:
    """Of two groups made one, what names either names the one that is left, in both books, and undone again."""
    li = branch.joined("李霞平")
    group = branch.own.groups.found(Draft(name="1组")).id
    branch.round(li)
    again = li.groups.found(Draft(name="河西组")).id
    record = WRITES[what](li, again)
    branch.round(li)
    left = branch.own.exchange.join("group", [group, again])
    branch.round(li)
    for book in (li, branch.own):
        assert [each.id for each in book.groups.all()] == [left]
        there = book.shelf.get(type(record), record.id)
        named = {target for _field, kind, target in pointed_at(there) if kind == "group"}
        assert named <= {left}
        assert bool(named) == any(kind == "group" for _f, kind, _t in pointed_at(record))
    assert branch.own.groups.get(left).duties == li.groups.get(left).duties
    assert bool(branch.own.groups.get(left).duties) == (what == "duties")


def test_what_was_learned_follows_a_household_that_is_made_one(branch: Branch) -> None:
    """A visit's three besides, and the experience begun from it, stand under the household that is left."""
    li = branch.joined("李霞平")
    (member,) = branch.own.members.all()
    home = branch.own.households.assign(Draft(head="王树林", contact=member.id))
    branch.round(li)
    again = li.households.assign(Draft(head="王树林", contact=member.id))
    visit = li.visits.note(Draft(household=again.id, alongside=["边劳动"], learned="井绳浸过桐油"))
    experience = li.experiences.write(Draft(title="井绳浸桐油", visit=visit.id, told_by="李霞平"))
    commended = li.commendations.write(Draft(whom="王树林", kind="five_good"))
    branch.round(li)
    left = branch.own.exchange.join("household", [home.id, again.id])
    branch.round(li)
    for book in (li, branch.own):
        there = book.visits.get(visit.id)
        assert (there.household, there.alongside) == (left, ("边劳动",))
        assert book.experiences.get(experience.id).visit == visit.id
        assert book.commendations.get(commended.id).whom.id in ("", left)
