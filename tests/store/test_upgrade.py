"""Older books: upgraded after a backup, all of it or nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from fieldbook.domain.errors import TooNew, WriteFailed
from fieldbook.opening import BookOnDisk, open_book
from fieldbook.store.journal import JournalDB
from fieldbook.store.records import FORMAT
from fieldbook.store.upgrade import STEPS, upgrade
from fieldbook.store.verify import verify
from tests.clock import Clock

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of the oldest sample."""
    shutil.copy(SAMPLES / "format-1" / "book.json", tmp_path / "book.json")
    return tmp_path / "book.json"


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_a_sample_of_every_format_opens(number: int, tmp_path: Path) -> None:
    """A book of every format there ever was opens, is whole, and every act of it can be undone."""
    shutil.copy(SAMPLES / f"format-{number}" / "book.json", tmp_path / "book.json")
    with open_book(tmp_path / "book.json", device="00000001", clock=Clock()) as book:
        assert isinstance(book, BookOnDisk)
        assert verify(book.store.db, book.now) == ()
        assert [each.title for each in book.issues.all()] == ["水渠漏水", "要修夜校的灯"]
        assert book.issues.status(book.issues.all()[0].id) == "relapsed"
        while any(not act.undone for act in book.acts):
            book.undo()
        assert not [each for room in book.rooms() for each in room.all()]
        while any(act.undone for act in book.acts):
            book.redo()
        assert book.experiences.all()[0].meetings[0].who == "各组组长"


def test_every_older_format_has_its_step() -> None:
    """There is a step from every older format to the next."""
    assert set(STEPS) == set(range(1, FORMAT))


def renamed(table: str, document: dict[str, Any]) -> dict[str, Any]:
    """A made-up step: issues call their title a heading."""
    if table != "issues":
        return document
    return {("heading" if name == "title" else name): each for name, each in document.items()}


STEP: Mapping[int, Callable[[str, dict[str, Any]], dict[str, Any]]] = {FORMAT: renamed}


def test_an_older_book_is_upgraded_after_a_backup(path: Path) -> None:
    """Every document, and every before-image, takes the step; the book as it was is kept."""
    before = json.loads(path.read_text("utf-8"))
    with JournalDB(path) as db:
        told = upgrade(db, path, clock=Clock(), steps=STEP, known=FORMAT + 1)
    after = json.loads(path.read_text("utf-8"))
    assert [each.code for each in told] == ["upgraded"]
    assert json.loads(Path(told[0].data["kept"]).read_text("utf-8")) == before
    assert {each["format"] for each in after["meta"].values()} == {FORMAT + 1}
    assert all("heading" in each and "title" not in each for each in after["issues"].values())
    images = [each for act in after["acts"].values() for each in
              act["images"].get("issues", {}).values() if each]  # fmt: skip
    assert images
    assert all("heading" in each for each in images)
    assert after["households"] == before["households"]


def test_a_backup_that_cannot_be_made_leaves_the_book(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the book cannot be kept as it was, it is not upgraded."""

    def full(*_args: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("fieldbook.store.backup.replace_patiently", full)
    with JournalDB(path) as db:
        with pytest.raises(WriteFailed):
            upgrade(db, path, clock=Clock(), steps=STEP, known=FORMAT + 1)
        assert "title" in db.rows("issues")[1]


def test_a_book_of_this_format_is_left_alone(path: Path) -> None:
    """A book of the present format is not written to, and a newer one is refused."""
    with JournalDB(path) as db:
        assert upgrade(db, path, clock=Clock()) == ()
        with pytest.raises(TooNew):
            upgrade(db, path, clock=Clock(), known=FORMAT - 1)
    assert not path.with_name("backups").exists()
