"""The desk: commits acts, keeps the shelf up to date, undoes and redoes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec

from fieldbook.domain.changes import ACTS_KEPT, Act, Change, PastAct, Swap
from fieldbook.domain.errors import HandedOn, NothingTo, ReadOnly
from fieldbook.domain.habits import Habits
from fieldbook.domain.namesakes import name_apart
from fieldbook.domain.naming import place_of
from fieldbook.domain.records import BY_KIND, Merged, Record
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.stamps import NEVER, is_possible, next_stamp
from fieldbook.domain.store import Image, Store
from fieldbook.reports.mine import Members, colleagues

if TYPE_CHECKING:
    from fieldbook.domain.acts.making import Pen
    from fieldbook.domain.merge.memory import Memory
    from fieldbook.domain.seal import Seal

replace = msgspec.structs.replace
BRANCH_VERBS: Final = frozenset({"exchange", "join", "settle"})
"""Acts of which others may know once a bundle was written: undone before that only."""
BRANCH: Final = "branch"
"""The name under which a book keeps which branch it is of."""


class Desk:
    """What all rooms of a book share: the shelf, the store, the clock, and who writes."""

    def __init__(
        self,
        store: Store,
        *,
        clock: Callable[[], dt.datetime],
        new_id: Callable[[], str],
        habits: Habits,
        writer: str = "",
    ) -> None:
        self.store = store
        self.clock = clock
        self.habits = habits
        self.shelf = Shelf(store.records())
        self.writer = writer
        """The name of the member who writes here, as the settings have it."""
        self._new_id = new_id
        self._acts: list[PastAct] = list(store.acts())
        self._stamp = max(NEVER, store.handed, *(each.stamp for each in self._acts))

    @property
    def now(self) -> dt.datetime:
        """The time, with its offset."""
        return self.clock()

    @property
    def today(self) -> dt.date:
        """The local date."""
        return self.now.date()

    @property
    def me(self) -> str:
        """The id of the member who writes here, or an empty text."""
        found = self.shelf.member_ids(self.writer) if self.writer else ()
        return found[0] if found else ""

    @property
    def us(self) -> Members:
        """The ids of the member who writes here and of his contact group; empty where he is none."""
        return colleagues(self.shelf, self.writer)

    @property
    def is_of_a_branch(self) -> bool:
        """Whether the book founded a branch or joined one."""
        return self.store.kept(BRANCH) is not None

    @property
    def acts(self) -> Sequence[PastAct]:
        """The acts that can be undone or redone, oldest first."""
        return tuple(self._acts)

    def pen(self) -> Pen:
        """A pen for one act."""
        from fieldbook.domain.acts.making import Pen

        return Pen(
            self.shelf, now=self.now, new_id=self._new_id, by=self.me, habits=self.habits,
            secret=lambda: self.store.secret,
        )  # fmt: skip

    @property
    def seal(self) -> Seal:
        """The book's key for digests of what files said."""
        from fieldbook.domain.seal import Seal

        return Seal(self.store.secret)

    def commit(
        self,
        verb: str,
        changes: Sequence[Change],
        *,
        about: str = "",
        kept: Mapping[str, Any] | None = None,
    ) -> None:
        """Make changes one act: on disk first, then in memory. No changes: no act.

        ``about`` is what the status line calls it by; else where its first record belongs. ``kept`` are
        values beside the records that it makes others, by their names; they are undone with it.

        Raises:
            StoreError: when it cannot be written; then nothing changed.
        """
        changes = _one_a_record(changes)
        if not changes:
            return
        self._require_writable()
        stamp = self.next_stamp()
        fresh = _stamped(changes, stamp)
        about = about or self._place_of(changes)
        act = Act(
            id=self._new_id(), verb=verb, at=self.now, by=self.me, stamp=stamp,
            changes=fresh, about=about[:80],
        )  # fmt: skip
        self.store.commit(act, kept=kept, forget=self._undone())
        self._stamp = stamp
        self.shelf.take_in(fresh)
        self._keep(
            PastAct(
                id=act.id, verb=verb, at=act.at, by=act.by, stamp=stamp, about=act.about,
                count=len(fresh),
            )
        )  # fmt: skip

    def put(
        self,
        verb: str,
        swaps: Sequence[Swap],
        *,
        about: str = "",
        memories: Mapping[str, Memory | None] | None = None,
        kept: Mapping[str, Any] | None = None,
        stamps: Iterable[str] = (),
    ) -> None:
        """Make it one act that records stand as they are given: with their own stamps, no fresh ones.

        Args:
            verb: what is done.
            swaps: the records.
            about: what the status line calls it by.
            memories: what is known of partners then; undone with it.
            kept: values beside the records, by their names; undone with it.
            stamps: what was written elsewhere: our own clock moves on past it.

        Raises:
            StoreError: when it cannot be written; then nothing changed.
        """
        if not (swaps or kept):
            return
        self._require_writable()
        stamp = self.next_stamp(stamps)
        act = PastAct(
            id=self._new_id(), verb=verb, at=self.now, by=self.me, stamp=stamp, about=about[:80],
            count=len(swaps), whole=True,
        )  # fmt: skip
        self.store.take(act, swaps, memories or {}, kept=kept, forget=self._undone())
        self._stamp = stamp
        self._swap(swaps)
        self._keep(act)

    def note(self, memories: Mapping[str, Memory | None], swaps: Sequence[Swap] = ()) -> None:
        """Write down what is known of partners; no act, and not undone."""
        self._require_writable()
        self.store.take(None, swaps, memories)
        self._stamp = max(self._stamp, *(each.handed for each in memories.values() if each), NEVER)
        if swaps:
            self._swap(swaps)

    def _keep(self, act: PastAct) -> None:
        self._acts = [each for each in self._acts if not each.undone]
        self._acts.append(act)
        del self._acts[:-ACTS_KEPT]

    def _undone(self) -> list[str]:
        return [each.id for each in self._acts if each.undone]

    def _swap(self, swaps: Sequence[Swap]) -> None:
        if not swaps:
            self.shelf.take_in(())  # what is kept beside the records is told with them
            return
        records = (each for swap in swaps for each in swap if each)
        if self.shelf.aliases or any(each.merged and each.merged.also for each in records):
            self.shelf.refill(self.store.records())
        else:
            self.shelf.swap(swaps)

    def undo(self) -> PastAct:
        """Undo the last act that is not undone yet.

        Raises:
            NothingTo: when there is none.
            HandedOn: it took something in, or joined records, and that was handed on since.
        """
        act = next((each for each in reversed(self._acts) if not each.undone), None)
        if act is None:
            raise NothingTo("undo")
        return self._toggle(act)

    def redo(self) -> PastAct:
        """Redo the act that was undone last.

        Raises:
            NothingTo: when there is none.
        """
        act = next((each for each in self._acts if each.undone), None)
        if act is None:
            raise NothingTo("redo")
        return self._toggle(act)

    def _toggle(self, act: PastAct) -> PastAct:
        self._require_writable()
        if act.verb in BRANCH_VERBS and self.store.handed > act.stamp:
            raise HandedOn(act.verb, act.about)
        stamp = self.next_stamp()
        if act.whole:
            self._swap(self.store.put_back(act.id, stamp))
            return self._toggled(act, stamp)
        images = self.store.images(act.id)
        changes = _stamped([self._change_back(each, act) for each in images], stamp)
        self.store.toggle(act.id, changes, stamp)
        self.shelf.take_in(changes)
        return self._toggled(act, stamp)

    def _toggled(self, act: PastAct, stamp: str) -> PastAct:
        self._stamp = stamp
        toggled = replace(act, undone=not act.undone, stamp=stamp)
        self._acts[self._acts.index(act)] = toggled
        return toggled

    def _change_back(self, image: Image, act: PastAct) -> Change:
        current = self.shelf.get(BY_KIND[image.kind], image.id)
        if image.record is None and act.undone:
            # Only what the undoing itself put away comes back: a record that a restored copy brought
            # along in the trash stays there. The stamp tells; the clock may have been set since.
            put_away = dict(current.stamps).get("removed_at") == act.stamp
            removed_at = None if put_away else current.removed_at
            return Change(current, replace(current, removed_at=removed_at, undone=False))
        if image.record is None:
            removed_at = current.removed_at or self.now
            return Change(current, replace(current, removed_at=removed_at, undone=True))
        return Change(current, replace(image.record, merged=_merged_back(current, image.record)))

    def _place_of(self, changes: Sequence[Change]) -> str:
        """What the first of the changes belongs to that belongs to anything."""
        found = (place_of(self.shelf, each.after) for each in changes)
        return next((name_apart(self.shelf, each) for each in found if each), "")

    def next_stamp(self, after: Iterable[str] = ()) -> str:
        """The stamp that the next write will bear at the earliest, once these were taken in."""
        latest = max(self._stamp, NEVER, *(each for each in after if is_possible(each)))
        return next_stamp(latest, int(self.now.timestamp() * 1000), self.store.replica)

    def _require_writable(self) -> None:
        if self.store.read_only:
            raise ReadOnly("", why="read_only")


def _one_a_record(changes: Iterable[Change]) -> list[Change]:
    """The changes that change something, one a record: from its first state to its last."""
    found: dict[str, Change] = {}
    for each in changes:
        first = found.get(each.after.id, each)
        found[each.after.id] = Change(first.before, each.after)
    return [each for each in found.values() if each.before != each.after]


def _merged_back(current: Record, earlier: Record) -> Merged | None:
    """What the meeting of books left, with what lay beside then: what was handed on stays known."""
    beside = earlier.merged.beside if earlier.merged else ()
    merged = replace(current.merged or Merged(), beside=beside)
    return None if merged == Merged() else merged


def _stamped(changes: Sequence[Change], stamp: str) -> tuple[Change, ...]:
    """The changes with fresh stamps: also what is put back is a fresh write."""
    from fieldbook.domain.writing import written

    return tuple(Change(each.before, written(each.before, each.after, stamp)) for each in changes)
