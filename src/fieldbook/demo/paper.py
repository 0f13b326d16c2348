"""A store on scrap paper: the sample village is worked out here, then written down in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fieldbook.domain.changes import Act
from fieldbook.domain.records import Record
from fieldbook.store.nothing import NoStore


class ScrapPaper(NoStore):
    """Keeps records while the village is made; nobody undoes, or meets other books, on scrap paper.

    An act of its own for each of some 500 entries would be as many flushes of the disk, and on a
    slow one the demo would take seconds to open.
    """

    read_only = False

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}

    def records(self) -> Iterable[Record]:
        """Every record so far."""
        return tuple(self._records.values())

    def commit(
        self, act: Act, *, kept: Mapping[str, Any] | None = None, forget: Sequence[str] = ()
    ) -> None:
        """Keep what the act left."""
        del kept, forget
        self._records.update({each.after.id: each.after for each in act.changes})
