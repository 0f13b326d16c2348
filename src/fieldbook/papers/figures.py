"""The figures of a paper as one table; what the book holds nothing of is left out."""

from __future__ import annotations

from collections.abc import Iterator

from fieldbook.i18n import _
from fieldbook.labels import code_label, figure_label
from fieldbook.papers.outline import Block, Table
from fieldbook.papers.wording import joined, one_line, share_text
from fieldbook.reports.meeting_figures import Figure, Figures, Lines, Part
from fieldbook.reports.tables import Share

ALWAYS = {
    "visits", "reached", "all_three", "kept", "found", "solved", "relapsed", "open", "not_referred",
    "referred_in_time",
}  # fmt: skip
"""What is told even where there was none; of anything else, that there was none says nothing."""


def figure_blocks(figures: Figures) -> Iterator[Block]:
    """The table of figures."""
    sections = (
        (_("Contact by household"), figures.contact),
        (_("Issues"), figures.issues),
        (_("Solutions and follow-ups"), figures.solutions),
        (_("Work groups"), figures.groups),
        (_("Rhythm of work"), figures.rhythm),
    )
    rows: list[tuple[str, ...]] = []
    shares: list[Share | None] = []
    for section, lines in sections:
        for nth, (figure, told, share) in enumerate(_told(lines)):
            # The section is named once, in its first row.
            rows.append(("" if nth else section, figure, told))
            shares.append(share)
    yield Table((_("Work"), _("Figure"), _("Count")), tuple(rows), tuple(shares))


def _told(lines: Lines) -> Iterator[tuple[str, str, Share | None]]:
    """What is counted, what is told of it, and the count where there is one only."""
    for word, figure in lines.items():
        if figure.field == "task":
            yield from _tasks(figure)
        elif figure.field:
            if figure.parts:
                told = joined(_part(figure.field, each) for each in figure.parts)
                yield figure_label(word), told, None
        elif figure.many or word in ALWAYS:
            yield figure_label(word), *_counted(figure.many, figure.of)


def _counted(many: int, of: int) -> tuple[str, Share]:
    return share_text(many, of), Share(many, of)


def _part(field: str, part: Part) -> str:
    """A code or a month, with its share where that says something."""
    if field == "month":
        year, month = map(int, part.key.split("-"))
        label = _("{year}-{month:02}").format(year=year, month=month)
    else:
        label = code_label(field, part.key) or _("not said")
    return f"{label} {share_text(part.many, part.of)}"


def _tasks(figure: Figure) -> Iterator[tuple[str, str, Share]]:
    """The tasks that may be called by their title: a count of what is not named says nothing."""
    for task in figure.parts:
        if title := one_line(task.key):
            yield _("Households told of: {task}").format(task=title), *_counted(task.many, task.of)
