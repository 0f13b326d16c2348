"""The records' store: acts in, one line each; undo and redo from what the disk holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import WriteFailed
from fieldbook.domain.notices import Notice
from fieldbook.opening import BookOnDisk, open_book
from fieldbook.store import records as records_module
from tests.clock import Clock

UNKNOWN = {"new_field": {"deep": [1, {"deeper": "陈"}]}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the book is to be."""
    return tmp_path / "book.json"


def opened(path: Path) -> BookOnDisk:
    book = open_book(path, device="00000001", clock=Clock(), backups=None)
    assert isinstance(book, BookOnDisk)
    return book


def log_lines(path: Path) -> int:
    return path.with_name(path.name + "-log").read_bytes().count(b"\n")


def test_an_act_is_one_line_of_the_log(path: Path) -> None:
    """An act of many records is one line, and so is its undoing."""
    with opened(path) as book:
        before = log_lines(path)
        book.visits.note(
            Draft(household_text="陈"), [Draft(title=f"问题{number}") for number in range(20)]
        )
        assert log_lines(path) == before + 1
        book.undo()
        assert log_lines(path) == before + 2


def test_a_refused_write_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk refuses an act, neither memory nor disk has any of it, and work goes on."""

    def full(_self: object, _data: bytes) -> None:
        raise OSError(28, "full")

    with opened(path) as book:
        book.issues.raise_(Draft(title="一"))
        with monkeypatch.context() as patch:
            patch.setattr("fieldbook.store.disk._OpenFile.append", full)
            with pytest.raises(WriteFailed):
                book.issues.raise_(Draft(title="二"))
            with pytest.raises(WriteFailed):
                book.undo()
        assert [each.title for each in book.issues.all()] == ["一"]
        assert len(book.acts) == 1
        book.issues.raise_(Draft(title="三"))
    with opened(path) as book:
        assert [each.title for each in book.issues.all()] == ["一", "三"]


def test_only_the_last_acts_can_be_undone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest acts make room, in the book as in memory."""
    monkeypatch.setattr(records_module, "ACTS_KEPT", 5)
    with opened(path) as book:
        for number in range(8):
            book.issues.raise_(Draft(title=f"问题{number}"))
    with opened(path) as book:
        assert len(book.acts) == 5
        for _each in range(5):
            book.undo()
        assert len(book.issues.all()) == 3


def test_unknown_fields_survive_edits_undo_and_restarts(path: Path) -> None:
    """Fields a newer fieldbook wrote survive, at every depth, whatever is done to the record."""
    with opened(path) as book:
        book.issues.raise_(Draft(title="一", raised_by="陈桂生"))
    content = json.loads(path.read_text("utf-8"))
    content["issues"]["1"].update(UNKNOWN)
    content["issues"]["1"]["raised_by"].update(UNKNOWN)
    path.with_name("book.json-log").unlink()
    path.write_text(json.dumps(content), encoding="utf-8")
    with opened(path) as book:
        issue = book.issues.all()[0]
        book.issues.edit(issue.id, Draft(title="二"))
        book.issues.remove(issue.id)
        book.undo()
        book.undo()
        book.redo()
    document = json.loads(path.read_text("utf-8"))["issues"]["1"]
    assert document["title"] == "二"
    assert document["new_field"] == UNKNOWN["new_field"]
    assert document["raised_by"]["new_field"] == UNKNOWN["new_field"]


def test_the_first_write_says_the_format(path: Path) -> None:
    """A book says its format with its first entry, once."""
    with opened(path) as book:
        book.issues.raise_(Draft(title="一"))
        book.issues.raise_(Draft(title="二"))
    meta = json.loads(path.read_text("utf-8"))["meta"]
    assert [each["format"] for each in meta.values()] == [records_module.FORMAT]


def test_a_new_act_forgets_what_was_undone(path: Path) -> None:
    """What was undone cannot be redone after a new act, also after a restart."""
    with opened(path) as book:
        book.issues.raise_(Draft(title="一"))
        book.issues.raise_(Draft(title="二"))
        book.undo()
        book.issues.raise_(Draft(title="三"))
    with opened(path) as book:
        assert [each.undone for each in book.acts] == [False, False]
        assert [each.title for each in book.issues.all()] == ["一", "三"]


def test_an_act_that_is_none_is_told_and_the_others_are_undone(path: Path) -> None:
    """A line of the acts that cannot be read is counted with what is left as it is."""
    with opened(path) as book:
        book.issues.raise_(Draft(title="一"))
    tables = json.loads(path.read_text("utf-8"))
    tables["acts"]["99"] = {"at": 1}
    for each in path.parent.glob("book.json-*"):
        each.unlink()
    path.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")
    with opened(path) as book:
        assert Notice("misfits", {"count": 1}) in book.notices
        book.undo()
        assert not book.issues.all()
