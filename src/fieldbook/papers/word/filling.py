"""A branch's own template, filled with the words of a paper; runs in a child process."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError

from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Outline
from fieldbook.papers.word import archive
from fieldbook.papers.word.borrowed import with_its_styles
from fieldbook.papers.word.bounds import require_at_home, require_bounds
from fieldbook.papers.word.drawing import body
from fieldbook.papers.word.fields import FIELDS
from fieldbook.papers.word.layouts import Layout
from fieldbook.papers.word.marks import Refused, marks, require_body, require_whole, shown
from fieldbook.papers.word.runs import escaped
from fieldbook.papers.word.traces import wipe

_NARROWEST: Final = 3000
_TAG: Final = re.compile(r"<[^>]+>")


class Paper(NamedTuple):
    """What goes into the template."""

    outline: Outline
    imprint: Imprint
    date: str
    """The day, as the paper's language has it."""


def filled(template: bytes, paper: Paper, layout: Layout) -> bytes:
    """The template's bytes with the words in.

    Raises:
        Refused: why it cannot be filled.
    """
    environment = _Environment()
    try:
        require_bounds(template)
        document = _Document(io.BytesIO(template))
        document.init_docx()
        require_at_home(document.docx.part.package)
        for part in _parts(document):
            require_whole(_paragraphs(part))
        require_body(_paragraphs(document.docx.element.body))
        # Every word was escaped, so that the body can pass as the XML it is.
        document.render(_words(document, paper, layout), jinja_env=environment)
        _sign(document, paper)
        if paper.imprint.outside:
            wipe(document.docx)
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()
    except (Refused, MemoryError):
        raise
    except (OpcError, zipfile.BadZipFile) as error:
        raise Refused("bad_template") from error
    except Exception as error:
        raise environment.refusal(error) from error


class _Document(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template whose parts have to be whole after they were filled, too."""

    def render_xml_part(self, *args: Any, **kwargs: Any) -> str:
        """Fill one part; docxtpl would pass over what is torn, and lose it."""
        made: str = super().render_xml_part(*args, **kwargs)
        try:
            parse_xml(made.encode())
        except XMLSyntaxError as error:
            raise Refused("bad_template") from error
        return made


class _Environment(SandboxedEnvironment):
    """Fills in words only, and knows which line it was at.

    Sandboxed: a template comes from somebody else.
    """

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined)
        self._lines: list[str] = []

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        """A part made ready to be filled; every field it asks for has to be there."""
        self._lines = source.splitlines()
        asked = find_undeclared_variables(self.parse(source)) - set(self.globals)
        if unknown := sorted(asked - set(FIELDS)):
            raise Refused("unknown_field", field=unknown[0])
        return super().from_string(source, *args, **kwargs)

    def refusal(self, error: Exception) -> Refused:
        """What the error was about: the mark it was at, where there is one."""
        number = error.lineno if isinstance(error, TemplateSyntaxError) else _line_of(error)
        if 0 < number <= len(self._lines):
            for mark in marks(_TAG.sub("", self._lines[number - 1])):
                return Refused("broken_mark", mark=shown(mark))
        return Refused("bad_template")


def _line_of(error: Exception) -> int:
    """The line of the template an error comes from, 0 where from none."""
    number, at = 0, error.__traceback__
    while at is not None:
        if at.tb_frame.f_code.co_filename == "<template>":
            number = at.tb_lineno
        at = at.tb_next
    return number


def _parts(document: DocxTemplate) -> Iterator[Any]:
    """The text, the headers and the footers."""
    yield document.docx.element.body
    for kind in (document.HEADER_URI, document.FOOTER_URI):
        for _key, part in document.get_headers_footers(kind):
            yield parse_xml(part.blob)


def _paragraphs(part: Any) -> list[str]:
    """The words of each paragraph; those of a frame within it are their own."""
    return [
        "".join(
            each.text or ""
            for each in paragraph.iter(qn("w:t"))
            if next(each.iterancestors(qn("w:p"))) is paragraph
        )
        for paragraph in part.iter(qn("w:p"))
    ]


def _words(document: DocxTemplate, paper: Paper, layout: Layout) -> Mapping[str, Any]:
    """What every field becomes."""
    outline, imprint, date = paper
    drawn = body(outline, layout._replace(width=_width(document, layout)))
    styles = document.docx.styles.element
    return {
        "title": escaped(outline.title),
        "lines": tuple(map(escaped, outline.lines)),
        "branch": escaped(imprint.branch),
        "author": escaped(imprint.author),
        "date": escaped(date),
        "body": with_its_styles(drawn, styles, archive.styles(layout)),
    }


def _width(document: DocxTemplate, layout: Layout) -> int:
    """How wide the template's text is, in twentieths of a point."""
    section = document.docx.sections[-1]
    lengths = (section.page_width, section.left_margin, section.right_margin, section.gutter)
    page, *margins = (0 if each is None else int(each.twips) for each in lengths)
    return max(page - sum(margins), _NARROWEST) if page else layout.width


def _sign(document: DocxTemplate, paper: Paper) -> None:
    """What Word shows as the document's properties: never the name of whose computer it is."""
    # Not get_docx(): that would read the template anew and lose the words.
    properties = document.docx.core_properties
    midnight = dt.datetime.combine(paper.imprint.on, dt.time(), tzinfo=dt.UTC)
    properties.title = paper.outline.title[: archive.LONGEST]
    properties.author = paper.imprint.branch[: archive.LONGEST]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = midnight
