"""Which households one was at last: those that were read, and those that something was written about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from fieldbook.domain.records import Household, Issue, Solution, Visit
from fieldbook.domain.shelf import Shelf

MOST = 15
"""How many are listed."""


def recent_households(shelf: Shelf, opened: Mapping[str, dt.datetime]) -> tuple[Household, ...]:
    """The last households, newest first.

    Args:
        shelf: the book.
        opened: when households were read, by their ids.
    """
    at = dict(opened)

    def touched(household: str, when: dt.datetime) -> None:
        if household and when > at.get(household, _NEVER):
            at[household] = when

    for place in shelf.every(Household):
        touched(place.id, place.created_at)
    for visit in shelf.every(Visit):
        touched(visit.household, visit.created_at)
    for issue in shelf.every(Issue):
        touched(issue.household, issue.created_at)
    for solution in shelf.every(Solution):
        for about in (shelf.find(Issue, each) for each in solution.issues):
            touched(about.household if about else "", solution.created_at)
    newest = sorted(at, key=at.__getitem__, reverse=True)
    living = (shelf.living(Household, each) for each in newest)
    return tuple(each for each in living if each is not None)[:MOST]


_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)
