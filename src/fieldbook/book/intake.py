"""The room of rosters and ledgers: what a sheet would change, and taking it in as one act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, cast

from fieldbook.book.desk import Desk
from fieldbook.domain.acts.intake import take_roster
from fieldbook.domain.acts.ledger import take_ledger
from fieldbook.domain.acts.matching import Match, match_ledger, match_roster, unclear_groups
from fieldbook.domain.entries import LedgerEntry, RosterEntry, Sheet
from fieldbook.domain.records import BY_KIND
from fieldbook.labels import field_label

_BESIDES: Final = ("raised_by", "responsible", "replied_on", "note")
"""Columns of a ledger whose words may have to stand in an issue's detail."""


class Intake(NamedTuple):
    """A sheet, matched with the book."""

    sheet: Sheet
    """As it was read; its oddities and those that only the book shows."""
    matches: tuple[Match, ...]

    def rows(self, verdict: str) -> tuple[Match, ...]:
        """The rows of one verdict."""
        return tuple(each for each in self.matches if each.verdict == verdict)


class TakenIn(NamedTuple):
    """What an intake made, by record kind, and what it changed."""

    made: dict[str, int]
    changed: int


class IntakeRoom:
    """Where sheets are matched and taken in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def preview(self, sheet: Sheet) -> Intake:
        """What the sheet means for the book; nothing is changed."""
        shelf = self._desk.shelf
        if sheet.holds == "issues":
            ledger_rows = cast("tuple[LedgerEntry, ...]", sheet.entries)
            return Intake(sheet, tuple(match_ledger(shelf, sheet.file, ledger_rows)))
        roster_rows = cast("tuple[RosterEntry, ...]", sheet.entries)
        matches = tuple(match_roster(shelf, roster_rows))
        oddities = sorted((*sheet.oddities, *unclear_groups(shelf, matches)))
        return Intake(sheet._replace(oddities=tuple(oddities)), matches)

    def take(self, intake: Intake, *, update: bool = False) -> TakenIn:
        """Take the new rows in, and the changed ones with ``update``; one act, undone as one."""
        pen, sheet = self._desk.pen(), intake.sheet
        if sheet.holds == "issues":
            changes = take_ledger(
                pen, sheet.file, intake.matches, update=update, headings=_headings(sheet)
            )
        else:
            changes = take_roster(pen, sheet.file, intake.matches, update=update)
        self._desk.commit("take_in", changes, about=sheet.file)
        made = dict.fromkeys(BY_KIND, 0)
        for each in changes:
            made[each.after.kind] += each.before is None
        return TakenIn(
            made={kind: count for kind, count in made.items() if count},
            changed=sum(each.before is not None for each in changes),
        )


def _headings(sheet: Sheet) -> Mapping[str, str]:
    """What the sheet calls its columns; where it has no word of its own, ours."""
    return {**{field: field_label(field) for field in _BESIDES}, **dict(sheet.columns)}
