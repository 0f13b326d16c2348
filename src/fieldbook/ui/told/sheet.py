"""A sheet that is to be taken in, as the rows of a list: what is to be told of it, then what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len

from fieldbook.book.intake import Intake
from fieldbook.domain.acts.matching import Match
from fieldbook.domain.codes import Holds
from fieldbook.domain.entries import Oddity
from fieldbook.i18n import _
from fieldbook.labels import field_label
from fieldbook.sentences_of_files import WITHHELD
from fieldbook.sentences_of_sheets import entry_text, row_words, why_odd
from fieldbook.ui.widgets.columns import Column, ListRow, sought

_ORDER: Final = {"odd": 0, "changed": 1, "clash": 2, "new": 3, "same": 4}


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
        more = _("changes: {fields}").format(fields=_(", ").join(map(field_label, match.fields)))
    cells = (row, words[match.verdict], what, more)
    return ListRow(str(number), cells, sought(what, more), tone)
