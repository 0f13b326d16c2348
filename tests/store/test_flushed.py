"""The disk itself is asked to flush, by every writer and in the right order; and files are private."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.files import lasting_file, new_file, part_of, private_folder, write_whole
from fieldbook.opening import open_book
from fieldbook.store import inbox as inbox_module
from fieldbook.store.backup import Copy, write_copy
from fieldbook.store.disk import RealDisk
from fieldbook.store.drafts import Drafts
from fieldbook.store.inbox import Inbox, Line
from fieldbook.store.journal import JournalDB
from fieldbook.store.lock import FileLock

LINE = Line("01", "note", "2026-11-21T08:00:00+08:00", {"text": "记一笔"})


class Flushes:
    """What ``os.fsync`` was asked for: whether a folder, and how many bytes a file had then."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, int]] = []

    def __call__(self, fd: int) -> None:
        found = os.fstat(fd)
        self.seen.append((found.st_ino, found.st_size))

    def of(self, path: Path) -> list[int]:
        """The sizes a file or folder was flushed at."""
        return [size for inode, size in self.seen if inode == path.stat().st_ino]


@pytest.fixture
def flushes(monkeypatch: pytest.MonkeyPatch) -> Flushes:
    """Every flush that reaches the system from here on."""
    found = Flushes()
    monkeypatch.setattr(os, "fsync", found)
    monkeypatch.setattr("fieldbook.files.sys.platform", "linux")
    return found


def test_the_real_disk_flushes(flushes: Flushes, tmp_path: Path) -> None:
    """An appended line and a folder's names reach the disk when the disk layer says so."""
    disk = RealDisk()
    file = disk.create(str(tmp_path / "book.json-log"))
    file.append(b"line\n")
    assert flushes.of(tmp_path / "book.json-log") == []
    file.sync()
    file.close()
    assert flushes.of(tmp_path / "book.json-log") == [5]
    disk.sync_folder(str(tmp_path))
    assert len(flushes.of(tmp_path)) == 1


def test_every_save_is_flushed(flushes: Flushes, tmp_path: Path) -> None:
    """Each write of a book flushes the log at the size it then has."""
    with JournalDB(tmp_path / "book.json") as db:
        for number in range(3):
            before = len(flushes.seen)
            db.insert({"n": number})
            log = tmp_path / "book.json-log"
            assert log.stat().st_size in [size for _inode, size in flushes.seen[before:]]


def write_small(path: Path) -> None:
    write_whole(path, b"words")


def write_backup(path: Path) -> None:
    with JournalDB(path.parents[1] / "book.json") as db:
        db.insert({"n": 1})
        write_copy(Copy(db), path)


def keep_draft(path: Path) -> None:
    Drafts(path.with_name("book.json")).keep("visit", "", {"note": "写了一半"})


@pytest.mark.parametrize("write", [write_small, write_backup])
def test_what_is_written_whole_is_flushed_before_it_has_its_name(
    write: Callable[[Path], None], flushes: Flushes, tmp_path: Path
) -> None:
    """The whole content is flushed, then renamed, then the folder's names are flushed."""
    path = tmp_path / "by itself" / "f.json"
    path.parent.mkdir()
    order: list[str] = []
    replace = Path.replace

    def replaced(self: Path, target: Any) -> Path:
        order.append("replace")
        assert self.stat().st_size in flushes.of(self)
        return replace(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", replaced)
        write(path)
    after = [inode for inode, _size in flushes.seen]
    assert order == ["replace"]
    assert after.index(path.stat().st_ino) < len(after) - 1
    assert path.parent.stat().st_ino in after[after.index(path.stat().st_ino) :]


def test_a_folder_made_for_a_draft_is_flushed_in_the_one_above(
    flushes: Flushes, tmp_path: Path
) -> None:
    """A draft in a folder that the disk does not know of would be lost with it."""
    keep_draft(tmp_path / "x")
    assert flushes.of(tmp_path)
    assert flushes.of(tmp_path / "book.json-drafts")


def test_an_added_line_is_flushed_and_so_is_a_new_inbox_s_name(
    flushes: Flushes, tmp_path: Path
) -> None:
    """The first line flushes file and folder, a later one the file."""
    box = Inbox(tmp_path / "book.json")
    box.add(LINE)
    assert flushes.of(box.path) == [box.path.stat().st_size]
    assert len(flushes.of(tmp_path)) == 1
    box.add(LINE)
    assert len(flushes.of(box.path)) == 2
    assert len(flushes.of(tmp_path)) == 1


def test_a_line_is_never_written_into_an_inbox_that_was_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file is taken in between opening and locking, the line goes into the next one."""
    box = Inbox(tmp_path / "book.json")
    box.add(LINE)
    opened = lasting_file
    taken: list[Path] = []

    def slow(path: Path, flags: int) -> int:
        fd = opened(path, flags)
        if not taken:
            taken.append(path.replace(box.taking_path))
        return fd

    monkeypatch.setattr(inbox_module, "lasting_file", slow)
    box.add(LINE._replace(id="02"))
    assert b'"02"' not in box.taking_path.read_bytes()
    assert box.path.read_bytes().count(b"\n") == 1
    assert b'"02"' in box.path.read_bytes()


@pytest.mark.parametrize("made", ["link", "hard link", "open to all"])
def test_a_new_file_is_nobody_else_s(made: str, tmp_path: Path) -> None:
    """Whoever laid something in a new file's place gets none of its content, and only we read it."""
    path, mine = tmp_path / "f.json", tmp_path / "mine"
    mine.write_bytes(b"mine")
    part = part_of(path)
    if made == "link":
        part.symlink_to(mine)
    elif made == "hard link":
        os.link(mine, part)
    else:
        part.write_bytes(b"")
        part.chmod(0o666)
    write_whole(path, b"words")
    assert mine.read_bytes() == b"mine"
    assert path.read_bytes() == b"words"
    assert not path.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["f.json", "mine"]


def lock(path: Path) -> None:
    FileLock(str(path)).release()


def add_line(path: Path) -> None:
    Inbox(path.with_name(path.name.removesuffix("-inbox"))).add(LINE)


@pytest.mark.parametrize(("use", "name"), [(lock, "b-lock"), (add_line, "b-inbox")])
def test_a_lasting_file_is_no_link_and_private(
    use: Callable[[Path], None], name: str, tmp_path: Path
) -> None:
    """A lock or an inbox behind a link or a pipe is refused; one open to all is closed to others."""
    path, mine = tmp_path / name, tmp_path / "mine"
    mine.write_bytes(b"mine")
    path.symlink_to(mine)
    with pytest.raises(OSError, match=r".") as refused:
        use(path)
    assert refused.value.filename is not None
    assert mine.read_bytes() == b"mine"
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(OSError, match=r"."):
        use(path)
    path.unlink()
    path.write_bytes(b"")
    path.chmod(0o666)
    use(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_book_s_files_are_private_whatever_stood_there(tmp_path: Path) -> None:
    """Files that others could read become private as the book is written anew."""
    path = tmp_path / "b" / "book.json"
    with open_book(path) as book:
        book.households.assign(Draft(head="陈桂生"))
    for each in path.parent.rglob("*"):
        if each.is_file():
            each.chmod(0o666)
    with open_book(path) as book:
        book.households.assign(Draft(head="王芳"))
    for name in ("book.json", "book.json-log", "book.json-lock"):
        assert path.with_name(name).stat().st_mode & 0o777 == 0o600, name


def test_a_long_name_is_still_a_name(tmp_path: Path) -> None:
    """The place where a file is written before it gets its name fits where the name itself does."""
    folder = private_folder(tmp_path / "papers")
    path = folder / ("材" * 83 + ".md")
    write_whole(path, b"words")
    assert path.read_bytes() == b"words"
    with new_file(part_of(path)) as file:
        file.write(b"x")
    assert part_of(path).stat().st_mode & 0o777 == 0o600
