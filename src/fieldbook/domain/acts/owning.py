"""What a record has for itself: a household its number in its group, a group its name in its unit.

Also what comes back from the trash: while it lay there, another may have been given what was its own.
It stays there, whole, until the other one makes room.
"""

from __future__ import annotations

from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.records import Group, Household, Record
from fieldbook.domain.shelf import Shelf


def require_own(shelf: Shelf, record: Record, *, taken: str = "taken") -> None:
    """Refuse a record whose number or name another one has.

    Args:
        shelf: what is in the book.
        record: the record as it is to be.
        taken: ``taken``, or ``taken_since`` for one that comes back from the trash.

    Raises:
        Invalid: naming it.
    """
    if isinstance(record, Household) and record.code:
        if any(
            each.code == record.code and each.group == record.group and each.id != record.id
            for each in shelf.every(Household)
        ):
            raise Invalid([Problem("code", f"code_{taken}", record.code)])
    elif isinstance(record, Group) and any(
        each.unit == record.unit and each.id != record.id
        for each in shelf.groups_named(record.name, record.unit)
    ):
        raise Invalid([Problem("name", f"name_{taken}", record.name)])
