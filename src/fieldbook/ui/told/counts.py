"""How many: each kind of record by its own measure word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from fieldbook.i18n import _, ngettext

Counted = Callable[[int, str], str]
COUNTED: Final[Mapping[str, Counted]] = {
    "household": lambda n, told: ngettext("{count} household", "{count} households", n, told),
    "issue": lambda n, told: ngettext("{count} issue", "{count} issues", n, told),
    "solution": lambda n, told: ngettext("{count} solution", "{count} solutions", n, told),
    "group": lambda n, told: ngettext("{count} group", "{count} groups", n, told),
    "unit": lambda n, told: ngettext("{count} unit", "{count} units", n, told),
    "member": lambda n, told: ngettext("{count} member", "{count} members", n, told),
    "task": lambda n, told: ngettext("{count} task", "{count} tasks", n, told),
    "contact_group": lambda n, told: ngettext(
        "{count} contact group", "{count} contact groups", n, told
    ),
    "set": lambda n, told: ngettext("{count} set", "{count} sets", n, told),
    "list": lambda n, told: ngettext("{count} list", "{count} lists", n, told),
    "": lambda n, told: ngettext("{count} record", "{count} records", n, told),
}
"""A kind's measure word."""


def counted(kind: str, count: int, told: str = "") -> str:
    """So many of a kind; ``told`` where more than the bare number is to be said.

    A kind without a measure word of its own is counted in records.
    """
    return COUNTED.get(kind, COUNTED[""])(count, told)


def count_text(kind: str, shown: int, total: int, marked: int = 0) -> str:
    """How many are marked; else how many there are, and how many of them a filter left."""
    if marked:
        return _("{what} marked").format(what=counted(kind, marked))
    return counted(kind, total, f"{shown}/{total}" if shown != total else "")
