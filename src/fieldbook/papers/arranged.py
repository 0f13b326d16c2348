"""The groups' own plans, who answers for what in them, and on-site meetings, as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fieldbook.i18n import _
from fieldbook.labels import field_label, with_role
from fieldbook.papers.days import day, span
from fieldbook.papers.outline import Block, Heading, Table
from fieldbook.papers.tables import table
from fieldbook.papers.wording import group_text, joined, one_line
from fieldbook.reports.meeting_plans import Arranged, DutyLine, HeldLine, PlanLine


def arranged_blocks(found: Arranged, today: dt.date) -> Iterator[Block]:
    """Each only where something was written down."""
    if found.plans:
        yield Heading(2, _("Plans of the groups"))
        yield _plans(found.plans, today)
    if found.duties:
        yield Heading(2, _("Who answers for what"))
        yield _duties(found.duties)
    if found.held:
        yield Heading(2, _("On-site meetings"))
        yield _held(found.held, today)


def _plans(rows: tuple[PlanLine, ...], today: dt.date) -> Table:
    texts = ("production", "work", "study", "looked_back")
    return table(
        (_("Group"), [group_text(each.group, each.apart) for each in rows]),
        (_("When"), [span(each.from_on, each.to_on, today) for each in rows]),
        *((field_label(field), [one_line(getattr(e, field)) for e in rows]) for field in texts),
    )


def _duties(rows: tuple[DutyLine, ...]) -> Table:
    """A line a group; the areas in the branch's own order."""
    groups: dict[str, list[str]] = {}
    for each in rows:
        told = with_role(one_line(each.who), one_line(each.area))
        groups.setdefault(group_text(each.group, each.apart), []).append(told)
    return table(
        (_("Group"), list(groups)),
        (_("Who answers"), [joined(each) for each in groups.values()]),
    )


def _held(rows: tuple[HeldLine, ...], today: dt.date) -> Table:
    return table(
        (_("Date"), [day(each.on, today) for each in rows]),
        (_("Topic"), [one_line(each.topic) for each in rows]),
        (_("At group"), [group_text(each.group, each.apart) for each in rows]),
        (_("Groups that came"), [str(e.groups) if e.is_held else _("planned") for e in rows]),
        (field_label("took_home"), [one_line(each.took_home) for each in rows]),
    )
