"""The room of what is imported: what a sheet would change, and taking it in as one act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fieldbook.book.desk import Desk
from fieldbook.domain.acts.closing import unsettled
from fieldbook.domain.acts.intake import take_roster
from fieldbook.domain.acts.ledger import take_ledger
from fieldbook.domain.acts.ledger_fields import without_household
from fieldbook.domain.acts.making import Pen
from fieldbook.domain.acts.matching import Match, lost_zeros, unclear_rows
from fieldbook.domain.acts.matching_ledgers import match_ledger
from fieldbook.domain.acts.matching_rosters import (
    groups_as_units,
    match_roster,
    same_addresses,
    unclear_groups,
)
from fieldbook.domain.acts.visits import match_visits, not_placed, take_visits
from fieldbook.domain.changes import Change
from fieldbook.domain.entries import Oddity, Sheet
from fieldbook.domain.records import BY_KIND, Group, Household, Member, Visit
from fieldbook.domain.seal import Seal
from fieldbook.domain.shelf import Shelf
from fieldbook.labels import field_label
from fieldbook.patterns import pattern

_BESIDES: Final = (
    "raised_by", "responsible", "replied_on", "closed_on", "measure", "handling", "reply",
    "note", "with_whom", "studied_on", "carried_by", "steps", "referred_on", "referred_to", "answer",
    "answered_on",
)  # fmt: skip
"""Columns of a ledger whose words may have to stand in a text, under their heading."""


class Intake(NamedTuple):
    """A sheet, matched with the book."""

    sheet: Sheet
    """As it was read; its oddities and those that only the book shows."""
    matches: tuple[Match, ...]

    @property
    def left_out(self) -> frozenset[int]:
        """The rows that become nothing, whether the sheet shows it or only the book."""
        clashes = {each.entry.row for each in self.rows("clash")}
        return (self.sheet.left_out | clashes) - self.sheet.across

    @property
    def skipped(self) -> int:
        """How many rows are no entries at all: empty ones, totals, lines across the table."""
        return self.sheet.skipped + len(self.sheet.across)

    @property
    def verdicts(self) -> Mapping[str, int]:
        """How many rows are of each verdict."""
        return Counter(each.verdict for each in self.matches)

    def rows(self, verdict: str) -> tuple[Match, ...]:
        """The rows of one verdict."""
        return tuple(each for each in self.matches if each.verdict == verdict)


_ISSUES: Final = pattern("issue|problem|concern|need|问题|困难|诉求|需求|反映|意见|盼")
"""What a column of a diary is called in which somebody wrote down what people raised."""


class Beside(NamedTuple):
    """What taking a sheet in would make that no row of it shows."""

    groups: tuple[Group, ...]
    members: tuple[Member, ...]
    without_contact: int
    """How many of its new households have no contact."""
    visits: int
    """How many visits a roster's days of the last visit become."""


class TakenIn(NamedTuple):
    """What an intake made, by record kind, and what it changed."""

    made: dict[str, int]
    changed: int
    beside: Beside


class IntakeRoom:
    """Where sheets are matched and taken in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def preview(self, sheet: Sheet) -> Intake:
        """What the sheet means for the book; nothing is changed."""
        shelf = self._desk.shelf
        matches = tuple(_matched(shelf, sheet, self._desk.seal))
        found = (
            *_of_the_file(sheet),
            *unsettled(shelf, matches, self._desk.today),
            *not_placed(shelf, matches),
            *without_household(shelf, matches),
            *same_addresses(shelf, matches),
            *groups_as_units(shelf, matches),
        )
        unclear = unclear_rows(matches)
        rows = {each.row for each in unclear}
        # Of a row that is not taken in, only why is told; what the book has solved is not taken back.
        kept = {each.row for each in found if each.reason == "solved_in_the_book"}
        told = [
            each
            for each in (*sheet.oddities, *found)
            if each.row not in rows and not (each.reason == "withdrawn" and each.row in kept)
        ]
        oddities = sorted((*told, *unclear, *unclear_groups(shelf, matches), *lost_zeros(matches)))
        return Intake(sheet._replace(oddities=tuple(oddities)), matches)

    def beside(self, intake: Intake, *, update: bool = False) -> Beside:
        """What :meth:`take` would make besides the rows themselves; nothing is changed."""
        return _beside(intake.sheet, _taken(self._desk.pen(), intake, update=update))

    def take(self, intake: Intake, *, update: bool = False) -> TakenIn:
        """Take the new rows in, and the changed ones with ``update``; one act, undone as one."""
        changes = _taken(self._desk.pen(), intake, update=update)
        self._desk.commit("take_in", changes, about=intake.sheet.file)
        made = dict.fromkeys(BY_KIND, 0)
        for each in changes:
            made[each.after.kind] += each.before is None
        return TakenIn(
            made={kind: count for kind, count in made.items() if count},
            changed=sum(each.before is not None for each in changes),
            beside=_beside(intake.sheet, changes),
        )


def _beside(sheet: Sheet, changes: Sequence[Change]) -> Beside:
    made = [each.after for each in changes if each.before is None]
    shows_groups = sheet.holds in ("groups", "book")
    return Beside(
        tuple(each for each in made if isinstance(each, Group) and not shows_groups),
        tuple(each for each in made if isinstance(each, Member)),
        sum(isinstance(each, Household) and not each.contact for each in made),
        sum(isinstance(each, Visit) and sheet.holds == "households" for each in made),
    )


def _of_the_file(sheet: Sheet) -> Iterator[Oddity]:
    """What is told of a whole sheet once, not row by row.

    It gives no days at all, or a diary of visits has a column of issues, of which none is made.
    """
    field = {"issues": "found_on", "visits": "visited_on"}.get(sheet.holds, "")
    if sheet.entries and field and field not in dict(sheet.columns):
        yield Oddity(0, field, "no_day_column")
    for column, heading in sheet.columns:
        if (sheet.holds, column) == ("visits", "learned") and _ISSUES.search(heading.casefold()):
            yield Oddity(0, column, "no_issues_made", " ".join(heading.split()))


def _headings(sheet: Sheet) -> Mapping[str, str]:
    """What the sheet calls its columns; where it has no word of its own, ours."""
    return {**{field: field_label(field) for field in _BESIDES}, **dict(sheet.columns)}


def _matched(shelf: Shelf, sheet: Sheet, seal: Seal) -> Sequence[Match]:
    """The rows of a sheet, recognised; they are all of its kind."""
    entries: Any = sheet.entries
    match sheet.holds:
        case "households":
            return match_roster(shelf, entries, seal)
        case "issues":
            return match_ledger(shelf, sheet.file, entries, seal)
        case "visits":
            return match_visits(shelf, entries, seal)
        case "groups":
            from fieldbook.domain.acts.group_lists import match_groups

            return match_groups(shelf, entries)
        case "book":
            from fieldbook.domain.acts.book_ledgers import match_book

            return match_book(shelf, entries)


def _taken(pen: Pen, intake: Intake, *, update: bool) -> list[Change]:
    """The changes that make the rows of a sheet records."""
    file, rows = intake.sheet.file, intake.matches
    match intake.sheet.holds:
        case "households":
            return take_roster(pen, file, rows, update=update)
        case "issues":
            headings = _headings(intake.sheet)
            return take_ledger(pen, file, rows, update=update, headings=headings)
        case "visits":
            return take_visits(pen, file, rows, update=update)
        case "groups":
            from fieldbook.domain.acts.group_lists import take_groups

            return take_groups(pen, file, rows, update=update)
        case "book":
            from fieldbook.domain.acts.book_ledgers import take_book

            return take_book(pen, file, rows, update=update)
