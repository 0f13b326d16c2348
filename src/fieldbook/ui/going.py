"""Where a record is seen: the screen that lists it, or lists what it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.screen import Screen

from fieldbook.domain.records import (
    Commendation,
    Experience,
    FollowUp,
    Group,
    Household,
    Issue,
    Record,
    Solution,
    Task,
    Training,
    Visit,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.host import Host
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.under import key_of, record_of

SCREENS = {
    "household": "households", "issue": "issues", "solution": "solutions", "group": "groups",
    "diary": "diary", "task": "tasks", "member": "members",
}  # fmt: skip
"""Kind → the screen that lists it."""


_LEADS_TO: Mapping[type[Record], tuple[tuple[str, type[Record]], ...]] = {
    Visit: (("household", Household), ("group", Group)),
    FollowUp: (("solution", Solution), ("group", Group)),
    Training: (("group", Group), ("issue", Issue), ("task", Task), ("experience", Experience)),
    Experience: (("group", Group), ("solution", Solution), ("visit", Visit)),
}
"""Kind of record that no screen lists → the fields that name whose story it stands in."""
_OF_A_GROUP: Sequence[tuple[str, type[Record]]] = (("group", Group),)


def listed(shelf: Shelf, record: Record) -> Record | None:
    """The record itself where a screen lists its kind, else the one in whose story it stands."""
    if record.kind in SCREENS:
        return record
    if isinstance(record, Commendation):
        return record_of(shelf, f"{record.whom.role}:{record.whom.id}")
    for field, kind in _LEADS_TO.get(type(record), _OF_A_GROUP):
        place = shelf.living(kind, getattr(record, field, ""))
        if place is not None:
            return listed(shelf, place)
    return None


def go_to_record(host: Host, record: Record) -> None:
    """Show the screen on which a record is seen, with the cursor on it."""
    found = listed(host.book.shelf, record)
    if found is not None and found.removed_at is None:
        host.go_beside(SCREENS[found.kind])
        screen = host.made(SCREENS[found.kind])
        screen.call_after_refresh(_put_cursor, screen, key_of(found), key_of(record))
        return
    # Nothing lists it, such as a class held for everybody: its own form shows it.
    from fieldbook.ui.forms.table import edit_form

    form = edit_form(host.book, record)
    if form is not None:
        host.open_form(form)


def _put_cursor(screen: Screen[Any], found: str, wanted: str) -> None:
    """Put the cursor on the record; one that stands in another's story is read there."""
    if isinstance(screen, ListScreen):
        screen.show_all()
    if isinstance(screen, BookScreen):
        screen.show(found)
    if isinstance(screen, ListScreen) and found != wanted:
        screen.draw_story()
        screen.story.move_to(wanted)
        screen.panes.read()
