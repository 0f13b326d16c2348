"""A list of names as a paper: a title, what it reaches, and one table."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fieldbook.papers.formats import FORMATS
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Outline, Table
from fieldbook.papers.wording import one_line
from fieldbook.papers.writing import write_file


def write_list(
    path: Path,
    title: str,
    lines: tuple[str, ...],
    head: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    branch: str,
    author: str,
    on: dt.date,
) -> None:
    """Write a list for the branch into a file; its ending decides the format, Word unless it says so.

    Raises:
        PaperError: as :func:`write_file` has it.
    """
    ending = path.suffix.casefold()
    chosen = next((each for each in FORMATS.values() if each.suffix == ending), FORMATS["docx"])
    outline = Outline(title, lines, (Table(head, tuple(tuple(map(one_line, e)) for e in rows)),))
    imprint = Imprint(one_line(branch), one_line(author), on)
    write_file(path, chosen.render(outline, imprint, None))
