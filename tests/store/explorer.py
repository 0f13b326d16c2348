"""Stops the journal after every call to the disk and opens everything the disk may then hold."""

from __future__ import annotations

import copy
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fieldbook.domain.errors import FieldbookError
from fieldbook.store.journal import JournalDB
from fieldbook.store.plain import Codec

from .weak_disk import Image, WeakDisk

State = dict[str, dict[int, dict[str, Any]]]
BOOK = "/b/book.json"


class Form:
    """In which form the books of a test lie: plain, or with a codec."""

    codec: Codec | None = None


def opened(disk: WeakDisk, **more: Any) -> JournalDB:
    return JournalDB(BOOK, disk=disk, **{"codec": Form.codec, **more})


def journal(path: str | os.PathLike[str], **more: Any) -> JournalDB:
    """A book on a real disk, in the form of the test."""
    return JournalDB(path, **{"codec": Form.codec, **more})


def json_file(book: str | os.PathLike[str] = BOOK) -> str:
    """The JSON file's name in the form of the test."""
    return os.fspath(book) + (Form.codec.ending if Form.codec else "")


def state_of(db: JournalDB) -> State:
    return copy.deepcopy({name: dict(db.rows(name)) for name in sorted(db.tables())})


@dataclass
class Promise:
    """What an opening may show: what was acknowledged, or that and the write under way."""

    acknowledged: State = field(default_factory=dict)
    under_way: State | None = None

    def allows(self, state: State) -> bool:
        return state in (self.acknowledged, self.under_way)

    def key(self) -> str:
        return repr((self.acknowledged, self.under_way))


class Story:
    """A book being written in, with a record of what it promised."""

    def __init__(
        self, disk: WeakDisk, promise: Promise | None = None, codec: Codec | None = None
    ) -> None:
        self.disk, self.promise, self.codec = disk, promise or Promise(), codec
        self.db = opened(disk, codec=codec)

    def write(self, changes: dict[str, dict[int, dict[str, Any] | None]]) -> None:
        after = copy.deepcopy(self.promise.acknowledged)
        for name, docs in changes.items():
            table = after.setdefault(name, {})
            for doc_id, doc in docs.items():
                table.pop(doc_id, None) if doc is None else table.update({doc_id: doc})
        self.doing(after, lambda: self.db.commit(changes))

    def doing(self, after: State, act: Callable[[], object]) -> None:
        self.promise.under_way = after
        act()
        self.promise.acknowledged, self.promise.under_way = after, None

    def reopen(self) -> None:
        self.db.close()
        self.db = opened(self.disk, codec=self.codec)


@dataclass
class Tally:
    stops: int = 0
    states: int = 0
    images: int = 0
    failures: list[str] = field(default_factory=list)


class Explorer:
    """Runs a story and, after every call to the disk, everything that may be left of it."""

    def __init__(
        self,
        *,
        broken: frozenset[str] = frozenset(),
        stop_at_failure: bool = False,
        codec: Codec | None = None,
    ) -> None:
        self.tally, self.codec = Tally(), codec
        self.broken, self._stop = broken, stop_at_failure
        self._seen: set[bytes] = set()

    def run(
        self, story: Callable[[Story], None], image: Image | None = None, start: State | None = None
    ) -> Tally:
        disk = WeakDisk(image, self.broken)
        promise = Promise(start or {})

        def look(call: str) -> None:
            self.tally.stops += 1
            self._explore(disk, promise, deeper=True)

        disk.watch = look
        try:
            told = Story(disk, promise, self.codec)
            story(told)
            told.db.close()
        except Enough:
            pass
        return self.tally

    def _explore(self, disk: WeakDisk, promise: Promise, *, deeper: bool) -> None:
        for image in disk.images():
            self._look(WeakDisk(image, self.broken), image, promise, deeper=deeper)
        if deeper:
            killed = disk.as_killed()
            whole = {name: inode.now for name, inode in killed.names.items()}
            self._look(killed, whole, promise, deeper=True, killed=repr(disk.pending()))

    def _look(
        self, disk: WeakDisk, image: Image, promise: Promise, *, deeper: bool, killed: str = ""
    ) -> None:
        self.tally.states += 1
        key = _key(image, promise, deeper, killed)
        if key in self._seen:
            return
        self._seen.add(key)
        self.tally.images += 1
        try:
            if deeper:
                self._live_on(disk, promise)
            else:
                db = self._opened(disk)
                self._check(db, promise)
                db.close()
                self._plain(disk, db)
        except FieldbookError as error:
            self._failed(f"{error!r} {error.data}")

    def _live_on(self, disk: WeakDisk, promise: Promise) -> None:
        """Open, write and close, with a power cut after every call of that, too."""
        now = Promise(promise.acknowledged, promise.under_way)
        disk.watch = lambda call: self._explore(disk, now, deeper=False)
        db = self._opened(disk)
        self._check(db, promise)
        now.acknowledged, now.under_way = state_of(db), None  # what was shown must stay
        after = copy.deepcopy(now.acknowledged)
        after.setdefault("later", {})[99] = {"text": "after the cut"}
        now.under_way = after
        db.commit({"later": {99: {"text": "after the cut"}}})
        now.acknowledged, now.under_way = after, None
        db.close()

    def _opened(self, disk: WeakDisk) -> JournalDB:
        """The book as it would be opened; a story of two forms overrides this."""
        return opened(disk, codec=self.codec)

    def _check(self, db: JournalDB, promise: Promise) -> None:
        state = state_of(db)
        if not promise.allows(state):
            self._failed(f"{state} is neither {promise.acknowledged} nor {promise.under_way}")

    def _plain(self, disk: WeakDisk, db: JournalDB) -> None:
        again = JournalDB(BOOK, disk=disk, read_only=True, codec=db.journal.codec)
        if state_of(again) != state_of(db):
            self._failed("closing changed what the book holds")

    def _failed(self, what: str) -> None:
        self.tally.failures.append(what)
        if self._stop:
            raise Enough


class Enough(Exception):
    """One failure was all that was asked for."""


def _key(image: Image, promise: Promise, deeper: bool, killed: str) -> bytes:
    digest = hashlib.blake2b(repr((sorted(image.items()), promise.key(), deeper, killed)).encode())
    return digest.digest()
