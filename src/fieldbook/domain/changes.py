"""A change, and the act that is made of changes."""

import datetime as dt
from typing import Final, NamedTuple

import msgspec

from fieldbook.domain.records import Record

ACTS_KEPT: Final = 1000
"""How many acts can be undone."""


class Change(NamedTuple):
    """One record before and after: made (nothing before) or changed. Removal is a mark on it."""

    before: Record | None
    after: Record


class Swap(NamedTuple):
    """A record put in the place of another as it stands, its stamps too.

    Nothing before: it is new. Nothing after: it is gone from the book, as if it had never come.
    """

    before: Record | None
    after: Record | None


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the user did: one key, or an import of 5,000 rows. Undone and redone as one."""

    id: str
    """The text of a UUIDv7, by which the act is known."""
    verb: str
    """What was done, a code of :data:`fieldbook.verbs.VERBS`."""
    at: dt.datetime
    by: str = ""
    stamp: str
    changes: tuple[Change, ...]
    about: str = ""
    """The short words by which the user recognises it, such as a title or a file's name."""


class PastAct(msgspec.Struct, frozen=True, kw_only=True):
    """An act as the book remembers it, to be undone or redone."""

    id: str
    verb: str
    at: dt.datetime
    by: str = ""
    stamp: str
    about: str = ""
    count: int
    """How many records it touched."""
    undone: bool = False
    whole: bool = False
    """Whether it put records in place as they stood, and undoing it does so too: what was taken in
    from another book, joined, brought back or repaired."""
