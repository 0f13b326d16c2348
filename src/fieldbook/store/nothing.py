"""The store of a book that is not there: nothing to read, and nothing is made by looking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fieldbook.domain.changes import Act, Change, PastAct
from fieldbook.domain.errors import ReadOnly
from fieldbook.domain.records import Record
from fieldbook.domain.store import Image


class NoStore:
    """An empty store that takes nothing. Implements :class:`fieldbook.domain.store.Store`."""

    read_only = True
    secret = ""

    def records(self) -> Iterable[Record]:
        """No record."""
        return ()

    def acts(self) -> Sequence[PastAct]:
        """No act."""
        return ()

    def commit(self, act: Act, *, forget: Sequence[str] = ()) -> None:
        """Refuse."""
        del act, forget
        raise ReadOnly("", why="read_only")

    def images(self, act_id: str) -> Sequence[Image]:
        """Nothing to go back to."""
        del act_id
        return ()

    def toggle(self, act_id: str, changes: Sequence[Change], stamp: str) -> None:
        """Refuse."""
        del act_id, changes, stamp
        raise ReadOnly("", why="read_only")

    def close(self) -> None:
        """Nothing to let go of."""
