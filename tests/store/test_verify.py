"""Verify: whatever is wrong in a book is named, and repairing only adds and sets aside."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldbook.opening import BookOnDisk, open_book
from fieldbook.store.records import FORMAT
from fieldbook.store.verify import SET_ASIDE, Fault, set_acts_aside, set_aside, verify
from tests.clock import Clock

SAMPLE = Path(__file__).parents[1] / "samples" / "format-1" / "book.json"
Tables = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A whole book."""
    shutil.copy(SAMPLE, tmp_path / "book.json")
    return tmp_path / "book.json"


def opened(path: Path) -> BookOnDisk:
    book = open_book(path, device="00000001", clock=Clock(), backups=None)
    assert isinstance(book, BookOnDisk)
    return book


def broken(path: Path, change: Callable[[Tables], None]) -> tuple[Fault, ...]:
    """What verify says of the book after a change to its file."""
    tables = json.loads(path.read_text("utf-8"))
    change(tables)
    path.write_text(json.dumps(tables), encoding="utf-8")
    with opened(path) as book:
        return verify(book.store.db, book.now)


def set_to(table: str, field: str, value: Any) -> Callable[[Tables], None]:
    def change(tables: Tables) -> None:
        tables[table]["1"][field] = value

    return change


def test_a_whole_book_has_no_fault(path: Path) -> None:
    """Nothing is found where nothing is wrong."""
    with opened(path) as book:
        assert verify(book.store.db, book.now) == ()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (set_to("issues", "title", 7), Fault("misfit", "issue", 1, "$.title")),
        (set_to("issues", "found_on", "2019-13-45"), Fault("misfit", "issue", 1, "$.found_on")),
        (set_to("issues", "title", ""), Fault("required", "issue", 1, "title")),
        (set_to("visits", "household", "x"), Fault("lost", "visit", 1, "household", "x")),
        (
            set_to("issues", "found_on", "1850-01-01"),
            Fault("impossible_date", "issue", 1, "found_on", "1850-01-01"),
        ),
        (
            set_to("stays", "from_on", "2027-01-01"),
            Fault("before_start", "stay", 1, "to_on", "2026-11-21"),
        ),
        (set_to("issues", "kind", "bogus"), Fault("unknown_code", "issue", 1, "kind", "bogus")),
        (
            set_to("issues", "stamps", {"*": "bogus"}),
            Fault("impossible_stamp", "issue", 1, "*", "bogus"),
        ),
        (
            set_to("issues", "stamps", {"*": "ffffffffffff-0000-00000001"}),
            Fault("impossible_stamp", "issue", 1, "*", "ffffffffffff-0000-00000001"),
        ),
        (set_to("issues", "stamps", {}), Fault("no_stamp", "issue", 1)),
        (
            set_to("issues", "created_at", "2099-01-01T00:00:00+08:00"),
            Fault("impossible_date", "issue", 1, "created_at", "2099-01-01T00:00:00+08:00"),
        ),
        (set_to("meta", "format", "one"), Fault("format", value="one")),
        (set_to("meta", "format", 0), Fault("format", value="0")),
        (set_to("meta", "format", None), Fault("format", value="None")),
        (set_to("acts", "verb", None), Fault("act", "", 1)),
        (set_to("acts", "images", {"bogus": {"x": {}}}), Fault("act", "", 1)),
        (set_to("acts", "images", {"issues": {"x": None}}), Fault("act_lost", "", 1)),
    ],
)
def test_what_is_wrong_is_named(change: Callable[[Tables], None], fault: Fault, path: Path) -> None:
    """Each thing that can be wrong with an entry is named with the entry and the field."""
    assert fault in broken(path, change)


def test_the_same_id_twice_is_named(path: Path) -> None:
    """Two entries with one id are named."""

    def change(tables: Tables) -> None:
        tables["issues"]["9"] = dict(tables["issues"]["1"])

    assert Fault("twice", "issue", 1) in broken(path, change)


def test_of_one_id_the_entry_written_last_stays(path: Path) -> None:
    """Of two entries with one id the older one is set aside, wherever it stands, and so is one without."""
    older = {"title": "老的", "stamps": {"*": "000000000001-0000-00000001"}}

    def change(tables: Tables) -> None:
        first = tables["issues"]["1"]
        tables["issues"] = {"0": {**first, **older}, **tables["issues"], "9": {**first, **older}}
        tables["households"]["9"] = {**tables["households"]["1"], "id": ""}

    title = json.loads(path.read_text("utf-8"))["issues"]["1"]["title"]
    assert {each.code for each in broken(path, change)} == {"twice", "no_id"}
    with opened(path) as book:
        assert set_aside(book.store.db, book.now) == 3
        assert verify(book.store.db, book.now) == ()
    tables = json.loads(path.read_text("utf-8"))
    assert next(iter(tables["issues"].values()))["title"] == title
    kept = [each["document"] for each in tables[SET_ASIDE].values()]
    assert [each.get("title") for each in kept] == [None, "老的", "老的"]


def test_what_points_to_another_kind_is_named_and_not_made_up_for(path: Path) -> None:
    """A household's place that holds a group's id is told; repairing adds no second entry of that id."""

    def change(tables: Tables) -> None:
        tables["issues"]["1"]["household"] = tables["groups"]["1"]["id"]

    assert {each.code for each in broken(path, change)} == {"other_kind"}
    with opened(path) as book:
        assert book.keeping.make_up_for_lost() == 0
        assert {each.code for each in verify(book.store.db, book.now)} == {"other_kind"}


def test_a_date_deep_inside_is_checked_too(path: Path) -> None:
    """Dates of the parts of a record are checked like its own."""

    def change(tables: Tables) -> None:
        tables["solutions"]["1"]["steps"][0]["due_on"] = "1850-01-01"

    assert Fault("impossible_date", "solution", 1, "due_on", "1850-01-01") in broken(path, change)


def test_what_cannot_be_read_is_set_aside_whole(path: Path) -> None:
    """Unreadable entries and acts are moved, whole, into a table of their own, and no other is."""

    def change(tables: Tables) -> None:
        tables["issues"]["2"] = {"id": 7, "words": "陈桂生"}
        tables["acts"]["1"]["verb"] = None

    broken(path, change)
    with opened(path) as book:
        assert set_aside(book.store.db, book.now) == 2
        assert set_aside(book.store.db, book.now) == 0
    tables = json.loads(path.read_text("utf-8"))
    kept = list(tables[SET_ASIDE].values())
    assert {name: kept[0][name] for name in ("table", "number", "document")} == {
        "table": "issues",
        "number": 2,
        "document": {"id": 7, "words": "陈桂生"},
    }
    assert len(tables["issues"]) == 1
    assert len(tables["acts"]) == 18


def test_lost_entries_are_made_up_for_in_the_trash(path: Path) -> None:
    """For each entry others point to and nobody has, one is added in the trash, undoably."""

    def change(tables: Tables) -> None:
        for table in ("households", "issues", "groups", "members", "tasks", "solutions", "visits"):
            del tables[table]["1"]

    assert {each.code for each in broken(path, change)} == {"lost", "act_lost"}
    with opened(path) as book:
        before = [len(room.all()) for room in book.rooms()]
        assert book.keeping.make_up_for_lost() == 6
        assert [len(room.all()) for room in book.rooms()] == before
        # Only the act that made the visit leads nowhere: nothing else had pointed to the visit.
        assert {each.code for each in verify(book.store.db, book.now)} == {"act_lost"}
        assert book.keeping.make_up_for_lost() == 0
        assert book.undo().verb == "repair"


def test_an_act_that_leads_nowhere_is_set_aside(path: Path) -> None:
    """It cannot be undone; once it is kept elsewhere the book is whole, and the other acts are left."""
    broken(path, set_to("acts", "images", {"issues": {"gone": None}}))
    with opened(path) as book:
        many = len(book.store.db.rows("acts"))
        assert set_aside(book.store.db, book.now) == 0
        assert set_acts_aside(book.store.db, book.now) == 1
        assert verify(book.store.db, book.now) == ()
        assert len(book.store.db.rows("acts")) == many - 1
    (kept,) = json.loads(path.read_text("utf-8"))[SET_ASIDE].values()
    assert kept["document"]["images"] == {"issues": {"gone": None}}


def test_records_made_up_for_have_numbers_of_their_own(path: Path) -> None:
    """However many of a kind are made up for at once, each gets a number that no other has."""

    def change(tables: Tables) -> None:
        tables["issues"]["1"]["household"] = "lost-one"
        tables["visits"]["1"]["household"] = "lost-two"

    broken(path, change)
    with opened(path) as book:
        assert book.keeping.make_up_for_lost() == 2
        numbers = [each.seq for each in book.shelf.everything() if each.kind == "household"]
        assert len(set(numbers)) == len(numbers) == 4
        assert verify(book.store.db, book.now) == ()


def test_a_number_that_two_records_have_is_named_and_given_anew(path: Path) -> None:
    """Of two records of a kind with one number the later one gets another, undoably."""

    def change(tables: Tables) -> None:
        first = tables["issues"]["1"]
        later = {"id": "another", "created_at": "2026-11-21T23:00:00+08:00", "title": "后来的"}
        tables["issues"] = {"9": {**first, **later}, **tables["issues"]}
        tables["issues"]["10"] = {**first, "id": "put-away", "undone": True,
                                  "removed_at": "2026-11-21T23:00:00+08:00"}  # fmt: skip

    assert broken(path, change) == (Fault("same_number", "issue", 1),)
    with opened(path) as book:
        assert book.keeping.number_anew() == 1
        assert {each.title: each.seq for each in book.issues.all()}["后来的"] == 3
        assert verify(book.store.db, book.now) == ()
        assert book.keeping.number_anew() == 0
        assert book.undo().verb == "repair"


def test_a_garbled_format_is_written_anew(path: Path) -> None:
    """Where the format's number cannot be read, the present one is written; what stood there is kept."""
    broken(path, set_to("meta", "format", "one"))
    with opened(path) as book:
        assert set_aside(book.store.db, book.now) == 1
        assert verify(book.store.db, book.now) == ()
    tables = json.loads(path.read_text("utf-8"))
    assert [each["format"] for each in tables["meta"].values()] == [FORMAT]
    assert [each["document"]["format"] for each in tables[SET_ASIDE].values()] == ["one"]


def test_a_clock_that_stands_behind_makes_no_entry_wrong(path: Path) -> None:
    """With a dead battery the entries are as right as before; only the clock is wrong."""
    clock = Clock()
    clock.pass_days(-4000)
    with open_book(path, device="00000001", clock=clock, backups=None) as book:
        assert isinstance(book, BookOnDisk)
        assert book.clock_is_behind()
        assert verify(book.store.db, book.now) == ()
