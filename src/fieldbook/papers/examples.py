"""Experience and commendations: what was done well, told so that others can take it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fieldbook.i18n import _
from fieldbook.labels import code_label, field_label, kind_label, name_told, with_role
from fieldbook.papers.days import day
from fieldbook.papers.outline import Block, Entry, Heading, Table
from fieldbook.papers.tables import table
from fieldbook.papers.wording import after_comma, facts, group_text, one_line, told_of
from fieldbook.reports.meeting_examples import CommendationLine, Examples, ExperienceLine


def example_blocks(examples: Examples, today: dt.date) -> Iterator[Block]:
    """The experiences as they were written up, then a table of the commendations."""
    if examples.experiences:
        yield Heading(2, _("Experiences written up"))
        yield from (_experience(each, today) for each in examples.experiences)
    if examples.commendations:
        yield Heading(2, _("Commendations"))
        yield _commendations(examples.commendations, today)


def _experience(line: ExperienceLine, today: dt.date) -> Entry:
    """An experience; what it was like before is not told again where that is its title."""
    situation = "" if line.situation == line.title else line.situation
    return Entry(
        f"{day(line.on, today)}  {one_line(line.title)}",
        group_text(line.group, line.apart),
        facts(
            (field_label("solution"), line.solution),
            (field_label("situation"), situation),
            (field_label("action"), line.action),
            (field_label("outcome"), line.outcome),
            (field_label("advice"), line.advice),
            (field_label("meetings"), "\n".join(_held(line, today))),
        ),
    )


def _held(line: ExperienceLine, today: dt.date) -> Iterator[str]:
    for each in line.meetings:
        head = after_comma(day(each.on, today), one_line(each.who))
        yield told_of(head, one_line(each.note))


def _commendations(rows: tuple[CommendationLine, ...], today: dt.date) -> Table:
    return table(
        (_("Date"), [day(each.on, today) for each in rows]),
        (field_label("whom"), [_whom(each) for each in rows]),
        (_("Kind"), [code_label("commendation.kind", each.kind) for each in rows]),
        (field_label("for_what"), [one_line(each.for_what) for each in rows]),
    )


def _whom(line: CommendationLine) -> str:
    """The name, and whether it is a group's, a household's or a member's."""
    name = one_line(name_told(line.whom.name, line.apart))
    return with_role(name, kind_label(one_line(line.whom.role)))
