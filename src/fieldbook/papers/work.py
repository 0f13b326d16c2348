"""What somebody was given to do, and what came of it, as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from fieldbook.i18n import _
from fieldbook.labels import field_label
from fieldbook.papers.days import day
from fieldbook.papers.outline import Block, Heading, Paragraph
from fieldbook.papers.tables import table
from fieldbook.papers.wording import joined, one_line
from fieldbook.reports.meeting_work import WorkLine


def work_blocks(found: Iterable[WorkLine], told: str, today: dt.date) -> Iterator[Block]:
    """How much was done of it, then what may be called by its title; without that a line says nothing.

    Args:
        found: the lines.
        told: the sentence of how much was done; empty where there was none.
        today: whose year need not be told.
    """
    rows = [each for each in found if one_line(each.title)]
    if rows or told:
        yield Heading(2, _("Work given out, and what came of it"))
    if told:
        yield Paragraph(told)
    if rows:
        yield table(
            (field_label("task"), [one_line(each.title) for each in rows]),
            (
                field_label("given_to"),
                [joined(map(one_line, (*each.groups, *each.who))) for each in rows],
            ),
            (field_label("until_on"), [day(each.until_on, today) for each in rows]),
            (field_label("ended_on"), [day(each.ended_on, today) for each in rows]),
            (_("What became of it"), [one_line(each.outcome) for each in rows]),
        )
