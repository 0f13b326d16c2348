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

_LESS = (
    (False, ()),
    (False, ("households",)),
    (True, ()),
    (True, ("households",)),
    (True, ("households", "visits")),
)
"""How a narrow table makes room for whole names: whether they stand above, and the columns it leaves out."""


class _Layout(NamedTuple):
    """The columns that are shown: each with its heading and cells, the names first."""

    columns: Sequence[Sequence[str]]
    gap: int
    below: str
    """What the headings mean."""
    is_above: bool = False
    """Whether the names have lines of their own, above the figures."""

    def widths(self) -> list[int]:
        """How wide each column is drawn."""
        names, *figures = (max(map(cell_len, column)) for column in self.columns)
        return [0 if self.is_above else names, *(self.gap + wide for wide in figures)]

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
    layout = _layout(table, width)
    head, *lines = layout.lines()
    yield StoryLine(head, 0, "muted")
    for name, line, row in zip(table["contact_group"], lines, rows, strict=True):
        tone = "heading" if row.contact_group == own else ""
        opens = behind("overdue", of=row.contact_group)
        if layout.is_above:
            yield StoryLine(name or _("no group"), 0, tone, key=opens)
        yield StoryLine(line, 0, tone, key="" if layout.is_above else opens)
    yield StoryLine(layout.below, 0, "muted")
    if missing := without_notes(rows):
        told = _("No visit and no issue in this book yet: {groups}.")
        yield StoryLine(told.format(groups=_(", ").join(missing)), 0, "muted")


def _layout(table: dict[str, list[str]], width: int) -> _Layout:
    """The table in whole words, else in short ones that are explained, else with fewer columns.

    A name is never cut: where it finds no room beside the figures, it stands above them.
    """
    names = [each or _("no group") for each in table["contact_group"]]
    broad = [[column_label(e), *c] for e, c in (table | {"contact_group": names}).items()]
    told = _("kept: of the visits due; referred: of the issues, in time")
    for gap in (2, 1):
        layout = _Layout(broad, gap, told)
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
    left = {word: [short.get(word) or column_label(word), *table[word]] for word in table}
    left["contact_group"] = [each or P_("contact group", "none") for each in left["contact_group"]]
    for is_above, dropped in _LESS:
        columns = tuple(cells for word, cells in left.items() if word not in dropped)
        layout = _Layout(columns, 1, _legend(dropped), is_above)
        if sum(layout.widths()) <= width:
            break
    return layout


def _legend(dropped: Sequence[str]) -> str:
    """What the short headings mean, of those columns that are shown."""
    means = {
        "households": _("hh: households"),
        "visits": _("vis: visits"),
        "kept": _("kept: of the visits due"),
        "explained": _("tsk, pol, mth: tasks, policies, methods explained"),
        "in_time": _("ref.: issues referred in time"),
    }
    return _("; ").join(told for word, told in means.items() if word not in dropped)
