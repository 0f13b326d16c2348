"""The contact groups side by side: one row each, as many figures as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from fieldbook.i18n import P_, _
from fieldbook.labels import code_label
from fieldbook.reports.contact_groups import ContactGroupRow
from fieldbook.ui.told.group import percent
from fieldbook.ui.widgets.cells import fit
from fieldbook.ui.widgets.story_lines import StoryLine

_NAME = 6
"""The most cells a group's name has in a narrow table."""
_DROPPED = ("households", "visits")
"""Which columns a very narrow table leaves out, the first one first."""


class _Figure(NamedTuple):
    """A column: its name, its heading in whole words, its short one, and its cells."""

    name: str
    title: str
    short: str
    cells: list[str]


class _Layout(NamedTuple):
    """The columns that are shown: the names' width, the gap, the headings, and each one's width."""

    left: int
    gap: int
    figures: tuple[_Figure, ...]
    heads: tuple[str, ...]
    widths: tuple[int, ...]

    @property
    def cells(self) -> int:
        """The width of a whole line."""
        return self.left + sum(self.gap + wide for wide in self.widths)

    def line(self, name: str, cells: Sequence[str]) -> str:
        """One line of the table."""
        given = zip(cells, self.widths, strict=True)
        right = (fit(cell, self.gap + wide, right=True) for cell, wide in given)
        return fit(name, self.left) + "".join(right)


def comparison_lines(rows: Sequence[ContactGroupRow], own: str, width: int) -> Iterator[StoryLine]:
    """All contact groups in the order of their numbers, the one called ``own`` in heavier type."""
    names = [each.contact_group or _("none") for each in rows]
    figures = tuple(_figures(rows))
    layout = _laid_out(names, figures, broad=True)
    broad = layout.cells <= width
    if not broad:
        layout = _laid_out(names, figures, broad=False)
    for dropped in _DROPPED:
        if layout.cells > width:
            figures = tuple(each for each in figures if each.name != dropped)
            layout = _laid_out(names, figures, broad=False)
    title = _("group") if broad else P_("heading", "grp")
    yield StoryLine(layout.line(title, layout.heads), 0, "muted")
    for number, (name, row) in enumerate(zip(names, rows, strict=True)):
        tone = "heading" if row.contact_group == own else ""
        yield StoryLine(layout.line(name, [e.cells[number] for e in layout.figures]), 0, tone)
    yield StoryLine(_("kept: of the visits due; ref.: of the issues, in time"), 0, "muted")


def _laid_out(names: Sequence[str], figures: tuple[_Figure, ...], *, broad: bool) -> _Layout:
    title = _("group") if broad else P_("heading", "grp")
    left = max(map(cell_len, (title, *names)))
    heads = tuple(each.title if broad else each.short for each in figures)
    widths = tuple(
        max(map(cell_len, (head, *each.cells))) for head, each in zip(heads, figures, strict=True)
    )
    return _Layout(left if broad else min(left, _NAME), 2 if broad else 1, figures, heads, widths)


def _figures(rows: Sequence[ContactGroupRow]) -> list[_Figure]:
    return [
        _Figure(
            "households",
            _("households"),
            P_("heading", "hh"),
            [str(each.households) for each in rows],
        ),
        _Figure("visits", _("visits"), P_("heading", "vis"), [str(each.visits) for each in rows]),
        _Figure(
            "kept",
            P_("contact", "kept"),
            P_("heading", "kept"),
            [percent(each.share_kept) for each in rows],
        ),
        *(
            _Figure(
                code,
                code_label("explained", code),
                _short(code),
                [str(dict(each.explained).get(code, 0)) for each in rows],
            )
            for code, _count in rows[0].explained
        ),
        _Figure(
            "referred",
            P_("contact", "referred"),
            P_("heading", "ref."),
            [percent(each.share_in_time) for each in rows],
        ),
    ]


def _short(code: str) -> str:
    """The heading of an explanation where there is little room."""
    words = {
        "tasks": P_("heading", "tsk"),
        "policies": P_("heading", "pol"),
        "methods": P_("heading", "mth"),
    }
    return words.get(code, code_label("explained", code))
