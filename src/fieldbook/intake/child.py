"""The child process that reads a workbook."""

from __future__ import annotations

from typing import Final

from fieldbook import children
from fieldbook.workbooks import reading

PATIENCE: Final = 20
"""Seconds the child has, beside twenty for each megabyte of the file; a county's roster takes two."""

_TOO_LONG: Final = b'{"error": "unpacks_too_much"}'


class Child(children.Child):
    """A child at work from the start; the answer is asked for when it is needed."""

    def __init__(self, data: bytes, family: reading.Family, encoding: str | None = None) -> None:
        super().__init__(
            "fieldbook.workbooks",
            [family, encoding] if encoding else [family],
            data,
            patience=PATIENCE * (1 + (len(data) >> 20)),
            instead=lambda: reading.told(data, family, encoding),
        )

    def answer(self) -> bytes:
        """The sheets as JSON, or an empty answer where the child died of the file."""
        try:
            return super().answer()
        except children.TooMuch:
            return _TOO_LONG
