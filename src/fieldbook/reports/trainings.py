"""Training in rotation: which leaders and key members have not been trained for longest."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from fieldbook.domain.records import Group, Issue, Person, Training
from fieldbook.domain.shelf import Shelf


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

    Somebody took part whose name stands among the attendees, of a training that was that group's
    or no group's: two people of one name in two groups are two people.
    """
    attended = _attended(shelf)
    rows = [
        InRotation(group, person, post, _last(attended[person.name], group))
        for group in shelf.every(Group)
        for person, post in _posts(group)
    ]
    rows.sort(key=lambda row: row.group.seq)
    rows.sort(key=lambda row: row.last.on if row.last else dt.date.min)
    return tuple(rows)


def _posts(group: Group) -> Iterator[tuple[Person, str]]:
    """Those who lead the group, each once."""
    named: set[str] = set()
    leaders = [(group.leader, "leader")] if group.leader else []
    for person, post in [*leaders, *((each, "key_members") for each in group.key_members)]:
        if person.name not in named:
            named.add(person.name)
            yield person, post


def _attended(shelf: Shelf) -> dict[str, list[tuple[str, Training]]]:
    """Name → (the training's group id or an empty text, training), the latest first."""
    found: dict[str, list[tuple[str, Training]]] = defaultdict(list)
    trainings = sorted(shelf.every(Training), key=lambda each: (each.on, each.seq), reverse=True)
    for each in trainings:
        group = group_of_training(shelf, each)
        for person in each.attendees:
            found[person.name].append((group, each))
    return found


def group_of_training(shelf: Shelf, training: Training) -> str:
    """The id of the group it was held for: its own, else its issue's. An experience is for all."""
    issue = shelf.find(Issue, training.issue) if training.issue else None
    group = shelf.group_of(issue) if issue else None
    return training.group or (group.id if group else "")


def _last(attended: list[tuple[str, Training]], group: Group) -> Training | None:
    return next((each for held_for, each in attended if held_for in ("", group.id)), None)
