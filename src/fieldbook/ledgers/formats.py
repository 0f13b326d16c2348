"""The formats of what the book holds, beside those of papers: tables, and the whole of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class LedgerFormat(NamedTuple):
    """A format in which the ledgers are written."""

    name: str
    suffix: str
    label: str
    """How it is called where one is chosen; the same in both languages."""
    in_folder: bool = False
    """Whether it is several files, which lie in a folder."""


_ALL: Final = (
    LedgerFormat("xlsx", ".xlsx", "Excel"),
    LedgerFormat("csv", ".csv", "CSV", in_folder=True),
    LedgerFormat("json", ".json", "JSON"),
)
LEDGERS: Final[Mapping[str, LedgerFormat]] = MappingProxyType({each.name: each for each in _ALL})
"""They are for the branch alone: every name of the book stands in them."""
