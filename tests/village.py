"""A small village: two groups, five households, and some work begun."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Group, Household, Issue, Member, Solution, Task, Visit
from fieldbook.domain.store import Store
from tests.clock import Clock, counted_ids
from tests.memory_store import MemoryStore

TODAY = dt.date(2026, 11, 21)


class Village(NamedTuple):
    """The book and what stands in it."""

    book: Fieldbook
    clock: Clock
    store: Store
    members: tuple[Member, ...]
    groups: tuple[Group, ...]
    households: tuple[Household, ...]
    task: Task
    visit: Visit
    """To the first household, on 11-18; it brought up both issues."""
    issues: tuple[Issue, ...]
    """The first is being acted on, the second is open."""
    solution: Solution


def new_book(clock: Clock, store: Store | None = None, writer: str = "") -> Fieldbook:
    """An empty book in memory."""
    return Fieldbook(store or MemoryStore(), clock=clock, new_id=counted_ids(), writer=writer)


def build(clock: Clock) -> Village:
    """The village as it stands on 2026-11-21; its households were taken on on the 10th."""
    store = MemoryStore()
    book = new_book(clock, store)
    clock.today = dt.date(2026, 11, 10)
    members = tuple(
        book.members.write(Draft(name=name, contact_group="3")) for name in ("周正", "吴梅")
    )
    groups = (
        book.groups.found(
            Draft(
                name="3组",
                unit="红旗公社/崔寨大队",
                leader="李霞平（组长）",
                key_members="王大山、孙二娘",
            )
        ),
        book.groups.found(Draft(name="4组", unit="红旗公社/崔寨大队", leader="钱多")),
    )
    heads = (("陈桂生", 0), ("李霞平", 0), ("赵祥", 0), ("周正", 1), ("郑和", 1))
    households = tuple(
        book.households.assign(
            Draft(
                head=head,
                code=f"031{number}",
                group=groups[group].id,
                contact=members[number % 2].id,
                address=f"{group + 3}组{number + 1}号",
            )
        )
        for number, (head, group) in enumerate(heads)
    )
    task = book.tasks.write(Draft(title="秋种", explanation="种足种好"))
    clock.today = dt.date(2026, 11, 18)
    visit = book.visits.note(
        Draft(
            household=households[0].id,
            met="陈桂生",
            explained=["policies"],
            tasks=[task.id],
            together=["labour"],
            learned="南坡地先浇一遍再下种",
            promised="带技术员来看水渠",
        ),
        [Draft(title="水渠漏水", kind="production"), Draft(title="要修夜校的灯", kind="request")],
    )
    issues = tuple(book.issues.all())
    clock.today = TODAY
    solution = book.solutions.note(
        Draft(
            issues=[issues[0].id],
            method="先堵后修",
            with_whom="李霞平（组长）、王大山",
            responsible="李霞平",
            carried_by="group",
            due_on="2026-11-25",
            steps=[
                {"what": "堵漏", "who": "王大山", "due_on": "2026-11-20"},
                {"what": "换管", "who": "李霞平", "due_on": "2026-11-25"},
            ],
        )
    )
    return Village(book, clock, store, members, groups, households, task, visit, issues, solution)
