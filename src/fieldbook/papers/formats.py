"""The formats a paper can have. A new one is a module beside this one, and a line in the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Outline

Renderer = Callable[[Outline, Imprint, Path | None], bytes]


class Format(NamedTuple):
    """A format in which a paper is written."""

    name: str
    suffix: str
    label: str
    """How it is called where one is chosen; the same in both languages."""
    render: Renderer
    """Makes the bytes; imports what it needs only then, so that a start stays quick."""
    takes_template: bool = False


def _markdown(outline: Outline, _imprint: Imprint, _template: Path | None) -> bytes:
    from fieldbook.papers.markdown import render

    return render(outline)


def _word(outline: Outline, imprint: Imprint, template: Path | None) -> bytes:
    from fieldbook.papers.word import render

    return render(outline, imprint, template)


def _web_page(outline: Outline, _imprint: Imprint, _template: Path | None) -> bytes:
    from fieldbook.papers.web import render

    return render(outline)


def _pdf(outline: Outline, imprint: Imprint, template: Path | None) -> bytes:
    from fieldbook.papers.pdf import render

    return render(outline, imprint, template)


def _text(outline: Outline, _imprint: Imprint, _template: Path | None) -> bytes:
    from fieldbook.papers.text import render

    return render(outline)


_ALL: Final = (
    Format("md", ".md", "Markdown", _markdown),
    Format("docx", ".docx", "Word", _word, takes_template=True),
    Format("pdf", ".pdf", "PDF", _pdf, takes_template=True),
    Format("html", ".html", "HTML", _web_page),
    Format("txt", ".txt", "TXT", _text),
)
FORMATS: Final[Mapping[str, Format]] = MappingProxyType({each.name: each for each in _ALL})


def format_of(path: Path) -> Format:
    """The format a file's ending asks for; Word unless it says so."""
    ending = path.suffix.casefold()
    return next((each for each in FORMATS.values() if each.suffix == ending), FORMATS["docx"])
