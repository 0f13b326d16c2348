"""What a record has for itself: a household its number in its group, a group its name in its unit.

While one lay in the trash, another may have been given what was its own. It stays there, whole, until
the other one makes room: with two of a number neither could be edited any more.
"""

from __future__ import annotations

from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.records import Group, Household, Record
from fieldbook.domain.shelf import Shelf


def require_own(shelf: Shelf, record: Record) -> None:
    """Refuse to take back a record whose number or name another one has by now.

    Raises:
        Invalid: naming it.
    """
    if isinstance(record, Household) and record.code and _is_taken(shelf, record, "code", "group"):
        raise Invalid([Problem("code", "code_taken_since", record.code)])
    if isinstance(record, Group) and _is_taken(shelf, record, "name", "unit"):
        raise Invalid([Problem("name", "name_taken_since", record.name)])


def _is_taken(shelf: Shelf, record: Record, *fields: str) -> bool:
    mine = [getattr(record, name) for name in fields]
    return any(
        each.id != record.id and [getattr(each, name) for name in fields] == mine
        for each in shelf.every(type(record))
    )
