"""The store of a book that is not there: nothing to read, and nothing is made by looking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fieldbook.domain.changes import PastAct
from fieldbook.domain.errors import ReadOnly
from fieldbook.domain.records import Record
from fieldbook.domain.store import Image

if TYPE_CHECKING:
    from fieldbook.domain.merge.memory import Memory


class NoStore:
    """An empty store that takes nothing. Implements :class:`fieldbook.domain.store.Store`."""

    read_only = True
    secret = ""
    replica = "00000000"
    former = ()
    handed = ""

    def records(self) -> Iterable[Record]:
        """It holds no record."""
        return ()

    def acts(self) -> Sequence[PastAct]:
        """No act was ever done in it."""
        return ()

    def images(self, act_id: str) -> Sequence[Image]:
        """Nothing to go back to."""
        del act_id
        return ()

    def as_document(self, record: Record) -> dict[str, Any]:
        """No record comes from here."""
        del record
        return {}

    def as_record(self, table: str, document: Mapping[str, Any]) -> None:
        """Nothing is taken in."""
        del table, document

    def memories(self) -> Mapping[str, Memory]:
        """It has met no other book."""
        return {}

    def begin_replica(self) -> None:
        """Nothing is written here."""

    def kept(self, name: str) -> None:
        """Nothing is kept."""
        del name

    def close(self) -> None:
        """Nothing to let go of."""

    def refuse(self, *given: Any, **named: Any) -> Any:
        """Refuse to be written to, whatever it is that is to be written."""
        del given, named
        raise ReadOnly("", why="read_only")

    commit = toggle = take = put_back = keep = refuse
