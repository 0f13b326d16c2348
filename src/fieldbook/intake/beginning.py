"""A file of which reading has begun. Where it is a workbook, a child is at work on it already.

The module loads little, so that the child works while everything that comes after it is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from fieldbook.children import Child
from fieldbook.intake import content, encodings
from fieldbook.intake.encodings import Text
from fieldbook.workbooks import reading

PATIENCE: Final = 20
"""Seconds the child has, beside twenty for each megabyte of the file; a county's roster takes two."""


class Begun(NamedTuple):
    """A file that is being read."""

    path: Path
    data: bytes
    kind: content.Kind
    text: Text
    """Its words, where it holds words; empty for a workbook."""
    child: Child | None
    """Who reads it, where it is a workbook or a page."""


@contextmanager
def begin(path: Path, encoding: str | None = None) -> Iterator[Begun]:
    """Begin to read a file; what is not asked for by the end is not waited for.

    Args:
        path: an XLSX, XLS, ODS or CSV file; which one is told by its content.
        encoding: how its texts are encoded, where that cannot be found out.

    Raises:
        IntakeError: it cannot be read, or is no table at all.
    """
    data = content.read_bytes(path)
    kind = content.kind_of(path, data)
    text, child = Text("", ""), None
    if kind in {"zip", "xls"}:
        codec = encodings.named(path, encoding) if encoding is not None else None
        child = _reader(data, kind, codec)
    elif kind in {"xml", "page"}:
        text = encodings.decode_page(path, data, encoding)
        data = text.words.encode()
        child = _reader(data, kind)
    else:
        text = encodings.decode(path, data, encoding)
    try:
        yield Begun(path, data, kind, text, child)
    finally:
        if child is not None:
            child.stop()


def _reader(data: bytes, family: reading.Family, encoding: str | None = None) -> Child:
    """A child that reads a workbook."""
    return Child(
        "fieldbook.workbooks",
        [family, encoding] if encoding else [family],
        data,
        patience=PATIENCE * (1 + (len(data) >> 20)),
        instead=lambda: reading.told(data, family, encoding),
    )
