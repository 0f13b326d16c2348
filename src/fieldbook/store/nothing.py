"""The store of a book that is not there: nothing to read, and nothing is made by looking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from fieldbook.domain.changes import Act, Change, PastAct
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
        """No record."""
        return ()

    def acts(self) -> Sequence[PastAct]:
        """No act."""
        return ()

    def commit(
        self, act: Act, *, kept: Mapping[str, Any] | None = None, forget: Sequence[str] = ()
    ) -> None:
        """Refuse."""
        del act, kept, forget
        raise ReadOnly("", why="read_only")

    def images(self, act_id: str) -> Sequence[Image]:
        """Nothing to go back to."""
        del act_id
        return ()

    def toggle(self, act_id: str, changes: Sequence[Change], stamp: str) -> None:
        """Refuse."""
        del act_id, changes, stamp
        raise ReadOnly("", why="read_only")

    def as_document(self, record: Record) -> dict[str, Any]:
        """No record comes from here."""
        del record
        return {}

    def as_record(self, table: str, document: Mapping[str, Any]) -> None:
        """Nothing is taken in."""
        del table, document

    def memories(self) -> Mapping[str, Memory]:
        """No partner."""
        return {}

    def take(self, *given: object, **named: object) -> NoReturn:
        """Refuse."""
        del given, named
        raise ReadOnly("", why="read_only")

    def put_back(self, act_id: str, stamp: str) -> NoReturn:
        """Refuse."""
        del act_id, stamp
        raise ReadOnly("", why="read_only")

    def begin_replica(self) -> None:
        """Nothing is written here."""

    def kept(self, name: str) -> None:
        """Nothing is kept."""
        del name

    def keep(self, name: str, value: Any) -> NoReturn:
        """Refuse."""
        del name, value
        raise ReadOnly("", why="read_only")

    def close(self) -> None:
        """Nothing to let go of."""
