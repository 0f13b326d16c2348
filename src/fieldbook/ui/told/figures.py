"""Figures at the foot of a pane: each with its part and whole, its share, and a thin bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from fieldbook.i18n import N_, _
from fieldbook.reports.carried import Carried
from fieldbook.reports.county import UnitRow
from fieldbook.reports.figures import Figures, Fortnight
from fieldbook.reports.tables import Share
from fieldbook.ui.told.cells import part_text, some
from fieldbook.ui.told.diary import days_text
from fieldbook.ui.widgets.bars import Bar, Sparkline
from fieldbook.ui.widgets.cells import fit, wrap
from fieldbook.ui.widgets.story_lines import StoryLine

BAR = 20
"""The most cells of a bar."""
TYPES = (N_("Type 1"), N_("Type 2"), N_("Type 3"))
FOOT_LINES = 8
"""Lines at the foot of a pane; the blank ones stand first."""
_GAP, _PERCENT = 2, 6
Told = tuple[str, Share]
"""What a figure counts, and what it is."""


class _Columns(NamedTuple):
    """Where the parts of each line stand."""

    label: int
    number: int
    bar: int


def week_lines(
    found: Figures, late: Fortnight, *, narrowed: bool, width: int
) -> Sequence[StoryLine]:
    """Where the work stands, this week, and the visits of 14 days, in so many cells.

    The figures are of the whole book, and say so where the list beside them is ``narrowed``.
    """
    shares = _some(
        (_("Not overdue"), found.share_in_time),
        (_("Surveyed"), found.groups.share_surveyed),
        (_("Core group"), found.groups.share_with_core),
        (_("By groups, 90d"), found.share_by_groups),
    )
    week, visits = _("This week"), _("Visits, 14d")
    at = _columns(shares, width, week, visits)
    heading = _("The whole book in figures") if narrowed else _("In figures")
    lines = [StoryLine(heading, tone="band"), *_share_lines(shares, at)]
    before = at.label + _GAP
    for number, text in enumerate(wrap(days_text(late.week), width - before)):
        lines.append(StoryLine(fit("" if number else week, before) + text))
    total = fit(str(sum(late.visits)), at.number, right=True) + " " * _PERCENT
    lines.append(StoryLine(fit(visits, before) + total, graph=Sparkline(late.visits)))
    return _at_the_foot(lines)


def unit_figures(total: UnitRow, done: Carried, width: int) -> Sequence[StoryLine]:
    """A unit's figures: surveyed, the types, core groups, what groups carry out themselves."""
    shares = _some(
        (_("Surveyed"), total.share_surveyed),
        *((_(word), share) for word, share in zip(TYPES, total.shares_of_types, strict=True)),
        (_("Core group"), total.share_with_core),
        (_("By groups"), Share(done.group, done.said)),
    )
    heading = StoryLine(_("In figures"), tone="band")
    return _at_the_foot([heading, *_share_lines(shares, _columns(shares, width))])


def _at_the_foot(lines: Sequence[StoryLine]) -> Sequence[StoryLine]:
    return [*[StoryLine("")] * (FOOT_LINES - len(lines)), *lines]


def _some(*told: Told) -> Sequence[Told]:
    """Those of which there is something to say."""
    return [each for each in told if each[1].whole]


def _columns(told: Sequence[Told], width: int, *labels: str) -> _Columns:
    label = max(map(cell_len, (*labels, *(each for each, _share in told))), default=0)
    number = max((cell_len(part_text(share)) for _label, share in told), default=4)
    return _Columns(label, number, min(BAR, width - label - number - _PERCENT - 2 * _GAP))


def _share_lines(told: Sequence[Told], at: _Columns) -> Iterator[StoryLine]:
    for label, share in told:
        number = fit(part_text(share), at.number, right=True)
        text = f"{fit(label, at.label + _GAP)}{number}{fit(some(share), _PERCENT, right=True)}"
        graph = Bar(share.ratio or 0, at.bar) if at.bar > _GAP else None
        yield StoryLine(text, graph=graph)
