"""The words that stand in a template before anything is filled in; read in a child process."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from fieldbook.papers.word.bounds import require_bounds
from fieldbook.papers.word.marks import Refused

_SEEN: Final = frozenset({"title", "descr", "alt", "Target"})
"""Attributes that tell something: of a picture, of a link."""


def words(template: bytes) -> list[str]:
    """Every text of every part, paragraph by paragraph, and what pictures and links say.

    Raises:
        Refused: ``bad_template``, ``template_too_much``.
    """
    try:
        require_bounds(template)
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            names = [each for each in packed.namelist() if each.endswith((".xml", ".rels"))]
            # What the file's own properties say does not go out with it.
            parts = [packed.read(each) for each in names if not each.startswith("docProps/")]
        found = [text for part in parts for text in _told(parse_xml(part))]
    except (zipfile.BadZipFile, XMLSyntaxError, NotImplementedError, RuntimeError) as error:
        raise Refused("bad_template") from error
    return list(dict.fromkeys(each for each in found if each.strip()))


def _told(part: Any) -> Iterator[str]:
    """A paragraph is one text, however it is cut into runs."""
    for each in part.iter():
        if each.tag == qn("w:p"):
            yield "".join(text for text in each.itertext() if text)
        elif isinstance(each.tag, str) and each.text and not len(each):
            yield each.text
        yield from (value for name, value in each.attrib.items() if name in _SEEN)
