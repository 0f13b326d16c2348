"""Draw the README's picture: the sample village on the Households screen, made by the app itself.

python tools/picture.py [FILE] [--size 100x30] [--screen households] [--lang zh] [--keys j,j]
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import html
import re
import tempfile
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

from fieldbook.demo import make_village
from fieldbook.i18n import known_language, language, use_language
from fieldbook.opening import Drafts, open_book
from fieldbook.settings import Settings
from fieldbook.ui.app import FieldbookApp

FONTS = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Noto Sans Mono',Consolas,monospace"
CELL = 12.2
"""The width of a cell in the picture."""
WIDE = 22
"""The size of a Chinese character, a little larger than the letters; two cells hold it."""
HERE = dt.timezone(dt.timedelta(hours=8))


class Morning:
    """A clock of one Saturday, so that the picture changes only when the screens do."""

    def __init__(self) -> None:
        self._now = dt.datetime(2026, 11, 21, 9, tzinfo=HERE)

    def __call__(self) -> dt.datetime:
        """The time, a second later than before."""
        self._now += dt.timedelta(seconds=1)
        return self._now


async def draw(folder: Path, size: tuple[int, int], screen: str, keys: list[str]) -> str:
    """The screen as SVG."""
    path = folder / "book.json"
    branch = "柳河大队支部 第1联系组" if language() == "zh_CN" else "Willow Creek branch, group 1"
    with open_book(path, clock=Morning(), device="0000abcd", backups=None) as book:
        make_village(book)
        app = FieldbookApp(book, Drafts(path), Settings(branch=branch))
        app.first_screen = screen
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            return in_place(without_fetched_fonts(app.export_screenshot(title="fieldbook")))


def without_fetched_fonts(svg: str) -> str:
    """The picture in fonts the reader has: looking at it asks no server for anything."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return svg.replace("font-family: Fira Code, monospace;", f"font-family: {FONTS};")


def in_place(svg: str) -> str:
    """The picture with every word at its own cell, whatever the reader's fonts are.

    One text a line, stretched to its length, leaves columns askew where a Chinese character of the
    reader's font is not exactly two Latin ones wide.
    """
    return re.sub(r'<text class="([^"]+)" x="([\d.]+)" (y="[^"]+") textLength="[^"]+" '
                  r'(clip-path="[^"]+")>([^<]*)</text>', _words_in_place, svg)  # fmt: skip


def _words_in_place(found: re.Match[str]) -> str:
    tone, left, y, clip, text = found.groups()
    words, cells = [], 0
    for width, run in groupby(html.unescape(text), lambda each: each.strip() and cell_len(each)):
        word = "".join(run)
        fit = f'textLength="{len(word) * CELL:.1f}"'
        if width == 2:  # as wide as it is high, in any font: the space between fills two cells
            fit = f'style="font-size: {WIDE}px; letter-spacing: {2 * CELL - WIDE:.1f}px"'
        if width:
            x = float(left) + cells * CELL
            shown = html.escape(word, quote=False)
            words.append(f'<text class="{tone}" x="{x:.1f}" {y} {fit} {clip}>{shown}</text>')
        cells += cell_len(word)
    return "".join(words)


def main() -> None:
    """Draw one picture."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("file", nargs="?", default="docs/screen.svg")
    words.add_argument("--size", default="100x30")
    words.add_argument("--screen", default="households")
    words.add_argument("--lang", default="zh")
    words.add_argument(
        "--keys", default="down,down", help="keys pressed before, with commas between"
    )
    args = words.parse_args()
    use_language(known_language(args.lang) or "en")
    width, height = (int(each) for each in args.size.split("x"))
    keys = [each for each in args.keys.split(",") if each]
    with tempfile.TemporaryDirectory() as folder:
        svg = asyncio.run(draw(Path(folder), (width, height), args.screen, keys))
    Path(args.file).write_text(svg, encoding="utf-8", newline="\n")
    print(args.file)


if __name__ == "__main__":
    main()
