"""Which follow-ups count, and which issues held at them."""

from __future__ import annotations

from collections.abc import Collection

from fieldbook.domain.records import FollowUp, Group, Issue, Solution
from fieldbook.domain.shelf import Shelf


def has_its_subject(shelf: Shelf, follow_up: FollowUp) -> bool:
    """Whether the solution (or the group) of a follow-up is in the book and not in the trash."""
    if follow_up.solution:
        return shelf.living(Solution, follow_up.solution) is not None
    return shelf.living(Group, follow_up.group) is not None


def held_at(shelf: Shelf, follow_ups: Collection[FollowUp]) -> tuple[Issue, ...]:
    """The issues that held at every one of these follow-ups that was about them, each once.

    A solution is often looked at several times, and often solves several issues.
    """
    made = {each.id for each in follow_ups}
    found: dict[str, Issue] = {}
    for each in follow_ups:
        if each.result == "held" and (solution := shelf.living(Solution, each.solution)):
            found |= {issue.id: issue for issue in shelf.issues_of(solution)}
    return tuple(
        issue
        for issue in found.values()
        if not any(each.id in made for each in shelf.relapses_of(issue))
    )
