"""The paper as plain text, as any editor opens it, Windows' old one too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fieldbook.papers.days import unbroken
from fieldbook.papers.outline import Outline
from fieldbook.papers.preview import drawn

_UNBROKEN: Final = 2000
"""Cells of a line: so many that nothing is broken. The editor breaks lines, and no name in two."""
_RULE: Final = "-" * 76


def render(outline: Outline) -> bytes:
    """The paper's bytes: UTF-8 with its mark and Windows' line ends, without which Notepad guesses."""
    lines = (part.rstrip() for line in _lines(outline) for part in line.split("\n"))
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _lines(outline: Outline) -> Iterator[str]:
    """The lines as the screen shows them, and of several papers one after the other."""
    for line in drawn(outline, _UNBROKEN):
        yield unbroken(line.text)
    for other in outline.others:
        yield ""
        yield _RULE
        yield from _lines(other)
