"""A paper as one neutral structure, its words already in: what every format and the preview draw.

They can differ in looks only: none of them knows a meeting.
"""

from __future__ import annotations

from typing import NamedTuple

from fieldbook.reports.tables import Share


class Heading(NamedTuple):
    """A heading; level 1 opens a section, level 2 a part of it."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """A paragraph of plain words."""

    text: str


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


Block = Heading | Paragraph | Table | Entry


class Outline(NamedTuple):
    """The whole paper."""

    title: str
    lines: tuple[str, ...]
    """What stands under the title: the period, who wrote it, for whom it is."""
    blocks: tuple[Block, ...]
