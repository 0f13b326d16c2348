"""A list of names as a paper: a title, what it reaches, and one table."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fieldbook.domain.errors import PaperError
from fieldbook.papers.formats import FORMATS, format_of
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Outline, Table
from fieldbook.papers.wording import one_line


def list_bytes(
    path: Path,
    title: str,
    lines: tuple[str, ...],
    head: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    branch: str,
    author: str,
    on: dt.date,
) -> bytes:
    """A list for the branch as a file holds it; the ending decides the format, Word unless it says so.

    Raises:
        PaperError: ``unknown_format`` for an ending that other files have.
    """
    chosen, ending = format_of(path), path.suffix.casefold()
    # A name that only has a dot in it ends as no file does.
    if ending != chosen.suffix and ending[1:].isalpha() and ending.isascii():
        raise PaperError(path, "unknown_format", given=ending[1:], known=tuple(FORMATS))
    outline = Outline(title, lines, (Table(head, tuple(tuple(map(one_line, e)) for e in rows)),))
    imprint = Imprint(one_line(branch), one_line(author), on)
    return chosen.render(outline, imprint, None)
