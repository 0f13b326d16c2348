"""The marks of a template, looked at before they are filled: docxtpl would swallow a broken one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from fieldbook.papers.word.fields import BODY

_EDGE: Final = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSES: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BODY: Final = re.compile(r"\{\{p\s+body\s*\}\}")
_ASKS_BODY: Final = re.compile(r"\{\{[^}]*\bbody\b[^}]*\}\}")
_BLOCK: Final = re.compile(r"\{%(?:p|tr|tc|r)?[\s-]*(endfor|endif|for|if)\b")
_SHOWN: Final = 40
"""Characters of a mark that a sentence shows."""


class Refused(Exception):
    """A template that cannot be filled: a code, and what belongs to it."""

    def __init__(self, what: str, **data: str) -> None:
        self.what, self.data = what, data
        super().__init__(what)


def require_whole(paragraphs: Iterable[str]) -> None:
    """See that every mark is closed in its paragraph, and every loop in its part.

    Raises:
        Refused: ``broken_mark`` with the ``mark``.
    """
    opened: list[tuple[str, str]] = []
    for paragraph in paragraphs:
        for mark in marks(paragraph):
            word = _BLOCK.match(mark)
            if word is None:
                continue
            if not word[1].startswith("end"):
                opened.append((word[1], mark))
            elif not opened or opened.pop()[0] != word[1].removeprefix("end"):
                raise Refused("broken_mark", mark=shown(mark))
    if opened:
        raise Refused("broken_mark", mark=shown(opened[-1][1]))


def require_body(paragraphs: Iterable[str]) -> None:
    """See that the text has a place, alone in a paragraph.

    Raises:
        Refused: ``no_body``, or ``body_not_alone`` with the ``mark``.
    """
    asked = [each for each in paragraphs if _ASKS_BODY.search(each)]
    if not asked:
        raise Refused("no_body", mark=BODY)
    for paragraph in asked:
        if not _BODY.fullmatch(paragraph.strip()):
            raise Refused("body_not_alone", mark=BODY)


def marks(paragraph: str) -> Iterator[str]:
    """The marks of a paragraph.

    Raises:
        Refused: ``broken_mark`` with one that is not opened or not closed.
    """
    opened: re.Match[str] | None = None
    after = 0
    for edge in _EDGE.finditer(paragraph):
        if opened is None and edge[0] in _CLOSES:
            opened = edge
        elif opened is None:
            raise Refused("broken_mark", mark=shown(paragraph[after : edge.end()], at_end=True))
        elif edge[0] == _CLOSES[opened[0]]:
            yield paragraph[opened.start() : edge.end()]
            opened, after = None, edge.end()
        elif edge[0] in _CLOSES:
            break
    if opened is not None:
        raise Refused("broken_mark", mark=shown(paragraph[opened.start() :]))


def shown(mark: str, *, at_end: bool = False) -> str:
    """A mark as a sentence shows it: in one line, and not too long."""
    told = " ".join(mark.split())
    return told[-_SHOWN:] if at_end else told[:_SHOWN]
