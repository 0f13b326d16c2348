"""What a decision of a meeting gives out: who is to do what until when, as a task, a solution or a step."""

from __future__ import annotations

from typing import Any, Final

from fieldbook.domain.dates.folding import plain
from fieldbook.domain.drafts import Draft
from fieldbook.domain.folding import is_part_of
from fieldbook.domain.parts import Matter, Person, Step
from fieldbook.domain.records import Diary, Issue, Member, Solution, Task
from fieldbook.domain.shelf import Shelf
from fieldbook.patterns import pattern

BETWEEN_PEOPLE: Final = pattern(r"\s*[、，,;；]+\s*")
"""What parts the names of those who see to a decision."""
_GROUP: Final = pattern(r"第?(.+?)(?:联系)?组|(?:contact )?group (.+)")


def as_given(solution: Solution, matter: Matter) -> Draft:
    """What a decision says of a solution; it has names in full, and what the decision leaves open."""
    who, has = BETWEEN_PEOPLE.sub("、", matter.who), solution.responsible
    responsible = Person(name=who) if who else None
    if has and (not who or is_part_of(who, has.name)):
        responsible = has
    return Draft(
        method=matter.decided, responsible=responsible, due_on=matter.due_on or solution.due_on
    )


def step_of(matter: Matter) -> Step:
    """The step that a decision is, beside another of the solution."""
    who = BETWEEN_PEOPLE.sub("、", matter.who)
    return Step(what=matter.decided, who=who, due_on=matter.due_on)


def task_of(shelf: Shelf, page: Diary, matter: Matter) -> Draft:
    """The task that a decision about no issue is, where it says who or until when.

    What is given to groups or contact groups, or to nobody by name, is explained at households; else it
    is the work of whoever is named.
    """
    groups: list[str] = []
    people: list[Person] = []
    of_contact_groups: list[Person] = []
    for name in filter(None, map(str.strip, BETWEEN_PEOPLE.split(matter.who))):
        if named := shelf.groups_named(name):
            groups += [each.id for each in named]
        elif members := _of_contact_group(shelf, name):
            of_contact_groups += members
        else:
            people.append(Person(name=name))
    topic = matter.topic or matter.decided
    return Draft(
        title=topic, explanation="" if topic == matter.decided else matter.decided, given_on=page.on, until_on=matter.due_on,
        groups=tuple(dict.fromkeys(groups)), given_to=(*of_contact_groups, *people),
        kind="work" if people and not (groups or of_contact_groups) else "task",
    )  # fmt: skip


def _of_contact_group(shelf: Shelf, name: str) -> list[Person]:
    """The members of the contact group that is called so; 第二联系组 is the group 2, too."""
    folded = plain(name)
    found = _GROUP.fullmatch(folded)
    names = {folded, *(found.groups() if found else ())}
    return [
        Person(name=each.name, id=each.id)
        for each in shelf.every(Member)
        if each.contact_group and plain(each.contact_group) in names
    ]


def has(record: Task | Solution | Issue, name: str, value: Any) -> bool:
    """Whether a field has this value; of people their names count."""
    found = getattr(record, "task_kind" if name == "kind" else name)
    return bool(_by_name(found) == _by_name(value))


def _by_name(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_by_name, value))
    return value.name if isinstance(value, Person) else value
