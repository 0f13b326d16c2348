"""What a household was promised and what is open with it, as lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from fieldbook.domain.records import Household
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import _
from fieldbook.labels import code_label, day, day_told, due_text, filled, names_text, person_text
from fieldbook.reports.promises import Promises, promises

MOST: Final = 5
Tell = Callable[[dt.date | None, dt.date], str]
"""How a day is told, seen from today."""


def _counted(date: dt.date, today: dt.date) -> str:
    return due_text((date - today).days)


class Manner(NamedTuple):
    """How the lines are told: on a screen days are counted, on paper they are named."""

    day: Tell = day
    due: Callable[[dt.date, dt.date], str] = _counted
    between: str = "  "
    """What stands between what is to be done, who does it and when it is due."""


ON_SCREEN: Final = Manner()


def promise_lines(
    shelf: Shelf, household: Household, today: dt.date, most: int = MOST, manner: Manner = ON_SCREEN
) -> tuple[str, ...]:
    """The last visit's promise, then what is open: steps, solutions, answers, follow-ups."""
    found = promises(shelf, household, today)
    lines = [_last(found, today, manner.day), *_open(shelf, found, today, manner)]
    if len(lines) > most:
        more = len(lines) - most + 1
        lines[most - 1 :] = [_("- and {count} more").format(count=more)]
    return tuple(lines)


def _last(found: Promises, today: dt.date, tell: Tell) -> str:
    if found.last is None:
        return _("The first visit here.")
    last = _("Last visit {date}").format(
        date=day_told(found.last.visited_on, found.last.visited_text, today, tell=tell)
    )
    return last + filled(_(" · promised: {what}"), what=_("; ").join(found.promised.split("\n")))


def _open(shelf: Shelf, found: Promises, today: dt.date, manner: Manner) -> Iterator[str]:
    for each in found.steps:
        step = each.step
        yield _("- step: {what}").format(
            what=_row(step.what, names_text(step.who), step.due_on, today, manner)
        )
    for under_way in found.solutions:
        what, who = _first_line(under_way.method), person_text(under_way.responsible)
        told = _row(what, who, under_way.due_on, today, manner)
        yield _("- under way: {what}").format(what=told)
    for issue in found.unanswered:
        told = _("- referred {date}, no answer yet: {title}")
        yield told.format(date=manner.day(issue.referred_on, today), title=issue.title)
    waiting = {each.id for each in found.unanswered}
    for issue in (each for each in found.without_solution if each.id not in waiting):
        status = code_label("status", shelf.status(issue))
        yield _("- {status}: {title}").format(status=status, title=issue.title)
    for check in found.checks:
        yield _("- follow-up {due}").format(due=manner.due(check.due_on, today))


def _row(what: str, who: str, due_on: dt.date | None, today: dt.date, manner: Manner) -> str:
    due = manner.due(due_on, today) if due_on else ""
    return manner.between.join(text for text in (what, who, due) if text)


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]
