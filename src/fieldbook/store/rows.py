"""The rows of one table, each the text it was read as until somebody asks for it.

Opening a book reads every record of it typed, straight from the text; the documents between are made
only where somebody asks for one. What was never asked for is written back as it was read.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

import msgspec

Doc = dict[str, Any]
Row = Doc | msgspec.Raw
"""A document, or the text of one."""

_documents = msgspec.json.Decoder(Doc)


class Rows(MutableMapping[int, Doc]):
    """A table that was read as text: a document is made of a row when it is first asked for.

    Only of text that was once looked at whole: a row that is passed over is not checked for signs
    that are none, or for numbers that are too large.
    """

    def __init__(self, kept: dict[int, Row]) -> None:
        self.kept = kept
        """The rows as they are by now."""

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
        return doc_id in self.kept

    def __iter__(self) -> Iterator[int]:
        return iter(self.kept)

    def __len__(self) -> int:
        return len(self.kept)
