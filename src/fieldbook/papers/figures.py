"""The figures of a paper as one table; what the book holds nothing of is left out."""

from __future__ import annotations

from collections.abc import Iterator

from fieldbook.i18n import _
from fieldbook.labels import code_label, field_label
from fieldbook.papers.outline import Block, Table
from fieldbook.papers.wording import joined, one_line, share
from fieldbook.reports.carried import MonthRow
from fieldbook.reports.meeting_figures import (
    ContactFigures,
    Counts,
    Figures,
    GroupFigures,
    IssueFigures,
    RhythmFigures,
    SolutionFigures,
)

Row = tuple[str, str]


def figure_blocks(figures: Figures) -> Iterator[Block]:
    """The table of figures."""
    sections = (
        (_("Contact by household"), _contact(figures.contact)),
        (_("Issues"), _issues(figures.issues)),
        (_("Solutions and follow-ups"), _solutions(figures.solutions)),
        (_("Work groups"), _groups(figures.groups)),
        (_("Rhythm of work"), _rhythm(figures.rhythm)),
    )
    rows: list[tuple[str, ...]] = []
    for section, lines in sections:
        # The section is named once, in its first row.
        rows += [("" if nth else section, *line) for nth, line in enumerate(lines)]
    yield Table((_("Work"), _("Figure"), _("Count")), tuple(rows))


def _contact(figures: ContactFigures) -> Iterator[Row]:
    yield _("Visits made"), str(figures.visits)
    yield from _if_any(_("Nobody at home"), figures.nobody_home)
    yield from _if_any(_("Came to us"), figures.came_to_us)
    yield _("Households reached"), share(figures.reached, figures.households)
    yield from _by_code(_("Explanations given"), "explained", figures.explained)
    yield from _by_code(_("Shared with the people there"), "together", figures.together)
    for number, task in enumerate(figures.tasks, 1):
        title = one_line(task.title) or _("task {number}").format(number=number)
        told = share(task.told, task.households)
        yield _("Households told of: {task}").format(task=title), told


def _issues(figures: IssueFigures) -> Iterator[Row]:
    yield _("Issues found"), str(figures.found)
    yield from _by_code(_("Their kinds"), "issue.kind", figures.kinds)
    yield from _by_code(_("The four focuses among them"), "focus", figures.focuses)
    yield _("Issues solved"), str(figures.solved)
    yield _("Issues relapsed"), str(figures.relapsed)
    yield from _if_any(_("Issues referred"), figures.referred)
    yield from _if_any(_("Answers received"), figures.answered)
    yield _("Issues still open"), str(figures.open)
    yield _("Of these not yet referred"), str(figures.not_referred)


def _solutions(figures: SolutionFigures) -> Iterator[Row]:
    yield from _if_any(_("Solutions studied"), figures.studied)
    said = sum(count for _code, count in figures.carried)
    yield from _by_code(_("Carried out by"), "carried_by", figures.carried, of=said)
    if months := joined(map(_month, figures.months)):
        yield _("By the groups themselves, by month"), months
    yield from _by_code(_("Follow-ups made"), "result", figures.checks)
    yield from _by_code(_("Relapsed: of what kind"), "issue.kind", figures.relapsed_kinds)
    yield from _by_code(_("Relapsed: carried out by"), "carried_by", figures.relapsed_carried)


def _month(row: MonthRow) -> str:
    month = _("{year}-{month:02}").format(year=row.month.year, month=row.month.month)
    told = share(row.carried.group, row.carried.said)
    return _("{what} {count}").format(what=month, count=told)


def _groups(figures: GroupFigures) -> Iterator[Row]:
    if figures.surveyed:
        yield _("Groups surveyed"), share(figures.surveyed, figures.groups)
    yield from _by_code(_("Their types"), "survey.type", figures.types, of=figures.surveyed)
    yield from _if_any(_("Surveys made"), figures.surveys)
    yield from _if_any(_("Groups whose core grew stronger"), figures.stronger)
    yield from _if_any(_("Groups whose core grew weaker"), figures.weaker)
    if figures.with_core:
        yield _("Groups with a core group"), share(figures.with_core, figures.groups)
    yield from _if_any(_("Stays with a group"), figures.stays)
    yield from _by_code(_("Groups that members took on"), "link.kind", figures.links)
    yield from _if_any(_("Groups that could take more on themselves"), figures.leaning)


def _rhythm(figures: RhythmFigures) -> Iterator[Row]:
    yield from _by_code(_("Written"), "diary.kind", figures.diary)
    yield from _if_any(_("Daily summaries reported"), figures.reported)
    yield from _by_code(_("Days"), "spent", figures.spent)
    yield from _by_code(_("Trainings"), "training.kind", figures.trainings)
    yield from _if_any(_("Experiences written up"), figures.experiences)
    yield from _if_any(field_label("meetings"), figures.on_site)
    yield from _if_any(_("Commendations"), figures.commendations)
    yield from _by_code(_("Their kinds"), "commendation.kind", figures.commended)


def _by_code(label: str, field: str, counts: Counts, *, of: int = 0) -> Iterator[Row]:
    """One row for all codes of a field, with their share of a whole where there is one."""
    told = (
        _("{what} {count}").format(
            what=code_label(field, code) or _("not said"), count=share(count, of)
        )
        for code, count in counts
    )
    if text := joined(told):
        yield label, text


def _if_any(label: str, count: int) -> Iterator[Row]:
    if count:
        yield label, str(count)
