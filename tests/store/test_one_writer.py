"""One program writes; others read beside it; a file changed behind its back is noticed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
import types
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import tinydb

from fieldbook.domain.errors import Damaged, InUse, NotABook, ReadOnly, Replaced
from fieldbook.store.disk import RealDisk, Stamp
from fieldbook.store.journal import JournalDB
from fieldbook.store.lock import FileLock, Held
from fieldbook.store.plain import PlainCodec
from fieldbook.store.sealed import SealedCodec
from fieldbook.store.system import WindowsLatch

from .explorer import BOOK, Form, journal, json_file, opened, state_of
from .locking import MAKES_CODEC, key, locked, words_of
from .weak_disk import WeakDisk

HOLD = """
import sys, time
from fieldbook.store.journal import JournalDB
db = JournalDB(sys.argv[1], codec=codec(*sys.argv[2:]))
db.insert({"n": 1})
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True, params=["plain", pytest.param("locked", marks=pytest.mark.slow)])
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every promise is one of a plain book and of a locked one."""
    if request.param == "locked":
        monkeypatch.setattr(Form, "codec", locked())


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "book.json"


@pytest.fixture
def other(book: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the book open and has written one document."""
    words = [sys.executable, "-c", MAKES_CODEC + HOLD, str(book), *words_of(Form.codec)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == "ready\n"
        yield held
        held.kill()


def test_the_second_writer_is_told_who_has_the_book(
    book: Path, other: subprocess.Popen[str]
) -> None:
    """The error names process, host and time, and the book is as the first one has it."""
    with pytest.raises(InUse) as raised:
        journal(book)
    assert raised.value.data["pid"] == str(other.pid)
    assert raised.value.data["host"]
    assert raised.value.data["since"][:2] == "20"
    assert raised.value.path == str(book)


def test_the_holders_death_frees_the_book(book: Path, other: subprocess.Popen[str]) -> None:
    """After kill -9 of the first program the second one opens, and everything is there."""
    other.kill()
    other.wait()
    with journal(book) as db:
        assert db.all() == [{"n": 1}]
        assert db.journal.findings == ()


def test_a_reader_beside_another_program_sees_what_is_acknowledged(
    book: Path, other: subprocess.Popen[str]
) -> None:
    """Reading takes no lock, sees the other's write, and writes nothing at all."""
    before = {each.name: each.stat() for each in book.parent.iterdir()}
    with journal(book, read_only=True) as db:
        assert db.all() == [{"n": 1}]
        for write in (
            lambda: db.insert({}),
            db.checkpoint,
            db.drop_tables,
            lambda: db.commit({"a": {1: {}}}),
        ):
            with pytest.raises(ReadOnly):
                write()
        with pytest.raises(ReadOnly), db.transaction():
            pass
    after = {each.name: each.stat() for each in book.parent.iterdir()}
    assert {name: (s.st_size, s.st_mtime_ns) for name, s in after.items()} == {
        name: (s.st_size, s.st_mtime_ns) for name, s in before.items()
    }


def test_one_process_cannot_open_a_book_twice_either(book: Path) -> None:
    """The lock belongs to the opening, not to the process; closing one frees it."""
    with journal(book), pytest.raises(InUse):
        journal(book)
    journal(book).close()


class SlowReads(WeakDisk):
    """Lets something happen between a reader's read of the log and that of the JSON file."""

    meanwhile: Callable[[], None] | None = None

    def read(self, path: str) -> bytes:
        data = super().read(path)
        if path.endswith("-log") and self.meanwhile:
            act, self.meanwhile = self.meanwhile, None
            act()
        return data


def finish(steps: Iterator[None], db: JournalDB) -> None:
    list(steps)
    db.commit({"b": {1: {}}})


def test_a_reader_copes_with_a_checkpoint_while_it_reads() -> None:
    """Whatever step of a checkpoint comes between a reader's two reads, it gets the whole book."""
    for steps_before in range(8):
        disk = SlowReads()
        db = opened(disk)
        db.commit({"a": {n: {"n": n} for n in range(200)}})
        running = db.checkpoint_steps()
        for _ in range(steps_before):
            next(running, None)
        disk.meanwhile = partial(finish, running, db)
        reader = opened(disk, read_only=True)
        assert len(reader.rows("a")) == 200


def test_a_reader_ignores_a_line_that_is_being_written() -> None:
    """Half a line at the log's end is another's write under way: not shown, not touched."""
    disk = SlowReads()
    db = opened(disk)
    db.commit({"a": {1: {}}})
    log = disk.open(BOOK + "-log")
    log.append(b"0000")
    disk.meanwhile = lambda: log.cut(len(disk.names[BOOK + "-log"].now) - 4)
    reader = opened(disk, read_only=True)
    assert state_of(reader) == {"a": {1: {}}}
    assert reader.journal.findings == ()


def test_a_torn_line_that_stays_is_told_to_a_reader() -> None:
    """Where nobody is writing, a reader learns of the torn line, and it stays where it is."""
    disk = WeakDisk()
    opened(disk).commit({"a": {1: {}}})
    disk.open(BOOK + "-log").append(b"0000")
    reader = opened(disk, read_only=True)
    assert [(each.code, each.aside) for each in reader.journal.findings] == [("torn", "")]
    assert set(disk.names) == {BOOK + "-log"}


def test_reading_where_there_is_no_book_makes_none(book: Path) -> None:
    """A missing book is not made by reading it."""
    with pytest.raises(NotABook) as raised:
        journal(book, read_only=True)
    assert raised.value.data["what"] == "missing"
    assert list(book.parent.iterdir()) == []


REPLACED = b'{"_default": {"1": {"n": "of another machine"}}}'


@pytest.mark.parametrize("act", ["insert", "checkpoint", "close"])
@pytest.mark.parametrize("which", ["json", "log", "json gone", "log gone"])
def test_a_file_replaced_behind_the_back_is_noticed_and_not_overwritten(
    book: Path, act: str, which: str
) -> None:
    """A write, a checkpoint and closing refuse; what came stays, and ours is kept aside whole."""
    with journal(book) as db:
        db.insert({"n": 1})
    db = journal(book)
    db.insert({"n": 2})
    victim = Path(json_file(book)) if which.startswith("json") else Path(f"{book}-log")
    victim.unlink()
    if not which.endswith("gone"):
        victim.write_bytes(REPLACED)
    with pytest.raises(Replaced) as raised:
        {"insert": lambda: db.insert({"n": 3}), "checkpoint": db.checkpoint, "close": db.close}[
            act
        ]()
    assert raised.value.data["where"] == str(victim)
    db.close()
    assert not victim.exists() if which.endswith("gone") else victim.read_bytes() == REPLACED
    (ours,) = raised.value.data["aside"]
    codec = SealedCodec(key(), ending="", of_a_copy=True) if Form.codec else None
    with journal(ours, read_only=True, codec=codec) as kept:
        assert [doc["n"] for doc in kept] == [1, 2]
    with journal(book, read_only=True) if which == "log gone" else pytest.raises(Damaged):
        journal(book, lock=False).close()


def test_a_file_that_was_only_touched_or_copied_back_is_no_other(book: Path) -> None:
    """A JSON file with a new time or a new place on the disk, but the same bytes, is still ours."""
    with journal(book) as db:
        db.insert({"n": 1})
        db.checkpoint()
        file = Path(json_file(book))
        os.utime(file, (1, 1))
        db.insert({"n": 2})
        content = file.read_bytes()
        file.unlink()
        file.write_bytes(content)
        db.insert({"n": 3})
    with journal(book) as db:
        assert len(db) == 3


def edit(file: Path, by_hand: Path) -> None:
    """Insert something with plain TinyDB, as who has the key can do with any book."""
    codec = Form.codec or PlainCodec()
    by_hand.write_bytes(codec.decode_file(file.read_bytes()))
    with tinydb.TinyDB(by_hand, encoding="utf-8") as plain:
        plain.insert({"n": 2})
    file.write_bytes(b"".join(codec.encode_file([by_hand.read_bytes()])))


def test_a_json_file_changed_on_purpose_can_be_taken_as_it_is(book: Path, tmp_path: Path) -> None:
    """Edited by plain TinyDB it is refused at first; with the log set aside it opens, log kept."""
    with journal(book) as db:
        db.insert({"n": 1})
        with pytest.raises(InUse):
            JournalDB.take_json_as_it_is(book)
    log = Path(f"{book}-log").read_bytes()
    edit(Path(json_file(book)), tmp_path / "plain.json")
    with pytest.raises(Damaged):
        journal(book)
    kept = JournalDB.take_json_as_it_is(book)
    assert Path(kept).read_bytes() == log
    with journal(book) as db:
        assert [doc["n"] for doc in db] == [1, 2]


def test_a_file_replaced_while_a_checkpoint_runs_is_noticed_before_the_rename(book: Path) -> None:
    """The last look is right before the new file takes the old one's name."""
    with journal(book) as db:
        db.insert({"n": 1})
    db = journal(book)
    db.insert({"n": 2})
    steps = db.checkpoint_steps()
    for _ in range(3):
        next(steps)
    file = Path(json_file(book))
    file.unlink()
    file.write_bytes(REPLACED)
    with pytest.raises(Replaced):
        list(steps)
    db.close()
    assert file.read_bytes() == REPLACED


def test_a_log_that_another_writer_added_to_is_noticed(book: Path) -> None:
    """Where no lock kept a second writer out (a share without locks), the first one notices it."""
    first = journal(book, lock=False)
    first.insert({"n": 1})
    second = journal(book, lock=False)
    second.insert({"n": 2})
    with pytest.raises(Replaced):
        first.insert({"n": 3})
    first.close()
    second.close()


class Unlockable(RealDisk):
    def lock(self, path: str) -> FileLock:
        raise OSError(errno.ENOLCK, path)


def test_a_disk_without_locks_is_told_of(book: Path) -> None:
    """Some shares know no locks; the book opens, and the finding says so."""
    with journal(book, disk=Unlockable()) as db:
        assert [finding.code for finding in db.journal.findings] == ["no_lock"]


def test_a_lock_file_removed_by_hand_is_no_way_in(book: Path, tmp_path: Path) -> None:
    """A lock taken on a file that lost its name is taken again on the one that has it."""
    side = str(tmp_path / "lock")
    first = FileLock(side)
    Path(side).unlink()
    second = FileLock(side)
    with pytest.raises(Held) as raised:
        FileLock(side)
    assert raised.value.holder.pid == str(os.getpid())
    first.release()
    second.release()
    second.release()


def test_windows_locks_one_byte_and_its_holder_can_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The Windows latch locks the first byte only; the holder's text stands behind it."""
    locked: list[tuple[int, int, int]] = []

    def locking(fd: int, mode: int, count: int) -> None:
        at = os.lseek(fd, 0, os.SEEK_CUR)
        if mode == 2 and locked:
            raise OSError(errno.EACCES, "held")
        locked.append((mode, at, count)) if mode == 2 else locked.clear()

    fake = types.SimpleNamespace(locking=locking, LK_NBLCK=2, LK_UNLCK=0)
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    side = tmp_path / "lock"
    first = FileLock(str(side), WindowsLatch())
    assert locked == [(2, 0, 1)]
    assert side.read_bytes()[:2] == b" {"
    with pytest.raises(Held) as raised:
        FileLock(str(side), WindowsLatch())
    assert raised.value.holder.pid == str(os.getpid())
    first.release()
    FileLock(str(side), WindowsLatch()).release()


def test_a_rename_is_tried_again_where_a_scanner_holds_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On Windows a virus scanner may hold a file for a moment; elsewhere a refusal is one at once."""
    real, left = os.replace, [3]

    def held(old: str, new: str) -> None:
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "held")
        real(old, new)

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    (tmp_path / "old").write_bytes(b"x")
    with pytest.raises(PermissionError):
        RealDisk().rename(str(tmp_path / "old"), str(tmp_path / "new"))
    monkeypatch.setattr("fieldbook.store.disk._WINDOWS", True)
    RealDisk().rename(str(tmp_path / "old"), str(tmp_path / "new"))
    assert (tmp_path / "new").read_bytes() == b"x"
    assert RealDisk().stamp(str(tmp_path / "new")) == Stamp((tmp_path / "new").stat().st_ino, 1, 0)
    monkeypatch.setattr(sys, "platform", "win32")
    RealDisk().sync_folder(str(tmp_path / "not there"))


def test_macos_flushes_the_drives_own_cache(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On macOS F_FULLFSYNC is asked for; a file system that does not know it gets a plain fsync."""
    import fcntl

    asked: list[int] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)

    def full(fd: int, command: int) -> int:
        asked.append(command)
        if len(asked) > 1:
            raise OSError(errno.ENOTSUP, "a share")
        return 0

    synced: list[int] = []
    monkeypatch.setattr(fcntl, "fcntl", full)
    monkeypatch.setattr(os, "fsync", synced.append)
    file = RealDisk().create(str(tmp_path / "x"))
    file.sync()
    assert (asked, synced) == ([51], [])
    file.sync()
    assert len(synced) == 1
    file.close()
