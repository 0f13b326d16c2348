"""Words and paragraphs as WordprocessingML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fieldbook.papers.days import unbroken

_ESCAPES: Final = {
    ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("{"): "&#123;", ord("}"): "&#125;",
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), ""),
}  # fmt: skip
"""Markup, what a template would read as marks of its own, and what no XML may hold."""
_EASTERN: Final = frozenset("“”‘’…—·")
"""Marks that both scripts have, and that a Latin font sets narrow between Chinese characters."""
KEEP: Final = "<w:keepNext/>"
"""The look of a paragraph that stands on one page with the next."""


def escaped(text: str) -> str:
    """A text as it stands in the document."""
    return unbroken(text).translate(_ESCAPES)


def paragraph(style: str, runs: str, look: str = "") -> str:
    """One paragraph; its look is what differs from the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{runs}</w:p>'


def table_start(style: str, widths: Sequence[int], look: str = "") -> str:
    """Where a table begins whose columns keep these widths; its look is what differs from the style."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'{look}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )


def cell(
    width: int,
    paragraphs: str,
    span: int = 1,
    *,
    fill: str = "",
    at: str = "center",
    down: str = "",
) -> str:
    """A cell over some columns of the grid, shaded or not; ``down`` over rows it begins by restart, and goes on by continue."""
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{down}"/>' if down else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{merged}{shade}<w:vAlign w:val="{at}"/>'
        f"</w:tcPr>{paragraphs}</w:tc>"
    )


def run(text: str, style: str = "") -> str:
    """Some words in one look; none where there are no words."""
    if not text:
        return ""
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    if not _EASTERN.isdisjoint(text) and not text.isascii() and _is_chinese(text):
        look += '<w:rFonts w:hint="eastAsia"/>'
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)
