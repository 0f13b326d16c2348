"""The report's last paragraph: what is near, and none of what is overdue."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.i18n import use_language
from fieldbook.papers import compose
from fieldbook.papers.outline import Paragraph
from fieldbook.reports.meeting import meeting
from fieldbook.reports.meeting_lines import DueLine


def comes_next(book: Fieldbook, *due: tuple[str, int]) -> str:
    """The paragraph where so much falls due: what, and in how many days."""
    use_language("en")
    today = book.today
    lines = tuple(
        DueLine(today + dt.timedelta(days), days, what, about=f"{what} {days}")
        for what, days in due
    )
    found = meeting(book.shelf, today, today, today, DEFAULT_HABITS)._replace(due=lines)
    paper = compose(found, audience="branch", branch="B", author="")
    return next(
        each.text
        for each in paper.all_blocks
        if isinstance(each, Paragraph) and each.text.startswith("Due in the next")
    )


def test_what_is_overdue_is_counted_and_not_called_near(book: Fieldbook) -> None:
    """What is due today is near; what was due yesterday has been told of by then."""
    told = comes_next(book, ("step", -1), ("step", 0), ("step", 1))
    assert "Of these overdue: 1 step to take." in told
    named = told.split("Next: ")[1]
    assert [f"step {days}" in named for days in (-1, 0, 1)] == [False, True, True]


@pytest.mark.parametrize(("days", "words"), [(-1, "Next: "), (0, "Next, besides visits: ")])
def test_only_visits_still_to_come_are_beside_it(book: Fieldbook, days: int, words: str) -> None:
    """Overdue ones are counted above, and not near."""
    assert words in comes_next(book, ("visit", days), ("step", 1))
