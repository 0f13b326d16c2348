"""How a follow-up that was cancelled is told."""

from __future__ import annotations

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.ui.told.story import item_lines
from tests.village import Village


def test_which_follow_ups_were_cancelled_is_told(village: Village) -> None:
    """A relapse cancels several on one day: each tells the day for which it was planned."""
    book: Fieldbook = village.book
    issue = book.issues.raise_(Draft(title="缺柴"))
    solution = book.solutions.note(Draft(issues=[issue.id], method="打柴"))
    book.solutions.solve(solution.id, Draft())
    first, *others = book.follow_ups.pending()
    book.follow_ups.check(first.id, Draft(result="relapsed"))
    lines = [line.text for item in book.story_of(solution) for line in item_lines(book, item)]
    cancelled = [each for each in lines if "no longer needed" in each]
    assert len(set(cancelled)) == len(cancelled) == len(others) > 1
