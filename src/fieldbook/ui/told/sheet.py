"""A sheet that is to be taken in, as the rows of a list: what is to be told of it, then what it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rich.cells import cell_len

from fieldbook.book.intake import Intake
from fieldbook.domain.acts.matching import Match
from fieldbook.domain.codes import Holds
from fieldbook.domain.entries import (
    Entry,
    GroupEntry,
    LedgerEntry,
    Oddity,
    RosterEntry,
    VisitEntry,
)
from fieldbook.i18n import _
from fieldbook.labels import code_label, day, field_label, with_role
from fieldbook.sentences_of_files import WITHHELD
from fieldbook.sentences_of_sheets import entry_text, field_of_sheet, row_words, why_odd
from fieldbook.ui.widgets.columns import Column, ListRow, sought

_ORDER: Final = {"odd": 0, "changed": 1, "clash": 2, "new": 3, "same": 4}


_READ: Final[Mapping[type[Entry], tuple[str, ...]]] = {
    RosterEntry: (
        "visited_on", "phone", "people", "contact", "note", "tags", "visit_every_days", "code", "group", "unit",
        "address",
    ),
    LedgerEntry: (
        "found_on", "referred_on", "answered_on", "studied_on", "due_on", "closed_on", "code", "household",
        "group", "raised_by", "responsible", "kind", "status", "dropped", "measure", "handling", "reply",
        "referred_to", "answer", "with_whom", "carried_by", "steps", "note", "tags", "detail",
    ),
    VisitEntry: (
        "visited_on", "place", "group", "manner", "met", "companions", "explained", "together", "alongside", "learned",
        "promised", "note", "besides",
    ),
    GroupEntry: (
        "unit", "leader", "key_members", "core_members", "core_since", "visit_every_days", "type",
        "surveyed_on", "attendance", "labour", "management", "leadership", "other", "note", "tags",
    ),
}  # fmt: skip
"""What is told of a row that was read, the days first: whether they were read as meant is seen only there."""


def what_was_read(match: Match, holds: Holds, today: dt.date) -> str:
    """A row as it was read, field by field, and which of them would change."""
    entry = match.entry
    what, more = entry_text(entry)
    read = _READ.get(type(entry), ())
    told = [what, *filter(None, (_field_read(entry, holds, each, today) for each in read))]
    changes = _changes(match) if match.fields else ""
    return "  ".join(filter(None, (changes, _("; ").join(told) if read else f"{what} {more}")))


def _field_read(entry: Entry, holds: Holds, name: str, today: dt.date) -> str:
    """A field with what stands in it; a day with the words that it was read from: 12月中旬 may be meant otherwise."""
    value = getattr(entry, name)
    if isinstance(value, tuple):
        parts = (
            " ".join(each) if isinstance(each, tuple) else code_label(name, each) for each in value
        )
        value = _(", ").join(parts)
    if name.endswith("_on"):
        words = getattr(entry, f"{name.removesuffix('_on')}_text")
        value = with_role(day(value, today), words) if value else words
    text = " ".join(code_label("issue.kind" if name == "kind" else name, value).split())
    return _("{label}: {text}").format(label=field_of_sheet(holds, name), text=text) if text else ""


def sheet_columns(holds: Holds, sheets: Sequence[str] = ()) -> list[Column]:
    """A name is short and a title is long: what a row is about has the room that it needs."""
    width = {"households": 14, "visits": 26, "groups": 14}.get(holds)
    names = max(map(cell_len, sheets), default=-1) + 1
    return [
        Column(_("Row"), 5 + min(names, 10), align="right", priority=5),
        Column("", 8, priority=8, toned=True),
        Column(_("What it says"), width, min_width=16, priority=9),
        Column("", None if width else 24, min_width=16, priority=3),
    ]


def sheet_rows(intake: Intake) -> Iterator[ListRow]:
    """What is to be told of the rows, then the rows themselves: first what changed, then the new."""
    for number, each in enumerate(intake.sheet.oddities):
        row = row_words(intake.sheet, each.row) if each.row else ""
        yield ListRow(f"odd{number}", (row, *_told(each)), "", "overdue")
    for number, match in enumerate(in_order(intake)):
        yield _match_row(number, match, row_words(intake.sheet, match.entry.row))


def in_order(intake: Intake) -> list[Match]:
    """The rows that changed, then the new; an unclear one is among the odd ones, with those it can be."""
    told = [each for each in intake.matches if each.verdict != "unclear"]
    return sorted(told, key=lambda each: _ORDER[each.verdict])


def _told(odd: Oddity) -> tuple[str, str, str]:
    """An odd row's cells: what becomes of it, why, and nothing more."""
    if odd.reason in ("section", "foot"):
        return _("skipped"), why_odd(odd), ""
    if odd.reason in WITHHELD:
        return _("withheld"), why_odd(odd), ""
    return _("left out") if odd.left_out else _("odd"), why_odd(odd), ""


def _match_row(number: int, match: Match, row: str) -> ListRow:
    what, more = entry_text(match.entry)
    words = {
        "new": _("new"), "same": _("there"), "changed": _("changed"), "clash": _("left out"),
    }  # fmt: skip
    tone = {"new": "done", "same": "muted", "changed": "", "clash": "overdue"}[match.verdict]
    if match.fields:
        more = _changes(match)
    cells = (row, words[match.verdict], what, more)
    return ListRow(str(number), cells, sought(what, more), tone)


def _changes(match: Match) -> str:
    return _("changes: {fields}").format(fields=_(", ").join(map(field_label, match.fields)))
