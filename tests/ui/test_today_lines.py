"""Today's lines are those of a plain reading, whatever the start leaves unread and the shelf remembers."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.book import Fieldbook
from fieldbook.demo import make_village
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import BY_TABLE
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import use_language
from fieldbook.opening import open_book
from fieldbook.reports.agenda import agenda
from fieldbook.store.codec import decode
from fieldbook.ui.told import today
from fieldbook.ui.told.today import today_columns, today_rows
from fieldbook.ui.widgets.columns import place
from tests.clock import Clock


def busy(seed: int) -> Callable[[Fieldbook], None]:
    """Makes a book at random: visits and issues of any day, some of them solved, removed or undone."""

    def fill(book: Fieldbook) -> None:
        chance = random.Random(seed)
        groups = [book.groups.found(Draft(name=f"{n}组")).id for n in range(4)]
        homes = [
            book.households.assign(Draft(head=f"户主{n}", group=chance.choice(groups))).id
            for n in range(12)
        ]
        for _number in range(30):
            day = (book.today - dt.timedelta(days=chance.randrange(90))).isoformat()
            home = chance.choice(homes)
            if chance.random() < 0.5:
                book.visits.note(Draft(visited_on=day, household=home, learned="学到的"))
                continue
            due = (book.today + dt.timedelta(days=chance.randrange(-20, 20))).isoformat()
            issue = book.issues.raise_(
                Draft(title="问题", household=home, found_on=day, due_on=due)
            )
            after = chance.random()
            if after < 0.3:
                book.solutions.note(Draft(issues=[issue.id], method="办法", studied_on=day))
            elif after < 0.5:
                book.issues.remove(issue.id)
            elif after < 0.6:
                book.undo()

    return fill


@pytest.mark.parametrize("fill", [make_village, busy(1), busy(2)], ids=["village", "1", "2"])
def test_todays_lines_are_those_of_a_plain_reading(
    tmp_path: Path, clock: Clock, fill: Callable[[Fieldbook], None]
) -> None:
    """Of a book opened anew, on the day and a month on: to the letter what its documents say one by one."""
    use_language("zh_CN")
    path = tmp_path / "book.json"
    with open_book(path, device="00000001", clock=clock, backups=None) as book:
        fill(book)
    tables = json.loads(path.read_bytes())
    plain = [
        decode(record_type, document)
        for table, record_type in BY_TABLE.items()
        for document in tables.get(table, {}).values()
    ]
    for days in (0, 30):
        clock.today += dt.timedelta(days=days)
        with open_book(path, device="00000001", clock=clock, backups=None) as book:
            lines = today_rows(book, book.agenda())
            fresh = agenda(Shelf(plain), book.today, book.habits, book.us)
            assert lines
            assert lines == today_rows(book, fresh)
    use_language("en")


def test_where_a_household_is_stands_whole_beside_its_name() -> None:
    """Group and number are what a household is found by: on 80 columns they are not cut for a title."""
    use_language("en")
    (_what, who, _when) = place(today_columns(), 72, (60, len("Mill Lane 12 no. 112"), 12))
    assert who.width == len("Mill Lane 12 no. 112")


@pytest.mark.parametrize(("count", "end"), [(8, "P7"), (10, "and 2 more")])
def test_of_many_to_settle_it_is_said_that_there_are_more(
    book: Fieldbook, monkeypatch: pytest.MonkeyPatch, count: int, end: str
) -> None:
    """The first eight are named."""
    use_language("en")
    issues = {str(nth): book.issues.raise_(Draft(title=f"P{nth}")) for nth in range(count)}
    monkeypatch.setattr(today, "to_settle", lambda _book: issues)
    monkeypatch.setattr(type(book), "is_of_a_branch", True)
    *_before, told = today._settle_rows(book)
    assert told.cells[0].startswith("P0; P1; ")
    assert told.cells[0].endswith(f"; {end}")
