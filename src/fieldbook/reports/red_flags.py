"""The red flags of groups: when they were given, and what for."""

from __future__ import annotations

from fieldbook.domain.records import Commendation, Group
from fieldbook.domain.shelf import Shelf


def red_flags(shelf: Shelf, group: Group) -> tuple[Commendation, ...]:
    """A group's red flags, the earliest first."""
    found = shelf.pointing(Commendation, "whom", group.id)
    given = (each for each in found if each.commendation_kind == "red_flag")
    return tuple(sorted(given, key=lambda each: (each.on, each.seq)))
