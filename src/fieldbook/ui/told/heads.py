"""What a record is, as the first lines of its story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from fieldbook.book import Fieldbook
from fieldbook.domain.doers import is_lent
from fieldbook.domain.marks import made_day, studied_day
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Duty, Group, Household, Issue, Member, Record, Solution, Visit
from fieldbook.i18n import _, ngettext
from fieldbook.labels import (
    code_label,
    day,
    day_told,
    due_text,
    filled,
    kind_label,
    names_text,
    people_text,
    person_text,
    waiting_text,
    with_role,
)
from fieldbook.reports.due import visit_due
from fieldbook.reports.solutions import is_studied_together
from fieldbook.reports.waiting import answer_days, waiting
from fieldbook.titles import unsettled
from fieldbook.ui.keys import keys_in
from fieldbook.ui.told.lines import fields_told, joined, short_label
from fieldbook.ui.told.rows import (
    STATUS_TONES,
    called,
    due_tone,
    place_text,
    visited_told,
)
from fieldbook.ui.widgets.story_lines import StoryLine


def head_lines(book: Fieldbook, record: Record) -> Iterator[StoryLine]:
    """What the record is."""
    head = _HEADS.get(type(record), _plain_head)
    return (line for line in head(book, record) if line.text)


def _household_head(book: Fieldbook, household: Household) -> Iterator[StoryLine]:
    shelf, today = book.shelf, book.today
    row = visit_due(shelf, household, today, book.habits)
    count = household.people
    people = ngettext("{count} person", "{count} people", count) if count else ""
    place = place_text(shelf, household, shelf.group_of(household))
    yield StoryLine(
        "  ".join(x for x in (called(shelf, household, beside="place"), place, people) if x),
        tone="title",
    )
    yield StoryLine(joined(household.address, household.phone), tone="muted")
    contact = filled(
        _("contact {name}"), name=called(shelf, shelf.living(Member, household.contact))
    )
    every = ngettext("every {count} day", "every {count} days", row.every_days)
    last = filled(_("last {date}"), date=visited_told(row.last, today))
    yield StoryLine(joined(contact, every, last or _never_met(book, household)), tone="muted")
    due = _("visit {due}").format(due=due_text(row.days))
    yield StoryLine(due, tone=due_tone(row.days) or "muted")
    yield _tags(household)
    yield StoryLine(household.note)


def _never_met(book: Fieldbook, household: Household) -> str:
    """That nobody was met there yet; where somebody was there in vain, when last."""
    days = (made_day(each) for each in book.shelf.pointing(Visit, "household", household.id))
    last = max((each for each in days if each), default=None)
    told = _("nobody was at home {date}")
    return filled(told, date=day(last, book.today)) or _("not yet visited")


def _issue_head(book: Fieldbook, issue: Issue) -> Iterator[StoryLine]:
    shelf = book.shelf
    status = shelf.status(issue)
    waits = waiting(shelf, issue, book.today, book.habits)
    yield StoryLine(f"#{issue.seq} {issue.title}", tone="title")
    state = joined(
        code_label("status", status),
        code_label("issue.kind", issue.issue_kind),
        code_label("focus", issue.focus),
        filled(_("due {date}"), date=day(issue.due_on, book.today) or issue.due_text),
        waiting_text(waits, answer_days(shelf, issue, book.today)),
    )
    tone = "overdue" if "overdue" in waits else STATUS_TONES[status] or "muted"
    yield StoryLine(state, tone=tone)
    household = shelf.household_of(issue)
    head = (
        called(shelf, household, beside="place") if household else unsettled(issue.household_text)
    )
    raised = filled(_("raised by {name}"), name=person_text(issue.raised_by))
    place = place_text(shelf, household, shelf.group_of(issue))
    yield StoryLine(joined(head, place, raised), tone="muted")
    if head and not household:
        yield StoryLine(keys_in(_("{edit} chooses the household that is meant.")), tone="muted")
    yield _tags(issue)
    yield StoryLine(issue.detail)
    yield StoryLine(
        _("For others: {summary}").format(summary=issue.summary) if issue.summary else ""
    )


def _tags(record: Household | Issue) -> StoryLine:
    return StoryLine(" ".join(f"#{tag}" for tag in record.tags), tone="muted")


def _solution_head(book: Fieldbook, solution: Solution) -> Iterator[StoryLine]:
    yield StoryLine(solution.method, tone="title")
    if is_lent(solution) and not any(book.shelf.find(Issue, each) for each in solution.issues):
        told = _("Its issue is another contact group's, and not in this book.")
        yield StoryLine(told, tone="muted")
    yield from solution_facts(book, solution)


def _group_head(book: Fieldbook, group: Group) -> Iterator[StoryLine]:
    yield StoryLine(called(book.shelf, group, beside="unit"), tone="title")
    yield StoryLine(" / ".join(group.unit), tone="muted")
    yield StoryLine(person_text(group.leader), label=short_label("leader"))
    yield from fields_told(group, "key_members")
    since = filled(_("since {date}"), date=day(group.core_since, book.today))
    core = joined(people_text(group.core_members), since)
    yield StoryLine(core, label=short_label("core_members"))
    duties = (_duty(book, group, each) for each in group.duties)
    yield StoryLine(joined(*duties), label=short_label("duties"))
    count = len(book.shelf.pointing(Household, "group", group.id))
    yield StoryLine(ngettext("{count} household", "{count} households", count), tone="muted")
    yield StoryLine(group.note)


def _duty(book: Fieldbook, group: Group, duty: Duty) -> str:
    """Who answers for an area, and since when, where that is known."""
    days = [each.on for each in group.post_changes if each.post == duty.area]
    since = filled(_("since {date}"), date=day(max(days, default=None), book.today))
    return with_role(f"{duty.area} {duty.who}".strip(), since)


def _plain_head(_book: Fieldbook, record: Record) -> Iterator[StoryLine]:
    yield StoryLine(f"{kind_label(record.kind)} {name_of(record)}", tone="title")
    yield StoryLine(getattr(record, "text", ""))


_HEADS: dict[type[Record], Callable[[Fieldbook, Any], Iterator[StoryLine]]] = {
    Household: _household_head,
    Issue: _issue_head,
    Solution: _solution_head,
    Group: _group_head,
}


def solution_facts(book: Fieldbook, found: Solution) -> Iterator[StoryLine]:
    """When and with whom it was studied, who carries it out, by when, its steps and its result."""
    today = book.today
    yield StoryLine(_studied(found, today), tone="muted")
    by = code_label("carried_by", found.carried_by)
    late = bool(found.due_on and not found.solved_on and found.due_on < today)
    facts = joined(
        by if found.carried_by == "jointly" else filled(_("by {who}"), who=by),
        filled(_("responsible {name}"), name=person_text(found.responsible)),
        _solved(found, today) or filled(_("due {date}"), date=day(found.due_on, today)),
    )
    yield StoryLine(facts, tone="overdue" if late else "muted")
    for step in found.steps:
        done = "[x]" if step.done_on else "[ ]"
        until = filled(_("done {date}"), date=day(step.done_on, today)) or day(step.due_on, today)
        tone = "done" if step.done_on else _step_tone(step.due_on, today)
        yield StoryLine(f"{done} {joined(step.what, names_text(step.who), until)}", tone=tone)
    yield from fields_told(found, "result")


def _studied(found: Solution, today: dt.date) -> str:
    """When, and with whom; of what a file brought, nothing until somebody is named.

    What is not counted as studied with the people, as what a meeting began, has only its day.
    """
    studied, whom = day(studied_day(found), today), people_text(found.with_whom)
    if studied and whom:
        return _("studied {date} with {people}").format(date=studied, people=whom)
    if not is_studied_together(found):
        return filled(_("begun {date}, not said with whom it was studied"), date=studied)
    return filled(_("studied {date}"), date=studied) or filled(
        _("studied with {people}"), people=whom
    )


def _solved(found: Solution, today: dt.date) -> str:
    if found.solved_text == "":
        return _("solved, day not given")
    return filled(_("solved {date}"), date=day_told(found.solved_on, found.solved_text, today))


def _step_tone(due_on: dt.date | None, today: dt.date) -> str:
    return due_tone((due_on - today).days) if due_on else ""
