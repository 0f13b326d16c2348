"""Which follow-ups count: those of a solution, or a group, that is still in the book."""

from __future__ import annotations

from fieldbook.domain.records import FollowUp, Group, Solution
from fieldbook.domain.shelf import Shelf


def has_its_subject(shelf: Shelf, follow_up: FollowUp) -> bool:
    """Whether the solution (or the group) of a follow-up is in the book and not in the trash."""
    if follow_up.solution:
        return shelf.living(Solution, follow_up.solution) is not None
    return shelf.living(Group, follow_up.group) is not None
