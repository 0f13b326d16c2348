"""A Word document put together from its parts, which lie beside this module as plain XML."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Outline
from fieldbook.papers.word.drawing import body
from fieldbook.papers.word.layouts import Layout
from fieldbook.papers.word.measuring import EM
from fieldbook.papers.word.runs import escaped, paragraph, run
from fieldbook.papers.word.titles import title_lines

_PARTS: Final = Path(__file__).parent / "parts"
_DOCUMENT: Final = "word/document.xml"
_PROPERTIES: Final = "docProps/core.xml"
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""A fixed time: the same paper is the same bytes."""
LONGEST: Final = 255
"""Characters of a property."""
_NEW_PAGE: Final = "<w:pageBreakBefore/>"
_EMPTY: Final = paragraph("Subtitle", "")


def template(layout: Layout) -> bytes:
    """The layout as a document that only has marks where the words go."""
    return _packed(_parts(layout))


def document(outline: Outline, imprint: Imprint, layout: Layout) -> bytes:
    """The paper in that layout."""
    parts = _parts(layout)
    before, _open, rest = parts[_DOCUMENT].partition("<w:body>")
    _marks, section, after = rest.partition("<w:sectPr>")
    words = _head(outline, imprint, layout) + body(outline, layout)
    for other in outline.others:
        words += _head(other, imprint, layout, _NEW_PAGE) + body(other, layout)
    parts[_DOCUMENT] = f"{before}<w:body>{words}{section}{after}"
    before, close, after = parts[_PROPERTIES].partition("</cp:coreProperties>")
    parts[_PROPERTIES] = before + _properties(outline, imprint) + close + after
    return _packed(parts)


def styles(layout: Layout) -> str:
    """The styles of the layout, as XML."""
    return (_PARTS / layout.folder / "word/styles.xml").read_text("utf-8")


def _parts(layout: Layout) -> dict[str, str]:
    """Each part's name and text, the list of the parts first."""
    found: dict[str, str] = {}
    for folder in (_PARTS / layout.folder, _PARTS / "common"):
        for path in sorted(folder.rglob("*.*")):
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = path.read_text("utf-8")
    return dict(sorted(found.items(), key=lambda part: part[0] != "[Content_Types].xml"))


def _packed(parts: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            packed.writestr(info, text, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _head(outline: Outline, imprint: Imprint, layout: Layout, look: str = "") -> str:
    style, em = ("Mark", layout.mark_em) if outline.is_marked else ("Title", layout.title_em)
    room = layout.width * EM // em
    lines = title_lines(outline.title, room, (imprint.branch, imprint.author))
    title = "<w:r><w:br/></w:r>".join(map(run, lines))
    told = "".join(paragraph("Subtitle", run(line)) for line in outline.lines)
    return paragraph(style, title, look) + told + (_EMPTY if layout.empty_line else "")


def _properties(outline: Outline, imprint: Imprint) -> str:
    """What Word shows as the document's properties: never the name of whose computer it is."""
    day = f'xsi:type="dcterms:W3CDTF">{imprint.on.isoformat()}T00:00:00Z'
    return (
        f"<dc:title>{escaped(outline.title[:LONGEST])}</dc:title>"
        f"<dc:creator>{escaped(imprint.branch[:LONGEST])}</dc:creator>"
        "<cp:lastModifiedBy></cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"<dcterms:created {day}</dcterms:created><dcterms:modified {day}</dcterms:modified>"
    )
