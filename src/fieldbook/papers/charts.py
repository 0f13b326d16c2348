"""Bars of a chart drawn with characters."""

from __future__ import annotations

from typing import Final

from fieldbook.papers.outline import Bar, Chart

LONGEST: Final = 20
"""Cells of the longest bar."""
FILL: Final = "949494"
"""A grey that every printer prints and that is no heavier than the words; the number stands beside it."""


def bar_length(count: int, chart: Chart) -> int:
    """Cells of a count's bar: its part of the longest, and at least one where there is anything."""
    most = max((each.many for each in chart.bars), default=0)
    return max(round(LONGEST * count / most), 1) if count else 0


def bar_of(bar: Bar, chart: Chart) -> str:
    """A bar of block characters."""
    return "█" * bar_length(bar.many, chart)


def bar_told(bar: Bar) -> str:
    """The count, and what it was a period ago in brackets."""
    return f"{bar.many}" if bar.before is None else f"{bar.many} ({bar.before})"
