"""Which households one was at last."""

from __future__ import annotations

import datetime as dt

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Household
from fieldbook.reports.recent import MOST, recent_households


def _heads(book: Fieldbook, opened: dict[str, dt.datetime] | None = None) -> list[str]:
    return [each.head for each in recent_households(book.shelf, opened or {})]


def test_what_was_written_about_last_stands_first(book: Fieldbook) -> None:
    """A visit and an issue bring their household to the top; so does having read it."""
    one, two, three = (book.households.assign(Draft(head=f"李{each}")) for each in "一二三")
    assert _heads(book) == ["李三", "李二", "李一"]
    book.issues.raise_(Draft(title="x", household=one.id))
    assert _heads(book)[0] == "李一"
    book.visits.note(Draft(household=two.id, visited_on=book.today))
    assert _heads(book)[:2] == ["李二", "李一"]
    assert _heads(book, {three.id: book.now + dt.timedelta(minutes=1)})[0] == "李三"


def test_only_so_many_are_listed_and_none_that_is_removed(book: Fieldbook) -> None:
    """The list is as long as a screen, without what lies in the trash."""
    for each in range(MOST + 3):
        book.households.assign(Draft(head=f"李{each}"))
    last = book.shelf.every(Household)[-1]
    book.households.remove(last.id)
    found = recent_households(book.shelf, {})
    assert len(found) == MOST
    assert last.id not in {each.id for each in found}
