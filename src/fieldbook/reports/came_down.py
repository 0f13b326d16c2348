"""What came down from the branch with the last exchange: tasks, answers, what it drops, experiences, commendations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple, TypeVar

from fieldbook.domain.records import Commendation, Experience, Issue, Record, Task
from fieldbook.domain.rules import written
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.stamps import replica_of
from fieldbook.domain.store import Image

R = TypeVar("R", bound=Record)
KINDS_TOLD: Final = (Task, Issue, Experience, Commendation)
"""The kinds of records that are told of."""


class CameDown(NamedTuple):
    """What an exchange brought that its reader should know of."""

    tasks: tuple[Task, ...] = ()
    answered: tuple[Issue, ...] = ()
    """The issues whose answer is new, or is another one now."""
    dropped: tuple[Issue, ...] = ()
    """Those that the branch has dropped, whatever it answered."""
    experiences: tuple[Experience, ...] = ()
    commendations: tuple[Commendation, ...] = ()

    def records(self) -> tuple[Record, ...]:
        """All of it, what wants work first."""
        issues = (*self.answered, *self.dropped)
        return (*self.tasks, *issues, *self.experiences, *self.commendations)


def came_down(shelf: Shelf, images: Sequence[Image], own: Collection[str]) -> CameDown:
    """What is in the book by an act, of which the former states are given.

    What was written in the book itself, one of its ``own`` replicas, is no news to it.
    """
    new = [each for each in images if each.record is None]
    before = {each.id: each.record for each in images if isinstance(each.record, Issue)}
    issues = _living(shelf, Issue, [each for each in images if each.kind == Issue.kind])

    def is_news(issue: Issue, field: str) -> bool:
        said = getattr(issue, field)
        is_other = said and said != getattr(before.get(issue.id), field, "")
        return bool(is_other) and replica_of(written(issue, field)) not in own

    return CameDown(
        tasks=tuple(each for each in _living(shelf, Task, new) if each.ended_on is None),
        answered=tuple(each for each in issues if not each.dropped_on and is_news(each, "answer")),
        dropped=tuple(each for each in issues if each.dropped_on and is_news(each, "drop_reason")),
        experiences=_living(shelf, Experience, new),
        commendations=_living(shelf, Commendation, new),
    )


def _living(shelf: Shelf, kind: type[R], images: Sequence[Image]) -> tuple[R, ...]:
    """The records of a kind that are still in the book, as they are now."""
    found = (shelf.living(kind, each.id) for each in images if each.kind == kind.kind)
    return tuple(each for each in found if each is not None)
