"""A record's story as lines to be read: first what it is, then what happened, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from fieldbook.domain.records import (
    Commendation,
    Diary,
    Experience,
    FollowUp,
    Group,
    Issue,
    Link,
    Record,
    Solution,
    Stay,
    Survey,
    Training,
    Visit,
)
from fieldbook.i18n import _
from fieldbook.labels import (
    code_label,
    day,
    due_text,
    kind_label,
    people_text,
    span_text,
)
from fieldbook.reports.stories import StoryItem
from fieldbook.ui.told.heads import head_lines, joined, labelled, solution_facts
from fieldbook.ui.told.rows import STATUS_TONES, due_tone
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.story_lines import StoryLine

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook


def story_lines(book: Fieldbook, record: Record) -> tuple[StoryLine, ...]:
    """The whole story of a record."""
    lines = [*head_lines(book, record), StoryLine("")]
    for item in book.story_of(record):
        if item.record.id == record.id and item.kind == "solution":
            continue  # the head has said it
        if item.record.id == record.id and item.kind == "issue":
            item = item._replace(kind="found")  # noqa: PLW2901
        lines += item_lines(book, item)
    return tuple(lines)


# --- what happened ---------------------------------------------------------------------------


def item_lines(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
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
            yield StoryLine(labelled(name, text))


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
        yield StoryLine(labelled("answer", issue.answer))


def _solution(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    found = item.record
    assert isinstance(found, Solution)
    yield StoryLine(
        _("solution: {method}").format(method=found.method), tone=STATUS_TONES.get(item.status, "")
    )
    yield from solution_facts(book, found, 0)
    if found.result:
        yield StoryLine(labelled("result", found.result))


def _follow_up(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    check = item.record
    assert isinstance(check, FollowUp)
    word = kind_label("follow_up")
    if item.status == "pending":
        days = (check.due_on - book.today).days
        date = day(check.due_on, book.today) if item.depth else ""  # else it stands at the left
        told = joined(f"{word} {date}".strip(), due_text(days))
        yield StoryLine(told, tone=due_tone(days) or "muted")
    elif item.status == "cancelled":
        yield StoryLine(_("follow-up no longer needed"), tone="muted")
    else:
        result = code_label("result", check.result)
        date = day(check.checked_on, book.today) if item.depth else ""
        told = joined(f"{word} {date}".strip(), result)
        yield StoryLine(told, tone=STATUS_TONES.get(item.status, ""))
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
            yield StoryLine(labelled(name, text))
    del book


def _stay(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    stay = item.record
    assert isinstance(stay, Stay)
    span = span_text(stay.from_on, stay.to_on, book.today)
    yield StoryLine(f"{kind_label('stay')} {span}", tone="heading")
    if stay.purpose:
        yield StoryLine(stay.purpose)


def _training(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    held = item.record
    assert isinstance(held, Training)
    kind = code_label("training.kind", held.training_kind)
    title = _("{label}: {text}").format(label=kind, text=held.topic)
    yield StoryLine(title, tone="heading")
    if held.attendees:
        yield StoryLine(labelled("attendees", people_text(held.attendees)))
    if held.note:
        yield StoryLine(held.note)
    del book


def _experience(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    found = item.record
    assert isinstance(found, Experience)
    title = _("{label}: {text}").format(label=kind_label("experience"), text=found.title)
    yield StoryLine(title, tone="heading")
    for name in ("situation", "action", "outcome", "advice"):
        if text := getattr(found, name):
            yield StoryLine(labelled(name, text))
    del book


def _commendation(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    found = item.record
    assert isinstance(found, Commendation)
    kind = code_label("commendation.kind", found.commendation_kind)
    told = joined(kind_label("commendation"), found.whom.name, kind, found.for_what)
    yield StoryLine(told, tone="done")
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


def _handed(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    """A handover as one of the two members has it: to whom, or from whom."""
    head = getattr(item.record, "head", "")
    given = item.kind == "gave"
    other = getattr(item.part, "to_contact" if given else "from_contact", "")
    name = book.shelf.member_name(other) or _("nobody")
    if given:
        told = _("{household}: handed over to {name}").format(household=head, name=name)
    else:
        told = _("{household}: taken over from {name}").format(household=head, name=name)
    yield StoryLine(told, tone="muted")


def _taken_on(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    """A linked group as the member has it: which, and until when."""
    link = item.record
    assert isinstance(link, Link)
    group = book.shelf.find(Group, link.group)
    until = _("until {date}").format(date=day(link.to_on, book.today)) if link.to_on else ""
    kind = code_label("link.kind", link.link_kind)
    name = group.name if group else ""
    yield StoryLine(joined(kind_label("link"), kind, name, until))


_ITEMS: dict[str, Callable[[Any, StoryItem], Iterator[StoryLine]]] = {
    "visit": _visit, "issue": _issue, "solution": _solution, "follow_up": _follow_up,
    "survey": _survey, "stay": _stay, "training": _training, "experience": _experience,
    "commendation": _commendation, "link": _link, "diary": _page,
    "gave": _handed, "took": _handed, "took_on": _taken_on,
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
        case "found":
            return _("found")
        case "studying":
            return _("taken into study")
        case "referred":
            to = getattr(part or record, "referred_to", "")
            return _("referred to {whom}").format(whom=to or _("the branch"))
        case "answered":
            return _("answered: {answer}").format(answer=getattr(part or record, "answer", ""))
        case "dropped":
            return _("dropped: {reason}").format(reason=getattr(record, "drop_reason", ""))
        case "core_formed":
            return _("core group formed")
        case "on_site":
            return joined(_("on-site meeting"), getattr(part, "who", ""), getattr(part, "note", ""))
    return kind_label(item.kind)
