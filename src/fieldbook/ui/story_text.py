"""A record's story as lines to be read: first what it is, then what happened, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from fieldbook.domain.records import (
    Commendation,
    Diary,
    Experience,
    FollowUp,
    Group,
    Household,
    Issue,
    Link,
    Record,
    Solution,
    Stay,
    Survey,
    Training,
    Visit,
)
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
from fieldbook.reports.stories import StoryItem
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.story_lines import StoryLine
from fieldbook.ui.words import STATUS_TONES, due_tone, place_text

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook

SEPARATOR = " · "


def story_lines(book: Fieldbook, record: Record) -> tuple[StoryLine, ...]:
    """The whole story of a record."""
    lines = [*_HEADS.get(type(record), _plain_head)(book, record), StoryLine("")]
    for item in book.story_of(record):
        lines += _item_lines(book, item)
    return tuple(lines)


def joined(*parts: str) -> str:
    """The parts that are not empty, with dots between."""
    return SEPARATOR.join(part for part in parts if part)


# --- what it is ------------------------------------------------------------------------------


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
    yield from _solution_facts(book, record, 0)
    if record.result:
        yield StoryLine(_labelled("result", record.result))


def _group_head(book: Fieldbook, record: Record) -> Iterator[StoryLine]:
    assert isinstance(record, Group)
    shelf = book.shelf
    yield StoryLine(record.name, tone="title")
    if record.unit:
        yield StoryLine(" / ".join(record.unit), tone="muted")
    if record.leader:
        yield StoryLine(_labelled("leader", person_text(record.leader)))
    if record.key_members:
        yield StoryLine(_labelled("key_members", people_text(record.key_members)))
    if record.core_members or record.core_since:
        since = (
            _("since {date}").format(date=day(record.core_since, book.today))
            if record.core_since
            else ""
        )
        yield StoryLine(_labelled("core_members", joined(people_text(record.core_members), since)))
    households = shelf.pointing(Household, "group", record.id)
    yield StoryLine(
        ngettext("{count} household", "{count} households", len(households)), tone="muted"
    )
    if record.note:
        yield StoryLine(record.note)


def _plain_head(book: Fieldbook, record: Record) -> Iterator[StoryLine]:
    from fieldbook.book.rooms import name_of

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


# --- what happened ---------------------------------------------------------------------------


def _item_lines(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    """One item: its line with the date, and what belongs to it beneath."""
    write = _ITEMS.get(item.kind)
    date = day(item.on, book.today) if item.depth == 0 else ""
    if write is not None:
        lines = list(write(book, item))
    else:
        lines = [StoryLine(_fact(book, item), tone="muted")]
    key = key_of(item.record)
    first, *rest = lines
    yield StoryLine(first.text, item.depth, first.tone, date, key)
    for line in rest:
        yield StoryLine(line.text, item.depth + 1, line.tone)


def _visit(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    visit = item.record
    assert isinstance(visit, Visit)
    if visit.manner == "nobody_home":
        yield StoryLine(code_label("manner", visit.manner), tone="muted")
    else:
        explained = (
            _("explained {count}/3").format(count=len(visit.explained)) if visit.explained else ""
        )
        together = _(", ").join(code_label("together", each) for each in visit.together)
        word = (
            kind_label("visit") if visit.manner == "visit" else code_label("manner", visit.manner)
        )
        yield StoryLine(joined(word, explained, together), tone="heading")
    told = [task.title for each in visit.tasks for task in book.tasks.all() if task.id == each]
    for name, text in (
        ("met", people_text(visit.met)),
        ("companions", people_text(visit.companions)),
        ("tasks", _("; ").join(told)),
        ("learned", visit.learned),
        ("promised", visit.promised),
        ("note", visit.note),
    ):
        if text:
            yield StoryLine(_labelled(name, text))


def _issue(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    issue = item.record
    assert isinstance(issue, Issue)
    status = code_label("status", item.status)
    text = _("issue #{seq} {title}").format(seq=issue.seq, title=issue.title)
    yield StoryLine(f"{text}  {status}", tone=STATUS_TONES.get(item.status, ""))
    if issue.referred_on and not issue.answered_on:
        referred = day(issue.referred_on, book.today)
        yield StoryLine(_("referred {date}").format(date=referred), tone="muted")
    if issue.answer:
        yield StoryLine(_labelled("answer", issue.answer))


def _solution(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    found = item.record
    assert isinstance(found, Solution)
    yield StoryLine(
        _("solution: {method}").format(method=found.method), tone=STATUS_TONES.get(item.status, "")
    )
    yield from _solution_facts(book, found, 0)
    if found.result:
        yield StoryLine(_labelled("result", found.result))


def _solution_facts(book: Fieldbook, found: Solution, indent: int) -> Iterator[StoryLine]:
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
    carried = _("carried out by {who}").format(who=by) if by else ""
    facts = joined(carried, responsible, when)
    if facts:
        yield StoryLine(facts, indent, "overdue" if late else "muted")
    for step in found.steps:
        done = "[x]" if step.done_on else "[ ]"
        until = day(step.due_on, today) if step.due_on else ""
        tone = "done" if step.done_on else _step_tone(step.due_on, today)
        yield StoryLine(f"{done} {joined(step.what, step.who, until)}", indent, tone)


def _step_tone(due_on: dt.date | None, today: dt.date) -> str:
    return due_tone((due_on - today).days) if due_on else ""


def _follow_up(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    check = item.record
    assert isinstance(check, FollowUp)
    word = kind_label("follow_up")
    if item.status == "pending":
        days = (check.due_on - book.today).days
        date = day(check.due_on, book.today)
        yield StoryLine(f"{word} {date} · {due_text(days)}", tone=due_tone(days) or "muted")
    elif item.status == "cancelled":
        yield StoryLine(_("follow-up no longer needed"), tone="muted")
    else:
        result = code_label("result", check.result)
        date = day(check.checked_on, book.today)
        yield StoryLine(f"{word} {date}  {result}", tone=STATUS_TONES.get(item.status, ""))
        if check.note:
            yield StoryLine(check.note)


def _survey(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    survey = item.record
    assert isinstance(survey, Survey)
    type_label = code_label("survey.type", survey.type)
    yield StoryLine(
        _("survey: type {type}, {label}").format(type=survey.type, label=type_label), tone="heading"
    )
    for name in ("attendance", "labour", "management", "leadership", "other"):
        if text := getattr(survey.findings, name):
            yield StoryLine(_labelled(name, text))
    del book


def _stay(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    stay = item.record
    assert isinstance(stay, Stay)
    until = day(stay.to_on, book.today) if stay.to_on else _("still running")
    yield StoryLine(
        f"{kind_label('stay')} {day(stay.from_on, book.today)} - {until}", tone="heading"
    )
    if stay.purpose:
        yield StoryLine(stay.purpose)


def _training(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    held = item.record
    assert isinstance(held, Training)
    kind = code_label("training.kind", held.training_kind)
    yield StoryLine(f"{kind}: {held.topic}", tone="heading")
    if held.attendees:
        yield StoryLine(_labelled("attendees", people_text(held.attendees)))
    if held.note:
        yield StoryLine(held.note)
    del book


def _experience(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    found = item.record
    assert isinstance(found, Experience)
    yield StoryLine(f"{kind_label('experience')}: {found.title}", tone="heading")
    for name in ("situation", "action", "outcome", "advice"):
        if text := getattr(found, name):
            yield StoryLine(_labelled(name, text))
    del book


def _commendation(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    found = item.record
    assert isinstance(found, Commendation)
    kind = code_label("commendation.kind", found.commendation_kind)
    yield StoryLine(joined(kind, found.for_what), tone="done")
    del book


def _link(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    found = item.record
    assert isinstance(found, Link)
    kind = code_label("link.kind", found.link_kind)
    name = book.shelf.member_name(found.member)
    yield StoryLine(joined(kind_label("link"), kind, name), tone="muted")


def _page(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    page = item.record
    assert isinstance(page, Diary)
    yield StoryLine(joined(code_label("diary.kind", page.diary_kind), page.topic), tone="heading")
    if page.text:
        yield StoryLine(page.text)
    del book


_ITEMS: dict[str, Callable[[Any, StoryItem], Iterator[StoryLine]]] = {
    "visit": _visit, "issue": _issue, "solution": _solution, "follow_up": _follow_up,
    "survey": _survey, "stay": _stay, "training": _training, "experience": _experience,
    "commendation": _commendation, "link": _link, "diary": _page,
}  # fmt: skip


def _fact(book: Fieldbook, item: StoryItem) -> str:  # noqa: PLR0911  # one a fact
    """A dated fact that is no record of its own."""
    record, part = item.record, item.part
    name = book.shelf.member_name
    match item.kind:
        case "handover":
            before = name(getattr(part, "from_contact", "")) or _("nobody")
            after = name(getattr(part, "to_contact", "")) or _("nobody")
            return _("contact: from {before} to {after}").format(before=before, after=after)
        case "post_change":
            post = code_label("post", getattr(part, "post", ""))
            before = getattr(part, "before", "") or _("nobody")
            after = getattr(part, "after", "") or _("nobody")
            return _("{post}: from {before} to {after}").format(
                post=post, before=before, after=after
            )
        case "studying":
            return _("taken into study")
        case "referred":
            to = getattr(record, "referred_to", "")
            return _("referred to {whom}").format(whom=to or _("the branch"))
        case "answered":
            return _("answered: {answer}").format(answer=getattr(record, "answer", ""))
        case "dropped":
            return _("dropped: {reason}").format(reason=getattr(record, "drop_reason", ""))
        case "core_formed":
            return _("core group formed")
        case "on_site":
            return joined(_("on-site meeting"), getattr(part, "who", ""), getattr(part, "note", ""))
    return kind_label(item.kind)


def _labelled(field: str, text: str) -> str:
    return _("{label}: {text}").format(label=field_label(field), text=text)
