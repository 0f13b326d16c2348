"""``fieldbook list`` of the lists of names behind the figures, and of the method's new records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fieldbook.domain.codes import LISTS
from fieldbook.domain.drafts import Draft
from fieldbook.opening import open_book
from fieldbook.reports.lists import LISTS as REPORTS
from fieldbook.titles import TITLES
from tests.book.ten_days import TenDays, ten_days
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def days() -> TenDays:
    """The ten days in memory."""
    return ten_days()


@pytest.fixture
def book(days: TenDays, path: Path) -> Path:
    """The same on disk, brought in as one act."""
    with open_book(path, clock=days.clock) as found:
        everything = days.book.shelf.everything()
        found.keeping.bring_back(found.keeping.compare(everything), about="ten days")
    return path


@pytest.mark.parametrize("code", LISTS)
def test_json_has_the_lines_and_cells(code: str, fieldbook: Run, days: TenDays, book: Path) -> None:
    """A line an object: which record it is about, and a cell for every column."""
    lines = json.loads(fieldbook("list", code, "--json", "--book", book).out)
    if code not in (
        "not_visited",
        "overdue",
        "without_plan",
        "untold",
    ):  # these go by the real today
        ids = [each.record.id if each.record else None for each in days.book.names(code)]
        assert [each.get("id") for each in lines] == ids
    about = ["list"] if code == "units" else ["list", "kind", "seq", "id"]
    for line in lines:
        assert list(line) == [*about, *REPORTS[code].columns]
    heading, *rows = fieldbook("list", code, "--book", book).out.splitlines()
    assert len(heading.split("\t")) == len(REPORTS[code].columns)
    assert len(rows) == len(lines)


@pytest.mark.parametrize(
    ("kind", "many"), [("plans", 2), ("on_site_meetings", 2), ("links", 4), ("tasks", 2)]
)
def test_the_new_records_are_listed(kind: str, many: int, fieldbook: Run, book: Path) -> None:
    """Each kind is listed with its fields, plainly and as JSON."""
    assert len(json.loads(fieldbook("list", kind, "--json", "--book", book).out)) == many
    assert len(fieldbook("list", kind, "--book", book).out.splitlines()) == many + 1


def test_a_list_is_narrowed(fieldbook: Run, book: Path) -> None:
    """To a unit, a group, words and days; its title in words names it too."""

    def groups(*words: str) -> list[str]:
        said = fieldbook("list", "without_core", "--json", "--book", book, *words)
        return [each["group"] for each in json.loads(said.out)]

    assert groups() == ["3组", "4组", "1组"]
    assert groups("--unit", "红旗公社 / 李庄大队") == ["1组"]
    assert groups("--group", "4组") == ["4组"]
    assert groups("--search", "赵长河") == ["1组"]
    learned = fieldbook("list", "learned", "--until", "2026-11-20", "--no-heading", "--book", book)
    assert len(learned.out.splitlines()) == 1
    named = fieldbook("list", TITLES["red_flags"], "--json", "--book", book)
    assert [each["for_what"] for each in json.loads(named.out)] == ["记工公开"]


def test_a_list_is_of_a_day(fieldbook: Run, book: Path) -> None:
    """The figures of the units, and who was of a type, as they stood then; records are of that day."""
    said = fieldbook("list", "units", "--on", "2026-10-12", "--json", "--book", book)
    rows = {each["unit"]: each for each in json.loads(said.out)}
    assert (rows[""]["groups"], rows[""]["surveyed"], rows[""]["type_3"]) == (4, 1, 1)
    assert fieldbook("list", "units", "--on", "2026-10-12", "--book", book).out.count("\n") == 5
    then = fieldbook("list", "type_3", "--on", "2026-10-12", "--json", "--book", book)
    assert [each["group"] for each in json.loads(then.out)] == ["3组"]
    visits = fieldbook("list", "visits", "--on", "2026-11-23", "--json", "--book", book)
    assert {each["visited_on"] for each in json.loads(visits.out)} == {"2026-11-23"}


def test_a_unit_is_for_lists_of_names(fieldbook: Run, book: Path) -> None:
    """A list of records refuses it, and says what narrows that one."""
    said = fieldbook("list", "households", "--unit", "红旗公社", "--book", book)
    assert (said.code, said.out) == (2, "")
    assert "--group" in said.err


def test_the_book_is_whole(fieldbook: Run, book: Path) -> None:
    """Verify finds nothing wrong with the new records; what points nowhere it does find."""
    assert fieldbook("verify", "--book", book).code == 0
    with open_book(book) as found:
        meeting = found.on_site_meetings.all()[0]
        found.groups.remove(meeting.came[0])
    assert fieldbook("verify", "--book", book).code == 0


def test_the_book_keeps_and_undoes_them(book: Path) -> None:
    """What was written is there when the book is opened again, and undone from there."""
    with open_book(book) as found:
        plan = found.plans.write(Draft(group=found.groups.all()[0].id, study="认字"))
    with open_book(book) as found:
        assert found.plans.get(plan.id).study == "认字"
        found.undo()
        assert plan.id not in [each.id for each in found.plans.all()]
