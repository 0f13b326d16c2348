"""Build the manual: the pages of ``manual/<language>`` become one HTML file a language.

    python tools/manual.py

The file stands alone: no script, nothing fetched, pictures inside, and it prints page by page. It is
made whenever fieldbook is built or installed (``hatch_build.py``), so it lies in no commit.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT: Final = Path(__file__).parents[1]
LANGUAGES: Final = ("zh", "en")
KEY: Final = re.compile(
    r"(?:(?:Ctrl|Shift)\+)*(?:F\d+|Enter|Esc|Tab|Space|Del|Home|End|PgUp|PgDn|[↑↓←→]|[!-~])"
)
"""A key as a page names it: what else stands between backticks is typed, or is a command."""
SCREEN_WORD: Final = re.compile(r"「([^」]+)」")
"""A word of the screen in a Chinese page; an English one has it in bold."""
_MARKDOWN: Final = MarkdownIt("commonmark").enable("table")
_NAMES: Final = {
    "zh": ("zh-CN", "工作本使用手册", "目录"),
    "en": ("en", "The fieldbook manual", "Contents"),
}
"""Language → its tag, the title, and what stands over the list of contents."""


def sources(root: Path, language: str) -> list[Path]:
    """The pages of a language in their order."""
    return sorted((root / "manual" / language).glob("*.md"))


def tokens(text: str) -> list[Token]:
    """A page's text as blocks."""
    return _MARKDOWN.parse(text)


def kind_of(code: str) -> str:
    """What stands between backticks: a key, a command, or words that are typed."""
    if KEY.fullmatch(code):
        return "key"
    return "command" if code.split(" ", maxsplit=1)[0] == "fieldbook" else "typed"


def build(root: Path, language: str) -> str:
    """The whole manual of a language as HTML."""
    tag, title, contents = _NAMES[language]
    pages = [
        (path.stem, tokens(path.read_text(encoding="utf-8"))) for path in sources(root, language)
    ]
    style = (root / "manual" / "manual.css").read_text(encoding="utf-8")
    listed = "".join(
        f'<li><a href="#{_name(stem)}">{html.escape(_heading(page))}</a></li>'
        for stem, page in pages
        if stem > "01"
    )
    chapters = [
        f'<section id="{_name(stem)}">{"".join(_drawn(page, root, language))}</section>'
        for stem, page in pages
    ]
    chapters.insert(1, f"<nav><h2>{contents}</h2><ol>{listed}</ol></nav>")
    head = f'<meta charset="utf-8"><title>{title}</title><style>{style}</style>'
    view = '<meta name="viewport" content="width=device-width">'
    return (
        f'<!doctype html>\n<html lang="{tag}"><head>{head}{view}</head>\n<body>\n'
        + "\n".join(chapters)
        + "\n</body></html>\n"
    )


def _name(stem: str) -> str:
    """A page's name within the file: its source's without the number."""
    return stem.partition("-")[2]


def _heading(page: Sequence[Token]) -> str:
    """The first heading."""
    at = next(number for number, each in enumerate(page) if each.type == "heading_open")
    return page[at + 1].content


def _drawn(page: Sequence[Token], root: Path, language: str) -> Iterator[str]:
    """The page's blocks as HTML. What the remarks tell the test, the reader need not see."""
    for at, each in enumerate(page):
        if each.type == "html_block":
            continue
        if each.type.startswith("paragraph") and _is_picture(
            page[at - 1], page[(at + 1) % len(page)]
        ):
            continue  # a figure is no part of a paragraph
        if each.type == "inline":
            yield "".join(_inline(each.children or [], root, language))
        elif each.type == "fence":
            named = f"<figcaption>{html.escape(each.info)}</figcaption>" if each.info else ""
            text = html.escape(each.content.rstrip("\n"))
            yield f"<figure class='file'>{named}<pre>{text}</pre></figure>"
        else:
            yield _MARKDOWN.renderer.render([each], _MARKDOWN.options, {})


def _is_picture(*neighbours: Token) -> bool:
    """Whether what a paragraph holds is a picture."""
    return any(
        each.type == "inline" and [part.type for part in each.children or []] == ["image"]
        for each in neighbours
    )


def _inline(parts: Sequence[Token], root: Path, language: str) -> Iterator[str]:
    for each in parts:
        if each.type == "code_inline":
            text = html.escape(each.content)
            yield f"<kbd>{text}</kbd>" if kind_of(each.content) == "key" else f"<code>{text}</code>"
        elif each.type == "image":
            yield _picture(root, language, str(each.attrs["src"]), each.content)
        elif each.type == "link_open":
            page = str(each.attrs["href"]).removesuffix(".md")
            yield f'<a href="{page if ":" in page else "#" + _name(page)}">'
        elif each.type == "text":
            text = html.escape(each.content, quote=False)
            yield SCREEN_WORD.sub(r"<b>「\1」</b>", text) if language == "zh" else text
        else:
            yield _MARKDOWN.renderer.render([each], _MARKDOWN.options, {})


def _picture(root: Path, language: str, name: str, told: str) -> str:
    """A picture inside the page, with what it shows below it."""
    svg = (root / "manual" / "pictures" / language / f"{name}.svg").read_text(encoding="utf-8")
    said = html.escape(told)
    named = svg.replace("<svg ", f'<svg role="img" aria-label="{said}" ', 1)
    return f"<figure>{named.strip()}<figcaption>{said}</figcaption></figure>"


def write(root: Path = ROOT) -> list[Path]:
    """Write the manual into the package, where ``fieldbook manual`` finds it."""
    written = []
    for language in LANGUAGES:
        path = root / "src" / "fieldbook" / "manual" / f"{language}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(build(root, language), encoding="utf-8", newline="\n")
        written.append(path)
    return written


if __name__ == "__main__":
    for each in write():
        print(f"{each}  {each.stat().st_size // 1024} KB")
