"""A book goes from one form to another, and the power goes after every call to a weak disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fieldbook.store import changeover, settling
from fieldbook.store.changeover import change_over
from fieldbook.store.form import is_locked_line, name_now
from fieldbook.store.journal import JournalDB, JournalStorage
from fieldbook.store.keys import AGE, IDENTITY, Key, Recipients, new_secret, public_half
from fieldbook.store.plain import Codec, PlainCodec
from fieldbook.store.sealed import SealedCodec

from .explorer import BOOK, Explorer, Story, opened
from .locking import StandIn, stand_in, stand_in_key
from .weak_disk import WeakDisk


def other_key() -> Key:
    """A new identity with a new recovery key."""
    made = new_secret()
    recipients = Recipients.of(public_half(made), public_half(new_secret())).text
    return StandIn(made, recipients, b"the new identity under its passphrase")


OTHER = other_key()


def codec_on(disk: WeakDisk) -> Codec:
    """The codec that the files ask for: which form the log has, and which identity lies there."""
    names = {name for name, _inode in disk.names.items()}
    log = disk.read(BOOK + "-log") if BOOK + "-log" in names else None
    locked = BOOK + AGE in names and BOOK not in names if log is None else is_locked_line(log)
    if not locked:
        return PlainCodec()
    under = disk.read(name_now(disk, BOOK, IDENTITY))
    return SealedCodec(OTHER) if under == OTHER.under else stand_in()


class Changing(Explorer):
    """Opens whatever form of the book lies there."""

    def _opened(self, disk: WeakDisk) -> JournalDB:
        return opened(disk, codec=codec_on(disk))


def changed(story: Story, codec: Codec) -> None:
    """Change the form; what the book holds is the same before and after."""
    story.doing(story.promise.acknowledged, lambda: change_over(story.db.journal, codec) and None)
    story.db.journal.abandon()
    story.db = opened(story.disk, codec=codec_on(story.disk))


def is_locked_and_written_in(story: Story) -> None:
    story.write({"issues": {1: {"text": "水渠漏水"}}})
    story.db.checkpoint()
    story.write({"issues": {2: {"text": "in the log"}}})
    changed(story, stand_in())
    story.write({"issues": {3: {"text": "locked"}}})


def is_made_plain_again(story: Story) -> None:
    story.write({"issues": {1: {"text": "水渠漏水"}}})
    changed(story, stand_in())
    story.write({"issues": {1: None, 2: {"text": "locked"}}})
    changed(story, PlainCodec())
    story.write({"issues": {3: {"text": "plain"}}})


def gets_another_identity(story: Story) -> None:
    changed(story, stand_in())
    story.write({"issues": {1: {"text": "水渠漏水"}}})
    changed(story, SealedCodec(OTHER))
    story.write({"issues": {2: {"text": "under the new one"}}})


STORIES: list[Callable[[Story], None]] = [
    is_locked_and_written_in,
    is_made_plain_again,
    gets_another_identity,
]


@pytest.mark.slow
@pytest.mark.parametrize("story", STORIES, ids=lambda each: each.__name__)
def test_a_book_that_changes_its_form_is_whole_whenever_the_power_goes(
    story: Callable[[Story], None],
) -> None:
    """Whatever a weak disk keeps, one file rules and has every acknowledged write, again and again."""
    tally = Changing().run(story)
    assert tally.failures == []
    assert tally.images > 1_000


def test_at_the_end_nothing_is_left_of_the_other_form() -> None:
    """A change that was not disturbed leaves the files of the new form, and no other."""
    disk = WeakDisk()
    story = Story(disk)
    is_locked_and_written_in(story)
    story.db.close()
    locked = {"", ".age", "-log", "-identity.age", "-recipients"}
    assert {each.removeprefix(BOOK) for each in disk.names} <= locked - {""} | {"-lock"}
    story.db = opened(disk, codec=stand_in())
    changed(story, PlainCodec())
    story.db.close()
    left = {each.removeprefix(BOOK) for each in disk.names} - {"-lock"}
    assert left == {"", "-log", "-identity.age", "-recipients"}


MISSING = {
    "the flush of what is to be": "_write_all.sync",
    "the flush of the small files and the new log": "write_new.sync",
    "the flush of the folder before the log's rename": "change_over.sync_folder",
    "the flush of the folder after the new names": "finish.sync_folder",
    "the flush of the folder before a change is finished": "settle.sync_folder",
}


@pytest.mark.slow
@pytest.mark.parametrize("call", MISSING.values(), ids=MISSING.keys())
def test_a_missing_flush_of_the_change_is_found(call: str) -> None:
    """The explorer is worth its trust: it finds the change at fault without this one call."""
    assert any(is_found(story, broken=frozenset({call})) for story in STORIES)


def is_found(story: Callable[[Story], None], broken: frozenset[str] = frozenset()) -> bool:
    explorer = Changing(broken=broken, stop_at_failure=True)
    try:
        explorer.run(story)
    except Exception as error:  # noqa: BLE001  # a fault may also break the story itself
        explorer.tally.failures.append(repr(error))
    return bool(explorer.tally.failures)


@pytest.mark.slow
def test_the_other_file_must_not_go_before_the_log_came(monkeypatch: pytest.MonkeyPatch) -> None:
    """The explorer finds a change at fault that removes the old file first."""
    honest = changeover._write_all

    def eager(storage: JournalStorage, *rest: Any) -> str:
        digest = honest(storage, *rest)
        storage.disk.remove(storage.file)
        return digest

    monkeypatch.setattr(changeover, "_write_all", eager)
    assert is_found(is_locked_and_written_in)


@pytest.mark.slow
def test_a_change_that_is_not_settled_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The explorer finds an opening at fault that does not finish what a killed program left."""
    monkeypatch.setattr(settling, "is_done", lambda *_: False)
    assert is_found(is_locked_and_written_in)


def test_the_stand_in_for_age_says_the_same_twice() -> None:
    """The explorer counts on it: equal states of the simulated disk are looked at once."""
    key = stand_in_key()
    assert key.encrypt("水渠".encode()) == key.encrypt("水渠".encode())
    assert key.decrypt(key.encrypt("水渠".encode())) == "水渠".encode()
    with pytest.raises(ValueError, match="changed"):
        key.decrypt(key.encrypt(b"abc")[:-1] + b"x")
