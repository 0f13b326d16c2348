"""The figures of a paper as one table; what the book holds nothing of is left out."""

from __future__ import annotations

from collections.abc import Iterator

from fieldbook.i18n import _
from fieldbook.labels import code_label
from fieldbook.papers.outline import Block, Table
from fieldbook.papers.wording import one_line, share
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
    yield Table((_("Work"), _("Figure"), _("Count")), tuple(rows), (26, 48, 26))


def _contact(figures: ContactFigures) -> Iterator[Row]:
    yield _("Visits made"), str(figures.visits)
    yield from _if_any(_("Nobody at home"), figures.nobody_home)
    yield from _if_any(_("Came to us"), figures.came_to_us)
    yield _("Households reached"), share(figures.reached, figures.households)
    for code, count in figures.explained:
        yield _("Explained: {what}").format(what=code_label("explained", code)), str(count)
    for code, count in figures.together:
        yield _("Shared: {what}").format(what=code_label("together", code)), str(count)
    for number, task in enumerate(figures.tasks, 1):
        title = one_line(task.title) or _("task {number}").format(number=number)
        told = share(task.told, task.households)
        yield _("Households told of: {task}").format(task=title), told


def _issues(figures: IssueFigures) -> Iterator[Row]:
    yield _("Issues found"), str(figures.found)
    if len(figures.kinds) > 1:
        for code, count in figures.kinds:
            kind = code_label("issue.kind", code)
            yield _("Found, of the kind: {kind}").format(kind=kind), str(count)
    yield _("Issues solved"), str(figures.solved)
    yield _("Issues relapsed"), str(figures.relapsed)
    yield from _if_any(_("Issues referred"), figures.referred)
    yield from _if_any(_("Answers received"), figures.answered)
    yield _("Issues still open"), str(figures.open)
    yield _("Of these not yet referred"), str(figures.not_referred)


def _solutions(figures: SolutionFigures) -> Iterator[Row]:
    yield from _if_any(_("Solutions studied"), figures.studied)
    said = sum(count for _code, count in figures.carried)
    for code, count in figures.carried:
        whom = code_label("carried_by", code)
        yield _("Carried out by: {whom}").format(whom=whom), share(count, said)
    for code, count in figures.checks:
        result = code_label("result", code)
        yield _("Follow-ups made: {result}").format(result=result), str(count)


def _groups(figures: GroupFigures) -> Iterator[Row]:
    if figures.surveyed:
        yield _("Groups surveyed"), share(figures.surveyed, figures.groups)
    for code, count in figures.types:
        label = code_label("survey.type", code)
        yield (
            _("Type {number}: {label}").format(number=code, label=label),
            share(count, figures.surveyed),
        )
    if figures.with_core:
        yield _("Groups with a core group"), share(figures.with_core, figures.groups)
    yield from _if_any(_("Stays with a group"), figures.stays)


def _rhythm(figures: RhythmFigures) -> Iterator[Row]:
    yield from _counts("diary.kind", figures.diary)
    yield from _if_any(_("Daily summaries reported"), figures.reported)
    yield from _counts("spent", figures.spent)
    yield from _counts("training.kind", figures.trainings)
    yield from _if_any(_("Experiences written up"), figures.experiences)
    yield from _if_any(_("Commendations"), figures.commendations)


def _counts(field: str, counts: Counts) -> Iterator[Row]:
    for code, count in counts:
        label = code_label(field, code)
        yield label[:1].upper() + label[1:], str(count)


def _if_any(label: str, count: int) -> Iterator[Row]:
    if count:
        yield label, str(count)
