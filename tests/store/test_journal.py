"""What a journal promises where nothing goes wrong."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
import tinydb
from tinydb import where
from tinydb.table import Document

from fieldbook.domain.errors import ClosedToWrites, Damaged
from fieldbook.store.journal import JournalDB, JournalStorage, JournalTable
from fieldbook.store.plain import PlainCodec
from fieldbook.store.tables import Pace


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "books" / "book.json"


def test_a_commit_is_one_line_and_there_at_the_next_opening(book: Path) -> None:
    """Changes in several tables are one line of the log, and all of them are read back."""
    with JournalDB(book) as db:
        before = Path(f"{book}-log").read_bytes().count(b"\n")
        db.commit({"issues": {1: {"t": "水渠"}, 2: {"t": "b"}}, "acts": {1: {"n": [1, {"m": 2}]}}})
        db.commit({"issues": {2: None}})
        assert Path(f"{book}-log").read_bytes().count(b"\n") == before + 2
    with JournalDB(book) as db:
        assert dict(db.rows("issues")) == {1: {"t": "水渠"}}
        assert db.table("acts").get(doc_id=1) == {"n": [1, {"m": 2}]}


def change_much_and_fail(db: JournalDB) -> None:
    with db.transaction():
        db.table("a").insert({"x": 2})
        db.table("b").insert({"y": 1})
        db.table("a").update({"x": 9}, where("x") == 1)
        assert db.tables() == {"a", "b"}
        assert sorted(doc["x"] for doc in db.table("a")) == [2, 9]
        raise KeyError


def test_a_transaction_is_one_line_or_nothing(book: Path) -> None:
    """TinyDB operations in a transaction are one line; an exception leaves disk and memory alone."""
    with JournalDB(book) as db:
        db.table("a").insert({"x": 1})
        log = Path(f"{book}-log").read_bytes()
        with pytest.raises(KeyError):
            change_much_and_fail(db)
        assert Path(f"{book}-log").read_bytes() == log
        assert db.tables() == {"a"}
        assert db.table("a").all() == [{"x": 1}]
        with db.transaction():
            db.table("a").insert({"x": 2})
            db.table("a").remove(where("x") == 1)
            db.commit({"b": {7: {"y": 1}}})
        assert Path(f"{book}-log").read_bytes().count(b"\n") == log.count(b"\n") + 1
    with JournalDB(book) as db:
        assert db.table("a").all() == [{"x": 2}]
        assert dict(db.rows("b")) == {7: {"y": 1}}


def test_a_result_is_the_readers_own(book: Path) -> None:
    """What a reader changes in a result, at any depth, changes nothing but the result."""
    with JournalDB(book) as db:
        table = db.table("a")
        given: dict[str, Any] = {"deep": [{"x": 1}]}
        table.insert(given)
        given["deep"][0]["x"] = 5
        query = where("deep").exists()
        for found in (table.all()[0], table.search(query)[0], table.get(query), next(iter(table))):
            found["deep"][0]["x"] = 7
            found["deep"].append("more")
        for _ in range(2):
            assert table.search(query) == [{"deep": [{"x": 1}]}]
        assert (db.storage.read() or {})["a"] == {"1": {"deep": [{"x": 1}]}}


def test_an_operation_that_fails_half_way_changes_nothing(book: Path) -> None:
    """An update that raises at its second document leaves the first as it was."""

    def spoil(doc: Any) -> None:
        doc["n"] += 1
        if doc["n"] > 2:
            raise ZeroDivisionError

    with JournalDB(book) as db:
        db.insert_multiple([{"n": 1}, {"n": 2}])
        with pytest.raises(ZeroDivisionError):
            db.update(spoil)
        assert db.all() == [{"n": 1}, {"n": 2}]


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (float("nan"), ValueError),
        (float("-inf"), ValueError),
        ("\ud800", ValueError),
        ({1: 2}, TypeError),
        ({"deep": [{2: 3}]}, TypeError),
        ({1, 2}, TypeError),
        (b"bytes", TypeError),
        (object(), TypeError),
        (__import__("datetime").date(2026, 1, 1), TypeError),
    ],
    ids=[
        "nan",
        "infinite",
        "surrogate",
        "number as key",
        "number as key below",
        "set",
        "bytes",
        "object",
        "date",
    ],
)
def test_what_json_cannot_carry_is_refused_before_anything_is_written(
    book: Path, value: Any, error: type[Exception]
) -> None:
    """A value that would come back as another is an error, and the log has no new byte."""
    with JournalDB(book) as db:
        db.insert({"x": 1})
        log = Path(f"{book}-log").read_bytes()
        with pytest.raises(error) as raised:
            db.commit({"_default": {2: {"v": value}}})
        assert "\ud800" not in str(raised.value)
        with pytest.raises(error):
            db.insert({"v": value})
        assert Path(f"{book}-log").read_bytes() == log
        assert db.all() == [{"x": 1}]


def test_a_nesting_no_reader_could_follow_is_refused(book: Path) -> None:
    """A document too deep to be read back for certain is an error when it is written."""
    deep: dict[str, Any] = {}
    for _ in range(500):
        deep = {"d": deep}
    with JournalDB(book) as db:
        with pytest.raises((ValueError, RecursionError)):
            db.insert(deep)
        assert len(db) == 0


def test_memory_holds_what_the_disk_holds(book: Path) -> None:
    """Tuples become lists at once, not only at the next opening; large numbers stay exact."""
    doc = {"t": (1, (2,)), "n": 2**70, "f": 0.1, "z": -0.0, "s": "\u2028\x00\n"}
    with JournalDB(book) as db:
        db.insert(doc)
        now = db.all()
    assert now[0]["t"] == [1, [2]]
    with JournalDB(book) as db:
        assert repr(db.all()) == repr(now)


def test_ids_are_not_used_again_after_deleting_and_opening_again(book: Path) -> None:
    """The id of a removed document stays its own, over closing, a crash and a checkpoint."""
    with JournalDB(book) as db:
        db.insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
        db.remove(doc_ids=[3])
    with JournalDB(book) as db:
        assert db.next_id("_default") == 4
        assert db.insert({"n": 4}) == 4
        db.remove(doc_ids=[4])
        db.journal.abandon()  # as if killed
    with JournalDB(book) as db:
        assert db.insert({"n": 5}) == 5
        assert db.insert(Document({"n": 6}, 20)) == 20
        db.remove(doc_ids=[20])
        db.checkpoint()
    with JournalDB(book) as db:
        assert db.insert({"n": 7}) == 21


def test_plain_tinydb_reads_a_closed_book(book: Path) -> None:
    """After closing, TinyDB alone reads everything, ids and all."""
    with JournalDB(book) as db:
        db.commit({"issues": {3: {"t": "水渠", "deep": [None, True, 1.5]}}, "empty": {}})
        expected = {each: db.table(each).all() for each in db.tables()}
    with tinydb.TinyDB(book, encoding="utf-8", access_mode="r") as plain:
        assert {each: plain.table(each).all() for each in plain.tables()} == expected
        assert [doc.doc_id for doc in plain.table("issues")] == [3]


def test_files_are_for_their_owner_only(book: Path) -> None:
    """Files are 0600 and folders made for them 0700."""
    with JournalDB(book) as db:
        db.insert({})
    assert stat.S_IMODE(book.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in book.parent.iterdir()} == {0o600}
    assert {each.name for each in book.parent.iterdir()} == {
        "book.json",
        "book.json-log",
        "book.json-lock",
    }


def test_writes_between_the_steps_of_a_checkpoint_are_not_lost(book: Path) -> None:
    """A checkpoint lets writes in between its steps and carries them over."""
    with JournalDB(book) as db:
        db.commit({"a": {n: {"n": n} for n in range(1000)}})
        for number, _ in enumerate(db.checkpoint_steps()):
            db.commit({"a": {number: {"n": -number}}, "b": {number: {}}})
        json_file = json.loads(book.read_bytes())
        assert len(json_file["a"]) == 1000
        assert "b" not in json_file
        assert 0 < db.journal.log_bytes < 3000
        expected = dict(db.rows("a"))
        db.journal.abandon()  # as if killed
    with JournalDB(book) as db:
        assert dict(db.rows("a")) == expected
        assert len(db.table("b")) > 3


def test_a_checkpoint_given_up_or_begun_anew_is_harmless(book: Path) -> None:
    """Half a checkpoint leaves no file behind, and a second one ends the first."""
    with JournalDB(book) as db:
        db.commit({"a": {n: {"n": n} for n in range(1000)}})
        first, second = db.checkpoint_steps(), db.checkpoint_steps()
        for steps in (first, second):
            next(steps)
            next(steps)
        assert list(first) == []
        second.close()
        assert not Path(f"{book}-new").exists()
        assert not book.exists()
    assert len(json.loads(book.read_bytes())["a"]) == 1000


def written(file: Path) -> tuple[int, ...]:
    """Which file it is, and when it was written; when it was read, opening changes."""
    now = file.stat()
    return now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns


def test_a_checkpoint_with_nothing_to_do_touches_nothing(book: Path) -> None:
    """Opening and closing leaves the JSON file alone."""
    with JournalDB(book) as db:
        db.insert({})
    before = written(book)
    with JournalDB(book) as db:
        assert list(db.checkpoint_steps()) == []
    assert written(book) == before


def test_a_log_that_nobody_tends_does_not_grow_for_ever(book: Path) -> None:
    """A program that asks for no checkpoint gets one when the log is far too large."""
    with JournalDB(book, checkpoint_bytes=1000) as db:
        for _ in range(30):
            db.insert({"text": "x" * 400})
        assert db.journal.log_bytes < 10_000
        assert book.exists()


def test_a_new_book_is_there_after_closing_even_if_nothing_was_written(book: Path) -> None:
    """A new book that was opened and closed is an empty map."""
    JournalDB(book).close()
    assert book.read_bytes() == b"{}"


def test_nothing_is_written_after_closing(book: Path) -> None:
    """A closed book takes no writes, and closing twice is closing once."""
    db = JournalDB(book)
    db.insert({"x": 1})
    db.close()
    db.close()
    with pytest.raises(ClosedToWrites):
        db.insert({"x": 2})
    assert db.all() == [{"x": 1}]


def test_another_layout_of_the_file_is_read_back(book: Path) -> None:
    """TinyDB's own arguments for the JSON file's layout and encoding are kept to."""
    with JournalDB(book, indent=2, ensure_ascii=False, encoding="gb18030") as db:
        db.insert({"t": "水渠"})
    assert '\n      "t": "水渠"' in book.read_text("gb18030")
    with JournalDB(book, indent=2, encoding="gb18030") as db:
        assert db.all() == [{"t": "水渠"}]


class Reversed(PlainCodec):
    """Stands for an encrypted book: nothing on the disk can be read without it."""

    def encode_line(self, body: bytes, number: int, before: bytes) -> bytes:
        return f"{number}:".encode() + body.hex().encode()[::-1]

    def decode_line(self, body: bytes, number: int, before: bytes) -> bytes:
        found, _, text = body.partition(b":")
        if int(found) != number:
            raise ValueError(number)
        return bytes.fromhex(text[::-1].decode())

    def encode_file(self, chunks: Any) -> Any:
        for chunk in chunks:
            yield bytes(255 - byte for byte in chunk)

    def decode_file(self, data: bytes) -> bytes:
        return bytes(255 - byte for byte in data)


def test_the_codec_is_all_that_decides_what_lies_on_the_disk(book: Path) -> None:
    """With another codec no typed word is in any file, and everything is read back."""
    with JournalDB(book, codec=Reversed()) as db:
        db.commit({"issues": {1: {"t": "secret"}}})
        assert b"secret" not in Path(f"{book}-log").read_bytes()
        db.checkpoint()
        db.commit({"issues": {2: {"t": "secret"}}})
        db.journal.abandon()  # as if killed
    assert not any(b"secret" in each.read_bytes() for each in book.parent.iterdir())
    with JournalDB(book, codec=Reversed()) as db:
        assert dict(db.rows("issues")) == {1: {"t": "secret"}, 2: {"t": "secret"}}


def test_a_large_book_is_read_and_its_rot_noticed(book: Path) -> None:
    """A file whose digest is worked out aside is known by it just as well."""
    with JournalDB(book) as db:
        db.commit({"a": {n: {"text": "x" * 1000} for n in range(1500)}})
    with JournalDB(book) as db:
        assert len(db.rows("a")) == 1500
    content = book.read_bytes()
    for wrong in (content.replace(b"x", b"y", 1), content[:-1]):
        book.write_bytes(wrong)
        with pytest.raises(Damaged) as raised:
            JournalDB(book)
        assert raised.value.data["what"] == "json_changed"


def test_a_journal_table_over_another_storage_is_a_plain_table() -> None:
    """JournalDB takes any TinyDB storage; then it is TinyDB, and says so where it is asked for more."""
    with JournalDB(storage=tinydb.storages.MemoryStorage) as db:
        db.insert({"x": 1})
        assert isinstance(db.table("_default"), JournalTable)
        assert db.count(where("x") == 1) == 1
        with pytest.raises(TypeError):
            db.commit({})


def test_the_raw_storage_takes_and_gives_whole_tables(book: Path) -> None:
    """Middleware that reads and writes everything works, and writes one line of what differs."""
    storage = JournalStorage(book, create_dirs=True)
    storage.write({"a": {"1": {"x": 1}, "2": {"x": 2}}, "other": [1, 2]})
    size = storage.log_bytes
    storage.write({"a": {"1": {"x": 1}, "3": {"x": 3}}, "other": [1, 2]})
    assert storage.read() == {"a": {"1": {"x": 1}, "3": {"x": 3}}, "other": [1, 2]}
    assert b'"1"' not in Path(f"{book}-log").read_bytes()[size:]
    storage.close()
    again = JournalStorage(book)
    assert again.read() == {"a": {"1": {"x": 1}, "3": {"x": 3}}, "other": [1, 2]}
    again.close()


def test_a_checkpoints_steps_become_smaller_where_the_disk_is_slow() -> None:
    """A piece that took too long is followed by half as many documents, a quick one by twice."""
    pace = Pace(64)
    pace.took(0.050)
    assert pace.documents == 32
    pace.took(0.001)
    assert pace.documents == 64
    for _ in range(20):
        pace.took(1)
    assert pace.documents == 8


def test_a_closed_storage_has_let_go_of_its_handle(book: Path) -> None:
    """As TinyDB's storages do, and its own tests ask."""
    with JournalDB(book) as db:
        assert not db.storage._handle.closed
    assert db.storage._handle.closed
