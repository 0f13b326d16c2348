"""The branch's tasks, and the households that have not been told of each."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from fieldbook.domain import folding
from fieldbook.domain.marks import in_order, visited_day
from fieldbook.domain.records import Group, Household, Member, Task, Visit
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.mine import Members, as_number, contact_group, is_in_contact
from fieldbook.reports.tables import Share


class TaskRow(NamedTuple):
    """A task with the households that were told of it and those that were not."""

    task: Task
    told: tuple[Household, ...]
    untold: tuple[Household, ...]
    running: bool
    """Whether it has not ended, and its last day is still to come, or it has none.

    One that is for no household is somebody's work: it is late after its last day, and runs on.
    """

    @property
    def share(self) -> float | None:
        """The part of the households that have been told; none where there are no households."""
        total = len(self.told) + len(self.untold)
        return len(self.told) / total if total else None

    @property
    def is_work(self) -> bool:
        """Whether somebody, or a group, is to do it, and no household to be told of it."""
        task = self.task
        is_given = bool(task.task_kind == "work" or task.given_to or task.groups)
        return is_given and not self.told and not self.untold


def task_rows(shelf: Shelf, today: dt.date) -> tuple[TaskRow, ...]:
    """Every task: the running ones first, then the newest."""

    def reached() -> dict[str, set[str]]:
        return _reached(shelf.every(Visit))

    def rows() -> tuple[TaskRow, ...]:
        there = shelf.remember("told_of_tasks", (Visit,), reached)
        found = [_row(shelf, each, there, today) for each in shelf.every(Task)]
        found.sort(key=lambda row: (row.task.given_on, row.task.seq), reverse=True)
        found.sort(key=lambda row: not row.running)
        return tuple(found)

    return shelf.remember("task_rows", (Task, Visit, Household), rows, today)


def households_meant(shelf: Shelf, task: Task) -> Sequence[Household]:
    """The households a task is for: of the groups or in the contact of whom it is given to, else all."""
    every = shelf.every(Household)
    if task.task_kind != "work" and not task.groups and not task.given_to:
        return every
    return [each for each in every if is_meant_for(task, each)]


def households_told(shelf: Shelf, task: Task, last: dt.date) -> Share:
    """The households of a task that were told of it up to a day, of all it is meant for."""
    meant = {each.id for each in households_meant(shelf, task)}
    told = {
        each.household
        for each in shelf.pointing(Visit, "tasks", task.id)
        if in_order(visited_day(each)) <= last and each.manner != "nobody_home"
    }
    return Share(len(told & meant), len(meant))


def is_meant_for(task: Task, household: Household) -> bool:
    """Whether a household is one of those that a task is for."""
    if task.task_kind == "work":
        return False
    if task.groups:
        return household.group in task.groups
    if task.given_to:
        return any(each.id and each.id == household.contact for each in task.given_to)
    return True


def runs_on(task: Task, day: dt.date) -> bool:
    """Whether a task has neither ended by a day nor passed its last one."""
    if task.ended_on is not None and task.ended_on <= day:
        return False
    return task.until_on is None or task.until_on >= day


def told_by_contact_group(shelf: Shelf, row: TaskRow) -> tuple[tuple[str, Share], ...]:
    """A task's households by contact group, in the order of their numbers: told, of how many."""
    told, whole = (
        Counter(contact_group(shelf, each.contact) for each in homes)
        for homes in (row.told, (*row.told, *row.untold))
    )
    return tuple((each, Share(told[each], whole[each])) for each in sorted(whole, key=as_number))


def groups_given(shelf: Shelf, task: Task) -> tuple[Group, ...]:
    """The groups a task is given to, as far as they are in the book."""
    return tuple(each for e in task.groups if (each := shelf.living(Group, e)))


def work_given(shelf: Shelf, today: dt.date, members: Members) -> tuple[TaskRow, ...]:
    """The running tasks that members, or somebody beyond, are to do: by their last day, those without one last.

    One for the head of a household is seen to by its contact. One whose members were all removed since is
    everybody's: nobody else would be told of it. Of one for groups alone, or for whom the book does not
    know, another's book may hold the household: whoever wrote it down sees to it, and where nobody knows
    who did, everybody.
    """

    def by_head() -> dict[str, list[Household]]:
        found: dict[str, list[Household]] = defaultdict(list)
        for each in shelf.every(Household):
            found[folding.key(each.head)].append(each)
        return found

    def is_theirs(task: Task) -> bool:
        heads = shelf.remember("by_head", (Household,), by_head) if task.given_to else {}
        known = [found for e in task.given_to if (found := shelf.living(Member, e.id))]
        homes = [home for e in task.given_to for home in heads.get(folding.key(e.name), ())]
        if known or homes:
            own = any(is_in_contact(each, members) for each in homes)
            return own or any(each.id in members for each in known)
        giver = shelf.living(Member, task.created_by)
        removed = any(shelf.find(Member, each.id) for each in task.given_to)
        beyond = bool(task.groups or task.given_to) and not removed
        return not beyond or giver is None or giver.id in members

    found = [each for each in task_rows(shelf, today) if each.running and each.is_work]
    found.sort(key=lambda row: row.task.until_on or dt.date.max)
    return tuple(each for each in found if not members or is_theirs(each.task))


def kept_to_members(row: TaskRow, members: Members) -> TaskRow:
    """A task's row with these members' households alone."""
    if not members:
        return row
    told, untold = (
        tuple(each for each in homes if is_in_contact(each, members))
        for homes in (row.told, row.untold)
    )
    return row._replace(told=told, untold=untold)


def _reached(visits: Iterable[Visit]) -> dict[str, set[str]]:
    """The ids of the households in which each task was explained, by the task's id."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in visits:
        if each.tasks and each.manner != "nobody_home":
            for task in each.tasks:
                found[task].add(each.household)
    return found


def _row(shelf: Shelf, task: Task, reached: Mapping[str, set[str]], today: dt.date) -> TaskRow:
    there, meant = reached.get(task.id, ()), households_meant(shelf, task)
    row = TaskRow(
        task=task,
        told=tuple([each for each in meant if each.id in there]),
        untold=tuple([each for each in meant if each.id not in there]),
        running=runs_on(task, today),
    )
    ended = task.ended_on is not None and task.ended_on <= today
    return row._replace(running=not ended) if row.is_work else row
