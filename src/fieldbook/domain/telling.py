"""Records as a ledger tells them: every field that has a column, without what only a book knows."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple

import msgspec

from fieldbook.domain import marks
from fieldbook.domain.codes import FOUND
from fieldbook.domain.entries import Ref, Told
from fieldbook.domain.records import (
    BY_KIND,
    FollowUp,
    Frozen,
    Group,
    Household,
    Issue,
    Member,
    Record,
    Solution,
    Survey,
    Task,
    Visit,
)
from fieldbook.domain.references import REFERENCES
from fieldbook.domain.shelf import Shelf

replace = msgspec.structs.replace
ELSEWHERE: Final = "elsewhere"
"""The result of a follow-up that found only other issues of the same solution relapsed."""


class Check(NamedTuple):
    """A follow-up, as it concerns one issue or one group."""

    due_on: dt.date
    checked_on: dt.date | None = None
    result: str = ""
    """``held``, ``relapsed``, :data:`ELSEWHERE`, or empty while it is still to be made."""
    note: str = ""
    cancelled_on: dt.date | None = None


_OTHERWISE: Final = frozenset(
    ("issue.due_on", "issue.due_text", "issue.household_text", "visit.household_text",
     "household.handovers", "group.post_changes", "survey.findings", "task.given_to")
)  # fmt: skip
"""Fields that are told in a way of their own, or not at all; so are references and words for a day."""


def _plain_fields(kind: str) -> tuple[str, ...]:
    others = {*Record.__struct_fields__, *REFERENCES.get(kind, ()), *marks.WORDS.values()}
    names = BY_KIND[kind].__struct_fields__
    return tuple(e for e in names if e not in others and f"{kind}.{e}" not in _OTHERWISE)


PLAIN: Final[Mapping[str, tuple[str, ...]]] = {
    kind: _plain_fields(kind)
    for kind in ("issue", "solution", "household", "group", "survey", "visit", "task")
}
"""Fields that are told as they are, by kind of record."""


def told(shelf: Shelf, record: Record) -> Told:
    """A record with its parts, as the cells of its rows tell it."""
    values = _said(record)
    also, parts = _ALSO[type(record)](shelf, record)
    return Told(kind=record.kind, id=record.id, values=values | also, parts=tuple(parts))


def number_of(issue: Issue) -> str:
    """The number a ledger has for an issue: the one it came with, else the book's."""
    return (issue.source.code if issue.source else "") or str(issue.seq)


def checks_of(follow_ups: Iterable[FollowUp], issue_id: str = "") -> tuple[Check, ...]:
    """Follow-ups in the order they are due, as they concern one issue."""
    found = (
        Check(e.due_on, e.checked_on, _result(e, issue_id), e.note, e.cancelled_on)
        for e in follow_ups
    )
    return tuple(sorted(found, key=lambda each: each.due_on))


def _result(check: FollowUp, issue_id: str) -> str:
    others = issue_id and check.relapsed_issues and issue_id not in check.relapsed_issues
    return ELSEWHERE if check.result == "relapsed" and others else check.result


_GET: Final = {kind: attrgetter(*names) for kind, names in PLAIN.items()}
"""All of them at once: a ledger asks for them row by row."""
_WORDED: Final = {
    kind: tuple((name, marks.WORDS[name]) for name in names if name in marks.WORDS)
    for kind, names in PLAIN.items()
}
"""Those that may have been written in words instead."""


def _said(record: Record) -> dict[str, Any]:
    kind = record.kind
    said = {
        name: value if type(value) in _BARE else bare(value)
        for name, value in zip(PLAIN[kind], _GET[kind](record), strict=True)
    }
    for name, in_words in _WORDED[kind]:
        if (words := getattr(record, in_words)) is not None:
            said[name] = words
    return said


def bare(value: Any) -> Any:
    """A value without the ids of the people in it, and without what a newer fieldbook wrote."""
    if isinstance(value, tuple):
        return tuple(bare(each) for each in value) if value else value
    if isinstance(value, Frozen):
        found = [name for name in _left_out(type(value)) if getattr(value, name)]
        return replace(value, **dict.fromkeys(found, "")) if found else value
    return value


@functools.cache
def _left_out(struct: type[Frozen]) -> frozenset[str]:
    return frozenset({"beyond", "id"}.intersection(struct.__struct_fields__))


_BARE: Final = frozenset({str, int, dt.date, type(None)})
"""What nobody stands in; most values are so, and are not gone into."""
_Also = tuple[dict[str, Any], Sequence[Told]]


def _issue(shelf: Shelf, issue: Issue) -> _Also:
    visit = shelf.living(Visit, issue.visit)
    values = {
        "number": number_of(issue),
        "due_on": issue.due_on or issue.due_text or None,
        **_place(shelf, issue),
        "visit": Ref("", (visit.id,) if visit else ()),
    }
    # Ids sort as they were given out, and stay the same wherever the ledger is taken in.
    solutions = sorted(shelf.solutions_of(issue), key=lambda each: each.id)
    return values, [_solution(shelf, each, issue) for each in solutions]


def _solution(shelf: Shelf, solution: Solution, issue: Issue) -> Told:
    values = _said(solution)
    values["checks"] = checks_of(shelf.follow_ups_of([solution]), issue.id)
    return Told(kind="solution", id=solution.id, values=values)


def _place(shelf: Shelf, record: Issue | Visit) -> dict[str, Ref]:
    """To whom it belongs; a household that is not settled yet is told as it was written."""
    household, group = shelf.household_of(record), shelf.group_of(record)
    own = shelf.living(Group, record.group)
    return {
        "household": Ref(household.head, (household.id,))
        if household
        else Ref(record.household_text),
        "group": Ref(group.name if group else "", (own.id,) if own else ()),
    }


def _household(shelf: Shelf, household: Household) -> _Also:
    group, contact = shelf.group_of(household), shelf.living(Member, household.contact)
    values = {
        "group": Ref(group.name, (group.id,)) if group else Ref(),
        "contact": contact.name if contact else "",
        "contact_group": contact.contact_group if contact else "",
    }
    return values, ()


def _group(shelf: Shelf, group: Group) -> _Also:
    checks = checks_of(shelf.pointing(FollowUp, "group", group.id))
    surveys = shelf.pointing(Survey, "group", group.id)
    latest_first = sorted(surveys, key=lambda each: (each.surveyed_on, each.id), reverse=True)
    return {"checks": checks}, [told(shelf, each) for each in latest_first]


def _visit(shelf: Shelf, visit: Visit) -> _Also:
    return {**_place(shelf, visit), "tasks": _refs(shelf, Task, visit.tasks)}, ()


def _task(shelf: Shelf, task: Task) -> _Also:
    return {"groups": _refs(shelf, Group, task.groups)}, ()


def _refs(shelf: Shelf, kind: type[Record], ids: Iterable[str]) -> tuple[Ref, ...]:
    found = (shelf.living(kind, each) for each in ids)
    return tuple(Ref(_name(each), (each.id,)) for each in found if each is not None)


def _name(record: Record) -> str:
    return record.title if isinstance(record, Task) else getattr(record, "name", "")


def _survey(shelf: Shelf, survey: Survey) -> _Also:
    del shelf
    return {name: getattr(survey.findings, name) for name in FOUND}, ()


_ALSO: Final[Mapping[type[Record], Callable[[Shelf, Any], _Also]]] = {
    Issue: _issue,
    Household: _household,
    Group: _group,
    Visit: _visit,
    Task: _task,
    Survey: _survey,
}
"""What a kind of record tells besides its plain fields: what it names, and its parts."""
