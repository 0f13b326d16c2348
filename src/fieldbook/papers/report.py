"""The report before its annexes: what was done, what is to be decided, what was learned, what is next."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from fieldbook.i18n import _, ngettext
from fieldbook.labels import CODES, code_label, filled, with_role
from fieldbook.papers.days import day
from fieldbook.papers.matters import FEW, matter_blocks
from fieldbook.papers.outline import Bar, Block, Chart, Heading, Paragraph
from fieldbook.papers.solved import MOST, solved_text
from fieldbook.papers.summing_up import figure_sentences
from fieldbook.papers.wording import (
    A_TITLE,
    after_comma,
    brief,
    capital,
    joined,
    lines_of,
    names_line,
    one_line,
    place_brief,
    sentences,
    whole_clauses,
)
from fieldbook.reports.meeting import Meeting
from fieldbook.reports.meeting_examples import ExperienceLine
from fieldbook.reports.meeting_lines import DueLine, Place
from fieldbook.reports.pressing import pressing

_LESSON: Final = 56
_LESSON_IN_A_LINE: Final = 24
"""Wide characters of what somebody wrote, so that the report keeps its length whatever that was."""
_METHOD: Final = 20
"""… of what is done about what falls due next."""
_EXPERIENCES: Final = 2
"""The latest are told before what was learned at visits, the others after it."""
_LESSONS: Final = 8
_FEW_LESSONS: Final = 4
"""So many are told, of which in more words; a crowded report tells fewer."""
_MATTERS: Final = 29
"""Lines of the matters at most, less one for each annex, so that a report keeps to three pages …"""
_LONG: Final = 22
"""… where what is beyond these takes the room of what was learned and what comes next."""
_BARS: Final = 3
"""Fewer make no chart: two bars say what their numbers say in the text."""
_ANNEXES: Final = 3
"""So many annexes are listed without taking the room of something else on the last page."""


def report_blocks(
    meeting: Meeting, annexes: Mapping[str, str] = MappingProxyType({}), audience: str = "branch"
) -> Iterator[Block]:
    """The sections.

    Args:
        meeting: as its audience may see it.
        annexes: how each that follows is referred to, by its name; each is listed on a line below.
        audience: who reads it.
    """
    crowded = len(pressing(meeting.issues, meeting.today)) > FEW
    ledger, most = annexes.get("issues", ""), _MATTERS - len(annexes)
    matters = list(matter_blocks(meeting, ledger, audience, most))
    lines = sum(lines_of(each.lead + each.text) for each in matters if isinstance(each, Paragraph))
    full = crowded and len(annexes) > _ANNEXES
    brief_end = full or (crowded and lines > _LONG)
    yield Heading(1, _("The period"))
    told = figure_sentences(meeting, crowded=crowded)
    yield from (Paragraph(each) for each in told if each)
    if solved := solved_text(meeting, 0 if full else 1 if crowded else MOST):
        yield Paragraph(solved)
    yield from _chart(meeting)
    yield from matters
    lessons = _lessons(meeting, crowded=crowded)
    if lessons:
        shown = lessons[:1] if brief_end else lessons[: _FEW_LESSONS if crowded else _LESSONS]
        for annex, heading in (
            ("method", _("Worth passing on")),
            ("visits", _("Heard and learned at visits")),
        ):
            if here := [each for each in shown if each.annex == annex]:
                yield Heading(1, heading)
                yield from (_lesson(*each) for each in enumerate(here, 1))
        yield from _other_lessons(lessons[len(shown) :], annexes)
    yield Heading(1, _("What comes next"))
    yield Paragraph(_next(meeting, 0 if brief_end else 2 if crowded else 5, annexes.get("due", "")))


# --- the chart ---------------------------------------------------------------------------------


def _chart(meeting: Meeting) -> Iterator[Block]:
    """All issues by state; by kind where all stand alike; none of what the sentences say as well."""
    for word, field, told in (
        ("statuses", "status", _("Issues by state{before}")),
        ("kinds", "issue.kind", _("Issues found, by kind{before}")),
    ):
        figure = meeting.figures.issues[word]
        then = meeting.before.issues[word].by_part if meeting.before else None
        shown = _codes(field, figure.by_part, then or {})
        if len(figure.parts) < 2 or len(shown) < _BARS:
            continue
        note = _(" (in brackets: the period before)") if then is not None else ""
        yield Chart(
            told.format(before=note),
            tuple(
                Bar(
                    capital(code_label(field, code)),
                    figure.by_part.get(code, 0),
                    then.get(code, 0) if then is not None else None,
                )
                for code in shown
            ),
        )
        return


def _codes(field: str, now: Mapping[str, int], then: Mapping[str, int]) -> list[str]:
    """The codes that came up, or did in the period before: of these none is left now."""
    shown = [code for code in CODES[field] if code in now or then.get(code)]
    return [*shown, *(code for code in now if code not in CODES[field])]


# --- what was learned, and what is next --------------------------------------------------------


class _Lesson(NamedTuple):
    """What was learned: in which annex all of it stands, what it is called, and what is told of it."""

    annex: str
    head: str
    text: str


def _lessons(meeting: Meeting, *, crowded: bool) -> tuple[_Lesson, ...]:
    """The latest experiences with their advice, then what was learned at visits, each told once.

    What is noted where nobody was at home is told last. The more there is, the less of each.
    """
    visits = sorted(meeting.visits, key=lambda each: each.manner == "nobody_home")
    found = {one_line(each.learned): each.place for each in visits if each.learned}
    experiences = meeting.examples.experiences
    many = crowded or len(found) + len(experiences) > _FEW_LESSONS
    room = _LESSON_IN_A_LINE if many else _LESSON
    learned = [_at_visit(*each, room) for each in found.items()]
    told = [_experience(each, room) for each in experiences]
    return (*told[-_EXPERIENCES:], *learned, *told[:-_EXPERIENCES][::-1])


def _experience(line: ExperienceLine, room: int) -> _Lesson:
    told = brief(line.advice or line.outcome or line.action, room)
    title = brief(line.title, A_TITLE)
    return _Lesson("method", _("{label}:").format(label=title) if told else title, told)


def _at_visit(learned: str, place: Place, room: int) -> _Lesson:
    return _Lesson("visits", "", with_role(brief(learned, room), one_line(place.group)))


def _lesson(number: int, lesson: _Lesson) -> Paragraph:
    told = _("{number}. {title}").format(number=number, title=lesson.head or lesson.text)
    return Paragraph(lesson.text, told) if lesson.head else Paragraph(told)


def _other_lessons(others: Collection[_Lesson], annexes: Mapping[str, str]) -> Iterator[Paragraph]:
    """How many more there are, and where all stand."""
    if not others:
        return
    names = {each.annex for each in others}
    if names <= set(annexes):
        where = joined(mark for name, mark in annexes.items() if name in names)
        yield Paragraph(_("See {annex} for {count} more.").format(annex=where, count=len(others)))
    else:
        told = ngettext(
            "{count} more is not told here.", "{count} more are not told here.", len(others)
        )
        yield Paragraph(told)


def _next(meeting: Meeting, most: int, annex: str) -> str:
    """How much of each kind falls due, then the nearest of what is not a visit, and how many more there are."""
    if not meeting.due:
        return _("Nothing falls due in the next ten days.")
    parts = [_("Due in the next ten days: {counts}.").format(counts=_due_counts(meeting.due))]
    if late := _due_counts(each for each in meeting.due if each.days < 0):
        parts.append(_("Of these overdue: {counts}.").format(counts=late))
    ahead = [each for each in meeting.due if each.what != "visit" and each.days >= 0]
    # A bare word with a day says nothing: everybody reads the counts alone.
    telling = [e for e in ahead if e.about or e.method or place_brief(e.place)]
    if named := _("; ").join(_due_item(each, meeting.today) for each in telling[:most]):
        visits = any(each.what == "visit" and each.days >= 0 for each in meeting.due)
        told = _("Next, besides visits: {items}.") if visits else _("Next: {items}.")
        parts.append(told.format(items=named))
        parts += _not_listed(len(telling[most:]), len(ahead) - len(telling), annex)
    return sentences(parts)


def _not_listed(later: int, unnamed: int, annex: str) -> Iterator[str]:
    """How many there is no room for, or which these readers may not be told of, and where all stand."""
    if annex and later + unnamed:
        yield _("{count} more: see {annex}.").format(count=later + unnamed, annex=annex)
        return
    if later:
        yield ngettext(
            "{count} more falls due after them.", "{count} more fall due after them.", later
        )
    if unnamed:
        yield ngettext(
            "{count} more is counted and not named here.",
            "{count} more are counted and not named here.",
            unnamed,
        )


def _due_item(line: DueLine, today: dt.date) -> str:
    """All in one manner: what falls due, of which matter, what is to be done, and who does it.

    Where the matter may not be read, whose it is.
    """
    place = place_brief(line.place)
    of_issue = line.what in ("solution", "step")
    whose = filled(_("the issue of {place}"), place=place) if of_issue else place
    what = after_comma(
        brief(line.about, A_TITLE) or whose,
        whole_clauses(line.method, _METHOD).rstrip("。."),
    )
    told = _("{label}: {text}").format(label=due_word(line.what), text=what)
    who = joined(each for each in map(names_line, line.who) if each not in what)
    return after_comma(day(line.on, today), with_role(told, who))


_DUE: Final = ("visit", "follow_up", "solution", "step", "issue", "work", "task")


def _due_counts(lines: Iterable[DueLine]) -> str:
    """How much of each kind there is."""
    counts = Counter(each.what for each in lines)
    return joined(_due_count(what, counts[what]) for what in _DUE if counts[what])


def _due_count(what: str, count: int) -> str:
    """How much of a kind falls due, each with its own word of counting."""
    told = {
        "visit": ngettext("{count} visit", "{count} visits", count),
        "follow_up": ngettext("{count} follow-up", "{count} follow-ups", count),
        "solution": ngettext(
            "{count} solution to carry out", "{count} solutions to carry out", count
        ),
        "step": ngettext("{count} step to take", "{count} steps to take", count),
        "issue": ngettext("{count} issue to settle", "{count} issues to settle", count),
        "work": ngettext(
            "{count} piece of work for somebody", "{count} pieces of work for somebody", count
        ),
        "task": ngettext(
            "{count} task to explain by its day", "{count} tasks to explain by their day", count
        ),
    }
    return told[what]


def due_word(what: str) -> str:
    """What falls due, in a word."""
    words = {
        "visit": _("visit"),
        "follow_up": _("follow-up"),
        "solution": _("solution"),
        "step": _("step"),
        "issue": _("issue"),
        "work": code_label("task.kind", "work"),
        "task": _("task"),
    }
    return words[what]
