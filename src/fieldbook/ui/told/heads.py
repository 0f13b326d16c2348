"""What a record is, as the first lines of its story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from fieldbook.domain.records import Group, Household, Issue, Record, Solution
from fieldbook.i18n import _, ngettext
from fieldbook.labels import (
    code_label,
    day,
    due_text,
    field_label,
    kind_label,
    people_text,
    person_text,
)
from fieldbook.reports.due import visit_due
from fieldbook.ui.told.rows import STATUS_TONES, due_tone, place_text
from fieldbook.ui.widgets.story_lines import StoryLine

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook

SEPARATOR = " · "


def head_lines(book: Fieldbook, record: Record) -> Iterator[StoryLine]:
    """What the record is."""
    yield from _HEADS.get(type(record), _plain_head)(book, record)


def joined(*parts: str) -> str:
    """The parts that are not empty, with dots between."""
    return SEPARATOR.join(part for part in parts if part)


def labelled(field: str, text: str) -> str:
    """A text with its field's word before it."""
    return _("{label}: {text}").format(label=field_label(field), text=text)


def _household_head(book: Fieldbook, record: Record) -> Iterator[StoryLine]:
    assert isinstance(record, Household)
    shelf, today = book.shelf, book.today
    row = visit_due(shelf, record, today, book.habits)
    group = shelf.group_of(record)
    people = ngettext("{count} person", "{count} people", record.people) if record.people else ""
    title = "  ".join(x for x in (record.head, place_text(record, group), people) if x)
    yield StoryLine(title, tone="title")
    if record.address or record.phone:
        yield StoryLine(joined(record.address, record.phone), tone="muted")
    contact = shelf.member_name(record.contact)
    named = _("contact {name}").format(name=contact) if contact else ""
    every = ngettext("every {count} day", "every {count} days", row.every_days)
    last = _("last {date}").format(date=day(row.last.visited_on, today)) if row.last else ""
    yield StoryLine(joined(named, every, last or _("not yet visited")), tone="muted")
    yield StoryLine(
        _("visit {due}").format(due=due_text(row.days)), tone=due_tone(row.days) or "muted"
    )
    if record.tags:
        yield StoryLine(" ".join(f"#{tag}" for tag in record.tags), tone="muted")
    if record.note:
        yield StoryLine(record.note)


def _issue_head(book: Fieldbook, record: Record) -> Iterator[StoryLine]:
    assert isinstance(record, Issue)
    shelf, today = book.shelf, book.today
    status = shelf.status(record)
    yield StoryLine(f"#{record.seq} {record.title}", tone="title")
    due = ""
    if record.due_on:
        due = _("due {date}").format(date=day(record.due_on, today))
    state = joined(
        code_label("status", status), code_label("issue.kind", record.issue_kind),
        code_label("focus", record.focus), due,
    )  # fmt: skip
    yield StoryLine(state, tone=STATUS_TONES[status] or "muted")
    household, group = shelf.household_of(record), shelf.group_of(record)
    head = household.head if household else record.household_text
    where = joined(head, place_text(household, group))
    raised = (
        _("raised by {name}").format(name=person_text(record.raised_by)) if record.raised_by else ""
    )
    if where or raised:
        yield StoryLine(joined(where, raised), tone="muted")
    if record.tags:
        yield StoryLine(" ".join(f"#{tag}" for tag in record.tags), tone="muted")
    if record.detail:
        yield StoryLine(record.detail)


def _solution_head(book: Fieldbook, record: Record) -> Iterator[StoryLine]:
    assert isinstance(record, Solution)
    yield StoryLine(record.method, tone="title")
    yield from solution_facts(book, record, 0)
    if record.result:
        yield StoryLine(labelled("result", record.result))


def _group_head(book: Fieldbook, record: Record) -> Iterator[StoryLine]:
    assert isinstance(record, Group)
    shelf = book.shelf
    yield StoryLine(record.name, tone="title")
    if record.unit:
        yield StoryLine(" / ".join(record.unit), tone="muted")
    if record.leader:
        yield StoryLine(labelled("leader", person_text(record.leader)))
    if record.key_members:
        yield StoryLine(labelled("key_members", people_text(record.key_members)))
    if record.core_members or record.core_since:
        since = (
            _("since {date}").format(date=day(record.core_since, book.today))
            if record.core_since
            else ""
        )
        yield StoryLine(labelled("core_members", joined(people_text(record.core_members), since)))
    households = shelf.pointing(Household, "group", record.id)
    yield StoryLine(
        ngettext("{count} household", "{count} households", len(households)), tone="muted"
    )
    if record.note:
        yield StoryLine(record.note)


def _plain_head(book: Fieldbook, record: Record) -> Iterator[StoryLine]:
    from fieldbook.domain.naming import name_of

    del book
    yield StoryLine(f"{kind_label(record.kind)} {name_of(record)}", tone="title")
    text = getattr(record, "text", "")
    if text:
        yield StoryLine(text)


_HEADS: dict[type[Record], Callable[[Any, Record], Iterator[StoryLine]]] = {
    Household: _household_head,
    Issue: _issue_head,
    Solution: _solution_head,
    Group: _group_head,
}


def solution_facts(book: Fieldbook, found: Solution, indent: int) -> Iterator[StoryLine]:
    """When and with whom it was studied, who carries it out, by when, and its steps."""
    today = book.today
    studied = day(found.studied_on, today)
    whom = people_text(found.with_whom)
    with_whom = (
        _("studied {date} with {people}").format(date=studied, people=whom)
        if whom
        else _("studied {date}").format(date=studied)
    )
    yield StoryLine(with_whom, indent, "muted")
    who = person_text(found.responsible)
    responsible = _("responsible {name}").format(name=who) if who else ""
    by = code_label("carried_by", found.carried_by)
    if found.solved_on:
        when = _("solved {date}").format(date=day(found.solved_on, today))
    else:
        when = _("due {date}").format(date=day(found.due_on, today)) if found.due_on else ""
    late = bool(found.due_on and not found.solved_on and found.due_on < today)
    carried = by if found.carried_by in ("", None, "jointly") else _("by {who}").format(who=by)
    facts = joined(carried, responsible, when)
    if facts:
        yield StoryLine(facts, indent, "overdue" if late else "muted")
    for step in found.steps:
        done = "[x]" if step.done_on else "[ ]"
        until = day(step.done_on or step.due_on, today)
        tone = "done" if step.done_on else _step_tone(step.due_on, today)
        yield StoryLine(f"{done} {joined(step.what, step.who, until)}", indent, tone)


def _step_tone(due_on: dt.date | None, today: dt.date) -> str:
    return due_tone((due_on - today).days) if due_on else ""
