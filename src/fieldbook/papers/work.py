"""The tasks and what somebody was given to do, and what came of them, as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from fieldbook.i18n import _, ngettext
from fieldbook.labels import field_label
from fieldbook.papers.days import day
from fieldbook.papers.outline import Block, Heading, Paragraph
from fieldbook.papers.tables import table
from fieldbook.papers.wording import cell_text, joined, one_line
from fieldbook.reports.meeting_work import WorkLine
from fieldbook.reports.tables import Share


def work_blocks(found: Iterable[WorkLine], told: str, today: dt.date) -> Iterator[Block]:
    """How much was done of it, then what may be called by its title; without that a line says nothing.

    The sentence alone has no heading: it goes on with the figures above it.

    Args:
        found: the lines.
        told: the sentence of how much was done; empty where there was none.
        today: whose year need not be told.
    """
    lines = tuple(found)
    rows = [each for each in lines if one_line(each.title)]
    if rows:
        yield Heading(2, _("Tasks and work given out, and what came of them"))
    if told:
        yield Paragraph(told, is_kept=bool(rows))
    if rows:
        yield table(
            (_("Task or work"), [one_line(each.title) for each in rows]),
            (
                field_label("given_to"),
                [joined(map(one_line, (*each.groups, *each.who))) for each in rows],
            ),
            (field_label("until_on"), [day(each.until_on, today) for each in rows]),
            (field_label("ended_on"), [day(each.ended_on, today) for each in rows]),
            (_("Told"), [_told(each.told) for each in rows]),
            (_("What became of it"), [one_line(each.outcome) for each in rows]),
        )
        # A task is in no sentence: one that is not named is not counted either.
        if others := sum(each.is_work and not one_line(each.title) for each in lines):
            more = ngettext(
                "{count} more is counted and not named here.",
                "{count} more are counted and not named here.",
                others,
            )
            yield Paragraph(more.format(count=others))


def _told(share: Share | None) -> str:
    return cell_text(share) if share and share.whole else ""
