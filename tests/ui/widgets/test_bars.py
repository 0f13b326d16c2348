"""Bars and sparklines: as long as the share, as high as the count, in either set of characters."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from fieldbook.ui.widgets.bars import Bar, Sparkline, glyphs


@pytest.mark.parametrize("ascii_only", [False, True])
def test_a_bar_is_full_for_the_whole_only_and_never_empty_for_anything(ascii_only: bool) -> None:
    """Every share of 400 has a bar of its cells; nothing is all track, all is no track."""
    tracks = []
    for part in range(401):
        drawn = glyphs(Bar(part / 400, 12), ascii_only=ascii_only)
        assert cell_len(drawn.full + drawn.track) == 12
        assert (drawn.full == "") == (part == 0)
        assert ("╸" not in drawn.full and drawn.track == "") == (part == 400)
        tracks.append(len(drawn.track))
    assert tracks == sorted(tracks, reverse=True)


def test_a_bar_goes_by_half_cells() -> None:
    """Half a cell is drawn as one; in ASCII the nearest whole one."""
    assert glyphs(Bar(0.25, 10)) == ("━━╸", "───────")
    assert glyphs(Bar(0.25, 10), ascii_only=True) == ("##", "--------")


def test_a_sparkline_tells_no_visit_from_one() -> None:
    """The lowest step is for nothing, the highest for the most; one cell a day."""
    counts = (0, 1, 3, 40)
    assert glyphs(Sparkline(counts)).full == "▁▂▂█"
    assert glyphs(Sparkline(counts), ascii_only=True).full == " ..#"
    assert glyphs(Sparkline((0, 0))).full == "▁▁"
    assert glyphs(Sparkline(())).full == ""


def test_the_ascii_twins_are_ascii() -> None:
    """Old consoles draw each of them one cell wide."""
    for graph in (Bar(0.4, 12), Sparkline(tuple(range(14)))):
        drawn = glyphs(graph, ascii_only=True)
        assert (drawn.full + drawn.track).isascii()
