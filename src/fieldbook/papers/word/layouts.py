"""The two layouts of a Word paper, as numbers: the official Chinese one, and a plain international one.

The official one is GB/T 9704-2012: 22 lines of 28 characters on A4. The styles that belong to a
layout, its page and its fonts lie in ``parts/``; here stands what drawing has to reckon with.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from fieldbook.i18n import language


class TableSize(NamedTuple):
    """One size a table can be set in."""

    suffix: str
    """What the names of the paragraph styles end with."""
    style: str
    """The style of the table."""
    size: int
    """One em, in twentieths of a point."""
    line: int
    """From one line to the next, in the same unit."""
    margins: int
    """What the two margins of a cell take, in the same unit."""


class Layout(NamedTuple):
    """What drawing has to know of a layout; lengths in twentieths of a point."""

    folder: str
    """Where its parts lie."""
    width: int
    """Between the margins of the page."""
    title_em: int
    mark_em: int
    body_em: int
    body_indent: int
    """How far the first line of a paragraph stands in."""
    fact_em: int
    fact_indent: int
    empty_line: bool
    """Whether one stands between the head and the text."""
    by_characters: bool
    """Whether indents are counted in characters, too, as Chinese styles do."""
    line: int
    """The pitch of the lines a page has; 0 where it has none."""
    form_line: int
    """The pitch of lines that are written by hand."""
    tables: tuple[TableSize, ...]
    """From the size that is read best to the smallest."""


_USUAL: Final = 216
_NARROW: Final = 114

OFFICIAL: Final = Layout(
    folder="official",
    width=8844,
    title_em=440,
    mark_em=600,
    body_em=315,
    body_indent=630,
    fact_em=280,
    fact_indent=560,
    empty_line=True,
    by_characters=True,
    line=579,
    form_line=579,
    tables=(
        TableSize("", "PaperTable", 210, 300, _USUAL),
        TableSize("", "PaperTableNarrow", 210, 300, _NARROW),
        TableSize("Small", "PaperTableNarrow", 180, 260, _NARROW),
    ),
)
INTERNATIONAL: Final = Layout(
    folder="international",
    width=9026,
    title_em=360,
    mark_em=360,
    body_em=230,
    body_indent=0,
    fact_em=220,
    fact_indent=360,
    empty_line=False,
    by_characters=False,
    line=0,
    form_line=567,
    tables=(
        TableSize("", "PaperTable", 200, 240, _USUAL),
        TableSize("", "PaperTableNarrow", 200, 240, _NARROW),
        TableSize("Small", "PaperTableNarrow", 170, 205, _NARROW),
    ),
)


def layout_in_use() -> Layout:
    """The layout of the language in use: whoever writes Chinese writes for a Chinese office."""
    return OFFICIAL if language() == "zh_CN" else INTERNATIONAL
