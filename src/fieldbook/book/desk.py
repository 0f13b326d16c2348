"""The desk: commits acts, keeps the shelf up to date, undoes and redoes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

import msgspec

from fieldbook.domain.acts.making import Pen
from fieldbook.domain.changes import ACTS_KEPT, Act, Change, PastAct
from fieldbook.domain.errors import NothingTo, ReadOnly
from fieldbook.domain.habits import Habits
from fieldbook.domain.naming import place_name
from fieldbook.domain.records import BY_KIND
from fieldbook.domain.seal import Seal
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.stamps import NEVER, next_stamp
from fieldbook.domain.store import Image, Store
from fieldbook.domain.writing import written
from fieldbook.reports.mine import Members, colleagues

replace = msgspec.structs.replace


class Desk:
    """What all rooms of a book share: the shelf, the store, the clock, and who writes."""

    def __init__(
        self,
        store: Store,
        *,
        clock: Callable[[], dt.datetime],
        new_id: Callable[[], str],
        device: str,
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
        self._device = device
        self._acts: list[PastAct] = list(store.acts())
        self._stamp = max((each.stamp for each in self._acts), default=NEVER)

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
    def acts(self) -> Sequence[PastAct]:
        """The acts that can be undone or redone, oldest first."""
        return tuple(self._acts)

    def pen(self) -> Pen:
        """A pen for one act."""
        return Pen(
            self.shelf, now=self.now, new_id=self._new_id, by=self.me, habits=self.habits,
            secret=lambda: self.store.secret,
        )  # fmt: skip

    @property
    def seal(self) -> Seal:
        """The book's key for digests of what files said."""
        return Seal(self.store.secret)

    def commit(self, verb: str, changes: Sequence[Change], *, about: str = "") -> None:
        """Make changes one act: on disk first, then in memory. No changes: no act.

        ``about`` is what the status line calls it by; else where its first record belongs.

        Raises:
            StoreError: when it cannot be written; then nothing changed.
        """
        changes = _one_a_record(changes)
        if not changes:
            return
        self._require_writable()
        stamp = self._next_stamp()
        fresh = _stamped(changes, stamp)
        about = about or self._place_of(changes)
        act = Act(
            id=self._new_id(), verb=verb, at=self.now, by=self.me, stamp=stamp,
            changes=fresh, about=about[:80],
        )  # fmt: skip
        undone = [each.id for each in self._acts if each.undone]
        self.store.commit(act, forget=undone)
        self._stamp = stamp
        self.shelf.take_in(fresh)
        self._acts = [each for each in self._acts if not each.undone]
        self._acts.append(
            PastAct(
                id=act.id, verb=verb, at=act.at, by=act.by, stamp=stamp, about=act.about,
                count=len(fresh),
            )
        )  # fmt: skip
        del self._acts[:-ACTS_KEPT]

    def undo(self) -> PastAct:
        """Undo the last act that is not undone yet.

        Raises:
            NothingTo: when there is none.
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
        stamp = self._next_stamp()
        images = self.store.images(act.id)
        changes = _stamped([self._change_back(each, act) for each in images], stamp)
        self.store.toggle(act.id, changes, stamp)
        self._stamp = stamp
        self.shelf.take_in(changes)
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
        return Change(current, image.record)

    def _place_of(self, changes: Sequence[Change]) -> str:
        """What the first of the changes belongs to that belongs to anything."""
        found = (place_name(self.shelf, each.after) for each in changes)
        return next((each for each in found if each), "")

    def _next_stamp(self) -> str:
        return next_stamp(self._stamp, int(self.now.timestamp() * 1000), self._device)

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


def _stamped(changes: Sequence[Change], stamp: str) -> tuple[Change, ...]:
    """The changes with fresh stamps: also what is put back is a fresh write."""
    return tuple(Change(each.before, written(each.before, each.after, stamp)) for each in changes)
