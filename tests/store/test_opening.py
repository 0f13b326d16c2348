"""Opening a book: where it lies, who may write, and what a newer one is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import tinydb

from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import InUse, NotABook, ReadOnly
from fieldbook.domain.stamps import replica_of
from fieldbook.opening import default_book_path, device_id, habits_of, open_book
from fieldbook.settings import Settings
from tests.clock import Clock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book in a folder that is not there yet."""
    return tmp_path / "new" / "book.json"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder."""
    monkeypatch.setattr("fieldbook.store.place.data_folder", lambda: tmp_path / "home")
    monkeypatch.setattr("fieldbook.opening.data_folder", lambda: tmp_path / "home")
    return tmp_path / "home"


def test_what_was_done_is_there_after_opening_again(path: Path) -> None:
    """Records and acts of an earlier run are there, and can be undone, in a new one."""
    with open_book(path, device="00000001", clock=Clock()) as book:
        book.issues.raise_(Draft(title="水渠漏水"))
    with open_book(path, device="00000001", clock=Clock()) as book:
        assert [each.title for each in book.issues.all()] == ["水渠漏水"]
        assert book.undo().about == "水渠漏水"
    with open_book(path, device="00000001", clock=Clock()) as book:
        assert not book.issues.all()
        book.redo()
    with tinydb.TinyDB(path, encoding="utf-8") as plain:
        assert len(plain.table("issues").all()) == 1


def test_stamps_grow_over_runs_and_carry_the_replica(path: Path) -> None:
    """A stamp given after opening again is greater than those before, and names book and device."""
    with open_book(path, device="0000000a", clock=Clock()) as book:
        first = book.issues.raise_(Draft(title="一"))
    with open_book(path, device="0000000a", clock=Clock()) as book:
        second = book.issues.raise_(Draft(title="二"))
    with open_book(path, device="0000000b", clock=Clock()) as book:
        elsewhere = book.issues.raise_(Draft(title="三"))
    stamps = [dict(each.stamps)["*"] for each in (first, second, elsewhere)]
    assert stamps == sorted(stamps)
    assert replica_of(stamps[0]) == replica_of(stamps[1]) != replica_of(stamps[2])


def test_files_and_new_folders_are_private(path: Path) -> None:
    """Whatever lies beside a book can be read by its owner only."""
    with open_book(path, device="00000001") as book:
        book.issues.raise_(Draft(title="水渠漏水"))
    with open_book(path, device="00000001"):
        pass
    if os.name != "nt":
        modes = {each.name: each.stat().st_mode & 0o777 for each in path.parent.rglob("*")}
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert modes.pop("backups") == 0o700
        assert set(modes.values()) == {0o600}


def test_a_second_writer_is_told_and_a_reader_let_in(path: Path) -> None:
    """One writes; a second writer is refused, and a reader sees what was saved."""
    with open_book(path, device="00000001") as book:
        book.issues.raise_(Draft(title="水渠漏水"))
        with pytest.raises(InUse) as told:
            open_book(path, device="00000001")
        assert told.value.data["pid"] == str(os.getpid())
        with open_book(path, read_only=True) as reader:
            assert len(reader.issues.all()) == 1
            with pytest.raises(ReadOnly):
                reader.issues.raise_(Draft(title="x"))


def test_reading_where_no_book_is_makes_none(path: Path) -> None:
    """A book that is not there reads as an empty one, takes nothing, and is not made."""
    with open_book(path, read_only=True) as book:
        assert not list(book.shelf.everything())
        assert not book.acts
        assert book.take_in_inbox() == 0
        assert list(book.tidy_steps()) == []
        with pytest.raises(ReadOnly):
            book.issues.raise_(Draft(title="x"))
    assert not path.parent.exists()


def test_a_newer_book_is_opened_for_reading_and_says_so(path: Path) -> None:
    """A book of a newer format is read, not written, byte for byte as it was, and that is told."""
    with open_book(path, device="00000001") as book:
        book.issues.raise_(Draft(title="水渠漏水"))
    content = json.loads(path.read_text("utf-8"))
    content["meta"]["1"]["format"] = 99
    path.with_name("newer.json").write_text(json.dumps(content), encoding="utf-8")
    newer = path.with_name("newer.json")
    before = newer.read_bytes()
    for read_only in (False, True):
        with open_book(newer, device="00000001", read_only=read_only) as book:
            assert book.read_only
            assert [each.code for each in book.notices] == ["too_new"]
            assert [each.title for each in book.issues.all()] == ["水渠漏水"]
            with pytest.raises(ReadOnly):
                book.issues.raise_(Draft(title="x"))
    assert newer.read_bytes() == before
    assert not newer.with_name("backups").joinpath("newer.json").exists()


def test_an_opening_that_fails_lets_go_of_the_book(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where something goes wrong while a book is opened, the next one may open it."""

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("fieldbook.opening.RecordStore", broken)
        with pytest.raises(RuntimeError):
            open_book(path, device="00000001")
    open_book(path, device="00000001").close()


def test_a_folder_is_no_book(tmp_path: Path) -> None:
    """A folder in the book's place is refused, and nothing is laid into it or beside it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for read_only in (False, True):
        with pytest.raises(NotABook):
            open_book(folder, read_only=read_only)
    assert [each.name for each in tmp_path.rglob("*")] == ["folder"]


def test_entries_that_cannot_be_read_are_told_of(path: Path) -> None:
    """A document that is no record stays where it is, and the opening tells of it."""
    path.parent.mkdir()
    path.write_text('{"issues": {"1": {"id": 7}}}', encoding="utf-8")
    with open_book(path, device="00000001") as book:
        assert [(each.code, each.data["count"]) for each in book.notices] == [("misfits", 1)]
        book.issues.raise_(Draft(title="水渠漏水"))
    assert json.loads(path.read_text("utf-8"))["issues"]["1"] == {"id": 7}


def test_the_device_is_known_again(home: Path) -> None:
    """The device's id is made once, private, and kept outside the book; a broken one is not used."""
    first = device_id()
    assert first == device_id()
    assert int(first, 16) >= 0
    assert len(first) == 8
    (home / "device").write_text("nonsense", encoding="ascii")
    assert len(device_id()) == 8


def test_a_device_that_can_keep_nothing_has_an_id_too(tmp_path: Path) -> None:
    """Where nothing can be kept, an id is made for this time."""
    (tmp_path / "file").write_text("x", encoding="ascii")
    assert len(device_id(tmp_path / "file")) == 8


def test_the_users_own_book(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own book lies in the user's folder, unless the environment names another."""
    monkeypatch.delenv("FIELDBOOK_BOOK", raising=False)
    assert default_book_path() == home / "book.json"
    monkeypatch.setenv("FIELDBOOK_BOOK", str(home / "other.json"))
    assert default_book_path() == home / "other.json"


def test_habits_come_from_the_settings() -> None:
    """The settings' intervals are the book's habits."""
    habits = habits_of(Settings(visit_every_days=7, week_rule=(2, 2, 2)))
    assert (habits.visit_every_days, habits.week_rule) == (7, (2, 2, 2))


def test_tidying_in_steps_brings_the_file_up_to_date(path: Path) -> None:
    """The steps of tidying, run between key presses, leave a JSON file with everything in it."""
    with open_book(path, device="00000001") as book:
        book.issues.raise_(Draft(title="水渠漏水"))
        for _step in book.tidy_steps():
            assert book.issues.all()
        assert "水渠漏水" in path.read_text("utf-8")
