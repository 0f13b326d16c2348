"""The room of rosters and ledgers: what a sheet would change, and taking it in as one act."""

from __future__ import annotations

from typing import NamedTuple, cast

from fieldbook.book.desk import Desk
from fieldbook.domain.acts.intake import take_ledger, take_roster
from fieldbook.domain.acts.matching import Match, match_ledger, match_roster
from fieldbook.domain.entries import LedgerEntry, RosterEntry, Sheet
from fieldbook.domain.records import BY_KIND


class Intake(NamedTuple):
    """A sheet, matched with the book."""

    sheet: Sheet
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
        return Intake(sheet, tuple(match_roster(shelf, roster_rows)))

    def take(self, intake: Intake, *, update: bool = False) -> TakenIn:
        """Take the new rows in, and the changed ones with ``update``; one act, undone as one."""
        take = take_ledger if intake.sheet.holds == "issues" else take_roster
        changes = take(self._desk.pen(), intake.sheet.file, intake.matches, update=update)
        self._desk.commit("take_in", changes, about=intake.sheet.file)
        made = dict.fromkeys(BY_KIND, 0)
        for each in changes:
            made[each.after.kind] += each.before is None
        return TakenIn(
            made={kind: count for kind, count in made.items() if count},
            changed=sum(each.before is not None for each in changes),
        )
