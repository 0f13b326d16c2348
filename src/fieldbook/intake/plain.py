"""CSV and its kin: words in, a grid out. Which delimiter is found out here."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from fieldbook.domain.errors import IntakeError
from fieldbook.intake.cells import untyped
from fieldbook.intake.encodings import Text
from fieldbook.intake.grid import Grid, Line
from fieldbook.patterns import pattern
from fieldbook.workbooks.gathering import STRAYS, WIDEST, letters

DELIMITERS: Final = (",", "\t", ";", "，", "|")
SAMPLE: Final = 20
"""Lines that are enough to see which delimiter makes sense of the headings."""

_ALIGNED: Final = pattern(r"(?<=[^\s,;|])[ \u3000]{2,}(?=[^\s,;|])")
"""What stands between the columns of a text that somebody lined up with blanks."""
_HEAD: Final = 2_000
"""Signs among which the headings stand."""
_BREAK: Final = pattern(r"\r\n|\r|\n")


_MOST: Final = 16_384
"""Cells of a line that a spreadsheet has; whatever has more is no table."""


class TooWide(Exception):
    """A line has more cells than any table."""


class Unclosed(Exception):
    """A quote was opened and not closed as it should."""

    def __init__(self, at: int) -> None:
        self.at = at
        super().__init__()


def grid(path: Path, text: Text, score: Callable[[Grid], int]) -> Grid:
    """The text's lines, cut by the delimiter whose headings score best.

    Where no heading is known, it is the one that cuts most lines as it cuts the first. Several blanks
    divide only where nothing else does.
    """
    ways = [(text.words, cut) for cut in DELIMITERS]
    if _ALIGNED.search(text.words, 0, _HEAD) and "\t" not in text.words:
        ways.append((_ALIGNED.sub("\t", text.words), "\t"))
    samples = [(_sample(path, *way), way) for way in ways]
    best = max(samples, key=lambda sample: (score(sample[0]), _even(sample[0])))
    try:
        return _within_reach(path.name, _lines(*best[1]))
    except TooWide as error:
        raise IntakeError(path, "unpacks_too_much") from error
    except Unclosed as error:
        line = len(_BREAK.findall(text.words, 0, error.at)) + 1
        raise IntakeError(path, "unclosed_quote", line=line) from error


def lines_as_written(words: str) -> list[Line]:
    """The lines of a text cut by commas, each cell as it stands there."""
    records = enumerate(_records(words, ","), start=1)
    return [Line(number, cells) for number, cells in records if any(cells)]


def _sample(path: Path, words: str, delimiter: str) -> Grid:
    lines: list[Line] = []
    # With the right delimiter it is met again, and told.
    with contextlib.suppress(Unclosed, TooWide):
        lines.extend(itertools.islice(_lines(words, delimiter), SAMPLE))
    return _within_reach(path.name, lines)


def _within_reach(name: str, lines: Iterable[Line]) -> Grid:
    """The lines as far as a table reaches; what stands beyond is named."""
    near: list[Line] = []
    far: list[tuple[int, str]] = []
    for line in lines:
        if len(line.cells) > WIDEST:
            beyond = (at for at in range(WIDEST, len(line.cells)) if line.cells[at] != "")
            far += [(line.number, f"{letters(at)}{line.number}") for at in beyond]
        near.append(line._replace(cells=line.cells[:WIDEST]))
    return Grid(name, near, strays=far[:STRAYS], stray_count=len(far))


def _even(sample: Grid) -> int:
    """How many lines have as many cells as the first one, where that has several."""
    widths = [len(line.cells) for line in sample.lines]
    return widths.count(widths[0]) if widths and widths[0] > 1 else 0


def _lines(words: str, delimiter: str) -> Iterator[Line]:
    """The lines that are not empty, numbered as a spreadsheet would number them."""
    for number, cells in enumerate(_records(words, delimiter), start=1):
        if any(cell.strip() for cell in cells):
            yield Line(number, [untyped(cell) for cell in cells])


def _records(words: str, delimiter: str) -> Iterator[list[str]]:
    """The records of the text.

    The standard library's reader is not used: an unclosed quote swallows the records after it there
    without a word, or, when strict, is reported where the file ends and not where it opened.
    """
    cut = re.escape(delimiter)
    blank = r"[ \u3000]" if delimiter == "\t" else r"[ \t\u3000]"
    field = pattern(
        rf'(?:{blank}*+"((?>(?:[^"]++|"")*))"{blank}*+(?={cut}|[\r\n]|\Z)|([^{cut}\r\n]*+))'
        rf"({cut}|\r\n|\r|\n|\Z)"
    )
    cells: list[str] = []
    at = 0
    while at < len(words):
        found = field.match(words, at)
        assert found is not None, "every place is the beginning of some field"
        if len(cells) == _MOST:
            raise TooWide
        cells.append(_field(found))
        at = found.end()
        if found[3] != delimiter:
            yield cells
            cells = []
    if cells:
        yield cells


def _field(found: re.Match[str]) -> str:
    """What one field says. A quote within a field is a sign like any other."""
    if found[1] is not None:
        return found[1].replace('""', '"')
    bare = found[2]
    opened = bare.lstrip(" \t\u3000")
    if opened.startswith('"') and '"' not in opened[1:]:
        raise Unclosed(found.start(2) + len(bare) - len(opened))
    return bare
