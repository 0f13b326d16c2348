"""The rows of one table, each the text it was read as until somebody asks for it.

Opening a book reads every record of it typed, straight from the text, a table in one go; the table is
divided into rows, and a document made of one, only where somebody asks. What was never asked for is
written back as it was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, Final, NamedTuple

import msgspec

Doc = dict[str, Any]
Row = Doc | msgspec.Raw
"""A document, or the text of one."""
Reader = Callable[[msgspec.Raw], Mapping[int, Any]]
"""Reads a whole table typed, by the numbers of its rows; fails with one of these where a row does not fit."""
NO_RECORD: Final = (msgspec.MsgspecError, ValueError, OverflowError, RecursionError)
"""What reading a document that is no record comes to."""


class AsText(NamedTuple):
    """How a book is read whose rows stay text."""

    tables: Mapping[str, Reader | None]
    """The tables whose rows stay text, with what reads each of them whole, where something does."""
    at_once: Callable[[bytes], Mapping[str, Mapping[int, Any] | msgspec.Raw]]
    """Reads all tables of a file in one go, each typed or as its text; fails as a reader does."""


_documents = msgspec.json.Decoder(Doc)
_texts = msgspec.json.Decoder(dict[int, msgspec.Raw])


def divided(table: msgspec.Raw) -> dict[int, Row]:
    """The rows of a table, each as its text; ``msgspec.ValidationError`` where it is no table."""
    return dict(_texts.decode(table))


class Rows(MutableMapping[int, Doc]):
    """A table that was read as text: a document is made of a row when it is first asked for.

    Only of text that was once looked at whole: a row that is passed over is not checked for signs
    that are none, or for numbers that are too large.
    """

    def __init__(
        self,
        kept: dict[int, Row],
        read: Mapping[int, Any] | None = None,
        divide: Callable[[], dict[int, Row]] | None = None,
    ) -> None:
        """Keep a table.

        Args:
            kept: its rows, each by itself; none where all of it was read.
            read: all of it, read typed in one go, so that it need not be divided into rows.
            divide: gives the rows of a table that was read so, when one of them is asked for.
        """
        self._kept, self._read, self._divide = kept, read, divide

    @property
    def kept(self) -> dict[int, Row]:
        """The rows as they are by now, each by itself."""
        if self._divide is not None:
            self._kept = self._divide()
            self._read = self._divide = None
        return self._kept

    @property
    def read(self) -> Mapping[int, Any] | None:
        """What the reader made of the table; none where a row did not fit, or one was asked for since."""
        return self._read

    def _numbers(self) -> Mapping[int, Any]:
        return self._kept if self._read is None else self._read

    def __getitem__(self, doc_id: int) -> Doc:
        row = self.kept[doc_id]
        if isinstance(row, msgspec.Raw):
            row = self.kept[doc_id] = _documents.decode(row)
        return row

    def __setitem__(self, doc_id: int, doc: Doc) -> None:
        self.kept[doc_id] = doc

    def __delitem__(self, doc_id: int) -> None:
        del self.kept[doc_id]

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._numbers()

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers())

    def __len__(self) -> int:
        return len(self._numbers())
