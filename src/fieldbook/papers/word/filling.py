"""A branch's own template, filled with the words of a paper."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldbook.domain.errors import PaperError
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Outline
from fieldbook.papers.word.drawing import body, escaped
from fieldbook.papers.word.layouts import Layout

if TYPE_CHECKING:
    from docxtpl import DocxTemplate


def filled(template: Path, outline: Outline, imprint: Imprint, layout: Layout) -> bytes:
    """The template's bytes with the words in.

    Raises:
        PaperError: ``no_template`` or ``bad_template``, with the template's path.
    """
    from docx.opc.exceptions import OpcError
    from jinja2 import TemplateError

    try:
        data = template.read_bytes()
    except OSError as error:
        raise PaperError(template, "no_template") from error
    try:
        return _filled(io.BytesIO(data), outline, imprint, layout)
    except (OpcError, TemplateError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise PaperError(template, "bad_template") from error


def _filled(template: io.BytesIO, outline: Outline, imprint: Imprint, layout: Layout) -> bytes:
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

    document = DocxTemplate(template)
    words: dict[str, Any] = {
        "title": escaped(outline.title),
        "lines": tuple(map(escaped, outline.lines)),
        "branch": escaped(imprint.branch),
        "author": escaped(imprint.author),
        "date": imprint.on.isoformat(),
        "body": body(outline, layout),
    }
    # Sandboxed: a template comes from somebody else, and may fill in words only. Every word was
    # escaped above, so that the body can pass as the XML it is.
    document.render(words, jinja_env=SandboxedEnvironment())
    _sign(document, outline, imprint)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _sign(document: DocxTemplate, outline: Outline, imprint: Imprint) -> None:
    """What Word shows as the document's properties: never the name of whose computer it is."""
    # Not get_docx(): that would read the template anew and lose the words.
    properties = document.docx.core_properties
    midnight = dt.datetime.combine(imprint.on, dt.time(), tzinfo=dt.UTC)
    properties.title = outline.title[:255]
    properties.author = imprint.branch[:255]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = midnight
