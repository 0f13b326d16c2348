"""The power goes after every call to the disk, and the disk is a weak one."""

from __future__ import annotations

from collections.abc import Callable, Generator

import msgspec
import pytest

from fieldbook.store import log
from fieldbook.store.checkpoint import Checkpoint
from fieldbook.store.tables import Entry

from .explorer import BOOK, Explorer, Story
from .locking import stand_in

PLAIN = b'{"issues": {"1": {"text": "old"}, "7": {"text": "\xe6\xb0\xb4"}}, "empty": {}}'
PLAIN_STATE = {"issues": {1: {"text": "old"}, 7: {"text": "水"}}, "empty": {}}


def a_day(story: Story) -> None:
    """A little of everything that writes."""
    story.write({"issues": {1: {"text": "水渠漏水"}}})
    story.write({"issues": {1: {"n": 2}, 2: {"text": "b"}}, "acts": {1: {"on": 1}}})
    steps = story.db.checkpoint_steps()
    next(steps)
    story.write({"issues": {2: None, 3: {"text": "written while the checkpoint runs"}}})
    for number, _ in enumerate(steps):
        story.write({"steps": {number: {"n": number}}})
    story.write({"issues": {4: {"text": "d"}}})
    story.reopen()
    story.write({"issues": {3: None}})


def tables_come_and_go(story: Story) -> None:
    """Transactions, dropped tables, a checkpoint that is given up, two that follow each other."""
    story.write({"a": {1: {"x": 1}}, "b": {1: {"y": [1, {"z": 2}]}}})
    now = story.promise.acknowledged

    def change() -> None:
        with story.db.transaction():
            story.db.drop_table("a")
            story.db.table("b").update({"y": 2})
            story.db.table("c").insert({"new": True})

    story.doing({"b": {1: {"y": 2}}, "c": {1: {"new": True}}}, change)
    given_up = story.db.checkpoint_steps()
    next(given_up)
    next(given_up)
    story.write({"a": {5: {"x": 5}}})
    given_up.close()
    story.db.checkpoint()
    story.write({"a": {6: {"x": 6}}})
    story.db.checkpoint()
    story.doing({}, story.db.drop_tables)
    assert now != story.promise.acknowledged


@pytest.mark.slow
def test_every_state_after_a_power_cut_opens_with_every_acknowledged_write() -> None:
    """Whatever a weak disk keeps, the book opens with all that was acknowledged, again and again."""
    tally = Explorer().run(a_day)
    assert tally.failures == []
    assert tally.images > 10_000


@pytest.mark.slow
def test_tables_that_come_and_go_survive_every_power_cut() -> None:
    """Transactions and dropped tables are there as a whole or not at all, whenever the power goes."""
    tally = Explorer().run(tables_come_and_go)
    assert tally.failures == []
    assert tally.images > 5_000


@pytest.mark.slow
def test_a_plain_tinydb_file_survives_every_power_cut_while_it_is_taken_over() -> None:
    """A JSON file without a log is never at risk while it becomes a book."""
    tally = Explorer().run(a_day, {BOOK: PLAIN}, PLAIN_STATE)
    assert tally.failures == []


@pytest.mark.slow
@pytest.mark.parametrize("story", [a_day, tables_come_and_go], ids=lambda each: each.__name__)
def test_a_locked_book_survives_every_power_cut(story: Callable[[Story], None]) -> None:
    """A locked book keeps what a plain one keeps, whatever the disk loses."""
    tally = Explorer(codec=stand_in()).run(story)
    assert tally.failures == []
    assert tally.images > 4_000


MISSING_CALLS = {
    "any flush of a file": "sync",
    "any flush of the folder": "sync_folder",
    "the flush of a line": "append.sync",
    "the flush of the new JSON file": "_write_piece.sync",
    "the flush of the new log": "write_new.sync",
    "the flush of the log at opening, after a kill": "open.sync",
    "the flush of the folder after the JSON file's rename": "_put_in_place.sync_folder",
    "the flush of the folder after the log's rename": "renew.sync_folder",
    "the flush of the folder at opening, after a kill": "_open.sync_folder",
    "the cut of a torn tail": "open.cut",
}


@pytest.mark.slow
@pytest.mark.parametrize("call", MISSING_CALLS.values(), ids=MISSING_CALLS.keys())
def test_a_missing_call_is_found(call: str) -> None:
    """The explorer is worth its trust: it finds the journal without this one call at fault."""
    assert found_by_any_story(frozenset({call}))


def found_by_any_story(broken: frozenset[str] = frozenset()) -> bool:
    for story in (a_day, tables_come_and_go):
        explorer = Explorer(broken=broken, stop_at_failure=True)
        try:
            explorer.run(story)
        except Exception as error:  # noqa: BLE001  # a fault may also break the story itself
            explorer.tally.failures.append(repr(error))
        if explorer.tally.failures:
            return True
    return False


Steps = Callable[[Checkpoint], Generator[None, None, None]]


def without_a_mark(self: Checkpoint) -> Generator[None, None, None]:
    digest = yield from self._write(self._tables.snapshot())
    self._log.since = []
    self._put_in_place(digest)
    self._log.renew(digest, {})


def mark_after_the_rename(self: Checkpoint) -> Generator[None, None, None]:
    after = self._log.number
    self._log.since = []
    digest = yield from self._write(self._tables.snapshot())
    self._put_in_place(digest)
    self._log.append(msgspec.json.encode(Entry(base=digest, after=after)))
    self._log.since = self._log.since[:-1]
    self._log.renew(digest, {})


def log_before_the_file(self: Checkpoint) -> Generator[None, None, None]:
    self._log.since = []
    digest = yield from self._write(self._tables.snapshot())
    self._log.renew(digest, {})
    self._put_in_place(digest)


def snapshot_forgets_what_comes_between(self: Checkpoint) -> Generator[None, None, None]:
    snapshot = self._tables.snapshot()
    digest = yield from self._write(snapshot)
    self._log.append(msgspec.json.encode(Entry(base=digest, after=self._log.number)))
    self._put_in_place(digest)
    self._log.renew(digest, {})


@pytest.mark.parametrize(
    "steps",
    [
        without_a_mark,
        mark_after_the_rename,
        log_before_the_file,
        snapshot_forgets_what_comes_between,
    ],
)
def test_a_wrong_order_is_found(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    """The explorer finds a checkpoint at fault whose steps are in the wrong order, or one short."""
    monkeypatch.setattr(Checkpoint, "steps", steps)
    assert found_by_any_story()


def test_a_line_taken_on_trust_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The explorer finds the journal at fault when it no longer looks at a line's checksum."""
    honest = log._line_at

    def trusting(data: bytes, at: int, seed: int) -> object:
        head = log._HEAD.match(data, at)
        if head is None:
            return honest(data, at, seed)
        end = head.end() + int(head[4])
        return log._Line(int(head[3]), int(head[1], 16), data[head.end() : end], end + 1)

    monkeypatch.setattr(log, "_line_at", trusting)
    assert found_by_any_story()
