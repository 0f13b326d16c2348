"""A screen of the app as a small picture: every word at its own cell, whatever fonts there are."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from fieldbook.ui.app import FieldbookApp

WIDE, HIGH = 10, 20
"""The size of a cell."""
BASE = 15
"""From the top of a cell to the line the letters stand on."""


class Run(NamedTuple):
    """Neighbouring cells of one look."""

    x: int
    cells: int
    text: str
    ink: str
    paper: str
    bold: bool


def picture(app: FieldbookApp) -> str:
    """What is drawn now, as SVG."""
    strips = app.screen._compositor.render_strips()
    lines = [list(_runs(strip)) for strip in strips]
    paper = most_used(run.paper for line in lines for run in line for _ in range(run.cells))
    ink = most_used(run.ink for line in lines for run in line for _ in run.text.strip())
    width, height = max(strip.cell_length for strip in strips) * WIDE, len(strips) * HIGH
    grounds, words = [], []
    for row, line in enumerate(lines):
        for (tone,), of_one in groupby(line, lambda run: (run.paper,)):
            runs = list(of_one)
            if tone != paper:
                cells = sum(run.cells for run in runs)
                grounds.append(f'<path fill="{tone}" d="M{runs[0].x * WIDE} {row * HIGH}'
                               f'h{cells * WIDE}v{HIGH}h-{cells * WIDE}z"/>')  # fmt: skip
        words += [part for run in line for part in _words(run, row, ink)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" fill="{ink}" '
        'font-size="17" xml:space="preserve" font-family="\'Noto Sans Mono CJK SC\',\'DejaVu Sans Mono\',Consolas,'
        f'\'NSimSun\',monospace"><path fill="{paper}" d="M0 0h{width}v{height}h-{width}z"/>\n'
        + "\n".join([*grounds, *words])
        + "\n</svg>\n"
    )


def most_used(tones: Iterable[str]) -> str:
    """The colour there is most of; it need not be said again."""
    found = list(tones)
    return max(dict.fromkeys(found), key=found.count)


def _runs(strip: Iterable[Segment]) -> Iterator[Run]:
    """A line's cells by their looks."""
    x = 0
    looks = ((_look(each.style or Style()), each.text) for each in strip)
    for (ink, paper, bold), of_one in groupby(looks, lambda each: each[0]):
        text = "".join(part for _, part in of_one)
        yield Run(x, cell_len(text), text, ink, paper, bold)
        x += cell_len(text)


def _look(style: Style) -> tuple[str, str, bool]:
    ink = style.color.get_truecolor().hex if style.color else "#000000"
    paper = style.bgcolor.get_truecolor().hex if style.bgcolor else "#ffffff"
    return (paper, ink, bool(style.bold)) if style.reverse else (ink, paper, bool(style.bold))


def _words(run: Run, row: int, usual: str) -> Iterator[str]:
    """The words of a run: letters stretched over their cells, Chinese characters each at its own."""
    tone = "" if run.ink == usual else f' fill="{run.ink}"'
    look = f'y="{row * HIGH + BASE}"{tone}' + (' font-weight="700"' if run.bold else "")
    at = run.x
    for width, of_one in groupby(run.text, cell_len):
        part = "".join(of_one)
        word = part.strip()
        left = (at + len(part) - len(part.lstrip())) * WIDE
        at += cell_len(part)
        if not word:
            continue
        places = f'x="{left}" textLength="{len(word) * WIDE}"'
        if width == 2:
            places = f'x="{" ".join(str(left + each * 2 * WIDE) for each in range(len(word)))}"'
        yield f"<text {places} {look}>{html.escape(word, quote=False)}</text>"
