"""The contact groups side by side: one row each, as many figures as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from fieldbook.i18n import P_, _
from fieldbook.labels import column_label
from fieldbook.reports.contact_groups import ContactGroupRow, side_by_side, without_notes
from fieldbook.ui.told.cells import cell_text
from fieldbook.ui.under import behind
from fieldbook.ui.widgets.cells import fit
from fieldbook.ui.widgets.story_lines import StoryLine

_NAME = 6
"""So many cells of a group's name are kept when a narrow table drops a column for the rest."""
_DROPPED = ("households", "visits")
"""Which columns a very narrow table leaves out, the first one first."""


class _Layout(NamedTuple):
    """The columns that are shown: each with its heading and cells, the names first."""

    columns: Sequence[Sequence[str]]
    gap: int
    most: int
    """The most cells the names may have."""
    below: str
    """What the headings mean."""

    def widths(self) -> list[int]:
        """How wide each column is drawn."""
        names, *figures = (max(map(cell_len, column)) for column in self.columns)
        return [min(names, self.most), *(self.gap + wide for wide in figures)]

    def lines(self) -> Iterator[str]:
        """The lines of the table, the headings first."""
        widths = self.widths()
        for name, *cells in zip(*self.columns, strict=True):
            figures = zip(cells, widths[1:], strict=True)
            right = (fit(cell, wide, right=True) for cell, wide in figures)
            yield fit(name, widths[0]) + "".join(right)


def comparison_lines(rows: Sequence[ContactGroupRow], own: str, width: int) -> Iterator[StoryLine]:
    """All contact groups in the order of their numbers, the one called ``own`` in heavier type."""
    table = {word: [cell_text(each) for each in cells] for word, cells in side_by_side(rows)}
    table["contact_group"] = [name or _("none") for name in table["contact_group"]]
    layout = _layout(table, width)
    head, *lines = layout.lines()
    yield StoryLine(head, 0, "muted")
    for line, row in zip(lines, rows, strict=True):
        tone = "heading" if row.contact_group == own else ""
        yield StoryLine(line, 0, tone, key=behind("overdue", of=row.contact_group))
    yield StoryLine(layout.below, 0, "muted")
    if missing := without_notes(rows):
        told = _("This book has no records of these contact groups: {groups}.")
        yield StoryLine(told.format(groups=_(", ").join(missing)), 0, "muted")


def _layout(table: dict[str, list[str]], width: int) -> _Layout:
    """The table in whole words, else in short ones that are explained, else with fewer columns."""
    broad = [[column_label(word), *cells] for word, cells in table.items()]
    told = _("kept: of the visits due; referred: of the issues, in time")
    for gap in (2, 1):
        layout = _Layout(broad, gap, width, told)
        if sum(layout.widths()) <= width:
            return layout
    short = {
        "contact_group": " ",  # the line above says whose names these are
        "households": P_("heading", "hh"),
        "visits": P_("heading", "vis"),
        "kept": P_("heading", "kept"),
        "explained:tasks": P_("heading", "tsk"),
        "explained:policies": P_("heading", "pol"),
        "explained:methods": P_("heading", "mth"),
        "in_time": P_("heading", "ref."),
    }
    told = _(
        "hh: households; vis: visits; kept: of those due; tsk, pol, mth: tasks, policies, methods "
        "explained; ref.: issues referred in time"
    )
    left = {word: [short.get(word) or column_label(word), *table[word]] for word in table}
    for dropped in ("", *_DROPPED):
        left.pop(dropped, None)
        layout = _Layout(tuple(left.values()), 1, width, told)
        names, *figures = layout.widths()
        room = width - sum(figures)
        if names <= room or (dropped and room >= _NAME):
            break
    return layout._replace(most=room)
