"""Paths that hold something else, and files that become books."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import tinydb

from fieldbook.domain.errors import NotABook, TooNew, WriteFailed
from fieldbook.store.journal import JournalDB
from fieldbook.store.log import frame

OTHER_THINGS = {
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not_json"),
    "text": ("今天\n".encode(), "not_json"),
    "half a book": (b'{"issues": {"1": {"t"', "not_json"),
    "another encoding": ('{"a": {"1": {"t": "今天"}}}'.encode("gb18030"), "not_json"),
    "no number": (b'{"a": {"1": {"t": NaN}}}', "not_json"),
    "a list": (b"[1, 2]", "not_tables"),
    "a number": (b"5", "not_tables"),
    "settings": (b'{"name": "x", "list": [1]}', "not_tables"),
    "ids that are words": (b'{"a": {"x": {}}}', "not_tables"),
    "documents that are lists": (b'{"a": {"1": []}}', "not_tables"),
}


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(("content", "what"), OTHER_THINGS.values(), ids=OTHER_THINGS.keys())
def test_what_is_no_book_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes, what: str, read_only: bool
) -> None:
    """The error says what it is; the file keeps every byte and gets no file beside it."""
    path = tmp_path / "book.json"
    path.write_bytes(content)
    with pytest.raises(NotABook) as raised:
        JournalDB(path, read_only=read_only)
    assert raised.value.data["what"] == what
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["book.json"]


@pytest.mark.parametrize("read_only", [False, True])
def test_a_folder_is_no_book(tmp_path: Path, read_only: bool) -> None:
    """A folder is refused and stays empty, and so does the one it lies in."""
    path = tmp_path / "book.json"
    path.mkdir()
    with pytest.raises(NotABook) as raised:
        JournalDB(path, read_only=read_only)
    assert raised.value.data["what"] == "folder"
    assert list(tmp_path.rglob("*")) == [path]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    """A pipe or a device is no book, and opening does not hang on it."""
    path = tmp_path / "book.json"
    os.mkfifo(path)
    with pytest.raises(NotABook):
        JournalDB(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_plain_tinydb_file_becomes_a_book(tmp_path: Path) -> None:
    """What plain TinyDB wrote opens as it is, and plain TinyDB reads what was added."""
    path = tmp_path / "book.json"
    with tinydb.TinyDB(path, encoding="utf-8") as plain:
        plain.insert_multiple([{"n": 1}, {"n": 2, "t": "水"}])
        plain.table("other").insert({"deep": [{"x": None}]})
    before = path.read_bytes()
    with JournalDB(path) as db:
        assert path.read_bytes() == before
        assert db.all() == [{"n": 1}, {"n": 2, "t": "水"}]
        assert db.insert({"n": 3}) == 3
    with tinydb.TinyDB(path, encoding="utf-8", access_mode="r") as plain:
        assert len(plain) == 3
        assert plain.table("other").all() == [{"deep": [{"x": None}]}]


def test_an_empty_file_is_a_new_book(tmp_path: Path) -> None:
    """TinyDB makes a file of no bytes at first; there is nothing in it to lose."""
    path = tmp_path / "book.json"
    path.touch()
    with JournalDB(path) as db:
        assert db.tables() == set()
        db.insert({"n": 1})
    with JournalDB(path) as db:
        assert db.all() == [{"n": 1}]


def test_a_link_to_a_book_stays_a_link(tmp_path: Path) -> None:
    """A checkpoint writes the file a link points to, not over the link."""
    (tmp_path / "there").mkdir()
    link = tmp_path / "book.json"
    link.symlink_to(tmp_path / "there" / "real.json")
    with JournalDB(link) as db:
        db.insert({"n": 1})
    assert link.is_symlink()
    assert sorted(each.name for each in (tmp_path / "there").iterdir()) == [
        "real.json",
        "real.json-lock",
        "real.json-log",
    ]


def test_a_newer_log_is_not_guessed_at(tmp_path: Path) -> None:
    """A log of a later format is refused with both numbers."""
    path = tmp_path / "book.json"
    Path(f"{path}-log").write_bytes(frame(0, 0, b'{"log":2}'))
    with pytest.raises(TooNew) as raised:
        JournalDB(path)
    assert (raised.value.data["found"], raised.value.data["known"]) == (2, 1)


def test_a_path_under_a_file_cannot_be_made(tmp_path: Path) -> None:
    """Where no folder can be made the write fails as one of ours, and what was there stays."""
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(WriteFailed):
        JournalDB(tmp_path / "file" / "book.json")
    assert (tmp_path / "file").read_bytes() == b"x"
