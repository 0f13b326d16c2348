"""What a household was promised, as the lines above the visit form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldbook.i18n import _
from fieldbook.labels import day, due_text, person_text
from fieldbook.reports.promises import promises

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook
    from fieldbook.domain.records import Household

MOST_LINES = 5


def promise_lines(book: Fieldbook, household: Household) -> tuple[str, ...]:
    """The last visit's promise, then what is open: steps, solutions, answers, follow-ups."""
    found, today = promises(book.shelf, household, book.today), book.today
    lines: list[str] = []
    if found.last is not None:
        when = day(found.last.visited_on, today)
        lines.append(_("Last visit {date}").format(date=when))
        if found.promised:
            lines[0] += _(" · promised: {what}").format(what=found.promised.split("\n")[0])
    else:
        lines.append(_("The first visit here."))
    for step in found.steps:
        due = due_text(step.days) if step.days is not None else ""
        lines.append(_("- step: {what}").format(what="  ".join(
            text for text in (step.step.what, step.step.who, due) if text)))  # fmt: skip
    for each in found.solutions:
        due = due_text((each.due_on - today).days) if each.due_on else ""
        words = "  ".join(
            text
            for text in (each.method.split("\n")[0], person_text(each.responsible), due)
            if text
        )
        lines.append(_("- under way: {what}").format(what=words))
    for issue in found.unanswered:
        since = day(issue.referred_on, today)
        lines.append(
            _("- referred {date}, no answer yet: {title}").format(date=since, title=issue.title)
        )
    lines += [_("- open: {title}").format(title=each.title) for each in found.without_solution]
    lines += [_("- follow-up {due}").format(due=due_text((each.due_on - today).days))
              for each in found.checks]  # fmt: skip
    if len(lines) > MOST_LINES:
        more = len(lines) - MOST_LINES + 1
        lines = [*lines[: MOST_LINES - 1], _("- and {count} more").format(count=more)]
    return tuple(lines)
