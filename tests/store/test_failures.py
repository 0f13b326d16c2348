"""The disk refuses: the write fails, and nothing else does."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldbook.domain.errors import ClosedToWrites, StoreError, WriteFailed
from fieldbook.store.disk import RealDisk

from .explorer import BOOK, Form, Story, journal, json_file, opened, state_of
from .locking import MAKES_CODEC, locked, words_of
from .test_crash_states import a_day, tables_come_and_go
from .weak_disk import WeakDisk


@pytest.fixture(autouse=True, params=["plain", pytest.param("locked", marks=pytest.mark.slow)])
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every promise is one of a plain book and of a locked one."""
    if request.param == "locked":
        monkeypatch.setattr(Form, "codec", locked())


class Fails:
    """Lets the n-th call to the disk fail, or every call of one name."""

    def __init__(self, at: int = -1, call: str = "", code: int = errno.ENOSPC) -> None:
        self.left, self.call, self.code = at, call, code
        self.failed = ""

    def __call__(self, call: str) -> None:
        self.left -= 1
        if self.left == 0 or call == self.call:
            self.failed = call
            raise OSError(self.code, os.strerror(self.code))


@pytest.mark.parametrize("story", [a_day, tables_come_and_go])
def test_whichever_call_fails_nothing_acknowledged_is_lost(story: object) -> None:
    """The n-th call to the disk fails, for every n: one of our errors, and an exact book after it."""
    assert callable(story)
    for at in range(1, 400):
        disk, fails = WeakDisk(), Fails(at)
        told = None
        try:
            disk.before = fails
            told = Story(disk, codec=Form.codec)
            story(told)
            told.db.close()
        except (StoreError, StopIteration):
            pass
        disk.before = lambda call: None
        promise = told.promise if told else None
        if told is not None and promise is not None:
            if fails.failed != "sync":  # after a failed fsync nobody knows, so memory may be either
                assert promise.allows(state_of(told.db))
            told.db.journal.abandon()
        again = opened(disk)
        assert promise is None or promise.allows(state_of(again)), (at, fails.failed)
        if not fails.failed:
            return
    raise AssertionError("the story never came to its end")


def test_a_failed_write_changes_nothing_and_work_goes_on() -> None:
    """A write that finds no room leaves disk and memory alone; with room the next one works."""
    disk = WeakDisk()
    db = opened(disk)
    db.commit({"a": {1: {"x": 1}}})
    log = disk.read(BOOK + "-log")
    disk.before = Fails(call="append")
    with pytest.raises(WriteFailed) as raised:
        db.commit({"a": {1: {"x": 2}}, "b": {1: {}}})
    assert raised.value.data["why"] == "full"
    assert isinstance(raised.value, OSError)
    assert disk.read(BOOK + "-log") == log
    assert state_of(db) == {"a": {1: {"x": 1}}}
    disk.before = lambda call: None
    db.commit({"b": {1: {}}})
    assert state_of(opened(disk)) == {"a": {1: {"x": 1}}, "b": {1: {}}}


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EFBIG, "full"),
        (errno.EACCES, "denied"),
        (errno.EROFS, "denied"),
        (errno.ENODEV, "gone"),
        (errno.EIO, "other"),
    ],
)
def test_the_reason_is_named(code: int, why: str) -> None:
    """What the system says is one of four reasons."""
    disk = WeakDisk()
    db = opened(disk)
    disk.before = Fails(call="append", code=code)
    with pytest.raises(WriteFailed) as raised:
        db.insert({})
    assert raised.value.data["why"] == why


def test_a_failed_fsync_closes_the_book_to_writes_until_it_is_opened_again() -> None:
    """After a failed fsync nothing is written any more; reading goes on, opening again heals it."""
    disk = WeakDisk()
    db = opened(disk)
    db.commit({"a": {1: {"x": 1}}})
    disk.before = Fails(call="sync", code=errno.EIO)
    with pytest.raises(ClosedToWrites):
        db.commit({"a": {2: {"x": 2}}})
    disk.before = lambda call: None
    log = disk.read(BOOK + "-log")
    for write in (lambda: db.insert({}), db.checkpoint, db.drop_tables):
        with pytest.raises(ClosedToWrites):
            write()
    assert state_of(db) == {"a": {1: {"x": 1}}}
    db.close()
    assert disk.read(BOOK + "-log") == log
    again = opened(disk)
    again.commit({"a": {3: {"x": 3}}})
    assert state_of(opened(disk)) == {"a": {1: {"x": 1}, 3: {"x": 3}}}


def test_a_write_that_cannot_be_taken_back_closes_the_book_to_writes() -> None:
    """Where half a line can be neither finished nor cut off, no line is written behind it."""
    disk = WeakDisk()
    db = opened(disk)
    db.commit({"a": {1: {}}})

    def refuse(call: str) -> None:
        if call in {"append", "cut"}:
            raise OSError(errno.EIO, "dead")

    disk.before = refuse
    with pytest.raises(WriteFailed):
        db.commit({"a": {2: {}}})
    disk.before = lambda call: None
    with pytest.raises(ClosedToWrites):
        db.commit({"a": {3: {}}})
    again = opened(disk)
    assert state_of(again) == {"a": {1: {}}}
    assert [finding.code for finding in again.journal.findings] == ["torn"]


def test_a_write_interrupted_from_the_keyboard_lets_no_other_follow() -> None:
    """Ctrl+C in the middle of a write leaves it unknown what the disk has, so writing ends."""
    disk = WeakDisk()
    db = opened(disk)

    def interrupt(call: str) -> None:
        if call == "sync":
            raise KeyboardInterrupt

    disk.before = interrupt
    with pytest.raises(KeyboardInterrupt):
        db.insert({})
    disk.before = lambda call: None
    with pytest.raises(ClosedToWrites):
        db.insert({})


def test_a_checkpoint_that_finds_no_room_leaves_the_book_as_it_was() -> None:
    """A checkpoint needs room for a second file; without it the log goes on, and closing is quiet."""
    disk = WeakDisk()
    db = opened(disk)
    db.commit({"a": {n: {"n": n} for n in range(500)}})
    disk.before = Fails(call="create")
    with pytest.raises(WriteFailed):
        db.checkpoint()
    assert json_file() not in disk.names
    db.commit({"a": {7: None}})
    db.close()
    disk.before = lambda call: None
    assert json_file() + "-new" not in disk.names
    assert len(opened(disk).rows("a")) == 499


def test_a_torn_line_that_cannot_be_set_aside_is_not_dropped() -> None:
    """Without room for the copy the book does not open, and the torn bytes stay."""
    disk = WeakDisk()
    opened(disk).commit({"a": {1: {}}})
    disk.open(BOOK + "-log").append(b"torn")
    log = disk.read(BOOK + "-log")
    disk.before = Fails(call="create")
    with pytest.raises(WriteFailed):
        opened(disk)
    assert disk.read(BOOK + "-log") == log


FULL = """
import json, sys
from pathlib import Path
from fieldbook.domain.errors import WriteFailed
from fieldbook.store.disk import RealDisk
from fieldbook.store.journal import JournalDB
book, limit, room = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
form = codec(*sys.argv[4:])
if limit:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
db = JournalDB(book, codec=form)
n = 0
try:
    while True:
        db.commit({"a": {n: {"text": "水" * 300}}})
        n += 1
except WriteFailed as error:
    why = error.data["why"]
assert len(db.rows("a")) == n
again = JournalDB(book, codec=form, read_only=True)
assert dict(again.rows("a")) == dict(db.rows("a"))
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit * 10, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
else:
    room.unlink()
db.commit({"a": {-1: {"text": "there is room again"}}})
db.close()
print(json.dumps({"why": why, "n": n}))
"""


def fill(book: Path, limit: int, room: Path) -> tuple[str, int]:
    command = [sys.executable, "-c", MAKES_CODEC + FULL, str(book), str(limit), str(room)]
    command += words_of(Form.codec)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return told["why"], told["n"]


def a_small_disk(folder: Path) -> bool:
    """Mount 1 MB there; only the system's administrator may."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    return (
        shutil.which("mount") is not None
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A disk of 1 MB where one can be had."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = a_small_disk(folder)
    yield folder if mounted else None
    if mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_file_that_may_grow_no_further_fails_one_write_only(tmp_path: Path) -> None:
    """At RLIMIT_FSIZE the write fails as full, nothing changes, and with room work goes on."""
    book = tmp_path / "book.json"
    why, n = fill(book, 50_000, tmp_path / "room")
    assert why == "full"
    assert n > 20
    with journal(book) as db:
        assert len(db.rows("a")) == n + 1


def test_a_full_disk_fails_one_write_only(tmp_path: Path, small_disk: Path | None) -> None:
    """On a disk without room (where no small one can be had: at another limit) nothing changes."""
    folder, limit = (small_disk, 0) if small_disk else (tmp_path, 200_000)
    room = folder / "room"
    room.write_bytes(bytes(600_000 if small_disk else 0))
    why, n = fill(folder / "book.json", limit, room)
    assert why == "full"
    with journal(folder / "book.json") as db:
        assert len(db.rows("a")) == n + 1


class Closed(RealDisk):
    """A disk whose folders take no new files, whoever asks."""

    def takes_files(self, folder: str) -> bool:
        return False


def test_a_folder_that_takes_no_files_is_refused_at_the_opening(tmp_path: Path) -> None:
    """A book in a read-only folder is not opened for writing, is left as it is, and can be read."""
    book = tmp_path / "book.json"
    with journal(book) as db:
        db.table("issues").insert({"title": "水渠漏水"})
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    with pytest.raises(WriteFailed) as told:
        journal(book, disk=Closed())
    assert told.value.data["why"] == "denied"
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before
    with journal(book, disk=Closed(), read_only=True) as db:
        assert len(db.table("issues")) == 1
    if os.name == "posix" and os.geteuid() != 0:
        tmp_path.chmod(0o500)
        with pytest.raises(WriteFailed):
            journal(book)
        tmp_path.chmod(0o700)
