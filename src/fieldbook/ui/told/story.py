"""A record's story as lines to be read: first what it is, then what happened, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, Final

from fieldbook.book import Fieldbook
from fieldbook.domain.codes import FOUND, explained_by
from fieldbook.domain.marks import solved_day, words_of
from fieldbook.domain.namesakes import apart_of
from fieldbook.domain.parts import Referral
from fieldbook.domain.records import (
    Commendation,
    Diary,
    Experience,
    FollowUp,
    Group,
    Issue,
    Link,
    Member,
    OnSiteMeeting,
    Plan,
    Record,
    Solution,
    Stay,
    Survey,
    Task,
    Training,
    Visit,
)
from fieldbook.i18n import _
from fieldbook.labels import (
    code_label,
    day,
    day_told,
    due_text,
    field_label,
    filled,
    kind_label,
    name_told,
    span_text,
    waiting_text,
)
from fieldbook.reports.on_site import Came
from fieldbook.reports.stories import StoryItem
from fieldbook.reports.waiting import answer_days, waiting
from fieldbook.ui.told.heads import head_lines, solution_facts
from fieldbook.ui.told.lines import fields_told, joined, post_told, short_label, type_told
from fieldbook.ui.told.minutes import matter_told, minutes_told
from fieldbook.ui.told.rows import STATUS_TONES, called, due_tone
from fieldbook.ui.told.versions import beside_lines, unsettled_lines
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.cells import cut
from fieldbook.ui.widgets.story_lines import StoryLine

Writer = Callable[["Fieldbook", Any, StoryItem], Iterator[StoryLine]]
"""Tells of a record; its first line stands beside the date, a line without words is left out."""

WIDEST_WORDS: Final = 10
"""Cells of a file's words for a day, where days stand: as wide as one with its year."""


def story_lines(book: Fieldbook, record: Record) -> tuple[StoryLine, ...]:
    """The whole story of a record."""
    lines = [*head_lines(book, record), *unsettled_lines(book, record), StoryLine("")]
    for item in book.story_of(record):
        if item.record.id == record.id and item.kind == "solution":
            continue  # the head has said it
        if item.record.id == record.id and item.kind == "issue":
            item = item._replace(kind="found")  # noqa: PLW2901
        lines += item_lines(book, item)
        if item.record.id != record.id:
            lines += beside_lines(book, item.record, item.depth + 1)
    return tuple(lines)


# --- what happened ---------------------------------------------------------------------------


def item_lines(book: Fieldbook, item: StoryItem) -> Iterator[StoryLine]:
    """One item: its line with the date, and what belongs to it beneath."""
    date = _date(item, book.today) if item.depth == 0 else ""
    first, *rest = _ITEMS.get(item.kind, _fact_line)(book, item.record, item)
    key = key_of(item.record, _told_alone(item))
    yield first._replace(indent=item.depth, date=date, key=key)
    yield from (each._replace(indent=item.depth + 1) for each in rest if each.text)


def _told_alone(item: StoryItem) -> str:
    """What happened to the record, where the line tells that and not the record."""
    if item.kind in _ITEMS:
        return ""
    return "referred_before" if isinstance(item.part, Referral) else item.kind


def _date(item: StoryItem, today: dt.date) -> str:
    """The item's day, or a file's own words for it; nothing where a file says of a solution none."""
    record = item.record
    if item.kind in ("issue", "found", "visit", "survey") and (words_of(record) is not None):
        return cut(day_told(None, words_of(record), today), WIDEST_WORDS)
    if isinstance(record, Solution) and record.studied_text is not None:
        words = record.solved_text or record.studied_text
        return day(solved_day(record), today) or cut(words, WIDEST_WORDS)
    return day(item.on, today)


def _visit(book: Fieldbook, visit: Visit, _item: StoryItem) -> Iterator[StoryLine]:
    manner = code_label("manner", visit.manner)
    if visit.manner == "nobody_home":
        yield StoryLine(manner, tone="muted")
    else:
        count = str(len(visit.explained) or "")
        together = _(", ").join(code_label("together", each) for each in visit.together)
        word = kind_label("visit") if visit.manner == "visit" else manner
        explained = filled(_("explained {count}/3"), count=count)
        yield StoryLine(
            word, tone="heading", tail=joined(explained, together, _(", ").join(visit.alongside))
        )
    yield from fields_told(visit, "met", "companions", tone="muted")
    yield from _explained(book, visit)
    yield from fields_told(visit, "learned")
    yield from fields_told(visit, "promised", tone="title")
    yield from fields_told(visit, "note", tone="muted")


def _explained(book: Fieldbook, visit: Visit) -> Iterator[StoryLine]:
    """The tasks that were explained; policies and methods under their own word."""
    told: dict[str, list[str]] = {}
    for each in filter(None, (book.shelf.living(Task, task) for task in visit.tasks)):
        is_task = explained_by(each.task_kind) == "tasks"
        word = code_label("task.kind", each.task_kind).capitalize()
        told.setdefault(short_label("tasks") if is_task else word, []).append(each.title)
    for label, titles in told.items():
        yield StoryLine(_("; ").join(titles), tone="muted", label=label)


def _issue(book: Fieldbook, issue: Issue, item: StoryItem) -> Iterator[StoryLine]:
    text = _("issue #{seq} {title}").format(seq=issue.seq, title=issue.title)
    waits = waiting(book.shelf, issue, book.today, book.habits)
    told = waiting_text(waits, answer_days(book.shelf, issue, book.today))
    told = joined(code_label("status", item.status), told)
    tone = "overdue" if "overdue" in waits else STATUS_TONES.get(item.status, "")
    yield StoryLine(f"{text}  {told}", tone=tone)
    if not issue.answered_on:
        referred = filled(_("referred {date}"), date=day(issue.referred_on, book.today))
        yield StoryLine(referred, tone="muted")
    yield from fields_told(issue, "answer")


def _solution(book: Fieldbook, found: Solution, item: StoryItem) -> Iterator[StoryLine]:
    told = _("solution: {method}").format(method=found.method)
    yield StoryLine(told, tone=STATUS_TONES.get(item.status, ""))
    yield from solution_facts(book, found)


def _follow_up(book: Fieldbook, check: FollowUp, item: StoryItem) -> Iterator[StoryLine]:
    def word(on: Any) -> str:
        """The word, and the day where it does not stand at the left."""
        return f"{kind_label('follow_up')} {day(on, book.today) if item.depth else ''}".strip()

    if item.status == "pending":
        days = (check.due_on - book.today).days
        told = joined(word(check.due_on), due_text(days))
        yield StoryLine(told, tone=due_tone(days) or "muted")
    elif item.status == "cancelled":
        # The day at the left is that on which it was cancelled: its own day tells which one it was.
        which = f"{kind_label('follow_up')} {day(check.due_on, book.today)}"
        yield StoryLine(joined(which, _("no longer needed")), tone="muted")
    else:
        told = joined(word(check.checked_on), code_label("result", check.result))
        yield StoryLine(told, tone=STATUS_TONES.get(item.status, ""))
        yield StoryLine(check.note)


def _survey(_book: Fieldbook, survey: Survey, _item: StoryItem) -> Iterator[StoryLine]:
    told = _("survey: {type}").format(type=type_told(survey.type))
    yield StoryLine(told, tone="heading")
    yield from fields_told(survey.findings, *FOUND)


def _stay(book: Fieldbook, stay: Stay, _item: StoryItem) -> Iterator[StoryLine]:
    span = span_text(stay.from_on, stay.to_on, book.today)
    yield StoryLine(f"{kind_label('stay')} {span}", tone="heading")
    yield StoryLine(stay.purpose)


def _training(_book: Fieldbook, held: Training, _item: StoryItem) -> Iterator[StoryLine]:
    kind = code_label("training.kind", held.training_kind)
    title = _("{label}: {text}").format(label=kind, text=held.topic)
    batch = filled(_("batch {name}"), name=held.batch)
    yield StoryLine(joined(title, batch, " / ".join(held.unit)), tone="heading")
    yield from fields_told(held, "lecturers", "attendees")
    yield StoryLine(held.note)
    yield from fields_told(held, "discussed")


def _experience(_book: Fieldbook, found: Experience, _item: StoryItem) -> Iterator[StoryLine]:
    title = _("{label}: {text}").format(label=kind_label("experience"), text=found.title)
    yield StoryLine(title, tone="heading")
    yield from fields_told(found, "told_by", "situation", "action", "outcome", "advice")


def _commendation(book: Fieldbook, found: Commendation, _item: StoryItem) -> Iterator[StoryLine]:
    kind = code_label("commendation.kind", found.commendation_kind)
    told = joined(
        kind_label("commendation"),
        name_told(found.whom.name, apart_of(book.shelf, found.whom)),
        kind,
        found.for_what,
    )
    yield StoryLine(told, tone="done")


def link_text(book: Fieldbook, link: Link) -> str:
    """Which kind of group was taken on, by whom."""
    kind = code_label("link.kind", link.link_kind)
    return joined(
        kind_label("link"), kind, called(book.shelf, book.shelf.living(Member, link.member)),
        link.committee,
    )  # fmt: skip


def _link(book: Fieldbook, link: Link, _item: StoryItem) -> Iterator[StoryLine]:
    yield StoryLine(link_text(book, link), tone="muted")
    yield from fields_told(link, "outcome")


def _plan(book: Fieldbook, plan: Plan, _item: StoryItem) -> Iterator[StoryLine]:
    span = span_text(plan.from_on, plan.to_on, book.today)
    yield StoryLine(f"{kind_label('plan')} {span}", tone="heading")
    yield from fields_told(plan, "production", "work", "study", "made_with")
    yield from fields_told(plan, "looked_back", tone="done")


def _on_site(book: Fieldbook, found: OnSiteMeeting, _item: StoryItem) -> Iterator[StoryLine]:
    word = kind_label("on_site_meeting")
    title = _("{label}: {text}").format(label=word, text=joined(found.topic, found.place))
    if found.held_on is None:
        days = (found.on - book.today).days
        yield StoryLine(joined(title, due_text(days)), tone=due_tone(days) or "muted")
        coming = (called(book.shelf, book.shelf.living(Group, each)) for each in found.groups)
        yield StoryLine(_(", ").join(filter(None, coming)), label=field_label("groups"))
        return
    yield StoryLine(title, tone="heading")
    came = _(", ").join(_came(book, each) for each in book.on_site_meetings.came(found.id))
    yield StoryLine(came, label=field_label("came"))
    yield from fields_told(found, "attendees", "took_home")


def _came(book: Fieldbook, found: Came) -> str:
    """A group that came, with its type before and at the next survey."""
    name = called(book.shelf, found.group)
    if found.after is None:
        return name
    road = f"{found.before or '-'} -> {found.after}"
    told = _("stronger since: {road}") if found.is_stronger else _("since: {road}")
    return _("{text} ({more})").format(text=name, more=told.format(road=road))


def _page(book: Fieldbook, page: Diary, _item: StoryItem) -> Iterator[StoryLine]:
    yield StoryLine(joined(code_label("diary.kind", page.diary_kind), page.topic), tone="heading")
    yield from minutes_told(book, page)
    yield StoryLine(page.text)


def _taken_on(book: Fieldbook, link: Link, _item: StoryItem) -> Iterator[StoryLine]:
    """A linked group as the member has it: which, and until when."""
    group = book.shelf.living(Group, link.group)
    until = filled(_("until {date}"), date=day(link.to_on, book.today))
    kind = code_label("link.kind", link.link_kind)
    yield StoryLine(joined(kind_label("link"), kind, called(book.shelf, group), until))
    yield from fields_told(link, "outcome")


def _fact_line(book: Fieldbook, _record: Record, item: StoryItem) -> Iterator[StoryLine]:
    yield StoryLine(_fact(book, item), tone="muted")


_ITEMS: dict[str, Writer] = {
    "visit": _visit, "issue": _issue, "solution": _solution, "follow_up": _follow_up,
    "survey": _survey, "stay": _stay, "training": _training, "experience": _experience,
    "commendation": _commendation, "link": _link, "diary": _page, "took_on": _taken_on,
    "plan": _plan, "on_site_meeting": _on_site,
}  # fmt: skip


def _fact(book: Fieldbook, item: StoryItem) -> str:  # noqa: PLR0911  # one a fact
    """A dated fact that is no record of its own."""
    record: Any = item.record
    part: Any = item.part or record
    match item.kind:
        case "found":
            return _("found")
        case "studying":
            return _("taken into study")
        case "referred":
            return _("referred to {whom}").format(whom=part.referred_to or _("the branch"))
        case "answered":
            return _("answered: {answer}").format(answer=part.answer)
        case "dropped":
            return _("dropped: {reason}").format(reason=record.drop_reason)
        case "decided" if part.decided:
            return _("decided at the meeting: {text}").format(text=matter_told(part, book.today))
        case "decided":
            return _("on the meeting's agenda")
        case "core_formed":
            return _("core group formed")
        case "on_site":
            return joined(_("on-site meeting"), part.who, part.note)
    return _change(book, item.kind, record, part)


def _change(book: Fieldbook, kind: str, record: Any, part: Any) -> str:
    """Who was before, and who is now."""
    match kind:
        case "handover":
            before = _who(book, part.from_contact)
            after = _who(book, part.to_contact) or _("nobody")
            if not before:
                return _("{name} became the contact").format(name=after)
            return _("contact: from {before} to {after}").format(before=before, after=after)
        case "gave":
            name, none = _who(book, part.to_contact), _("{household}: no longer the contact")
            told = _("{household}: handed over to {name}") if name else none
            return told.format(household=called(book.shelf, record), name=name)
        case "took":
            name, none = _who(book, part.from_contact), _("{household}: became the contact")
            told = _("{household}: taken over from {name}") if name else none
            return told.format(household=called(book.shelf, record), name=name)
        case "post_change":
            return post_told(part)
    return kind_label(kind)


def _who(book: Fieldbook, one_id: str) -> str:
    name = called(book.shelf, book.shelf.living(Member, one_id))
    return name or (_("a former member") if one_id else "")
