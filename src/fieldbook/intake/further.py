"""Headings below the rows: those of a printed page, said once more, or those of another table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from fieldbook.domain.codes import HOLDS
from fieldbook.intake.above import group_headed
from fieldbook.intake.cells import one_line
from fieldbook.intake.columns import Headings
from fieldbook.intake.foot import alone
from fieldbook.intake.grid import Line
from fieldbook.intake.headings import ALIASES, KNOWN, REQUIRED, TOGETHER, meant, plain

_LONGEST: Final = 30
"""Signs of the longest heading that is looked for here."""


class Further(NamedTuple):
    """The lines below the headings as far as they are this table's."""

    lines: Sequence[Line]
    """Without those that say its title or its headings again."""
    other: Line | None
    """The line that heads another table, of which nothing is read."""


def without_further(lines: Sequence[Line], headings: Headings) -> Further:
    """A sheet's lines below its headings, without further headings.

    Those stand below an empty line or a title.
    """
    own: list[Line] = []
    titles = {alone(line) for line in lines[: headings.below]} - {""}
    before: Line | None = None
    for line in lines[headings.below :]:
        texts = _headings(line) if before and _is_apart(before, line) else []
        if texts and not _heads_the_same(texts, headings):
            return Further(own, line)
        only = alone(line)
        if not texts and (only not in titles or group_headed(only, is_wide=False)):
            own.append(line)
        before = line
    return Further(own, None)


def _is_apart(before: Line, line: Line) -> bool:
    """Whether nothing, or one thing only, stands above a line."""
    return line.number > before.number + 1 or sum(cell != "" for cell in before.cells) < 2


def _headings(line: Line) -> list[str]:
    """The texts of a line of which most are known headings; none where it is a row."""
    if not all(isinstance(cell, str) and len(cell) <= _LONGEST for cell in line.cells):
        return []
    texts = [one_line(cell) for cell in line.cells]
    said = [text for text in texts if text]
    if len(said) < 2 or any(sign.isdigit() for text in said for sign in text):
        return []
    known = sum(any(meant(text, kind) in KNOWN[kind] for kind in HOLDS) for text in said)
    return texts if known > 1 and known * 3 >= len(said) * 2 else []


def _heads_the_same(texts: Sequence[str], headings: Headings) -> bool:
    """Whether what every row has stands in the same column in both."""
    kind = headings.holds
    names = {*REQUIRED[kind], *(field for each in TOGETHER.get(kind, ()) for field in each)}
    return any(
        plain(text) == plain(each.heading) or meant(text, kind) in ALIASES[kind][each.field]
        for each in headings.columns
        if each.field in names and each.at < len(texts) and (text := texts[each.at])
    )
