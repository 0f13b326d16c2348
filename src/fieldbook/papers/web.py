"""The paper as one web page: it asks for nothing from outside, and prints as a paper does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final

from fieldbook.i18n import _, language
from fieldbook.papers.charts import FILL, bar_told
from fieldbook.papers.days import unbroken
from fieldbook.papers.outline import Blank, Block, Chart, Entry, Fact, Form, Heading, Outline, Table
from fieldbook.papers.wording import capital

_STYLES: Final = Path(__file__).parent / "web.css"
_LINE: Final = 10
"""Millimetres for a line that is written by hand."""
_TOP: Final = ' class="top"'
"""What is told begins at the top, so that the room for writing is in one piece."""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is fetched, nothing runs, whatever words there are."""


def render(outline: Outline) -> bytes:
    """The page's bytes, UTF-8 with line feeds."""
    return ("\n".join(_page(outline)) + "\n").encode()


def _page(outline: Outline) -> Iterator[str]:
    spoken = language().replace("_", "-")
    yield f'<!DOCTYPE html>\n<html lang="{spoken}">'
    yield '<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_words(outline.title)}</title>"
    yield f"<style>\n{_STYLES.read_text('utf-8')}</style>\n</head>\n<body>"
    yield from _paper(outline)
    for other in outline.others:
        yield "<section>"
        yield from _paper(other)
        yield "</section>"
    yield "</body>\n</html>"


def _paper(outline: Outline) -> Iterator[str]:
    mark = ' class="marked"' if outline.is_marked else ""
    yield f"<header{mark}>\n<h1>{_words(outline.title)}</h1>"
    yield from (f"<p>{_words(each)}</p>" for each in outline.lines)
    yield "</header>"
    yield from _blocks(outline.blocks)
    if outline.signed:
        yield "<footer>"
        yield from (f"<p>{_words(each)}</p>" for each in outline.signed)
        yield "</footer>"
    for annex in outline.annexes:
        yield f'<section class="annex">\n<p class="mark">{_words(capital(annex.mark))}</p>'
        yield f"<h1>{_words(annex.title)}</h1>"
        yield from _blocks(annex.blocks)
        yield "</section>"


def _words(text: str) -> str:
    return escape(unbroken(text), quote=False)


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for each in blocks:
        yield from _block(each)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"<h{block.level + 1}>{_words(block.text)}</h{block.level + 1}>"
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Entry):
        yield from _entry(block)
    elif isinstance(block, Form):
        yield from _form(block)
    elif isinstance(block, Chart):
        yield from _chart(block)
    else:
        lead = f"<b>{_words(block.lead)}</b>{block.gap}" if block.lead else ""
        # Unseen words before it: so it begins behind them, however wide the font is.
        below = f'<span class="below" aria-hidden="true">{_words(block.below)}</span>'
        before = below if block.below else ""
        named = [
            name for name, so in (("hanging", block.is_hanging), ("kept", block.is_kept)) if so
        ]
        look = f' class="{" ".join(named)}"' if named else ""
        yield f"<p{look}>{before}{lead}{_words(block.text)}</p>"


def _table(table: Table) -> Iterator[str]:
    yield f"<table>\n<thead>{_row(table.head, 'th')}</thead>\n<tbody>"
    yield from (_row(row, "td") for row in table.rows)
    yield "</tbody>\n</table>"


def _row(cells: Iterable[str], kind: str) -> str:
    return "<tr>" + "".join(f"<{kind}>{_words(each)}</{kind}>" for each in cells) + "</tr>"


def _entry(entry: Entry) -> Iterator[str]:
    remark = f" <small>{_words(entry.remark)}</small>" if entry.remark else ""
    yield f"<article>\n<h4>{_words(entry.title)}{remark}</h4>"
    yield from map(_fact, entry.facts)
    yield "</article>"


def _fact(fact: Fact) -> str:
    """A fact's lines; the later ones stand under the first."""
    label = _words(_("{label}: ").format(label=fact.label)) if fact.label else ""
    text = _lines(fact.text)
    return f'<div class="fact"><span>{label}</span><span>{text}</span></div>'


def _form(form: Form) -> Iterator[str]:
    """A table whose rows are as high as what is to be written into them."""
    yield '<table class="form">\n<tbody>'
    for row in form.rows:
        wide = 3 if len(row) == 1 else 1
        high = _LINE * max(each.lines for each in row)
        cells = "".join(
            f'<th scope="row">{_words(each.label)}</th>' + _place(each, wide) for each in row
        )
        yield f'<tr style="height: {high}mm">{cells}</tr>'
    yield "</tbody>\n</table>"


def _place(blank: Blank, wide: int) -> str:
    top = _TOP if blank.lines > 1 else ""
    return f'<td colspan="{wide}"{top}>{_lines(blank.text)}</td>'


def _lines(text: str) -> str:
    return _words(text).replace("\n", "<br>")


def _chart(chart: Chart) -> Iterator[str]:
    """Bars are drawn, not shaded: a browser prints no backgrounds unless it is told to."""
    most = max((each.many for each in chart.bars), default=0) or 1
    yield f'<table class="chart">\n<caption>{_words(chart.title)}</caption>\n<tbody>'
    for each in chart.bars:
        rect = f'<rect height="10" fill="#{FILL}" width="{100 * each.many / most:.4g}%"/>'
        bar = f'<svg width="100%" height="10" aria-hidden="true">{rect}</svg>'
        label, told = _words(each.label), _words(bar_told(each))
        yield f'<tr><th scope="row">{label}</th><td>{bar}</td><td>{told}</td></tr>'
    yield "</tbody>\n</table>"
