"""What a file brings: one entry a row, before it is matched with the book."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, NamedTuple

import msgspec

from fieldbook.domain.codes import Holds


class RosterEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One household as a roster names it. Texts are trimmed; an empty text means: not given."""

    row: int
    """The row's number in the sheet, counted from 1 as a spreadsheet shows it."""
    also: tuple[int, ...] = ()
    """The other rows of this household, where a roster has a row for every person."""
    head: str
    code: str = ""
    """户号: text, so that ``0311`` keeps its zero. It counts within its group."""
    people: int | None = None
    address: str = ""
    phone: str = ""
    group: str = ""
    """The work group's name as written; made when the book has none of that name."""
    unit: str = ""
    """The levels above the group, outermost first, joined by ``/``."""
    contact: str = ""
    """联系人: the member's name as written; made when the book has none of that name."""
    visit_every_days: int | None = None
    visited_on: dt.date | None = None
    """The day of the last visit (上次走访), which becomes a visit where the book has none since."""
    visited_text: str = ""
    """The same as it was written, behind its heading."""
    note: str = ""
    tags: tuple[str, ...] = ()
    line: str = ""
    """SHA-256 of the whole line (of all lines of the household), folded, unread cells included."""


class LedgerEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One issue as a ledger names it, with the reply it got, if any."""

    row: int
    """The row's number in the sheet, counted from 1 as a spreadsheet shows it."""
    title: str
    code: str = ""
    """The ledger's own number (留言编号), as text. A running number (序号) is none."""
    digest: str = ""
    """SHA-256 of the row's title and detail, hexadecimal: what it says, wherever it stands."""
    detail: str = ""
    raised_by: str = ""
    found_on: dt.date | None = None
    found_text: str = ""
    """The time as the ledger wrote it."""
    reply: str = ""
    replied_on: dt.date | None = None
    replied_text: str = ""
    kind: str = ""
    """A code of ``issue.kind`` where the ledger's word for it is known, else empty."""
    tags: tuple[str, ...] = ()
    """The ledger's own classes, where they are no kind of ours."""
    household: str = ""
    """The household as written (户主, 户号), to be matched or kept as text."""
    group: str = ""
    measure: str = ""
    """What is to be done about it (整改措施); no word of it says that it was done."""
    handling: str = ""
    """What was done or is being done about it (处理情况), where it is more than a state."""
    status: tuple[tuple[str, str], ...] = ()
    """(heading, text) of what the ledger says of how far it is, in one column or in several."""
    status_tells: bool = False
    """Whether that tells more than yes or no, and is worth keeping."""
    closed: bool | None = None
    """Whether the ledger's words say that it is struck off; none where they say nothing of it."""
    closed_on: dt.date | None = None
    """The closing day of its own (办结时间)."""
    closed_text: str = ""
    dropped: str = ""
    """The words that take it back (撤诉, withdrawn); then nothing else closes it."""
    responsible: str = ""
    due_on: dt.date | None = None
    due_text: str = ""
    """The deadline as the ledger wrote it."""
    with_whom: str = ""
    """共同研究人: who studied it together, as written."""
    studied_on: dt.date | None = None
    studied_text: str = ""
    """The study's day as it was written."""
    carried_by: str = ""
    """由谁办, as a code where the word for it is known, else as written."""
    steps: tuple[str, ...] = ()
    """步骤: what is to be done, one after the other."""
    referred_on: dt.date | None = None
    referred_text: str = ""
    referred_to: str = ""
    answer: str = ""
    """What was answered to the referral; a reply to who raised it is ``reply``."""
    answered_on: dt.date | None = None
    answered_text: str = ""
    note: str = ""
    """备注 as the ledger wrote it; no part of the digest, for such notes are added to."""
    besides: tuple[tuple[str, str], ...] = ()
    """(heading, text) of what else the row says; each is kept as a line of the detail."""
    line: str = ""
    """SHA-256 of the whole line, folded, the cells included that nothing is read from."""


class VisitEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One visit as a diary of visits tells it."""

    row: int
    """The row's number in the sheet, counted from 1 as a spreadsheet shows it."""
    visited_on: dt.date | None = None
    visited_text: str = ""
    """The day as it was written, with the weekday and the weather."""
    household: str = ""
    """Whom the visit was to, as written, to be matched or kept as text."""
    place: str = ""
    """Where, which may tell one of two households, or be all that is said of whom."""
    group: str = ""
    manner: str = ""
    """A code of ``visit.manner``, or empty where the sheet does not say."""
    met: str = ""
    companions: str = ""
    """Who went, or wrote it down, as written."""
    explained: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    alongside: tuple[str, ...] = ()
    learned: str = ""
    promised: str = ""
    note: str = ""
    besides: tuple[tuple[str, str], ...] = ()
    """(heading, text) of what else the row says; each is kept as a line of the note."""


class GroupEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One work group as a list names it, with its survey, if the row has one."""

    row: int
    """The row's number in the sheet, counted from 1 as a spreadsheet shows it."""
    name: str
    unit: str = ""
    """The levels above the group, outermost first, joined by ``/``."""
    leader: str = ""
    key_members: str = ""
    core_members: str = ""
    core_since: dt.date | None = None
    visit_every_days: int | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    type: int | None = None
    """What the survey found: 1 core formed, 2 core not strong, 3 core not formed."""
    surveyed_on: dt.date | None = None
    surveyed_text: str = ""
    """The survey's day as it was written."""
    attendance: str = ""
    labour: str = ""
    management: str = ""
    leadership: str = ""
    other: str = ""


class Ref(NamedTuple):
    """A record that another one names: as it is called, and its ids where they are known."""

    text: str = ""
    ids: tuple[str, ...] = ()


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A record as a ledger of fieldbook's own tells it: what stands in its cells, and no more."""

    kind: str
    id: str = ""
    """The record's own id; empty where somebody added the row by hand."""
    values: dict[str, Any]
    """By the record's own field names. A day that is not known is its words, who or what is named
    is a :class:`Ref`, people have no ids."""
    parts: tuple[Told, ...] = ()
    """What belongs to it and stands in its rows: an issue's solutions, a group's surveys."""


class BookEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One record of a ledger that fieldbook wrote, with the rows that tell of it."""

    row: int
    """The number of its first row in its sheet, counted from 1 as a spreadsheet shows it."""
    sheet: str
    told: Told


Entry = RosterEntry | LedgerEntry | VisitEntry | GroupEntry | BookEntry
"""What one row says, of whichever kind."""


class Oddity(NamedTuple):
    """Something in a row worth telling: the row was left out, or one of its cells was."""

    row: int
    """The row's number; 0 where the whole file is meant."""
    field: str
    """The field's name, or empty where the whole row is meant."""
    reason: str
    """A code of ``fieldbook.sentences.REASONS``."""
    value: str = ""
    left_out: bool = False
    """Whether the whole row was left out, not only this cell."""


SHEET: Final = 10_000_000
"""Rows have their number within their sheet; those of the second sheet of a file have this added, once
for each sheet before theirs, so that no two rows of a file are one."""


OF_SHEETS: Final = "\t"
"""What stands for a heading where the names of a workbook's sheets are read; no heading is this."""


class Sheet(NamedTuple):
    """What one file held."""

    file: str
    """The file's name, without its folder: a part of how ledger rows are recognised again."""
    holds: Holds
    entries: tuple[Entry, ...]
    oddities: tuple[Oddity, ...]
    skipped: int
    """Empty rows, rows of totals, headings repeated, and lines that name the group below them."""
    columns: tuple[tuple[str, str], ...]
    """Which field was read from which heading, in the sheet's order."""
    unread: tuple[str, ...] = ()
    """The headings nothing was read from, so that a column that should have been is noticed."""
    unheaded: tuple[str, ...] = ()
    """The columns that have words and no heading, by their letters: ``[C]``."""
    withheld: tuple[str, ...] = ()
    """The headings nothing is ever read from: those that sort people, and the numbers of their papers."""
    sheet: str = ""
    """The name of the workbook's sheet that was read; empty for a text file."""
    others: tuple[str, ...] = ()
    """Sheets of the same workbook in which something stands and that were not read."""
    encoding: str = ""
    """The encoding a text file was read with; empty for a workbook."""
    could_hold: tuple[Holds, ...] = ()
    """What else the file can be read as, with ``holds`` among them."""
    unlikely: bool = False
    """Whether that encoding was guessed, and may well be another."""
    rows: int = 0
    """All rows below the headings, down to the last in which something stands."""
    totals: tuple[int, ...] = ()
    """The rows of totals among the skipped ones, by number."""
    together: tuple[str, ...] = ()
    """The names of the sheets that were read as one, such as one a group; empty where one was read."""

    @property
    def named(self) -> tuple[str, ...]:
        """The names of the workbook's sheets that were read; none where lists stand beside each other."""
        return self.together if self.sheet in self.together or not self.sheet else (self.sheet,)

    @property
    def left_out(self) -> frozenset[int]:
        """The rows that became no entry; an oddity says of each why."""
        return frozenset(each.row for each in self.oddities if each.left_out)

    @property
    def across(self) -> frozenset[int]:
        """The lines across the table that are no entries: headings within it, and its foot."""
        return frozenset(each.row for each in self.oddities if each.reason in ("section", "foot"))

    def of_row(self, row: int) -> tuple[str, int]:
        """The name of the sheet a row stands in, empty where one was read, and its number there."""
        at, number = divmod(row, SHEET)
        return (self.together[at] if self.together else "", number)

    @property
    def taken(self) -> frozenset[int]:
        """The rows that stand behind the entries."""
        return frozenset(
            row
            for each in self.entries
            for row in (each.row, *(each.also if isinstance(each, RosterEntry) else ()))
        )

    @property
    def vanished(self) -> int:
        """The rows of which nothing is said; there are none, whatever the file."""
        return self.rows - self.skipped - len(self.taken | self.left_out)


def labelled(word: str, text: str) -> str:
    """A cell's text with its heading before it, in the heading's own writing."""
    return f"{word}: {text}" if word.isascii() else f"{word}：{text}"
