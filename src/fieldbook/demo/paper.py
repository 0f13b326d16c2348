"""A store on scrap paper: the sample village is worked out here, then written down in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fieldbook.domain.changes import Act, Change, PastAct
from fieldbook.domain.records import Record
from fieldbook.domain.store import Image


class ScrapPaper:
    """Keeps records while the village is made. Implements :class:`fieldbook.domain.store.Store`.

    An act of its own for each of some 500 entries would be as many flushes of the disk, and on a
    slow one the demo would take seconds to open.
    """

    read_only = False
    secret = ""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}

    def records(self) -> Iterable[Record]:
        """Every record so far."""
        return tuple(self._records.values())

    def acts(self) -> Sequence[PastAct]:
        """None is kept: nobody undoes on scrap paper."""
        return ()

    def commit(self, act: Act, *, forget: Sequence[str] = ()) -> None:
        """Keep what the act left."""
        del forget
        self._records.update({each.after.id: each.after for each in act.changes})

    def images(self, act_id: str) -> Sequence[Image]:
        """Nothing to go back to."""
        del act_id
        return ()

    def toggle(self, act_id: str, changes: Sequence[Change], stamp: str) -> None:
        """Nothing is undone here."""

    def close(self) -> None:
        """Nothing to let go of."""
