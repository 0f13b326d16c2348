"""What a template tells of those who made it: properties, paths, authors. Others do not read that."""

from __future__ import annotations

import re
from typing import Any, Final

from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn

_KEPT: Final = frozenset({"title", "creator", "lastModifiedBy", "revision", "created", "modified"})
"""Properties that the paper has of its own."""
_DROPPED: Final = (
    "/custom-properties", "/thumbnail", "/people", "/customXml", "/attachedTemplate",
    "/mailMergeSource", "/mailMergeHeaderSource", "/recipientData", "/keyMapCustomizations",
)  # fmt: skip
"""Kinds of relationships to parts, or to files on somebody's disk, that a paper does not need."""
_SETTINGS: Final = ("w:attachedTemplate", "w:docVars", "w:mailMerge", "w:rsids")
_BY_WHOM: Final = re.compile(r'(\s(?:w|w15):(?:author|initials)=")[^"]*(")')
_PROGRAM: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Microsoft Office Word</Application></Properties>"
)
"""All that is said of the program, the company and its manager."""


def wipe(document: Any) -> None:
    """Take the traces out of a document that is about to be saved."""
    properties = document.core_properties._element  # noqa: SLF001  # there is no other door
    for each in list(properties):
        if each.tag.rpartition("}")[2] not in _KEPT:
            properties.remove(each)
    package = document.part.package
    _drop(package.rels)
    for part in package.iter_parts():
        _drop(part.rels)
        if part.partname.endswith("/app.xml"):
            part._blob = _PROGRAM  # noqa: SLF001
        elif isinstance(part, XmlPart):
            _wipe_element(part.element)
        elif part.content_type.endswith("+xml"):
            part._blob = _anonymous(part.blob)  # noqa: SLF001
    settings = document.settings.element
    for name in _SETTINGS:
        for each in settings.findall(qn(name)):
            settings.remove(each)


def _drop(relations: Any) -> None:
    for name in [key for key, each in relations.items() if each.reltype.endswith(_DROPPED)]:
        del relations[name]


def _wipe_element(element: Any) -> None:
    """Who changed or said something, in place: the tree is the part."""
    for each in element.iter():
        for name in (qn("w:author"), qn("w:initials")):
            if each.get(name):
                each.set(name, "")


def _anonymous(blob: bytes) -> bytes:
    text = _BY_WHOM.sub(r"\1\2", blob.decode("utf-8", "surrogateescape"))
    parse_xml(made := text.encode("utf-8", "surrogateescape"))
    return made
