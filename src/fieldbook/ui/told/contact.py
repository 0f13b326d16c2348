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
"""The most cells a group's name has in a narrow table."""
_DROPPED = ("households", "visits")
"""Which columns a very narrow table leaves out, the first one first."""


class _Layout(NamedTuple):
    """The columns that are shown: each with its heading and cells, the names first."""

    columns: Sequence[Sequence[str]]
    gap: int
    most: int
    """The most cells the names may have."""

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
    broad = [[column_label(word), *cells] for word, cells in table.items()]
    layout = _Layout(broad, gap=2, most=width)
    if sum(layout.widths()) > width:
        layout = _narrow(table, width)
    head, *lines = layout.lines()
    yield StoryLine(head, 0, "muted")
    for line, row in zip(lines, rows, strict=True):
        tone = "heading" if row.contact_group == own else ""
        yield StoryLine(line, 0, tone, key=behind("overdue", of=row.contact_group))
    yield StoryLine(_("kept: of the visits due; ref.: of the issues, in time"), 0, "muted")
    if missing := without_notes(rows):
        names = _(", ").join(missing)
        yield StoryLine(
            _("No notes here of contact group {groups}.").format(groups=names), 0, "muted"
        )


def _narrow(table: dict[str, list[str]], width: int) -> _Layout:
    """The table with short headings, and without some columns where it is too wide still."""
    short = {
        "contact_group": P_("heading", "grp"),
        "households": P_("heading", "hh"),
        "visits": P_("heading", "vis"),
        "kept": P_("heading", "kept"),
        "explained:tasks": P_("heading", "tsk"),
        "explained:policies": P_("heading", "pol"),
        "explained:methods": P_("heading", "mth"),
        "in_time": P_("heading", "ref."),
    }
    left = {word: [short.get(word) or column_label(word), *table[word]] for word in table}
    for dropped in ("", *_DROPPED):
        left.pop(dropped, None)
        layout = _Layout(tuple(left.values()), gap=1, most=_NAME)
        if sum(layout.widths()) <= width:
            break
    return layout
