"""What a template may hold at all: so much, no document types, no programs, nothing from afar."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, Final

from fieldbook.papers.word.marks import Refused, shown

_UNPACKED: Final = 200 << 20
"""Bytes a template's parts may have together."""
_HEAD: Final = 4096
"""Bytes of a part in which its document type would stand."""
_AFAR: Final = re.compile(r"(?!file:)[a-z][a-z0-9+.-]*:|[\\/]{2}", re.IGNORECASE)


def require_bounds(template: bytes) -> None:
    """See before unpacking that it does not unpack into more than memory holds, nor into anything else.

    Raises:
        Refused: ``template_too_much`` or ``bad_template``.
    """
    with zipfile.ZipFile(io.BytesIO(template)) as packed:
        if sum(each.file_size for each in packed.infolist()) > _UNPACKED:
            raise Refused("template_too_much")
        for each in packed.infolist():
            if each.filename.endswith((".xml", ".rels")):
                with packed.open(each) as part:
                    if b"<!DOCTYPE" in part.read(_HEAD):  # the format has none
                        raise Refused("bad_template")


def require_at_home(package: Any) -> None:
    """See that the document holds no program, and loads nothing from elsewhere as it is opened.

    Raises:
        Refused: ``has_program``, or ``loads_from_afar`` with the ``target``.
    """
    for part in (package, *package.iter_parts()):
        for each in part.rels.values():
            if each.reltype.endswith("/vbaProject"):
                raise Refused("has_program")
            if not each.is_external or each.reltype.endswith("/hyperlink"):
                continue
            target = str(each.target_ref)
            # An office keeps its own layouts on its own server.
            is_ours = each.reltype.endswith("/attachedTemplate") and target.startswith("\\\\")
            if _AFAR.match(target) and not is_ours:
                raise Refused("loads_from_afar", target=shown(target))
