"""What the book asks of whatever keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from fieldbook.domain.changes import Act, Change, PastAct
from fieldbook.domain.records import Record


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

    def records(self) -> Iterable[Record]:
        """Every record the store holds, removed ones included."""

    def acts(self) -> Sequence[PastAct]:
        """The acts that can be undone or redone, oldest first."""

    def commit(self, act: Act, *, forget: Sequence[str] = ()) -> None:
        """Write an act; ``forget`` names undone acts that can no longer be redone."""

    def images(self, act_id: str) -> Sequence[Image]:
        """What undoing (or redoing) a past act brings back."""

    def toggle(self, act_id: str, changes: Sequence[Change], stamp: str) -> None:
        """Write the undoing (or redoing) of a past act, and remember its way back."""

    def close(self) -> None:
        """Let go of the book."""
