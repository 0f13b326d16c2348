"""A meeting's minutes as a paper tells them."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from fieldbook.domain.acts.decided import is_put_off
from fieldbook.domain.namesakes import ALONE, apart
from fieldbook.domain.naming import name_of
from fieldbook.domain.parts import Matter, Person
from fieldbook.domain.records import Diary, Issue
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.meeting_lines import DecisionLine, MatterLine


class Minutes(NamedTuple):
    """A meeting with its matters, as its minutes tell it."""

    on: dt.date
    topic: str
    hours: str
    place: str
    chair: Person | None
    recorder: Person | None
    present: tuple[Person, ...]
    excused: tuple[Person, ...]
    observers: tuple[Person, ...]
    matters: tuple[MatterLine, ...]
    text: str


def minutes(shelf: Shelf, page: Diary) -> Minutes:
    """What was written down of a meeting.

    Of an issue that stands in the agenda with nothing behind it the meeting did not speak.
    """
    spoken_of = (each for each in page.matters if each.decided or not each.issue)
    return Minutes(
        page.on, page.topic, page.hours, page.place, page.chair, page.recorder,
        page.attendees, page.excused, page.observers,
        tuple(matter_line(shelf, each) for each in spoken_of), page.text,
    )  # fmt: skip


def page_of_meeting(shelf: Shelf, on: dt.date | None = None) -> Diary | None:
    """The page of the meeting of a day, or of the last one that is written down.

    Of several pages of a day, such as members hand in, one that says what was decided.
    """
    pages = (each for each in shelf.every(Diary) if each.diary_kind == "meeting")
    found = (each for each in pages if on is None or each.on == on)
    return max(found, key=lambda each: (each.on, _has_decisions(each), each.seq), default=None)


def _has_decisions(page: Diary) -> bool:
    return any(each.decided for each in page.matters)


def each_meeting_once(pages: Sequence[Diary]) -> Iterator[Diary]:
    """The pages, of a day's meetings those of one member alone: every member may have written of them."""
    writers: dict[dt.date, Counter[str]] = defaultdict(Counter)
    for each in pages:
        if each.diary_kind == "meeting":
            writers[each.on][each.created_by] += 1
    for each in pages:
        if each.diary_kind != "meeting" or each.created_by == writers[each.on].most_common(1)[0][0]:
            yield each


def decided_days(shelf: Shelf, *, put_off: bool = False) -> Mapping[str, dt.date]:
    """The day of the last meeting that decided on an issue, or put it off, by the issue's id."""
    found: dict[str, dt.date] = {}
    for page in shelf.every(Diary):
        for each in page.matters:
            if not (each.issue and each.decided):
                continue
            if is_put_off(each, heard=True) if put_off else not is_put_off(each):
                found[each.issue] = max(page.on, found.get(each.issue, page.on))
    return found


def decisions(shelf: Shelf) -> Mapping[str, list[DecisionLine]]:
    """What meetings decided on each issue besides its answers, the earliest first, by the issue's id."""
    found: dict[str, list[DecisionLine]] = defaultdict(list)
    for page in each_meeting_once(sorted(shelf.every(Diary), key=lambda each: each.on)):
        for each in page.matters:
            issue = shelf.living(Issue, each.issue) if each.issue and each.decided else None
            if issue and not is_put_off(each) and each.decided not in _answers(issue):
                found[issue.id].append(DecisionLine(page.on, each.decided))
    return found


def _answers(issue: Issue) -> tuple[str, ...]:
    return (issue.answer, *(each.answer for each in issue.referred_before))


def matter_line(shelf: Shelf, matter: Matter) -> MatterLine:
    """A matter as it is told, with whose issue it is."""
    issue = shelf.living(Issue, matter.issue) if matter.issue else None
    home = shelf.household_of(issue) if issue else None
    group = shelf.group_of(home or issue) if issue else None
    whose = home or group
    return MatterLine(
        matter.topic, issue.seq if issue else None, matter.decided, matter.who, matter.due_on,
        is_put_off(matter), name_of(whose) if whose else "", apart(shelf, whose) if whose else ALONE,
        issue.summary if issue else "",
    )  # fmt: skip
