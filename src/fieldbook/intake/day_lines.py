"""Diaries that head their rows with a day: 11月3日 on a line of its own, then whom one went to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from fieldbook.domain.dates.folding import plain
from fieldbook.domain.dates.written import written
from fieldbook.intake.cells import one_line
from fieldbook.intake.columns import Column, Headings
from fieldbook.intake.foot import alone
from fieldbook.intake.grid import Grid, Line
from fieldbook.patterns import pattern

_DAY: Final[Mapping[str, str]] = {"visits": "visited_on", "issues": "found_on"}
"""The field that a row's day stands in, by what the sheet holds."""
_LABEL: Final = pattern(r"^(?:(?:登记|走访|填报)?(?:日期|时间)|date)\s*[:：]\s*", re.IGNORECASE)
"""What may stand before the day of such a line."""
_LONGEST: Final = 20
"""Signs of the longest line that is a day, its weekday and the weather."""


def with_days_of_lines(grid: Grid, headings: Headings) -> tuple[Grid, Headings]:
    """The sheet with the days of such lines in a column of their own, where no other gives them.

    A day above the headings is that of the first rows only where others stand below: alone it may be
    that of making the sheet.
    """
    field = _DAY.get(headings.holds, "")
    if not field or any(column.field == field for column in headings.columns):
        return grid, headings
    above, below = grid.lines[: headings.below], grid.lines[headings.below :]
    days = [day for line in below if (day := _day(line))]
    if not days:
        return grid, headings
    at = max(len(line.cells) for line in grid.lines)
    day = next(filter(None, map(_day, reversed(above))), "")
    lines = []
    for line in below:
        own = _day(line, above=day)
        day = own or day
        if not own:
            lines.append(line if _repeats(line, headings) else _beside(line, at, day))
    columns = (*headings.columns, Column(field, at, f"[{days[0]}]"))
    return grid._replace(lines=[*above, *lines]), headings._replace(columns=columns)


def _day(line: Line, *, above: str = "") -> str:
    """The day that is all a line says; of a month, or a year, it is none.

    One without its month, 5日, ends that of the day ``above``, and stays as it is: nobody can say of
    which month it is where the newest may stand first.
    """
    only = _LABEL.sub("", alone(line))
    if not only or len(only) > _LONGEST:
        return ""
    named = written(plain(only))
    is_day = named and (named.month or (above and "日" in only)) and named.last is None
    return only if is_day else ""


def _repeats(line: Line, headings: Headings) -> bool:
    """Whether the headings stand here again, as they do below each day of some lists."""
    return all(
        one_line(line.cells[each.at] if each.at < len(line.cells) else "") == one_line(each.heading)
        for each in headings.columns
    )


def _beside(line: Line, at: int, day: str) -> Line:
    padding = [""] * (at - len(line.cells))
    return Line(line.number, [*line.cells, *padding, day]) if day else line
