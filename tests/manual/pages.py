"""What a page of the manual says is to be done and seen, in its order.

What is done stands in numbered lists: between backticks a key, a command or words that are typed;
「…」, in English bold, is what the screen shows then. A file stands in a block that bears its name. What
stands in parentheses of a step, and all that stands elsewhere, is told and not done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from markdown_it.token import Token
from tools.manual import KEY, LANGUAGES, ROOT, SCREEN_WORD, kind_of, sources, tokens

PAGES: Final = [(language, path) for language in LANGUAGES for path in sources(ROOT, language)]


class Step(NamedTuple):
    """One thing done or seen.

    Attributes:
        how: key, typed, command, see, picture, file, or begin.
        what: the key, the words, the command, the name.
        text: what stands in a file.
    """

    how: str
    what: str
    text: str = ""


def named(page: tuple[str, Path]) -> str:
    """A page's name in the report of the tests."""
    return f"{page[0]}-{page[1].stem}"


def steps(language: str, text: str) -> Iterator[Step]:
    """What a page has done and seen."""
    depth = 0
    for each in tokens(text):
        if each.type in ("ordered_list_open", "ordered_list_close"):
            depth += 1 if each.type.endswith("open") else -1
        elif each.type == "html_block":
            yield Step("begin", each.content.strip().strip("<>!-").strip())
        elif each.type == "fence" and each.info:
            yield Step("file", each.info, each.content)
        elif each.type == "inline":
            found = _of_a_line(language, each.children or [])
            yield from (step for step in found if depth or step.how == "picture")


def _of_a_line(language: str, parts: Sequence[Token]) -> Iterator[Step]:
    """The steps of a line, without what stands in parentheses."""
    aside, strong = 0, False
    for each in parts:
        if each.type in ("strong_open", "strong_close"):
            strong = each.type == "strong_open"
        elif each.type == "image":
            yield Step("picture", str(each.attrs["src"]))
        elif each.type == "code_inline" and not aside:
            yield Step(kind_of(each.content), each.content)
        elif each.type == "text":
            if strong and language == "en" and not aside:
                yield Step("see", each.content)
                continue
            for part in re.split(r"([（()）]|「[^」]+」)", each.content):
                aside += (part in ("（", "(")) - (part in ("）", ")"))
                if not aside and language == "zh" and (found := SCREEN_WORD.fullmatch(part)):
                    yield Step("see", found[1])


def screen_words(language: str, text: str) -> Iterator[str]:
    """All that a page quotes from a screen, wherever it stands."""
    for each in tokens(text):
        strong = False
        for part in each.children or []:
            if part.type in ("strong_open", "strong_close"):
                strong = part.type == "strong_open"
            elif part.type == "text" and language == "zh":
                yield from SCREEN_WORD.findall(part.content)
            elif part.type == "text" and strong:
                yield part.content


def rows(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The rows of a page's tables that begin with keys and nothing else: the keys, and what follows."""
    for line in text.splitlines():
        cells = [each.strip() for each in line.strip("|").split("|")]
        keys = re.findall(r"`([^`]+)`", cells[0])
        if len(cells) == 2 and keys and cells[0] == " ".join(f"`{each}`" for each in keys):
            yield tuple(keys), cells[1]


def codes(text: str) -> Iterator[tuple[str, str]]:
    """All that stands between backticks, with what it is."""
    for each in tokens(text):
        for part in each.children or []:
            if part.type == "code_inline":
                yield kind_of(part.content), part.content


__all__ = ["KEY", "PAGES", "Step", "codes", "named", "rows", "screen_words", "steps"]
