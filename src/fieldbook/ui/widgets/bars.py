"""Bars and sparklines of a few glyphs, each with its twin for consoles that draw only ASCII."""

from __future__ import annotations

from typing import NamedTuple

_FULL, _HALF, _TRACK = "━", "╸", "─"
_ASCII_FULL, _ASCII_TRACK = "#", "-"
_LEVELS, _ASCII_LEVELS = "▁▂▃▄▅▆▇█", " .:-=+*#"
"""The first stands for nothing at all."""


class Bar(NamedTuple):
    """A part of a whole as a thin line."""

    share: float
    """From 0 to 1."""
    cells: int


class Sparkline(NamedTuple):
    """Counts of days that follow each other, one cell a day, beside the greatest among them."""

    counts: tuple[int, ...]


Graph = Bar | Sparkline


class Glyphs(NamedTuple):
    """What is drawn: the part that counts, then the track behind it."""

    full: str
    track: str = ""


def glyphs(graph: Graph, *, ascii_only: bool = False) -> Glyphs:
    """A graph in characters."""
    if isinstance(graph, Sparkline):
        return Glyphs(_spark(graph.counts, _ASCII_LEVELS if ascii_only else _LEVELS))
    if ascii_only:
        steps = _steps(graph.share, graph.cells)
        return Glyphs(_ASCII_FULL * steps, _ASCII_TRACK * (graph.cells - steps))
    cells, half = divmod(_steps(graph.share, 2 * graph.cells), 2)
    return Glyphs(_FULL * cells + _HALF * half, _TRACK * (graph.cells - cells - half))


def _steps(share: float, many: int) -> int:
    """So many steps of many: all of them for the whole only, one at least for anything."""
    if share <= 0:
        return 0
    return many if share >= 1 else max(1, min(round(share * many), many - 1))


def _spark(counts: tuple[int, ...], levels: str) -> str:
    most = max(counts, default=0)
    highest = len(levels) - 1
    return "".join(levels[-(-each * highest // most) if each else 0] for each in counts)
