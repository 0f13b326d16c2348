"""What a household was promised, as the lines above the visit form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fieldbook.i18n import _
from fieldbook.labels import day, due_text, filled, person_text
from fieldbook.reports.promises import Promises, promises
from fieldbook.ui.told.lines import first_line
from fieldbook.ui.told.rows import visited_told

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook
    from fieldbook.domain.records import Household

MOST_LINES = 5


def promise_lines(book: Fieldbook, household: Household) -> tuple[str, ...]:
    """The last visit's promise, then what is open: steps, solutions, answers, follow-ups."""
    found = promises(book.shelf, household, book.today)
    lines = [_last(found, book.today), *_open(found, book.today)]
    if len(lines) > MOST_LINES:
        more = len(lines) - MOST_LINES + 1
        lines[MOST_LINES - 1 :] = [_("- and {count} more").format(count=more)]
    return tuple(lines)


def _last(found: Promises, today: dt.date) -> str:
    if found.last is None:
        return _("The first visit here.")
    last = _("Last visit {date}").format(date=visited_told(found.last, today))
    return last + filled(_(" · promised: {what}"), what=first_line(found.promised))


def _open(found: Promises, today: dt.date) -> Iterator[str]:
    for each in found.steps:
        step = each.step
        yield _("- step: {what}").format(what=_row(step.what, step.who, step.due_on, today))
    for under_way in found.solutions:
        what, who = first_line(under_way.method), person_text(under_way.responsible)
        told = _row(what, who, under_way.due_on, today)
        yield _("- under way: {what}").format(what=told)
    for issue in found.unanswered:
        told = _("- referred {date}, no answer yet: {title}")
        yield told.format(date=day(issue.referred_on, today), title=issue.title)
    for issue in found.without_solution:
        yield _("- open: {title}").format(title=issue.title)
    for check in found.checks:
        yield _("- follow-up {due}").format(due=due_text((check.due_on - today).days))


def _row(what: str, who: str, due_on: dt.date | None, today: dt.date) -> str:
    due = due_text((due_on - today).days) if due_on else ""
    return "  ".join(text for text in (what, who, due) if text)
