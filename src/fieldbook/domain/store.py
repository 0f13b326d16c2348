"""What the book asks of whatever keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from fieldbook.domain.changes import Act, Change, PastAct, Swap
from fieldbook.domain.records import Record

if TYPE_CHECKING:
    from fieldbook.domain.merge.memory import Memory


class Image(NamedTuple):
    """The state of one record to go back to; no record: the act had made it."""

    kind: str
    id: str
    record: Record | None


class Store(Protocol):
    """Keeps records and acts. Every write is on disk before it returns, or nothing changed."""

    @property
    def read_only(self) -> bool:
        """Whether writing is refused."""

    @property
    def secret(self) -> str:
        """What the digests of taken-in rows are sealed with; kept with the next act when it is new."""

    @property
    def replica(self) -> str:
        """This book's replica: what stands in its stamps. Another one once the book was copied."""

    @property
    def former(self) -> Sequence[str]:
        """The replicas it was before."""

    @property
    def handed(self) -> str:
        """The stamp at which a bundle was last written; empty where none ever was."""

    def records(self) -> Iterable[Record]:
        """Every record the store holds, removed ones included."""

    def acts(self) -> Sequence[PastAct]:
        """The acts that can be undone or redone, oldest first."""

    def commit(
        self, act: Act, *, kept: Mapping[str, Any] | None = None, forget: Sequence[str] = ()
    ) -> None:
        """Write an act, and the values of names that it makes others; undone together.

        ``forget`` names undone acts that can no longer be redone.
        """

    def images(self, act_id: str) -> Sequence[Image]:
        """What undoing (or redoing) a past act brings back."""

    def toggle(self, act_id: str, changes: Sequence[Change], stamp: str) -> None:
        """Write the undoing (or redoing) of a past act, and remember its way back."""

    def as_document(self, record: Record) -> dict[str, Any]:
        """A record in JSON types."""

    def as_record(self, table: str, document: Mapping[str, Any]) -> Record | None:
        """A document as a record; ``None`` where it is none."""

    def memories(self) -> Mapping[str, Memory]:
        """What is known of partners, by their replicas."""

    def take(
        self,
        act: PastAct | None,
        swaps: Sequence[Swap],
        memories: Mapping[str, Memory | None],
        *,
        kept: Mapping[str, Any] | None = None,
        forget: Sequence[str] = (),
    ) -> None:
        """Put records in place as they stand, with what is then known of partners and kept: one write.

        Without an act it is not undone. A memory that is nothing is forgotten.
        """

    def put_back(self, act_id: str, stamp: str) -> Sequence[Swap]:
        """Undo or redo an act that is ``whole``, with memories and what was kept; what was swapped."""

    def begin_replica(self) -> None:
        """Be another replica from now on: what is written next is not what was handed on so far."""

    def kept(self, name: str) -> Any:
        """A value that is no record, in JSON types; ``None`` where there is none of that name."""

    def keep(self, name: str, value: Any) -> None:
        """Keep such a value, outside undo; ``None`` takes it away."""

    def close(self) -> None:
        """Let go of the book."""
