"""Values that cannot be, as a file of another's making may hold them, are told and stop nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Forged
from fieldbook.opening import open_book
from tests.cli.conftest import Run, fieldbook, home, path

__all__ = ["fieldbook", "home", "path"]


@pytest.fixture
def book(path: Path) -> Path:
    """A book with a household, a visit and an issue."""
    with open_book(path, backups=None) as found:
        household = found.households.assign(Draft(head="陈桂生", people="4"))
        found.visits.note(Draft(household=household.id, learned="先浇一遍再下种"))
        found.issues.raise_(Draft(title="水渠漏水", household=household.id))
    path.with_name("book.json-log").unlink()
    return path


def forge(book: Path, table: str, **fields: Any) -> None:
    """Write into the file what no fieldbook would."""
    data = json.loads(book.read_text("utf-8"))
    next(iter(data[table].values())).update(fields)
    book.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        ("households", {"visit_every_days": 10**12}),
        ("households", {"visit_every_days": -5}),
        ("households", {"people": -1}),
        ("households", {"people": 10**15}),
        ("households", {"created_at": "0001-01-01T00:00:00Z"}),
        ("visits", {"visited_on": "9999-12-31"}),
        ("visits", {"visited_on": "1799-12-31"}),
        ("issues", {"due_on": "2200-01-01"}),
        ("issues", {"referred_before": [{"referred_on": "0001-01-01"}]}),
    ],
)
def test_what_cannot_be_is_a_misfit(
    table: str, fields: dict[str, Any], book: Path, fieldbook: Run, tmp_path: Path
) -> None:
    """It is left where it lies; ``verify`` tells of it with 1, papers are written, repair sets it aside."""
    forge(book, table, **fields)
    assert fieldbook("verify", "--book", book).code == 1
    for words in (("list", table), ("export", "-o", tmp_path / "p.md")):
        assert fieldbook(*words, "--book", book).code == 0, words
    undone = fieldbook("undo", "--book", book)
    assert undone.code == 0 or "There is no" in undone.err
    fieldbook("verify", "--repair", "--book", book)
    assert json.loads(book.read_text("utf-8"))["set_aside"]["1"]["table"] == table
    assert "cannot be read" not in fieldbook("verify", "--book", book).err


@pytest.mark.parametrize("day", ["1800-01-01", "2199-12-31"])
def test_the_first_and_the_last_day_can_be(day: str, book: Path) -> None:
    """The days at both edges are days like any other."""
    forge(book, "visits", visited_on=day)
    with open_book(book, backups=None) as found:
        assert found.visits.all()[0].visited_on.isoformat() == day


@pytest.mark.parametrize(
    "images",
    [
        {"households": {"x": {"head": 3}}},
        {"nothing": {"x": None}},
        {"issues": ["x"]},
        [],
        {"visits": {"x": {"id": "x", "visited_on": "9999-12-31"}}},
    ],
)
def test_a_forged_act_is_told(images: Any, book: Path) -> None:
    """Undoing an act that no fieldbook wrote changes nothing and says so."""
    data = json.loads(book.read_text("utf-8"))
    data["acts"][max(data["acts"], key=int)]["images"] = images
    book.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    with open_book(book, backups=None) as found:
        with pytest.raises(Forged):
            found.undo()
        assert len(found.issues.all()) == 1
