"""A paper as one neutral structure, its words already in: what every format and the preview draw.

They can differ in looks only: none of them knows a meeting.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from fieldbook.reports.tables import Share


class Heading(NamedTuple):
    """A heading; level 1 opens a section, level 2 a part of it."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """A paragraph of plain words."""

    text: str
    lead: str = ""
    """What stands out at its beginning."""
    is_hanging: bool = False
    """Whether further lines stand under the first word behind the lead, as lists of names do."""
    below: str = ""
    """The words of the paragraph before that it begins behind, a line lower."""
    is_kept: bool = False
    """Whether it stands on one page with what follows."""

    @property
    def gap(self) -> str:
        """What stands between the two: a blank, unless a wide mark of punctuation makes it there."""
        if not self.lead or _is_wide_mark(self.lead[-1]) or _is_wide_mark(self.text[:1]):
            return ""
        return " "


def _is_wide_mark(sign: str) -> bool:
    return sign != "" and (
        unicodedata.category(sign)[0] == "P" and unicodedata.east_asian_width(sign) in "WF"
    )


class Table(NamedTuple):
    """A table of short cells, with a heading row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[Share | None, ...] = ()
    """Of a table of figures: what the last cell of each row counts, and of how many."""


class Fact(NamedTuple):
    """One thing told of an entry; the text may have several lines, the label may be empty."""

    label: str
    text: str


class Entry(NamedTuple):
    """One visit or one issue: a title line, a short remark beside it, and what is told of it."""

    title: str
    remark: str
    facts: tuple[Fact, ...]


class Bar(NamedTuple):
    """One line of a chart."""

    label: str
    many: int
    before: int | None = None
    """The count a period ago, where it is known."""


class Chart(NamedTuple):
    """Counts as bars, the number beside each."""

    title: str
    bars: tuple[Bar, ...]


class Blank(NamedTuple):
    """A place of a form, to be filled in by hand as far as it is not yet."""

    label: str
    text: str = ""
    lines: int = 1
    """How high it is."""


class Form(NamedTuple):
    """A form: rows of one or two places, together no more than a page."""

    rows: tuple[tuple[Blank, ...], ...]


Block = Heading | Paragraph | Table | Entry | Chart | Form


class Annex(NamedTuple):
    """What follows the paper itself, on a page of its own."""

    mark: str
    """How the paper refers to it."""
    title: str
    blocks: tuple[Block, ...]


class Outline(NamedTuple):
    """The whole paper."""

    title: str
    lines: tuple[str, ...]
    """What stands under the title: the period, for whom it is."""
    blocks: tuple[Block, ...]
    signed: tuple[str, ...] = ()
    """Who reports, and when."""
    annexes: tuple[Annex, ...] = ()
    is_marked: bool = False
    """Whether the title is the mark of the paper, as minutes have it."""
    others: tuple[Outline, ...] = ()
    """Further papers of the same file, each on a page of its own."""

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """Those of the paper, then those of its annexes."""
        return (*self.blocks, *(block for annex in self.annexes for block in annex.blocks))
