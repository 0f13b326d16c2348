"""Rows stay the text they were read as until somebody asks for one, where that text was checked."""

from __future__ import annotations

import json
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import NotABook
from fieldbook.opening import BookOnDisk, open_book
from fieldbook.store import tables
from fieldbook.store.journal import JournalDB
from fieldbook.store.meetings import BRANCH, PARTNERS
from fieldbook.store.tables import Tables
from fieldbook.store.verify import SET_ASIDE
from fieldbook.store.whole_tables import AS_TEXT, BESIDE
from tests.clock import Clock

MANY = 20


@pytest.fixture(autouse=True, params=[0, tables.LARGE], ids=["at once", "one by one"])
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every promise holds for a file read at once, and for one that is too small for that."""
    monkeypatch.setattr(tables, "LARGE", request.param)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of some issues, which was closed: its JSON file holds them all."""
    place = tmp_path / "book.json"
    with opened(place) as book:
        for number in range(MANY):
            book.issues.raise_(Draft(title=f"问题{number}"))
        book.undo()
    return place


def opened(path: Path, backups: tuple[int, ...] | None = None) -> BookOnDisk:
    book = open_book(path, device="00000001", clock=Clock(), backups=backups)
    assert isinstance(book, BookOnDisk)
    return book


def as_text(db: JournalDB, table: str) -> int:
    """How many rows of a table nobody asked for yet."""
    return sum(isinstance(each, msgspec.Raw) for each in db.kept(table).values())


def test_opening_counting_and_copying_ask_for_no_row(path: Path) -> None:
    """Neither the opening, nor the next number, nor the day's copy makes documents of the rows."""
    with opened(path, backups=(7, 4, 12)) as book:
        book.issues.raise_(Draft(title="又一个"))
        assert as_text(book.store.db, "issues") == MANY
        assert as_text(book.store.db, "acts") == MANY - 1  # what was undone is forgotten
    copies = list((path.parent / "backups").iterdir())
    assert [len(json.loads(each.read_bytes())["issues"]) for each in copies] == [MANY]


def test_only_the_rows_that_are_asked_for_become_documents(path: Path) -> None:
    """One row asked for is one document made, and the same afterwards."""
    with JournalDB(path, as_text=AS_TEXT) as db:
        assert db.rows("issues")[3]["title"] == "问题2"
        assert db.rows("issues")[3] is db.rows("issues")[3]
        assert as_text(db, "issues") == MANY - 1


def test_rows_that_nobody_asked_for_are_written_as_they_were_read(path: Path) -> None:
    """A checkpoint after one change leaves every other row byte for byte the same."""
    before = path.read_bytes()
    with JournalDB(path, as_text=AS_TEXT) as db:
        row = {**db.rows("issues")[1], "title": "改了"}
        db.commit({"issues": {1: row}})
    old, new = (
        msgspec.json.decode(text, type=dict[str, dict[int, msgspec.Raw]])
        for text in (before, path.read_bytes())
    )
    assert old.keys() == new.keys()
    assert {
        (table, number)
        for table, rows in old.items()
        for number, text in rows.items()
        if bytes(text) != bytes(new[table][number])
    } == {("issues", 1)}


def test_a_book_says_the_same_whether_its_rows_are_text_or_not(path: Path) -> None:
    """Records, past acts and what undoing brings back are those of a book read whole."""
    with opened(path) as book:
        told = (list(book.shelf.everything()), list(book.acts))
        book.redo()
        redone = book.issues.all()
        book.undo()
    path.with_name("book.json-log").unlink()
    with opened(path) as book:
        assert as_text(book.store.db, "issues") == 0
        assert list(book.shelf.everything())[:-1] == told[0][:-1]
        assert [each.id for each in book.acts] == [each.id for each in told[1]]
        assert len(redone) == len(book.issues.all()) + 1


@pytest.mark.parametrize("odd", [b'"\xff"', b"1e999"], ids=["no sign", "no number"])
def test_a_file_that_nobody_checked_is_looked_at_whole(path: Path, odd: bytes) -> None:
    """Without a log nothing says who wrote a file: what no row may hold is found at the opening."""
    path.with_name("book.json-log").unlink()
    text = path.read_bytes().replace('"问题3"'.encode(), odd)
    path.write_bytes(text)
    with pytest.raises(NotABook):
        opened(path)
    assert path.read_bytes() == text


def test_a_row_that_is_no_document_is_left_where_it_lies(path: Path) -> None:
    """A number written as a row by another program is a misfit; the other rows are there."""
    strange: dict[str, Any] = json.loads(path.read_bytes())
    strange["issues"]["4"] = 5
    log = path.with_name("book.json-log")
    log.unlink()
    path.write_text(json.dumps(strange), encoding="utf-8")
    JournalDB(path, tables_only=False).close()
    with opened(path) as book:
        assert [each.code for each in book.notices] == ["misfits"]
        assert len(book.issues.all()) == MANY - 2
    assert json.loads(path.read_bytes())["issues"]["4"] == 5


@pytest.mark.parametrize(
    "text",
    [
        '{"issues": {"1": {"id": "a"}}, "meta": {"1": {"format": 1}}}',
        '{"issues": {"1": {"id": "a"}}, "meta": {"1": 2}}',
        '{"issues": {"1": 2}, "meta": {}}',
        '{"issues": {"one": {"id": "a"}}, "meta": {"1": {"format": 1}}}',
        '{"issues": 5, "acts": [], "meta": null}',
        '{"issues": {"1": {}}, "issues": {"2": {}}}',
        '{"issues": {}, "another": {"1": {}}, "acts": {"1": {"at": 5}}}',
        "{}",
    ],
)
def test_tables_read_in_one_go_are_those_read_one_by_one(text: str) -> None:
    """Whatever else a text holds beside tables, its tables and its other values are the same."""
    read, slow = Tables.decoded(text.encode(), AS_TEXT), Tables()
    slow._take_apart(msgspec.json.decode(text, type=dict[str, msgspec.Raw]), AS_TEXT.tables)
    kept = [{name: dict(each.kept(name)) for name in each.rows} for each in (read, slow)]
    assert kept[0] == kept[1]
    assert read.other == slow.other


def test_every_table_a_book_can_have_is_read_at_once() -> None:
    """What a branch, a merging and the health test lay beside the records makes no opening slower."""
    assert {PARTNERS, BRANCH, SET_ASIDE} <= set(BESIDE)
    text = json.dumps({each: {"1": {}} for each in BESIDE} | {"issues": {}}).encode()
    found = dict(AS_TEXT.at_once(text))
    assert found.pop("issues") == {}
    assert {each: bytes(raw) for each, raw in found.items()} == dict.fromkeys(BESIDE, b'{"1": {}}')


def test_an_opening_divides_no_table_into_rows(path: Path) -> None:
    """Records, how many there are and the next number are read off the whole table; an act divides its own."""
    with opened(path) as book:
        db = book.store.db
        read = db.read("issues")
        assert read is not None
        assert [*read.values()] == sorted(book.shelf.everything(), key=attrgetter("seq"))
        assert (len(db.rows("issues")), db.next_id("issues")) == (MANY, MANY + 1)
        assert 1 in db.rows("issues")
        before = {each.id: each for each in book.shelf.everything()}
        book.issues.raise_(Draft(title="又一个"))
        assert db.read("issues") is None
        assert as_text(db, "issues") == MANY
    with opened(path) as book:
        found = {each.id: each for each in book.shelf.everything()}
        assert {each: found[each] for each in before} == before


def test_a_table_that_the_log_changed_is_read_as_it_is_now(path: Path) -> None:
    """What the whole table said before is not told where lines of the log came after it."""
    with JournalDB(path) as db:
        second = {**db.rows("issues")[2], "title": "改了"}
        kept = path.read_bytes(), path.with_name("book.json-log").read_bytes()
        db.commit({"issues": {1: None, 2: second}})
        log = path.with_name("book.json-log").read_bytes()
    path.write_bytes(kept[0])
    path.with_name("book.json-log").write_bytes(log)
    with opened(path) as book:
        assert book.store.db.read("issues") is None
        titles = [each.title for each in book.issues.all()]
    assert titles[0] == "改了"
    assert len(titles) == MANY - 2


@pytest.mark.parametrize(
    "change",
    [{"newer_field": 1}, {"found_on": "0002-01-01"}, {"beyond": '{"a":1}'}, {"title": 5}],
    ids=lambda each: next(iter(each)),
)
def test_a_table_with_an_odd_row_is_read_row_by_row(path: Path, change: dict[str, Any]) -> None:
    """One row that does not fit, or cannot be, is told as it was when all were read by themselves."""
    with JournalDB(path) as db:
        db.commit({"issues": {2: {**db.rows("issues")[2], **change}}})
    whole = opened(path)
    with whole as book:
        found = {each.id: each for each in book.shelf.everything()}
        odd = [each.doc_id for each in book.store.misfits]
    path.with_name("book.json-log").unlink()
    with opened(path) as book:
        assert {each.id: each for each in book.shelf.everything()} == found
        assert [each.doc_id for each in book.store.misfits] == odd
    assert len(found) + len(odd) == MANY
