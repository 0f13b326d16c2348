"""Whose work is shown: one's own and one's contact group's, where the book knows who one is."""

from __future__ import annotations

from typing import Any

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Group, Household, Member
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.agenda import agenda
from tests.clock import Clock, counted_ids
from tests.memory_store import MemoryStore


class Branch:
    """A book of two contact groups and of a member in none, each with households and work."""

    def __init__(self, writer: str) -> None:
        self.clock = Clock()
        self.book = book = Fieldbook(
            MemoryStore(), clock=self.clock, new_id=counted_ids(), writer=writer
        )
        self.group: Group = book.groups.found(Draft(name="1组"))
        self.members: dict[str, Member] = {
            name: book.members.write(Draft(name=name, contact_group=group))
            for name, group in (
                ("吕梅", "第1组"),
                ("周建国", "第1组"),
                ("王芳", "第2组"),
                ("赵祥", ""),
            )
        }
        self.homes: dict[str, Household] = {
            name: self._home(name, member.id) for name, member in self.members.items()
        }
        self.homes[""] = self._home("", "")
        book.tasks.write(Draft(title="秋种"))
        for home in self.homes.values():
            issue = book.issues.raise_(Draft(title=f"{home.head}漏水", household=home.id))
            other = book.issues.raise_(Draft(title=f"{home.head}灯坏", household=home.id))
            book.issues.refer([other.id])
            book.issues.edit(other.id, Draft(due_on=book.today.isoformat()))
            steps = [{"what": "堵", "due_on": book.today.isoformat()}]
            book.solutions.note(Draft(issues=[issue.id], method="补", steps=steps))
            solution = book.solutions.note(Draft(issues=[other.id], method="换灯"))
            book.solutions.solve(solution.id, Draft())
        book.issues.raise_(Draft(title="全组的事", group=self.group.id))
        self.clock.pass_days(40)

    def _home(self, name: str, contact: str) -> Household:
        draft = Draft(head=f"{name}户", group=self.group.id, contact=contact)
        return self.book.households.assign(draft)

    def plainly(self, ours: set[str]) -> dict[str, set[Any]]:
        """By loops alone: what the agenda is to show of the households of these members."""
        book, today = self.book, self.book.today
        there = {each.id for each in book.households.all()}
        homes = {each.id for each in book.households.all() if each.contact in {"", *ours}}
        issues = {
            each.id
            for each in book.issues.all()
            if each.household in homes
            or (each.household not in there and each.created_by in {"", *ours})
        }
        wanted = {each for each in issues if book.issues.status(each) in ("open", "acting")}
        solutions = {each.id for each in book.solutions.all() if issues.intersection(each.issues)}
        return {
            "visits": homes,
            "route": homes,
            "untold": homes,
            "issues": {e for e in wanted if (book.issues.get(e).due_on or today) < today},
            "not_referred": {e for e in wanted if not book.issues.get(e).referred_on},
            "unanswered": {e for e in wanted if book.issues.get(e).referred_on},
            "solutions": {
                e for e in solutions if book.solutions.get(e).steps and not
                book.solutions.get(e).solved_on
            },
            "follow_ups": {
                each.id
                for each in book.follow_ups.all()
                if each.solution in solutions and each.due_on <= today
            },
        }  # fmt: skip

    def shown(self, *, of_all: bool = False) -> dict[str, set[Any]]:
        found = self.book.agenda(of_all=of_all)
        return {
            "visits": {each.household.id for each in found.visits},
            "route": {e.due.household.id for e in self.book.households.route(of_all=of_all)},
            "untold": {each.id for row in found.tasks for each in row.untold},
            "issues": {each.row.issue.id for each in found.issues},
            "not_referred": {each.row.issue.id for each in found.not_referred},
            "unanswered": {each.row.issue.id for each in found.unanswered},
            "solutions": {each.solution.id for each in found.solutions},
            "follow_ups": {each.follow_up.id for each in found.follow_ups},
        }


@pytest.mark.parametrize(
    ("writer", "ours"),
    [("吕梅", {"吕梅", "周建国"}), ("王芳", {"王芳"}), ("赵祥", {"赵祥"})],
)
def test_today_and_the_route_keep_to_the_contact_group(writer: str, ours: set[str]) -> None:
    """A plain loop finds the same, with what is in nobody's contact; asked for, all of it is shown."""
    branch = Branch(writer)
    members = {branch.members[each].id for each in ours}
    assert branch.book.us == members
    assert branch.shown() == branch.plainly(members)
    everybody = {each.id for each in branch.book.members.all()}
    assert branch.shown(of_all=True) == branch.plainly({"", *everybody})
    assert branch.shown()["visits"] < branch.shown(of_all=True)["visits"]


@pytest.mark.parametrize("writer", ["", "无此人"])
def test_whom_the_book_does_not_know_is_shown_all(writer: str) -> None:
    """Without a name, or with one that no member has, nothing is left out."""
    branch = Branch(writer)
    assert branch.book.us == frozenset()
    assert branch.shown() == branch.shown(of_all=True)
    assert not branch.book.agenda().narrowed


def test_what_is_remembered_follows_the_contacts(clock: Clock) -> None:
    """A household handed over, a member in another contact group: Today is what it would be anew."""
    del clock
    branch = Branch("吕梅")
    book = branch.book
    doings = (
        lambda: book.households.reassign([branch.homes["王芳"].id], branch.members["吕梅"].id),
        lambda: book.members.edit(branch.members["周建国"].id, Draft(contact_group="第2组")),
        lambda: book.members.edit(branch.members["赵祥"].id, Draft(contact_group="第1组")),
        lambda: book.households.remove(branch.homes["吕梅"].id),
        lambda: book.members.remove(branch.members["吕梅"].id),
        book.undo,
    )
    for do in doings:
        branch.shown(of_all=True)
        before = branch.shown()
        do()
        assert branch.shown() != before
        assert branch.shown() == branch.plainly(set(book.us) or {"", *_everybody(book)})
        fresh = agenda(Shelf(book.shelf.everything()), book.today, book.habits, book.us)
        assert [e.row.issue.id for e in fresh.not_referred] == [
            e.row.issue.id for e in book.agenda().not_referred
        ]


def _everybody(book: Fieldbook) -> set[str]:
    return {each.contact for each in book.households.all()}


def test_what_names_one_as_responsible_stays_ones_own() -> None:
    """A household handed over takes no solution or open step along that one of us is to carry out."""
    branch = Branch("吕梅")
    book, home = branch.book, branch.homes["吕梅"]
    issue = book.issues.raise_(Draft(title="桥断了", household=home.id))
    today = book.today.isoformat()
    own = book.solutions.note(
        Draft(issues=[issue.id], method="架桥", responsible="周建国", due_on=today)
    )
    step = {"what": "备料", "who": "王芳、吕梅", "due_on": today}
    shared = book.solutions.note(Draft(issues=[issue.id], method="铺板", steps=[step]))
    other = book.solutions.note(
        Draft(issues=[issue.id], method="拦路", responsible="王芳", due_on=today)
    )
    assert {own.id, shared.id, other.id} <= branch.shown()["solutions"]
    book.households.reassign([home.id], branch.members["王芳"].id)
    assert {own.id, shared.id} <= branch.shown()["solutions"]
    assert other.id not in branch.shown()["solutions"]
    book.solutions.step_done(shared.id, 0, book.today)
    assert shared.id not in branch.shown()["solutions"]
