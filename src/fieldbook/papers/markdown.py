"""The paper as Markdown: plain enough to be read as it stands, and whole when it is rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from fieldbook.i18n import _
from fieldbook.papers.charts import bar_of, bar_told
from fieldbook.papers.outline import Block, Chart, Entry, Fact, Form, Heading, Outline, Table
from fieldbook.papers.wording import capital
from fieldbook.patterns import pattern

_ANYWHERE: Final = pattern(r"[\\`*\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
"""What would be markup wherever it stands; an underscore inside a word is none."""
_AT_START: Final = pattern(r"#{1,6}(?=\s|$)|[+-](?=\s|$)|-(?=[-\s]+$)|(\d{1,9})[.)](?=\s|$)")
"""What would be markup at the beginning of a line: headings, lists, rules."""


def render(outline: Outline) -> bytes:
    """The paper's bytes, UTF-8 with line feeds."""
    return ("\n".join(_paper(outline)) + "\n").encode()


def _paper(outline: Outline) -> list[str]:
    lines = [f"# {inside(outline.title)}"]
    for each in outline.lines:
        lines += ["", line(each)]
    for block in outline.blocks:
        lines += ["", *_block(block)]
    for each in outline.signed:
        lines += ["", line(each)]
    for annex in outline.annexes:
        lines += ["", "---", "", line(capital(annex.mark)), "", f"# {inside(annex.title)}"]
        for block in annex.blocks:
            lines += ["", *_block(block)]
    for other in outline.others:
        lines += ["", "---", "", *_paper(other)]
    return lines


def line(text: str) -> str:
    r"""Words that make up a line of their own, so that they show as they were written.

    >>> print(line("# 1*2"), line("3. of May"))
    \# 1\*2 3\. of May
    """
    plain = inside(text)
    if found := _AT_START.match(text):
        # A number keeps its digits and loses its list.
        at = len(found[1] or "")
        return f"{plain[:at]}\\{plain[at:]}"
    return plain


def inside(text: str) -> str:
    """Words that stand after others in their line: nothing is at its beginning."""
    return _ANYWHERE.sub(lambda found: f"\\{found[0]}", text)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {inside(block.text)}"
    elif isinstance(block, Table):
        yield _row(block.head)
        yield _row("---" for _cell in block.head)
        yield from (_row(map(inside, row)) for row in block.rows)
    elif isinstance(block, Entry):
        yield from _entry(block)
    elif isinstance(block, Form):
        for blank in (each for row in block.rows for each in row):
            yield from _fact(Fact(blank.label, blank.text))
    elif isinstance(block, Chart):
        yield _row((inside(block.title), "", _("Count")))
        yield _row(["---"] * 3)
        yield from (
            _row((inside(each.label), bar_of(each, block), bar_told(each))) for each in block.bars
        )
    elif block.lead:
        yield f"**{inside(block.lead)}**{block.gap}{inside(block.text)}".rstrip()
    else:
        yield line(block.text)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _entry(entry: Entry) -> Iterator[str]:
    yield "#### " + " · ".join(inside(each) for each in (entry.title, entry.remark) if each)
    if entry.facts:
        yield ""
    for fact in entry.facts:
        yield from _fact(fact)


def _fact(fact: Fact) -> Iterator[str]:
    """A point of the list; further lines of its text are paragraphs of that point."""
    first, *others = fact.text.split("\n")
    if fact.label:
        label = _("{label}:").format(label=fact.label)
        yield f"- **{inside(label)}** {inside(first)}"
    else:
        yield f"- {line(first)}"
    for each in others:
        yield ""
        yield f"  {line(each)}"
