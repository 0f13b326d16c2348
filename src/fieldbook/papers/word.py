"""The paper as a Word document: one template, our own or the branch's, filled by docxtpl.

The template lies in the package as its plain XML parts and is put together when it is needed. See
``docs/decisions/0003-word-papers.md`` for the reasons, and for what a branch's own may use.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from fieldbook.domain.errors import PaperError
from fieldbook.i18n import _
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Block, Entry, Heading, Outline, Table
from fieldbook.papers.tables import column_widths

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

_PARTS: Final = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/settings.xml",
    "word/styles.xml",
)
_TEXT_WIDTH: Final = 8844
"""Twentieths of a point between the margins."""
_BRACES: Final = {"{": "&#123;", "}": "&#125;"}
"""What docxtpl would read as marks of its own."""
_CHARACTER: Final = 105
"""Half a wide character of a table's text, in the same unit."""
_CELL_MARGINS: Final = 216
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def render(outline: Outline, imprint: Imprint, template: Path | None = None) -> bytes:
    """The document's bytes.

    Raises:
        PaperError: ``no_template`` or ``bad_template``, with the template's path.
    """
    if template is None:
        return _filled(io.BytesIO(plain_template()), outline, imprint)
    from docx.opc.exceptions import OpcError
    from jinja2 import TemplateError

    try:
        data = template.read_bytes()
    except OSError as error:
        raise PaperError(template, "no_template") from error
    try:
        return _filled(io.BytesIO(data), outline, imprint)
    except (OpcError, TemplateError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise PaperError(template, "bad_template") from error


def plain_template() -> bytes:
    """Our own template as a ``.docx``, for a branch to start from."""
    folder = files("fieldbook.papers") / "word_template"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as document:
        for part in _PARTS:
            # A fixed time: the same template is the same bytes.
            document.writestr(zipfile.ZipInfo(part, _LONG_AGO), folder.joinpath(part).read_bytes())
    return target.getvalue()


def _filled(template: io.BytesIO, outline: Outline, imprint: Imprint) -> bytes:
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

    document = DocxTemplate(template)
    words: dict[str, Any] = {
        "title": _escaped(outline.title),
        "lines": tuple(map(_escaped, outline.lines)),
        "branch": _escaped(imprint.branch),
        "author": _escaped(imprint.author),
        "date": imprint.on.isoformat(),
        "body": "".join(_xml(outline)),
    }
    # Sandboxed: a template comes from somebody else, and may fill in words only. Every word was
    # escaped above, so that the body can pass as the XML it is.
    document.render(words, jinja_env=SandboxedEnvironment())
    _sign(document, outline, imprint)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _escaped(text: str) -> str:
    return escape(text, _BRACES)


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


def _xml(outline: Outline) -> Iterator[str]:
    for block in outline.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield _paragraph(f"Heading{block.level}", _run(block.text))
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Entry):
        yield from _entry(block)
    else:
        yield _paragraph("Remark", _run(block.text))


def _entry(entry: Entry) -> Iterator[str]:
    remark = _run(f"  {entry.remark}", "EntryRemark") if entry.remark else ""
    yield _paragraph("EntryTitle", _run(entry.title) + remark)
    for fact in entry.facts:
        label = _run(_("{label}: ").format(label=fact.label), "FactLabel") if fact.label else ""
        first, *others = fact.text.split("\n")
        yield _paragraph("EntryFact", label + _run(first))
        yield from (_paragraph("EntryFact", _run(each)) for each in others)


def _table(table: Table) -> Iterator[str]:
    room = (_TEXT_WIDTH - _CELL_MARGINS * len(table.head)) // _CHARACTER
    cells = column_widths(table, room)
    # What is left over is given to all alike, so that every table is as wide as the text.
    spare = max(room - sum(cells), 0) * _CHARACTER // len(cells)
    widths = [each * _CHARACTER + _CELL_MARGINS + spare for each in cells]
    widths[-1] += _TEXT_WIDTH - sum(widths)
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
    )
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid>"
    yield _row(table.head, widths, "TableHead")
    for row in table.rows:
        yield _row(row, widths, "TableText")
    # Two tables in a row would grow into one; a paragraph must also end the page's body.
    yield "</w:tbl>" + _paragraph("AfterTable", "")


def _row(cells: tuple[str, ...], widths: list[int], style: str) -> str:
    head = "<w:tblHeader/>" if style == "TableHead" else ""
    return (
        f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{_paragraph(style, _run(cell))}</w:tc>"
            for cell, width in zip(cells, widths, strict=True)
        )
        + "</w:tr>"
    )


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, style: str = "") -> str:
    if not text:
        return ""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>'
