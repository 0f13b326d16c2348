"""Training in rotation: which leaders and key members have not been trained for longest."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fieldbook.domain.records import Group, Household, Issue, Person, Training
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.tables import Share


class InRotation(NamedTuple):
    """A leader or key member, and the last training they took part in."""

    group: Group
    person: Person
    post: str
    """``leader`` or ``key_members``."""
    last: Training | None
    """None: not trained yet."""


def rotation(shelf: Shelf) -> tuple[InRotation, ...]:
    """Every leader and key member: those not trained yet first, then the longest ago.

    Somebody took part whose name stands among the attendees. Two people of one name in two groups
    are told apart by the group the training was held for, where one of them leads it.
    """

    def rows() -> tuple[InRotation, ...]:
        attended = _attended(shelf)
        found = [
            InRotation(
                group, person, post, next(iter(attended.get((group.id, person.name), ())), None)
            )
            for group in shelf.every(Group)
            for person, post in _posts(group)
        ]
        found.sort(key=lambda row: row.group.seq)
        found.sort(key=lambda row: row.last.on if row.last else dt.date.min)
        return tuple(found)

    return shelf.remember("rotation", (Group, Training, Issue, Household), rows)


def not_trained(rows: Iterable[InRotation]) -> tuple[InRotation, ...]:
    """Those of a rotation who have not been trained yet."""
    return tuple(each for each in rows if each.last is None)


class Batch(NamedTuple):
    """The classes of one batch, and whom they reached."""

    name: str
    classes: int
    leaders: Share
    key_members: Share


class Coverage(NamedTuple):
    """Of the leaders, and of the key members, those who were trained."""

    leaders: Share
    key_members: Share
    batches: tuple[Batch, ...] = ()
    """In the order of their first days."""


def coverage(shelf: Shelf, rows: Sequence[InRotation]) -> Coverage:
    """Whom of a rotation the trainings reached: in all, and each batch of them."""
    attended = _attended(shelf)
    classes: dict[str, list[Training]] = defaultdict(list)
    for each in sorted(shelf.every(Training), key=lambda each: (each.on, each.seq)):
        if each.batch:
            classes[each.batch].append(each)

    def reached(post: str, batch: str = "") -> Share:
        people = [row for row in rows if row.post == post]
        trained = (
            any(
                not batch or e.batch == batch
                for e in attended.get((row.group.id, row.person.name), ())
            )
            for row in people
        )
        return Share(sum(trained), len(people))

    batches = (
        Batch(name, len(held), reached("leader", name), reached("key_members", name))
        for name, held in classes.items()
    )
    told = tuple(each for each in batches if each.leaders.part or each.key_members.part)
    return Coverage(reached("leader"), reached("key_members"), told)


def trainings_of(shelf: Shelf, group: Group) -> tuple[Training, ...]:
    """The trainings held for a group, and those of others its own people took part in; each once."""
    attended = _attended(shelf)
    names = {person.name for person, _post in _posts(group)}
    found = [e for e in shelf.every(Training) if group.id in groups_of_training(shelf, e)]
    found += [each for name in names for each in attended.get((group.id, name), ())]
    return tuple({each.id: each for each in found}.values())


def _posts(group: Group) -> Iterator[tuple[Person, str]]:
    """Those who lead the group, each once."""
    named: set[str] = set()
    leaders = [(group.leader, "leader")] if group.leader else []
    for person, post in [*leaders, *((each, "key_members") for each in group.key_members)]:
        if person.name not in named:
            named.add(person.name)
            yield person, post


def _attended(shelf: Shelf) -> Mapping[tuple[str, str], Sequence[Training]]:
    """(group id, name of one who leads it) → the trainings attended, the latest first."""

    def found() -> dict[tuple[str, str], list[Training]]:
        led_by: dict[str, list[str]] = defaultdict(list)
        for group in shelf.every(Group):
            for person, _post in _posts(group):
                led_by[person.name].append(group.id)
        attended: dict[tuple[str, str], list[Training]] = defaultdict(list)
        for training in sorted(shelf.every(Training), key=lambda e: (e.on, e.seq), reverse=True):
            held_for = groups_of_training(shelf, training)
            for name in {person.name for person in training.attendees}:
                groups = led_by.get(name, [])
                for each in [one for one in groups if one in held_for] or groups:
                    attended[each, name].append(training)
        return dict(attended)

    return shelf.remember("attended", (Group, Training, Issue, Household), found)


def groups_of_training(shelf: Shelf, training: Training) -> frozenset[str]:
    """The ids of all groups it was held for: those named, and all of a unit."""
    unit = training.unit
    groups = shelf.every(Group) if unit else ()
    within = (each.id for each in groups if each.unit[: len(unit)] == unit)
    own = group_of_training(shelf, training)
    return frozenset((*within, *training.groups, *((own,) if own else ())))


def group_of_training(shelf: Shelf, training: Training) -> str:
    """The id of the group it was held for: its own, else its issue's. An experience is for all."""
    issue = shelf.living(Issue, training.issue) if training.issue else None
    group = shelf.group_of(issue) if issue else None
    return training.group or (group.id if group else "")
