"""What somebody wrote to be told: experiences, commendations, lines for others, pages of the diary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from fieldbook.domain import codes
from fieldbook.domain.namesakes import ALONE
from fieldbook.domain.records import Person
from fieldbook.papers.masking_groups import apart_seen
from fieldbook.papers.masks import Finding, Hand, Where
from fieldbook.reports.meeting import Meeting, is_found_after
from fieldbook.reports.meeting_examples import (
    CommendationLine,
    Examples,
    ExperienceLine,
    OnSiteLine,
)
from fieldbook.reports.meeting_lines import MatterLine, PageLine

_EXPERIENCE_TEXTS: Final = ("title", "situation", "action", "outcome", "advice", "solution")
_COMMENDED: Final = ("group", "household", "member")


def for_everybody(meeting: Meeting, hand: Hand) -> Iterator[str]:
    """With texts, the lines for others in which nothing at all is found; without whose matter it is."""
    if not (hand.public and hand.texts):
        return
    for each in meeting.issues:
        where = Where("issue", "summary", each.seq)
        is_open = each.status in codes.UNSOLVED and not is_found_after(each, meeting)
        if is_open and each.summary and hand.all_clean(((each.summary, where),)):
            hand.findings.append(Finding(where, "clean", each.summary))
            yield each.summary


def examples(found: Examples, hand: Hand) -> Examples:
    """The experiences, where texts are wanted, and who was commended."""
    experiences = (_experience(each, hand) for each in found.experiences if hand.texts)
    commended = (_commendation(each, hand) for each in found.commendations)
    return Examples(
        tuple(each for each in experiences if each), tuple(each for each in commended if each)
    )


def _experience(line: ExperienceLine, hand: Hand) -> ExperienceLine | None:
    """Above with its texts masked; for everybody where no text has anything to mask."""
    written = {field: getattr(line, field) for field in _EXPERIENCE_TEXTS}
    where = {field: Where("experience", field, on=line.on) for field in (*written, "meetings")}
    if hand.public:
        texts = [(words, where[field]) for field, words in written.items() if words]
        texts += [(each.note, where["meetings"]) for each in line.meetings if each.note]
        if not hand.all_clean(texts):
            return None
        hand.findings.append(Finding(where["title"], "clean", line.title))
        held = tuple(OnSiteLine(each.on, "", each.note) for each in line.meetings)
        return ExperienceLine(line.on, **written, meetings=held)
    held = tuple(
        OnSiteLine(
            each.on,
            hand.text(each.who, where["meetings"]),
            hand.text(each.note, where["meetings"]),
        )
        for each in line.meetings
    )
    told = {field: hand.text(words, where[field]) for field, words in written.items()}
    group, apart = hand.place(line.group), apart_seen(line.apart, hand)
    return ExperienceLine(line.on, **told, group=group, meetings=held, apart=apart)


def _commendation(line: CommendationLine, hand: Hand) -> CommendationLine | None:
    """Of a group or a cadre by name; of one of the people masked."""
    role = line.whom.role if line.whom.role in _COMMENDED else ""
    name = hand.place(line.whom.name) if role == "group" else hand.doer(line.whom.name)
    if not name:
        return None
    return CommendationLine(
        line.on,
        known_code(line.kind, codes.COMMENDATION_KIND),
        Person(name=name, role=role),
        hand.text(line.for_what, Where("commendation", "for_what", on=line.on)),
        apart_seen(line.apart, hand) if role == "group" else ALONE,
    )


def pages(written: Iterable[PageLine], hand: Hand) -> Iterator[PageLine]:
    """Of each what may be read; none of which nothing may."""
    for each in written:
        where = Where("diary", "text", on=each.on)
        topic = hand.text(each.topic, where._replace(field="topic"))
        text = hand.text(each.text, where)
        matters = tuple(_matters(each.matters, where, hand))
        if text or matters:
            kind = known_code(each.kind, (*codes.DIARY_KIND, *codes.TRAINING_KIND))
            yield PageLine(each.on, kind, topic, text, matters)


def _matters(lines: Iterable[MatterLine], where: Where, hand: Hand) -> Iterator[MatterLine]:
    for each in lines:
        topic, decided = hand.text(each.topic, where), hand.text(each.decided, where)
        if decided:
            summary = hand.line(each.summary, Where("issue", "summary", each.issue or 0))
            who = hand.doer(each.who)
            told = (summary or topic, each.issue, decided, who, each.due_on, each.is_put_off)
            yield MatterLine(*told)


def known_code(given: str, known: tuple[str, ...]) -> str:
    """A code of the list; one that is not there would be shown as it was written."""
    return given if given in known else ""
